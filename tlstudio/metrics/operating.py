"""What decisions are worth: what is found and missed, and what mistakes cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.metrics.answers import Answers, Floats
from tlstudio.metrics.deciding import Costs, costs_of
from tlstudio.metrics.shares import Share, mean_of, share_of


@dataclass(frozen=True)
class OperatingPoint:
    """One class against the others, at the decision that was taken.

    Attributes:
        sensitivity: Share of its items that are named it.
        specificity: Share of other items that are not.
        positive_value: Share of items named it that are of it.
        negative_value: Share of items not named it that are not.
    """

    sensitivity: Share
    specificity: Share
    positive_value: Share
    negative_value: Share


def operating_point(
    answers: Answers, code: int, groups: NDArray[Any] | None = None
) -> OperatingPoint:
    """Of one class.

    Args:
        answers: N of them, with the decisions in `predicted`.
        code: The class.
        groups: (N,) codes of items that belong together, for the intervals.
    """
    true, named = answers.truth[:, code], answers.predicted[:, code]

    def among(hits: NDArray[np.bool_], those: NDArray[np.bool_]) -> Share:
        return share_of(hits[those], None if groups is None else np.asarray(groups)[those])

    return OperatingPoint(
        sensitivity=among(named, true),
        specificity=among(~named, ~true),
        positive_value=among(true, named),
        negative_value=among(~true, ~named),
    )


def mean_cost(answers: Answers, costs: Costs, groups: NDArray[Any] | None = None) -> Share:
    """What an item costs on average, by the decisions in `predicted`.

    A missed class costs its weight; where an item may have several, one named in vain costs 1.

    Args:
        answers: N of them.
        costs: (K,) of missing each class.
        groups: (N,) codes of items that belong together, for the interval.
    """
    weights = costs_of(costs, answers.classes)
    paid: Floats = (answers.truth & ~answers.predicted) @ weights
    if answers.multi_label:
        vain = (answers.predicted & ~answers.truth).sum(axis=1)
        return mean_of(paid + vain, float(np.maximum(weights, 1).sum()), groups)
    return mean_of(paid, float(weights.max()), groups)

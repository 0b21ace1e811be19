"""Answers that weigh what a mistake costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.errors import BadInputError

Floats = NDArray[np.float64]
Costs = Sequence[float] | NDArray[Any]


def costs_of(costs: Costs, classes: int) -> Floats:
    """(K,) checked costs of missing each class.

    Raises:
        BadInputError: When there is not one positive number a class.
    """
    weights = np.asarray(costs, np.float64)
    if weights.shape != (classes,):
        raise BadInputError(
            f"There are {weights.size} costs and {classes} classes.", "Give one cost a class."
        )
    if not np.isfinite(weights).all() or weights.min() <= 0:
        raise BadInputError("A cost must be a number above 0.", "1 is the cost of a usual mistake.")
    return weights


def decide(
    probabilities: NDArray[Any], costs: Costs | None = None, multi_label: bool = False
) -> NDArray[np.bool_]:
    """(N, K) classes that are named, at the least expected cost.

    For one class an item, naming class k misses the others: the least is lost by the class of
    the largest cost times probability. For several, missing class k costs c_k and naming it in
    vain costs 1: it is named from the probability 1 / (1 + c_k) on.

    Args:
        probabilities: (N, K).
        costs: (K,) of missing an item of each class, against 1; None: all 1.
        multi_label: Whether an item may have any number of classes.

    Raises:
        BadInputError: When there is not one positive cost a class.
    """
    table = np.asarray(probabilities, np.float64)
    weights = np.ones(table.shape[1]) if costs is None else costs_of(costs, table.shape[1])
    if multi_label:
        several: NDArray[np.bool_] = table >= 1 / (1 + weights)
        return several
    one = np.zeros(table.shape, bool)
    one[np.arange(len(table)), (table * weights).argmax(axis=1)] = True
    return one


def threshold_from(costs: Costs, positive: int = 1) -> float:
    """Of two classes, the probability of one from which it is named."""
    weights = costs_of(costs, 2)
    return float(weights[1 - positive] / weights.sum())


def costs_from(threshold: float, positive: int = 1) -> tuple[float, float]:
    """Of two classes, the costs that name one from a probability on; the other's cost is 1.

    Raises:
        BadInputError: When the threshold is not between 0 and 1.
    """
    if not 0 < threshold < 1:
        raise BadInputError("A threshold lies between 0 and 1.", "0.5 names the likelier class.")
    cost = (1 - threshold) / threshold
    return (1.0, cost) if positive == 1 else (cost, 1.0)

"""How well probabilities put the items of a class before all others: AUROC, average precision.

Each comes with the influence of every item on it: its derivative by the item's weight. Sums of
influences over groups give the variance for grouped items at once. For AUROC that is the
estimator of Obuchowski 1997 (Biometrics 53, 567-578), which is DeLong's for single items.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from tlstudio.metrics.answers import Answers, Floats

_One = Callable[[NDArray[np.bool_], Floats], tuple[float, Floats]]


@dataclass(frozen=True)
class Ranked:
    """A metric of every class against the others.

    Attributes:
        values: (K,); NaN for a class that no item, or every item, has.
        influences: (N, K) of the items; 0 where the value is NaN.
    """

    values: Floats
    influences: Floats

    def mean(self) -> tuple[float, Floats]:
        """Mean over the classes that have a value, and its influences (N,)."""
        known = np.isfinite(self.values)
        if not known.any():
            return float("nan"), np.zeros(len(self.influences))
        return float(self.values[known].mean()), self.influences[:, known].mean(axis=1)


def auroc(answers: Answers) -> Ranked:
    """Area under the ROC curve; equal scores count half (Hanley & McNeil 1982)."""
    return _by_class(answers, _auroc)


def average_precision(answers: Answers) -> Ranked:
    """Sum of precision over steps of recall, as scikit-learn has it."""
    return _by_class(answers, _average_precision)


def _by_class(answers: Answers, one: _One) -> Ranked:
    values = np.full(answers.classes, np.nan)
    influences = np.zeros(answers.truth.shape)
    counts = answers.truth.sum(axis=0)
    for code in np.flatnonzero((counts > 0) & (counts < len(answers))):
        values[code], influences[:, code] = one(
            answers.truth[:, code], answers.probabilities[:, code]
        )
    return Ranked(values, influences)


def _auroc(truth: NDArray[np.bool_], scores: Floats) -> tuple[float, Floats]:
    positives, negatives = int(truth.sum()), int((~truth).sum())
    ranks = stats.rankdata(scores)
    # Of a positive the share of negatives below it, of a negative that of positives above it.
    below = (ranks[truth] - stats.rankdata(scores[truth])) / negatives
    above = 1 - (ranks[~truth] - stats.rankdata(scores[~truth])) / positives
    value = float(below.mean())
    influences = np.empty(len(truth))
    influences[truth] = (below - value) / positives
    influences[~truth] = (above - value) / negatives
    return value, influences


def _average_precision(truth: NDArray[np.bool_], scores: Floats) -> tuple[float, Floats]:
    order = np.argsort(-scores, kind="stable")
    ordered, hit = scores[order], truth[order].astype(np.float64)
    # Items of equal score cannot be told apart: they share the counts at their end.
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    sizes = np.diff(np.append(starts, len(ordered)))
    ends = np.repeat(starts + sizes - 1, sizes)
    hits, named = np.cumsum(hit)[ends], ends + 1.0
    precision, positives = hits / named, float(hit.sum())
    value = float((hit * precision).sum() / positives)
    # A weight counts in the precision at its own score and below: sums from there to the end.
    first = np.repeat(starts, sizes)
    gain = np.cumsum((hit / named)[::-1])[::-1][first]
    loss = np.cumsum((hit * hits / named**2)[::-1])[::-1][first]
    influences = np.empty(len(truth))
    influences[order] = (hit * (precision - value) + hit * gain - loss) / positives
    return value, influences

"""Additive sums of answers, so that leaving out items, or exchanging them, is arithmetic.

Most metrics depend on the items only through sums (how many there are, how many are right, the
loss; of every class how often it was true, named, and both). The sums of a group left out, or of
two models with some answers exchanged, are then one matrix product away, for thousands at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tlstudio.metrics.answers import Answers, Floats

Scalar = Literal["items", "right", "loss", "brier", "distance", "squared", "near"]
_NAMES: tuple[Scalar, ...] = ("items", "right", "loss", "brier", "distance", "squared", "near")
_SCALARS = len(_NAMES)
_TINY = 1e-15


@dataclass(frozen=True)
class Sums:
    """Additive sums; the last axis holds them, axes before it are sets of items.

    Attributes:
        values: (…, 7 + 3 K): items, right ones, log-loss, Brier score, distance in classes, that
            squared, at most one class off; then for each class true, named, both.
        classes: K.
        multi_label: Whether an item may have any number of classes.
    """

    values: Floats
    classes: int
    multi_label: bool = False

    @property
    def items(self) -> Floats:
        """(…) number of items."""
        return self.scalar("items")

    def scalar(self, name: Scalar) -> Floats:
        """(…) one of the sums that are not of a class."""
        return self.values[..., _NAMES.index(name)]

    def of_class(self, which: Literal["true", "named", "both"]) -> Floats:
        """(…, K) of every class how often it was true, named, or both."""
        begin = _SCALARS + self.classes * ("true", "named", "both").index(which)
        return self.values[..., begin : begin + self.classes]


def item_sums(answers: Answers) -> sparse.csr_array:
    """(N, 7 + 3 K) sums of every single item, sparse because an item touches few classes."""
    distance = _distances(answers)
    scalars = np.stack(
        [
            np.ones(len(answers)),
            answers.correct().astype(np.float64),
            log_losses(answers),
            brier_scores(answers),
            distance,
            distance**2,
            (distance <= 1).astype(np.float64),
        ],
        axis=1,
    )
    parts = [answers.truth, answers.predicted, answers.truth & answers.predicted]
    blocks = [sparse.csr_array(scalars), *(sparse.csr_array(p, dtype=np.float64) for p in parts)]
    return sparse.csr_array(sparse.hstack(blocks))


def group_sums(items: sparse.csr_array, groups: NDArray[Any]) -> sparse.csr_array:
    """(G, 7 + 3 K) sums of every group, from those of items (N, …) and their group codes (N,)."""
    codes, inverse = np.unique(groups, return_inverse=True)
    ones = np.ones(len(groups))
    gather = sparse.csr_array(
        (ones, (inverse.reshape(-1), np.arange(len(groups)))), (len(codes), len(groups))
    )
    return sparse.csr_array(gather @ items)


def total(items: sparse.csr_array, answers: Answers) -> Sums:
    """The sums of all items together."""
    values = np.asarray(items.sum(axis=0), np.float64).reshape(-1)
    return Sums(values, answers.classes, answers.multi_label)


def log_losses(answers: Answers) -> Floats:
    """(N,) negative log-likelihood of the truth; for multi-label the mean over classes."""
    chances = np.where(answers.truth, answers.probabilities, 1.0 - answers.probabilities)
    losses = -np.log(np.maximum(chances, _TINY))
    if answers.multi_label:
        mean: Floats = losses.mean(axis=1)
        return mean
    single: Floats = np.where(answers.truth, losses, 0.0).sum(axis=1)
    return single


def brier_scores(answers: Answers) -> Floats:
    """(N,) squared distance of probabilities and truth (Brier 1950, Mon. Weather Rev. 78, 1-3).

    The sum over classes, half of it where there are two, as scikit-learn has it; for multi-label
    the mean over classes.
    """
    squares = np.square(answers.probabilities - answers.truth)
    if answers.multi_label:
        mean: Floats = squares.mean(axis=1)
        return mean
    single: Floats = squares.sum(axis=1)
    return single / 2 if answers.classes == 2 else single


def _distances(answers: Answers) -> Floats:
    """(N,) classes between truth and answer, for classes in order; 0 for multi-label."""
    if answers.multi_label:
        return np.zeros(len(answers))
    distance: Floats = np.abs(answers.truth.argmax(axis=1) - answers.predicted.argmax(axis=1))
    return distance.astype(np.float64)

"""Short lists of classes that hold the truth as often as was asked for: conformal prediction.

The score of a class is one less its probability (Sadinle, Lei & Wasserman 2019, JASA 114,
223-234: the smallest lists on average), the list holds the classes whose score is at most a
threshold, and the threshold is a quantile of the scores of true classes among items that were
not trained on. Of n exchangeable items the ceil((n + 1) coverage)-th smallest score promises
the coverage for a new item, whatever the model is worth. Items that belong together are not
exchangeable, their groups are: each group then weighs one, the group that will come is counted
as infinitely bad, and the promise is for an item of a *new* group (Lee, Barber & Willett 2023,
arXiv 2306.06342, which makes exact what Dunn, Wasserman & Ramdas 2023, JASA 118, 2491-2502,
show for pooled distributions). For several classes an item, the score is that of its least
likely true class: the list then holds all of them.

Adaptive scores (APS, RAPS) were tried on 60 and 200 items of 3 and 10 classes: at 90 % APS made
lists of 1.9 and 6.4 classes where these have 1.3 and 3.9, RAPS lists that are no shorter and held
the truth of the hardest third of the items less often.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.errors import BadInputError
from tlstudio.metrics.answers import Floats, Integers
from tlstudio.metrics.shares import Share, share_of

EVERY_CLASS = 1.0
_FOLDS = 10
_SLACK = 1e-9


def calibration_scores(probabilities: NDArray[Any], truth: NDArray[Any]) -> Floats:
    """(N,) how unlikely the model found the truth: one less its probability.

    Args:
        probabilities: (N, K).
        truth: (N,) class codes, or (N, K) memberships.
    """
    table = np.asarray(probabilities, np.float64)
    if np.ndim(truth) == 2:
        members = np.asarray(truth).astype(bool)
        least: Floats = 1 - np.where(members, table, 1.0).min(axis=1)
        return least
    single: Floats = 1 - table[np.arange(len(table)), np.asarray(truth, np.int64)]
    return single


def largest_coverage(units: int) -> float:
    """The most that so many items, or groups, can promise without naming every class."""
    return units / (units + 1)


def threshold_of(
    scores: NDArray[Any], coverage: float, groups: NDArray[Any] | None = None
) -> float:
    """The score up to which a class is in the list.

    Args:
        scores: (N,) of `calibration_scores`.
        coverage: Share of lists that shall hold the truth, between 0 and 1.
        groups: (N,) codes of items that belong together; the promise is then for new groups.

    Returns:
        `EVERY_CLASS` when there are too few items or groups for this coverage.

    Raises:
        BadInputError: When the coverage is not between 0 and 1, or there is no score.
    """
    if not 0 < coverage < 1:
        raise BadInputError(
            f"A coverage of {coverage:g} cannot be promised.", "Ask for 0.8, 0.9 or 0.95."
        )
    values = np.asarray(scores, np.float64)
    if len(values) == 0 or not np.isfinite(values).all():
        raise BadInputError(
            "There are no usable answers to learn the length of lists from.",
            "Label tuning images first.",
        )
    place = np.arange(len(values))
    if groups is not None:
        _, place = np.unique(groups, return_inverse=True)
    sizes = np.bincount(place)
    order = np.argsort(values, kind="stable")
    weights = np.cumsum(1 / ((len(sizes) + 1) * sizes[place[order]]))
    reached = np.flatnonzero(weights >= coverage - _SLACK)
    return float(values[order[reached[0]]]) if len(reached) else EVERY_CLASS


def prediction_sets(probabilities: NDArray[Any], threshold: float) -> NDArray[np.bool_]:
    """(N, K) lists of classes; the likeliest class is in each, so that none is empty.

    Args:
        probabilities: (N, K).
        threshold: Of `threshold_of`.
    """
    table = np.asarray(probabilities, np.float64)
    sets: NDArray[np.bool_] = 1 - table <= threshold + _SLACK
    sets[np.arange(len(table)), table.argmax(axis=1)] = True
    return sets


@dataclass(frozen=True)
class SetQuality:
    """What lists did for items whose truth is known.

    Attributes:
        coverage: Share of lists that hold the truth (every true class).
        sizes: (K + 1,) how many lists have 0, 1 … K classes.
        by_class: Share of lists that hold each class where it is true.
        sets: (N, K) the lists themselves.
    """

    coverage: Share
    sizes: Integers
    by_class: tuple[Share, ...]
    sets: NDArray[np.bool_]

    @property
    def mean_size(self) -> float:
        """Classes a list, on average."""
        return float(self.sets.sum(axis=1).mean())

    @property
    def sure(self) -> float:
        """Share of lists with one class only."""
        return float((self.sets.sum(axis=1) == 1).mean())


def quality_of(
    sets: NDArray[np.bool_], truth: NDArray[Any], groups: NDArray[Any] | None = None
) -> SetQuality:
    """Coverage and sizes of lists.

    Args:
        sets: (N, K).
        truth: (N,) class codes, or (N, K) memberships.
        groups: (N,) codes of items that belong together, for the intervals.
    """
    members = _members(truth, sets.shape[1])
    held = np.all(sets | ~members, axis=1)
    shares = []
    for code in range(sets.shape[1]):
        here = members[:, code]
        together = None if groups is None else np.asarray(groups)[here]
        shares.append(share_of(sets[here, code], together))
    sizes = np.bincount(sets.sum(axis=1), minlength=sets.shape[1] + 1).astype(np.int64)
    return SetQuality(share_of(held, groups), sizes, tuple(shares), sets)


def cross_quality(
    probabilities: NDArray[Any],
    truth: NDArray[Any],
    coverage: float,
    groups: NDArray[Any] | None = None,
    *,
    folds: int = _FOLDS,
    seed: int = 0,
) -> SetQuality:
    """Coverage and sizes on the very items that the threshold is learned from, without flattery.

    The list of an item is made with the threshold of the other folds; groups stay whole.

    Args:
        probabilities: (N, K).
        truth: (N,) class codes, or (N, K) memberships.
        coverage: That is asked for.
        groups: (N,) codes of items that belong together.
        folds: At most so many.
        seed: Of the folds.
    """
    scores = calibration_scores(probabilities, truth)
    place = np.arange(len(scores))
    if groups is not None:
        _, place = np.unique(groups, return_inverse=True)
    units = int(place.max()) + 1 if len(place) else 0
    fold = np.random.default_rng(seed).permutation(units)[place] % max(min(folds, units), 1)
    table = np.asarray(probabilities, np.float64)
    sets = np.ones(table.shape, bool)
    for number in np.unique(fold):
        here, others = fold == number, fold != number
        if not others.any():
            continue
        together = None if groups is None else place[others]
        sets[here] = prediction_sets(table[here], threshold_of(scores[others], coverage, together))
    return quality_of(sets, truth, groups)


def _members(truth: NDArray[Any], classes: int) -> NDArray[np.bool_]:
    truth = np.asarray(truth)
    if truth.ndim == 2:
        return truth.astype(bool)
    members: NDArray[np.bool_] = truth[:, None] == np.arange(classes)
    return members

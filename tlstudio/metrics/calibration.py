"""Whether "80 % sure" is right 80 % of the time, and the temperature that makes it so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from tlstudio.core.errors import BadInputError
from tlstudio.metrics.answers import Answers, Floats, Integers
from tlstudio.metrics.intervals import Interval, counted, nothing
from tlstudio.metrics.shares import Share, share_of
from tlstudio.metrics.units import Units, unit_sums

# Fewer items say less about the temperature than it is worth (see `fit_temperature`).
LEAST_ITEMS = 20
BINS = 10
# With fewer groups of very different sizes the interval of the calibration error held the truth in
# less than 90 % of simulations (86 % with fifteen, 77 % with five).
TRUSTED_GROUPS = 20
_COLDEST, _HOTTEST = 0.05, 20.0
_DRAWS, _HALVINGS = 2000, 10
_MOST_FACTOR = 3.0


@dataclass(frozen=True)
class Bin:
    """Answers that are about equally sure.

    Attributes:
        low: From which confidence on.
        high: Up to which.
        confidence: Mean of them; NaN when the bin is empty.
        right: Share that is right, with its interval, and how many there are.
    """

    low: float
    high: float
    confidence: float
    right: Share


def fit_temperature(logits: NDArray[Any], truth: NDArray[Any]) -> float:
    """The number that logits are divided by so that probabilities are right (Guo et al. 2017).

    It minimises the log-loss, of which the minimum over one number is unique. The weight of one
    item more is spread evenly over all classes: with no mistake among n items the likelihood
    alone would make the model infinitely sure, this way it stays near 1 - 1/(2n).

    Args:
        logits: (N, K) of items that were not trained on.
        truth: (N,) class codes, then probabilities are a softmax; or (N, K) memberships of items
            with any number of classes, then each class has its own probability.

    Returns:
        Between 0.05 and 20; 1.0 when there are fewer than `LEAST_ITEMS` items or only one class.

    Raises:
        BadInputError: When a logit is not a number.
    """
    values = np.asarray(logits, np.float64)
    if not np.isfinite(values).all():
        raise BadInputError(
            "The model's outputs hold values that are not numbers (NaN or infinite).",
            "The model is damaged or its training diverged: train again with a smaller rate.",
        )
    several = np.ndim(truth) == 2
    if len(values) < LEAST_ITEMS or len(np.unique(truth)) < 2:
        return 1.0
    loss = _loss_of_several if several else _loss_of_one
    found = optimize.minimize_scalar(
        lambda power: loss(values / np.exp(power), np.asarray(truth)),
        bounds=(np.log(_COLDEST), np.log(_HOTTEST)),
        method="bounded",
        options={"xatol": 1e-5},
    )
    return float(np.exp(found.x))


def _loss_of_one(logits: Floats, truth: NDArray[Any]) -> float:
    logs = special.log_softmax(logits, axis=1)
    true = logs[np.arange(len(truth)), truth.astype(np.int64)]
    return float(-true.sum() - logs.mean())


def _loss_of_several(logits: Floats, truth: NDArray[Any]) -> float:
    yes, no = special.log_expit(logits), special.log_expit(-logits)
    return float(-np.where(truth.astype(bool), yes, no).sum() - (yes + no).mean(axis=0).sum() / 2)


def sureness(answers: Answers) -> tuple[Floats, NDArray[np.bool_], Integers]:
    """(M,) confidences, whether each is right, and the item of each.

    Of one class an item: the largest probability, whatever costs made of it. Of several: the
    probability of every class, as N times K answers to "is it there?".
    """
    chances = answers.probabilities
    if answers.multi_label:
        items = np.repeat(np.arange(len(answers)), answers.classes)
        return chances.reshape(-1), answers.truth.reshape(-1), items
    named = chances.argmax(axis=1)
    rows = np.arange(len(answers))
    return chances[rows, named], answers.truth[rows, named], rows


def bin_of(confidence: Floats, bins: int) -> Integers:
    """(M,) number of the bin of equal width that a confidence lies in, the upper edge inside."""
    return np.clip(np.ceil(confidence * bins).astype(np.int64) - 1, 0, bins - 1)


def reliability(
    answers: Answers, bins: int = BINS, groups: NDArray[Any] | None = None
) -> tuple[Bin, ...]:
    """Confidence beside the share that is right, in bins of equal width.

    Args:
        answers: N of them.
        bins: How many.
        groups: (N,) codes of items that belong together, for the intervals.
    """
    confidence, right, items = sureness(answers)
    place = bin_of(confidence, bins)
    # Answers about one item are not independent either, where there are several.
    together = items if groups is None else np.asarray(groups)[items]
    found = []
    for number in range(bins):
        here = place == number
        mean = float(confidence[here].mean()) if here.any() else float("nan")
        share = share_of(right[here], together[here])
        found.append(Bin(number / bins, (number + 1) / bins, mean, share))
    return tuple(found)


def calibration_error(answers: Answers, bins: int = BINS) -> float:
    """Expected calibration error: mean distance of confidence and share right over the bins."""
    confidence, right, _ = sureness(answers)
    gaps = np.bincount(bin_of(confidence, bins), weights=confidence - right, minlength=bins)
    return float(np.abs(gaps).sum() / len(confidence))


def error_interval(answers: Answers, units: Units, bins: int = BINS, seed: int = 0) -> Interval:
    """95 % interval of the calibration error, which is never below what noise makes of zero.

    A sum of absolute values is too large where there are few items, and a bootstrap doubles that:
    its percentiles miss a well calibrated model nearly always. So the question is turned round:
    were the true gaps of the bins those that were seen times a factor, how large an error would
    be seen, with the covariance of the gaps over units? The interval holds the factors of which
    the error that was seen is among the middle 95 %. With few groups none is given.

    Args:
        answers: N of them.
        units: The same, gathered.
        bins: Of equal width.
        seed: Of the simulation.
    """
    count = len(units)
    if count < 2:
        return nothing(units)
    if units.grouped and count < TRUSTED_GROUPS:
        return Interval(None, None, f"none: fewer than {TRUSTED_GROUPS} groups")
    confidence, right, items = sureness(answers)
    signed = np.zeros((len(answers), bins))
    np.add.at(signed, (items, bin_of(confidence, bins)), confidence - right)
    signed *= len(answers) / len(confidence)
    sizes = np.bincount(units.place).astype(np.float64)
    gaps = signed.mean(axis=0)
    apart = (unit_sums(units, signed) - sizes[:, None] * gaps) / len(answers)
    rng = np.random.default_rng(seed)
    root = np.linalg.svd(apart * np.sqrt(count / (count - 1)), full_matrices=False)
    noise = rng.normal(size=(_DRAWS, len(root[1]))) @ (root[1][:, None] * root[2])
    noise *= np.sqrt((count - 1) / rng.chisquare(count - 1, (_DRAWS, 1)))
    seen = float(np.abs(gaps).sum())

    def reached(factor: float) -> float:
        """Share of simulations with no larger error; the larger the factor, the fewer."""
        return float((np.abs(factor * gaps + noise).sum(axis=1) <= seen).mean())

    low, high = (seen * _where(reached, share) for share in (0.975, 0.025))
    method = f"inverted simulation of the gaps of {bins} bins, {counted(units)}"
    return Interval(min(low, seen), min(max(high, seen), 1.0), method)


def _where(falling: Callable[[float], float], share: float) -> float:
    """Where a falling function passes a share, between 0 and the largest factor."""
    low, high = 0.0, _MOST_FACTOR
    if falling(low) <= share:
        return low
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > share else (low, middle)
    return (low + high) / 2

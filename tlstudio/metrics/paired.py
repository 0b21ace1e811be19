"""Is one model better than another on the same items?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse, special

from tlstudio.core.errors import BadInputError
from tlstudio.metrics.answers import Answers, Floats
from tlstudio.metrics.catalogue import INFO, metric_values
from tlstudio.metrics.intervals import Interval, student
from tlstudio.metrics.sums import Sums
from tlstudio.metrics.units import Units, jackknife_variance

_EXHAUSTIVE = 13
_DRAWS = 4000
_CELLS = 2**23
_SLACK = 1e-12
_LEVEL = 0.05
_ONE_SIDE = 0.05


@dataclass(frozen=True)
class Comparison:
    """First less second in one metric.

    Attributes:
        difference: First less second.
        interval: 95 % interval of it.
        p_value: Two-sided, of the hypothesis that both are equally good.
        test: Its name.
    """

    difference: float
    interval: Interval
    p_value: float
    test: str


def mcnemar(first: Answers, second: Answers) -> float:
    """Exact two-sided p that both are right equally often (McNemar 1947, Psychometrika 12).

    For independent items only.
    """
    better = int((first.correct() & ~second.correct()).sum())
    worse = int((~first.correct() & second.correct()).sum())
    if better + worse == 0:
        return 1.0
    return float(min(1.0, 2 * special.bdtr(min(better, worse), better + worse, 0.5)))


def compare(
    first: Answers, second: Answers, units: tuple[Units, Units], name: str, *, seed: int = 0
) -> Comparison:
    """Compare two models that answered the same items.

    The interval leaves out one unit at a time and takes Student's t; it ends where no difference
    can lie. Where nothing differs it holds what may differ in images not seen, and it reaches no
    difference where the test cannot exclude that: the differences of three groups may be alike by
    chance. The test is
    McNemar's for the accuracy of independent items; else all answers of a unit are exchanged
    between the two models or not, at random (every way where there are few units), which is exact
    for any metric and any dependence inside a unit.

    Args:
        first: Answers of the one.
        second: Answers of the other, on the same items in the same order.
        units: Both gathered in the same way.
        name: Metric.
        seed: Of the exchanges.

    Raises:
        BadInputError: When the items are not the same.
    """
    if not np.array_equal(first.truth, second.truth):
        raise BadInputError(
            "Two models can only be compared on the same items.", "Evaluate both on the same part."
        )
    one, other = units
    joined = _Pair(one, other, name)
    value = float(joined.score(joined.one.sums, joined.other.sums))
    interval = _interval(joined, value, first)
    if name == "accuracy" and not one.grouped:
        p_value, test = mcnemar(first, second), "McNemar's exact test"
    else:
        p_value, ways = _exchange_test(joined, value, seed)
        what = "groups" if one.grouped else one.items.many
        test = f"exchange of answers by {what}, {ways}"
    return Comparison(value, _not_surer(interval, p_value), p_value, test)


@dataclass(frozen=True)
class _Pair:
    one: Units
    other: Units
    name: str

    def score(self, one: Sums, other: Sums) -> Floats:
        """(…) difference of the metric."""
        return (metric_values(one, [self.name]) - metric_values(other, [self.name]))[..., 0]

    def variance(self) -> float:
        """Of the difference, by leaving out one unit at a time."""
        width = self.one.rows.shape[1]
        kind = (self.one.sums.classes, self.one.sums.multi_label)
        both = Units(
            _side_by_side(self.one, self.other),
            Sums(np.concatenate([self.one.sums.values, self.other.sums.values]), *kind),
            self.one.grouped,
            self.one.place,
        )

        def score(sums: Sums) -> Floats:
            halves = (sums.values[..., :width], sums.values[..., width:])
            found: Floats = self.score(*(Sums(half, *kind) for half in halves))[..., None]
            return found

        return float(jackknife_variance(both, score)[0])


def _side_by_side(one: Units, other: Units) -> sparse.csr_array:
    return sparse.csr_array(sparse.hstack([one.rows, other.rows]))


def _interval(pair: _Pair, value: float, first: Answers) -> Interval:
    count = len(pair.one)
    what = f"{count} groups" if pair.one.grouped else f"{count} {pair.one.items.many}"
    if count < 2:
        return Interval(None, None, f"none: {count} unit only")
    info, variance = INFO[pair.name], pair.variance()
    span = np.inf if info.high is None else info.high - info.low
    if np.isfinite(span) and variance <= _SLACK**2 and abs(value) <= _SLACK:
        half = span * _unseen(pair.one, first, pair.name)
        return Interval(-half, half, f"no difference in {what}: what may differ unseen")
    half = float(student(count)) * float(np.sqrt(variance))
    method = f"leaving out one of {what} at a time, Student's t"
    return Interval(max(value - half, -span), min(value + half, span), method)


def _not_surer(interval: Interval, p_value: float) -> Interval:
    """An interval that reaches 0 where the test does not exclude it."""
    low, high = interval.low, interval.high
    if p_value <= _LEVEL or low is None or high is None or low <= 0 <= high:
        return interval
    return Interval(
        min(low, 0.0),
        max(high, 0.0),
        f"{interval.method}; widened to no difference, as the test has it",
    )


def _unseen(units: Units, answers: Answers, name: str) -> float:
    """Share that may differ although none of the units did (the rule of three, one side at 95 %).

    Of a mean over classes, the mean of the shares of each.
    """
    if name == "accuracy":
        return float(1 - _ONE_SIDE ** (1 / len(units)))
    holding = [len(np.unique(units.place[one])) for one in answers.truth.T if one.any()]
    return float(np.mean([1 - _ONE_SIDE ** (1 / count) for count in holding]))


def _exchange_test(pair: _Pair, value: float, seed: int) -> tuple[float, str]:
    """P of the difference, and how many exchanges were tried."""
    middle = (pair.one.sums.values + pair.other.sums.values) / 2
    halves = sparse.csr_array((pair.one.rows - pair.other.rows) / 2)
    # A unit that both answer alike changes nothing, however often it is exchanged.
    touched = np.flatnonzero(np.diff(halves.indptr))
    halves = halves[touched]
    count = len(touched)
    if count == 0 or not np.isfinite(value):
        return 1.0, "no answer differs"
    exhaustive = count <= _EXHAUSTIVE
    draws = 2**count if exhaustive else _DRAWS
    rng = np.random.default_rng(seed)
    step = max(1, _CELLS // max(count, halves.shape[1]))
    extreme = 0
    kind = (pair.one.sums.classes, pair.one.sums.multi_label)
    for begin in range(0, draws, step):
        size = min(step, draws - begin)
        if exhaustive:
            bits = (np.arange(begin, begin + size)[:, None] >> np.arange(count)) & 1
        else:
            bits = rng.integers(0, 2, (size, count), dtype=np.int8)
        shift = (halves.T @ (1.0 - 2.0 * bits).T).T
        found = pair.score(Sums(middle + shift, *kind), Sums(middle - shift, *kind))
        extreme += int((np.abs(found) >= abs(value) - _SLACK).sum())
    if exhaustive:
        return extreme / draws, f"all {draws} ways"
    return (extreme + 1) / (draws + 1), f"{draws} random ways"

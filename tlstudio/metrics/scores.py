"""Any metric by name, with its interval: of sums, of rankings, of calibration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from tlstudio.metrics.answers import Answers, Floats
from tlstudio.metrics.calibration import calibration_error, error_interval
from tlstudio.metrics.catalogue import BY_SUMS, INFO, MetricInfo, metric_values
from tlstudio.metrics.intervals import (
    ClassScores,
    Interval,
    counted,
    metric_intervals,
    nothing,
    student,
    wilson,
)
from tlstudio.metrics.ranking import Ranked, auroc, average_precision
from tlstudio.metrics.units import Units, influence_variance, unit_sums

_FLAT = 1e-12
# Chosen by simulation (tests/benchmarks/bench_intervals.py).
_DOUBT = {"auroc": 0.1, "average_precision": 1.0}
RANKINGS: dict[str, Callable[[Answers], Ranked]] = {
    "auroc": auroc,
    "average_precision": average_precision,
}


@dataclass(frozen=True)
class Score:
    """One metric of some answers.

    Attributes:
        value: NaN when it cannot be told.
    """

    info: MetricInfo
    value: float
    interval: Interval


@dataclass(frozen=True)
class Ranking:
    """A metric of ranked items: of every class against the others, and their mean."""

    by_class: ClassScores
    mean: Score


def rankings_of(answers: Answers, units: Units) -> dict[str, Ranking]:
    """AUROC and average precision, each ranked once."""
    found = {}
    for name, rank in RANKINGS.items():
        ranked = rank(answers)
        found[name] = Ranking(
            _each_ranked(answers, units, name, ranked), _mean_ranked(answers, units, name, ranked)
        )
    return found


def scores_of(
    answers: Answers,
    units: Units,
    names: Sequence[str],
    rankings: Mapping[str, Ranking] | None = None,
) -> tuple[Score, ...]:
    """Metrics with their intervals, in the order of their names.

    Args:
        answers: N of them.
        units: The same, gathered.
        names: Of the catalogue; means over classes where a metric is one of a class.
        rankings: Of the same answers, where they are known; the order of classes is all one.
    """
    sums = [name for name in names if name in BY_SUMS]
    found: dict[str, Score] = {}
    if sums:
        values, intervals = metric_values(units.sums, sums), metric_intervals(units, sums)
        for name, value, interval in zip(sums, values, intervals, strict=True):
            found[name] = Score(INFO[name], float(value), interval)
    for name in names:
        if rankings is not None and name in rankings:
            found[name] = rankings[name].mean
        elif name in RANKINGS:
            found[name] = _mean_ranked(answers, units, name, RANKINGS[name](answers))
        elif name == "calibration_error":
            value, interval = calibration_error(answers), error_interval(answers, units)
            found[name] = Score(INFO[name], value, interval)
    return tuple(found[name] for name in names)


def _each_ranked(answers: Answers, units: Units, name: str, found: Ranked) -> ClassScores:
    variance = influence_variance(units, found.influences)
    items, holding = _fewer(answers, units)
    low, high = _ranked_interval(found.values, variance, items, holding, _DOUBT[name])
    known = np.isfinite(found.values) & (len(units) > 1)
    return ClassScores(found.values, np.where(known, low, np.nan), np.where(known, high, np.nan))


def _mean_ranked(answers: Answers, units: Units, name: str, found: Ranked) -> Score:
    value, influences = found.mean()
    if len(units) < 2 or not np.isfinite(value):
        return Score(INFO[name], value, nothing(units))
    variance = influence_variance(units, influences[:, None])
    known = np.isfinite(found.values)
    # Classes are ranked on the same items, so that more of them are not more units.
    items, holding = (
        np.atleast_1d(known.sum() / (1 / counts[known]).sum()) for counts in _fewer(answers, units)
    )
    low, high = _ranked_interval(np.array([value]), variance, items, holding, _DOUBT[name])
    method = f"t interval on the logit, variance by the influence of each of {counted(units)}"
    return Score(INFO[name], value, Interval(float(low[0]), float(high[0]), method))


def _ranked_interval(
    values: Floats, variances: Floats, items: Floats, holding: Floats, doubt: float
) -> tuple[Floats, Floats]:
    """Student's t on the logit; where all are in order, Wilson's interval of so many units.

    The lower end is that of a ranking with a bit of an item more which is in no order, because
    near 1 the variance rests on a few items that may not have been seen yet.

    Args:
        values: (K,).
        variances: Of the values.
        items: Of a class, or others, whichever are fewer.
        holding: Units that they are in.
        doubt: The bit.
    """
    quantile = student(np.maximum(holding, 2))
    doubtful = (items * values + doubt / 2) / (items + doubt)
    spread = variances * (items / (items + doubt)) ** 2
    spread = spread + doubt * ((0.5 - doubtful) / (items + doubt)) ** 2
    low, high = wilson(values, holding, quantile)
    inside = (values > _FLAT) & (values < 1 - _FLAT)
    below, above = _logit_t(doubtful, spread, quantile)[0], _logit_t(values, variances, quantile)[1]
    return np.where(inside, np.minimum(below, values), low), np.where(inside, above, high)


def _logit_t(values: Floats, variances: Floats, quantile: Floats) -> tuple[Floats, Floats]:
    with np.errstate(divide="ignore", invalid="ignore"):
        half = quantile * np.sqrt(variances) / (values * (1 - values))
        middle = special.logit(values)
    return special.expit(middle - half), special.expit(middle + half)


def _fewer(answers: Answers, units: Units) -> tuple[Floats, Floats]:
    """(K,) items, and units with items, of a class or of the others, whichever are fewer."""
    of, others = (answers.truth.astype(np.float64), (~answers.truth).astype(np.float64))
    items = np.minimum(of.sum(axis=0), others.sum(axis=0))
    holding = np.minimum(*((unit_sums(units, those) > 0).sum(axis=0) for those in (of, others)))
    return items, holding.astype(np.float64)

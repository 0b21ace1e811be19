"""Any metric by name, with its interval: of sums, of rankings, of calibration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

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

Ranking = Literal["auroc", "average_precision"]
_FLAT = 1e-12
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


def scores_of(answers: Answers, units: Units, names: Sequence[str]) -> tuple[Score, ...]:
    """Metrics with their intervals, in the order of their names.

    Args:
        answers: N of them.
        units: The same, gathered.
        names: Of the catalogue; means over classes where a metric is one of a class.
    """
    sums = [name for name in names if name in BY_SUMS]
    found: dict[str, Score] = {}
    if sums:
        values, intervals = metric_values(units.sums, sums), metric_intervals(units, sums)
        for name, value, interval in zip(sums, values, intervals, strict=True):
            found[name] = Score(INFO[name], float(value), interval)
    for name in names:
        if name in RANKINGS:
            found[name] = _mean_ranked(answers, units, name)
        elif name == "calibration_error":
            value, interval = calibration_error(answers), error_interval(answers, units)
            found[name] = Score(INFO[name], value, interval)
    return tuple(found[name] for name in names)


def ranked_scores(answers: Answers, units: Units, name: Ranking) -> ClassScores:
    """AUROC or average precision of every class against the others."""
    found = RANKINGS[name](answers)
    variance = influence_variance(units, found.influences)
    holding = _holding(answers, units)
    low, high = _ranked_interval(found.values, variance, holding)
    known = np.isfinite(found.values) & (len(units) > 1)
    return ClassScores(found.values, np.where(known, low, np.nan), np.where(known, high, np.nan))


def _mean_ranked(answers: Answers, units: Units, name: str) -> Score:
    found = RANKINGS[name](answers)
    value, influences = found.mean()
    if len(units) < 2 or not np.isfinite(value):
        return Score(INFO[name], value, nothing(units))
    variance = influence_variance(units, influences[:, None])
    known = np.isfinite(found.values)
    # Classes are ranked on the same items, so that more of them are not more units.
    holding = np.atleast_1d(known.sum() / (1 / _holding(answers, units)[known]).sum())
    low, high = _ranked_interval(np.array([value]), variance, holding)
    method = f"t interval on the logit, variance by the influence of each of {counted(units)}"
    return Score(INFO[name], value, Interval(float(low[0]), float(high[0]), method))


def _ranked_interval(values: Floats, variances: Floats, holding: Floats) -> tuple[Floats, Floats]:
    """Student's t on the logit; where all are in order, Wilson's interval of so many units."""
    quantile = student(np.maximum(holding, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        half = quantile * np.sqrt(variances) / (values * (1 - values))
        middle = special.logit(values)
    low, high = wilson(values, holding, quantile)
    inside = (values > _FLAT) & (values < 1 - _FLAT)
    return (
        np.where(inside, special.expit(middle - half), low),
        np.where(inside, special.expit(middle + half), high),
    )


def _holding(answers: Answers, units: Units) -> Floats:
    """(K,) units with items of a class, or units with others, whichever are fewer."""
    of = (unit_sums(units, answers.truth.astype(np.float64)) > 0).sum(axis=0)
    others = (unit_sums(units, (~answers.truth).astype(np.float64)) > 0).sum(axis=0)
    fewer: Floats = np.minimum(of, others).astype(np.float64)
    return fewer

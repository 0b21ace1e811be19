"""Results of some of the images: by a further fact such as sex or scanner, and by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.reports import Table
from tlstudio.core.samples import Sample
from tlstudio.core.words import Noun
from tlstudio.evaluation.answering import Answered
from tlstudio.evaluation.reporting.numbers import lowered
from tlstudio.metrics.catalogue import METRICS, metric_values
from tlstudio.metrics.intervals import metric_intervals
from tlstudio.metrics.units import units_of

_MOST_VALUES = 12
_MOST_TABLES = 12
_BINS = 3
_TOLD = 0.5
_NOTE = (
    "Small subgroups differ by chance alone: compare intervals, not values. A subgroup that is "
    "clearly worse was perhaps rarely seen in training."
)
_LABELS = {metric.name: lowered(metric.label) for metric in METRICS}


def subgroup_tables(
    answered: Answered, samples: Sequence[Sample], headline: str
) -> tuple[Table, ...]:
    """One table for each further fact that divides the images into few kinds, and one by group.

    Args:
        answered: N answers.
        samples: The N images.
        headline: Metric that is shown.
    """
    items = answered.run.items
    found: list[Table] = []
    groups = [sample.group for sample in samples]
    grouped = any(groups)
    names = Counter(name for sample in samples for name in sample.columns)
    for name, count in names.most_common():
        # A fact that most images lack says more of the table than of the model.
        if count < _TOLD * len(samples) or len(found) == _MOST_TABLES:
            continue
        values = binned([sample.columns.get(name, "") for sample in samples])
        if values is not None:
            rows = _rows(answered, values, headline, grouped=grouped)
            found.append(_table(name, rows, headline, _NOTE, grouped=grouped, items=items))
    if 2 <= len(set(groups) - {""}) <= _MOST_VALUES:
        note = (
            f"{items.many.capitalize()} of one group are alike: the interval of a group speaks "
            "of that group alone."
        )
        rows = _rows(answered, groups, headline, grouped=False)
        found.append(_table("group", rows, headline, note, grouped=False, items=items))
    return tuple(found)


def binned(values: Sequence[str]) -> list[str] | None:
    """The values themselves where there are few, thirds of many numbers, None for anything else."""
    distinct = {value for value in values if value}
    if len(distinct) < 2:
        return None
    if len(distinct) <= _MOST_VALUES:
        return list(values)
    try:
        numbers = np.array([float(v.replace(",", ".")) if v else np.nan for v in values])
    except ValueError:
        return None
    known = numbers[np.isfinite(numbers)]
    if not len(known):
        return None
    thirds = np.quantile(known, np.arange(1, _BINS) / _BINS)
    # Rounded first, so that what is written is where they are divided.
    edges = np.unique([float(f"{edge:.3g}") for edge in thirds])
    return [_bin(number, edges) for number in numbers]


def _bin(number: float, edges: NDArray[np.float64]) -> str:
    if not np.isfinite(number):
        return ""
    place = int(np.searchsorted(edges, number, side="left"))
    if place == 0:
        return f"up to {edges[0]:g}"
    if place == len(edges):
        return f"above {edges[-1]:g}"
    return f"above {edges[place - 1]:g}, up to {edges[place]:g}"


def _rows(
    answered: Answered, values: Sequence[str], headline: str, *, grouped: bool
) -> Iterator[tuple[str | float | int | None, ...]]:
    array = np.array(values, dtype=object)
    for value in _in_order(set(values)):
        rows = np.flatnonzero(array == value)
        units = units_of(answered.run.select(rows), answered.groups[rows])
        score = float(metric_values(units.sums, [headline])[0])
        (interval,) = metric_intervals(units, [headline])
        known = score if np.isfinite(score) else None
        counts = (len(rows), len(units)) if grouped else (len(rows),)
        yield value or "not told", *counts, known, interval.low, interval.high


def _in_order(values: set[str]) -> list[str]:
    """Numbers by size, ranges from below, names by letter, what is not told last."""

    def key(value: str) -> tuple[int, float, str]:
        if not value:
            return 3, 0.0, ""
        for start, rank in (("up to ", 0), ("above ", 1)):
            if value.startswith(start):
                return rank, float(value.removeprefix(start).split(",")[0]), value
        try:
            return 0, float(value), value
        except ValueError:
            return 2, 0.0, value

    return sorted(values, key=key)


def _table(
    column: str,
    rows: Iterator[tuple[str | float | int | None, ...]],
    headline: str,
    note: str,
    *,
    grouped: bool,
    items: Noun,
) -> Table:
    word = _LABELS.get(headline, headline)
    counted = (items.many, "groups") if grouped else (items.many,)
    columns = (column, *counted, word, f"{word} low", f"{word} high")
    title = f"Results by {column}"
    return Table(name="subgroups", title=title, columns=columns, rows=tuple(rows), note=note)

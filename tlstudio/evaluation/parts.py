"""From answers to the parts of a report: numbers with intervals, the ladder, tables, warnings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tlstudio.core.reports import (
    Confusion,
    Curve,
    Ladder,
    Metric,
    Metrics,
    ReportPart,
    Rung,
    Table,
    Warnings,
)
from tlstudio.core.samples import Sample
from tlstudio.evaluation.answering import RUNGS, Answered
from tlstudio.evaluation.curves import curve_parts
from tlstudio.evaluation.mistakes import mistakes_part
from tlstudio.evaluation.subgroups import subgroup_tables
from tlstudio.metrics.catalogue import INFO, USUAL, metric_values
from tlstudio.metrics.classification import CLASS_METRICS, confusion
from tlstudio.metrics.intervals import FEW_GROUPS, class_scores, metric_intervals
from tlstudio.metrics.paired import compare
from tlstudio.metrics.units import Units, units_of
from tlstudio.project.journal import passes, read_events
from tlstudio.project.runs import RunFolder

_NAMES = USUAL
_CLASS_WORDS = {
    "recall": "recall",
    "precision": "precision",
    "specificity": "specificity",
    "f1": "F1",
}
_FEW_ITEMS = 20
_UNBALANCED = 1.5


def metrics_part(units: Units, headline: str) -> Metrics:
    """Every metric with its interval, the headline first."""
    return Metrics(metrics=_metrics(units, headline))


def _metrics(units: Units, headline: str) -> tuple[Metric, ...]:
    values = metric_values(units.sums, _NAMES)
    intervals = metric_intervals(units, _NAMES)
    found = [
        Metric(
            name=info.name,
            label=info.label,
            value=float(value),
            low=interval.low,
            high=interval.high,
            method=interval.method,
            higher_is_better=info.higher_is_better,
            headline=info.name == headline,
        )
        for info, value, interval in zip(map(INFO.get, USUAL), values, intervals, strict=True)
        if info is not None
    ]
    return tuple(sorted(found, key=lambda metric: not metric.headline))


def headline_of(answered: Answered, usual: str, unbalanced: str) -> str:
    """Which metric is shown first: another one when classes are far from equally frequent."""
    counts = answered.run.truth.sum(axis=0)
    present = counts[counts > 0]
    return unbalanced if present.max() / present.min() >= _UNBALANCED else usual


def ladder_part(answered: Answered, headline: str, *, is_probe: bool) -> Ladder:
    """Simpler methods on the same items, each with a paired test against the run.

    Args:
        answered: Answers of all of them.
        headline: Metric of the comparison.
        is_probe: Whether the run is a linear layer on the model as it is.
    """
    ours = units_of(answered.run, answered.groups)
    rungs = []
    for name, label in RUNGS.items():
        answers = answered.by_rung.get(name)
        if answers is None:
            continue
        units = units_of(answers, answered.groups)
        if name == "this_run":
            rungs.append(Rung(name=name, label=label, metrics=_metrics(units, headline)))
            continue
        found = compare(answered.run, answers, (ours, units), headline)
        difference = Metric(
            name=headline,
            label="This run is better by",
            value=found.difference,
            low=found.interval.low,
            high=found.interval.high,
            method=found.interval.method,
        )
        rungs.append(
            Rung(
                name=name,
                label=label,
                metrics=_metrics(units, headline),
                difference=difference,
                p_value=found.p_value,
                test=found.test,
            )
        )
    verdict, beaten = _verdict(rungs, headline, is_probe=is_probe)
    return Ladder(rungs=tuple(rungs), verdict=verdict, beaten=beaten)


def _verdict(rungs: Sequence[Rung], headline: str, *, is_probe: bool) -> tuple[str, bool]:
    by_name = {rung.name: rung for rung in rungs}
    rival = "majority" if is_probe else "linear_probe"
    what = "always naming the most frequent class" if is_probe else "a linear layer alone"
    rung = by_name.get(rival)
    if rung is None or rung.difference is None:
        return "There is nothing simpler to compare with.", True
    difference, name = rung.difference, headline.replace("_", " ")
    by = f"{abs(difference.value):.3f} in {name}"
    lead = "This run is itself the linear layer on the model as it is. " if is_probe else ""
    if difference.low is None or difference.high is None:
        return f"{lead}Too few images to say whether it is better than {what}.", False
    if difference.low > 0:
        return f"{lead}It is better than {what}, by {by}.", True
    if difference.high < 0:
        return f"{lead}It is worse than {what}, by {by}: take the simpler one.", False
    return (
        f"{lead}It is not clearly better than {what} (difference {difference.value:+.3f}, "
        f"95 % between {difference.low:+.3f} and {difference.high:+.3f}): the simpler one may "
        "serve as well.",
        False,
    )


def class_table(answered: Answered, classes: Sequence[str]) -> Table:
    """One row a class: support and four metrics with their intervals."""
    units = units_of(answered.run, answered.groups)
    columns = ["class", "images"]
    parts = []
    for name in CLASS_METRICS:
        word = _CLASS_WORDS[name]
        columns += [word, f"{word} low", f"{word} high"]
        parts.append(class_scores(units, name))
    counts = answered.run.truth.sum(axis=0)
    rows = []
    for code, label in enumerate(classes):
        row: list[str | float | int | None] = [label, int(counts[code])]
        for scores in parts:
            row += [_finite(table[code]) for table in (scores.values, scores.low, scores.high)]
        rows.append(tuple(row))
    note = "– stands where a class was never there, or never named."
    return Table(title="Results by class", columns=tuple(columns), rows=tuple(rows), note=note)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def confusion_part(answered: Answered, classes: Sequence[str]) -> Confusion | None:
    """Counts of truth and answer; None where an item may have several classes."""
    if answered.run.multi_label:
        return None
    table = confusion(answered.run)
    return Confusion(classes=tuple(classes), counts=tuple(tuple(map(int, row)) for row in table))


def curve_part(run: RunFolder) -> Curve | None:
    """How the loss went, pass by pass, over all stages."""
    train: list[tuple[float, float]] = []
    tune: list[tuple[float, float]] = []
    for number, event in enumerate(passes(read_events(run.events_path))):
        for key, line in (("train_loss", train), ("validation_loss", tune)):
            value = event.data.get(key)
            if isinstance(value, int | float):
                line.append((number + 1.0, float(value)))
    named = (("training images", train), ("tuning images", tune))
    lines = {name: _line(points) for name, points in named if len(points) > 1}
    if not lines:
        return None
    return Curve(title="How training went", x_label="pass", y_label="loss", lines=lines)


def _line(points: list[tuple[float, float]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(x for x, _ in points), tuple(y for _, y in points)


def warnings_part(
    answered: Answered, units: Units, classes: Sequence[str], *, split: str, openings: int
) -> Warnings | None:
    """What a referee would ask about."""
    said = []
    counts = answered.run.truth.sum(axis=0)
    rare = [name for name, count in zip(classes, counts, strict=True) if count < _FEW_ITEMS]
    if units.grouped and len(units) < FEW_GROUPS:
        said.append(
            f"The images come from {len(units)} groups only. With fewer than {FEW_GROUPS}, "
            "intervals are wide and rough: bring more groups, not more images of the same ones."
        )
    if rare:
        names = ", ".join(rare[:5]) + (" …" if len(rare) > 5 else "")
        said.append(f"Fewer than {_FEW_ITEMS} images here of: {names}.")
    if answered.failures:
        said.append(f"{len(answered.failures)} images could not be read and were not scored.")
    if split == "validation":
        said.append(
            "These images also chose the best pass, so the numbers flatter a little. The final "
            "test was not touched."
        )
    if split == "train":
        said.append("These images were learned from: the numbers say nothing about new images.")
    if openings > 1:
        said.append(
            f"The final test had been opened {openings} times, this time included: choices made "
            "after looking at it make its numbers too good."
        )
    return Warnings(sentences=tuple(said)) if said else None


def all_parts(
    answered: Answered,
    run: RunFolder,
    samples: Sequence[Sample],
    classes: Sequence[str],
    *,
    headline: str,
    is_probe: bool,
    split: str,
    openings: int,
) -> tuple[ReportPart, ...]:
    """The report's parts in the order of reading; `samples` are those that were answered."""
    units = units_of(answered.run, answered.groups)
    parts: list[ReportPart | None] = [
        warnings_part(answered, units, classes, split=split, openings=openings),
        metrics_part(units, headline),
        ladder_part(answered, headline, is_probe=is_probe),
        class_table(answered, classes),
        confusion_part(answered, classes),
        *subgroup_tables(answered, samples, headline),
        *curve_parts(answered, classes),
        mistakes_part(answered, samples, classes),
        curve_part(run),
    ]
    return tuple(part for part in parts if part is not None)

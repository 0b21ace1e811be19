"""Numbers of a report with their intervals: the usual ones first, all others, those by class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tlstudio.core.reports import Metric, Metrics, Table
from tlstudio.evaluation.answering import Answered
from tlstudio.metrics.answers import Answers
from tlstudio.metrics.catalogue import names_for
from tlstudio.metrics.classification import CLASS_METRICS
from tlstudio.metrics.intervals import ClassScores, class_scores
from tlstudio.metrics.ordinal import class_order
from tlstudio.metrics.scores import Ranking, scores_of
from tlstudio.metrics.shares import share_of
from tlstudio.metrics.units import Units, units_of

# What fits on the first screen; the headline stands before them, whichever it is.
_FIRST = (
    *("accuracy", "balanced_accuracy", "macro_f1", "auroc"),
    *("quadratic_kappa", "hamming_loss", "calibration_error"),
)
_CLASS_WORDS = {
    "recall": "recall",
    "precision": "precision",
    "specificity": "specificity",
    "f1": "F1",
    "auroc": "AUROC",
    "average_precision": "average precision",
}


def metrics_parts(
    answered: Answered, headline: str, classes: Sequence[str]
) -> tuple[Metrics, Metrics]:
    """The usual numbers with the headline first, and the remaining ones."""
    answers = in_order(answered.run, classes)
    names = names_for(multi_label=answers.multi_label, ordered=order_of(answers, classes))
    units = answered.units
    if answers is not answered.run:
        units = units_of(answers, answered.groups)
    found = metrics_of(answers, units, names, headline, answered.rankings)
    first = [metric for metric in found if metric.headline or metric.name in _FIRST]
    return (
        Metrics(metrics=tuple(sorted(first, key=lambda metric: not metric.headline))),
        Metrics(
            title="More metrics", metrics=tuple(metric for metric in found if metric not in first)
        ),
    )


def metrics_of(
    answers: Answers,
    units: Units,
    names: Sequence[str],
    headline: str,
    rankings: Mapping[str, Ranking] | None = None,
) -> tuple[Metric, ...]:
    """Metrics with their intervals; those that cannot be told here are left out."""
    return tuple(
        Metric(
            name=score.info.name,
            label=score.info.label,
            value=score.value,
            low=score.interval.low,
            high=score.interval.high,
            method=score.interval.method,
            higher_is_better=score.info.higher_is_better,
            headline=score.info.name == headline,
        )
        for score in scores_of(answers, units, names, rankings)
        if np.isfinite(score.value)
    )


def order_of(answers: Answers, classes: Sequence[str]) -> bool:
    """Whether the classes stand in an order, and an item has one of them."""
    return not answers.multi_label and class_order(classes) is not None


def in_order(answers: Answers, classes: Sequence[str]) -> Answers:
    """The answers with ordered classes from the smallest to the largest, others as they are."""
    order = class_order(classes)
    if order is None or answers.multi_label:
        return answers
    columns = np.array(order)
    return Answers(
        answers.truth[:, columns], answers.predicted[:, columns], answers.probabilities[:, columns]
    )


def class_table(answered: Answered, classes: Sequence[str]) -> Table:
    """One row a class: support and four metrics with their intervals."""
    scores = {_CLASS_WORDS[name]: class_scores(answered.units, name) for name in CLASS_METRICS}
    note = "– stands where a class was never there, or never named."
    return _by_class(answered, classes, scores, title="Results by class", note=note)


def ranking_table(answered: Answered, classes: Sequence[str]) -> Table:
    """One row a class: how well it is told from all others, whatever the threshold."""
    items = answered.run.items
    scores = {_CLASS_WORDS[name]: found.by_class for name, found in answered.rankings.items()}
    note = (
        f"AUROC is the chance that {items.a_one} of the class gets a larger probability of it than "
        f"another {items.one}: 0.5 is guessing. Guessing has the class's share as average "
        "precision."
    )
    return _by_class(answered, classes, scores, title="Each class against the others", note=note)


def _by_class(
    answered: Answered,
    classes: Sequence[str],
    scores: Mapping[str, ClassScores],
    *,
    title: str,
    note: str,
) -> Table:
    items = answered.run.items
    columns = ["class", items.many]
    for word in scores:
        columns += [word, f"{word} low", f"{word} high"]
    counts = answered.run.truth.sum(axis=0)
    rows = []
    for code, label in enumerate(classes):
        row: list[str | float | int | None] = [label, int(counts[code])]
        for found in scores.values():
            row += [_finite(table[code]) for table in (found.values, found.low, found.high)]
        rows.append(tuple(row))
    return Table(title=title, columns=tuple(columns), rows=tuple(rows), note=note)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def distance_table(answered: Answered, classes: Sequence[str]) -> Table | None:
    """Of classes in order, how far answers are off; None for other classes."""
    items = answered.run.items
    if not order_of(answered.run, classes):
        return None
    run = in_order(answered.run, classes)
    apart = np.abs(run.truth.argmax(axis=1) - run.predicted.argmax(axis=1))
    rows: list[tuple[str | float | int | None, ...]] = []
    for distance in range(run.classes):
        here = apart == distance
        share = share_of(here, answered.groups)
        ends = (_finite(share.value), _finite(share.low), _finite(share.high))
        rows.append((distance, int(here.sum()), *ends))
    columns = ("classes off", f"{items.many} off", "share", "share low", "share high")
    note = (
        "The names of the classes differ only in a number, so they are taken as an order: a near "
        "miss counts less than a far one in the quadratic weighted kappa."
    )
    return Table(title="How far off answers are", columns=columns, rows=tuple(rows), note=note)

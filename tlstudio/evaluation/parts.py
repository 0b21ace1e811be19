"""From answers to the parts of a report, in the order of reading."""

from __future__ import annotations

from collections.abc import Sequence

from tlstudio.core.plans import Plan
from tlstudio.core.reports import Confusion, Curve, ReportPart
from tlstudio.core.samples import Sample
from tlstudio.core.words import Noun
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.answering import Answered
from tlstudio.evaluation.cautions import warnings_part
from tlstudio.evaluation.curves import curve_parts
from tlstudio.evaluation.ladder import ladder_part
from tlstudio.evaluation.metric_parts import (
    class_table,
    distance_table,
    metrics_parts,
    ranking_table,
)
from tlstudio.evaluation.mistakes import mistakes_part
from tlstudio.evaluation.subgroups import subgroup_tables
from tlstudio.metrics.balance import is_unbalanced
from tlstudio.metrics.classification import confusion
from tlstudio.project.journal import passes, read_events
from tlstudio.project.runs import RunFolder


def headline_of(answered: Answered, usual: str, unbalanced: str) -> str:
    """Which metric is shown first: another one when classes are far from equally frequent."""
    return unbalanced if is_unbalanced(answered.run.truth.sum(axis=0)) else usual


def is_linear_probe(plan: Plan) -> bool:
    """Whether a plan trains nothing but one linear layer."""
    return plan.head.kind == "linear" and all(p.unfreeze_from is None for p in plan.phases)


def confusion_part(answered: Answered, classes: Sequence[str]) -> Confusion | None:
    """Counts of truth and answer; None where an item may have several classes."""
    if answered.run.multi_label:
        return None
    table = confusion(answered.run)
    return Confusion(classes=tuple(classes), counts=tuple(tuple(map(int, row)) for row in table))


def curve_part(run: RunFolder, items: Noun) -> Curve | None:
    """How the loss went, pass by pass, over all stages."""
    train: list[tuple[float, float]] = []
    tune: list[tuple[float, float]] = []
    for number, event in enumerate(passes(read_events(run.events_path))):
        for key, line in (("train_loss", train), ("validation_loss", tune)):
            value = event.data.get(key)
            if isinstance(value, int | float):
                line.append((number + 1.0, float(value)))
    named = ((f"training {items.many}", train), (f"tuning {items.many}", tune))
    lines = {name: _line(points) for name, points in named if len(points) > 1}
    if not lines:
        return None
    return Curve(title="How training went", x_label="pass", y_label="loss", lines=lines)


def _line(points: list[tuple[float, float]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(x for x, _ in points), tuple(y for _, y in points)


def all_parts(
    answered: Answered,
    run: RunFolder,
    manifest: Manifest,
    samples: Sequence[Sample],
    classes: Sequence[str],
    *,
    headline: str,
    is_probe: bool,
    split: str,
    openings: int,
    offer: str = "",
) -> tuple[ReportPart, ...]:
    """The report's parts in the order of reading.

    Args:
        answered: Answers of the run and of simpler methods.
        run: For how its training went.
        manifest: Its frozen dataset.
        samples: Those that were answered.
        classes: K names.
        headline: Metric that is shown first.
        is_probe: Whether the run is a linear layer on the model as it is.
        split: What was scored.
        openings: Of the final test.
        offer: What the ladder does not hold yet.
    """
    first, more = metrics_parts(answered, headline, classes)
    parts: list[ReportPart | None] = [
        warnings_part(answered, answered.units, classes, split=split, openings=openings),
        first,
        ladder_part(answered, headline, is_probe=is_probe, offer=offer),
        class_table(answered, classes),
        ranking_table(answered, classes),
        confusion_part(answered, classes),
        distance_table(answered, classes),
        *subgroup_tables(answered, samples, headline),
        *curve_parts(answered, classes),
        mistakes_part(answered, samples, classes, manifest),
        curve_part(run, answered.run.items),
        more if more.metrics else None,
    ]
    return tuple(part for part in parts if part is not None)

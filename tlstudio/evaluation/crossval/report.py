"""What a cross-validation says, and what it does not say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tlstudio.core.plans import Plan
from tlstudio.core.reports import (
    EvaluationReport,
    Ladder,
    Metric,
    Metrics,
    Prose,
    ReportPart,
    Table,
    Warnings,
)
from tlstudio.core.words import noun_of
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.answering import Answered
from tlstudio.evaluation.crossval.fold import Fold
from tlstudio.evaluation.parts import all_parts, is_linear_probe
from tlstudio.evaluation.reporting.document import Block, Bullets, Code, Document, Section, Text
from tlstudio.evaluation.reporting.numbers import sure
from tlstudio.evaluation.reporting.privacy import Names
from tlstudio.evaluation.reporting.results import part_sections
from tlstudio.evaluation.reporting.writing import write_document
from tlstudio.metrics.catalogue import INFO
from tlstudio.metrics.scores import scores_of
from tlstudio.metrics.units import units_of
from tlstudio.models.catalogue.catalogue import card
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.specs import task_noun
from tlstudio.training.presets import is_exact
from tlstudio.training.run import task_of

TITLE = "Cross-validation"
BENGIO = (
    "@article{bengio2004variance,\n"
    "  title={No unbiased estimator of the variance of k-fold cross-validation},\n"
    "  author={Bengio, Yoshua and Grandvalet, Yves},\n"
    "  journal={Journal of Machine Learning Research}, volume={5}, pages={1089--1105},\n"
    "  year={2004}\n}"
)


@dataclass(frozen=True)
class Told:
    """What the report is written from.

    Attributes:
        missing: Class → folds whose teaching images hold none of it.
        metric: Headline.
    """

    run: RunFolder
    plan: Plan
    manifest: Manifest
    nested: bool
    folds: tuple[Fold, ...]
    missing: dict[str, int]
    metric: str
    created: str


def report_of(told: Told, answered: Answered) -> EvaluationReport:
    """The pooled answers in numbers and words."""
    classes = told.manifest.classes
    parts = all_parts(
        answered,
        told.run,
        told.manifest,
        told.manifest.samples(answered.rows),
        classes,
        headline=told.metric,
        is_probe=is_linear_probe(told.plan),
        split="folds",
        openings=0,
    )
    return EvaluationReport(
        run=told.run.name,
        task=task_of(told.manifest),
        split="folds",
        n=len(answered.rows),
        groups=len(answered.units),
        created=told.created,
        dataset=told.manifest.fingerprint,
        parts=_arranged(told, answered, parts),
        facts={
            "classes": list(classes),
            "plan": told.plan.model_dump(mode="json", exclude_none=True),
            "backbone": {"id": told.plan.backbone, "title": card(told.plan.backbone).title},
            "folds": len(told.folds),
            "nested": told.nested,
            "optimism": _optimism(told),
            "manifest_sha256": told.manifest.sha256,
        },
    )


def _arranged(
    told: Told, answered: Answered, parts: tuple[ReportPart, ...]
) -> tuple[ReportPart, ...]:
    """What it means first, the folds behind the ladder."""
    said = [*meaning(told, len(answered.rows))]
    found: list[ReportPart] = []
    for part in parts:
        if isinstance(part, Warnings):
            said.extend(part.sentences)
        elif isinstance(part, Ladder):
            rungs = tuple(
                rung.model_copy(update={"label": "This recipe"})
                if rung.name == "this_run"
                else rung
                for rung in part.rungs
            )
            verdict = part.verdict.replace("This run", "This recipe")
            found += [
                part.model_copy(update={"rungs": rungs, "verdict": verdict}),
                fold_table(told),
            ]
        else:
            found.append(part)
    return (Warnings(title="What this says", sentences=tuple(said)), *found, methods(told))


def meaning(told: Told, images: int) -> tuple[str, ...]:
    """What is estimated, and what is not."""
    items = noun_of(told.manifest.kind)
    count = len(told.folds)
    taught = int(np.median([fold.taught for fold in told.folds]))
    said = [
        f"Each of {images} {items.many} was answered once, by one of {count} models that had "
        "learned "
        "neither from it nor from what belongs to it. The numbers say how good this recipe is on "
        f"new {items.many} like these when about {taught} teach it; they are not those of one "
        "model that could be used.",
        "The final test took no part and stays locked.",
        f"The models share most of their {items.many}, so the intervals, by what was sampled, are "
        "somewhat too narrow: no unbiased estimate exists (Bengio and Grandvalet 2004).",
    ]
    optimism = _optimism(told)
    if told.nested and optimism is not None:
        name = INFO[told.metric].label.lower()
        said.append(
            "The strength of the penalty was chosen inside each outer fold only (nested). Inside, "
            f"the choice promised {abs(optimism):.3f} {'more' if optimism > 0 else 'less'} "
            f"in {name} than the outer fold then showed: "
            + ("so much would it flatter." if optimism > 0 else "here it does not flatter.")
        )
    else:
        said.append(
            "Whoever tries many recipes and keeps the best of these numbers makes them too good: "
            "then open the final test once, or take nested folds."
        )
    said += [
        f"In {number} of {count} folds no teaching {items.one} showed {name}: there the model "
        "could not know it."
        for name, number in told.missing.items()
    ]
    return tuple(said)


def _optimism(told: Told) -> float | None:
    """Inner estimate less outer one, over folds weighted by their images."""
    if not told.nested:
        return None
    sizes = np.array([len(fold.answered.rows) for fold in told.folds], float)
    apart = np.array([fold.inner - _score(fold, told.metric).value for fold in told.folds])
    known = np.isfinite(apart)
    if not known.any():
        return None
    return float(np.average(apart[known], weights=sizes[known]))


def _score(fold: Fold, name: str) -> Metric:
    answers = fold.answered.run
    found = scores_of(answers, units_of(answers, fold.answered.groups), [name])[0]
    interval = found.interval
    return Metric(
        name=name, label=found.info.label, value=found.value, low=interval.low, high=interval.high
    )


def fold_table(told: Told) -> Table:
    """One row a fold."""
    items = noun_of(told.manifest.kind)
    label = INFO[told.metric].label.lower()
    columns = ["fold", items.many, "groups", "learned from", label, f"{label} low", f"{label} high"]
    exact = is_exact(told.plan)
    columns += ["temperature", *(["penalty"] if exact else [])]
    columns += ["promised inside", "promised too much"] if told.nested else []
    rows: list[tuple[str | float | int | None, ...]] = []
    for fold in told.folds:
        score = _score(fold, told.metric)
        row: list[str | float | int | None] = [
            *(fold.number + 1, len(fold.answered.rows), len(np.unique(fold.answered.groups))),
            *(fold.taught, _finite(score.value), score.low, score.high, fold.temperature),
        ]
        row += [f"{fold.strength:g}"] if exact else []
        if told.nested:
            row += [_finite(fold.inner), _finite(fold.inner - score.value)]
        rows.append(tuple(row))
    note = (
        "Folds differ because each is small: read the pooled result, not the best fold. "
        f"Temperature and penalty were learned inside each fold, without its {items.many}."
    )
    return Table(title="The folds", columns=tuple(columns), rows=tuple(rows), note=note)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def methods(told: Told) -> Prose:
    """A paragraph for a paper."""
    items = noun_of(told.manifest.kind)
    count = len(told.folds)
    grouped = told.manifest.has_groups()
    kept = (
        f"{items.many.capitalize()} of one group, and copies of one {items.one},"
        if grouped
        else f"Copies of one {items.one}"
    )
    inner = (
        "The strength of the L2 penalty and the calibration temperature were chosen by five-fold "
        f"cross-validation within the training {items.many} of each outer fold (nested "
        "cross-validation)."
        if told.nested
        else "In each turn one further fold set the calibration temperature"
        + ("." if is_exact(told.plan) else " and chose the best pass of the training.")
    )
    return Prose(
        name="methods",
        title="Methods, ready for a paper",
        copyable=True,
        paragraphs=(
            f"The recipe was assessed by {count}-fold cross-validation on the {items.many} "
            "outside the "
            f"final test. Folds were stratified by class. {kept} were kept in one fold. {inner} "
            f"The predictions of all folds were pooled, so that each {items.one} was predicted "
            "exactly "
            "once by a model that had not learned from it, and measures were computed on the "
            f"pooled predictions with 95 % intervals by {'group' if grouped else 'image'}.",
        ),
    )


def write_report(run: RunFolder, report: EvaluationReport, *targets: Path) -> None:
    """Write it as pages."""
    names = Names.of(Manifest.read(run.manifest_path), shown=False)
    metrics = next((part for part in report.parts if isinstance(part, Metrics)), None)
    first = next((m for m in metrics.metrics if m.headline), None) if metrics else None
    answer = f"On {report.n} {task_noun(report.task).many} in {report.facts['folds']} folds"
    if first is not None:
        value = sure(first.value, first.low, first.high)
        answer += f" the recipe reached {first.label.lower()} of {value}."
    blocks: list[Block] = [Text(answer, "strong")]
    ladder = next((part for part in report.parts if isinstance(part, Ladder)), None)
    if ladder is not None and ladder.verdict:
        blocks.append(Text(ladder.verdict, "plain" if ladder.beaten else "bad"))
    said = next((part.sentences for part in report.parts if isinstance(part, Warnings)), ())
    prose = next(part for part in report.parts if isinstance(part, Prose))
    nested = " --nested" if report.facts["nested"] else ""
    command = f"tlstudio crossval PROJECT --plan plan.toml --folds {report.facts['folds']}{nested}"
    sections = [
        Section("answer", "The answer", tuple(blocks), "accent"),
        Section("first", "What this says", (Bullets(tuple(map(names.words, said))),), "warn"),
        *part_sections(report.parts, names),
        Section("methods", prose.title, tuple(map(Text, prose.paragraphs))),
        Section("references", "References", (Code(BENGIO, compact=True),)),
        Section("again", "How to repeat it", (Code(command),)),
    ]
    document = Document(
        title=TITLE,
        subtitle=f"Transfer Learning Studio · {report.run} · {report.created[:16]}",
        sections=tuple(sections),
    )
    write_document(document, *targets)

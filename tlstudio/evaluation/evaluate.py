"""One evaluation of a run on one part of its split, kept as a numbered folder."""

from __future__ import annotations

import csv
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from tlstudio.core import files
from tlstudio.core.cells import safe_cell
from tlstudio.core.certainty import Choices, refuse_on_final_test
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.reporting import Reporter
from tlstudio.core.reports import EvaluationReport
from tlstudio.core.samples import SplitPart
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.answering import Answered, Answerer
from tlstudio.evaluation.certain_parts import certainty_parts
from tlstudio.evaluation.certainty import with_learned_certainty, with_stored_certainty
from tlstudio.evaluation.facts import facts_of
from tlstudio.evaluation.looking import data_parts
from tlstudio.evaluation.parts import all_parts, headline_of, is_linear_probe
from tlstudio.evaluation.reporting.compose import compose, prose_parts
from tlstudio.evaluation.reporting.privacy import Names
from tlstudio.evaluation.reporting.project_facts import project_facts
from tlstudio.evaluation.reporting.story import tell
from tlstudio.evaluation.reporting.writing import write_document
from tlstudio.evaluation.scratch import scratch_offer, with_scratch
from tlstudio.models.saved import SavedModel, load_model, read_certainty, with_certainty
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.registry import task

REPORT_FILE = "report.json"


def evaluate(
    run: RunFolder,
    part: SplitPart,
    reporter: Reporter,
    *,
    cache_folder: Path,
    openings: int = 0,
    choices: Choices | None = None,
) -> EvaluationReport:
    """Score a run beside simpler methods; nothing of other parts is touched.

    Writes `evaluation/<n>/` with `report.json`, `report.html` and `predictions.csv`, and the run's
    newest `report.html`.

    Args:
        run: A run with a model.
        part: Which images.
        reporter: Hears of progress, asked whether to stop.
        cache_folder: The project's cache.
        openings: How often the test part had been opened, this time included.
        choices: What the person asks of the model's certainty; None keeps what was asked before.

    Raises:
        UsageError: When a choice names no class of the model, the test part is locked, or
            something is chosen on it.
        BadInputError: When the run has no model, or the part holds no readable image.
        Stopped: When the reporter said so.
    """
    if part == "test" and openings < 1:
        raise UsageError("The final test is locked.", "Open it first: evaluate --final.")
    if part == "test" and choices is not None:
        raise refuse_on_final_test()
    network, info = load_model(run.model_dir, certainty=False)
    info = _with_what_was_learned(info, run, reporter)
    manifest = Manifest.read(run.manifest_path)
    plan = run.plan()
    answerer = Answerer(network, info, manifest, cache_folder, reporter, plan.engine, plan.threads)
    if part == "validation" or choices is not None or info.certainty is None:
        answerer = with_learned_certainty(answerer, run.model_dir, choices)
    else:
        answerer = with_stored_certainty(answerer, run.model_dir)
    info = answerer.info
    answered = with_scratch(answerer.answer(part), run, manifest, info.classes, part)
    offer = scratch_offer(run, plan, manifest, info, cache_folder, answered)
    spec = task(info.task).spec
    headline = headline_of(answered, spec.headline, spec.headline_unbalanced)
    project = project_facts(run)
    report = EvaluationReport(
        run=run.name,
        task=info.task,
        split=part,
        n=len(answered.rows),
        groups=len(answered.units),
        created=time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        openings=openings,
        dataset=manifest.fingerprint,
        parts=(
            *all_parts(
                answered,
                run,
                manifest,
                manifest.samples(answered.rows),
                info.classes,
                headline=headline,
                is_probe=is_linear_probe(plan),
                split=part,
                openings=openings,
                offer=offer,
            ),
            *certainty_parts(answered, info.certainty, info.classes, part),
            *data_parts(answerer, answered, part),
        ),
        facts=facts_of(run, plan, manifest, network, info, project) | _certainty(info),
    )
    story = tell(run, report, plan, info, manifest, project)
    report = report.model_copy(update={"parts": (*report.parts, *prose_parts(story))})
    folder = run.new_evaluation()
    write_answers(folder / "predictions.csv", manifest, answered, info.classes)
    files.write_text(folder / REPORT_FILE, report.model_dump_json(indent=1) + "\n")
    document = compose(replace(story, report=report), Names.of(manifest, shown=False))
    write_document(document, folder / "report.html", run.report_path)
    return report


def _with_what_was_learned(info: SavedModel, run: RunFolder, reporter: Reporter) -> SavedModel:
    """With the certainty of before; a damaged one is said, and made anew by this evaluation."""
    try:
        return with_certainty(info, read_certainty(run.model_dir, info))
    except BadInputError as error:
        text = f"{error.message} It is made anew; what errors cost must be said again."
        reporter.emit("note", text=text)
        return info


def _certainty(info: SavedModel) -> dict[str, Any]:
    certainty = info.certainty
    return {"certainty": certainty.model_dump(mode="json")} if certainty else {}


def write_answers(
    target: Path, manifest: Manifest, answered: Answered, classes: tuple[str, ...]
) -> None:
    """One line an image: truth, answer, probabilities."""
    answers = answered.run
    with (
        files.atomic_path(target) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as stream,
    ):
        writer = csv.writer(stream)
        header = [answered.run.items.one, "group", "truth", "prediction", "right"]
        writer.writerow([*header, *(safe_cell(f"p({name})") for name in classes)])
        for place, sample in enumerate(manifest.stream(answered.rows)):
            true, named = (
                "; ".join(name for name, on in zip(classes, row, strict=True) if on)
                for row in (answers.truth[place], answers.predicted[place])
            )
            right = "yes" if true == named else "no"
            chances = (f"{value:.6f}" for value in answers.probabilities[place])
            cells = (sample.key, sample.group, true, named)
            writer.writerow([*map(safe_cell, cells), right, *chances])

"""A cross-validation from its frozen recipe and images to a report; goes on where it was ended."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import numpy as np

from tlstudio.core import files
from tlstudio.core.plans import Plan
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.core.reports import EvaluationReport
from tlstudio.data.folds import deal, missing_classes, open_rows, write_fold
from tlstudio.data.foldspec import FoldSpec
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.answering import Answerer
from tlstudio.evaluation.crossval.fold import Fold, pooled
from tlstudio.evaluation.crossval.linear import SharedFeatures, answer_exactly
from tlstudio.evaluation.crossval.report import Told, report_of, write_report
from tlstudio.evaluation.crossval.trained import Inside, answer_by_training
from tlstudio.evaluation.evaluate import REPORT_FILE, write_answers
from tlstudio.metrics.balance import is_unbalanced
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.registry import task
from tlstudio.training.presets import check_nested, is_exact
from tlstudio.training.run import described, network_of, recipe_of, task_of


def cross_validate(run: RunFolder, reporter: Reporter, *, cache: Path) -> EvaluationReport:
    """Answer every image outside the final test by a model that saw neither it nor its group.

    Args:
        run: Folder with plan, frozen list and `folds.json`; finished folds in it are kept.
        reporter: Hears of progress, asked whether to stop.
        cache: The project's cache.

    Raises:
        UsageError: When nested folds are asked of a recipe that has nothing to choose.
        BadInputError: When there are too few images or groups.
        Stopped: When the reporter said so.
    """
    plan, manifest, spec = run.plan(), Manifest.read(run.manifest_path), FoldSpec.load(run.path)
    if spec.nested:
        check_nested(plan)
    if not spec.dealt:
        dealt = deal(manifest, spec.asked, given=spec.given, alike=spec.alike, seed=spec.seed)
        spec = spec.model_copy(update={"dealt": dealt})
        spec.save(run.path)
    count = max(spec.dealt.values()) + 1
    metric = _headline(manifest)
    folds = []
    for number in range(count):
        reporter.progress("cross-validation", number, count)
        if reporter.should_stop():
            raise Stopped
        inner = RunFolder(run.path / f"fold-{number + 1:02d}")
        fold = Fold.load(inner.path)
        if fold is None:
            fold = _fold(run, inner, plan, manifest, spec, number, reporter, cache, metric)
            fold.save(inner.path)
            # A fold's network is of no further use.
            for left in (inner.checkpoints_dir, inner.model_dir):
                shutil.rmtree(left, ignore_errors=True)
        folds.append(fold)
    reporter.progress("cross-validation", count, count)
    return _report(run, plan, manifest, spec, folds, metric)


def _headline(manifest: Manifest) -> str:
    """Balanced accuracy where classes are far from equally frequent."""
    spec = task(task_of(manifest)).spec
    rows = open_rows(manifest)
    if manifest.multi_label:
        counts = manifest.multi_hot()[rows].sum(axis=0, dtype=np.int64)
    else:
        counts = np.bincount(manifest.targets()[rows], minlength=len(manifest.classes))
    return spec.headline_unbalanced if is_unbalanced(counts) else spec.headline


def _fold(
    run: RunFolder,
    inner: RunFolder,
    plan: Plan,
    manifest: Manifest,
    spec: FoldSpec,
    number: int,
    reporter: Reporter,
    cache: Path,
    metric: str,
) -> Fold:
    inner.path.mkdir(exist_ok=True)
    files.write_text(inner.plan_path, run.plan_path.read_text("utf-8"))
    listed = write_fold(manifest, inner.manifest_path, spec.dealt, number)
    count = max(spec.dealt.values()) + 1
    inside = Inside(reporter, f"fold {number + 1} of {count}")
    if not is_exact(plan):
        return answer_by_training(inner, number, inside, cache=cache)
    recipe = recipe_of(inner, plan, listed)
    network = network_of(plan, listed, recipe)
    info = described(run, plan, listed, recipe, network)
    answerer = Answerer(network, info, listed, cache, inside, plan.engine, plan.threads)
    shared = SharedFeatures.of(answerer)
    return answer_exactly(shared, plan, number, nested=spec.nested, metric=metric)


def _report(
    run: RunFolder,
    plan: Plan,
    manifest: Manifest,
    spec: FoldSpec,
    folds: list[Fold],
    metric: str,
) -> EvaluationReport:
    answered = pooled(folds)
    lists = [
        Manifest.read(run.path / f"fold-{fold.number + 1:02d}" / "manifest.jsonl") for fold in folds
    ]
    teaching = [open_rows(one) if spec.nested else one.rows("train") for one in lists]
    told = Told(
        run=run,
        plan=plan,
        manifest=manifest,
        nested=spec.nested,
        folds=tuple(folds),
        missing=missing_classes(manifest, teaching),
        metric=metric,
        created=time.strftime("%Y-%m-%dT%H:%M:%S%z"),
    )
    report = report_of(told, answered)
    folder = run.new_evaluation()
    write_answers(folder / "predictions.csv", manifest, answered, manifest.classes)
    files.write_text(folder / REPORT_FILE, report.model_dump_json(indent=1) + "\n")
    write_report(run, report, folder / "report.html", run.report_path)
    return report

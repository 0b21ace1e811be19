"""Folds of a recipe that trains by steps: each a real training in a folder of its own."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tlstudio.core.events import EventKind
from tlstudio.core.plans import Plan
from tlstudio.core.reporting import Reporter
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.answering import Answerer
from tlstudio.evaluation.crossval.fold import Fold
from tlstudio.evaluation.truth import truth_of
from tlstudio.features.extract import keep_parts
from tlstudio.metrics.calibration import fit_temperature
from tlstudio.models.saved import INFO_FILE, load_model
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import network_of, recipe_of, train

_TOLD: frozenset[EventKind] = frozenset({"note", "warning"})


class Inside:
    """Passes on what concerns the whole: progress under the fold's name, warnings, stopping."""

    def __init__(self, reporter: Reporter, words: str) -> None:
        self._reporter = reporter
        self._words = words

    def emit(self, kind: EventKind, **data: Any) -> None:
        """Passes and stages of a fold are not those of the whole."""
        if kind in _TOLD:
            text = f"{self._words}: {data.get('text', '')}"
            self._reporter.emit(kind, text=text)

    def progress(self, stage: str, done: int, total: int | None = None) -> None:
        """How far a stage of this fold is."""
        self._reporter.progress(f"{self._words}, {stage}", done, total)

    def should_stop(self) -> bool:
        """Whether to end."""
        return self._reporter.should_stop()


def answer_by_training(run: RunFolder, number: int, reporter: Reporter, *, cache: Path) -> Fold:
    """Train on the fold's frozen list, learn the temperature on its tuning images, answer it.

    A training that was ended goes on from its checkpoint.

    Raises:
        BadInputError: When there is nothing to learn from, or no image of the fold can be read.
        Stopped: When the reporter said so; a checkpoint is written first.
    """
    begin = time.perf_counter()
    manifest, plan = Manifest.read(run.manifest_path), run.plan()
    _share(run, plan, manifest, reporter, cache)
    if not (run.model_dir / INFO_FILE).is_file() or not _done(run):
        train(run, reporter, resume=run.checkpoints_dir.is_dir(), cache_folder=cache)
        (run.path / "trained").touch()
    network, info = load_model(run.model_dir)
    answerer = Answerer(network, info, manifest, cache, reporter, plan.engine, plan.threads)
    table = answerer.features(manifest.rows("validation"))
    truth = truth_of(manifest, table.rows, info.classes, multi_label=info.multi_label)
    temperature = fit_temperature(answerer.logits(table), np.asarray(truth))
    ready = replace(answerer, info=info.model_copy(update={"temperature": temperature}))
    return Fold(
        number=number,
        answered=ready.answer("test"),
        temperature=temperature,
        taught=len(manifest.rows("train")),
        seconds=time.perf_counter() - begin,
    )


def _share(run: RunFolder, plan: Plan, manifest: Manifest, reporter: Reporter, cache: Path) -> None:
    """Features of the model as it is, from which folds begin, in one pass for all folds.

    A fold with a recipe of its own has its own.
    """
    recipe = recipe_of(run, plan, manifest)
    untouched = network_of(plan.model_copy(update={"weights": "pretrained"}), manifest, recipe)
    keep_parts(
        untouched,
        untouched.cut,
        manifest,
        [manifest.rows("train"), manifest.rows("validation"), manifest.rows("test")],
        recipe,
        folder=cache / "features",
        reporter=reporter,
        engine=plan.engine,
        threads=plan.threads,
    )


def _done(run: RunFolder) -> bool:
    """Whether the training came to its end; a model is kept of one that was stopped, too."""
    return (run.path / "trained").is_file()

"""The project's runs in short, for the list; read off the window's thread, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tlstudio.core.errors import StudioError
from tlstudio.gui.facts import RunFacts
from tlstudio.gui.panels.model.names import display_name
from tlstudio.gui.panels.train.record import RunRecord
from tlstudio.gui.panels.train.words import run_date, run_title
from tlstudio.models.catalogue.catalogue import card
from tlstudio.project.journal import read_events
from tlstudio.project.runs import RunFolder
from tlstudio.project.runs import State as RunState


@dataclass(frozen=True)
class RunSummary:
    """One run.

    Attributes:
        metric: Name of the best pass's value.
        best: That value, None before the first pass.
        worked: Seconds at work.
        passes: Done over all stages.
    """

    folder: RunFolder
    title: str
    model: str
    state: RunState
    date: str
    metric: str = "accuracy"
    best: float | None = None
    worked: float = 0.0
    passes: int = 0
    error: str = ""

    @property
    def name(self) -> str:
        """Folder name."""
        return self.folder.name

    @property
    def resumable(self) -> bool:
        """Whether it can go on."""
        return self.state in ("new", "stopped", "failed", "died")


class Summaries:
    """Reads runs; one whose record has not grown is not read again."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, int, int], RunSummary] = {}

    def read(self, runs: Sequence[RunFacts]) -> tuple[RunSummary, ...]:
        """The newest first."""
        return tuple(self._summary(run) for run in reversed(runs))

    def _summary(self, run: RunFacts) -> RunSummary:
        try:
            facts = run.folder.events_path.stat()
            key = run.folder.path, facts.st_size, facts.st_mtime_ns
        except OSError:
            key = run.folder.path, 0, 0
        found = self._known.get(key)
        if found is None or found.state != run.status.state:
            found = self._known[key] = _read(run)
        return found


def _read(run: RunFacts) -> RunSummary:
    base = RunSummary(
        folder=run.folder,
        title=run_title(run.folder, run.preset),
        model=_model(run.backbone),
        state=run.status.state,
        date=run_date(run.folder),
        passes=run.status.epoch,
        error=run.status.error,
    )
    try:
        record = RunRecord(run.folder.plan())
    except StudioError:
        return base
    record.take(read_events(run.folder.events_path))
    metric = "balanced_accuracy" if record.plan.class_weights else "accuracy"
    best = record.best_pass()
    value = best.metrics.get(metric) if best is not None else None
    return RunSummary(**vars(base) | {"metric": metric, "best": value, "worked": record.worked})


def _model(backbone: str) -> str:
    try:
        return display_name(card(backbone))
    except StudioError:
        return backbone

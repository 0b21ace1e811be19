"""A run's folder: what lies where in it, and how the run is doing."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tlstudio.core import files
from tlstudio.core.errors import ProjectError
from tlstudio.core.events import RunEvent
from tlstudio.core.plans import Plan, from_toml
from tlstudio.project.journal import passes, read_events

State = Literal["new", "running", "paused", "finished", "stopped", "failed", "died"]
_STALE = 15.0


@dataclass(frozen=True)
class RunStatus:
    """How a run is doing.

    Attributes:
        state: died: it neither ended nor does its process live.
        epoch: Passes done over all phases.
        best: Best value of the deciding metric, None before the first pass.
        error: The sentence of a failed run.
        last: Its last event.
    """

    state: State
    epoch: int = 0
    best: float | None = None
    error: str = ""
    last: RunEvent | None = None


@dataclass(frozen=True)
class RunFolder:
    """The folder of one run."""

    path: Path

    @property
    def name(self) -> str:
        """Folder name: time and title."""
        return self.path.name

    @property
    def plan_path(self) -> Path:
        """The frozen recipe."""
        return self.path / "plan.toml"

    @property
    def manifest_path(self) -> Path:
        """The frozen dataset."""
        return self.path / "manifest.jsonl"

    @property
    def recipe_path(self) -> Path:
        """The frozen preprocessing."""
        return self.path / "recipe.json"

    @property
    def environment_path(self) -> Path:
        """Versions, device, seeds."""
        return self.path / "environment.json"

    @property
    def events_path(self) -> Path:
        """What happened."""
        return self.path / "events.jsonl"

    @property
    def log_path(self) -> Path:
        """What libraries printed."""
        return self.path / "log.txt"

    @property
    def checkpoints_dir(self) -> Path:
        """Training states."""
        return self.path / "checkpoints"

    @property
    def model_dir(self) -> Path:
        """The best network, ready for use."""
        return self.path / "model"

    @property
    def evaluations_dir(self) -> Path:
        """Evaluations, numbered."""
        return self.path / "evaluation"

    @property
    def report_path(self) -> Path:
        """The newest report."""
        return self.path / "report.html"

    def plan(self) -> Plan:
        """The frozen recipe.

        Raises:
            ProjectError: When it is missing; BadInputError when it is damaged.
        """
        try:
            text = self.plan_path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ProjectError(f"The run {self.name} has no readable plan.toml.") from error
        return from_toml(text, f"{self.name}/plan.toml")

    def status(self) -> RunStatus:
        """Read from the events and the worker's heartbeat."""
        events = read_events(self.events_path)
        epochs = passes(events)
        bests = [e.data["best"] for e in epochs if isinstance(e.data.get("best"), int | float)]
        state: State = "new"
        error = ""
        if events:
            last = events[-1]
            if last.kind == "failed":
                state, error = "failed", str(last.data.get("message", ""))
            elif last.kind == "finished":
                state = "finished"
            elif last.kind == "stopped":
                state = "stopped"
            elif not self.alive():
                state = "died"
            else:
                state = "paused" if last.kind == "paused" else "running"
        return RunStatus(
            state=state,
            epoch=len(epochs),
            best=bests[-1] if bests else None,
            error=error,
            last=events[-1] if events else None,
        )

    def alive(self) -> bool:
        """Whether a worker is at it, by its heartbeat."""
        try:
            beat = files.read_json(self.path / "heartbeat.json")
            fresh = abs(time.time() - (self.path / "heartbeat.json").stat().st_mtime) < _STALE
            return fresh and _exists(int(beat["pid"]))
        except (ProjectError, OSError, KeyError, ValueError):
            return False

    def new_evaluation(self) -> Path:
        """A new numbered folder; older ones are never changed."""
        numbers = [int(path.name) for path in self.evaluations()]
        for number in range(max(numbers, default=0) + 1, 10_000):
            folder = self.evaluations_dir / f"{number:04d}"
            try:
                folder.mkdir(parents=True)
            except FileExistsError:
                continue
            return folder
        raise ProjectError(f"The run {self.name} holds 9,999 evaluations.", "Train a new run.")

    def evaluations(self) -> tuple[Path, ...]:
        """Folders of evaluations, oldest first."""
        if not self.evaluations_dir.is_dir():
            return ()
        return tuple(sorted(p for p in self.evaluations_dir.iterdir() if p.name.isdecimal()))


def _exists(pid: int) -> bool:
    if os.name == "nt":
        return True  # the heartbeat alone decides there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

"""What a run's events come to: curves over passes, stages, notes; live and years later alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.errors import StudioError, from_kind
from tlstudio.core.events import MEASURING, RunEvent
from tlstudio.core.plans import Phase, Plan

Floats = NDArray[np.float64]
Curve = Literal["step", "train", "validation", "accuracy", "balanced_accuracy"]
CURVES: tuple[Curve, ...] = ("step", "train", "validation", "accuracy", "balanced_accuracy")


def planned_passes(plan: Plan, phase: Phase) -> int:
    """Passes of a stage; the exact solution of a linear layer counts as one."""
    alone = phase.unfreeze_from is None or phase.unfreeze_from == plan.cut
    exact = alone and plan.head.kind == "linear" and phase.solver != "steps"
    return 1 if exact else phase.epochs


class Growing:
    """Points of a curve in arrays that grow by doubling."""

    def __init__(self) -> None:
        self._x = np.empty(64)
        self._y = np.empty(64)
        self._count = 0

    def add(self, x: float, y: float) -> None:
        """Add a point; what lay at or behind it was done again, and its new word counts."""
        if self._count and x <= self._x[self._count - 1]:
            self._count = int(np.searchsorted(self._x[: self._count], x))
        if self._count == len(self._x):
            self._x = np.concatenate([self._x, np.empty(self._count)])
            self._y = np.concatenate([self._y, np.empty(self._count)])
        self._x[self._count], self._y[self._count] = x, y
        self._count += 1

    @property
    def points(self) -> tuple[Floats, Floats]:
        """(N,) places and (N,) values."""
        return self._x[: self._count], self._y[: self._count]

    def __len__(self) -> int:
        return self._count


@dataclass(frozen=True)
class Said:
    """A line of the log."""

    time: float
    level: Literal["note", "warning", "error"]
    text: str


@dataclass(frozen=True)
class Pass:
    """One pass that was scored on the tuning images."""

    place: float
    stage: int
    metrics: dict[str, float]
    best: float | None


@dataclass
class RunRecord:
    """Everything that is drawn and told of one run.

    Attributes:
        plan: Its recipe.
        seq: Sequence number of the last event that was heard.
        stage: Index of the stage at work, -1 before the first.
        epoch: Pass within it, from 0.
        rate: Images a second.
        learning_rate: Of the upper layers, now.
        stage_left: Seconds left of the stage, None when unknown.
        waiting: What else is being done, with how far it is: (words, done, total).
        measuring: Whether it is trained and being scored on the tuning images.
        pid: Of the worker.
        worked: Seconds at work, over all attempts.
        memory: Bytes of the process and of the GPU.
        preview: Items of the last look at some tuning images.
        result: The job's answer.
        failure: Why the newest attempt failed; None when it did not.
    """

    plan: Plan
    seq: int = 0
    stage: int = -1
    epoch: int = 0
    step: tuple[int, int] = (0, 0)
    rate: float | None = None
    learning_rate: float | None = None
    stage_left: float | None = None
    waiting: tuple[str, float, float | None] | None = None
    measuring: bool = False
    pid: int = 0
    worked: float = 0.0
    memory: tuple[int | None, int | None] = (None, None)
    begun: float | None = None
    curves: dict[Curve, Growing] = field(default_factory=lambda: {k: Growing() for k in CURVES})
    bases: dict[int, float] = field(default_factory=dict)
    passes: dict[tuple[int, int], Pass] = field(default_factory=dict)
    log: list[Said] = field(default_factory=list)
    preview: tuple[dict[str, Any], ...] = ()
    result: dict[str, Any] = field(default_factory=dict)
    failure: StudioError | None = None
    _before: float = 0.0

    def take(self, events: Iterable[RunEvent]) -> None:
        """Hear several events."""
        for event in events:
            self.hear(event)

    def hear(self, event: RunEvent) -> bool:
        """Hear one event; False when it was heard before."""
        if event.seq <= self.seq:
            return False
        self.seq = event.seq
        if event.kind == "started":
            self._before = self.worked
            self.begun = self.begun or event.time
        self.worked = self._before + event.elapsed
        handler = getattr(self, f"_on_{event.kind}", None)
        if handler is not None:
            handler(event)
        return True

    @property
    def total(self) -> int:
        """Passes of the whole recipe."""
        return sum(planned_passes(self.plan, phase) for phase in self.plan.phases)

    @property
    def place(self) -> float:
        """Passes done so far, with the part of the one at work."""
        if self.stage < 0:
            return 0.0
        share = self.step[0] / self.step[1] if self.step[1] else 0.0
        return self.bases.get(self.stage, 0.0) + self.epoch + share

    @property
    def fraction(self) -> float:
        """How far the whole recipe is, 0…1."""
        return min(1.0, self._planned_place() / max(1, self.total))

    def _planned_place(self) -> float:
        before = sum(planned_passes(self.plan, p) for p in self.plan.phases[: max(0, self.stage)])
        return before + self.place - self.bases.get(self.stage, 0.0)

    @property
    def span(self) -> float:
        """Where the x-axis ends: what is done and what is still planned."""
        if self.stage < 0:
            return float(self.total)
        later = sum(planned_passes(self.plan, p) for p in self.plan.phases[self.stage + 1 :])
        own = planned_passes(self.plan, self.plan.phases[self.stage])
        return self.bases.get(self.stage, 0.0) + own + later

    def stages(self) -> tuple[tuple[float, float, str], ...]:
        """(begin, end, name) of every stage, those to come where they are planned."""
        found = []
        begin = 0.0
        for index, phase in enumerate(self.plan.phases):
            begin = self.bases.get(index, begin)
            after = self.bases.get(index + 1, begin + planned_passes(self.plan, phase))
            found.append((begin, after, phase.name))
            begin = after
        return tuple(found)

    def best_pass(self) -> Pass | None:
        """The pass whose network is kept."""
        done = [self.passes[key] for key in sorted(self.passes)]
        best = None
        for one in done:
            if best is None or (one.best is not None and one.best > (best.best or -np.inf)):
                best = one
        return best

    # One method for each kind of event that changes something

    def _on_started(self, event: RunEvent) -> None:
        self.pid = int(event.data.get("pid", 0))
        self.measuring = False
        self.result, self.failure = {}, None

    def _on_phase(self, event: RunEvent) -> None:
        self.stage = int(event.data.get("index", 0))
        done = max((one.place for one in self.passes.values()), default=0.0)
        self.bases.setdefault(self.stage, float(done))
        self.epoch, self.step, self.waiting = 0, (0, 0), None

    def _on_step(self, event: RunEvent) -> None:
        data = event.data
        self.epoch = int(data.get("epoch", 0))
        self.step = int(data.get("step", 0)), int(data.get("steps", 0))
        self.rate, self.stage_left = data.get("rate"), data.get("eta")
        self.learning_rate = data.get("lr")
        self.waiting = None
        self._point("step", self.place, data.get("loss"))

    def _on_epoch(self, event: RunEvent) -> None:
        data = event.data
        stage, epoch = int(data.get("phase", 0)), int(data.get("epoch", 0))
        place = self.bases.get(stage, 0.0) + epoch + 1
        self.epoch, self.step = epoch + 1, (0, 0)
        self._point("train", place, data.get("train_loss"))
        self._point("validation", place, data.get("validation_loss"))
        metrics = {k: float(v) for k, v in (data.get("metrics") or {}).items() if v is not None}
        self._point("accuracy", place, metrics.get("accuracy"))
        self._point("balanced_accuracy", place, metrics.get("balanced_accuracy"))
        best = data.get("best")
        self.passes[stage, epoch] = Pass(place, stage, metrics, best)
        memory = data.get("memory") or {}
        self.memory = memory.get("process"), memory.get("gpu")

    def _on_progress(self, event: RunEvent) -> None:
        data = event.data
        if data.get("stage") == MEASURING:
            self.measuring = True
        self.waiting = str(data.get("stage", "")), float(data.get("done") or 0), data.get("total")

    def _on_preview(self, event: RunEvent) -> None:
        self.preview = tuple(event.data.get("items", ()))

    def _on_note(self, event: RunEvent) -> None:
        self.log.append(Said(event.time, "note", str(event.data.get("text", ""))))

    def _on_warning(self, event: RunEvent) -> None:
        self.log.append(Said(event.time, "warning", str(event.data.get("text", ""))))

    def _on_failed(self, event: RunEvent) -> None:
        data = event.data
        message = str(data.get("message", ""))
        self.failure = from_kind(str(data.get("error", "")), message, str(data.get("hint", "")))
        self.log.append(Said(event.time, "error", message))

    def _on_result(self, event: RunEvent) -> None:
        self.result = dict(event.data)
        self.waiting, self.measuring = None, False

    def _point(self, curve: Curve, place: float, value: float | None) -> None:
        if value is not None:
            self.curves[curve].add(place, float(value))

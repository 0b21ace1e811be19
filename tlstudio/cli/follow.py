"""Shows a job's events in the terminal while it works; Ctrl-C asks it to stop, twice kills it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from tlstudio.cli.output import Output
from tlstudio.core.events import RunEvent
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.supervisor import Job


class _Rate(ProgressColumn):
    """Items a second and the time left, as the job itself measured them."""

    def render(self, task: Task) -> Text:
        rate, left = task.fields.get("rate"), task.fields.get("eta")
        parts = []
        if rate:
            parts.append(f"{rate:.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
        if left is not None and not task.finished:
            parts.append(f"{duration(left)} left")
        return Text(" · ".join(parts), style="cyan")


def duration(seconds: float) -> str:
    """Seconds in the unit that a person would say."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


class Interrupts:
    """While open, the first Ctrl-C asks the job to stop and the second ends it at once."""

    def __init__(self, job: Job, out: Output) -> None:
        self._job = job
        self._out = out
        self._count = 0
        self._old: Any = None

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            self._old = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._old is not None:
            signal.signal(signal.SIGINT, self._old)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._count += 1
        if self._count == 1:
            self._out.warn(
                "Stopping after this step and saving. Press Ctrl-C again to end at once."
            )
            self._job.send("stop")
        else:
            self._job.kill()


class Follower:
    """Turns events into a bar and lines."""

    def __init__(self, out: Output, progress: Progress) -> None:
        self._out = out
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._showers: dict[str, Callable[[dict[str, Any]], None]] = {
            "progress": self._progressed,
            "phase": self._phase,
            "step": self._step,
            "epoch": self._epoch,
            "note": self._note,
            "warning": self._warning,
            "paused": self._paused,
        }

    def show(self, event: RunEvent) -> None:
        """Show one event; kinds that mean nothing to a person are passed over."""
        shower = self._showers.get(event.kind)
        if shower is not None:
            shower(event.data)

    def _bar(self, stage: str, done: float, total: float | None, **fields: Any) -> None:
        if stage not in self._tasks:
            for other in self._tasks.values():
                self._progress.update(other, visible=False)
            self._tasks[stage] = self._progress.add_task(stage, total=total, rate=None, eta=None)
        self._progress.update(
            self._tasks[stage], completed=done, total=total, visible=True, **fields
        )

    def _progressed(self, data: dict[str, Any]) -> None:
        self._bar(
            data.get("stage", ""),
            data.get("done", 0),
            data.get("total"),
            rate=data.get("rate"),
            eta=data.get("eta"),
        )

    def _phase(self, data: dict[str, Any]) -> None:
        text = f"  stage {data.get('index', 0) + 1}: {data.get('name', '')}"
        if "trainable" in data:
            text += f", {data['trainable']:,} parameters learn".replace(",", "\u202f")
        self._out.say(text, style="bold")

    def _step(self, data: dict[str, Any]) -> None:
        stage = f"pass {data.get('epoch', 0) + 1}"
        steps, rate = data.get("steps"), data.get("rate")
        self._bar(stage, data.get("step", 0), steps, rate=rate, eta=data.get("eta"))

    def _epoch(self, data: dict[str, Any]) -> None:
        parts = [f"    pass {data.get('epoch', 0) + 1}"]
        for key, label in (("train_loss", "loss"), ("validation_loss", "tuning loss")):
            if isinstance(data.get(key), float):
                parts.append(f"{label} {data[key]:.4f}")
        for key, value in (data.get("metrics") or {}).items():
            if isinstance(value, float):
                parts.append(f"{key.replace('_', ' ')} {value:.3f}")
        self._out.say(" · ".join(parts))

    def _note(self, data: dict[str, Any]) -> None:
        self._out.say(f"  {data.get('text', '')}", style="dim")

    def _warning(self, data: dict[str, Any]) -> None:
        if not self._out.as_json:
            self._out.warn(str(data.get("text", "")))

    def _paused(self, data: dict[str, Any]) -> None:
        del data
        self._out.say("  paused", style="yellow")


def follow(job: Job, out: Output) -> Outcome:
    """Start a job, show it to its end and return how it ended."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        _Rate(),
    )
    progress = Progress(*columns, console=out.console, transient=True)
    follower = Follower(out, progress)
    with job, Interrupts(job, out), progress:
        for event in job.events():
            follower.show(event)
    if job.outcome is None:
        raise RuntimeError("the job ended without an outcome")
    return job.outcome

"""Every job of the window in one place: started, queued, shown in the tray, ended with the app."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from tlstudio.core.events import RunEvent
from tlstudio.gui.background.jobs import FollowThread, JobThread, TrainerThread
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.supervisor import Job
from tlstudio.jobs.warm import WarmWorker
from tlstudio.project.control import ControlWord
from tlstudio.project.runs import RunFolder

Queue = Literal["training", "general"]
ItemState = Literal["waiting", "running", "paused", "stopping", "finished", "stopped", "failed"]
_AT_ONCE: dict[Queue, int] = {"training": 1, "general": 2}
_KEPT = 50


class JobItem(QObject):
    """One job as the tray and the panels see it.

    Attributes:
        title: What it does, in words for the tray.
        queue: Which jobs it waits for.
        state: "failed" is also a worker that died.
        stage: What it is at, "" before the first word.
        done, total: How far that stage is; `total` may be None.
        rate: Items a second, None when unknown.
        eta: Seconds left of the stage, None when unknown.
        settled: Whether it has told its result, though its worker may take a moment to go.
        outcome: Set when it has ended.

    Signals:
        said: Every `RunEvent`.
        changed: Any attribute.
        ended: The `Outcome`, once.
    """

    said = Signal(object)
    changed = Signal()
    ended = Signal(object)

    def __init__(self, title: str, queue: Queue, thread: JobThread | FollowThread) -> None:
        super().__init__()
        self.title = title
        self.queue: Queue = queue
        self.state: ItemState = "waiting"
        self.stage = ""
        self.done = 0.0
        self.total: float | None = None
        self.rate: float | None = None
        self.eta: float | None = None
        self.settled = False
        self.outcome: Outcome | None = None
        self.started_at = 0.0
        self.thread_object = thread
        self._started = False
        self._early: ControlWord | None = None
        thread.said.connect(self._hear)
        thread.ended.connect(self._end)

    @property
    def folder(self) -> Path:
        """Where its request, events and results lie."""
        thread = self.thread_object
        return thread.folder.path if isinstance(thread, FollowThread) else thread.job.folder

    @property
    def began(self) -> bool:
        """Whether it had its turn."""
        return self.started_at > 0

    @property
    def active(self) -> bool:
        """Whether it waits or works."""
        return self.outcome is None

    @property
    def fraction(self) -> float | None:
        """How far the stage is, 0…1; None when unknown."""
        return min(1.0, self.done / self.total) if self.total else None

    def begin(self) -> None:
        """Start its thread; the centre calls this when it is its turn."""
        self.state = "running"
        self.started_at = time.monotonic()
        self.changed.emit()
        self.thread_object.start()

    def pause(self) -> None:
        """Hold after the step at hand."""
        self._send("pause")

    def resume(self) -> None:
        """Go on after a pause."""
        self._send("resume")

    def stop(self) -> None:
        """Finish the step, save, end; one that only waits is taken out at once."""
        if self.state == "waiting":
            self._end(Outcome("stopped"))
            return
        self._send("stop")
        self.state = "stopping"
        self.changed.emit()

    def kill(self) -> None:
        """End the worker at once; what was saved is safe."""
        self.thread_object.kill()

    def _send(self, word: ControlWord) -> None:
        if not self.active or self.state == "waiting":
            return
        if not self._started:
            # A worker takes words that lay there before it for those to the one before it.
            self._early = word
        else:
            # A file of some bytes on a local disk, atomic: far below a frame.
            self.thread_object.send(word)

    def _hear(self, event: RunEvent) -> None:
        data = event.data
        if event.kind == "progress":
            self.stage = str(data.get("stage", ""))
            self.done, self.total = float(data.get("done") or 0), data.get("total")
            self.rate, self.eta = data.get("rate"), data.get("eta")
        elif event.kind == "step":
            self.stage = self.tr("pass %n", "", int(data.get("epoch", 0)) + 1)
            self.done, self.total = float(data.get("step") or 0), data.get("steps")
            self.rate, self.eta = data.get("rate"), data.get("eta")
        elif event.kind == "paused":
            self.state = "paused"
        elif event.kind == "resumed":
            self.state = "running"
        elif event.kind == "result":
            self.settled = True
        elif event.kind == "started":
            self._begin_to_hear()
        self.said.emit(event)
        self.changed.emit()

    def _begin_to_hear(self) -> None:
        self._started = True
        self.state = "stopping" if self._early == "stop" else "running"
        early, self._early = self._early, None
        if early is not None:
            self._send(early)

    def _end(self, outcome: Outcome) -> None:
        if self.outcome is not None:
            return
        self.outcome = outcome
        self.state = "failed" if outcome.state == "died" else outcome.state
        self.changed.emit()
        self.ended.emit(outcome)


class JobCentre(QObject):
    """Starts jobs, at most one training and two others at a time.

    Signals:
        added: A new `JobItem`.
        changed: Some item's state or progress, or the list itself.
        ended: A `JobItem` that has its outcome.
    """

    added = Signal(object)
    changed = Signal()
    ended = Signal(object)

    def __init__(self, warm: WarmWorker | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[JobItem] = []
        self._warm = warm
        self._closing = False

    def start(self, job: Job, title: str, *, queue: Queue = "general") -> JobItem:
        """Start a job, or put it into its queue."""
        if queue == "training":
            return self._add(JobItem(title, queue, TrainerThread(job, self._warm)))
        return self._add(JobItem(title, queue, JobThread(job)))

    def attach(self, run: RunFolder, title: str) -> JobItem:
        """Follow a run that another process started."""
        item = JobItem(title, "training", FollowThread(run))
        self._register(item)
        item.begin()
        return item

    def active(self, queue: Queue | None = None) -> list[JobItem]:
        """Items that wait or work, oldest first."""
        return [i for i in self.items if i.active and queue in (None, i.queue)]

    def forget_ended(self) -> None:
        """Take what has ended off the list."""
        self.items = [item for item in self.items if item.active]
        self.changed.emit()

    def sooner(self, item: JobItem) -> None:
        """Let a waiting job have the turn of the one that waits before it."""
        waiting = [i for i in self.active(item.queue) if i.state == "waiting"]
        place = waiting.index(item)
        if place > 0:
            own, other = self.items.index(item), self.items.index(waiting[place - 1])
            self.items[own], self.items[other] = self.items[other], self.items[own]
            self.changed.emit()

    def leave_trainings(self) -> None:
        """Let trainings go on without the window, and take those that wait out of their queue."""
        for item in self.active("training"):
            if item.state == "waiting":
                item.stop()
            else:
                item.thread_object.leave()

    def close(self) -> None:
        """End everything, politely first; blocks, so call it off the window's thread."""
        self._closing = True
        threads = [item.thread_object for item in self.items]
        for thread in threads:
            if thread.isRunning() and not isinstance(thread, FollowThread):
                thread.send("stop")
        for thread in threads:
            thread.end()

    def _add(self, item: JobItem) -> JobItem:
        self._register(item)
        self._advance()
        return item

    def _register(self, item: JobItem) -> None:
        self.items.append(item)
        while len(self.items) > _KEPT and not self.items[0].active:
            self.items.pop(0)
        item.changed.connect(self.changed)
        item.ended.connect(lambda _: self._ended(item))
        self.added.emit(item)
        self.changed.emit()

    def _ended(self, item: JobItem) -> None:
        self.ended.emit(item)
        self._advance()

    def _advance(self) -> None:
        if self._closing:
            return
        for queue, most in _AT_ONCE.items():
            active = self.active(queue)
            free = most - sum(item.state != "waiting" for item in active)
            for item in [item for item in active if item.state == "waiting"][: max(0, free)]:
                item.begin()

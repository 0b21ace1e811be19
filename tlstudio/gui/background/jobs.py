"""Threads that follow a child process and say on the window's thread what it says."""

from __future__ import annotations

import contextlib
import time

from PySide6.QtCore import QObject, QThread, Signal

from tlstudio.core.errors import StudioError, WorkerDiedError
from tlstudio.core.events import RunEvent
from tlstudio.jobs.outcome import Outcome, from_event
from tlstudio.jobs.supervisor import Job
from tlstudio.jobs.warm import WarmWorker
from tlstudio.project.control import ControlWord, send
from tlstudio.project.journal import EventFollower
from tlstudio.project.runs import RunFolder

_LOOK = 0.1
_PATIENCE = 10.0


class _LeftAloneError(Exception):
    """The window goes and the worker stays."""


class JobThread(QThread):
    """Starts one job, re-emits its events, and ends with its outcome.

    Signals:
        said: A `RunEvent`.
        ended: The `Outcome`; always the last, unless the job was left alone.
    """

    said = Signal(object)
    ended = Signal(object)

    def __init__(
        self, job: Job, warm: WarmWorker | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.job = job
        self._warm = warm
        self._leave = False
        self._unwanted = False
        self._killed = False

    def run(self) -> None:
        """Follow the job to its end; on this thread."""
        outcome: Outcome | None = None
        try:
            self.job.start(self._warm)
            if self._killed:
                self.job.kill()
            with self.job as job, contextlib.suppress(_LeftAloneError):
                for event in job.events(self._check):
                    if event.kind == "started" and self._unwanted:
                        # A worker takes words from before its begin for those of an older one.
                        self.send("stop")
                    self.said.emit(event)
            outcome = self.job.outcome
        except StudioError as error:
            outcome = Outcome("failed", error=error)
        except OSError as error:
            outcome = Outcome("failed", error=StudioError(f"The work could not begin: {error}."))
        if outcome is not None:
            self.ended.emit(outcome)

    def send(self, word: ControlWord) -> None:
        """Ask the worker to pause, resume or stop; writes a small file, so not for the window."""
        self._unwanted = self._unwanted or word == "stop"
        send(self.job.folder, word)

    def kill(self) -> None:
        """End the worker at once."""
        self._killed = True
        self.job.kill()

    def leave(self) -> None:
        """Let the worker go on when the window has closed, and stop following it."""
        self.job.release()
        self._leave = True

    def end(self) -> None:
        """Ask the worker to stop, wait a while, then end it; whatever it does, it is gone then."""
        if self.isRunning() and not self._leave:
            self.send("stop")
            if not self.wait(round(_PATIENCE * 1000)):
                self.kill()
        self.wait()

    def _check(self) -> None:
        if self._leave:
            raise _LeftAloneError


class TrainerThread(JobThread):
    """The thread of a training; the window's trainer."""


class FollowThread(QThread):
    """Follows a run whose worker another window started: after a crash, or "keep running".

    Signals as of `JobThread`; of what was said before, the newest of each kind alone is said again.
    """

    said = Signal(object)
    ended = Signal(object)

    def __init__(self, run: RunFolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = run
        self._enough = False

    def run(self) -> None:
        """Re-emit what was said and what is said, until the run's end or its worker's death."""
        follower = EventFollower(self.folder.events_path)
        result: dict[str, object] = {}
        first = True
        while not self._enough:
            alive = self.folder.alive()  # asked first: what it says before it dies is read below
            final: RunEvent | None = None
            heard = follower.poll()
            for event in heard:
                if event.kind == "started":
                    final = None
                if event.kind == "result":
                    result = dict(event.data)
                if event.final:
                    final = event
            for event in _newest(heard) if first else heard:
                self.said.emit(event)
            first = False
            if final is not None:
                self.ended.emit(from_event(final, result))
                return
            if not alive:
                self.ended.emit(_died())
                return
            time.sleep(_LOOK)

    def send(self, word: ControlWord) -> None:
        """Ask the worker to pause, resume or stop."""
        send(self.folder.path, word)

    def kill(self) -> None:
        """A worker of another window is only ever asked."""
        self.send("stop")

    def leave(self) -> None:
        """Stop following; the worker goes on."""
        self._enough = True

    def end(self) -> None:
        """Stop following; the worker goes on, as it was told before this window came."""
        self._enough = True
        self.wait()


def _newest(events: list[RunEvent]) -> list[RunEvent]:
    """The newest of each kind, in their order: a long past would keep the window busy."""
    newest = {event.kind: event for event in events}
    return sorted(newest.values(), key=lambda event: event.seq)


def _died() -> Outcome:
    sentence = "The training was ended in the middle."
    hint = "What was saved is safe: resume it to go on from its last checkpoint."
    return Outcome("died", error=WorkerDiedError(sentence, hint))

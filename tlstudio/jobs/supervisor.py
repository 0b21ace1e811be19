"""The parent's side of a job: start the worker, follow its events, talk to it, outlive it."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from tlstudio.core.events import RunEvent
from tlstudio.core.paths import cache_dir
from tlstudio.jobs.command import start_worker
from tlstudio.jobs.outcome import Outcome, from_event, from_exit
from tlstudio.jobs.requests import JobRequest, write_request
from tlstudio.jobs.warm import WarmWorker
from tlstudio.project.control import ControlWord, keep, send
from tlstudio.project.journal import EventFollower

_POLL = 0.05
_GRACE = 20.0


class Job:
    """One job in one folder; a context manager that never leaves a process behind.

    Args:
        folder: Where request, events, log and results lie; made when missing.
        request: What to do.
        temporary: Whether the folder is deleted after a good end.
    """

    def __init__(self, folder: Path, request: JobRequest, *, temporary: bool = False) -> None:
        self.folder = folder
        self.request = request
        self.outcome: Outcome | None = None
        self._temporary = temporary
        self._process: subprocess.Popen[bytes] | None = None
        self._follower: EventFollower | None = None
        self._released = False

    @classmethod
    def scratch(cls, request: JobRequest) -> Job:
        """A job whose folder nobody needs after its end."""
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{request.kind}-{secrets.token_hex(3)}"
        return cls(cache_dir() / "jobs" / name, request, temporary=True)

    def __enter__(self) -> Job:
        if self._process is None:
            self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self.request.keep_running and not self._released:
            self.kill()
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        done = self.outcome is not None and self.outcome.state in ("finished", "stopped")
        if self._temporary and done and kind is None:
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def log_path(self) -> Path:
        """What the worker and its libraries printed."""
        return self.folder / "log.txt"

    @property
    def pid(self) -> int:
        """Process id of the worker, 0 before the start."""
        return self._process.pid if self._process else 0

    def start(self, warm: WarmWorker | None = None) -> None:
        """Write the request and start the worker, or give it to an idle one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        events = self.folder / "events.jsonl"
        self._follower = EventFollower(events)
        self._follower.poll()  # a resumed run: what was said before is not said again
        write_request(self.folder, self.request)
        self._process = warm.take(self.folder) if warm is not None else None
        if self._process is None:
            with self.log_path.open("ab") as log:
                self._process = start_worker(str(self.folder), output=log)

    def release(self) -> None:
        """Leave the worker to itself: it goes on when this process has ended."""
        keep(self.folder)
        self._released = True

    def send(self, word: ControlWord) -> None:
        """Ask the worker to pause, resume or stop."""
        send(self.folder, word)

    def events(self, idle: Callable[[], None] | None = None) -> Iterator[RunEvent]:
        """Yield events as they come, until the job's end; then `outcome` is set.

        Args:
            idle: Called about twenty times a second while nothing happens.
        """
        if self._process is None or self._follower is None:
            raise RuntimeError("the job was not started")
        result: dict[str, object] = {}
        final: RunEvent | None = None
        while True:
            code = self._process.poll()
            for event in self._follower.poll():
                if event.kind == "result":
                    result = dict(event.data)
                if event.final:
                    final = event
                yield event
            if final is not None:
                self.outcome = from_event(final, result)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(timeout=_GRACE)
                return
            if code is not None:
                self.outcome = from_exit(code, self._last_words())
                return
            if idle is not None:
                idle()
            time.sleep(_POLL)

    def run(self) -> Outcome:
        """Follow the job silently to its end."""
        for _ in self.events():
            pass
        if self.outcome is None:
            raise RuntimeError("the job ended without an outcome")
        return self.outcome

    def kill(self) -> None:
        """End the worker and everything it started, at once."""
        process = self._process
        if process is None:
            return
        if process.poll() is None or os.name != "nt":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if os.name == "nt":
                    process.kill()
                else:
                    os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_GRACE)

    def _last_words(self, size: int = 2000) -> str:
        try:
            with self.log_path.open("rb") as log:
                log.seek(max(0, self.log_path.stat().st_size - size))
                lines = log.read().decode("utf-8", "replace").strip().splitlines()
        except OSError:
            return ""
        return lines[-1][:300] if lines else ""

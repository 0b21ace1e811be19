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
from tlstudio.jobs.command import worker_command
from tlstudio.jobs.outcome import Outcome, from_event, from_exit
from tlstudio.jobs.requests import JobRequest, write_request
from tlstudio.project.control import ControlWord, send
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

    @classmethod
    def scratch(cls, request: JobRequest) -> Job:
        """A job whose folder nobody needs after its end."""
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{request.kind}-{secrets.token_hex(3)}"
        return cls(cache_dir() / "jobs" / name, request, temporary=True)

    def __enter__(self) -> Job:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self.request.keep_running:
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

    def start(self) -> None:
        """Write the request and start the worker in a process group of its own."""
        self.folder.mkdir(parents=True, exist_ok=True)
        events = self.folder / "events.jsonl"
        self._follower = EventFollower(events)
        self._follower.poll()  # a resumed run: what was said before is not said again
        write_request(self.folder, self.request)
        flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        with self.log_path.open("ab") as log:
            self._process = subprocess.Popen(
                [*worker_command(), str(self.folder)],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=os.name != "nt",
                creationflags=flags,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )

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

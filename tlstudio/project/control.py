"""Words to a job, as numbered files in its folder, and the reporter that heeds them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from tlstudio.core import files
from tlstudio.core.errors import ProjectError
from tlstudio.core.events import EventKind
from tlstudio.project.journal import EventLog

ControlWord = Literal["pause", "resume", "stop"]
Wish = Literal["run", "pause", "stop"]
_NAME = re.compile(r"(\d{6})\.json")
_KEEP = "keep"
_LOOK = 0.05


def send(job: Path, word: ControlWord) -> None:
    """Leave a word for the job in its folder."""
    folder = job / "control"
    last = max((number for number, _ in _words(folder)), default=0)
    files.write_json(folder / f"{last + 1:06d}.json", {"word": word})


def keep(job: Path) -> None:
    """Tell a job to go on when the process that asked for it has ended."""
    files.write_bytes(job / "control" / _KEEP, b"")


def kept(job: Path) -> bool:
    """Whether a job was told to go on alone."""
    return (job / "control" / _KEEP).exists()


def forget_keep(job: Path) -> None:
    """A job that is begun anew is watched over again."""
    (job / "control" / _KEEP).unlink(missing_ok=True)


def _words(folder: Path) -> list[tuple[int, Path]]:
    if not folder.is_dir():
        return []
    matches = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    return sorted((int(match[1]), path) for match, path in matches if match)


class ControlReader:
    """The job's side: the newest wish, looked up at most twenty times a second.

    Words that lay there before this process began are old: a resumed job does not heed the stop
    that ended the one before.
    """

    def __init__(self, job: Path) -> None:
        self._folder = job / "control"
        self._seen = max((number for number, _ in _words(self._folder)), default=0)
        self._wish: Wish = "run"
        self._next = 0.0

    def poll(self) -> Wish:
        """What is wanted now; "stop" stays."""
        now = time.monotonic()
        if now < self._next or self._wish == "stop":
            return self._wish
        self._next = now + _LOOK
        for number, path in _words(self._folder):
            if number > self._seen:
                self._seen = number
                self._heed(path)
        return self._wish

    def _heed(self, path: Path) -> None:
        try:
            word = files.read_json(path).get("word")
        except (ProjectError, AttributeError):
            return
        wishes: dict[str, Wish] = {"pause": "pause", "resume": "run", "stop": "stop"}
        if self._wish != "stop":
            self._wish = wishes.get(word, self._wish)


class JobReporter:
    """A `Reporter` that writes events, heeds words and notices when nobody waits any more.

    Args:
        log: Where events go.
        control: Where words come from.
        extra_stop: Another reason to stop, asked every time.
    """

    def __init__(
        self, log: EventLog, control: ControlReader, extra_stop: Callable[[], bool]
    ) -> None:
        self._log = log
        self._control = control
        self._extra_stop = extra_stop
        self._stages: dict[str, tuple[float, int]] = {}

    def emit(self, kind: EventKind, **data: Any) -> None:
        """Write an event."""
        self._log.emit(kind, **data)

    def progress(self, stage: str, done: int, total: int | None = None) -> None:
        """Write how far a stage is, with its rate a second and the seconds left."""
        now = time.monotonic()
        begin, first = self._stages.setdefault(stage, (now, done))
        if done < first:
            begin, first = self._stages[stage] = (now, done)
        rate = (done - first) / (now - begin) if now > begin else None
        left = (total - done) / rate if rate and total is not None else None
        self._log.emit("progress", stage=stage, done=done, total=total, rate=rate, eta=left)

    def should_stop(self) -> bool:
        """Whether to stop; blocks while paused."""
        wish = self._control.poll()
        if wish == "pause" and not self._extra_stop():
            self._log.emit("paused")
            while (wish := self._control.poll()) == "pause" and not self._extra_stop():
                time.sleep(_LOOK)
            if wish == "run":
                self._stages.clear()
                self._log.emit("resumed")
        return wish == "stop" or self._extra_stop()

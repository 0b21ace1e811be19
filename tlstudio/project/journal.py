"""The durable record of a job: JSON lines that a live window and a later reader follow alike."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tlstudio.core.events import FINAL_KINDS, EventKind, RunEvent, parse_line
from tlstudio.core.files import disk_errors

_COALESCED = frozenset({"step", "progress", "preview"})
_SYNCED = FINAL_KINDS | {"checkpoint", "result"}
_INTERVAL = 0.1


class EventLog:
    """Writes the events of one job; safe to use from several threads.

    Steps and progress are coalesced to at most ten a second; the newest that was held back is
    written before any other event, so that nothing a reader needs is lost.

    Args:
        path: `events.jsonl` of the job's folder.
        resume: Go on after the last whole line; a torn one is cut off.
    """

    def __init__(self, path: Path, *, resume: bool = False) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._begin = time.monotonic()
        self._seq = 0
        if path.exists():
            self._seq = _mend(path) if resume else 0
        self._stream = path.open("ab" if resume else "wb", buffering=0)
        self._held: dict[str, RunEvent] = {}
        self._last: dict[str, float] = {}

    def emit(self, kind: EventKind, **data: Any) -> RunEvent:
        """Write an event.

        Raises:
            DiskFullError: When there is no room for it.
        """
        with self._lock:
            now = time.monotonic()
            event = RunEvent(0, kind, time.time(), round(now - self._begin, 4), data)
            if kind in _COALESCED:
                if now - self._last.get(kind, -1.0) < _INTERVAL:
                    self._held[kind] = event
                    return event
                self._last[kind] = now
                self._held.pop(kind, None)
            else:
                for held in self._held.values():
                    self._write(held)
                self._held.clear()
            return self._write(event)

    def close(self) -> None:
        """Write what was held back and close the file."""
        with self._lock:
            for held in self._held.values():
                self._write(held)
            self._held.clear()
            self._stream.close()

    def _write(self, event: RunEvent) -> RunEvent:
        self._seq += 1
        numbered = RunEvent(self._seq, event.kind, event.time, event.elapsed, event.data)
        with disk_errors("the run's record"):
            self._append(numbered.to_line().encode("utf-8"))
            if event.kind in _SYNCED:
                os.fsync(self._stream.fileno())
        return numbered

    def _append(self, line: bytes) -> None:
        """Write a whole line or nothing: on a full disk a part of it may fit."""
        begin = self._stream.tell()
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[self._stream.write(rest) or 0 :]
        except OSError:
            self._stream.truncate(begin)
            self._stream.seek(begin)
            raise


class EventFollower:
    """Reads new whole lines of a growing file; a torn last line waits for its rest."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0
        self._rest = b""

    def poll(self) -> list[RunEvent]:
        """Events since the last call."""
        try:
            with self._path.open("rb") as stream:
                if stream.seek(0, os.SEEK_END) < self._offset:
                    self._offset, self._rest = 0, b""
                stream.seek(self._offset)
                new = stream.read()
        except FileNotFoundError:
            return []
        self._offset += len(new)
        *lines, self._rest = (self._rest + new).split(b"\n")
        events = (parse_line(line.decode("utf-8", "replace")) for line in lines)
        return [event for event in events if event is not None]


def read_events(path: Path) -> list[RunEvent]:
    """Every whole event of a file; empty when there is none."""
    return EventFollower(path).poll()


def passes(events: Iterable[RunEvent]) -> list[RunEvent]:
    """One "epoch" event for each pass done, in order.

    A pass that was done again after a kill is told twice; its last word counts.
    """
    done: dict[tuple[int, int], RunEvent] = {}
    for event in events:
        if event.kind == "epoch":
            done[int(event.data.get("phase", 0)), int(event.data.get("epoch", 0))] = event
    return [done[place] for place in sorted(done)]


def _mend(path: Path) -> int:
    """Cut a torn last line off; returns the last sequence number."""
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole != len(data):
        with path.open("rb+") as stream:
            stream.truncate(whole)
    return max((event.seq for event in read_events(path)), default=0)

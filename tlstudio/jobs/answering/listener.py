"""The reporter of one question: keeps what was said, knows whether the answer is still wanted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from tlstudio.core.events import EventKind
from tlstudio.core.reporting import Progress

_BETWEEN = 0.1


class Listener:
    """Hears what work says while it answers.

    Args:
        enough: Any of them ends it.
        told: Gets how far it is, at most ten times a second; None where nobody looks.

    Attributes:
        notes: Sentences of notes and warnings.
        unmatched: How much could not be matched, as importers say it.
    """

    def __init__(
        self, *enough: threading.Event, told: Callable[[Progress], None] | None = None
    ) -> None:
        self.notes: list[str] = []
        self.unmatched = 0
        self._enough = enough
        self._told = told
        self._next = 0.0

    def emit(self, kind: EventKind, **data: Any) -> None:
        """Keep notes and warnings."""
        if kind in ("note", "warning"):
            self.notes.append(str(data.get("text", "")))
        self.unmatched += int(data.get("unmatched", 0) or 0)

    def progress(self, stage: str, done: int, total: int | None = None) -> None:
        """Pass it on, not too often."""
        if self._told is not None and (now := time.monotonic()) >= self._next:
            self._next = now + _BETWEEN
            self._told(Progress(stage, done, total))

    def should_stop(self) -> bool:
        """Whether the question was cancelled or the desk closed."""
        return any(event.is_set() for event in self._enough)

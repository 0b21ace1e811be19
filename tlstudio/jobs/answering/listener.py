"""The reporter of one question: keeps what was said, knows whether the answer is still wanted."""

from __future__ import annotations

import threading
from typing import Any

from tlstudio.core.events import EventKind


class Listener:
    """Hears what work says while it answers.

    Attributes:
        notes: Sentences of notes and warnings.
        unmatched: How much could not be matched, as importers say it.
    """

    def __init__(self, *enough: threading.Event) -> None:
        self.notes: list[str] = []
        self.unmatched = 0
        self._enough = enough

    def emit(self, kind: EventKind, **data: Any) -> None:
        """Keep notes and warnings."""
        if kind in ("note", "warning"):
            self.notes.append(str(data.get("text", "")))
        self.unmatched += int(data.get("unmatched", 0) or 0)

    def progress(self, stage: str, done: int, total: int | None = None) -> None:
        """Nobody is shown how far a small question is."""

    def should_stop(self) -> bool:
        """Whether the question was cancelled or the desk closed."""
        return any(event.is_set() for event in self._enough)

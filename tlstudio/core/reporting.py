"""How long work tells where it is and asks whether to go on; knows no file, no window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from tlstudio.core.events import EventKind


class Stopped(Exception):  # noqa: N818 - an outcome, not an error
    """Raised by long work after `should_stop` said yes and everything was put away."""


@dataclass(frozen=True)
class Progress:
    """How far a stage is; `total` is None where nobody knows."""

    stage: str
    done: int
    total: int | None = None


class Reporter(Protocol):
    """What long work is given to talk through."""

    def emit(self, kind: EventKind, **data: Any) -> None:
        """Say that something happened; see `RunEvent` for the facts of each kind."""

    def progress(self, stage: str, done: int, total: int | None = None) -> None:
        """Say how far a stage is; cheap enough to call for every item."""

    def should_stop(self) -> bool:
        """Whether to finish the step, save and end; blocks while paused."""


class Silent:
    """A reporter that keeps its events in memory and never stops; for tests and inner calls."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []

    def emit(self, kind: EventKind, **data: Any) -> None:
        """Keep the event."""
        self.events.append((kind, data))

    def progress(self, stage: str, done: int, total: int | None = None) -> None:
        """Forget the progress."""

    def should_stop(self) -> bool:
        """Never."""
        return False

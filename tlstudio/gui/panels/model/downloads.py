"""Downloads of weights through the jobs: they pause by stopping and go on where they were."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tlstudio.core.errors import StudioError
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.services import Services
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import FetchRequest
from tlstudio.jobs.supervisor import Job


class Downloads(QObject):
    """At most one download for each model.

    Signals:
        changed: Id of a model whose download moved.
        arrived: Id of a model that is here now.
        paused: Id of a model whose download was stopped; what arrived is kept.
        failed: (id, `StudioError`).
    """

    changed = Signal(str)
    arrived = Signal(str)
    paused = Signal(str)
    failed = Signal(str, object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._items: dict[str, JobItem] = {}

    def item(self, ident: str) -> JobItem | None:
        """The download of a model that is at work."""
        item = self._items.get(ident)
        return item if item is not None and item.active else None

    def begin(self, ident: str, name: str) -> None:
        """Start, or go on with what arrived earlier."""
        if self.item(ident) is not None:
            return
        title = self.tr("Downloading %1").replace("%1", name)
        item = self._services.centre.start(Job.scratch(FetchRequest(ident=ident)), title)
        self._items[ident] = item
        item.changed.connect(lambda: self.changed.emit(ident))
        item.ended.connect(lambda outcome: self._ended(ident, outcome))
        self.changed.emit(ident)

    def pause(self, ident: str) -> None:
        """Stop; what has arrived is kept and goes on with `begin`."""
        item = self.item(ident)
        if item is not None:
            item.stop()

    def _ended(self, ident: str, outcome: Outcome) -> None:
        self._items.pop(ident, None)
        if outcome.state == "finished":
            self.arrived.emit(ident)
        elif outcome.state == "stopped":
            self.paused.emit(ident)
        else:
            error = outcome.error or StudioError(self.tr("The download ended unexpectedly."))
            self.failed.emit(ident, error)
        self.changed.emit(ident)

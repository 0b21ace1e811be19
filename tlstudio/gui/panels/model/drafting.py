"""The surgery that is being drawn: kept in the project at every change, and taken back again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tlstudio.core.errors import StudioError
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.facts import ProjectFacts
from tlstudio.gui.session import Session
from tlstudio.jobs.drafts import Draft, write_draft
from tlstudio.project.project import Project

_KEPT = 200


class DraftKeeper(QObject):
    """Holds the draft, its history, and the way to the disk.

    Signals:
        changed: The new `Draft`, from here or from another panel.
        failed: A `StudioError` of a save.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.draft: Draft = session.facts.draft
        self._past: list[Draft] = []
        self._future: list[Draft] = []
        self._pending = 0
        session.facts_changed.connect(self._facts)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return bool(self._future)

    def set(self, draft: Draft) -> None:
        """Take a change and keep it at once."""
        if draft == self.draft or self._session.read_only:
            return
        self._past = [*self._past, self.draft][-_KEPT:]
        self._future = []
        self._take(draft)

    def undo(self) -> None:
        """Take the last change back."""
        if self._past and not self._session.read_only:
            self._future.append(self.draft)
            self._take(self._past.pop())

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._future and not self._session.read_only:
            self._past.append(self.draft)
            self._take(self._future.pop())

    def _take(self, draft: Draft) -> None:
        self.draft = draft
        self._pending += 1

        def keep(project: Project, store: DatasetStore) -> None:
            del store
            write_draft(project, draft)

        self._session.prepare(keep, owner=self, done=self._saved, failed=self._failed)
        self.changed.emit(draft)

    def _saved(self, _: None) -> None:
        self._pending -= 1
        self._session.saved.emit(self.tr("model and layers"))

    def _failed(self, error: StudioError) -> None:
        self._pending -= 1
        self.failed.emit(error)

    def _facts(self, facts: ProjectFacts) -> None:
        """Another panel may have changed it."""
        if self._pending or facts.draft == self.draft:
            return
        self.draft, self._past, self._future = facts.draft, [], []
        self.changed.emit(self.draft)

"""One open project: its lock, its dataset on threads of its own, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.core.cards import Modality
from tlstudio.core.errors import LockedError, NewerVersionError, ProjectError, VanishedError
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.tasks import Failed, Ticket
from tlstudio.gui.facts import ProjectFacts, read_facts
from tlstudio.gui.nouns import Nouns
from tlstudio.gui.services import Services
from tlstudio.project.project import Project
from tlstudio.tasks.specs import task_specs

T = TypeVar("T")
_REFRESH = 400
_WATCH = 2000


class Opened:
    """What opening a project off the window's thread gives; handed to `Session`."""

    def __init__(self, project: Project, why_read_only: str) -> None:
        self.project = project
        self.why_read_only = why_read_only
        spec = task_specs().get(project.config.task)
        self.modality: Modality = spec.modality if spec is not None else "image"
        self.reader = DatasetStore.open(project.dataset_path, read_only=True)
        try:
            self.writer = None if project.read_only else DatasetStore.open(project.dataset_path)
            self.facts = read_facts(project, self.reader)
        except BaseException:
            self.reader.close()
            raise


def open_project(folder: Path) -> Opened:
    """Open a project for writing, or for reading where another holds it or the place is read-only.

    Raises:
        ProjectError: When it is no project or damaged.
        NewerVersionError: When a newer program wrote it.
    """
    folder = folder.parent if folder.name == "project.toml" else folder
    try:
        project, why = Project.open(folder), ""
    except NewerVersionError:
        raise
    except LockedError as error:
        project, why = Project.open(folder, write=False), error.message
    except ProjectError as error:
        if "read-only" not in error.message:
            raise
        project, why = Project.open(folder, write=False), error.message
    try:
        return Opened(project, why)
    except BaseException:
        project.close()
        raise


def _there(folder: Path) -> bool:
    try:
        return (folder / "project.toml").is_file()
    except OSError:
        return False


class Session(QObject):
    """An open project on the window's side.

    Attributes:
        services: Of the application.
        project: The folder; ask it for paths, not for what is in them.
        facts: What was known at the last refresh.
        why_read_only: A sentence; "" when it can be changed.
        nouns: What its items are called, and of which modality they are.
        gone: Whether its folder was moved away, or its drive taken out, while it was open.

    Signals:
        facts_changed: The new `ProjectFacts`; after labels, runs or models changed.
        labels_changed: Some annotation, group or split changed; views of items read again.
        saved: The words of an edit that is safely on disk.
        suggestions_changed: The newest model was asked anew for labels.
        go: Name of the step that a panel sends the person to.
        vanished: The folder is not there any more; nothing is saved until it is opened again.
        came_back: It is there again.
        closed: Nothing is read or written any more.
    """

    facts_changed = Signal(object)
    labels_changed = Signal()
    saved = Signal(str)
    suggestions_changed = Signal()
    go = Signal(str)
    vanished = Signal()
    came_back = Signal()
    closed = Signal()

    def __init__(self, services: Services, opened: Opened) -> None:
        super().__init__()
        self.services = services
        self.project = opened.project
        self.facts: ProjectFacts = opened.facts
        self.why_read_only = opened.why_read_only
        self.nouns = Nouns(opened.modality)
        self._reader = opened.reader
        self._writer = opened.writer
        self._read_lane = services.background.lane("dataset-reader")
        self._write_lane = services.background.lane("dataset-writer")
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH)
        self._refresh.timeout.connect(self._read_facts)
        self._open = True
        self.gone = False
        self._watch = QTimer(self, interval=_WATCH)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    # Whether it is there

    def _look(self) -> None:
        if self._looks:
            return  # a drive that hangs is asked once
        self._looks = True
        folder = self.project.folder
        self.services.background.run(lambda: _there(folder), owner=self, done=self._looked)

    _looks = False

    def _looked(self, there: bool) -> None:
        self._looks = False
        if not self._open or there != self.gone:
            return
        if there:
            self._watch.stop()
            self.came_back.emit()
        else:
            self.gone = True
            self.vanished.emit()

    def _require_folder(self) -> None:
        """On another thread, before something is changed: a file that was moved takes writes.

        Raises:
            VanishedError: When the folder was gone, even if there is one again: the connections
                may lead to a file that nobody sees any more.
        """
        if self.gone or not _there(self.project.folder):
            raise VanishedError(
                self.tr("Not saved: the folder of this project is not there any more."),
                self.tr("Bring it back, then open the project again."),
            )

    @property
    def read_only(self) -> bool:
        """Whether nothing may be changed."""
        return self._writer is None

    def read(
        self,
        work: Callable[[DatasetStore], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Ticket:
        """Ask the dataset something, on the thread that reads."""
        if not self._open:
            return Ticket(owner, done, failed, cancelled=True)  # a late event of a closed project
        return self.services.background.run(
            lambda: work(self._reader), owner=owner, done=done, failed=failed, lane=self._read_lane
        )

    def write(
        self,
        work: Callable[[DatasetStore], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        words: str = "",
    ) -> Ticket | None:
        """Change the dataset, on the thread that writes, in the order in which it was asked.

        Args:
            work: One call of the store; it is on disk when it returns.
            owner: As of `Background.run`.
            done: Called when it is saved.
            failed: Without it the error is shown.
            words: What was done, for `saved`.

        Returns:
            The ticket; None when the project is read-only (the person is told).
        """
        writer = self._writer
        if writer is None:
            self.services.report(ProjectError(self.why_read_only, self.tr("Save a copy first.")))
            return None

        def after(value: T) -> None:
            if not self._open:
                return  # it is on disk; whoever asked is gone
            if done is not None:
                done(value)
            self.saved.emit(words)
            self.labels_changed.emit()
            self.refresh()

        def change() -> T:
            self._require_folder()
            return work(writer)

        return self.services.background.run(
            change, owner=owner, done=after, failed=failed, lane=self._write_lane
        )

    def prepare(
        self,
        work: Callable[[Project, DatasetStore], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Ticket | None:
        """Do something that needs project and dataset together (freeze a run), then refresh."""
        writer = self._writer
        if writer is None:
            self.services.report(ProjectError(self.why_read_only, self.tr("Save a copy first.")))
            return None

        def after(value: T) -> None:
            if self._open:
                done(value)
                self.refresh()

        def change() -> T:
            self._require_folder()
            return work(self.project, writer)

        return self.services.background.run(
            change,
            owner=owner,
            done=after,
            failed=failed,
            lane=self._write_lane,
        )

    def refresh(self) -> None:
        """Read the facts again, soon; several wishes become one."""
        if self._open and not self.gone and not self._refresh.isActive():
            self._refresh.start()

    def _read_facts(self) -> None:
        def look(store: DatasetStore) -> ProjectFacts | None:
            facts = read_facts(self.project, store)
            # An empty place has no runs, which does not mean that they were deleted.
            return facts if _there(self.project.folder) else None

        def take(facts: ProjectFacts | None) -> None:
            if facts is None:
                self._look()
            elif self._open and not self.gone:
                self.facts = facts
                self.facts_changed.emit(facts)

        self.read(look, owner=self, done=take)

    def close(self) -> None:
        """Finish what is being written and give the project back; blocks for a moment."""
        self._open = False
        self._refresh.stop()
        self._watch.stop()
        self.closed.emit()
        for lane in (self._write_lane, self._read_lane):
            lane.executor.shutdown(wait=True)
            self.services.background.end_lane(lane)
        if self._writer is not None:
            self._writer.close()
        self._reader.close()
        self.project.close()

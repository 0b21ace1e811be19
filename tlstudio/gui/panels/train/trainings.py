"""The trainings of one project on the window's side: begun, queued, followed, gone on with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from tlstudio.core.events import MEASURING, RunEvent
from tlstudio.core.plans import Plan
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.background.tasks import Failed
from tlstudio.gui.facts import ProjectFacts
from tlstudio.gui.panels.train.words import preset_word, run_title
from tlstudio.gui.session import Session
from tlstudio.jobs.preparing import prepare_scratch, prepare_training, resume_training
from tlstudio.jobs.requests import TrainRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder
from tlstudio.project.trash import bring_back_run, discard_run


class Trainings(QObject):
    """One for a session, whether the train panel was entered or not.

    A run whose worker lives, because another window began it or this one was closed meanwhile, is
    followed as soon as the project is open.

    Signals:
        begun: Name of a run that was put into the queue.
        changed: A run began, ended, or has another turn.
    """

    begun = Signal(str)
    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._centre = session.services.centre
        self._items: dict[str, JobItem] = {}
        for item in self._centre.items:
            if item.folder.parent == session.project.runs_dir.resolve():
                self._items[item.folder.name] = item
        session.facts_changed.connect(self._attach)
        session.closed.connect(self._leave)
        self._centre.ended.connect(self._ended)
        self._attach(session.facts)

    @classmethod
    def of(cls, session: Session) -> Trainings:
        """The session's own, made with the first call."""
        found = session.findChild(cls)
        return found if isinstance(found, Trainings) else cls(session)

    def item(self, name: str) -> JobItem | None:
        """The job of a run, as long as it waits or works."""
        item = self._items.get(name)
        return item if item is not None and item.active else None

    def last(self, name: str) -> JobItem | None:
        """The newest job of a run in this window, ended or not."""
        return self._items.get(name)

    def waiting(self) -> tuple[str, ...]:
        """Names of the runs that wait, in their order."""
        names = {item: name for name, item in self._items.items()}
        active = self._centre.active("training")
        return tuple(names[i] for i in active if i in names and i.state == "waiting")

    def running(self) -> str:
        """Name of the run at work, "" when there is none."""
        active = (n for n, item in self._items.items() if item.active and item.state != "waiting")
        return next(active, "")

    def start(self, plans: Sequence[Plan], failed: Failed) -> None:
        """Freeze a run for each plan and put them into the queue.

        Args:
            plans: Of different seeds, or one alone.
            failed: Gets the error when nothing could be begun.
        """
        chosen = self._session.services.settings.device

        def prepare(project: Project, store: DatasetStore) -> list[tuple[RunFolder, TrainRequest]]:
            return [_freeze(project, store, plan, chosen, len(plans) > 1) for plan in plans]

        def begin(runs: list[tuple[RunFolder, TrainRequest]]) -> None:
            for run, request in runs:
                self._begin(run, request)

        self._session.prepare(prepare, owner=self, done=begin, failed=failed)

    def from_scratch(self, name: str, failed: Failed) -> None:
        """Put the network of a run, from random weights, into the queue to compare with it."""

        def begin(prepared: tuple[RunFolder, TrainRequest]) -> None:
            self._begin(*prepared)

        self._session.prepare(
            lambda project, _: prepare_scratch(project, name),
            owner=self,
            done=begin,
            failed=failed,
        )

    def resume(self, name: str, failed: Failed) -> None:
        """Go on with a run from its last checkpoint."""

        def begin(prepared: tuple[RunFolder, TrainRequest]) -> None:
            self._begin(*prepared)

        self._session.prepare(
            lambda project, _: resume_training(project, name),
            owner=self,
            done=begin,
            failed=failed,
        )

    def sooner(self, name: str) -> None:
        """Give a waiting run an earlier turn."""
        if (item := self.item(name)) is not None:
            self._centre.sooner(item)
            self.changed.emit()

    def discard(self, name: str, done: Callable[[], None], failed: Failed) -> None:
        """Take a run out of the project; it lies in the cache until that is emptied."""
        self._session.prepare(
            lambda project, _: discard_run(project, name),
            owner=self,
            done=lambda _: done(),
            failed=failed,
        )

    def bring_back(self, name: str, failed: Failed) -> None:
        """Undo `discard`."""
        self._session.prepare(
            lambda project, _: bring_back_run(project, name),
            owner=self,
            done=lambda _: None,
            failed=failed,
        )

    def _begin(self, run: RunFolder, request: TrainRequest) -> None:
        title = self.tr("Training: %1").replace("%1", run_title(run, ""))
        item = self._centre.start(Job(request.run, request), title, queue="training")
        self._take(run.name, item)
        self.begun.emit(run.name)

    def _take(self, name: str, item: JobItem) -> None:
        self._items[name] = item
        item.said.connect(self._hear)
        self.changed.emit()

    def _hear(self, event: RunEvent) -> None:
        """Its model is there, then its results: what the rail and the results panel show."""
        if event.kind == "result" or event.data.get("stage") == MEASURING:
            self._session.refresh()

    def _attach(self, facts: ProjectFacts) -> None:
        for run in facts.runs:
            if run.status.state in ("running", "paused") and run.name not in self._items:
                title = self.tr("Training: %1").replace("%1", run_title(run.folder, run.preset))
                self._take(run.name, self._centre.attach(run.folder, title))

    def _ended(self, item: object) -> None:
        if item in self._items.values():
            self.changed.emit()
            self._session.refresh()
            if not self._centre.active("training"):
                # The next training begins without waiting for imports, too.
                self._session.services.prepare_workers()

    def _leave(self) -> None:
        self._centre.ended.disconnect(self._ended)
        self._session.facts_changed.disconnect(self._attach)


def _freeze(
    project: Project, store: DatasetStore, plan: Plan, device: str, seeded: bool
) -> tuple[RunFolder, TrainRequest]:
    """A run's folder for a plan, named as the person would name it."""
    name = preset_word(plan.preset)
    if seeded:
        name += f" seed {plan.seed}"
    given = {"device": device} if plan.device == "auto" and device != "auto" else {}
    return prepare_training(project, store, plan=plan, given=given, name=name)

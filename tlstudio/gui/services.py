"""What every panel is given: the background, the jobs, the desks, the settings, the messages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from tlstudio.core.errors import StudioError
from tlstudio.core.reporting import Progress
from tlstudio.gui import settings as stored
from tlstudio.gui.background.tasks import Background, Failed, Ticket
from tlstudio.gui.background.warming import Warming
from tlstudio.gui.settings import Settings

if TYPE_CHECKING:
    from tlstudio.gui.background.centre import JobCentre
    from tlstudio.gui.background.readiness import Readiness
    from tlstudio.jobs.answers import Answer
    from tlstudio.jobs.desk import Desk
    from tlstudio.jobs.questions import Question
    from tlstudio.jobs.warm import WarmWorker

A = TypeVar("A", bound="Answer")
_PICTURE_THREADS = 2


class Services(QObject):
    """One object for the whole application, passed to whoever needs it.

    Attributes:
        background: Runs functions off the window's thread.

    Signals:
        settings_changed: The new `Settings`.
        failed: A `StudioError` that nobody else showed.
        told: A sentence worth a moment's look.
    """

    settings_changed = Signal(object)
    failed = Signal(object)
    told = Signal(str)
    _heard = Signal(object)

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.background = Background(self.failed.emit)
        self._heard.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._warming = Warming(self.background, self)
        self._disk_lane = self.background.lane("settings")
        self._desk_lane = self.background.lane("desks")

    # Made with their first use: the home page needs none of it, and importing it takes time.

    @cached_property
    def centre(self) -> JobCentre:
        """Runs jobs in child processes."""
        from tlstudio.gui.background.centre import JobCentre

        return JobCentre(self.warm, self)

    @cached_property
    def warm(self) -> WarmWorker:
        """An idle worker for the next training."""
        from tlstudio.jobs.warm import WarmWorker

        return WarmWorker()

    @cached_property
    def _pictures(self) -> Desk:
        from tlstudio.jobs.desk import Desk

        return Desk("pictures", threads=_PICTURE_THREADS)

    @cached_property
    def _models(self) -> Desk:
        from tlstudio.jobs.desk import Desk

        # Two: a picture of layers must not wait for a model whose speed is being measured.
        return Desk("models", threads=2)

    @cached_property
    def readiness(self) -> Readiness:
        """Whether `ask_models` answers at once."""
        from tlstudio.gui.background.readiness import Readiness

        return Readiness(lambda: self._models, self.background, self)

    def change_settings(self, settings: Settings) -> None:
        """Take new settings and save them."""
        self.settings = settings
        self.settings_changed.emit(settings)
        self.background.run(
            lambda: stored.save(settings),
            owner=self,
            done=lambda _: None,
            lane=self._disk_lane,
        )

    def ask_pictures(
        self,
        question: Question[A],
        *,
        owner: QObject,
        done: Callable[[A], None],
        failed: Failed | None = None,
        newest_first: bool = False,
        heard: Callable[[Progress], None] | None = None,
    ) -> Ticket:
        """Ask the process that decodes images: thumbnails, views, folders to import.

        Args:
            question: Of `jobs.questions`; pictures and imports only.
            owner: As of `Background.run`, like `done` and `failed`.
            done: Gets the answer.
            failed: Gets the error; without it the error is shown.
            newest_first: Answer what was asked last before what was asked earlier.
            heard: Gets how far it is.
        """
        return self._ask(
            self._pictures, question, owner, done, failed, newest_first=newest_first, heard=heard
        )

    def ask_models(
        self,
        question: Question[A],
        *,
        owner: QObject,
        done: Callable[[A], None],
        failed: Failed | None = None,
    ) -> Ticket:
        """Ask the process that holds models: predictions, heat-maps, estimates."""

        def take(answer: A) -> None:
            self.readiness.answered()
            done(answer)

        return self._ask(self._models, question, owner, take, failed)

    def _ask(
        self,
        desk: Desk,
        question: Question[A],
        owner: QObject,
        done: Callable[[A], None],
        failed: Failed | None,
        *,
        newest_first: bool = False,
        heard: Callable[[Progress], None] | None = None,
    ) -> Ticket:
        # Filled before the first word can be delivered, which is on this thread.
        tickets: list[Ticket] = []

        def tell(progress: Progress) -> None:
            self._heard.emit((tickets, heard, progress))

        ticket = self.background.follow(
            lambda: desk.submit(question, newest_first=newest_first, heard=heard and tell),
            desk.cancel,
            owner=owner,
            done=done,
            failed=failed,
            lane=self._desk_lane,
        )
        tickets.append(ticket)
        return ticket

    @Slot(object)
    def _hear(self, heard: tuple[list[Ticket], Callable[[Progress], None], Progress]) -> None:
        """Tell how far a question is, as long as somebody wants to know."""
        tickets, act, progress = heard
        if not tickets[0].cancelled and shiboken6.isValid(tickets[0].owner):
            act(progress)

    def warm_up(self) -> None:
        """Import what an open project needs, while nobody waits."""
        self._warming.begin()

    def prepare_workers(self) -> None:
        """Start the idle worker and the picture desk, off the window's thread."""
        desk, warm = self._pictures, self.warm

        def start() -> None:
            desk.start()
            warm.prepare()

        self.background.run(start, owner=self, done=lambda _: None)

    def prepare_models(self) -> None:
        """Make the model desk ready, after a moment of quiet, where there is memory for it."""
        self.readiness.soon()

    def report(self, error: StudioError) -> None:
        """Show an error that belongs to no place on the screen."""
        self.failed.emit(error)

    def tell(self, sentence: str) -> None:
        """Show a sentence for a moment."""
        self.told.emit(sentence)

    def training(self) -> bool:
        """Whether a training waits or works."""
        active = self.centre.active("training") if "centre" in vars(self) else []
        return any(not item.settled for item in active)

    def put_away(self, settings: Settings) -> None:
        """Save the settings and end every job, politely first; blocks, for a lane."""
        stored.save(settings)
        if "centre" in vars(self):
            self.centre.close()

    def close(self) -> None:
        """End every process and thread; blocks for a moment, at the very end."""
        if "readiness" in vars(self):
            self.readiness.stop()
        for name in ("_pictures", "_models"):
            if name in vars(self):
                vars(self)[name].close()
        for name in ("centre", "warm"):
            if name in vars(self):
                vars(self)[name].close()
        self.background.close()

"""Predicting what was dropped: a few files through a question, many through a job."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tlstudio.core.errors import BadInputError, StudioError
from tlstudio.core.paths import cache_dir
from tlstudio.data.media.finding import image_files
from tlstudio.data.unseen import Unseen
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.services import Services
from tlstudio.gui.widgets.predicting.table import HeldTable, Table, take_over
from tlstudio.jobs import questions as ask
from tlstudio.jobs.answers import Predictions
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import PredictRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.runs import RunFolder

FEW = 24
_PIECE = 8

Guard = Callable[[Callable[[Unseen], None]], None]
"""Finds out which files must not be seen, and calls back with them."""


@dataclass(frozen=True)
class Gathered:
    """What was found below a drop: a few files, or too many to answer at once."""

    files: tuple[Path, ...]
    many: bool


class Predictor(QObject):
    """Turns dropped files and folders into a table of predictions.

    Args:
        services: Answers and runs jobs.
        folder: Where tables of many files are kept.
        guard: See `Guard`; None lets everything be seen.
        nouns: Of what is predicted on.

    Signals:
        changed: The table is another one.
        busy: Whether something is at work, and words for it.
        started: The `JobItem` of many files.
        failed: A `StudioError`.
        hidden: How many files were left out.
        stopped: How many files were answered when it was stopped, and how many there were.
    """

    changed = Signal()
    busy = Signal(bool, str)
    started = Signal(object)
    failed = Signal(object)
    hidden = Signal(int)
    stopped = Signal(int, int)

    def __init__(
        self,
        services: Services,
        folder: Path,
        guard: Guard | None = None,
        parent: QObject | None = None,
        nouns: Nouns = IMAGES,
    ) -> None:
        super().__init__(parent)
        self._nouns = nouns
        self._services = services
        self._folder = folder
        self._guard = guard
        self._tickets: list[Ticket] = []
        self.model: Path | None = None
        self.classes: tuple[str, ...] = ()
        self.table: Table = HeldTable(())
        self.job: JobItem | None = None
        self._turn = 0
        self._ready = False
        self._few_of: tuple[int, int] | None = None

    def set_model(self, model: Path | None, classes: tuple[str, ...]) -> None:
        """Use another model: what an older one answered is taken away."""
        self.cancel()
        self.model, self.classes = model, classes
        self.table = HeldTable(classes)
        self._ready = False
        self.changed.emit()
        if model is None:
            return

        def ready(_: object) -> None:
            self._ready = self.model == model

        # The first answer would wait for libraries and weights: both are read beforehand. What is
        # wrong with the model is said when it is used.
        self._services.ask_models(
            ask.Predict(model=model, items=()), owner=self, done=ready, failed=lambda _: None
        )

    def cancel(self) -> None:
        """Stop what is at work."""
        self._turn += 1
        for ticket in self._tickets:
            ticket.cancel()
        self._tickets.clear()
        self._few_of = None
        if self.job is not None:
            job, self.job = self.job, None
            job.stop()
        self.busy.emit(False, "")

    def stop(self) -> None:
        """Stop, and keep what was answered so far."""
        if self.job is not None and self.job.state in ("running", "paused", "stopping"):
            self.busy.emit(True, self.tr("Stopping; what was answered so far is kept…"))
            self.job.stop()
            return
        few = self._few_of
        self.cancel()
        if few is not None:
            self.stopped.emit(*few)

    def predict(self, paths: list[str]) -> None:
        """Predict on files and on everything below folders."""
        if self.model is None or not paths:
            return
        self.cancel()
        turn = self._turn
        given = tuple(Path(path).absolute() for path in paths)
        self.busy.emit(True, self._nouns.tr(self, "Looking for images…"))

        def begin(unseen: Unseen) -> None:
            if turn == self._turn:
                self._tickets.append(
                    self._services.background.run(
                        lambda: self._gather(given, unseen),
                        owner=self,
                        done=lambda found: self._go(given, found, unseen),
                        failed=self._fail,
                    )
                )

        if self._guard is None:
            begin(Unseen())
        else:
            self._guard(begin)

    @staticmethod
    def _gather(given: tuple[Path, ...], unseen: Unseen) -> tuple[Gathered, int]:
        """A few files less those that must stay unseen, and how many these were."""
        files = tuple(itertools.islice(image_files(given), FEW + 1))
        if len(files) > FEW:
            # A job goes on past what is unseen; its rows are left out before anybody sees them.
            return Gathered((), many=True), 0
        kept = tuple(file for file in files if not unseen.holds(file))
        return Gathered(kept, many=False), len(files) - len(kept)

    def _go(self, given: tuple[Path, ...], found: tuple[Gathered, int], unseen: Unseen) -> None:
        gathered, hidden = found
        if hidden:
            self.hidden.emit(hidden)
        if gathered.many:
            self._many(given, unseen)
        elif gathered.files:
            self._few(gathered.files)
        else:
            self.busy.emit(False, "")
            if not hidden:
                name = given[0].name or str(given[0])
                self.failed.emit(
                    BadInputError(
                        self._nouns.tr(self, "There are no images in %1.").replace("%1", name),
                        self._nouns.tr(self, "Drop image files, or a folder that holds some."),
                    )
                )

    # A few

    def _few(self, files: tuple[Path, ...]) -> None:
        if self.table.file is not None:
            self.table = HeldTable(self.classes)
        self._next(files, 0)

    def _next(self, files: tuple[Path, ...], begin: int) -> None:
        model = self.model
        if begin >= len(files) or model is None:
            self._few_of = None
            self.busy.emit(False, "")
            return
        self._few_of = (begin, len(files))
        piece = files[begin : begin + _PIECE]
        words = self._nouns.tr(self, "Predicting on %n image(s)…", len(files))
        if not self._ready:
            words = self.tr("The model is being made ready; it answers at once after that…")
        self.busy.emit(True, words)

        def take(answer: Predictions) -> None:
            held = self.table if isinstance(self.table, HeldTable) else HeldTable(self.classes)
            self.table = held.with_answers(answer.answers)
            self._ready = True
            self.changed.emit()
            self._next(files, begin + _PIECE)

        question = ask.Predict(model=model, items=tuple((file,) for file in piece))
        self._tickets.append(
            self._services.ask_models(question, owner=self, done=take, failed=self._fail)
        )

    # Many

    def _many(self, given: tuple[Path, ...], unseen: Unseen) -> None:
        model = self.model
        if model is None:
            return
        name = re.sub(r"[^\w\- ]+", "_", given[0].stem) or "predictions"
        stamp = time.strftime("%Y%m%d-%H%M%S")
        beside = cache_dir() / "predictions" / f"{stamp}-{id(self):x}.csv"
        target = self._folder / f"{stamp}-{name}.csv"
        run = model.parent
        # So that not even this table holds answers to what must not be seen.
        locked_of = run if unseen and RunFolder(run).manifest_path.is_file() else None
        request = PredictRequest(
            model=model, inputs=given, output=beside, partly=True, locked_of=locked_of
        )
        title = self.tr("Predictions on %1").replace("%1", given[0].name)
        item = self._services.centre.start(Job.scratch(request), title)
        self.job = item
        item.ended.connect(lambda outcome: self._job_ended(item, outcome, beside, target, unseen))
        self.busy.emit(True, title)
        self.started.emit(item)

    def _job_ended(
        self, item: JobItem, outcome: Outcome, beside: Path, target: Path, unseen: Unseen
    ) -> None:
        if item is not self.job:
            return
        self.job = None
        if outcome.error is not None:
            self._fail(outcome.error)
        elif outcome.state != "finished":
            self.busy.emit(False, "")
        else:
            classes = self.classes
            result = outcome.result
            done, total = int(result["predicted"]) + int(result["failed"]), int(item.total or 0)
            early = (done, total) if done < total else None
            if early is not None and not done:
                # Nothing was answered: the table that was there stays.
                self.busy.emit(False, "")
                self.stopped.emit(*early)
                return
            self.busy.emit(True, self.tr("Reading the answers…"))

            def read() -> tuple[Table, int]:
                table = take_over(beside, target, classes, unseen)
                return table, table.hidden

            self._tickets.append(
                self._services.background.run(
                    read,
                    owner=self,
                    done=lambda found: self._take_table(found, early),
                    failed=self._fail,
                )
            )

    def _take_table(self, found: tuple[Table, int], early: tuple[int, int] | None) -> None:
        self.table, hidden = found
        self.busy.emit(False, "")
        self.changed.emit()
        if hidden:
            self.hidden.emit(hidden)
        if early is not None:
            self.stopped.emit(*early)

    def _fail(self, error: StudioError) -> None:
        self._few_of = None
        self.busy.emit(False, "")
        self.failed.emit(error)

"""One run, at work or ended: how far it is, its curves, what it answers, what it said."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from tlstudio.core.events import RunEvent
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.train.curves import Curves
from tlstudio.gui.panels.train.ending import Ending
from tlstudio.gui.panels.train.log_view import LogView
from tlstudio.gui.panels.train.previews import Previews
from tlstudio.gui.panels.train.record import RunRecord
from tlstudio.gui.panels.train.run_bar import RunBar
from tlstudio.gui.panels.train.summaries import RunSummary
from tlstudio.gui.panels.train.trainings import Trainings
from tlstudio.gui.panels.train.worker_facts import WorkerFacts, look
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.project.journal import read_events
from tlstudio.project.runs import RunFolder

_REDRAW = 60
_LOOK = 2000


class RunView(QWidget):
    """Shows a run by its name; follows it while it works.

    Signals:
        again: The `Plan` of a run that shall be trained again, with changes.
        discarded: Name of a run that was deleted.
    """

    again = Signal(object)
    discarded = Signal(str)

    def __init__(self, session: Session, trainings: Trainings) -> None:
        super().__init__()
        self._session = session
        self._trainings = trainings
        self.run: RunFolder | None = None
        self.record: RunRecord | None = None
        self.estimate: float | None = None
        self._summary: RunSummary | None = None
        self._facts = WorkerFacts()
        self._item: JobItem | None = None
        self._early: list[RunEvent] = []
        self._reading: Ticket | None = None
        self.ending = Ending(session, trainings)
        self.ending.again.connect(self.again)
        self.ending.discarded.connect(self.discarded)
        self.bar = RunBar(trainings, session.nouns, read_only=session.read_only)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1000)
        self._progress.setAccessibleName(self.tr("How far the training is"))
        self._where = make.label("", "strong", wrap=True)
        self._numbers = make.label("", "muted", wrap=True)
        self.curves = Curves(session.services, session.nouns)
        self.previews = Previews(session)
        self.log = LogView(session.services)
        content = QWidget()
        column = make.column(
            self.bar, self.ending, self._progress, self._where, self._numbers, self.curves,
            self.previews, self.log, None, spacing=12,
        )  # fmt: skip
        column.setContentsMargins(28, 24, 28, 20)
        column.setStretch(5, 1)
        content.setLayout(column)
        whole = make.column(make.scrolled(content))
        self.setLayout(whole)
        # Events come in bursts; what they change is drawn together.
        self._redraw = QTimer(self, singleShot=True, interval=_REDRAW)
        self._redraw.timeout.connect(self._draw)
        self._looking = QTimer(self, interval=_LOOK)
        self._looking.timeout.connect(self._look)
        trainings.changed.connect(self._follow)

    @property
    def name(self) -> str:
        """Of the run that is shown, "" when none is."""
        return self.run.name if self.run is not None else ""

    def show_run(self, run: RunFolder) -> None:
        """Show a run: what was said so far is read, what is said from now on is heard."""
        self.run, self.record, self._early = run, None, []
        self._summary, self._facts = None, WorkerFacts()
        self.previews.show_run(run)
        self.log.show_log(run.log_path)
        self.log.show_said(())
        self.ending.show_run(run)
        self._follow()
        if self._reading is not None:
            self._reading.cancel()

        def read() -> RunRecord:
            record = RunRecord(run.plan())
            record.take(read_events(run.events_path))
            return record

        self._reading = self._session.services.background.run(
            read, owner=self, done=self._take, failed=self.ending.show_problem
        )
        self._draw()

    def show_summary(self, summary: RunSummary) -> None:
        """What the list knows of the run that is shown."""
        if summary.name == self.name:
            self._summary = summary
            self._soon()

    def _take(self, record: RunRecord) -> None:
        self.record = record
        record.take(self._early)
        self._early = []
        self._draw()
        self._look()

    def _follow(self) -> None:
        """Hear the job of this run; a run that was resumed has a new one."""
        item = self._trainings.last(self.name)
        if item is not self._item:
            if self._item is not None:
                self._item.said.disconnect(self._hear)
                self._item.changed.disconnect(self._soon)
                self._item.ended.disconnect(self._ended)
            self._item = item
            if item is not None:
                item.said.connect(self._hear)
                item.changed.connect(self._soon)
                item.ended.connect(self._ended)
        self.bar.set_item(item)
        self.ending.show_item(item)
        if item is not None and item.active:
            self._looking.start()
        else:
            self._looking.stop()
        self._soon()

    def _hear(self, event: RunEvent) -> None:
        if self.record is None:
            self._early.append(event)
        else:
            self.record.hear(event)
            self._soon()

    def _ended(self, _: object) -> None:
        self._looking.stop()
        self.ending.show_item(self._item)
        self._soon()

    def _look(self) -> None:
        run, record = self.run, self.record
        if run is None or record is None:
            return
        working = self._item is not None and self._item.active
        pid = record.pid if working else 0

        def take(facts: WorkerFacts) -> None:
            if run == self.run:
                self._facts = facts
                self._soon()

        self._session.services.background.run(lambda: look(run, pid), owner=self, done=take)

    # What is drawn

    def _soon(self) -> None:
        if not self._redraw.isActive():
            self._redraw.start()

    def _draw(self) -> None:
        run = self.run
        if run is None:
            return
        item = self._item
        self.bar.show_run(run, self.record, item, self._summary)
        self.ending.show_record(self.record, self._summary)
        record = self.record
        # With its result it has done its work, though the worker takes a moment to go.
        working = item is not None and item.active and not (record and record.result)
        for widget in (self._progress, self._where):
            widget.setVisible(working and record is not None)
        if record is None:
            self._numbers.setText("")
            return
        # Scoring takes as long as it takes: the bar moves without an end.
        self._progress.setRange(0, 0 if record.measuring else 1000)
        self._progress.setValue(round(record.fraction * 1000))
        if item is not None and working:
            self._where.setText(self.bar.where(record, item, self.estimate))
        at_work = working and item is not None and item.state != "waiting"
        self._numbers.setText(self.bar.numbers(record, self._facts, working=at_work))
        # The exact solution of a new layer is one point: a number says more than a plot.
        self.curves.setVisible(record.total > 1)
        self.curves.show_record(record)
        self.previews.show_items(record.preview)
        self.log.show_said(record.log)

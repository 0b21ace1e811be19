"""The import itself: a job whose end the project hears of, and its progress in place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import below, make
from tlstudio.gui.widgets.words import count, duration
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import ImportRequest, SampleRequest, SplitRequest
from tlstudio.jobs.supervisor import Job

_INTERVAL = 100


class DatasetJob(QObject):
    """A job that changes the project's dataset; the session hears of its end, whoever looks.

    Signals:
        ended: The `Outcome`.
    """

    ended = Signal(object)

    def __init__(
        self, session: Session, request: ImportRequest | SampleRequest | SplitRequest, title: str
    ) -> None:
        super().__init__(session)
        self._session = session
        self.item: JobItem = session.services.centre.start(Job.scratch(request), title)
        self.item.ended.connect(self._end)
        # A project that is given back must not be written to any more.
        session.closed.connect(self._leave)

    def _leave(self) -> None:
        self.item.ended.disconnect(self._end)
        if self.item.active:
            self.item.kill()

    def _end(self, outcome: Outcome) -> None:
        self._session.closed.disconnect(self._leave)
        # Also after a stop or an error: what was registered until then is there.
        self._session.labels_changed.emit()
        self._session.refresh()
        self.ended.emit(outcome)
        self.deleteLater()


class RunningPage(QWidget):
    """Stage, bar, time left, and a way to stop."""

    def __init__(self) -> None:
        super().__init__()
        self._item: JobItem | None = None
        self._title = make.label("", "title", wrap=True)
        self._stage = make.label("", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the import"))
        self._note = make.label(
            self.tr("You may look at other steps meanwhile; the import goes on."), "caption"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (self._title, self._stage, self._bar, self._note):
            layout.addWidget(widget)
        layout.addStretch(1)
        # Coalesced: a job may speak more often than anybody can read.
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self._show)

    def follow(self, item: JobItem) -> None:
        """Show a job until its end."""
        self._item = item
        self._title.setText(item.title)
        item.ended.connect(self._timer.stop)
        self._timer.start()
        self._show()

    def _show(self) -> None:
        item = self._item
        if item is None:
            return
        fraction = item.fraction
        self._bar.setRange(0, 0 if fraction is None else 1000)
        self._bar.setValue(round((fraction or 0) * 1000))
        self._stage.setText(progress_words(item))


def progress_words(item: JobItem) -> str:
    """`reading the files · 120 of 800 · 3 s left`."""
    tr = QCoreApplication.translate
    if item.state == "waiting":
        return tr("running", "It waits for another job to end.")
    if item.state == "stopping":
        return tr("running", "It stops after this step.")
    words = [below.stage(item.stage) if item.stage else tr("running", "It starts…")]
    if item.total:
        both = tr("running", "%1 of %2")
        words.append(both.replace("%1", count(item.done)).replace("%2", count(item.total)))
        if item.eta is not None:
            words.append(tr("running", "%1 left").replace("%1", duration(item.eta)))
    elif item.done:
        words.append(count(item.done))
    return " · ".join(words)

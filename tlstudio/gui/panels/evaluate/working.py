"""A job in the place that it concerns: what it does, how far it is, stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.background.tasks import Failed
from tlstudio.gui.widgets import below, make
from tlstudio.jobs.outcome import Outcome


class Working(QFrame):
    """Hidden until it follows a job, hidden again at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "info")
        self._item: JobItem | None = None
        self._done: Callable[[dict[str, Any]], None] | None = None
        self._failed: Failed | None = None
        self._words = make.label("", "strong", wrap=True)
        self._stage = make.label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop = make.button(self.tr("Stop"), self._press_stop, role="quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        line = make.row(self._words, self._stage, self._stop, spacing=12)
        line.setStretch(0, 1)
        layout.addLayout(line)
        layout.addWidget(self._bar)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a job waits or works."""
        return self._item is not None and self._item.active

    def follow(
        self,
        item: JobItem,
        done: Callable[[dict[str, Any]], None],
        failed: Failed,
    ) -> None:
        """Show a job, and tell its result or its error.

        Args:
            item: Just started.
            done: Gets the result of a job that finished.
            failed: Gets the error; a job that was stopped tells nothing.
        """
        if self._item is not None:
            self._item.ended.disconnect(self._end)
        self._item, self._done, self._failed = item, done, failed
        self._words.setText(item.title)
        item.changed.connect(self._show)
        # No lambda: a job outlives the page that shows it.
        item.ended.connect(self._end)
        self._show()
        self.show()

    def _show(self) -> None:
        item = self._item
        if item is None:
            return
        waiting = item.state == "waiting"
        self._stage.setText(
            self.tr("waiting for another job") if waiting else below.stage(item.stage)
        )
        fraction = item.fraction
        self._bar.setRange(0, 0 if fraction is None else 1000)
        self._bar.setValue(round((fraction or 0) * 1000))

    def _press_stop(self) -> None:
        if self._item is not None:
            self._item.stop()

    def _end(self, outcome: Outcome) -> None:
        done, failed = self._done, self._failed
        self._item = self._done = self._failed = None
        self.hide()
        if outcome.error is not None and failed is not None:
            failed(outcome.error)
        elif outcome.state == "finished" and done is not None:
            done(outcome.result)

"""The jobs tray: every job with its progress, cancel, result or error."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from tlstudio.gui.background.centre import JobCentre, JobItem
from tlstudio.gui.widgets import below, make
from tlstudio.gui.widgets.words import duration

_INTERVAL = 100


class TrayButton(QWidget):
    """In the footer: how many jobs work, and how far the first is; opens the tray."""

    def __init__(self, centre: JobCentre, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._centre = centre
        self._button = make.button("", self._toggle, role="quiet", icon_name="list-checks")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        line = make.row(self._bar, self._button)
        self.setLayout(line)
        self._tray = Tray(centre, self)
        # Coalesced: a job may speak more often than anybody can read.
        self._timer = QTimer(self, singleShot=True, interval=_INTERVAL)
        self._timer.timeout.connect(self._show)
        centre.changed.connect(self._soon)
        self._show()

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _show(self) -> None:
        active = self._centre.active()
        failed = sum(item.state == "failed" for item in self._centre.items)
        if active:
            text = self.tr("%n job(s) at work", "", len(active))
        elif failed:
            text = self.tr("%n job(s) failed", "", failed)
        else:
            text = self.tr("Jobs")
        self._button.setText(text)
        fraction = active[0].fraction if active else None
        self._bar.setVisible(bool(active))
        self._bar.setRange(0, 0 if fraction is None else 1000)
        self._bar.setValue(round((fraction or 0) * 1000))
        if self._tray.isVisible():
            self._tray.refresh()

    def open(self) -> None:
        """Show the tray above the button."""
        self._tray.refresh()
        self._tray.adjustSize()
        corner = self._button.mapToGlobal(QPoint(self._button.width(), 0))
        self._tray.move(corner - QPoint(self._tray.width(), self._tray.height() + 6))
        self._tray.show()
        self._tray.setFocus()

    def _toggle(self) -> None:
        if self._tray.isVisible():
            self._tray.hide()
        else:
            self.open()


class Tray(QFrame):
    """The list itself."""

    def __init__(self, centre: JobCentre, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._centre = centre
        self.setProperty("role", "card")
        self.setFixedWidth(440)
        self.setAccessibleName(self.tr("Jobs"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 14, 16, 14)
        self._rows: dict[JobItem, _Row] = {}
        self._empty = make.label(self.tr("Nothing is being done in the background."), "muted")
        self._clear = make.button(self.tr("Clear ended jobs"), centre.forget_ended, role="link")
        self._layout.addWidget(make.label(self.tr("Jobs"), "heading"))
        self._layout.addWidget(self._empty)
        self._list = make.column(spacing=10)
        self._layout.addLayout(self._list)
        self._layout.addWidget(self._clear)

    def refresh(self) -> None:
        """Bring the rows up to date."""
        items = list(reversed(self._centre.items[-8:]))
        for item in [item for item in self._rows if item not in items]:
            self._rows.pop(item).deleteLater()
        for place, item in enumerate(items):
            if item not in self._rows:
                self._rows[item] = _Row(item)
                self._list.insertWidget(place, self._rows[item])
            self._rows[item].refresh()
        self._empty.setVisible(not items)
        self._clear.setVisible(any(not item.active for item in items))
        self.adjustSize()


class _Row(QFrame):
    def __init__(self, item: JobItem) -> None:
        super().__init__()
        self._item = item
        self.setProperty("role", "inset")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        self._stop = make.tool("x", self.tr("Stop"), item.stop)
        self._copy = make.tool("copy", self.tr("Copy details"), self._copy_details)
        title = make.label(item.title, "strong", wrap=True)
        line = make.row(title, self._copy, self._stop)
        line.setStretch(0, 1)
        layout.addLayout(line)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        layout.addWidget(self._bar)
        self._words = make.label("", "caption", wrap=True)
        layout.addWidget(self._words)

    def refresh(self) -> None:
        item = self._item
        self._stop.setVisible(item.active)
        self._bar.setVisible(item.state in ("running", "paused", "stopping"))
        fraction = item.fraction
        self._bar.setRange(0, 0 if fraction is None else 1000)
        self._bar.setValue(round((fraction or 0) * 1000))
        error = item.outcome.error if item.outcome else None
        self._copy.setVisible(error is not None)
        make.set_role(self._words, "error" if error else "caption")
        self._words.setText(str(error) if error else self._state_words())

    def _state_words(self) -> str:
        item = self._item
        words = {
            "waiting": self.tr("waits for its turn"),
            "running": below.stage(item.stage) or self.tr("starting"),
            "paused": self.tr("paused"),
            "stopping": self.tr("stopping after this step"),
            "finished": self.tr("done"),
            "stopped": self.tr("stopped"),
            "failed": self.tr("failed"),
        }
        parts = [words[item.state]]
        if item.state == "running" and item.total:
            parts.append(f"{item.done:,.0f} / {item.total:,.0f}")
            if item.eta is not None:
                parts.append(self.tr("%1 left").replace("%1", duration(item.eta)))
        return " · ".join(parts)

    def _copy_details(self) -> None:
        if self._item.outcome is not None and self._item.outcome.error is not None:
            QGuiApplication.clipboard().setText(str(self._item.outcome.error))

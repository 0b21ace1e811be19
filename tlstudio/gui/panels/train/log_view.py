"""What the training said, in words; behind "details" what its libraries printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from tlstudio.gui.panels.train.record import Said
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import make

_SHOWN = 8
_TAIL = 16_000
_INTERVAL = 2000
_ICONS = {
    "note": ("info", "muted"),
    "warning": ("triangle-alert", "warning"),
    "error": ("circle-x", "bad"),
}


class LogView(QWidget):
    """The newest notes, and the end of the log file while it is wanted."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._path: Path | None = None
        self._shown: tuple[Said, ...] = ()
        self._details = make.button(
            self.tr("Details"), self._toggle, role="quiet", icon_name="file-text"
        )
        self._details.setCheckable(True)
        self._details.setToolTip(self.tr("What the libraries printed (log.txt)."))
        self.tail = QPlainTextEdit()
        self.tail.setReadOnly(True)
        self.tail.setFixedHeight(180)
        self.tail.setAccessibleName(self.tr("Log"))
        self.tail.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        head = make.row(make.label(self.tr("What happened"), "strong"), None, self._details)
        self.setLayout(make.column(head, self._lines, self.tail, spacing=6))
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self._read)

    def show_log(self, path: Path) -> None:
        """The log file of another run."""
        self._path = path
        self.tail.clear()
        self._read()

    def show_said(self, said: Sequence[Said]) -> None:
        """Notes and warnings; the newest are shown, the oldest of them first."""
        newest = tuple(said[-_SHOWN:])
        if newest == self._shown:
            return
        self._shown = newest
        make.clear(self._lines)
        for line in newest:
            when = QDateTime.fromSecsSinceEpoch(round(line.time)).toString("HH:mm")
            words = make.label(f"{when}  {line.text}", "muted", wrap=True)
            row = make.row(make.IconLabel(*_icon(line)), words, spacing=8)
            row.setStretch(1, 1)
            self._lines.addLayout(row)
        if not newest:
            self._lines.addWidget(make.label(self.tr("Nothing yet."), "muted"))

    def _toggle(self) -> None:
        wanted = self._details.isChecked()
        self.tail.setVisible(wanted)
        if wanted:
            self._timer.start()
            self._read()
        else:
            self._timer.stop()

    def _read(self) -> None:
        path = self._path
        if path is None or not self._details.isChecked():
            return

        def take(text: str) -> None:
            if path == self._path and text != self.tail.toPlainText():
                self.tail.setPlainText(text)
                bar = self.tail.verticalScrollBar()
                bar.setValue(bar.maximum())

        self._services.background.run(lambda: _end_of(path), owner=self, done=take)


def _icon(line: Said) -> tuple[str, int, str]:
    name, role = _ICONS[line.level]
    return name, 15, role


def _end_of(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            size = path.stat().st_size
            stream.seek(max(0, size - _TAIL))
            return stream.read().decode("utf-8", "replace").strip()
    except OSError:
        return ""

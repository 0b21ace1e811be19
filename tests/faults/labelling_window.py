"""A window in which somebody labels quickly by key, until it is killed; a program of its own.

    python -m tests.faults.labelling_window PROJECT FILE

It writes into the file what it does ("do …") before it does it, and "saved" whenever the window
has shown that something was saved. Up to three labels are on their way at a time, as when somebody
types fast; undo and redo wait for what was done before, as the window itself has it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from tlstudio.gui.app import make_application
from tlstudio.gui.panels.data.images_view import ImagesView
from tlstudio.gui.panels.data.panel import DataPanel
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session
from tlstudio.gui.settings import Settings
from tlstudio.gui.window import MainWindow

_AT_ONCE = 3
_ROUND = ("1", "2", "u", "1", "s", "undo", "redo", "2", "e", "undo", "1")
_ANSWERS = {"u": "unsure", "s": "skip", "e": "empty"}


class Labeller(QObject):
    """Labels one image after the other and tells what it does."""

    def __init__(self, window: MainWindow, told: Path) -> None:
        super().__init__()
        self._window = window
        self._told = told.open("a", encoding="utf-8")
        self._done = time.time_ns() // 1000
        self._waits = 0
        self._view: ImagesView | None = None
        self._names: list[str] = []
        self._hand = QTimer(self, interval=4)
        self._hand.timeout.connect(self._act)
        window.project_opened.connect(self._opened)

    def _tell(self, line: str) -> None:
        self._told.write(f"{line}\n")
        self._told.flush()

    def _opened(self, session: Session) -> None:
        page = self._window.project
        if page is None:
            raise RuntimeError("no project is shown")
        page.show_step("data")
        panel = page.panels["data"]
        if not isinstance(panel, DataPanel) or panel.images is None:
            raise RuntimeError("no images are shown")
        self._view = panel.images
        self._names = list(session.facts.classes)
        session.saved.connect(self._saved)
        session.services.failed.connect(lambda error: self._tell(f"failed {error}"))
        self._hand.start()

    def _saved(self, _: str) -> None:
        self._waits -= 1
        self._tell("saved")

    def _act(self) -> None:
        view = self._view
        if view is None or not view.items.complete:
            return
        if not self._window.isActiveWindow():
            self._window.activateWindow()
            return
        if not view.grid.hasFocus():
            view.grid.setFocus()
            self._tell("open")
        key = _ROUND[self._done % len(_ROUND)]
        steps = view.labelling.steps
        if self._waits >= (1 if key in ("undo", "redo") else _AT_ONCE):
            return
        if (key == "undo" and not steps.undo) or (key == "redo" and not steps.redo):
            return
        self._done += 1
        self._waits += 1
        if key in ("undo", "redo"):
            self._tell(f"do {key}")
            control = Qt.KeyboardModifier.ControlModifier
            shift = Qt.KeyboardModifier.ShiftModifier if key == "redo" else control
            QTest.keyClick(view.grid, Qt.Key.Key_Z, control | shift)
            return
        place = self._done % len(view.items)
        view.selection.only(place)
        answer = _ANSWERS.get(key) or self._names[int(key) - 1]
        self._tell(f"do {view.items.ids[place]} {answer}")
        QTest.keyClick(view.grid, Qt.Key(ord(key.upper())))


def main(project: Path, told: Path) -> int:
    """Open the project and label until killed."""
    settings = Settings(theme="light", annotator="tester")
    app = make_application(settings, [])
    window = MainWindow(Services(settings))
    labeller = Labeller(window, told)
    window.show()
    window.open_project(project)
    code = app.exec()
    del labeller
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))

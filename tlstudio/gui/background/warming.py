"""What an open project needs is imported beforehand, while nobody waits.

Modules without Qt come on another thread. Modules that define classes of Qt come on the window's
thread, one a turn: defined on another one while the window works, they crash it.
"""

from __future__ import annotations

import importlib

from PySide6.QtCore import QObject, QTimer

from tlstudio.gui.background.tasks import Background

PLAIN = (
    "numpy",
    "tlstudio.data.store.store",
    "tlstudio.jobs.supervisor",
    "tlstudio.jobs.desk",
    "tlstudio.jobs.questions",
    "tlstudio.jobs.preparing",
)
SHOWN = (
    "tlstudio.gui.opening",
    "tlstudio.gui.shell.project_page",
    "tlstudio.gui.background.readiness",
    "tlstudio.gui.panels.data.panel",
    "tlstudio.gui.panels.model.panel",
    "pyqtgraph",
    "tlstudio.gui.panels.train.panel",
    "tlstudio.gui.panels.evaluate.panel",
    "tlstudio.gui.panels.deploy.panel",
)
_PAUSE = 60


class Warming(QObject):
    """Begins when it is told to, once."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._left: list[str] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._next)

    def begin(self) -> None:
        """Import them all; does nothing the second time."""
        if self._left is not None:
            return
        self._left = list(SHOWN)
        self._background.run(
            lambda: [importlib.import_module(name) for name in PLAIN],
            owner=self,
            done=lambda _: self._pause.start(),
            failed=lambda _: None,
        )

    def _next(self) -> None:
        if self._left:
            import_shown(self._left.pop(0))
            self._pause.start()


def import_shown(name: str) -> None:
    """One module with what it needs; Python imports it in one piece."""
    importlib.import_module(name)

"""The process that knows models is made ready while nobody waits, so that it answers at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.gui.background.tasks import Background

if TYPE_CHECKING:
    from tlstudio.jobs.answers import Ready
    from tlstudio.jobs.desk import Desk

IDLE = 2500
"""Milliseconds after a project was opened: its first pictures come first."""
_FAMILIES = ("surgery", "estimate", "predict")
# The process takes 0.8 GB; the worker that waits for a training takes as much.
_LEAST_TOTAL = 6 << 30
_LEAST_FREE = 2 << 30


def enough_memory() -> bool:
    """Whether a process that may never be asked does not crowd out what is at work."""
    memory = psutil.virtual_memory()
    return memory.total >= _LEAST_TOTAL and memory.available >= _LEAST_FREE


class Readiness(QObject):
    """Whether questions about models are answered at once.

    Attributes:
        ready: They are.
        given_up: It could not be made ready beforehand; the first question does it.

    Signals:
        changed: One of these.
    """

    changed = Signal()

    def __init__(self, desk: Callable[[], Desk], background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._begun = False
        self.ready = self.given_up = False
        self._timer = QTimer(self, singleShot=True, interval=IDLE)
        self._timer.timeout.connect(self._begin)

    def soon(self) -> None:
        """Begin in a moment, once."""
        if not self._begun:
            self._timer.start()

    def stop(self) -> None:
        """Begin no more."""
        self._timer.stop()

    def answered(self) -> None:
        """It has answered a question, so it is ready."""
        if not self.ready:
            self.ready = True
            self.changed.emit()

    def _begin(self) -> None:
        self._begun = True
        self._background.run(enough_memory, owner=self, done=self._warm)

    def _warm(self, enough: object) -> None:
        """Import one family after another; a failure is told by whoever asks something."""
        if not enough:
            self._give_up()
            return
        desk = self._desk()  # here: two threads would make two of them

        def begin() -> Future[Ready]:
            futures = [desk.warm(family) for family in _FAMILIES]
            return futures[0]

        self._background.follow(
            begin,
            lambda _: None,
            owner=self,
            done=lambda _: self.answered(),
            failed=lambda _: self._give_up(),
        )

    def _give_up(self) -> None:
        self.given_up = True
        self.changed.emit()

"""Buttons for classes, the first nine with their number key, and "unsure" and "skip"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from tlstudio.core.annotations import Answer
from tlstudio.gui.widgets import make

_KEYS = 9


class ClassButtons(QWidget):
    """One press is one answer; the keys work within the widget that holds the buttons.

    Signals:
        chosen: Name of a class.
        answered: "unsure" or "skip".
    """

    chosen = Signal(str)
    answered = Signal(str)

    def __init__(self, holder: QWidget) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._rows = make.column(spacing=6)
        self._others = QComboBox()
        self._others.setAccessibleName(self.tr("Another class"))
        self._others.activated.connect(self._other)
        answers: tuple[tuple[Answer, str, str, str], ...] = (
            ("unsure", self.tr("Unsure"), "U", self.tr("I cannot tell")),
            ("skip", self.tr("Skip"), "S", self.tr("Not now, or not usable")),
        )
        line = make.row(spacing=6)
        for answer, words, key, tip in answers:
            button = make.button(f"{words}  {key}", partial(self.answered.emit, answer), tip=tip)
            line.addWidget(button)
            self._shortcut(holder, key, button.click)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._rows)
        layout.addWidget(self._others)
        layout.addLayout(line)
        for number in range(1, _KEYS + 1):
            self._shortcut(holder, str(number), partial(self._press, number - 1))

    @staticmethod
    def _shortcut(holder: QWidget, key: str, act: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(key), holder)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)

    def show_classes(self, names: Sequence[str]) -> None:
        """Other classes; beyond nine they are in a list."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        make.clear(self._rows)
        for number, name in enumerate(self._names[:_KEYS], 1):
            button = make.button(f"{number}  {name}", partial(self.chosen.emit, name))
            button.setStyleSheet("text-align: left;")
            self._rows.addWidget(button)
        self._others.clear()
        self._others.addItem(self.tr("another class…"))
        self._others.addItems(self._names[_KEYS:])
        self._others.setVisible(len(self._names) > _KEYS)

    def _press(self, index: int) -> None:
        if index < len(self._names):
            self.chosen.emit(self._names[index])

    def _other(self, index: int) -> None:
        if index > 0:
            self.chosen.emit(self._others.itemText(index))
            self._others.setCurrentIndex(0)

"""Texts to be read: large type, a measure that the eye can follow, every column with its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from tlstudio.gui.theme import theme

_LARGER = 1.3
_MEASURE = 72
_LEAST = 24
_GAP = 18
_MOST_MARKS = 500
_SCROLLS = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
    Qt.Key.Key_End,
}  # fmt: skip


class TextPane(QTextEdit):
    """Shows plain texts; what looks like a page of the web stays what it says.

    Keys that scroll go to whoever holds it where there is nothing to scroll, all others always.

    Args:
        name: What screen readers say.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(False)
        self._texts: tuple[tuple[str, str], ...] = ()
        self._find = ""
        self._note = ""
        theme.current().changed.connect(self._fill)
        self._fill()

    @property
    def has_text(self) -> bool:
        """Whether something is shown."""
        return bool(self._texts)

    def show_texts(self, names: Sequence[str], texts: Sequence[str], find: str = "") -> None:
        """Show the texts of an item.

        Args:
            names: Of its columns; "" needs no heading.
            texts: One a column, of a length that can be laid out at once.
            find: Words to mark.
        """
        self._texts, self._find, self._note = tuple(zip(names, texts, strict=True)), find, ""
        self._fill()

    def say(self, words: str) -> None:
        """Show a sentence instead."""
        self._texts, self._find, self._note = (), "", words
        self._fill()

    def _fill(self) -> None:
        colours = theme.colours()
        font = QFont(self.font())
        font.setPointSizeF(10 * theme.current().scale * _LARGER)
        self.document().setDefaultFont(font)
        self.clear()
        cursor = QTextCursor(self.document())
        heading, body = QTextCharFormat(), QTextCharFormat()
        for look, colour in ((heading, colours.muted), (body, colours.text)):
            look.setForeground(QColor(colour))
            look.setFont(font)
        heading.setFontPointSize(font.pointSizeF() / _LARGER)
        block = QTextBlockFormat()
        block.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        apart = QTextBlockFormat(block)
        apart.setTopMargin(_GAP)
        if self._note:
            cursor.setBlockFormat(block)
            cursor.insertText(self._note, heading)
        for place, (name, text) in enumerate(self._texts):
            if place:
                cursor.insertBlock(apart)
            else:
                cursor.setBlockFormat(block)
            if name:
                cursor.insertText(name, heading)
                cursor.insertBlock(block)
            cursor.insertText(text, body)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark()
        self._fit()

    def _mark(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        cursor = QTextCursor(self.document())
        while self._find and len(marks) < _MOST_MARKS:
            cursor = self.document().find(self._find, cursor)
            if cursor.isNull():
                break
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(QColor(theme.colours().warning_soft))
            marks.append(mark)
        self.setExtraSelections(marks)

    def _fit(self) -> None:
        """Lines of some seventy signs in the middle."""
        wide = self.fontMetrics().averageCharWidth() * _MEASURE * _LARGER
        spare = max(_LEAST, round((self.width() - wide) / 2))
        self.setViewportMargins(spare, _LEAST, spare, 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """What is marked with the mouse is copied before rows are."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            copies = event.matches(QKeySequence.StandardKey.Copy)
            if copies and self.textCursor().hasSelection():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies and scrolls, nothing else."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.textCursor().hasSelection():
            self.copy()
            return
        bar, key = self.verticalScrollBar(), Qt.Key(event.key())
        if key not in _SCROLLS or not bar.maximum() or event.modifiers():
            event.ignore()
            return
        steps = {
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        bar.setValue(bar.value() + steps[key])

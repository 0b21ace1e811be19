"""A text as a model reads it: what is cut off at its longest length is pale and struck through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from tlstudio.gui.theme import theme
from tlstudio.gui.widgets.text_pane import TextPane


class CutPane(TextPane):
    """A `TextPane` that knows where reading ends."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._kept: tuple[int, ...] = ()
        super().__init__(name, parent)

    def show_read(
        self, names: Sequence[str], texts: Sequence[str], kept: Sequence[int] = ()
    ) -> None:
        """Show the texts of an item.

        Args:
            names: Of its columns; "" needs no heading.
            texts: One a column.
            kept: Signs of each that are read; () where that is not known.
        """
        self._kept = tuple(kept)
        self.show_texts(names, texts)

    def _fill(self) -> None:
        super()._fill()
        pale = QTextCharFormat()
        pale.setForeground(QColor(theme.colours().muted))
        pale.setFontStrikeOut(True)
        place = 0
        for (name, text), kept in zip(self._texts, self._kept, strict=False):
            place += _units(name) + 1 if name else 0
            end = place + _units(text)
            if kept < len(text):
                cursor = QTextCursor(self.document())
                cursor.setPosition(place + _units(text[:kept]))
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(pale)
            place = end + 1


def _units(text: str) -> int:
    """Places in a document of Qt, in which rare signs take two."""
    return len(text.encode("utf-16-le")) // 2

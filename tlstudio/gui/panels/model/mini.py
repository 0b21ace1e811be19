"""A small drawing of a surgery: layers kept, removed and new, side by side."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui.theme import theme

_MOST = 26


class MiniStack(QWidget):
    """From the input at the left to the outputs at the right.

    Args:
        kept: Number of layers that stay.
        sentence: For screen readers.
    """

    def __init__(self, kept: int, sentence: str) -> None:
        super().__init__()
        self._kept = max(1, kept)
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(48)
        theme.current().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars that grow smaller towards the output, as the maps in a network do."""
        del event
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bars = min(self._kept, _MOST)
        pitch = min(12.0, (self.width() - 4) / (bars + 4.6))
        wide, tall = pitch * 0.68, self.height() - 4.0
        x, middle = 2.0, self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(bars):
            high = tall * (1.0 - 0.55 * place / max(1, bars - 1))
            painter.setBrush(QColor(colours.cool))
            painter.setOpacity(0.55 + 0.45 * place / max(1, bars - 1))
            painter.drawRoundedRect(QRectF(x, middle - high / 2, wide, high), 2, 2)
            x += pitch
        painter.setOpacity(1)
        low = tall * 0.45
        pen = QPen(QColor(colours.bad), 1.6)
        painter.setPen(pen)
        x += pitch * 0.35
        painter.drawLine(round(x), 2, round(x), self.height() - 2)
        x += pitch * 0.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.warm))
        painter.drawRoundedRect(QRectF(x, middle - low / 2, wide, low), 2, 2)
        x += pitch
        for shift in (-1, 1):
            painter.drawEllipse(QRectF(x, middle + shift * low / 4 - 2.5, 5, 5))
        x += pitch * 1.1
        faded = QPen(QColor(colours.muted), 1)
        faded.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(faded)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setOpacity(0.7)
        painter.drawRoundedRect(QRectF(x, middle - low / 2, wide, low), 2, 2)
        painter.end()


class QualityDots(QWidget):
    """One to five dots; the words stand beside it."""

    def __init__(self, level: int, words: str) -> None:
        super().__init__()
        self._level = level
        self.setFixedSize(58, 14)
        self.setAccessibleName(words)
        theme.current().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled ones first."""
        del event
        painter = QPainter(self)
        paint_dots(painter, QRectF(self.rect()), self._level)
        painter.end()


def paint_dots(painter: QPainter, rect: QRectF, level: int) -> None:
    """Five dots, so many of them filled."""
    colours = theme.colours()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    middle = rect.center().y()
    for place in range(5):
        painter.setBrush(QColor(colours.accent if place < level else colours.line))
        painter.drawEllipse(QRectF(rect.left() + 1 + place * 11, middle - 3.5, 7, 7))

"""The knob of a line in the picture: seen by keyboard and screen readers, moved by arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from tlstudio.gui.theme import theme
from tlstudio.gui.theme.icons import pixmap

SIDE = 30
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 5, Qt.Key.Key_PageDown: -5}


class LineHandle(QWidget):
    """A round knob.

    Signals:
        stepped: By how many boundaries the keyboard moves it; ±1000 for Home and End.
        grabbed: The mouse took it.
        dragged: Where the mouse is, as y in the parent.
        dropped: The mouse let go.
    """

    stepped = Signal(int)
    grabbed = Signal()
    dragged = Signal(float)
    dropped = Signal()

    def __init__(self, icon_name: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._role = icon_name, role
        self.resize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self._down = False
        theme.current().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Round."""
        return QSize(SIDE, SIDE)

    def say(self, sentence: str, tip: str) -> None:
        """Where it is, for those who hear it."""
        if sentence != self.accessibleName():
            self.setAccessibleName(sentence)
            changed = QAccessible.Event.NameChanged
            QAccessible.updateAccessibility(QAccessibleEvent(self, changed))
        self.setToolTip(tip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Page up and down, Home and End."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.stepped.emit(1000 if key == Qt.Key.Key_Home else -1000)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag."""
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self._down = True
            self.grabbed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self._down:
            self.dragged.emit(self.mapToParent(event.position()).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        del event
        if self._down:
            self._down = False
            self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled circle with its icon, ringed while it has the focus."""
        del event
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = getattr(colours, self._role) if self.isEnabled() else colours.muted
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(1, 1, SIDE - 2, SIDE - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(3.5, 3.5, SIDE - 7, SIDE - 7))
        side = 14
        place = QPointF((SIDE - side) / 2, (SIDE - side) / 2)
        painter.drawPixmap(place, pixmap(self._icon, side, "on_accent", self.devicePixelRatioF()))
        painter.end()

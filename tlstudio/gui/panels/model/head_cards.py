"""The two kinds of new last layers, to press or to drag onto the stack."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QDrag, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from tlstudio.gui.panels.model.picture import HEAD_MIME
from tlstudio.gui.theme import theme
from tlstudio.gui.widgets import make


class HeadCard(make.CardButton):
    """One kind.

    Args:
        kind: As of `Head.kind`.
        title: On the card.
        sentence: For whom it is.
    """

    def __init__(self, kind: str, title: str, sentence: str) -> None:
        super().__init__(f"{title}. {sentence}", margins=10, spacing=2)
        self.kind = kind
        self._pressed_at: QPointF | None = None
        words = make.column(
            make.label(title, "strong", wrap=True),
            make.label(sentence, "caption", wrap=True),
            spacing=2,
        )
        line = make.row(_Sketch(kind), words, spacing=10)
        line.setStretch(1, 1)
        self.inside.addLayout(line)
        self.setToolTip(self.tr("Press it, or drag it onto the layers."))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the beginning of a drag."""
        self._pressed_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it to the picture."""
        if self._pressed_at is None:
            return
        moved = event.position() - self._pressed_at
        if moved.manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed_at = None
        carried = QMimeData()
        carried.setData(HEAD_MIME, self.kind.encode())
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.setPixmap(self.grab())
        drag.setHotSpot(event.position().toPoint())
        drag.exec(Qt.DropAction.CopyAction)


class _Sketch(QWidget):
    """Dots and lines: features below, outputs above."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._levels = (4, 2) if kind == "linear" else (4, 3, 2)
        self.setFixedSize(46, 40)
        theme.current().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every dot is joined to every one of the next level."""
        del event
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dots = [self._dots(level, count) for level, count in enumerate(self._levels)]
        painter.setPen(QPen(QColor(colours.warm), 0.6))
        for below, above in pairwise(dots):
            for a in below:
                for b in above:
                    painter.drawLine(a, b)
        painter.setPen(Qt.PenStyle.NoPen)
        for level, places in enumerate(dots):
            painter.setBrush(QColor(colours.cool if level == 0 else colours.warm))
            for place in places:
                painter.drawEllipse(QRectF(place.x() - 2.6, place.y() - 2.6, 5.2, 5.2))
        painter.end()

    def _dots(self, level: int, count: int) -> list[QPointF]:
        rows = len(self._levels) - 1
        y = self.height() - 5 - level * (self.height() - 10) / rows
        gap = (self.width() - 10) / max(1, self._levels[0] - 1)
        left = (self.width() - gap * (count - 1)) / 2
        return [QPointF(left + gap * place, y) for place in range(count)]

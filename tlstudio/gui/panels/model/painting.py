"""How the layers of the picture look: cool ones are kept, warm ones learn, removed ones fade."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from tlstudio.core.surgery import LayerRow
from tlstudio.gui.panels.model.names import number, shape_words
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.colours import class_colour

_RADIUS = 6.0
_FADED = 0.32


def mix(first: str, second: str, share: float) -> QColor:
    """A colour between two."""
    a, b = QColor(first), QColor(second)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    )


class LayerPainter:
    """Paints one picture; made for every repaint.

    Args:
        painter: Open.
        left: Left edge of the layers.
        width: Of the layers.
        height: Of one layer.
    """

    def __init__(self, painter: QPainter, left: float, width: float, height: float) -> None:
        self.painter = painter
        self.colours = theme.colours()
        self._left, self._width, self._height = left, width, height
        base = painter.font()
        self._plain = QFont(base)
        self._bold = QFont(base)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._small = QFont(base)
        self._small.setPointSizeF(base.pointSizeF() * 0.9)

    def layer(self, row: LayerRow, top: float, gone: float, warm: float, name: str = "") -> None:
        """One layer.

        Args:
            row: Its facts.
            top: Upper edge.
            gone: 0 stays … 1 is removed.
            warm: 0 is kept as it is … 1 learns.
            name: Instead of the row's own.
        """
        colours, painter = self.colours, self.painter
        ground = mix(colours.cool_soft, colours.warm_soft, warm)
        edge = mix(colours.cool, colours.warm, warm)
        painter.save()
        painter.setOpacity(1 - gone * (1 - _FADED))
        rect = QRectF(self._left + 0.5, top + 0.5, self._width - 1, self._height - 1)
        pen = QPen(edge if gone < 0.5 else QColor(colours.muted), 1)
        if gone >= 0.5:
            pen.setStyle(Qt.PenStyle.DashLine)
            ground = QColor(colours.raised)
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge if gone < 0.5 else QColor(colours.muted))
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), 5, rect.height()), 2.5, 2.5)
        self._words(row, rect.adjusted(14, 0, -10, 0), name or row.name, struck=gone >= 0.5)
        painter.restore()

    def _words(self, row: LayerRow, rect: QRectF, name: str, *, struck: bool) -> None:
        painter = self.painter
        right = number(row.parameters) if row.shape or row.parameters else ""
        shape = shape_words(row.shape)
        small, bold = QFontMetricsF(self._small), QFontMetricsF(self._bold)
        numbers = max(small.horizontalAdvance(right), small.horizontalAdvance("0\u202f000\u202f00"))
        shapes = small.horizontalAdvance(shape) if shape else 0
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(self._small)
        painter.setPen(QColor(self.colours.text))
        painter.drawText(rect, flags, right)
        room = rect.width() - numbers - shapes - 34
        if room < bold.horizontalAdvance(name):  # the name matters more
            room += shapes + 14
        else:
            painter.setPen(QColor(self.colours.muted))
            painter.drawText(rect.adjusted(0, 0, -numbers - 14, 0), flags, shape)
        font = QFont(self._bold)
        font.setStrikeOut(struck)
        painter.setFont(font)
        painter.setPen(QColor(self.colours.text))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        shown = bold.elidedText(name, Qt.TextElideMode.ElideRight, max(40.0, room))
        painter.drawText(rect, left, shown)
        used = bold.horizontalAdvance(shown) + 10
        if room - used > 40:
            painter.setFont(self._small)
            painter.setPen(QColor(self.colours.muted))
            kind = small.elidedText(row.kind, Qt.TextElideMode.ElideRight, room - used)
            painter.drawText(rect.adjusted(used, 0, 0, 0), left, kind)

    def group(self, top: float, height: float, *, hovered: bool) -> None:
        """The soft ground under the new last layers."""
        painter = self.painter
        pen = QPen(QColor(self.colours.warm), 1.5 if hovered else 1)
        pen.setStyle(Qt.PenStyle.DashLine if hovered else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(QColor(self.colours.surface))
        painter.drawRoundedRect(QRectF(self._left - 5.5, top - 3.5, self._width + 11, height), 9, 9)

    def outputs(self, classes: tuple[str, ...], top: float) -> None:
        """One output for each class, by name."""
        painter = self.painter
        painter.setFont(self._small)
        metrics = QFontMetricsF(self._small)
        x, end = self._left + 6, self._left + self._width - 8
        middle = top + self._height / 2
        for place, name in enumerate(classes):
            left = len(classes) - place
            more = QCoreApplication.translate("models", "and %1 more").replace("%1", str(left))
            spare = metrics.horizontalAdvance(more) + 12 if left > 1 else 0
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, 150)
            wide = metrics.horizontalAdvance(shown) + 26
            if x + wide + spare > end and place:
                painter.setPen(QColor(self.colours.muted))
                painter.drawText(QPointF(x, middle + metrics.ascent() / 2 - 1), more)
                return
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(class_colour(place)))
            painter.drawEllipse(QPointF(x + 5, middle), 5, 5)
            painter.setPen(QColor(self.colours.text))
            painter.drawText(QPointF(x + 15, middle + metrics.ascent() / 2 - 1), shown)
            x += wide

    def line(self, y: float, left: float, right: float, colour: str, *, strong: bool) -> None:
        """A line that can be dragged."""
        pen = QPen(QColor(colour), 3 if strong else 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(left, y), QPointF(right, y))

    def caption(self, text: str, top: float) -> None:
        """A quiet sentence in the place of a layer."""
        self.painter.setFont(self._small)
        self.painter.setPen(QColor(self.colours.muted))
        rect = QRectF(self._left, top, self._width, self._height)
        self.painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def zone(self, text: str, top: float, bottom: float, colour: str) -> None:
        """A word along the left edge of what it is true of."""
        metrics = QFontMetricsF(self._small)
        if bottom - top < metrics.horizontalAdvance(text) + 8:
            return
        painter = self.painter
        painter.save()
        painter.setFont(self._small)
        painter.setPen(QColor(colour))
        painter.translate(12, (top + bottom) / 2)
        painter.rotate(-90)
        half = (bottom - top) / 2
        rect = QRectF(-half, -metrics.height() / 2, 2 * half, metrics.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

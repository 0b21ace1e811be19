"""The sheet that figures are drawn on: lengths in points, whatever is painted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from tlstudio.gui.theme.colours import CLASS_COLOURS

UNITS = 10.0
"""Painter units in a point: fonts are set in whole units, so sizes of 7.5 points need a tenth."""
POINTS_PER_MM = 72 / 25.4
Align = Literal["left", "centre", "right"]
PALETTES: dict[str, tuple[str, ...]] = {
    "okabe-ito": CLASS_COLOURS,
    "greys": ("#1A1A1A", "#5A5A5A", "#8E8E8E", "#B8B8B8", "#3A3A3A", "#747474", "#A4A4A4"),
}
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


@dataclass(frozen=True)
class FigureStyle:
    """How a figure looks; the defaults are those of a journal's column.

    Attributes:
        points: Font size.
        palette: Colours of classes and lines, in order.
        ink: Axes and words.
        soft: Secondary words.
        line: Grid.
        ground: Behind it.
        accent: What matters most.
        names: Class → name in the figure.
        order: Classes in the order of the figure; those that are missing follow.
    """

    points: float = 8.0
    palette: tuple[str, ...] = CLASS_COLOURS
    ink: str = "#1A1A1A"
    soft: str = "#555555"
    line: str = "#D5D8DC"
    ground: str = "#FFFFFF"
    accent: str = "#0072B2"
    names: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    def name(self, label: str) -> str:
        """What a class is called here."""
        return self.names.get(label) or label

    def arranged(self, classes: Sequence[str]) -> list[int]:
        """Places of the classes in the order of the figure."""
        wanted = [classes.index(name) for name in self.order if name in classes]
        return [*wanted, *(place for place in range(len(classes)) if place not in wanted)]

    def colour(self, index: int) -> str:
        """Of a class by its place in the report."""
        return self.palette[index % len(self.palette)]


class Paper:
    """Draws in points on a painter that is scaled to `UNITS` a point."""

    def __init__(self, painter: QPainter, style: FigureStyle) -> None:
        self.painter = painter
        self.style = style
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        align: Align = "left",
        colour: str = "",
        bold: bool = False,
        scale: float = 1.0,
        turned: bool = False,
    ) -> None:
        """One line of words; y is the middle of its height.

        Args:
            x: Left end, middle or right end, as `align` says.
            y: Middle of the line.
            words: Not broken.
            align: What x means.
            colour: Else ink.
            bold: Heavier.
            scale: Of the style's font size.
            turned: Read from below.
        """
        font = font_of(self.style, scale=scale, bold=bold)
        width = QFontMetricsF(font).horizontalAdvance(words) + UNITS
        height = QFontMetricsF(font).height()
        shift = {"left": 0.0, "centre": width / 2, "right": width}[align]
        painter = self.painter
        painter.setFont(font)
        painter.setPen(QColor(colour or self.style.ink))
        painter.save()
        painter.translate(x * UNITS, y * UNITS)
        if turned:
            painter.rotate(-90)
        flags = _ALIGN[align] | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(-shift, -height / 2, width, height), int(flags), words)
        painter.restore()

    def width(self, words: str, *, scale: float = 1.0, bold: bool = False) -> float:
        """Of a line of words."""
        return text_width(self.style, words, scale=scale, bold=bold)

    def line(
        self,
        a: tuple[float, float],
        b: tuple[float, float],
        colour: str = "",
        width: float = 0.6,
        *,
        dashed: bool = False,
    ) -> None:
        """A straight line."""
        self.painter.setPen(self._pen(colour, width, dashed=dashed))
        self.painter.drawLine(_point(*a), _point(*b))

    def polyline(self, points: Sequence[tuple[float, float]], colour: str, width: float) -> None:
        """A line through points."""
        self.painter.setPen(self._pen(colour, width))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(QPolygonF([_point(x, y) for x, y in points]))

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, *, outline: str = ""
    ) -> None:
        """A filled rectangle."""
        area = QRectF(x * UNITS, y * UNITS, width * UNITS, height * UNITS)
        self.painter.setPen(self._pen(outline, 0.4) if outline else Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))
        self.painter.drawRect(area)

    def dot(self, x: float, y: float, radius: float, colour: str, *, ring: str = "") -> None:
        """A filled circle, or a ring around a point."""
        self.painter.setPen(self._pen(ring, 0.8) if ring else Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour) if colour else Qt.BrushStyle.NoBrush)
        self.painter.drawEllipse(_point(x, y), radius * UNITS, radius * UNITS)

    def _pen(self, colour: str, width: float, *, dashed: bool = False) -> QPen:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen = QPen(QColor(colour or self.style.ink), width * UNITS, style)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen


def font_of(style: FigureStyle, *, scale: float = 1.0, bold: bool = False) -> QFont:
    """The font in painter units."""
    font = QFont("Inter")
    font.setPixelSize(max(1, round(style.points * scale * UNITS)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def text_width(style: FigureStyle, words: str, *, scale: float = 1.0, bold: bool = False) -> float:
    """Of a line of words, in points."""
    metrics = QFontMetricsF(font_of(style, scale=scale, bold=bold))
    return metrics.horizontalAdvance(words) / UNITS


def mix(colour: str, ground: str, share: float) -> str:
    """A colour laid on a ground: share 0 is the ground alone."""
    one, other = QColor(colour), QColor(ground)
    pairs = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    )
    return QColor(*(round(b + (a - b) * share) for a, b in pairs)).name()


def _point(x: float, y: float) -> QPointF:
    return QPointF(x * UNITS, y * UNITS)

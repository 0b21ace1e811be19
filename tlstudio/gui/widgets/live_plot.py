"""A plot of lines that grow while one looks: cheap to repaint, its stages marked and named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from tlstudio.gui.theme import theme
from tlstudio.gui.widgets import make

_INTERVAL = 50
_MOST_POINTS = 2000
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Stretch:
    """A named stretch of the x-axis.

    Attributes:
        role: Soft colour of the theme behind it, "" for none.
    """

    begin: float
    end: float
    name: str
    role: str = ""


def thinned(x: Floats, y: Floats, most: int = _MOST_POINTS) -> tuple[Floats, Floats]:
    """About as many points that look the same: the least and the largest of each bin.

    Args:
        x: (N,) rising.
        y: (N,) values.
        most: Points wanted.
    """
    count = len(x)
    if count <= most:
        return x, y
    width = -(-count // (most // 2))
    whole = count // width * width
    table = y[:whole].reshape(-1, width)
    first = np.arange(0, whole, width)
    low, high = table.argmin(1) + first, table.argmax(1) + first
    places = np.stack([np.minimum(low, high), np.maximum(low, high)], axis=1).ravel()
    # What does not fill a bin, and where the line ends now, are drawn as they are.
    places = np.concatenate([places, np.arange(whole, count)])
    if places[-1] != count - 1:
        places = np.append(places, count - 1)
    return x[places], y[places]


@dataclass
class _Line:
    name: str
    role: str
    dots: bool
    item: pg.PlotDataItem
    x: Floats = field(default_factory=lambda: np.empty(0))
    y: Floats = field(default_factory=lambda: np.empty(0))


class _ShareAxis(pg.AxisItem):  # type: ignore[misc]
    """Shares as percent."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Words at the ticks."""
        del scale
        digits = 0 if spacing >= 0.01 else 1
        return [f"{value * 100:.{digits}f} %" for value in values]


class _WholeAxis(pg.AxisItem):  # type: ignore[misc]
    """Passes are counted: no ticks between them."""

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """Distances of ticks, the largest first."""
        found = super().tickSpacing(low, high, size)
        return [pair for pair in found if pair[0] >= 1] or [(1.0, 0.0)]


class _Legend(QWidget):
    """A dot in the line's colour, and its name."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._role = role
        words = make.label(name, "caption")
        line = make.row(14, words, spacing=0)
        self.setLayout(line)
        theme.current().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(theme.colours(), self._role)))
        painter.drawEllipse(QPointF(5, self.height() / 2), 4, 4)
        painter.end()


class LivePlot(QWidget):
    """Lines over one axis; however often it is told something, it is drawn 20 times a second.

    Args:
        title: Above it.
        below: Name of the x-axis.
        shares: Whether values are shares of one, shown as percent.

    Attributes:
        buttons: At the right of its title.
    """

    def __init__(self, title: str, below: str, *, shares: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._shares = shares
        self._below = below
        self._lines: dict[str, _Line] = {}
        self._stretches: tuple[Stretch, ...] = ()
        self._end = 0.0
        self._marks: list[pg.GraphicsObject] = []
        self._names: list[pg.TextItem] = []
        axes: dict[str, pg.AxisItem] = {"bottom": _WholeAxis("bottom")}
        if shares:
            axes["left"] = _ShareAxis("left")
        # Built without the menu that nobody sees: half of the time.
        self.plot = pg.PlotWidget(axisItems=axes, enableMenu=False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.setFrameShape(QFrame.Shape.NoFrame)
        self.plot.setMinimumHeight(150)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The wheel belongs to the page around it.
        self.plot.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view = self.plot.getPlotItem().getViewBox()
        self._view.setDefaultPadding(0.18)
        if shares:
            # A point or two on the same height need a range around them, and no share is above 1.
            self._view.setLimits(minYRange=0.05, yMin=-0.1, yMax=1.1)
        # Below the title: with larger text they would not fit side by side.
        self._legend = make.row(None, spacing=14)
        self.buttons = make.row(spacing=2)
        head = make.row(make.label(title, "strong"), None, self.buttons)
        column = make.column(head, self._legend, self.plot, spacing=3)
        column.setStretch(2, 1)
        self.setLayout(column)
        self._timer = QTimer(self, singleShot=True, interval=_INTERVAL)
        self._timer.timeout.connect(self.redraw)
        self._view.sigRangeChanged.connect(lambda *_: self._place_names())
        self._view.sigResized.connect(lambda *_: self._place_names())
        theme.current().changed.connect(self._restyle)
        self._restyle()

    def add_line(self, key: str, name: str, role: str, *, dots: bool = False) -> None:
        """Announce a line.

        Args:
            key: What `set_line` calls it.
            name: For the legend.
            role: Colour of the theme.
            dots: Mark every point; for few of them.
        """
        item = pg.PlotDataItem(skipFiniteCheck=True, antialias=dots)
        self.plot.addItem(item)
        # Set after addItem, which would overwrite them.
        item.setDownsampling(auto=True, method="peak")
        item.setClipToView(True)
        self._legend.insertWidget(self._legend.count() - 1, _Legend(name, role))
        self._lines[key] = _Line(name, role, dots, item)
        self._restyle_line(self._lines[key])

    def set_line(self, key: str, x: Floats, y: Floats) -> None:
        """Give a line its points, (N,) each; drawn soon."""
        line = self._lines[key]
        line.x, line.y = x, y
        self._soon()

    def set_stages(self, stages: Sequence[tuple[float, float, str]], end: float) -> None:
        """Mark named stretches of the x-axis, in turn cool and warm.

        Args:
            stages: (begin, end, name) of each.
            end: Of the axis, however far the lines are.
        """
        roles = ("cool_soft", "warm_soft")
        found = tuple(
            Stretch(begin, close, name, roles[min(place, 1)])
            for place, (begin, close, name) in enumerate(stages)
        )
        if (found, end) != (self._stretches, self._end):
            self._stretches, self._end = found, end
            self.plot.setXRange(0, max(end, 1), padding=0.01)
            self._mark()

    def points(self) -> dict[str, tuple[Floats, Floats]]:
        """Name of each line that has points → (N,) places and (N,) values, none left out."""
        return {line.name: (line.x, line.y) for line in self._lines.values() if len(line.x)}

    def redraw(self) -> None:
        """Draw now."""
        told = []
        for line in self._lines.values():
            line.item.setData(*thinned(line.x, line.y))
            if len(line.y):
                value = f"{line.y[-1] * 100:.1f} %" if self._shares else f"{line.y[-1]:.3g}"
                told.append(f"{line.name}: {value}")
        self.setAccessibleDescription("; ".join(told))

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _mark(self) -> None:
        for mark in (*self._marks, *self._names):
            self.plot.removeItem(mark)
        self._marks, self._names = [], []
        colours = theme.colours()
        for stretch in self._stretches:
            if stretch.role:
                region = pg.LinearRegionItem(
                    (stretch.begin, stretch.end),
                    movable=False,
                    brush=QColor(getattr(colours, stretch.role)),
                    pen=pg.mkPen(None),
                )
                region.setZValue(-20)
                self._marks.append(region)
            edge = pg.InfiniteLine(stretch.begin, pen=pg.mkPen(colours.line, width=1))
            edge.setZValue(-10)
            self._marks.append(edge)
            ground = getattr(colours, stretch.role, colours.surface)
            name = pg.TextItem(stretch.name, color=colours.muted, anchor=(0, 0), fill=ground)
            name.setFont(_small())
            name.setPos(stretch.begin, 0)
            self._names.append(name)
        for mark in (*self._marks, *self._names):
            self.plot.addItem(mark, ignoreBounds=True)
        self._place_names()

    def _place_names(self) -> None:
        """Along the upper edge; a name that would run into the one before goes a line lower."""
        top = float(self._view.viewRange()[1][1])
        a_pixel = float(self._view.viewPixelSize()[0])
        end, row = -np.inf, 0
        for name in self._names:
            begin = name.pos().x()
            row = row + 1 if begin < end else 0
            end = max(end, begin + name.boundingRect().width() * a_pixel)
            name.setAnchor((0, -0.8 * row))
            name.setPos(begin, top)

    def _restyle(self) -> None:
        colours = theme.colours()
        self.plot.setBackground(QColor(colours.surface))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(colours.line, width=1))
            axis.setTextPen(pg.mkPen(colours.muted))
            axis.setStyle(tickFont=_small(), tickLength=-4)
            axis.enableAutoSIPrefix(False)
        size = f"{_small().pointSizeF():.1f}pt"
        label = {"color": colours.muted, "font-size": size}
        self.plot.getAxis("bottom").setLabel(self._below, **label)
        for line in self._lines.values():
            self._restyle_line(line)
        self._mark()

    def _restyle_line(self, line: _Line) -> None:
        colour = QColor(getattr(theme.colours(), line.role))
        line.item.setPen(pg.mkPen(colour, width=1))
        if line.dots:
            line.item.setSymbol("o")
            line.item.setSymbolSize(6)
            line.item.setSymbolPen(pg.mkPen(None))
            line.item.setSymbolBrush(pg.mkBrush(colour))


def _small() -> QFont:
    font = QApplication.font()
    font.setPointSizeF(max(7.0, font.pointSizeF() * 0.85))
    return font

"""Points on a plane: zoom, pan, a thumbnail under the pointer, a lasso."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainterPath, QPen
from PySide6.QtWidgets import QFrame, QGraphicsPathItem, QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.colours import class_colour
from tlstudio.gui.views.context import ImageItem, ReportContext
from tlstudio.gui.views.figures import ScatterFigure
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.thumbnail import ThumbnailLabel, Thumbnails

_FINE = 10_000
_REACH = 14.0
_SIGNS = 160
_HOVER = 60
_SIDE = 112


def inside_polygon(
    x: NDArray[Any], y: NDArray[Any], corners: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """(N,) which points lie inside, by the even-odd rule.

    Args:
        x: (N,) places.
        y: (N,) places.
        corners: (M, 2) of a polygon that closes itself.
    """
    found = np.zeros(len(x), bool)
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if y0 == y1:
            continue
        crosses = (y0 > y) != (y1 > y)
        found ^= crosses & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return found


class ScatterPlot(QWidget):
    """Wheel zooms, dragging pans; with the lasso, dragging chooses.

    Signals:
        chosen: (N,) places of the points that were chosen.
    """

    chosen = Signal(object)

    def __init__(self, context: ReportContext) -> None:
        super().__init__()
        self._context = context
        self._figure: ScatterFigure | None = None
        self._lasso = False
        self._trail: list[QPointF] = []
        self._under = -1
        self._ticket: Ticket | None = None
        self.plot = pg.PlotWidget()
        self.plot.setAccessibleName(context.session.nouns.tr(self, "Map of similar images"))
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFrameShape(QFrame.Shape.NoFrame)
        self.plot.setMinimumHeight(420)
        item = self.plot.getPlotItem()
        item.hideAxis("left")
        item.hideAxis("bottom")
        self._view = item.getViewBox()
        self._points = pg.ScatterPlotItem(pxMode=True)
        self._rings = pg.ScatterPlotItem(pxMode=True)
        self._path = QGraphicsPathItem()
        self._path.setZValue(10)
        item.addItem(self._points)
        item.addItem(self._rings)
        self._view.addItem(self._path, ignoreBounds=True)
        self.hover, inside = make.frame("card", margins=8, spacing=4)
        self.hover.setParent(self)
        self._thumb = ThumbnailLabel(Thumbnails.of(context.session), _SIDE)
        self._thumb.setVisible(context.session.nouns.modality == "image")
        self._words = make.label("", "caption", wrap=True)
        self._words.setFixedWidth(_SIDE)
        inside.addWidget(self._thumb)
        inside.addWidget(self._words)
        self.hover.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hover.hide()
        self._timer = QTimer(self, singleShot=True, interval=_HOVER)
        self._timer.timeout.connect(self._show_under)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot, 1)
        layout.addLayout(self._legend)
        self.plot.viewport().setMouseTracking(True)
        self.plot.viewport().installEventFilter(self)
        theme.current().changed.connect(self._restyle)
        self._restyle()

    def show_figure(self, figure: ScatterFigure) -> None:
        """Show other points."""
        self._figure = figure
        self._restyle()
        self._view.autoRange()

    def set_lasso(self, on: bool) -> None:
        """Whether dragging chooses rather than pans."""
        self._lasso = on
        self._view.setMouseEnabled(x=not on, y=not on)
        shape = Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor
        self.plot.viewport().setCursor(shape)

    def _restyle(self) -> None:
        colours = theme.colours()
        self.plot.setBackground(colours.surface)
        self._path.setPen(_cosmetic(colours.accent))
        self._path.setBrush(QColor(colours.accent_soft))
        self._path.setOpacity(0.6)
        figure = self._figure
        make.clear(self._legend)
        if figure is None:
            return
        fine = len(figure.x) <= _FINE
        for item in (self._points, self._rings):
            item.opts["antialias"] = fine
        brushes = np.array(
            [pg.mkBrush(class_colour(n)) for n in range(len(figure.classes))], object
        )
        size = 8 if fine else 4
        self._points.setData(
            x=figure.x, y=figure.y, brush=brushes[figure.codes], pen=None, size=size
        )
        wrong = np.flatnonzero(figure.wrong)
        ring = pg.mkPen(colours.text, width=1)
        self._rings.setData(
            x=figure.x[wrong], y=figure.y[wrong], brush=None, pen=ring, size=size + 6
        )
        for code, name in enumerate(figure.classes):
            dot = make.label("●")
            dot.setStyleSheet(f"color: {class_colour(code)}")
            self._legend.addLayout(make.row(dot, make.label(name, "caption"), spacing=4))
        ring_words = self.tr("○ mistake")
        self._legend.addWidget(make.label(ring_words, "caption"))
        self._legend.addStretch(1)

    # The hand

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hover, and the lasso."""
        if not isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.Leave:
                self._under = -1
                self.hover.hide()
            return super().eventFilter(watched, event)
        point = event.position()
        kind = event.type()
        if self._lasso and kind == QEvent.Type.MouseButtonPress:
            self._trail = [self._to_data(point)]
            return True
        if self._lasso and self._trail and kind == QEvent.Type.MouseMove:
            self._trail.append(self._to_data(point))
            self._draw_trail()
            return True
        if self._lasso and self._trail and kind == QEvent.Type.MouseButtonRelease:
            self.choose_inside(np.array([(p.x(), p.y()) for p in self._trail]))
            self._trail = []
            self._draw_trail()
            return True
        if kind == QEvent.Type.MouseMove and not event.buttons():
            self._find_under(point)
        elif kind == QEvent.Type.MouseButtonDblClick and self._under >= 0:
            self.chosen.emit(np.array([self._under], np.int64))
            return True
        return super().eventFilter(watched, event)

    def choose_inside(self, corners: NDArray[np.float64]) -> None:
        """Choose the points inside a polygon in places of the map."""
        figure = self._figure
        if figure is None or len(corners) < 3:
            return
        found = np.flatnonzero(inside_polygon(figure.x, figure.y, corners))
        if len(found):
            self.chosen.emit(found.astype(np.int64))

    def _to_data(self, point: QPointF) -> QPointF:
        found: QPointF = self._view.mapSceneToView(self.plot.mapToScene(point.toPoint()))
        return found

    def _draw_trail(self) -> None:
        path = QPainterPath()
        if self._trail:
            path.moveTo(self._trail[0])
            for point in self._trail[1:]:
                path.lineTo(point)
            path.closeSubpath()
        self._path.setPath(path)

    def _find_under(self, point: QPointF) -> None:
        figure = self._figure
        if figure is None or not len(figure.x):
            return
        here = self._to_data(point)
        wide, high = self._view.viewPixelSize()
        distances = np.hypot((figure.x - here.x()) / wide, (figure.y - here.y()) / high)
        nearest = int(distances.argmin())
        under = nearest if float(distances[nearest]) <= _REACH else -1
        if under != self._under:
            self._under = under
            self.hover.hide()
            if under >= 0:
                self._timer.start()

    def _show_under(self) -> None:
        figure, under = self._figure, self._under
        if figure is None or under < 0:
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._context.fetch(
            (figure.keys[under],), self, lambda items: self._show_thumb(under, items[0])
        )

    def _show_thumb(self, under: int, item: ImageItem) -> None:
        figure = self._figure
        if under != self._under or figure is None:
            return
        if item.files:
            self._thumb.show_files(item.files, item.content, item.key)
        name = item.key.split("/")[-1]
        text = " · ".join(item.texts)
        if text:
            name = text[:_SIGNS] + "…" * (len(text) > _SIGNS)
        self._words.setText(f"{figure.classes[int(figure.codes[under])]}\n{name}")
        self.hover.adjustSize()
        scene = self._view.mapViewToScene(QPointF(float(figure.x[under]), float(figure.y[under])))
        place = self.plot.mapFromScene(scene)
        x = min(place.x() + 14, self.width() - self.hover.width())
        y = min(place.y() + 14, self.height() - self.hover.height())
        self.hover.move(max(0, x), max(0, y))
        self.hover.raise_()
        self.hover.show()


def _cosmetic(colour: str) -> QPen:
    pen = QPen(QColor(colour), 1)
    pen.setCosmetic(True)
    return pen

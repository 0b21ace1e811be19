"""One image, large: zoom, pan, window and level, and a heat-map above it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from tlstudio.gui.theme import theme
from tlstudio.gui.widgets.pixels import compose, heat_image, to_image

Box = tuple[float, float, float, float]
_STEP = 1.25
_LARGEST = 64.0
_COARSE = 1_500_000


@dataclass(frozen=True)
class Sight:
    """What part is seen.

    Attributes:
        scale: Screen pixels for a pixel of the original; 0 fits the image into the widget.
        x: Pixel of the original in the middle of the widget.
        y: Likewise.
    """

    scale: float = 0.0
    x: float = 0.0
    y: float = 0.0


class ImageCanvas(QWidget):
    """Shows `show_rgb` or `show_pixels`; coordinates are pixels of the original image.

    Wheel, pinch, + and - zoom; the left button pans; F or a double click fits; 0 shows 100 %;
    Shift with arrows pans; the right button drags brightness (up, down) and contrast (sideways).
    Two canvases with `link` show the same place.

    Signals:
        sight_changed: The new `Sight`, moved by the person.
        window_changed: Low and high, dragged by the person.
    """

    sight_changed = Signal(object)
    window_changed = Signal(float, float)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name or self.tr("Image"))
        self.setAccessibleDescription(
            self.tr("Plus and minus zoom, F fits, 0 shows every pixel, Shift with arrows moves.")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 120)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.sight = Sight()
        self.low, self.high = 0.0, 255.0
        self.opacity = 0.6
        self.message = ""
        self._pixels: NDArray[Any] | None = None
        self._channels: tuple[int, ...] = (0,)
        self._image: QImage | None = None
        self._coarse = False
        self._box: Box = (0.0, 0.0, 1.0, 1.0)
        self._heat: QImage | None = None
        self._heat_box: Box | None = None
        self._frames: tuple[Box, ...] = ()
        self._grip: tuple[Qt.MouseButton, QPointF, Sight, float, float] | None = None
        self._others: list[ImageCanvas] = []
        theme.current().changed.connect(self.update)

    # What is shown

    def show_rgb(self, rgb: NDArray[np.uint8], box: Box | None = None) -> None:
        """Show a ready image.

        Args:
            rgb: (h, w, 3) uint8.
            box: What of the original it covers; None is all of it.
        """
        self._pixels = None
        self._take(to_image(rgb), box)

    def show_pixels(
        self,
        pixels: NDArray[Any],
        *,
        low: float,
        high: float,
        channels: tuple[int, ...] = (0,),
        box: Box | None = None,
    ) -> None:
        """Show values of any depth through a window.

        Args:
            pixels: (h, w, c) or (h, w).
            low: Shown black.
            high: Shown white.
            channels: See `pixels.compose`.
            box: What of the original they cover; None is all of it.
        """
        self._pixels = pixels if pixels.ndim == 3 else pixels[..., None]
        self._channels, self.low, self.high = channels, low, high
        self._take(compose(self._pixels, channels, low, high), box)

    def say(self, sentence: str) -> None:
        """Show a sentence in place of an image."""
        self._pixels = self._image = self._heat = None
        self.message = sentence
        self.update()

    def _take(self, image: QImage, box: Box | None) -> None:
        new = box or (0.0, 0.0, float(image.width()), float(image.height()))
        if new != self._box:
            self._box, self.sight = new, Sight()
        self._image, self._coarse, self.message = image, False, ""
        self._heat, self._heat_box, self._frames = None, None, ()
        self.update()

    @property
    def has_image(self) -> bool:
        """Whether there is something to look at."""
        return self._image is not None

    @property
    def deep(self) -> bool:
        """Whether window and level can be changed."""
        return self._pixels is not None

    def set_window(self, low: float, high: float) -> None:
        """Change brightness and contrast: what is black and what is white."""
        self.low, self.high = low, high
        self._render()

    def set_channels(self, channels: tuple[int, ...]) -> None:
        """Show other channels."""
        self._channels = channels
        self._render()

    def set_heat(self, heat: NDArray[np.float32] | None, box: Box | None = None) -> None:
        """Lay a heat-map above the image, or take it away.

        Args:
            heat: (h, w) from 0 to 1; None takes it away.
            box: What of the original it covers; None is all of it.
        """
        self._heat = None if heat is None else heat_image(heat)
        self._heat_box = box
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Of the heat-map, 0 to 1."""
        self.opacity = min(1.0, max(0.0, opacity))
        self.update()

    def set_frames(self, boxes: tuple[Box, ...]) -> None:
        """Outline parts of the original: what a model sees."""
        self._frames = boxes
        self.update()

    def _render(self, *, coarse: bool = False) -> None:
        if self._pixels is None:
            return
        # While a drag goes on, every second pixel is enough and keeps the hand free.
        self._coarse = coarse and self._pixels.size > _COARSE
        pixels = self._pixels[::2, ::2] if self._coarse else self._pixels
        self._image = compose(pixels, self._channels, self.low, self.high)
        self.update()

    # Where one looks

    def link(self, other: ImageCanvas) -> None:
        """Show the same place in both from now on."""
        self._others.append(other)
        other._others.append(self)

    def fit(self) -> None:
        """The whole image."""
        self._look(Sight())

    def actual_size(self) -> None:
        """One pixel of the original for one of the screen."""
        now = self.seen()
        self._look(replace(now, scale=1.0 / self.devicePixelRatioF()))

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Closer or farther, keeping what is under a point of the widget where it is."""
        now, point = self.seen(), about or QPointF(self.width() / 2, self.height() / 2)
        least = min(self._fit_scale(), 1.0) / 4
        scale = min(_LARGEST, max(least, now.scale * factor))
        dx, dy = point.x() - self.width() / 2, point.y() - self.height() / 2
        x = now.x + dx / now.scale - dx / scale
        y = now.y + dy / now.scale - dy / scale
        self._look(Sight(scale, x, y))

    def pan(self, dx: float, dy: float) -> None:
        """Move the image by screen pixels."""
        now = self.seen()
        self._look(Sight(now.scale, now.x - dx / now.scale, now.y - dy / now.scale))

    def seen(self) -> Sight:
        """The sight in force, with the scale that fits filled in."""
        if self.sight.scale > 0:
            return self.sight
        left, top, width, height = self._box
        return Sight(self._fit_scale(), left + width / 2, top + height / 2)

    def _fit_scale(self) -> float:
        _, _, width, height = self._box
        return max(1e-6, min(self.width() / max(1.0, width), self.height() / max(1.0, height)))

    def _look(self, sight: Sight) -> None:
        if sight.scale > 0:
            left, top, width, height = self._box
            x = min(max(sight.x, left), left + width)
            y = min(max(sight.y, top), top + height)
            sight = Sight(sight.scale, x, y)
        self.sight = sight
        for other in self._others:
            other.sight = sight
            other.update()
        self.update()
        self.sight_changed.emit(sight)

    def to_original(self, point: QPointF) -> QPointF:
        """The pixel of the original under a point of the widget."""
        now = self.seen()
        x = now.x + (point.x() - self.width() / 2) / now.scale
        return QPointF(x, now.y + (point.y() - self.height() / 2) / now.scale)

    def to_screen(self, box: Box) -> QRectF:
        """Where a box of the original is in the widget."""
        now = self.seen()
        left = (box[0] - now.x) * now.scale + self.width() / 2
        top = (box[1] - now.y) * now.scale + self.height() / 2
        return QRectF(left, top, box[2] * now.scale, box[3] * now.scale)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Image, heat-map, outlines; a sentence where there is none."""
        del event
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(self.rect(), QColor(colours.raised))
        if self._image is None:
            painter.setPen(QColor(colours.muted))
            area = self.rect().adjusted(20, 20, -20, -20)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, int(flags), self.message)
            return
        target = self.to_screen(self._box)
        # Few original pixels on many of the screen stay squares: that is what was measured.
        shrinks = target.width() < self._image.width() * 4
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrinks)
        painter.drawImage(target, self._image)
        if self._heat is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
            painter.setOpacity(self.opacity)
            painter.drawImage(self.to_screen(self._heat_box or self._box), self._heat)
            painter.setOpacity(1.0)
        painter.setPen(QPen(QColor(colours.accent), 1.5, Qt.PenStyle.DashLine))
        for box in self._frames:
            painter.drawRect(self.to_screen(box))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def sizeHint(self) -> QSize:
        """Comfortable."""
        return QSize(480, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The middle stays in the middle."""
        super().resizeEvent(event)
        self.update()

    # The hand

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the pointer is; a touchpad's fine steps count as such."""
        steps = event.angleDelta().y() / 120
        if steps:
            self.zoom(_STEP**steps, event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinches of touchpads and of touch screens."""
        native = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == native:
            self.zoom(1 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = pinch.centerPoint().toPoint()
                self.zoom(pinch.scaleFactor(), QPointF(self.mapFromGlobal(centre)))
                return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold: left to pan, right for brightness and contrast."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._grip = (event.button(), event.position(), self.seen(), self.low, self.high)
            right = event.button() == Qt.MouseButton.RightButton
            shape = Qt.CursorShape.SizeAllCursor if right else Qt.CursorShape.ClosedHandCursor
            self.setCursor(shape)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or change the window."""
        if self._grip is None:
            return
        button, begin, sight, low, high = self._grip
        moved = event.position() - begin
        if button == Qt.MouseButton.LeftButton:
            x, y = sight.x - moved.x() / sight.scale, sight.y - moved.y() / sight.scale
            self._look(Sight(sight.scale, x, y))
        elif self.deep:
            span = max(high - low, 1e-6)
            width = span * 2.0 ** (-moved.x() / 200)
            middle = (low + high) / 2 + span * moved.y() / 300
            self.low, self.high = middle - width / 2, middle + width / 2
            self._render(coarse=True)
            self.window_changed.emit(self.low, self.high)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self._grip = None
        self.unsetCursor()
        if self._coarse:
            self._render()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between the whole image and every pixel."""
        if self.sight.scale > 0:
            self.fit()
        else:
            scale = 1.0 / self.devicePixelRatioF()
            self.zoom(max(scale / self.seen().scale, 2.0), event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class's description; all others are somebody else's."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        other = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        key = Qt.Key(event.key())
        if other:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _STEP)
        elif key == Qt.Key.Key_F:
            self.fit()
        elif key == Qt.Key.Key_0:
            self.actual_size()
        elif shift and key in _ARROWS:
            self.pan(*(60 * part for part in _ARROWS[key]))
        else:
            super().keyPressEvent(event)


_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}

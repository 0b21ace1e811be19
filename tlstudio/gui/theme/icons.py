"""Icons from the Lucide set, drawn in the colours of the theme that is on when they are painted."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tlstudio.core.paths import resources_dir
from tlstudio.gui.theme import theme


@functools.cache
def _source(name: str) -> bytes:
    return (resources_dir() / "icons" / f"{name}.svg").read_bytes()


@functools.lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw in the colour of the role, muted when disabled."""
        colours = theme.colours()
        colour = getattr(colours, self._role)
        if mode == QIcon.Mode.Disabled:
            colour = colours.muted
        elif state == QIcon.State.On and self._role in ("text", "muted"):
            colour = colours.accent
        # An icon that is asked for wider than high keeps a gap before the words behind it.
        square = QRectF(rect.x(), rect.y(), min(rect.width(), rect.height()), rect.height())
        _renderer(self._name, colour).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon as pixels."""
        if size.isEmpty():
            return QPixmap()
        image = QPixmap(size)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return image

    def clone(self) -> QIconEngine:
        """A copy for Qt."""
        return _Engine(self._name, self._role)


def icon(name: str, role: str = "text") -> QIcon:
    """An icon by its Lucide name, as found under `resources/icons`.

    Args:
        name: File name without ".svg".
        role: Attribute of `Colours`: "text", "muted", "accent", "on_accent", "good", …
    """
    return QIcon(_Engine(name, role))


def pixmap(name: str, side: int, role: str = "text", ratio: float = 1.0) -> QPixmap:
    """An icon as pixels, for labels; made anew when the theme changes."""
    image = QPixmap(round(side * ratio), round(side * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    colour = getattr(theme.colours(), role)
    _renderer(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image

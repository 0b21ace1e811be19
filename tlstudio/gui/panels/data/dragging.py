"""Thumbnails under the pointer: dragged from the grid, dropped on a class."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from tlstudio.gui.theme import theme

MIME = "application/x-tlstudio-selected-images"
"""Stands for what is selected; the images themselves do not travel."""
_SIDE = 88
_CHIP = 24


def drag_images(source: QWidget, count: int, picture: QPixmap | None) -> Qt.DropAction:
    """Drag what is selected until it is dropped somewhere."""
    drag = QDrag(source)
    data = QMimeData()
    data.setData(MIME, str(count).encode())
    drag.setMimeData(data)
    drag.setPixmap(_stack(count, picture, source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-8, -8))
    return drag.exec(Qt.DropAction.CopyAction)


def _stack(count: int, picture: QPixmap | None, ratio: float) -> QPixmap:
    size = QSize(_SIDE + _CHIP, _SIDE + _CHIP // 2)
    image = QPixmap(size * ratio)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    colours = theme.colours()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for place in range(min(count, 3) - 1, -1, -1):
        card = QRect(place * 5, 12 - place * 5 + 2, _SIDE - 8, _SIDE - 14)
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(card, 5, 5)
        if place == 0 and picture is not None:
            inside = card.adjusted(4, 4, -4, -4)
            scaled = picture.size().scaled(inside.size(), Qt.AspectRatioMode.KeepAspectRatio)
            fitted = QRect(QPoint(0, 0), scaled)
            fitted.moveCenter(inside.center())
            painter.drawPixmap(fitted, picture)
    if count > 1:
        words = str(count) if count < 1000 else f"{count // 1000}k"
        chip = QRect(_SIDE - _CHIP, 0, _CHIP + 14, _CHIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(chip, _CHIP / 2, _CHIP / 2)
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.end()
    return image

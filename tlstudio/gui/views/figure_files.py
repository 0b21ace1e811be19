"""Figures as files for a paper: PDF and SVG stay vectors, TIFF and PNG carry their resolution."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from tlstudio.core import files
from tlstudio.core.cells import safe_cell
from tlstudio.core.errors import BadInputError
from tlstudio.gui.views.figures import Figure
from tlstudio.gui.views.paper import POINTS_PER_MM, UNITS, FigureStyle, Paper

Format = Literal["pdf", "svg", "tiff", "png"]
FORMATS: tuple[Format, ...] = ("pdf", "svg", "tiff", "png")
_RESOLUTION = round(72 * UNITS)
_MOST_PIXELS = 120_000_000


@dataclass(frozen=True)
class FigureSize:
    """Of the file.

    Attributes:
        width: In millimetres.
        dpi: Of TIFF and PNG.
    """

    width: float = 85.0
    dpi: int = 300

    def pixels(self, height: float) -> tuple[int, int]:
        """Width and height of a raster, for a height in millimetres."""
        return round(self.width / 25.4 * self.dpi), round(height / 25.4 * self.dpi)


def height_mm(figure: Figure, size: FigureSize, style: FigureStyle) -> float:
    """Of the figure at this width."""
    return figure.height(size.width * POINTS_PER_MM, style) / POINTS_PER_MM


def encode(figure: Figure, form: Format, size: FigureSize, style: FigureStyle) -> bytes:
    """A figure as the bytes of a file; may run on any thread.

    Raises:
        BadInputError: When a raster would be too large to hold.
    """
    if form == "pdf":
        return _pdf(figure, size, style)
    if form == "svg":
        return _svg(figure, size, style)
    image = Image.fromarray(_pixels(render(figure, size, style)))
    stream = io.BytesIO()
    resolution = (size.dpi, size.dpi)
    if form == "tiff":
        image.save(stream, "TIFF", dpi=resolution, compression="tiff_lzw")
    else:
        image.save(stream, "PNG", dpi=resolution)
    return stream.getvalue()


def write_figure(
    figure: Figure, target: Path, form: Format, size: FigureSize, style: FigureStyle
) -> None:
    """Write a figure, whole or not at all.

    Raises:
        DiskFullError: When there is no room.
        BadInputError: When it would be too large.
    """
    files.write_bytes(target, encode(figure, form, size, style))


def write_table(figure: Figure, target: Path) -> None:
    """Write a figure's data as CSV that a spreadsheet opens.

    Raises:
        DiskFullError: When there is no room.
    """
    with (
        files.atomic_path(target) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as stream,
    ):
        writer = csv.writer(stream)
        writer.writerows([safe_cell(value) for value in row] for row in figure.table())


def render(figure: Figure, size: FigureSize, style: FigureStyle) -> QImage:
    """A figure as pixels.

    Raises:
        BadInputError: When there would be too many.
    """
    width, height = size.pixels(height_mm(figure, size, style))
    if width * height > _MOST_PIXELS:
        raise BadInputError(
            f"The figure would have {width} × {height} pixels.", "Take fewer dpi, or PDF or SVG."
        )
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_RGB32)
    image.fill(QColor(style.ground))
    painter = QPainter(image)
    _draw(figure, painter, size.dpi / _RESOLUTION, size, style)
    painter.end()
    return image


def _draw(
    figure: Figure, painter: QPainter, scale: float, size: FigureSize, style: FigureStyle
) -> None:
    width = size.width * POINTS_PER_MM
    height = figure.height(width, style)
    painter.scale(scale, scale)
    painter.fillRect(QRectF(0, 0, width * UNITS, height * UNITS), QColor(style.ground))
    figure.draw(Paper(painter, style), width, height)


def _pdf(figure: Figure, size: FigureSize, style: FigureStyle) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    page = QSizeF(size.width, height_mm(figure, size, style))
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(page, QPageSize.Unit.Millimeter, "", exact))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_RESOLUTION)
    writer.setTitle(figure.name)
    writer.setCreator("Transfer Learning Studio")
    painter = QPainter(writer)
    _draw(figure, painter, 1.0, size, style)
    painter.end()
    return bytes(data.data())


def _svg(figure: Figure, size: FigureSize, style: FigureStyle) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_RESOLUTION)
    height = height_mm(figure, size, style)
    units = QSize(round(size.width * POINTS_PER_MM * UNITS), round(height * POINTS_PER_MM * UNITS))
    generator.setSize(units)
    generator.setViewBox(QRectF(0, 0, units.width(), units.height()))
    generator.setTitle(figure.name)
    generator.setDescription(figure.legend)
    painter = QPainter(generator)
    _draw(figure, painter, 1.0, size, style)
    painter.end()
    return bytes(data.data())


def _pixels(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """(h, w, 3) uint8 that owns its memory."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(rgb.constBits(), np.uint8, rgb.sizeInBytes())
    rows = flat.reshape(rgb.height(), rgb.bytesPerLine())[:, : rgb.width() * 3]
    return rows.reshape(rgb.height(), rgb.width(), 3).copy()

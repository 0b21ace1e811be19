"""A drawing as reportlab graphics, which become vectors of the PDF."""

from __future__ import annotations

from typing import Any

from reportlab.graphics import shapes as graphics
from reportlab.lib.colors import Color, HexColor

from tlstudio.evaluation.reporting.pdf_fonts import BOLD, PLAIN, runs, width
from tlstudio.evaluation.reporting.shapes import ROLES, Dot, Drawing, Line, Words


def colour(role: str, opacity: float = 1.0) -> Any:
    """A role on white paper."""
    plain = HexColor(ROLES[role][0])
    return Color(plain.red, plain.green, plain.blue, opacity)


def reportlab_drawing(drawing: Drawing, scale: float) -> Any:
    """The same shapes, seen from the bottom left corner."""
    sheet = graphics.Drawing(drawing.width * scale, drawing.height * scale)
    inner = graphics.Group()
    for shape in drawing.shapes:
        if isinstance(shape, Dot):
            inner.add(
                graphics.Circle(
                    shape.x,
                    drawing.height - shape.y,
                    shape.radius,
                    fillColor=colour(shape.colour),
                    strokeColor=None,
                )
            )
        elif isinstance(shape, Line):
            points = [c for x, y in shape.points for c in (x, drawing.height - y)]
            inner.add(
                graphics.PolyLine(
                    points,
                    strokeColor=colour(shape.colour, shape.opacity),
                    strokeWidth=shape.width,
                    strokeDashArray=list(shape.dashes) or None,
                    strokeLineJoin=1,
                )
            )
        else:
            _write(inner, shape, drawing.height)
    inner.transform = (scale, 0, 0, scale, 0, 0)
    sheet.add(inner)
    return sheet


def _write(group: Any, words: Words, height: float) -> None:
    font = BOLD if words.bold else PLAIN
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    x = words.x - share * width(words.text, words.size, font)
    for run in runs(words.text, font):
        group.add(
            graphics.String(
                x,
                height - words.y,
                run.text,
                fontName=run.font,
                fontSize=words.size,
                fillColor=colour(words.colour),
            )
        )
        x += width(run.text, words.size, run.font)

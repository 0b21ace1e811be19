"""A drawing as SVG text; colours are variables of the page, so that they follow its ground."""

from __future__ import annotations

from markupsafe import Markup, escape

from tlstudio.evaluation.reporting.shapes import Dot, Drawing, Line, Shape


def svg(drawing: Drawing, words: str) -> Markup:
    """The picture as an element of a page; every text is escaped."""
    inside = "".join(_shape(shape) for shape in drawing.shapes)
    return Markup(
        f'<svg viewBox="0 0 {drawing.width:g} {drawing.height:g}" width="{drawing.width:g}" '
        f'role="img" aria-label="{escape(words)}"><title>{escape(words)}</title>{inside}</svg>'
    )


def _shape(shape: Shape) -> str:
    colour = f"var(--{shape.colour})"
    if isinstance(shape, Dot):
        return (
            f'<circle cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{shape.radius:g}" fill="{colour}"/>'
        )
    if isinstance(shape, Line):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
        dashes = " ".join(f"{dash:g}" for dash in shape.dashes)
        more = f' stroke-dasharray="{dashes}"' if dashes else ""
        more += f' opacity="{shape.opacity:g}"' if shape.opacity < 1 else ""
        return (
            f'<polyline points="{points}" fill="none" stroke="{colour}" '
            f'stroke-width="{shape.width:g}" stroke-linejoin="round"{more}/>'
        )
    weight = ' font-weight="600"' if shape.bold else ""
    anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
    return (
        f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" fill="{colour}" '
        f'font-size="{shape.size:g}"{anchor}{weight}>{escape(shape.text)}</text>'
    )

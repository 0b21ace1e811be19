"""Small drawings for reports, as SVG text; labels are escaped."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

_WIDTH, _ROW, _LEFT, _RIGHT = 720, 34, 270, 70
_PLOT_HEIGHT, _PAD = 240, 46
_ACROSS, _LINE = 2, 18
_COLOURS = (
    *("var(--accent)", "var(--ink)", "var(--good)", "#c2571a", "#7a4fb0", "#0f8b8d"),
    *("#b03a5b", "#6b8e23", "#8a6d3b", "#4f6d7a", "#d17a22", "#5b5ea6"),
)

IntervalRow = tuple[str, float, float | None, float | None, bool]


def ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round numbers between two ends, both ends included where they are round."""
    if not high > low:
        return [low]
    raw = (high - low) / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= raw * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(n * step, 12) for n in range(first, last + 1)]


def intervals(rows: Sequence[IntervalRow]) -> Markup:
    """Values between 0 and 1 as dots with their intervals, one row each.

    Args:
        rows: Label, value, low, high, whether it is the one that matters.
    """
    ends = [e for _, value, low, high, _ in rows for e in (value, low, high) if e is not None]
    low_end = max(0.0, math.floor(min(ends, default=0.0) * 10) / 10)
    span = (1.0 - low_end) or 1.0
    height = _ROW * len(rows) + 34

    def x(value: float) -> float:
        return _LEFT + (value - low_end) / span * (_WIDTH - _LEFT - _RIGHT)

    parts = [
        f'<line x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="4" y2="{height - 24}" class="grid"/>'
        f'<text x="{x(tick):.1f}" y="{height - 8}" class="tick">{tick:g}</text>'
        for tick in ticks(low_end, 1.0)
    ]
    for index, (label, value, low, high, ours) in enumerate(rows):
        y = _ROW * index + 22
        colour = _COLOURS[0] if ours else _COLOURS[1]
        weight = ' font-weight="600"' if ours else ""
        parts.append(f'<text x="0" y="{y + 4}"{weight}>{escape(label)}</text>')
        if low is not None and high is not None:
            parts.append(
                f'<line x1="{x(low):.1f}" x2="{x(high):.1f}" y1="{y}" y2="{y}" '
                f'stroke="{colour}" stroke-width="3" stroke-linecap="round" opacity=".55"/>'
            )
        parts.append(f'<circle cx="{x(value):.1f}" cy="{y}" r="5.5" fill="{colour}"/>')
        parts.append(f'<text x="{_WIDTH - 52}" y="{y + 4}"{weight}>{value:.3f}</text>')
    return _svg(parts, height)


def lines(
    named: Mapping[str, tuple[Sequence[float], Sequence[float]]], x_label: str, y_label: str
) -> Markup:
    """Some lines in one plot."""
    xs = [x for line in named.values() for x in line[0]]
    ys = [y for line in named.values() for y in line[1] if math.isfinite(y)]
    legend = -(-len(named) // _ACROSS)
    left, right, top = 60, 20, 16 + _LINE * (legend - 1)
    height = _PLOT_HEIGHT + _LINE * (legend - 1)
    bottom = height - _PAD
    x_low, x_high, y_high = min(xs), max(xs), max(ys, default=1.0) or 1.0

    def place(x: float, y: float) -> str:
        across = (x - x_low) / ((x_high - x_low) or 1)
        return (
            f"{left + across * (_WIDTH - left - right):.1f},"
            f"{bottom - min(max(y, 0.0) / y_high, 1.0) * (bottom - top):.1f}"
        )

    parts = []
    for tick in ticks(0, y_high, 4):
        y = place(x_low, tick).split(",")[1]
        parts.append(f'<line x1="{left}" x2="{_WIDTH - right}" y1="{y}" y2="{y}" class="grid"/>')
        parts.append(f'<text x="{left - 26}" y="{y}" class="tick" dy="4">{tick:g}</text>')
    for tick in (t for t in ticks(x_low, x_high, 8) if t == int(t)):
        x = place(tick, 0).split(",")[0]
        parts.append(f'<text x="{x}" y="{bottom + 18}" class="tick">{tick:g}</text>')
    for index, (name, (line_x, line_y)) in enumerate(named.items()):
        colour = _COLOURS[index % len(_COLOURS)]
        points = " ".join(
            place(x, y) for x, y in zip(line_x, line_y, strict=True) if math.isfinite(y)
        )
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        at = left + 10 + (_WIDTH - left) // _ACROSS * (index % _ACROSS)
        down = 8 + _LINE * (index // _ACROSS)
        parts.append(
            f'<line x1="{at}" x2="{at + 22}" y1="{down}" y2="{down}" stroke="{colour}" '
            f'stroke-width="2"/><text x="{at + 28}" y="{down + 4}">{escape(name)}</text>'
        )
    parts.append(
        f'<text x="{_WIDTH / 2}" y="{height - 8}" class="tick">{escape(x_label)}</text>'
        f'<text x="4" y="{top - 4}" class="axis">{escape(y_label)}</text>'
    )
    return _svg(parts, height)


def _svg(parts: Sequence[str], height: int) -> Markup:
    inside = "".join(parts)
    return Markup(
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" role="img">{inside}</svg>'
    )

"""The plots of a report: values with their intervals, and lines over an axis."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tlstudio.evaluation.reporting.shapes import Dot, Drawing, Line, Shape, Words, series

WIDTH = 720.0
_ROW, _NAMES, _VALUES = 32.0, 250.0, 64.0
_LEFT, _RIGHT, _BELOW, _ABOVE = 62.0, 18.0, 46.0, 26.0
_LEGEND = 19.0
_LETTER = 0.54


@dataclass(frozen=True)
class Estimate:
    """A value with its interval; `ours` is the one that the report is about."""

    label: str
    value: float
    low: float | None
    high: float | None
    ours: bool = False


def ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round numbers between two ends, both ends included where they are round."""
    if not (math.isfinite(low) and math.isfinite(high) and high > low):
        return [low] if math.isfinite(low) else []
    raw = (high - low) / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= raw * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(n * step, 12) for n in range(first, last + 1)]


def estimates(rows: Sequence[Estimate]) -> Drawing:
    """Values as dots with their intervals, one row each, on a common axis."""
    ends = [e for row in rows for e in (row.value, row.low, row.high) if e is not None]
    ends = [e for e in ends if math.isfinite(e)]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    if low >= 0 and high <= 1:
        low, high = math.floor(low * 10 - 1e-9) / 10, 1.0
        low = max(0.0, low)
    else:
        margin = 0.05 * ((high - low) or 1.0)
        low, high = low - margin, high + margin
    height = _ROW * len(rows) + 30

    def x(value: float) -> float:
        return _NAMES + (value - low) / ((high - low) or 1) * (WIDTH - _NAMES - _VALUES - 14)

    shapes: list[Shape] = []
    for tick in ticks(low, high):
        shapes.append(Line(((x(tick), 4), (x(tick), height - 22)), "line"))
        shapes.append(Words(x(tick), height - 7, f"{tick:g}", "soft", 11, "middle"))
    for place, row in enumerate(rows):
        y = _ROW * place + 20
        colour = "accent" if row.ours else "ink"
        shapes.append(Words(0, y + 4, shortened(row.label, _NAMES - 14, 12), bold=row.ours))
        if not math.isfinite(row.value):
            continue
        if row.low is not None and row.high is not None:
            shapes.append(Line(((x(row.low), y), (x(row.high), y)), colour, 3, opacity=0.5))
        shapes.append(Dot(x(row.value), y, 5, colour))
        shapes.append(Words(WIDTH, y + 4, f"{row.value:.3f}", anchor="end", bold=row.ours))
    return Drawing(WIDTH, height, tuple(shapes))


def lines(
    named: Mapping[str, tuple[Sequence[float], Sequence[float]]], x_label: str, y_label: str
) -> Drawing:
    """Some lines in one plot; two shares against each other get a square one with its diagonal."""
    points = {
        name: tuple((x, y) for x, y in zip(*line, strict=True) if math.isfinite(x + y))
        for name, line in named.items()
    }
    points = {name: line for name, line in points.items() if line}
    xs = [x for line in points.values() for x, _ in line]
    ys = [y for line in points.values() for _, y in line]
    square = bool(xs) and _is_share(xs) and _is_share(ys)
    legend, legend_rows = _legend(list(points))
    above = _ABOVE + _LEGEND * legend_rows
    width = 460.0 if square else WIDTH
    height = above + _BELOW + (width - _LEFT - _RIGHT if square else 200.0)
    x_low, x_high = (0.0, 1.0) if square else (min(xs, default=0.0), max(xs, default=1.0))
    y_low, y_high = (0.0, 1.0) if square else _range(ys)
    bottom = height - _BELOW

    def at(x: float, y: float) -> tuple[float, float]:
        across = (x - x_low) / ((x_high - x_low) or 1)
        up = (y - y_low) / ((y_high - y_low) or 1)
        return _LEFT + across * (width - _LEFT - _RIGHT), bottom - up * (bottom - above)

    shapes: list[Shape] = list(legend)
    for tick in ticks(y_low, y_high, 4):
        _, y = at(x_low, tick)
        shapes.append(Line(((_LEFT, y), (width - _RIGHT, y)), "line"))
        shapes.append(Words(_LEFT - 8, y + 4, f"{tick:g}", "soft", 11, "end"))
    whole = all(x == int(x) for x in xs)
    for tick in ticks(x_low, x_high, 8 if not square else 5):
        if whole and not square and tick != int(tick):
            continue
        x, _ = at(tick, y_low)
        shapes.append(Words(x, bottom + 17, f"{tick:g}", "soft", 11, "middle"))
    for place, line in enumerate(points.values()):
        colour, dashes = series(place)
        placed = tuple(at(x, y) for x, y in line)
        if len(placed) > 1:
            shapes.append(Line(placed, colour, 2, dashes))
        if len(placed) <= 2:
            shapes.extend(Dot(x, y, 3, colour) for x, y in placed)
    middle = (_LEFT + width - _RIGHT) / 2
    shapes.append(Words(middle, height - 8, x_label, "soft", 12, "middle"))
    shapes.append(Words(0, above - 10, y_label, "soft", 12))
    return Drawing(width, height, tuple(shapes))


def _legend(names: Sequence[str]) -> tuple[list[Shape], int]:
    """Names beside a piece of their line, as many in a row as have room."""
    if len(names) < 2:
        return [], 0
    shapes: list[Shape] = []
    x, row = 0.0, 0
    room = 460.0 if max(map(len, names)) < 24 else WIDTH
    for place, name in enumerate(names):
        text = shortened(name, 300, 12)
        wide = 36 + len(text) * 12 * _LETTER + 18
        if x and x + wide > room:
            x, row = 0.0, row + 1
        colour, dashes = series(place)
        y = 12 + _LEGEND * row
        shapes.append(Line(((x, y), (x + 24, y)), colour, 2, dashes))
        shapes.append(Words(x + 31, y + 4, text))
        x += wide
    return shapes, row + 1


def _is_share(values: Sequence[float]) -> bool:
    return min(values) >= 0 and max(values) <= 1 and min(values) <= 0.5 <= max(values)


def _range(ys: Sequence[float]) -> tuple[float, float]:
    low, high = min(ys, default=0.0), max(ys, default=1.0)
    if low >= 0:
        return 0.0, high * 1.02 or 1.0
    margin = 0.05 * ((high - low) or 1.0)
    return low - margin, high + margin


def shortened(text: str, width: float, size: float) -> str:
    """Cut where a text would be wider, by the width of a usual letter."""
    most = max(4, int(width / (size * _LETTER)))
    return text if len(text) <= most else text[: most - 1] + "…"

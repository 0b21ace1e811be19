"""Every figure of the program, drawn in one place: on the screen and for a paper."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from tlstudio.evaluation.reporting.plots import ticks
from tlstudio.gui.views.paper import FigureStyle, Paper, mix, text_width

Row = Sequence[str | float | int | None]
_MOST_DRAWN = 2000


class Figure(Protocol):
    """What can be drawn, exported, and written as a table."""

    @property
    def name(self) -> str:
        """Stem of its file."""
        ...

    @property
    def legend(self) -> str:
        """What a paper writes below it."""
        ...

    @property
    def classes(self) -> tuple[str, ...]:
        """Names that can be changed and put into another order; may be empty."""
        ...

    def height(self, width: float, style: FigureStyle) -> float:
        """In points, for a width in points."""
        ...

    def draw(self, paper: Paper, width: float, height: float) -> None:
        """Draw from (0, 0) to (width, height) in points."""
        ...

    def table(self) -> list[Row]:
        """Its data, column names first."""
        ...


@dataclass(frozen=True)
class IntervalRow:
    """One bar: a value with its interval; `ours` is the one that matters."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    ours: bool = False


@dataclass(frozen=True)
class IntervalFigure:
    """Bars with intervals on one axis that begins at 0."""

    rows: tuple[IntervalRow, ...]
    x_label: str
    name: str = "comparison"
    legend: str = ""
    classes: tuple[str, ...] = ()

    def height(self, width: float, style: FigureStyle) -> float:
        """Rows, and the axis below."""
        row = style.points * (3.4 if self._stacked(width, style) else 2.4)
        return row * len(self.rows) + style.points * 3.4

    def draw(self, paper: Paper, width: float, height: float) -> None:
        """Label, bar, interval, number."""
        style, size = paper.style, paper.style.points
        stacked = self._stacked(width, style)
        left = size * 0.4 if stacked else self._label_width(style) + size
        numbers = paper.width("0.000", bold=True) + size
        bottom, right = height - size * 3.2, width - numbers - size * 0.4
        top = max((end for row in self.rows for end in (row.value, row.high or 0.0)), default=1.0)
        end = 1.0 if top <= 1.0 else top * 1.05

        def x(value: float) -> float:
            return left + min(max(value, 0.0), end) / end * (right - left)

        for tick in ticks(0.0, end):
            paper.line((x(tick), 0), (x(tick), bottom), style.line)
            words = f"{tick:g}"
            paper.text(x(tick), bottom + size * 0.9, words, align="centre", colour=style.soft)
        paper.text((left + right) / 2, height - size * 0.8, self.x_label, align="centre")
        step = bottom / max(1, len(self.rows))
        for place, row in enumerate(self.rows):
            middle = step * (place + (0.68 if stacked else 0.5))
            colour = style.accent if row.ours else style.soft
            if stacked:
                y = middle - size * 1.35
                paper.text(left, y, style.name(row.label), bold=row.ours)
            else:
                words = style.name(row.label)
                paper.text(left - size, middle, words, align="right", bold=row.ours)
            thick = size * 0.9
            fill = mix(colour, style.ground, 0.35)
            paper.box(left, middle - thick / 2, x(row.value) - left, thick, fill)
            if row.low is not None and row.high is not None:
                paper.line((x(row.low), middle), (x(row.high), middle), colour, 1.4)
                for tip in (x(row.low), x(row.high)):
                    paper.line((tip, middle - size * 0.3), (tip, middle + size * 0.3), colour, 1.2)
            paper.dot(x(row.value), middle, size * 0.3, colour)
            paper.text(width - size * 0.2, middle, f"{row.value:.3f}", align="right", bold=row.ours)

    def table(self) -> list[Row]:
        """Label, value, interval."""
        head: Row = ["name", self.x_label, "low", "high"]
        return [head, *([row.label, row.value, row.low, row.high] for row in self.rows)]

    def _label_width(self, style: FigureStyle) -> float:
        found = (text_width(style, style.name(r.label), bold=r.ours) for r in self.rows)
        return max(found, default=0.0)

    def _stacked(self, width: float, style: FigureStyle) -> bool:
        """Whether labels stand above their bars, because beside them is no room."""
        return self._label_width(style) > width * 0.4


@dataclass(frozen=True)
class LineFigure:
    """Lines in one plot; marks are points worth a ring, stages begin at places of the x-axis."""

    lines: dict[str, tuple[tuple[float, ...], tuple[float, ...]]]
    x_label: str
    y_label: str
    name: str = "curve"
    legend: str = ""
    classes: tuple[str, ...] = ()
    diagonal: bool = False
    unit_square: bool = False
    marks: tuple[tuple[float, float], ...] = ()
    stages: tuple[tuple[float, str], ...] = ()

    def height(self, width: float, style: FigureStyle) -> float:
        """A square where both axes are shares, else three to five."""
        below = style.points * (4.2 + 1.5 * self._legend_rows(width, style))
        return width * (0.85 if self.unit_square else 0.52) + below

    def draw(self, paper: Paper, width: float, height: float) -> None:
        """Grid, axes, lines, names."""
        style, size = paper.style, paper.style.points
        names = [list(self.lines)[place] for place in style.arranged(list(self.lines))]
        rows = self._legend_rows(width, style)
        left, right = size * 4.6, width - size
        top = size * (2.4 if self.stages else 0.8)
        bottom = height - size * (4.0 + 1.5 * rows)
        (x0, x1), (y0, y1) = self._ranges()

        def at(x: float, y: float) -> tuple[float, float]:
            across, up = (x - x0) / (x1 - x0), (y - y0) / (y1 - y0)
            return left + across * (right - left), bottom - up * (bottom - top)

        for tick in ticks(y0, y1, 5):
            y = at(x0, tick)[1]
            paper.line((left, y), (right, y), style.line)
            paper.text(left - size * 0.6, y, f"{tick:g}", align="right", colour=style.soft)
        for tick in ticks(x0, x1, 6):
            x = at(tick, y0)[0]
            paper.line((x, bottom), (x, bottom + size * 0.3), style.soft)
            paper.text(x, bottom + size * 1.1, f"{tick:g}", align="centre", colour=style.soft)
        paper.line((left, bottom), (right, bottom), style.soft)
        for begin, words in self.stages:
            x = at(begin, y0)[0]
            paper.line((x, top), (x, bottom), style.soft, 0.6, dashed=True)
            paper.text(x + size * 0.3, top - size * 0.8, words, colour=style.soft)
        if self.diagonal:
            paper.line(at(x0, y0), at(x1, y1), style.soft, 0.6, dashed=True)
        places = {name: place for place, name in enumerate(self.lines)}
        for name in names:
            xs, ys = thinned(*self.lines[name])
            points = [at(x, y) for x, y in zip(xs, ys, strict=True) if math.isfinite(y)]
            if points:
                paper.polyline(points, style.colour(places[name]), 1.2)
        for mark in self.marks:
            paper.dot(*at(*mark), size * 0.4, style.ground, ring=style.ink)
        paper.text((left + right) / 2, bottom + size * 2.6, self.x_label, align="centre")
        paper.text(size * 0.8, (top + bottom) / 2, self.y_label, align="centre", turned=True)
        self._draw_legend(paper, width, bottom + size * 4.2, names, places)

    def _draw_legend(
        self, paper: Paper, width: float, y: float, names: Sequence[str], places: dict[str, int]
    ) -> None:
        style, size = paper.style, paper.style.points
        x = size
        for name in names:
            wide = paper.width(style.name(name)) + size * 3.4
            if x > size and x + wide > width:
                x, y = size, y + size * 1.5
            paper.line((x, y), (x + size * 1.6, y), style.colour(places[name]), 1.6)
            paper.text(x + size * 2.1, y, style.name(name))
            x += wide

    def _legend_rows(self, width: float, style: FigureStyle) -> int:
        rows, x = 1, style.points
        for name in self.lines:
            wide = text_width(style, style.name(name)) + style.points * 3.4
            if x > style.points and x + wide > width:
                rows, x = rows + 1, style.points
            x += wide
        return rows

    def _ranges(self) -> tuple[tuple[float, float], tuple[float, float]]:
        if self.unit_square:
            return (0.0, 1.0), (0.0, 1.0)
        xs = [x for line in self.lines.values() for x in line[0] if math.isfinite(x)]
        ys = [y for line in self.lines.values() for y in line[1] if math.isfinite(y)]
        xs += [begin for begin, _ in self.stages]
        x0, x1 = min(xs, default=0.0), max(xs, default=1.0)
        y0, y1 = min(0.0, min(ys, default=0.0)), max(ys, default=1.0)
        return (x0, x1 if x1 > x0 else x0 + 1), (y0, y1 * 1.04 if y1 > y0 else y0 + 1)

    def table(self) -> list[Row]:
        """One row a point."""
        head: Row = ["line", self.x_label, self.y_label]
        points: Iterator[Row] = (
            (name, x, y)
            for name, (xs, ys) in self.lines.items()
            for x, y in zip(xs, ys, strict=True)
        )
        return [head, *points]


@dataclass(frozen=True)
class MatrixFigure:
    """Counts of truth (rows) and answer (columns)."""

    classes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    truth_label: str
    answer_label: str
    percent: bool = False
    name: str = "confusion"
    legend: str = ""

    def height(self, width: float, style: FigureStyle) -> float:
        """Square cells, as far as they fit."""
        left, top = self._margins(width, style)
        cell = (width - left - style.points) / max(1, len(self.classes))
        return top + min(cell, style.points * 7) * len(self.classes) + style.points

    def draw(self, paper: Paper, width: float, height: float) -> None:
        """Cells tinted by their share of the row."""
        style, size = paper.style, paper.style.points
        order = style.arranged(self.classes)
        left, top = self._margins(width, style)
        count = max(1, len(order))
        wide, high = (width - left - size) / count, (height - top - size) / count
        turned = self._turned(wide, style)
        for column, place in enumerate(order):
            x, words = left + wide * (column + 0.5), style.name(self.classes[place])
            if turned:
                paper.text(x, top - size * 0.5, words, turned=True)
            else:
                paper.text(x, top - size * 1.0, words, align="centre")
        for row, truth in enumerate(order):
            y = top + high * (row + 0.5)
            words = style.name(self.classes[truth])
            paper.text(left - size * 0.6, y, words, align="right")
            total = sum(self.counts[truth]) or 1
            for column, answer in enumerate(order):
                value = self.counts[truth][answer]
                right = truth == answer
                base = style.accent if right else style.palette[5 % len(style.palette)]
                fill = mix(base, style.ground, 0.06 + 0.86 * value / total if value else 0.0)
                x = left + wide * column
                paper.box(x, y - high / 2, wide, high, fill, outline=style.line)
                shown = f"{100 * value / total:.0f} %" if self.percent else f"{value}"
                ink = _readable(fill)
                scale = min(1.0, wide / (paper.width(shown) + size * 0.4))
                paper.text(x + wide / 2, y, shown, align="centre", colour=ink, scale=scale)
        middle = left + (width - left - size) / 2
        paper.text(middle, size * 0.8, self.answer_label, align="centre", colour=style.soft)
        y = top + (height - top - size) / 2
        paper.text(size * 0.8, y, self.truth_label, align="centre", colour=style.soft, turned=True)

    def table(self) -> list[Row]:
        """The matrix with its names."""
        head: Row = ["truth \\ answer", *self.classes]
        pairs = zip(self.classes, self.counts, strict=True)
        rows: Iterator[Row] = ((name, *counts) for name, counts in pairs)
        return [head, *rows]

    def _margins(self, width: float, style: FigureStyle) -> tuple[float, float]:
        longest = max((text_width(style, style.name(name)) for name in self.classes), default=0.0)
        left = longest + style.points * 2.6
        cell = (width - left - style.points) / max(1, len(self.classes))
        over = longest if self._turned(cell, style) else style.points
        return left, over + style.points * 2.6

    def _turned(self, wide: float, style: FigureStyle) -> bool:
        return any(text_width(style, style.name(n)) > wide - 2 for n in self.classes)


@dataclass(frozen=True)
class ScatterFigure:
    """A map of images: near ones look alike to the model; wrong ones have a ring."""

    x: NDArray[np.float32]
    y: NDArray[np.float32]
    codes: NDArray[np.int64]
    wrong: NDArray[np.bool_]
    keys: tuple[str, ...]
    classes: tuple[str, ...]
    name: str = "map"
    legend: str = ""
    ring_label: str = field(default="wrong")

    def height(self, width: float, style: FigureStyle) -> float:
        """Nearly square."""
        return width * 0.85 + style.points * 2.0 * self._legend_rows(width, style)

    def draw(self, paper: Paper, width: float, height: float) -> None:
        """Points, rings, names of classes."""
        style, size = paper.style, paper.style.points
        rows = self._legend_rows(width, style)
        bottom = height - size * 2.0 * rows
        paper.box(0, 0, width, bottom, style.ground, outline=style.line)
        radius = size * (0.28 if len(self.x) < 3000 else 0.16)
        xs, ys = _spread(self.x, size, width - size), _spread(-self.y, size, bottom - size)
        for x, y, code in zip(xs, ys, self.codes, strict=True):
            paper.dot(float(x), float(y), radius, style.colour(int(code)))
        for place in np.flatnonzero(self.wrong):
            paper.dot(float(xs[place]), float(ys[place]), radius * 1.7, "", ring=style.ink)
        left, y = size * 0.5, bottom + size * 1.2
        entries = [
            *((style.name(self.classes[p]), style.colour(p)) for p in style.arranged(self.classes)),
            (self.ring_label, ""),
        ]
        for words, colour in entries:
            wide = paper.width(words) + size * 2.4
            if left > size and left + wide > width:
                left, y = size * 0.5, y + size * 1.8
            paper.dot(left + size * 0.4, y, size * 0.35, colour, ring="" if colour else style.ink)
            paper.text(left + size * 1.1, y, words)
            left += wide

    def table(self) -> list[Row]:
        """One row an image."""
        head: Row = ["image", "x", "y", "class", "wrong"]
        rows = zip(self.keys, self.x, self.y, self.codes, self.wrong, strict=True)
        return [
            head,
            *(
                [key, float(x), float(y), self.classes[int(code)], "yes" if wrong else "no"]
                for key, x, y, code, wrong in rows
            ),
        ]

    def _legend_rows(self, width: float, style: FigureStyle) -> int:
        rows, x = 1, style.points * 0.5
        for name in (*self.classes, self.ring_label):
            wide = text_width(style, style.name(name)) + style.points * 2.4
            if x > style.points and x + wide > width:
                rows, x = rows + 1, style.points * 0.5
            x += wide
        return rows


def thinned(
    xs: Sequence[float], ys: Sequence[float], most: int = _MOST_DRAWN
) -> tuple[Sequence[float], Sequence[float]]:
    """At most some thousand points of a line, its ends and extremes kept."""
    if len(xs) <= most:
        return xs, ys
    pieces = np.array_split(np.arange(len(xs)), most // 2)
    values = np.nan_to_num(np.asarray(ys, np.float64))
    kept = {0, len(xs) - 1}
    for piece in pieces:
        kept |= {int(piece[values[piece].argmin()]), int(piece[values[piece].argmax()])}
    places = sorted(kept)
    return [xs[place] for place in places], [ys[place] for place in places]


def _spread(values: NDArray[np.float32], low: float, high: float) -> NDArray[np.float64]:
    if not len(values):
        return np.zeros(0)
    found = np.asarray(values, np.float64)
    span = float(found.max() - found.min()) or 1.0
    placed: NDArray[np.float64] = low + (found - found.min()) / span * (high - low)
    return placed


def _readable(ground: str) -> str:
    return "#FFFFFF" if QColor(ground).lightnessF() < 0.52 else "#1A1A1A"

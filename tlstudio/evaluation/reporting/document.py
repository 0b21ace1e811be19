"""What a report consists of, before anybody knows whether it becomes a web page or a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tlstudio.evaluation.reporting.shapes import Drawing

Tone = Literal["plain", "soft", "strong", "good", "bad", "warn", "accent"]


@dataclass(frozen=True)
class Text:
    """A paragraph.

    Attributes:
        tone: soft is a note in small letters, strong is bold, bad is red.
    """

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Bullets:
    """Sentences below one another."""

    items: tuple[str, ...]
    tone: Tone = "plain"


@dataclass(frozen=True)
class Pairs:
    """Names with what is to be said of each."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a grid.

    Attributes:
        shade: 0 … 1, how much of the tone's colour lies behind it.
    """

    text: str
    tone: Tone = "plain"
    shade: float = 0.0


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes:
        right: Columns of numbers, which stand at the right.
        middle: Whether every cell but the first of a row stands in the middle.
        widths: Shares of the width; empty lets the contents decide.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: frozenset[int] = frozenset()
    middle: bool = False
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Card:
    """A number to be seen first."""

    label: str
    value: str
    below: str
    first: bool = False


@dataclass(frozen=True)
class Cards:
    """Numbers side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing with its words for those who cannot see it."""

    drawing: Drawing
    words: str


@dataclass(frozen=True)
class Code:
    """Text as it is to be typed or copied, line by line.

    Attributes:
        compact: On paper each piece between empty lines may become one paragraph.
    """

    text: str
    compact: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str


Block = Text | Bullets | Pairs | Grid | Cards | Picture | Code | Heading


@dataclass(frozen=True)
class Section:
    """A part of the report under a heading of its own.

    Attributes:
        name: Its address within the page ("data").
        tone: warn puts it on a warm ground, accent on a cool one.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    tone: Tone = "plain"


@dataclass(frozen=True)
class Document:
    """The whole report."""

    title: str
    subtitle: str
    sections: tuple[Section, ...] = field(default=())


def grid(
    columns: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    *,
    right: tuple[int, ...] = (),
    widths: tuple[float, ...] = (),
) -> Grid:
    """A table of plain texts."""
    cells = tuple(tuple(Cell(text) for text in row) for row in rows)
    return Grid(columns, cells, frozenset(right), widths=widths)

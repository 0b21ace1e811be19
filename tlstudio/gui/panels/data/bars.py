"""Bars with a name and a number: classes, and classes divided into parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.core.samples import SplitPart
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.colours import class_colour
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.words import count

PARTS: tuple[SplitPart, ...] = ("train", "validation", "test")
_ROLES = {"train": "accent", "validation": "warm", "test": "cool", "none": "line"}
_GAP = 10
_NAME_SHARE = 0.34
_LINE = 1.75
_BAR = 0.5


def part_word(part: str, nouns: Nouns = IMAGES) -> str:
    """A part of the split as the screen calls it."""
    return {
        "train": nouns.said("parts", "training images"),
        "validation": nouns.said("parts", "tuning images"),
        "test": nouns.said("parts", "final test"),
    }.get(part, nouns.said("parts", "without a part"))


def part_role(part: str) -> str:
    """The attribute of `Colours` that a part is drawn in."""
    return _ROLES.get(part, "line")


@dataclass(frozen=True)
class Bar:
    """One line.

    Attributes:
        pieces: (colour or attribute of `Colours`, number), drawn one behind the other.
    """

    name: str
    pieces: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Of all pieces."""
        return sum(number for _, number in self.pieces)


def class_bars(classes: Mapping[str, int]) -> tuple[Bar, ...]:
    """One bar a class, in the colour that it has everywhere."""
    names = sorted(classes)
    return tuple(
        Bar(name, ((class_colour(index), classes[name]),)) for index, name in enumerate(names)
    )


class BarList(QWidget):
    """Name, bar and number a line; the longest bar fills the width."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self._restyled)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars; screen readers hear them as a sentence."""
        self._bars = tuple(bars)
        self.setAccessibleDescription(", ".join(f"{bar.name}: {bar.total}" for bar in bars))
        self.updateGeometry()
        self.update()

    def _restyled(self) -> None:
        self.updateGeometry()
        self.update()

    def _line(self) -> int:
        return round(QFontMetrics(self.font()).height() * _LINE)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(260, self._line() * max(1, len(self._bars)))

    def minimumSizeHint(self) -> QSize:
        """Likewise."""
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines that are to be seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, metrics, line = theme.colours(), QFontMetrics(self.font()), self._line()
        most = max((bar.total for bar in self._bars), default=0) or 1
        numbers = max(
            (metrics.horizontalAdvance(count(bar.total)) for bar in self._bars), default=0
        )
        widest = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0)
        names = min(widest + 2, round(self.width() * _NAME_SHARE))
        left, room = names + _GAP, self.width() - names - numbers - 2 * _GAP
        first = max(0, event.rect().top() // line)
        last = min(len(self._bars), event.rect().bottom() // line + 1)
        for index in range(first, last):
            bar, top = self._bars[index], index * line
            text = metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, names)
            painter.setPen(QColor(colours.text))
            middle = int(Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(0, top, names, line), middle, text)
            height, x = line * _BAR, float(left)
            painter.setPen(Qt.PenStyle.NoPen)
            for colour, number in bar.pieces:
                width = max(2.0, room * number / most) if number else 0.0
                painter.setBrush(QColor(getattr(colours, colour, colour)))
                painter.drawRoundedRect(
                    QRectF(x, top + (line - height) / 2, max(0.0, width - 1), height), 3, 3
                )
                x += width
            painter.setPen(QColor(colours.muted))
            painter.drawText(
                QPointF(x + _GAP, top + (line + metrics.ascent()) / 2 - 1), count(bar.total)
            )


class PartLegend(QWidget):
    """Which colour is which part, with the sizes."""

    def __init__(self) -> None:
        super().__init__()
        self._line = make.row(spacing=16)
        self.setLayout(self._line)

    def show_parts(self, words: Mapping[str, str]) -> None:
        """Part → words behind its dot."""
        make.clear(self._line)
        for part, text in words.items():
            self._line.addLayout(make.row(_Dot(part_role(part)), make.label(text), spacing=6))
        self._line.addStretch(1)


class _Dot(QWidget):
    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(12, 12)
        theme.current().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded square in the colour of the part."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(theme.colours(), self._role)))
        painter.drawRoundedRect(QRectF(1, 1, 10, 10), 3, 3)

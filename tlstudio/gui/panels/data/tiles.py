"""How one image looks in the grid: picture, label, badges."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from tlstudio.core.annotations import Labels
from tlstudio.core.samples import Sample
from tlstudio.core.words import whole_percent
from tlstudio.data.store.listing import Listed
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.colours import class_colour
from tlstudio.gui.theme.icons import pixmap

_BADGE = 22
_ICON = 14
_PAD = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("tiles", text)


@dataclass(frozen=True)
class Suggested:
    """A label that a model suggests for an image that has none."""

    label: str
    probability: float


@dataclass(frozen=True)
class Tile:
    """All that is painted of one image.

    Attributes:
        listed: None while it is on its way.
        picture: None while it is on its way.
        problem: Why there is no picture.
        suggested: Shown dimmed where nothing is answered.
    """

    listed: Listed | None
    picture: QPixmap | None = None
    problem: str = ""
    suggested: Suggested | None = None
    selected: bool = False
    current: bool = False
    hovered: bool = False


def badges(sample: Sample) -> tuple[tuple[str, str, str], ...]:
    """(icon, role, words) of what is special about an image."""
    found = []
    if sample.problem:
        found.append(("triangle-alert", "warning", _tr("Cannot be read")))
    answers = {
        "unsure": ("circle-help", "warning", _tr("Unsure")),
        "skip": ("skip-forward", "muted", _tr("Skipped")),
        "empty": ("circle-dashed", "muted", _tr("Empty: none of the classes")),
    }
    if sample.answer in answers:
        found.append(answers[sample.answer])
    if isinstance(sample.annotation, Labels) and len(sample.annotation.names) > 1:
        found.append(("tags", "accent", _tr("Several labels")))
    if sample.split == "test":
        found.append(("lock-open", "muted", _tr("Final test, opened")))
    return tuple(found)


def label_words(sample: Sample) -> str:
    """What the answer is called, "" where there is none."""
    if isinstance(sample.annotation, Labels) and sample.answer == "answered":
        return ", ".join(sample.annotation.names)
    words = {"unsure": _tr("unsure"), "skip": _tr("skipped"), "empty": _tr("empty")}
    return words.get(sample.answer, "")


def not_labelled() -> str:
    """What stands where there is no answer."""
    return _tr("not labelled")


@dataclass(frozen=True)
class Words:
    """What a tile says of its label.

    Attributes:
        text: The classes, or what was answered instead; "" for nothing.
        names: Classes, for their colours.
        dimmed: Whether it is only suggested.
    """

    text: str
    names: tuple[str, ...] = ()
    dimmed: bool = False


class Pens:
    """Pens, fonts and signs for one theme and font.

    Args:
        font: Of the widget.
        ratio: Pixels of the screen for one of the layout.
    """

    def __init__(self, font: QFont, ratio: float) -> None:
        colours = theme.colours()
        self.ratio = ratio
        self.font = font
        self.small = QFont(font)
        self.small.setPointSizeF(font.pointSizeF() * 0.85)
        self.metrics = QFontMetrics(self.font)
        self.small_metrics = QFontMetrics(self.small)
        self.text, self.muted = QColor(colours.text), QColor(colours.muted)
        self.ground, self.surface = QColor(colours.ground), QColor(colours.surface)
        self.raised, self.line = QColor(colours.raised), QPen(QColor(colours.line), 1)
        self.accent = QColor(colours.accent)
        self.accent_soft = QBrush(QColor(colours.accent_soft))
        self.chosen = QPen(self.accent, 2)
        self.current = QPen(self.text, 1, Qt.PenStyle.DotLine)
        self.warning = QColor(colours.warning)

    @functools.lru_cache(maxsize=64)  # noqa: B019 - a look lives as long as its theme
    def sign(self, name: str, role: str, size: int) -> QPixmap:
        """An icon as pixels."""
        return pixmap(name, size, role, self.ratio)

    def words(self, tile: Tile) -> Words:
        """What is said of the label of an item that is here."""
        if tile.listed is None:
            return Words("")
        sample = tile.listed.sample
        text = label_words(sample)
        if not text and tile.suggested is not None:
            label = tile.suggested.label
            return Words(f"{label}? {whole_percent(tile.suggested.probability)}", (label,), True)
        said = sample.annotation if sample.answer == "answered" else None
        return Words(text, said.names if isinstance(said, Labels) else ())

    def paint_badges(self, painter: QPainter, right: int, top: int, sample: Sample) -> int:
        """Signs of what is special, from the right to the left; where they end."""
        for name, role, _ in badges(sample):
            chip = QRect(right - _BADGE, top, _BADGE, _BADGE)
            painter.setPen(self.line)
            painter.setBrush(self.surface)
            painter.drawEllipse(chip)
            inset = (_BADGE - _ICON) // 2
            painter.drawPixmap(
                chip.x() + inset + 1, chip.y() + inset + 1, self.sign(name, role, _ICON)
            )
            right -= _BADGE + 3
        return right

    def paint_frame(self, painter: QPainter, card: QRect) -> None:
        """The frame of the current item."""
        painter.setPen(self.current)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(card).adjusted(2.5, 2.5, -2.5, -2.5), 5, 5)


class TileLook(Pens):
    """Sizes, pens and signs for one theme, font and size of thumbnails.

    Args:
        side: Of the picture, in pixels of the layout.
        font: Of the widget.
        ratio: Pixels of the screen for one of the layout.
    """

    def __init__(self, side: int, font: QFont, ratio: float) -> None:
        super().__init__(font, ratio)
        self.side = side
        self.names = side >= 120
        line = self.metrics.height() + 4
        self.caption = line + (self.small_metrics.height() + 2 if self.names else 0) + _PAD
        self.width = side + 2 * _PAD
        self.height = side + 2 * _PAD + self.caption
        self._line_height = line

    @functools.lru_cache(maxsize=2)  # noqa: B019 - a look lives as long as its theme
    def card(self, *, selected: bool) -> QPixmap:
        """What is behind every tile, drawn once: soft corners are slow to draw."""
        made = QPixmap(round(self.width * self.ratio), round(self.height * self.ratio))
        made.setDevicePixelRatio(self.ratio)
        made.fill(self.ground)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.chosen if selected else self.line)
        painter.setBrush(self.accent_soft if selected else self.surface)
        area = QRectF(0, 0, self.width, self.height).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, 7, 7)
        painter.end()
        return made

    def paint(self, painter: QPainter, place: QPoint, tile: Tile, colours: dict[str, int]) -> None:
        """Paint a tile.

        Args:
            painter: With antialiasing on.
            place: Its left upper corner.
            tile: What it shows.
            colours: Class → its place in the list of classes.
        """
        card = QRect(place.x(), place.y(), self.width, self.height)
        painter.drawPixmap(place, self.card(selected=tile.selected))
        area = QRect(card.x() + _PAD, card.y() + _PAD, self.side, self.side)
        self._picture(painter, area, tile)
        if tile.listed is not None:
            self.paint_badges(painter, area.right() - 3, area.y() + 4, tile.listed.sample)
            self._caption(painter, area, tile, colours)
        if tile.current:
            self.paint_frame(painter, card)

    def _picture(self, painter: QPainter, area: QRect, tile: Tile) -> None:
        if tile.picture is not None:
            ratio = self.ratio
            width = min(area.width(), round(tile.picture.width() / ratio))
            height = min(area.height(), round(tile.picture.height() / ratio))
            fitted = QRect(0, 0, width, height)
            fitted.moveCenter(area.center())
            painter.drawPixmap(fitted, tile.picture)
            return
        painter.fillRect(area, self.raised)
        reason = tile.problem or (tile.listed.sample.problem if tile.listed is not None else "")
        if not reason:
            return
        middle = area.center()
        painter.drawPixmap(
            middle.x() - 12, area.y() + 14, self.sign("triangle-alert", "warning", 24)
        )
        painter.setFont(self.small)
        painter.setPen(self.muted)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        words = area.adjusted(8, 46, -8, -6)
        painter.drawText(words, int(flags | Qt.TextFlag.TextWordWrap), reason)

    def _caption(self, painter: QPainter, area: QRect, tile: Tile, colours: dict[str, int]) -> None:
        listed = tile.listed
        if listed is None:
            return
        said = self.words(tile)
        line = QRect(area.x(), area.bottom() + 4, area.width(), self._line_height)
        if said.names:
            self._strip(painter, area, said.names, colours, dimmed=said.dimmed)
        painter.setFont(self.font)
        painter.setPen(self.text if said.names and not said.dimmed else self.muted)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        shown = said.text or not_labelled()
        elided = self.metrics.elidedText(shown, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(left), elided)
        if self.names:
            line = QRect(line.x(), line.bottom(), line.width(), self.small_metrics.height() + 2)
            painter.setFont(self.small)
            painter.setPen(self.muted)
            name = listed.sample.key.rpartition("/")[2]
            elided = self.small_metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, line.width())
            painter.drawText(line, int(left), elided)

    def _strip(
        self,
        painter: QPainter,
        area: QRect,
        names: tuple[str, ...],
        colours: dict[str, int],
        *,
        dimmed: bool,
    ) -> None:
        painter.setOpacity(0.45 if dimmed else 1.0)
        width = area.width() / len(names)
        for place, name in enumerate(names):
            colour = QColor(class_colour(colours.get(name, 0)))
            left = area.x() + place * width
            painter.fillRect(QRectF(left, area.bottom() + 1, width, 4), colour)
        painter.setOpacity(1.0)

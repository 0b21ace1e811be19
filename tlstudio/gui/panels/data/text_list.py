"""The list of texts: how each begins, its label beside it, as smooth with a million of them."""

from __future__ import annotations

import functools

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPixmap,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from tlstudio.gui.panels.data.grid import ItemGrid
from tlstudio.gui.panels.data.tiles import Pens, Tile, not_labelled
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.colours import class_colour
from tlstudio.gui.theme.icons import pixmap

_PAD = 12
_STRIP = 5
_SIDE = 190
_SIDE_SHARE = 0.3
_DRAGGED = 64
_MARGINS = 24


class RowLook(Pens):
    """Sizes and pens for rows of one width.

    Args:
        lines: Of each text.
        width: Of a row, in pixels of the layout.
        font: Of the widget.
        ratio: Pixels of the screen for one of the layout.
        search: Words that are looked for, to be marked.
    """

    def __init__(self, lines: int, width: int, font: QFont, ratio: float, search: str = "") -> None:
        super().__init__(font, ratio)
        self.lines = lines
        self.width = max(120, width)
        self._line = self.metrics.height() + 3
        self._small = self.small_metrics.height() + 2
        least = self._line + self._small
        self.height = max(lines * self._line, least) + 2 * _PAD
        self._side = min(_SIDE, round(self.width * _SIDE_SHARE))
        self._search = search.casefold()
        self._marked = QTextCharFormat()
        self._marked.setBackground(QColor(theme.colours().warning_soft))
        self._strong = QTextCharFormat()
        self._strong.setFontWeight(QFont.Weight.DemiBold)
        self._wrap = QTextOption()
        self._wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def paint(self, painter: QPainter, place: QPoint, tile: Tile, colours: dict[str, int]) -> None:
        """Paint a row; see `TileLook.paint`."""
        card = QRect(place.x(), place.y(), self.width, self.height)
        painter.setPen(self.chosen if tile.selected else self.line)
        painter.setBrush(self.accent_soft if tile.selected else self.surface)
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        if tile.listed is not None:
            inside = card.adjusted(_PAD + _STRIP, _PAD, -_PAD, -_PAD)
            self._said(painter, inside, tile, colours)
            room = inside.width() - self._side - _PAD
            self._text(painter, inside.topLeft(), room, tile)
        if tile.current:
            self.paint_frame(painter, card)

    def _said(self, painter: QPainter, area: QRect, tile: Tile, colours: dict[str, int]) -> None:
        """The label and the name at the right, the colours of the classes at the left."""
        if tile.listed is None:
            return
        words, sample = self.words(tile), tile.listed.sample
        left = area.right() - self._side
        right = self.paint_badges(painter, area.right(), area.y() - 2, sample)
        line = QRect(left, area.y(), right - left, self._line)
        painter.setFont(self.font)
        painter.setPen(self.text if words.names and not words.dimmed else self.muted)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(
            line, flags, self._cut(words.text or not_labelled(), line.width(), small=False)
        )
        line = QRect(left, line.bottom() + 1, self._side, self._small)
        painter.setFont(self.small)
        painter.setPen(self.muted)
        painter.drawText(line, flags, self._cut(sample.key, line.width(), small=True))
        height = area.height() / max(1, len(words.names))
        painter.setOpacity(0.45 if words.dimmed else 1.0)
        for number, name in enumerate(words.names):
            top = area.y() + number * height
            strip = QRectF(area.x() - _STRIP - _PAD / 2, top, _STRIP, height - 1)
            painter.fillRect(strip, QColor(class_colour(colours.get(name, 0))))
        painter.setOpacity(1.0)

    def _cut(self, words: str, width: int, *, small: bool) -> str:
        metrics = self.small_metrics if small else self.metrics
        way = Qt.TextElideMode.ElideMiddle if small else Qt.TextElideMode.ElideRight
        return metrics.elidedText(words, way, width)

    def _text(self, painter: QPainter, place: QPoint, room: int, tile: Tile) -> None:
        listed = tile.listed
        if listed is None or room < 20:
            return
        texts = tuple(" ".join(text.split()) for text in listed.texts)
        if not any(texts):
            painter.setFont(self.font)
            painter.setPen(self.warning if listed.sample.problem else self.muted)
            area = QRect(place.x(), place.y(), room, self.height - 2 * _PAD)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(area, int(flags | Qt.TextFlag.TextWordWrap), listed.sample.problem)
            return
        painter.setPen(self.text)
        self._laid_out(texts, room).draw(painter, QPointF(place))

    @functools.lru_cache(maxsize=256)  # noqa: B019 - a look lives as long as its theme
    def _laid_out(self, texts: tuple[str, ...], room: int) -> QTextLayout:
        """Lines of texts one behind the other, the first one strong where there are several."""
        whole = "   ".join(filter(None, texts))
        strong = len(texts[0]) if len(texts) > 1 else 0
        made, end = self._lines(whole, strong, room)
        cut = whole
        while end < len(cut) > 1:
            # With the dots, the last word may be too long for its line.
            cut = cut[: min(end, len(cut) - 1) - 1].rstrip() + "…"
            made, end = self._lines(cut, strong, room)
        return made

    def _lines(self, text: str, strong: int, room: int) -> tuple[QTextLayout, int]:
        """As many lines as there are, and where they end in the text."""
        made = QTextLayout(text, self.font)
        made.setTextOption(self._wrap)
        made.setCacheEnabled(True)
        made.setFormats(self._formats(text, strong))
        made.beginLayout()
        end = 0
        for number in range(self.lines):
            line = made.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room)
            line.setPosition(QPointF(0, number * self._line))
            end = line.textStart() + line.textLength()
        made.endLayout()
        return made, end

    def _formats(self, text: str, strong: int) -> list[QTextLayout.FormatRange]:
        found = [_range(0, strong, self._strong)] if strong else []
        if self._search:
            low = text.casefold()
            place = low.find(self._search)
            # Signs that become two when they are made small would move what comes behind.
            while place >= 0 and len(low) == len(text):
                found.append(_range(place, len(self._search), self._marked))
                place = low.find(self._search, place + len(self._search))
        return found


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made


class TextList(ItemGrid):
    """See `ItemGrid`: one column; sizes are lines of a text."""

    sizes = (1, 2, 3, 4, 6)
    side = 2

    def _make_look(self) -> RowLook:
        room = self.viewport().width() - _MARGINS
        search = self.items.where.text or ""
        return RowLook(self.side, room, self.font(), self.devicePixelRatioF(), search)

    def _restarted(self, again: bool) -> None:
        self._look = self._make_look()
        super()._restarted(again)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as wide as there is room."""
        self._look = self._make_look()
        super().resizeEvent(event)

    def _drag_picture(self, position: int) -> QPixmap | None:
        del position
        return pixmap("file-text", _DRAGGED, "muted", self.devicePixelRatioF())

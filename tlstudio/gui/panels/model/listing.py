"""All models as a table: what is listed, sorted and filtered, and how a row is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont, QIcon, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.model.mini import paint_dots
from tlstudio.gui.panels.model.names import (
    commercial,
    family,
    file_size,
    licence_words,
    quality,
    size_words,
)
from tlstudio.gui.panels.model.shelf import Entry, Shelf
from tlstudio.gui.panels.model.speed import Speed
from tlstudio.gui.theme.icons import icon

_Index = QModelIndex | QPersistentModelIndex
NAME, FAMILY, QUALITY, SPEED, SIZE, LICENCE, HERE = range(7)
ENTRY = Qt.ItemDataRole.UserRole
SORT = Qt.ItemDataRole.UserRole + 1


class CardsModel(QAbstractTableModel):
    """One row a model; nothing is made ahead of time."""

    def __init__(self, speed: Speed, nouns: Nouns = IMAGES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speed, self._nouns = speed, nouns
        self.entries: tuple[Entry, ...] = ()
        speed.changed.connect(self._speeds)

    def set_shelf(self, shelf: Shelf) -> None:
        """List other models."""
        self.beginResetModel()
        self.entries = shelf.entries
        self.endResetModel()

    def _speeds(self) -> None:
        if self.entries:
            last = self.index(len(self.entries) - 1, SPEED)
            self.dataChanged.emit(self.index(0, SPEED), last)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Models."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """What there is to compare."""
        return 0 if parent.isValid() else 7

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and section == SPEED:
            return self._nouns.tr(self, "Images a second through the model on this computer.")
        if role == Qt.ItemDataRole.ToolTipRole and section == HERE:
            return self.tr("Whether it is on this computer.")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Model"),
            self.tr("Family"),
            self.tr("Quality"),
            self.tr("Speed"),
            self.tr("Size"),
            self.tr("Licence"),
            "",
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, what to sort by, tooltips, icons."""
        entry, column = self.entries[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole and column != HERE:
            return self._words(entry, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(entry, column)
        if role == SORT:
            return self._key(entry, column)
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (SPEED, SIZE):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DecorationRole and column == HERE:
            return _where_icon(entry)
        if role == Qt.ItemDataRole.FontRole and column == NAME:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def _words(self, entry: Entry, column: int) -> str:
        card = entry.card
        if column == HERE:
            if entry.here:
                return self.tr("here")
            return self.tr("begun") if entry.partial else self.tr("to download")
        if column == SPEED:
            rate = self._speed.rate(entry.ident)
            if rate is None:
                return "–"
            return rate.words if rate.measured else f"≈ {rate.words}"
        plain = {
            NAME: entry.name,
            FAMILY: family(card),
            QUALITY: quality(card).words,
            SIZE: size_words(card),
            LICENCE: card.licence,
        }
        return plain[column]

    def _key(self, entry: Entry, column: int) -> object:
        rate = self._speed.rate(entry.ident)
        return {
            NAME: entry.name.lower(),
            FAMILY: family(entry.card).lower(),
            QUALITY: entry.card.accuracy or float(quality(entry.card).level),
            SPEED: rate.value if rate else -float(entry.card.macs or 1e15),
            SIZE: float(file_size(entry.card)),  # Qt would cut a whole number at 32 bits
            LICENCE: entry.card.licence.lower(),
            HERE: 0 if entry.here else 1 if entry.partial else 2,
        }[column]

    def _tip(self, entry: Entry, column: int) -> str:
        if column == QUALITY:
            return quality(entry.card).why
        if column == LICENCE:
            return licence_words(entry.card)
        if column == SPEED:
            return self._speed.words
        if column == HERE:
            return self._words(entry, HERE)
        return entry.ident


def _where_icon(entry: Entry) -> QIcon:
    if entry.here:
        return icon("circle-check", "good")
    return icon("download" if entry.card.weights.url else "file", "muted")


@dataclass(frozen=True)
class Wanted:
    """What the filters ask for.

    Attributes:
        words: All of them must be found.
        family: "" for any.
        largest: Bytes; 0 for any.
        fastest: Images a second at least; 0 for any.
        licence: "", "any use", or a licence's name.
        here: Those on this computer alone.
    """

    words: tuple[str, ...] = ()
    family: str = ""
    largest: int = 0
    fastest: float = 0.0
    licence: str = ""
    here: bool = False


class CardsFilter(QSortFilterProxyModel):
    """Sorted by any column, filtered by what is wanted."""

    def __init__(self, speed: Speed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speed = speed
        self.wanted = Wanted()
        self.setSortRole(SORT)

    def want(self, wanted: Wanted) -> None:
        """Filter anew."""
        if wanted != self.wanted:
            self.beginFilterChange()
            self.wanted = wanted
            self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        """Whether a model is wanted."""
        del parent
        source = self.sourceModel()
        return isinstance(source, CardsModel) and self._fits(source.entries[row])

    def _fits(self, entry: Entry) -> bool:
        wanted, card = self.wanted, entry.card
        text = f"{entry.name} {card.id} {family(card)} {card.pretrained_on}".lower()
        rate = self._speed.rate(card.id)
        fast = not wanted.fastest or (rate is not None and rate.value >= wanted.fastest)
        licence = (
            not wanted.licence
            or (wanted.licence == "any use" and commercial(card))
            or wanted.licence == card.licence
        )
        return (
            all(word in text for word in wanted.words)
            and wanted.family in ("", family(card))
            and (not wanted.largest or file_size(card) <= wanted.largest)
            and fast
            and licence
            and (entry.here or not wanted.here)
        )


class QualityDelegate(QStyledItemDelegate):
    """Dots before the words of the quality."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The ground as the style has it, then dots, then words."""
        entry = index.data(ENTRY)
        option.decorationSize = QSize(62, 12)
        shifted = QStyleOptionViewItem(option)
        shifted.rect = option.rect.adjusted(62, 0, 0, 0)
        super().paint(painter, shifted, index)
        painter.save()
        rect = QRectF(option.rect).adjusted(8, 0, 0, 0)
        paint_dots(painter, rect, quality(entry.card).level)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """With room for the dots."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + 66, size.height())

"""The same list as a table, for those who think in rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QTableView

from tlstudio.data.store.listing import Listed
from tlstudio.gui.panels.data.items import Items
from tlstudio.gui.panels.data.selection import Selection
from tlstudio.gui.panels.data.tiles import label_words
from tlstudio.gui.panels.data.words import part_words
from tlstudio.gui.theme.colours import class_colour

Index = QModelIndex | QPersistentModelIndex
_LOOK_MS = 30
_AROUND = 40
_PATH_WIDTH = 320
_NAME_WIDTH = 140
_TEXT_WIDTH = 360


class ItemsModel(QAbstractTableModel):
    """Rows of `Items`; what texts say and facts that came along become columns behind ours."""

    def __init__(self, items: Items) -> None:
        super().__init__()
        self.items = items
        self.facts: tuple[str, ...] = ()
        self.texts: tuple[str, ...] = ()
        self._rows = 0
        self._colours: dict[str, int] = {}
        items.restarted.connect(self._restarted)
        items.grew.connect(self._grew)
        items.changed.connect(lambda _: self._changed())

    def headings(self) -> list[str]:
        """Titles of the columns."""
        texts = [name or self.tr("Text") for name in self.texts]
        own = [self.tr("Label"), self.tr("Labelled by"), self.tr("Belongs to")]
        more = [self.tr("Part"), self.tr("Problem")]
        return [self.tr("Name"), *texts, *own, *more, *self.facts]

    def set_classes(self, names: list[str]) -> None:
        """Class names in their order, for their colours."""
        self._colours = {name: place for place, name in enumerate(names)}

    def cells(self, listed: Listed) -> list[str]:
        """Texts of a row."""
        sample = listed.sample
        said = dict(zip((media.channel for media in sample.media), listed.texts, strict=False))
        texts = (" ".join(said.get(name, "").split()) for name in self.texts)
        who = sample.annotator if sample.annotation is not None or label_words(sample) else ""
        part = part_words(sample.split)
        own = [label_words(sample), who, sample.group, part, sample.problem]
        return [sample.key, *texts, *own, *(sample.columns.get(name, "") for name in self.facts)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Number of items."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Number of columns."""
        return 0 if parent.isValid() else len(self.headings())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A text; the label has its colour."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.DecorationRole):
            return None
        if index.row() >= len(self.items):
            return None
        listed = self.items.at(index.row())
        if listed is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == Qt.ItemDataRole.DecorationRole:
            if index.column() == 1 + len(self.texts) and listed.sample.label:
                return _dot(class_colour(self._colours.get(listed.sample.label, 0)))
            return None
        return self.cells(listed)[index.column()]

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles, and row numbers."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.headings()[section] if way == Qt.Orientation.Horizontal else section + 1

    def _restarted(self) -> None:
        self.beginResetModel()
        self._rows = len(self.items)
        self.facts, self.texts = self._columns()
        self.endResetModel()

    def _columns(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names of facts and of texts: those that are known, and those of what is here."""
        here = self.items.here()
        names = sorted({name for item in here for name in item.sample.columns})
        said = [media.channel for item in here if item.texts for media in item.sample.media]
        return (
            tuple(dict.fromkeys((*self.facts, *names))),
            tuple(dict.fromkeys((*self.texts, *said))),
        )

    def _grew(self) -> None:
        self.beginInsertRows(QModelIndex(), self._rows, len(self.items) - 1)
        self._rows = len(self.items)
        self.endInsertRows()

    def _changed(self) -> None:
        columns = self._columns()
        if columns != (self.facts, self.texts):
            self.beginResetModel()
            self.facts, self.texts = columns
            self.endResetModel()
        elif self._rows:
            last = self.index(self._rows - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _dot(colour: str) -> QPixmap:
    picture = QPixmap(10, 10)
    picture.fill(QColor(colour))
    return picture


class ItemsTable(QTableView):
    """Shows and selects; what is selected is shared with the grid.

    Signals:
        opened: Position of an image to see large.
        copy_wanted: The selected rows should go to the clipboard.
    """

    opened = Signal(int)
    copy_wanted = Signal()

    def __init__(self, items: Items, selection: Selection) -> None:
        super().__init__()
        self.items, self.selection = items, selection
        self.rows = ItemsModel(items)
        self.setModel(self.rows)
        self._nouns = items.session.nouns
        self.setAccessibleName(self._nouns.tr(self, "Images as a table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.verticalHeader().setMinimumWidth(48)
        self._fit_columns()
        self.rows.modelReset.connect(self._fit_columns)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setStretchLastSection(True)
        self._seeing = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._seeing.timeout.connect(self._see)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look_soon())
        self.rows.modelReset.connect(self._look_soon)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._taking = False
        # Qt tells of a selection before it is whole: it is looked at afterwards, once.
        self._giving = QTimer(self, singleShot=True, interval=0)
        self._giving.timeout.connect(self._give)
        self.selectionModel().selectionChanged.connect(lambda *_: self._give_soon())
        self.selectionModel().currentChanged.connect(lambda *_: self._give_soon())

    def _fit_columns(self) -> None:
        texts = [_TEXT_WIDTH] * len(self.rows.texts)
        widths = (_NAME_WIDTH if texts else _PATH_WIDTH, *texts, 130, 120, 130, 90, 200)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def _look_soon(self) -> None:
        if not self._seeing.isActive():
            self._seeing.start()

    def _see(self) -> None:
        if self.isVisible():
            first = max(0, self.rowAt(0))
            last = self.rowAt(self.viewport().height() - 1)
            last = len(self.items) if last < 0 else last + 1
            self.items.need(first - _AROUND, last + _AROUND)

    def showEvent(self, event: Any) -> None:
        """Take over what is selected elsewhere."""
        super().showEvent(event)
        self.take()
        self._look_soon()

    def take(self) -> None:
        """Select here what is selected."""
        positions = self.selection.positions()
        chosen = QItemSelection()
        last = self.rows.columnCount() - 1
        for begin, end in runs(positions):
            chosen.select(self.rows.index(begin, 0), self.rows.index(end - 1, last))
        self._taking = True
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(chosen, flags)
        if 0 <= self.selection.current < len(self.items):
            index = self.rows.index(self.selection.current, 0)
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, keep)
            self.scrollTo(index)
        self._taking = False

    def _give_soon(self) -> None:
        if not self._taking and self.isVisible():
            self._giving.start()

    def _give(self) -> None:
        if not self.isVisible():
            return
        chosen = self.selectionModel().selection()
        parts = (chosen.at(place) for place in range(chosen.size()))
        ranges = [(part.top(), part.bottom() + 1) for part in parts]
        self.selection.current = self.currentIndex().row()
        self.selection.ranges(ranges)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies as a spreadsheet takes it, Enter opens; letters are shortcuts."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


def runs(positions: np.ndarray[Any, np.dtype[np.int64]]) -> list[tuple[int, int]]:
    """Half-open ranges of neighbouring positions."""
    if not len(positions):
        return []
    breaks = np.flatnonzero(np.diff(positions) > 1)
    begins = [int(positions[0]), *(int(positions[i + 1]) for i in breaks)]
    ends = [*(int(positions[i]) + 1 for i in breaks), int(positions[-1]) + 1]
    return list(zip(begins, ends, strict=True))

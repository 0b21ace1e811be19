"""A table that sorts, that shows a value with its interval, and that copies to a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tlstudio.core.cells import tab_separated
from tlstudio.gui.theme import theme
from tlstudio.gui.widgets import below

Cell = str | float | int | None
_Index = QModelIndex | QPersistentModelIndex
_MOST_HEIGHT = 420
_SORT = Qt.ItemDataRole.UserRole
DASH = "–"


def is_end(name: str, columns: Sequence[str]) -> bool:
    """Whether a column holds an end of the interval of another one."""
    base, _, end = name.rpartition(" ")
    return end in ("low", "high") and base in columns


def shown(value: Cell) -> str:
    """Three decimals for shares, words as they are."""
    if value is None:
        return DASH
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def with_interval(value: Cell, low: Cell, high: Cell) -> str:
    """A value and what it may be as well."""
    if low is None or high is None or value is None:
        return shown(value)
    return f"{shown(value)}  ({shown(low)} – {shown(high)})"


class TableModel(QAbstractTableModel):
    """Rows of a report; ends of intervals stand with their value."""

    def __init__(
        self, columns: Sequence[str], rows: Sequence[Sequence[Cell]], few: frozenset[int]
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows = tuple(tuple(row) for row in rows)
        self._few = few
        self._heads = [n for n, name in enumerate(columns) if not is_end(name, columns)]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """Columns without the ends."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and what to sort by."""
        row = self.rows[index.row()]
        place = self._heads[index.column()]
        value = row[place]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.row() in self._few and isinstance(value, float):
                return self.tr("too few to measure")
            low, high = (self._end(row, place, end) for end in ("low", "high"))
            return with_interval(value, low, high)
        if role == _SORT:
            return float("-inf") if value is None else value
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return below.report(self.columns[self._heads[section]])
        return None

    def _end(self, row: Sequence[Cell], place: int, end: str) -> Cell:
        name = f"{self.columns[place]} {end}"
        return row[self.columns.index(name)] if name in self.columns else None


class ReportTable(QTableView):
    """Click a head to sort; Ctrl+C copies the rows that are selected, or all.

    Args:
        columns: As in the report.
        rows: Likewise.
        name: What screen readers say.
        few: Rows whose numbers rest on too few images to be shown.
    """

    def __init__(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        name: str,
        few: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._model = TableModel(columns, rows, few)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setSortRole(_SORT)
        self.setModel(self._proxy)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setStyleSheet("QTableView::item { padding: 2px 8px; }")
        theme.current().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().height() + 12
        self.verticalHeader().setDefaultSectionSize(line)
        self.resizeColumnsToContents()
        for column in range(self._model.columnCount()):
            self.setColumnWidth(column, min(300, self.columnWidth(column) + 16))
        wanted = line * self._model.rowCount() + self.horizontalHeader().sizeHint().height() + 18
        self.setFixedHeight(min(_MOST_HEIGHT, wanted))

    def text_to_copy(self) -> str:
        """Tab-separated rows as they are sorted, with every column; the selected ones, else all."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        places = chosen or range(self._proxy.rowCount())
        source = [self._proxy.mapToSource(self._proxy.index(place, 0)).row() for place in places]
        return tab_separated([self._model.columns, *(self._model.rows[row] for row in source)])

    def copy(self) -> None:
        """To the clipboard."""
        QGuiApplication.clipboard().setText(self.text_to_copy())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

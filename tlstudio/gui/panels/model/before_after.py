"""The table of a surgery: every layer before and after, what goes, what is new, what learns."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from tlstudio.core.surgery import LayerRow, SurgeryTable
from tlstudio.gui.panels.model.names import number, shape_words
from tlstudio.gui.theme import theme

_Index = QModelIndex | QPersistentModelIndex
_ROLES = {"frozen": "cool", "trainable": "warm", "new": "warm", "removed": "muted"}


class LayersModel(QAbstractTableModel):
    """The output at the top, as in the picture."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[LayerRow, ...] = ()

    def set_table(self, table: SurgeryTable | None) -> None:
        """Show another table."""
        self.beginResetModel()
        if table is None:
            self.rows = ()
        else:
            removed = [row for row in table.before if row.state == "removed"]
            self.rows = tuple(reversed([*table.after, *removed]))
        self.endResetModel()

    def states(self) -> dict[str, str]:
        """State → words."""
        return {
            "frozen": self.tr("kept as it is"),
            "trainable": self.tr("learns"),
            "removed": self.tr("removed"),
            "new": self.tr("new, learns"),
        }

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Layers."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Layer, what it is, output, parameters, what becomes of it."""
        return 0 if parent.isValid() else 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Layer"),
            self.tr("What becomes of it"),
            self.tr("Parameters"),
            self.tr("Output"),
            self.tr("What it is"),
        )[section]

    def text(self, row: int, column: int) -> str:
        """One cell in words."""
        found = self.rows[row]
        return (
            found.name,
            self.states()[found.state],
            number(found.parameters),
            shape_words(found.shape),
            found.kind,
        )[column]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, alignment, colour."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (2, 3):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            state = self.rows[index.row()].state
            if index.column() == 1 or state == "removed":
                return QColor(getattr(theme.colours(), _ROLES[state]))
        return None

    def as_text(self) -> str:
        """With tabs, for a spreadsheet."""
        header = Qt.Orientation.Horizontal
        lines = ["\t".join(str(self.headerData(c, header)) for c in range(5))]
        lines += ["\t".join(self.text(r, c) for c in range(5)) for r in range(len(self.rows))]
        return "\n".join(lines)


class LayersTable(QTableView):
    """The view; Ctrl+C copies everything for a spreadsheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layers = LayersModel(self)
        self.setModel(self.layers)
        self.setAccessibleName(self.tr("Layers before and after"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setToolTip(self.tr("Ctrl+C copies the table for a spreadsheet."))
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.copy)

    def set_table(self, table: SurgeryTable | None) -> None:
        """Show another table, at the place where the old one was scrolled to."""
        place, first = self.verticalScrollBar().value(), not self.layers.rows
        self.layers.set_table(table)
        if first:
            self.resizeColumnsToContents()
        self.verticalScrollBar().setValue(place)

    def copy(self) -> None:
        """To the clipboard."""
        QApplication.clipboard().setText(self.layers.as_text())

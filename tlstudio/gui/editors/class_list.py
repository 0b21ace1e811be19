"""The list of classes: colour, key, count; images are dropped on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.data.dragging import MIME
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.colours import class_colour
from tlstudio.gui.widgets.words import count as count_words

Index = QModelIndex | QPersistentModelIndex
_KEYS = 9


@dataclass(frozen=True)
class ClassRow:
    """One class.

    Attributes:
        place: In the list of all classes, for its colour and its key.
    """

    name: str
    count: int
    place: int


class ClassModel(QAbstractListModel):
    """Classes whose name holds the filter."""

    def __init__(self, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self._nouns = nouns
        self.all: list[ClassRow] = []
        self.rows: list[ClassRow] = []
        self._filter = ""

    def set_classes(self, counts: dict[str, int]) -> None:
        """Class → number of images."""
        fresh = [ClassRow(name, n, place) for place, (name, n) in enumerate(counts.items())]
        if fresh != self.all:
            self.all = fresh
            self._apply()

    def set_filter(self, text: str) -> None:
        """Those whose name begins with the text first, then those that hold it."""
        self._filter = text.strip().casefold()
        self._apply()

    def _apply(self) -> None:
        self.beginResetModel()
        found = [row for row in self.all if self._filter in row.name.casefold()]
        self.rows = sorted(found, key=lambda row: not row.name.casefold().startswith(self._filter))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Number of classes shown."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name; a sentence for tooltips and screen readers."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = (
                self._nouns.tr(self, "%1: %2 images")
                .replace("%1", row.name)
                .replace("%2", str(row.count))
            )
            if row.place < _KEYS:
                words += self.tr(", key %1").replace("%1", str(row.place + 1))
            return words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Images may be dropped on a class."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled


class ClassDelegate(QStyledItemDelegate):
    """Colour, name, key and count in one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as a comfortable line."""
        del index
        return QSize(120, option.fontMetrics.height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a class."""
        model = index.model()
        if not isinstance(model, ClassModel):
            return
        row, colours = model.rows[index.row()], theme.colours()
        view = self.parent()
        target = isinstance(view, ClassList) and view.drop_row == index.row()
        area = QRect(option.rect).adjusted(2, 1, -2, -1)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if target or hovered or focused:
            painter.setPen(QPen(QColor(colours.accent), 2) if target else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if target or focused else colours.raised))
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(class_colour(row.place)))
        painter.drawRoundedRect(QRect(area.x() + 8, area.center().y() - 6, 12, 12), 3, 3)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.muted))
        right = area.right() - 8
        number = count_words(row.count)
        width = option.fontMetrics.horizontalAdvance(number)
        painter.drawText(QRect(right - width, area.y(), width, area.height()), int(centre), number)
        right -= width + 10
        if row.place < _KEYS:
            side = option.fontMetrics.height() + 2
            cap = QRect(right - side, area.center().y() - side // 2, side, side)
            painter.setPen(QColor(colours.line))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(QColor(colours.muted))
            painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), str(row.place + 1))
            right -= side + 8
        painter.setPen(QColor(colours.text))
        left = area.x() + 28
        name = option.fontMetrics.elidedText(
            row.name, Qt.TextElideMode.ElideRight, max(10, right - left)
        )
        painter.drawText(QRect(left, area.y(), right - left, area.height()), int(centre), name)
        painter.restore()


class ClassList(QListView):
    """Classes to press and to drop images on.

    Signals:
        pressed_class: Name of a class that was clicked or chosen by Enter.
        dropped_on: Name of the class that images were dropped on.
    """

    pressed_class = Signal(str)
    dropped_on = Signal(str)

    def __init__(self, nouns: Nouns = IMAGES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Classes"))
        self.classes = ClassModel(nouns)
        self.setModel(self.classes)
        self.setItemDelegate(ClassDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.drop_row = -1
        self.clicked.connect(lambda index: self.pressed_class.emit(str(index.data())))
        self.activated.connect(lambda index: self.pressed_class.emit(str(index.data())))
        theme.current().changed.connect(self.viewport().update)

    def _target(self, event: QDropEvent) -> int:
        index = self.indexAt(event.position().toPoint())
        return index.row() if index.isValid() else -1

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only our images are classes' business; files fall through to the window."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show which class would be given."""
        self.drop_row = self._target(event)
        self.viewport().update()
        if self.drop_row >= 0:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show none."""
        del event
        self.drop_row = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Give the class."""
        row, self.drop_row = self._target(event), -1
        self.viewport().update()
        if row >= 0:
            event.acceptProposedAction()
            self.dropped_on.emit(self.classes.rows[row].name)

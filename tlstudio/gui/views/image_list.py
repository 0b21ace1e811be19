"""Thumbnails of images that a report names; only those in sight are read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView

from tlstudio.gui.theme import theme
from tlstudio.gui.theme.icons import pixmap
from tlstudio.gui.views.context import ImageItem, ImageSet, ReportContext
from tlstudio.gui.widgets.thumbnail import Thumb, Thumbnails

_Index = QModelIndex | QPersistentModelIndex
_SIDE = 96
_BLOCK = 48
_WAIT = 20


class _Images(QAbstractListModel):
    def __init__(self, thumbnails: Thumbnails, ratio: float) -> None:
        super().__init__()
        self.set = ImageSet("", ())
        self.items: dict[int, ImageItem] = {}
        self._thumbnails = thumbnails
        self._side = round(_SIDE * ratio)
        self._ratio = ratio

    def show_set(self, images: ImageSet) -> None:
        """Other images."""
        self.beginResetModel()
        self.set, self.items = images, {}
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Images."""
        return 0 if parent.isValid() else len(self.set.keys)

    def thumb(self, row: int) -> Thumb | None:
        """Its picture's name, when the image is known."""
        item = self.items.get(row)
        return Thumb(item.files, self._side, item.content) if item and item.files else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Picture and caption."""
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            captions = self.set.captions
            return captions[row] if row < len(captions) else self.set.keys[row].split("/")[-1]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            item = self.items.get(row)
            group = f" · {item.group}" if item is not None and item.group else ""
            return self.set.keys[row] + group
        if role == Qt.ItemDataRole.DecorationRole:
            thumb = self.thumb(row)
            found = self._thumbnails.find(thumb) if thumb is not None else None
            return QIcon(self._squared(found))
        return None

    def _squared(self, found: QPixmap | None) -> QPixmap:
        """In the middle of a square, so that captions stand in line."""
        square = QPixmap(self._side, self._side)
        square.fill(Qt.GlobalColor.transparent)
        picture = found or pixmap("image", _SIDE // 3, "line", self._ratio)
        painter = QPainter(square)
        width, height = picture.width(), picture.height()
        painter.drawPixmap(
            QRect((self._side - width) // 2, (self._side - height) // 2, width, height), picture
        )
        painter.end()
        square.setDevicePixelRatio(self._ratio)
        return square


class ImageList(QListView):
    """Arrows move, Shift and Ctrl select several.

    Signals:
        looked_at: Row of the image that is looked at, and its `ImageItem`.
        picked: The `ImageItem`s that are selected.
    """

    looked_at = Signal(int, object)
    picked = Signal(object)

    def __init__(self, context: ReportContext, name: str) -> None:
        super().__init__()
        self._context = context
        self._thumbnails = Thumbnails.of(context.session)
        self._images = _Images(self._thumbnails, self.devicePixelRatioF())
        self._asked: set[int] = set()
        self.setAccessibleName(name)
        self.setModel(self._images)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._want)
        self._thumbnails.arrived.connect(self._arrived)
        theme.current().changed.connect(self._fit)
        self._fit()

    def _arrived(self, _: object) -> None:
        """A method, which is disconnected when this goes: thumbnails live on with the project."""
        self.viewport().update()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        wide = max(_SIDE + 26, self.fontMetrics().horizontalAdvance("n" * 19))
        self.setGridSize(QSize(wide, _SIDE + 4 * line + 12))

    @property
    def images(self) -> ImageSet:
        """What is shown."""
        return self._images.set

    @property
    def chosen(self) -> list[ImageItem]:
        """The images that are selected and known."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [self._images.items[row] for row in rows if row in self._images.items]

    def item(self, row: int) -> ImageItem | None:
        """An image that was found already."""
        return self._images.items.get(row)

    def show_set(self, images: ImageSet) -> None:
        """Show images."""
        self._asked.clear()
        self._images.show_set(images)
        self._fetch(0)

    def look_at_first(self) -> None:
        """Choose the first image."""
        if self._images.set.keys:
            self.setCurrentIndex(self._images.index(0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and soon ask for what is in sight."""
        super().paintEvent(event)
        if not self._timer.isActive():
            self._timer.start()

    def _want(self) -> None:
        if not self._images.set.keys:
            return
        seen = self._seen()
        for row in seen:
            if row not in self._images.items:
                self._fetch(row // _BLOCK)
        thumbs = [self._images.thumb(row) for row in seen]
        self._thumbnails.want(self, [thumb for thumb in thumbs if thumb is not None])

    def _seen(self) -> range:
        """Rows in sight."""
        area, grid = self.viewport().rect(), self.gridSize()
        first = self.indexAt(QPoint(grid.width() // 2, grid.height() // 2))
        begin = first.row() if first.isValid() else 0
        columns = max(1, area.width() // grid.width())
        rows = area.height() // grid.height() + 2
        return range(begin, min(len(self._images.set.keys), begin + columns * rows))

    def _fetch(self, block: int) -> None:
        images = self._images.set
        keys = images.keys[block * _BLOCK : (block + 1) * _BLOCK]
        if block in self._asked or not keys:
            return
        self._asked.add(block)

        def take(items: list[ImageItem]) -> None:
            if images is self._images.set:
                self._images.items.update(enumerate(items, block * _BLOCK))
                self.viewport().update()
                self._tell(self.currentIndex())

        self._context.fetch(keys, self, take)

    def forget_items(self) -> None:
        """Find the images again: labels have changed."""
        images = self._images.set
        self._asked.clear()
        for block in range(-(-len(images.keys) // _BLOCK)):
            if any(row // _BLOCK == block for row in self._images.items):
                self._fetch(block)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell what is looked at."""
        super().currentChanged(current, previous)
        self._tell(current)

    def _tell(self, index: _Index) -> None:
        item = self._images.items.get(index.row()) if index.isValid() else None
        if item is not None:
            self.looked_at.emit(index.row(), item)
            self.picked.emit(self.chosen)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell what is selected."""
        super().selectionChanged(selected, deselected)
        self.picked.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter looks again."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell(self.currentIndex())
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

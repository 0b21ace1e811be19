"""Texts that a report names: how each begins, and why it is worth a look."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tlstudio.gui.theme import theme
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.image_list import ImageList

_Index = QModelIndex | QPersistentModelIndex
_PAD = 8
_LINES = 2
_BEGINNING = 300
_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class TextRows(ImageList):
    """An `ImageList` of texts, one below the other."""

    def __init__(self, context: ReportContext, name: str) -> None:
        super().__init__(context, name)
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_RowDelegate(self))

    def _fit(self) -> None:
        """Rows are as wide as the list."""
        self.setGridSize(QSize())
        self.scheduleDelayedItemsLayout()

    def _seen(self) -> range:
        """Rows in sight."""
        first = self.indexAt(QPoint(_PAD, 1))
        begin = first.row() if first.isValid() else 0
        rows = self.viewport().height() // max(1, row_height(self)) + 2
        return range(begin, min(len(self.images.keys), begin + rows))


def row_height(view: QListView) -> int:
    """Of one text: why it is shown, and two lines of it."""
    return (1 + _LINES) * view.fontMetrics().lineSpacing() + 2 * _PAD + 2


class _RowDelegate(QStyledItemDelegate):
    """Why, then how the text begins."""

    def __init__(self, view: TextRows) -> None:
        super().__init__(view)
        self._rows = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As wide as there is room."""
        del option, index
        return QSize(60, row_height(self._rows))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One that is chosen stands on the accent's ground."""
        colours, area = theme.colours(), QRect(option.rect).adjusted(2, 1, -2, -1)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(QRectF(area), 5, 5)
        inside = area.adjusted(_PAD, _PAD - 2, -_PAD, 0)
        metrics = painter.fontMetrics()
        line = metrics.lineSpacing()
        why = " · ".join(str(index.data() or "").split("\n"))
        strong = QFont(painter.font())
        strong.setWeight(QFont.Weight.DemiBold)
        usual = painter.font()
        painter.setFont(strong)
        painter.setPen(QColor(colours.text))
        why = painter.fontMetrics().elidedText(why, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, _TOP, why)
        painter.setFont(usual)
        painter.setPen(QColor(colours.muted))
        item = self._rows.item(index.row())
        text = " · ".join(" ".join(one[:_BEGINNING].split()) for one in item.texts) if item else ""
        # Words are not cut in the middle, so that a line is never quite full.
        room = round(inside.width() * (_LINES - 0.25))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        below = QRect(inside.left(), inside.top() + line + 2, inside.width(), _LINES * line + 2)
        painter.drawText(below, _TOP | int(Qt.TextFlag.TextWordWrap), text)
        painter.setPen(QColor(colours.line))
        painter.drawLine(inside.left(), area.bottom() + 1, inside.right(), area.bottom() + 1)
        painter.restore()

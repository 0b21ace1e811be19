"""One answer, large: what is named, how sure it is, and the probability of every class."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tlstudio.core.words import whole_percent
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.services import Services
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.colours import class_colour
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.predicting.doubts import Doubts
from tlstudio.gui.widgets.predicting.table import Row
from tlstudio.gui.widgets.words import breakable

_BAR = 6
_LINES = 4
_SHARE = Qt.ItemDataRole.UserRole
_COLOUR = Qt.ItemDataRole.UserRole + 1


class AnswerDetail(QWidget):
    """Shows a `Row`; how the item itself is shown is for those that inherit."""

    def __init__(self, services: Services, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self._services, self._nouns = services, nouns
        self._model: Path | None = None
        self._classes: tuple[str, ...] = ()
        self._row: Row | None = None
        self._view: Ticket | None = None
        self._shown = False
        self.name = make.label("", "strong", wrap=True)
        self.answer = make.label("", "heading", wrap=True)
        self.doubts = Doubts(nouns)
        self.classes = QListWidget()
        self.classes.setAccessibleName(self.tr("Probability of every class"))
        self.classes.setItemDelegate(_ClassDelegate(self.classes))
        theme.current().changed.connect(self._fit_classes)

    # For those that inherit

    def _say_instead(self, words: str) -> None:
        """Show a sentence where the item would be."""
        raise NotImplementedError

    def _present(self, row: Row) -> None:
        """Show the item of a row that has an answer."""
        raise NotImplementedError

    def _forget(self) -> None:
        """Drop what was asked for the row before."""

    # What is shown

    def set_model(self, model: Path | None, classes: tuple[str, ...]) -> None:
        """Whose answers these are."""
        self._model, self._classes = model, classes

    def show_row(self, row: Row | None) -> None:
        """Show an answer; None shows nothing."""
        if row == self._row and self._shown:
            return
        self._shown = True
        self._row = row
        if self._view is not None:
            self._view.cancel()
        self._forget()
        self._fill(row)
        self.doubts.show_row(row)
        if row is None:
            self.answer.setText("")
            self.name.setText("")
            self._say_instead(self._nouns.tr(self, "Choose an image in the list to see it large."))
            return
        self.name.setText(breakable(row.path.name))
        self.name.setToolTip(str(row.path))
        if row.problem:
            self.answer.setText(self.tr("No answer"))
            self._say_instead(row.problem)
            return
        sure = "" if row.probability is None else f"  {whole_percent(row.probability)}"
        self.answer.setText((row.answer or self.tr("None of the classes")) + sure)
        self._present(row)

    def _fill(self, row: Row | None) -> None:
        """One line for each class, the likeliest first, the first one chosen."""
        self.classes.blockSignals(True)
        self.classes.clear()
        chances = {} if row is None else row.probabilities
        for name, share in sorted(chances.items(), key=lambda pair: -pair[1]):
            item = QListWidgetItem(name)
            item.setData(_SHARE, share)
            code = self._classes.index(name) if name in self._classes else 0
            item.setData(_COLOUR, class_colour(code))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {whole_percent(share)}")
            self.classes.addItem(item)
        self.classes.setCurrentRow(0)
        self.classes.blockSignals(False)
        self.classes.setVisible(bool(chances))
        self._fit_classes()

    def _fit_classes(self) -> None:
        count = min(_LINES, max(1, self.classes.count()))
        self.classes.setFixedHeight(count * _line_height(self.classes) + 6)


class _ClassDelegate(QStyledItemDelegate):
    """Name, bar, percent."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line."""
        del index
        widget = option.widget
        return QSize(160, _line_height(widget) if isinstance(widget, QWidget) else 28)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A class that is chosen stands on the accent's ground."""
        colours, area = theme.colours(), QRect(option.rect).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(area, 5, 5)
        share = float(index.data(_SHARE) or 0.0)
        metrics = painter.fontMetrics()
        number = metrics.horizontalAdvance("100 %") + 10
        label = max(60, round(area.width() * 0.3))
        text = area.adjusted(8, 0, -8, 0)
        painter.setPen(QColor(colours.text))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, label)
        painter.drawText(text, int(left), name)
        painter.drawText(text, int(right), whole_percent(share))
        begin = text.left() + label + 8
        groove = QRectF(
            begin, area.center().y() - _BAR / 2 + 1, text.right() - number - begin, _BAR
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(groove, _BAR / 2, _BAR / 2)
        filled = QRectF(groove)
        filled.setWidth(max(float(_BAR), groove.width() * share))
        painter.setBrush(QColor(str(index.data(_COLOUR))))
        painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)
        painter.restore()


def _line_height(widget: QWidget) -> int:
    return widget.fontMetrics().height() + 10

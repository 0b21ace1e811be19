"""The list of predictions: picture, name, answer and the probabilities; painted where seen."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from tlstudio.core.errors import StudioError
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.services import Services
from tlstudio.gui.theme import theme
from tlstudio.gui.widgets.predicting.painting import paint_row
from tlstudio.gui.widgets.predicting.table import HeldTable, Row, Table
from tlstudio.gui.widgets.thumbnail import Thumb, Thumbnails

_HEIGHT = 76
_SIDE = 60
_AHEAD = 30
_KEPT = 2000
_WAIT = 15
_EMPTY = np.zeros(0, np.int64)


class PredictionList(QAbstractScrollArea):
    """Shows the rows of a table in a given order; rows are read when they come into sight.

    Arrows, page keys, Home and End move; Shift and Ctrl select several, Ctrl+A all.

    Signals:
        chosen: The `Row` that is looked at; None when there is none.
        selected: How many rows are selected.
    """

    chosen = Signal(object)
    selected = Signal(int)

    def __init__(self, services: Services, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Predictions"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(300)
        self.viewport().setAutoFillBackground(False)
        self._services = services
        self._thumbnails = thumbnails
        self._table: Table = HeldTable(())
        self._order: NDArray[np.int64] = _EMPTY
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._ticket: Ticket | None = None
        self._current = -1
        self._anchor = -1
        self._chosen: NDArray[np.bool_] = np.zeros(0, bool)
        self._failed = ""
        self._soon = QTimer(self, singleShot=True, interval=_WAIT)
        self._soon.timeout.connect(self._read)
        thumbnails.arrived.connect(self._arrived)
        theme.current().changed.connect(self._layout)

    def _arrived(self, _: object) -> None:
        """A method, which is disconnected when this goes: thumbnails live on with the project."""
        self.viewport().update()

    # What is shown

    def show_rows(self, table: Table, order: NDArray[np.int64]) -> None:
        """Show rows of a table in an order; the first one is looked at."""
        if table is not self._table:
            self._rows.clear()
        self._table, self._order, self._failed = table, order, ""
        self._chosen = np.zeros(len(order), bool)
        self._current = self._anchor = -1
        self._layout()
        self.verticalScrollBar().setValue(0)
        if len(order):
            self.go_to(0)
        else:
            self.chosen.emit(None)
            self.selected.emit(0)

    @property
    def order(self) -> NDArray[np.int64]:
        """Numbers of all rows that are shown."""
        return self._order

    @property
    def marked(self) -> NDArray[np.int64]:
        """Numbers of the rows that are selected."""
        return self._order[self._chosen]

    @property
    def place(self) -> int:
        """Where the row that is looked at stands; -1 without one."""
        return self._current

    def row_at(self, place: int) -> Row | None:
        """A row when it was read already."""
        return self._rows.get(int(self._order[place])) if 0 <= place < len(self._order) else None

    def go_to(self, place: int, *, extend: bool = False, toggle: bool = False) -> None:
        """Look at a row.

        Args:
            place: In the order.
            extend: Select all from where the selection began.
            toggle: Add it to the selection or take it out.
        """
        if not len(self._order):
            return
        place = min(max(place, 0), len(self._order) - 1)
        if toggle:
            self._chosen[place] = not self._chosen[place]
            self._anchor = place
        else:
            if not extend or self._anchor < 0:
                self._anchor = place
            low, high = sorted((self._anchor, place))
            self._chosen[:] = False
            self._chosen[low : high + 1] = True
        self._current = place
        self._bring_into_sight(place)
        self._tell()
        self.selected.emit(int(self._chosen.sum()))
        self.viewport().update()

    def select_all(self) -> None:
        """Every row that is shown."""
        self._chosen[:] = True
        self.selected.emit(len(self._chosen))
        self.viewport().update()

    def _tell(self) -> None:
        row = self.row_at(self._current)
        if row is not None:
            said = row.problem or row.answer
            self.setAccessibleDescription(f"{row.path.name}: {said}")
            self.chosen.emit(row)
        else:
            self._later()

    # Reading

    def _later(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _read(self) -> None:
        """Read what is seen and is not here, and ask for its pictures."""
        first, last = self._seen()
        wanted = [int(number) for number in self._order[first:last]]
        if 0 <= self._current < len(self._order):
            wanted.append(int(self._order[self._current]))
        missing = [number for number in dict.fromkeys(wanted) if number not in self._rows]
        side = round(_SIDE * self.devicePixelRatioF())
        here = [self._rows[number] for number in wanted if number in self._rows]
        # What cannot be predicted on can hardly be shown; texts have no picture.
        pictured = (row for row in here if not row.problem and not row.texts)
        self._thumbnails.want(self, (Thumb((row.path,), side) for row in pictured))
        if not missing or self._failed or (self._ticket is not None and not self._ticket.cancelled):
            return
        table = self._table
        self._ticket = self._services.background.run(
            lambda: table.rows(missing),
            owner=self,
            done=lambda rows: self._take(table, missing, rows),
            failed=self._fail,
        )

    def _take(self, table: Table, numbers: list[int], rows: list[Row]) -> None:
        self._ticket = None
        if table is self._table:
            self._rows.update(zip(numbers, rows, strict=True))
            while len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
            if 0 <= self._current < len(self._order) and self._order[self._current] in numbers:
                self._tell()
        self.viewport().update()
        self._later()

    def _fail(self, error: StudioError) -> None:
        self._ticket = None
        self._failed = error.message
        self.viewport().update()
        self._services.report(error)

    # Painting

    @property
    def row_height(self) -> int:
        """Of one row on the screen."""
        return round(_HEIGHT * max(1.0, theme.current().scale))

    def _seen(self) -> tuple[int, int]:
        """The first row that is seen, and the one behind the last of those worth having."""
        first = self.verticalScrollBar().value() // self.row_height
        return first, first + self.viewport().height() // self.row_height + 2 + _AHEAD

    def _layout(self) -> None:
        bar = self.verticalScrollBar()
        bar.setSingleStep(self.row_height // 2)
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setRange(0, max(0, len(self._order) * self.row_height - self.viewport().height()))
        self.viewport().update()
        self._later()

    def _bring_into_sight(self, place: int) -> None:
        bar, top = self.verticalScrollBar(), place * self.row_height
        if top < bar.value():
            bar.setValue(top)
        elif top + self.row_height > bar.value() + self.viewport().height():
            bar.setValue(top + self.row_height - self.viewport().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows in sight."""
        del event
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        height, offset = self.row_height, self.verticalScrollBar().value()
        side = round(_SIDE * self.devicePixelRatioF())
        last = min(len(self._order), (offset + self.viewport().height()) // height + 1)
        for place in range(offset // height, last):
            area = QRect(0, place * height - offset, self.viewport().width(), height)
            row = self._rows.get(int(self._order[place]))
            picture = None
            if row is not None and not row.problem and not row.texts:
                picture = self._thumbnails.find(Thumb((row.path,), side))
            paint_row(
                painter,
                area,
                row,
                picture,
                self._table.classes,
                marked=bool(self._chosen[place]),
                current=place == self._current and self.hasFocus(),
            )

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint again, and soon read what came into sight."""
        del dx, dy
        self.viewport().update()
        self._later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer rows."""
        super().resizeEvent(event)
        self._layout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Likewise."""
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Half of a window."""
        return QSize(480, 480)

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at a row, or select several."""
        place = int(event.position().y() + self.verticalScrollBar().value()) // self.row_height
        if event.button() == Qt.MouseButton.LeftButton and place < len(self._order):
            keys = event.modifiers()
            self.go_to(
                place,
                extend=bool(keys & Qt.KeyboardModifier.ShiftModifier),
                toggle=bool(keys & Qt.KeyboardModifier.ControlModifier),
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        page = max(1, self.viewport().height() // self.row_height)
        moves = {
            Qt.Key.Key_Down: self._current + 1,
            Qt.Key.Key_Up: self._current - 1,
            Qt.Key.Key_PageDown: self._current + page,
            Qt.Key.Key_PageUp: self._current - page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._order) - 1,
        }
        key, shift = Qt.Key(event.key()), Qt.KeyboardModifier.ShiftModifier
        if key in moves:
            self.go_to(moves[key], extend=bool(event.modifiers() & shift))
        elif key == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.select_all()
        else:
            super().keyPressEvent(event)

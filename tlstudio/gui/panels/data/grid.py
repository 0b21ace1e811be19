"""A grid of a million items: only what is seen is touched."""

from __future__ import annotations

from typing import Any, Protocol

from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget

from tlstudio.gui.panels.data.dragging import drag_images
from tlstudio.gui.panels.data.items import Items
from tlstudio.gui.panels.data.selection import Selection
from tlstudio.gui.panels.data.tiles import Tile
from tlstudio.gui.panels.data.words import tooltip_of
from tlstudio.gui.theme import theme

_GAP = 10
_LOOK_MS = 30


class Look(Protocol):
    """How an item is painted, for one theme, font and size."""

    @property
    def width(self) -> int:
        """Of a tile."""

    @property
    def height(self) -> int:
        """Likewise."""

    @property
    def ground(self) -> QColor:
        """Between the tiles."""

    @property
    def accent(self) -> QColor:
        """Of the rubber band."""

    def paint(self, painter: QPainter, place: QPoint, tile: Tile, colours: dict[str, int]) -> None:
        """Paint a tile; see `TileLook.paint`."""


class ItemGrid(QAbstractScrollArea):
    """Shows `Items`; selects by click, Shift, Ctrl, rubber band and keys; drags to a class.

    Attributes:
        sizes: Sizes of a tile that a slider offers.
        side: The size that is on.

    Signals:
        opened: Position of an item to see large, by a double click.
        entered: Position of the current item when Enter was pressed.
    """

    opened = Signal(int)
    entered = Signal(int)
    sizes: tuple[int, ...]
    side: int

    def __init__(self, items: Items, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items, self.selection = items, selection
        self._nouns = items.session.nouns
        self.setAccessibleName(self._nouns.tr(self, "Images"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.columns = 1
        self._colours: dict[str, int] = {}
        self._look: Look = self._make_look()
        self._press: tuple[QPoint, int] | None = None
        self._band: tuple[QPoint, QPoint, NDArray[Any] | None] | None = None
        self._seeing = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._seeing.timeout.connect(self._see)
        items.restarted.connect(self._restarted)
        items.grew.connect(self._grew)
        items.changed.connect(self._samples_changed)
        selection.changed.connect(self._selection_changed)
        theme.current().changed.connect(self._restyle)

    # Looks

    def _make_look(self) -> Look:
        """How tiles look now."""
        raise NotImplementedError

    def set_side(self, side: int) -> None:
        """Another size of tiles, the middle stays where it is."""
        middle = self._first_seen() + self.columns * 2
        self.side = side
        self._restyle()
        self.reveal(min(middle, len(self.items) - 1))

    def set_classes(self, names: list[str]) -> None:
        """Class names in their order, for their colours."""
        self._colours = {name: place for place, name in enumerate(names)}
        self.viewport().update()

    def _restyle(self) -> None:
        self._look = self._make_look()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another font changes every tile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._restyle()

    # Where things are

    @property
    def _cell(self) -> QSize:
        return QSize(self._look.width + _GAP, self._look.height + _GAP)

    @property
    def _pitch(self) -> float:
        """From one column to the next: what is left of the width is spread between them."""
        room = self.viewport().width() - 2 * _GAP - self._look.width
        return max(self._cell.width(), room / max(1, self.columns - 1)) if self.columns > 1 else 1e9

    def _arrange(self) -> None:
        cell = self._cell
        width, height = self.viewport().width(), self.viewport().height()
        self.columns = max(1, (width - _GAP) // cell.width())
        rows = -(-len(self.items) // self.columns)
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, height))
        bar.setSingleStep(max(1, cell.height() // 3))
        bar.setRange(0, max(0, rows * cell.height() + _GAP - height))
        self.viewport().update()
        self._look_soon()

    def rect_of(self, position: int) -> QRect:
        """Where a tile is in the viewport."""
        row, column = divmod(position, self.columns)
        top = row * self._cell.height() + _GAP - self.verticalScrollBar().value()
        left = _GAP + round(column * self._pitch)
        return QRect(left, top, self._look.width, self._look.height)

    def position_at(self, point: QPoint) -> int:
        """Which tile is under a point of the viewport; -1 between tiles."""
        cell = self._cell
        column, x = divmod(point.x() - _GAP, self._pitch)
        row, y = divmod(point.y() + self.verticalScrollBar().value() - _GAP, cell.height())
        position = row * self.columns + int(column)
        inside = x < self._look.width and y < self._look.height and 0 <= column < self.columns
        return position if inside and 0 <= position < len(self.items) else -1

    def _first_seen(self) -> int:
        return self.verticalScrollBar().value() // self._cell.height() * self.columns

    def seen(self) -> tuple[int, int]:
        """Positions that are at least partly seen, half open."""
        rows = self.viewport().height() // self._cell.height() + 2
        first = min(self._first_seen(), len(self.items))
        return first, min(len(self.items), first + rows * self.columns)

    def reveal(self, position: int) -> None:
        """Scroll so that a tile is seen whole."""
        if not 0 <= position < len(self.items):
            return
        area, bar = self.rect_of(position), self.verticalScrollBar()
        if area.top() < _GAP:
            bar.setValue(bar.value() + area.top() - _GAP)
        elif area.bottom() > self.viewport().height() - _GAP:
            bar.setValue(bar.value() + area.bottom() - self.viewport().height() + _GAP)

    # What changes

    def _restarted(self, again: bool) -> None:
        if not again:
            self.verticalScrollBar().setValue(0)
        self._arrange()

    def _grew(self) -> None:
        rows = -(-len(self.items) // self.columns)
        height = rows * self._cell.height() + _GAP - self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, height))

    def _samples_changed(self, ids: set[int]) -> None:
        first, last = self.seen()
        for position, ident in enumerate(self.items.ids[first:last], first):
            if ident in ids:
                self.viewport().update(self.rect_of(position))
        self._look_soon()

    def _selection_changed(self) -> None:
        self.viewport().update()
        self._say()

    def _look_soon(self) -> None:
        if not self._seeing.isActive():
            self._seeing.start()

    def _see(self) -> None:
        """Ask for samples of what is seen, a row more on each side."""
        if self.isVisible():
            first, last = self.seen()
            self.items.need(first - self.columns, last + self.columns)

    def _say(self) -> None:
        """Tell screen readers where the person is."""
        current = self.selection.current
        words = self._nouns.tr(self, "%1 images, %2 selected").replace("%1", str(len(self.items)))
        words = words.replace("%2", str(self.selection.count))
        if 0 <= current < len(self.items) and (listed := self.items.at(current)) is not None:
            words = f"{tooltip_of(listed.sample, '. ')}. {words}"
        self.setAccessibleDescription(words)
        if QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tiles that the region touches."""
        painter = QPainter(self.viewport())
        region = event.rect()
        painter.fillRect(region, self._look.ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for position in range(*self.seen()):
            area = self.rect_of(position)
            if area.intersects(region):
                self._look.paint(painter, area.topLeft(), self._tile(position), self._colours)
        if self._band is not None:
            colour = QColor(self._look.accent)
            painter.setPen(QPen(colour, 1))
            colour.setAlpha(40)
            painter.setBrush(colour)
            painter.drawRect(QRectF(self._band_rect()))

    def _tile(self, position: int) -> Tile:
        return Tile(
            self.items.at(position),
            suggested=self.items.suggested(position),
            selected=position in self.selection,
            current=position == self.selection.current and self.hasFocus(),
        )

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted and paint only what is new."""
        del dx
        if self._band is None:
            self.viewport().scroll(0, dy)
        else:
            self.viewport().update()
        self._look_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another number of columns; the first image seen stays in sight."""
        super().resizeEvent(event)
        first = self._first_seen()
        self._arrange()
        row = first // self.columns * self._cell.height()
        if event.oldSize().width() != event.size().width() and first:
            self.verticalScrollBar().setValue(row)

    def showEvent(self, event: Any) -> None:
        """Ask for what is seen."""
        super().showEvent(event)
        self._look_soon()

    def hideEvent(self, event: Any) -> None:
        """Want nothing."""
        super().hideEvent(event)
        self._look_soon()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, or begin a rubber band between the tiles."""
        point = event.position().toPoint()
        position = self.position_at(point)
        if event.button() == Qt.MouseButton.RightButton:
            if position >= 0 and position not in self.selection:
                self.selection.only(position)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        modifiers = event.modifiers()
        adds = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if position < 0:
            kept = self.selection.snapshot() if adds else None
            if not adds:
                self.selection.clear()
            origin = point + QPoint(0, self.verticalScrollBar().value())
            self._band = (origin, origin, kept)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.selection.extend(position)
        elif adds:
            self.selection.toggle(position)
        else:
            if position not in self.selection:
                self.selection.only(position)
            self._press = (point, position)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the rubber band, or drag what is selected."""
        point = event.position().toPoint()
        if self._band is not None:
            self._stretch(point)
        elif self._press is not None:
            far = (point - self._press[0]).manhattanLength()
            if far >= QApplication.startDragDistance():
                _, position = self._press
                self._press = None
                self._drag(position)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A plain click on one of several selects it alone."""
        if self._press is not None and event.button() == Qt.MouseButton.LeftButton:
            self.selection.only(self._press[1])
        self._press = None
        if self._band is not None:
            self._band = None
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See it large."""
        position = self.position_at(event.position().toPoint())
        if position >= 0:
            self._press = None
            self.opened.emit(position)

    def _band_rect(self) -> QRect:
        if self._band is None:
            return QRect()
        offset = QPoint(0, self.verticalScrollBar().value())
        return QRect(self._band[0] - offset, self._band[1] - offset).normalized()

    def _stretch(self, point: QPoint) -> None:
        if self._band is None:
            return
        bar = self.verticalScrollBar()
        if point.y() < 0 or point.y() > self.viewport().height():
            bar.setValue(bar.value() + (point.y() if point.y() < 0 else bar.singleStep() // 2))
        origin, _, kept = self._band
        self._band = (origin, point + QPoint(0, bar.value()), kept)
        self.selection.ranges(self._in_band(), kept=kept)

    def _in_band(self) -> list[tuple[int, int]]:
        area = self._band_rect().translated(0, self.verticalScrollBar().value())
        cell, pitch = self._cell, self._pitch
        first_row = max(0, (area.top() - _GAP - self._look.height) // cell.height() + 1)
        last_row = max(-1, (area.bottom() - _GAP) // cell.height())
        first = max(0, int((area.left() - _GAP - self._look.width) // pitch) + 1)
        last = min(self.columns - 1, int((area.right() - _GAP) // pitch))
        if last < first:
            return []
        rows = range(first_row, last_row + 1)
        return [(r * self.columns + first, r * self.columns + last + 1) for r in rows]

    def _drag(self, position: int) -> None:
        drag_images(self, self.selection.count, self._drag_picture(position))

    def _drag_picture(self, position: int) -> QPixmap | None:
        """What hangs at the pointer."""
        return self._tile(position).picture

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips of tiles."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self.position_at(event.pos())
            listed = self.items.at(position) if position >= 0 else None
            words = "" if listed is None else tooltip_of(listed.sample)
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    # Keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which is the current one."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Page, Home, End; Enter opens; Ctrl+A selects all, Escape nothing."""
        count, key = len(self.items), Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_A and control:
            self.selection.everything()
        elif key == Qt.Key.Key_Escape and self.selection.count:
            self.selection.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and count:
            self.entered.emit(max(0, self.selection.current))
        elif (step := self._step(key)) is not None and count:
            current = self.selection.current
            begin = current if current >= 0 else self._first_seen() - (1 if step == 1 else 0)
            target = min(count - 1, max(0, begin + step))
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.selection.extend(target)
            elif control:
                self.selection.move(target)
            else:
                self.selection.only(target)
            self.reveal(target)
        else:
            event.ignore()

    def _step(self, key: Qt.Key) -> int | None:
        page = max(1, self.viewport().height() // self._cell.height()) * self.columns
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_Down: self.columns,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self.items),
            Qt.Key.Key_End: len(self.items),
        }
        return steps.get(key)

"""Surgery as a picture: layers from the input up, a line to cut at, a line below which is kept."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QWidget

from tlstudio.core.surgery import LayerRow
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.model.handle import SIDE, LineHandle
from tlstudio.gui.panels.model.names import number, shape_words
from tlstudio.gui.panels.model.painting import LayerPainter
from tlstudio.gui.panels.model.stack import (
    GAP,
    GROUP,
    MARGIN,
    Geometry,
    Stack,
    learning,
    removed,
)
from tlstudio.gui.theme import theme

Line = Literal["cut", "freeze"]
HEAD_MIME = "application/x-tlstudio-new-layers"
_LEFT, _RIGHT = 58, 44
_HIT = 8
_MILLISECONDS = 180


class StackPicture(QAbstractScrollArea):
    """Paints what is visible; emits what a hand or a key chose.

    Attributes:
        cut, freeze: Where the lines are, as boundaries.
        follow: Whether the freeze line goes along with the cut; until somebody moves it.

    Signals:
        moved: (cut, freeze) while a line is on its way, whole numbers.
        chosen: (cut, freeze) when it was let go.
        head_dropped: Kind of new layers that were dropped on the stack.
    """

    moved = Signal(int, int)
    chosen = Signal(int, int)
    head_dropped = Signal(str)

    def __init__(self, nouns: Nouns = IMAGES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nouns = nouns
        self.stack = Stack()
        self.cut = self.freeze = 0
        self.follow = True
        self._shown: dict[Line, float] = {"cut": 0.0, "freeze": 0.0}
        self._drag: Line | None = None
        self._offset = 0.0
        self._head_over = False
        self._locked = False
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setMinimumWidth(360)
        self.setAccessibleName(self.tr("Layers of the model, from the input at the bottom up"))
        self.cut_handle = self._handle("cut", "scissors", "bad")
        self.freeze_handle = self._handle("freeze", "snowflake", "cool")
        self._moves: dict[Line, QVariantAnimation] = {
            line: self._animation(line) for line in self._shown
        }
        theme.current().changed.connect(self.viewport().update)

    def _handle(self, line: Line, icon_name: str, role: str) -> LineHandle:
        made = LineHandle(icon_name, role, self.viewport())
        made.stepped.connect(lambda steps: self.step(line, steps))
        made.grabbed.connect(lambda: self._begin(line, None))
        made.dragged.connect(self._follow)
        made.dropped.connect(self._end)
        return made

    def _animation(self, line: Line) -> QVariantAnimation:
        made = QVariantAnimation(self)
        made.setDuration(_MILLISECONDS)
        made.setEasingCurve(QEasingCurve.Type.OutCubic)
        made.valueChanged.connect(lambda value: self._show(line, float(value)))
        return made

    # What is shown

    @property
    def geometry_now(self) -> Geometry:
        """Places for the text's size and the number of layers."""
        text = QFontMetrics(self.font()).height()
        new, height = max(1, len(self.stack.new)), self.viewport().height()
        layers = len(self.stack.blocks) + new + 3
        # As roomy as there is room for; beyond that it scrolls.
        fitting = (height - 2 * MARGIN - 3 * GROUP) // layers
        pitch = max(text + 10 + GAP, min(text + 17 + GAP, fitting))
        return Geometry(len(self.stack.blocks), new, pitch, height)

    def set_stack(self, stack: Stack) -> None:
        """Draw other layers; a network of another depth is scrolled to its top."""
        other = len(stack.blocks) != len(self.stack.blocks)
        self.stack = stack
        if other:
            self.cut = min(self.cut, len(stack.blocks))
            self.freeze = min(self.freeze, self.cut)
        self._arrange()
        if other:
            self.verticalScrollBar().setValue(0)

    def set_lines(self, cut: int, freeze: int, *, animate: bool = True) -> None:
        """Where the lines are; they glide there."""
        self.cut, self.freeze = cut, freeze
        if self._drag is not None:
            return
        targets: dict[Line, int] = {"cut": cut, "freeze": freeze}
        for line, target in targets.items():
            move = self._moves[line]
            move.stop()
            if not animate or not self.isVisible():
                self._show(line, float(target))
            elif self._shown[line] != target:
                move.setStartValue(self._shown[line])
                move.setEndValue(float(target))
                move.start()
        self._say()

    def set_locked(self, locked: bool) -> None:
        """Look, and touch nothing."""
        self._locked = locked
        self.cut_handle.setEnabled(not locked)
        self.freeze_handle.setEnabled(not locked)

    def _show(self, line: Line, value: float) -> None:
        self._shown[line] = value
        self._place()
        self.viewport().update()

    def _arrange(self) -> None:
        places = self.geometry_now
        bar = self.verticalScrollBar()
        bar.setRange(0, places.height - self.viewport().height())
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(places.pitch)
        self._place()
        self._say()
        self.viewport().update()

    def _place(self) -> None:
        places, above = self.geometry_now, self.verticalScrollBar().value()
        right = self.viewport().width() - _RIGHT + (_RIGHT - SIDE) // 2
        half = SIDE / 2
        cut = places.line(self._shown["cut"]) + GAP / 2 - above - half
        freeze = places.line(self._shown["freeze"]) + GAP / 2 - above - half
        self.cut_handle.move(right, round(cut))
        self.freeze_handle.move(24, round(freeze))

    def _say(self) -> None:
        if not self.stack.blocks:
            return
        blocks, count = self.stack.blocks, len(self.stack.blocks)
        last = blocks[max(0, self.cut - 1)].name
        self.cut_handle.say(
            self.tr("Remove from here: %1 of %2 layers stay, the last is %3")
            .replace("%1", str(self.cut))
            .replace("%2", str(count))
            .replace("%3", last),
            self.tr("Remove from here. What lies above this line goes (the cut)."),
        )
        self.freeze_handle.say(
            self.tr("Keep as it is: %1 of %2 layers below this line")
            .replace("%1", str(self.freeze))
            .replace("%2", str(self.cut)),
            self.tr("Keep as it is. What lies below this line does not learn (frozen)."),
        )

    # Moving the lines

    def step(self, line: Line, steps: int) -> None:
        """Move a line by keyboard."""
        if not self._locked:
            now = self.cut if line == "cut" else self.freeze
            self._move(line, now + steps)
            self.chosen.emit(self.cut, self.freeze)
            self.reveal(line)

    def reveal(self, line: Line) -> None:
        """Scroll until a line is in sight."""
        places, bar = self.geometry_now, self.verticalScrollBar()
        y = places.line(self.cut if line == "cut" else self.freeze)
        room = self.viewport().height()
        if not bar.value() + 40 < y < bar.value() + room - 40:
            bar.setValue(round(y - room / 2))

    def _move(self, line: Line, wanted: int) -> None:
        if line == "cut":
            self.cut = max(1, min(len(self.stack.blocks), wanted))
            self.freeze = self.cut if self.follow else min(self.freeze, self.cut)
        else:
            self.freeze, self.follow = max(0, min(self.cut, wanted)), False
        self.set_lines(self.cut, self.freeze)
        self.moved.emit(self.cut, self.freeze)

    def _line_at(self, point: QPointF) -> Line | None:
        places, y = self.geometry_now, point.y() + self.verticalScrollBar().value() - GAP / 2
        near: list[Line] = [
            line for line in self._shown if abs(places.line(self._shown[line]) - y) <= _HIT
        ]
        if len(near) == 2:  # they lie on each other: each has its half
            return "freeze" if point.x() < self.viewport().width() / 2 else "cut"
        return near[0] if near else None

    def _begin(self, line: Line, y: float | None) -> None:
        if self._locked:
            return
        self._drag = line
        self._moves[line].stop()
        above = self.verticalScrollBar().value()
        at = self.geometry_now.line(self._shown[line]) - above
        self._offset = 0.0 if y is None else at - y

    def _follow(self, y: float) -> None:
        line = self._drag
        if line is None:
            return
        self._scroll_along(y)
        places = self.geometry_now
        at = places.boundary(y + self._offset + self.verticalScrollBar().value())
        at = max(1.0, at) if line == "cut" else min(float(self.cut), at)
        self._shown[line] = at
        whole = round(at)
        if line == "cut":
            self.cut, self.freeze = whole, whole if self.follow else min(self.freeze, whole)
            self._shown["freeze"] = at if self.follow else min(self._shown["freeze"], at)
        else:
            self.freeze, self.follow = whole, False
        self._place()
        self.viewport().update()
        self.moved.emit(self.cut, self.freeze)

    def _scroll_along(self, y: float) -> None:
        bar, edge = self.verticalScrollBar(), 24
        if y < edge:
            bar.setValue(bar.value() - bar.singleStep() // 2)
        elif y > self.viewport().height() - edge:
            bar.setValue(bar.value() + bar.singleStep() // 2)

    def _end(self) -> None:
        if self._drag is None:
            return
        self._drag = None
        self.set_lines(self.cut, self.freeze)
        self.chosen.emit(self.cut, self.freeze)

    # Events of the viewport

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line under the mouse."""
        line = self._line_at(event.position())
        if line is not None and event.button() == Qt.MouseButton.LeftButton:
            handle = self.cut_handle if line == "cut" else self.freeze_handle
            handle.setFocus(Qt.FocusReason.MouseFocusReason)
            self._begin(line, event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow, or show that a line can be taken."""
        if self._drag is not None:
            self._follow(event.position().y())
            return
        over = None if self._locked else self._line_at(event.position())
        shape = Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.SizeVerCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self._end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done at a layer."""
        index = self._block_under(QPointF(event.pos()))
        if index is None or self._locked:
            return
        menu = QMenu(self)
        name = self.stack.blocks[index].name
        cut = menu.addAction(self.tr("Remove everything after %1").replace("%1", name))
        keep = menu.addAction(self.tr("Keep everything up to %1 as it is").replace("%1", name))
        done = menu.exec(event.globalPos())
        if done is cut or done is keep:
            self._move("cut" if done is cut else "freeze", index + 1)
            self.chosen.emit(self.cut, self.freeze)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips of layers."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._block_under(QPointF(event.pos()))
            self.viewport().setToolTip("" if index is None else self._tip(index))
        return super().viewportEvent(event)

    def _block_under(self, point: QPointF) -> int | None:
        return self.geometry_now.block_at(point.y() + self.verticalScrollBar().value(), self.cut)

    def _tip(self, index: int) -> str:
        row = self.stack.blocks[index]
        lines = [row.name, row.kind] if row.kind else [row.name]
        if row.shape:
            lines.append(self._shape_words(row).replace("%1", shape_words(row.shape)))
            lines.append(self.tr("%1 parameters").replace("%1", number(row.parameters)))
        lines.append(self._fate(index))
        return "\n".join(lines)

    def _shape_words(self, row: LayerRow) -> str:
        if len(row.shape) == 2:
            return self.tr("Output: %1 (tokens × width)")
        return self.tr("Output: %1 (channels × height × width)")

    def _fate(self, index: int) -> str:
        if index >= self.cut:
            return self.tr("Removed.")
        if index < self.freeze:
            return self.tr("Kept as it is: it does not learn (frozen).")
        return self._nouns.tr(self, "Learns from your images (fine-tuned).")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """New last layers are welcome; files belong to the window."""
        if event.mimeData().hasFormat(HEAD_MIME) and not self._locked:
            event.acceptProposedAction()
            self._head_over = True
            self.viewport().update()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They go elsewhere."""
        del event
        self._head_over = False
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        self._head_over = False
        kind = bytes(event.mimeData().data(HEAD_MIME).data()).decode()
        event.acceptProposedAction()
        self.head_dropped.emit(kind)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the places."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The knobs go along."""
        del dx, dy
        self._place()
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only what is in sight."""
        del event
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        above = self.verticalScrollBar().value()
        painter.translate(0, -above)
        places = self.geometry_now
        width = self.viewport().width() - _LEFT - _RIGHT
        draw = LayerPainter(painter, _LEFT, width, places.pitch - GAP)
        cut, freeze = self._shown["cut"], self._shown["freeze"]
        for row in self.stack.blocks:
            top = places.block_top(row.index, cut)
            if above - places.pitch < top < above + self.viewport().height():
                gone = removed(row.index, cut)
                draw.layer(row, top, gone, learning(row.index, freeze))
        if self.stack.old is not None:
            draw.layer(self.stack.old, places.old_top(), 1.0, 0.0, self.tr("old output layers"))
        self._paint_new(draw, places, cut)
        draw.caption(self.stack.input_words, places.floor + GAP)
        self._paint_lines(draw, places)
        painter.end()

    def _paint_new(self, draw: LayerPainter, places: Geometry, cut: float) -> None:
        top = places.group_top(cut)
        draw.group(top - GROUP / 2, places.group - 2 * GROUP, hovered=self._head_over)
        draw.outputs(self.stack.classes, top)
        if not self.stack.new:
            draw.caption(self.tr("new last layers"), top + places.pitch / 2)
        for place, row in enumerate(reversed(self.stack.new), 1):
            draw.layer(row, top + place * places.pitch, 0.0, 1.0, self._new_name(row))

    def _new_name(self, row: LayerRow) -> str:
        names = {
            "new standardise": self.tr("normalise"),
            "new linear": self.tr("new linear layer"),
            "new layernorm": self.tr("layer norm"),
            "new gelu": self.tr("GELU"),
            "new dropout": self.tr("dropout"),
        }
        return names.get(row.name, row.name)

    def _paint_lines(self, draw: LayerPainter, places: Geometry) -> None:
        colours = theme.colours()
        right = float(self.viewport().width() - 8)
        cut = places.line(self._shown["cut"]) + GAP / 2
        freeze = places.line(self._shown["freeze"]) + GAP / 2
        # Where they lie on each other, each has its half, to be seen and to be taken.
        middle = self.viewport().width() / 2
        first, end = (middle, middle) if abs(cut - freeze) < 3 else (6.0, right)
        draw.line(freeze, 6, end, colours.cool, strong=self.freeze_handle.hasFocus())
        draw.line(cut, first, right, colours.bad, strong=self.cut_handle.hasFocus())
        if self.stack.blocks:
            draw.zone(self.tr("kept as it is"), freeze, places.floor, colours.cool)
            draw.zone(self.tr("learns"), cut, freeze, colours.warm)
            draw.zone(self.tr("new"), places.group_top(cut), cut, colours.warm)
            draw.zone(
                self.tr("removed"), places.old_top(), places.group_top(cut) - GROUP, colours.muted
            )

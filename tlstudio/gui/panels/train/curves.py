"""The curves of a run: loss and accuracy over passes, with the stages marked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.train.curve_export import CurveExport
from tlstudio.gui.panels.train.record import Curve, RunRecord
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import below, make

if TYPE_CHECKING:
    from tlstudio.gui.views.figures import LineFigure
    from tlstudio.gui.widgets.live_plot import LivePlot

_HEIGHT = 270
_LOSSES: tuple[Curve, ...] = ("step", "train", "validation")
_SHARES: tuple[Curve, ...] = ("accuracy", "balanced_accuracy")


class Curves(QWidget):
    """Two plots side by side; they appear a moment later, the plotting library with them."""

    def __init__(self, services: Services, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self._nouns = nouns
        self.loss: LivePlot | None = None
        self.right: LivePlot | None = None
        self.exports: tuple[CurveExport, ...] = ()
        self._services = services
        self._record: RunRecord | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        self.setMinimumHeight(_HEIGHT)
        # Imported on the window's thread, like every module with classes of Qt.
        QTimer.singleShot(0, self, self._build)

    def show_record(self, record: RunRecord) -> None:
        """Draw a run's curves as they are now."""
        self._record = record
        if self.loss is None or self.right is None:
            return
        for plot, keys in (
            (self.loss, _LOSSES),
            (self.right, _SHARES),
        ):
            for key in keys:
                plot.set_line(key, *record.curves[key].points)
            plot.set_stages(
                tuple((a, b, below.stage(name)) for a, b, name in record.stages()), record.span
            )
        for plot, export in zip((self.loss, self.right), self.exports, strict=True):
            export.allow(there=bool(plot.points()))

    def _build(self) -> None:
        """One plot a turn of the event loop: both at once would be felt."""
        from tlstudio.gui.widgets.live_plot import LivePlot

        self.loss = LivePlot(self.tr("Loss"), self.tr("passes"))
        self.loss.setToolTip(
            self._nouns.tr(
                self, "How wrong the answers are; lower is better. Tuning images are not learned."
            )
        )
        self.loss.add_line("step", self.tr("this pass"), "muted")
        self.loss.add_line("train", self.tr("training"), "accent", dots=True)
        self.loss.add_line("validation", self._nouns.tr(self, "tuning images"), "warm", dots=True)
        self._place(self.loss)
        QTimer.singleShot(0, self, self._build_right)

    def _build_right(self) -> None:
        from tlstudio.gui.widgets.live_plot import LivePlot

        self.right = LivePlot(self.tr("Right answers"), self.tr("passes"), shares=True)
        self.right.setToolTip(
            self._nouns.tr(
                self, "On the tuning images. Balanced accuracy counts every class alike."
            )
        )
        self.right.add_line("accuracy", self.tr("accuracy"), "accent", dots=True)
        self.right.add_line("balanced_accuracy", self.tr("balanced"), "good", dots=True)
        self._place(self.right)
        if self._record is not None:
            self.show_record(self._record)

    def _place(self, plot: LivePlot) -> None:
        export = CurveExport(partial(self.figure, plot), plot.accessibleName(), self._services)
        export.allow(there=False)
        self.exports = (*self.exports, export)
        plot.buttons.addWidget(export)
        box, inside = make.frame("card", margins=12)
        inside.addWidget(plot)
        # Equal halves, whatever their legends would like.
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._line.addWidget(box, 1)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both side by side, one stands below the other."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        found = (self._line.itemAt(place) for place in range(self._line.count()))
        boxes = [box for item in found if item is not None and (box := item.widget()) is not None]
        # The halves are equal, so the wider one decides.
        needed = 2 * max((box.minimumSizeHint().width() for box in boxes), default=0)
        narrow = self.width() < needed + self._line.spacing()
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != way:
            self._line.setDirection(way)
        self.setMinimumHeight(_HEIGHT * (max(1, len(boxes)) if narrow else 1))

    def figure(self, plot: LivePlot) -> LineFigure | None:
        """One plot for a paper, with every point that it has now."""
        from tlstudio.gui.views.figures import LineFigure

        record = self._record
        points = plot.points()
        if record is None or not points:
            return None
        title = plot.accessibleName()
        lines = {name: (tuple(x.tolist()), tuple(y.tolist())) for name, (x, y) in points.items()}
        begun = [(begin, below.stage(name)) for begin, _, name in record.stages()]
        end = max(x[-1] for x, _ in lines.values())
        return LineFigure(
            lines,
            self.tr("passes"),
            title,
            f"training-{'loss' if plot is self.loss else 'accuracy'}",
            self._legend(title, record),
            tuple(lines),
            stages=tuple((begin, name) for begin, name in begun if begin < end),
        )

    def _legend(self, title: str, record: RunRecord) -> str:
        text = self._nouns.tr(
            self,
            "%1 over the passes through the training images, seed %2. Dashed lines: a stage of the "
            "recipe begins.",
        )
        text = text.replace("%1", title).replace("%2", str(record.plan.seed))
        best = record.best_pass()
        if best is not None:
            kept = self._nouns.tr(
                self, "The network of pass %1 was the best one on the tuning images."
            )
            text += " " + kept.replace("%1", f"{best.place:g}")
        return text

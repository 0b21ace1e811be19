"""The curves of a run: loss and accuracy over passes, with the stages marked."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tlstudio.gui.panels.train.record import Curve, RunRecord
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import below, make

if TYPE_CHECKING:
    from tlstudio.gui.widgets.live_plot import LivePlot

_PLOT = "tlstudio.gui.widgets.live_plot"
_HEIGHT = 270
_LOSSES: tuple[Curve, ...] = ("step", "train", "validation")
_SHARES: tuple[Curve, ...] = ("accuracy", "balanced_accuracy")


class Curves(QWidget):
    """Two plots side by side; they appear when the plotting library was imported elsewhere."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.loss: LivePlot | None = None
        self.right: LivePlot | None = None
        self._record: RunRecord | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        self.setMinimumHeight(_HEIGHT)
        services.background.run(
            lambda: importlib.import_module(_PLOT), owner=self, done=lambda _: self._build()
        )

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

    def _build(self) -> None:
        from tlstudio.gui.widgets.live_plot import LivePlot

        below = self.tr("passes")
        self.loss = LivePlot(self.tr("Loss"), below)
        self.loss.setToolTip(
            self.tr("How wrong the answers are; lower is better. Tuning images are not learned.")
        )
        self.loss.add_line("step", self.tr("this pass"), "muted")
        self.loss.add_line("train", self.tr("training"), "accent", dots=True)
        self.loss.add_line("validation", self.tr("tuning images"), "warm", dots=True)
        self.right = LivePlot(self.tr("Right answers"), below, shares=True)
        self.right.setToolTip(
            self.tr("On the tuning images. Balanced accuracy counts every class alike.")
        )
        self.right.add_line("accuracy", self.tr("accuracy"), "accent", dots=True)
        self.right.add_line("balanced_accuracy", self.tr("balanced"), "good", dots=True)
        for plot in (self.loss, self.right):
            box, inside = make.frame("card", margins=12)
            inside.addWidget(plot)
            # Equal halves, whatever their legends would like.
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self._line.addWidget(box, 1)
        if self._record is not None:
            self.show_record(self._record)

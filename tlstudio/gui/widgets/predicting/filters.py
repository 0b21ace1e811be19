"""Which predictions are shown, and in which order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.predicting.table import SortBy, Wish

_UNSURE, _SURE = 0.6, 0.9
_SHORT = 8
_BROKEN = "\0broken"
_UNLIKE = "\0unlike"


class PredictionFilters(QWidget):
    """Three choices; `changed` is emitted with the new `Wish`."""

    changed = Signal(object)

    def __init__(self, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self._nouns = nouns
        self.label = QComboBox()
        self.label.setAccessibleName(self.tr("Which answers"))
        self.sure = QComboBox()
        self.sure.setAccessibleName(self.tr("How certain"))
        self.sure.setToolTip(self.tr("The probability that the model gives its own answer."))
        for words, bounds in (
            (self.tr("Any certainty"), (0.0, 2.0)),
            (self.tr("Unsure: below 60 %"), (0.0, _UNSURE)),
            (self.tr("60 % to 90 %"), (_UNSURE, _SURE)),
            (self.tr("Sure: 90 % and more"), (_SURE, 2.0)),
        ):
            self.sure.addItem(words, bounds)
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order"))
        orders: tuple[tuple[str, SortBy], ...] = (
            (self.tr("By folder"), "found"),
            (self.tr("Least certain first"), "unsure"),
            (self.tr("Most certain first"), "sure"),
            (self.tr("By answer"), "class"),
        )
        for words, by in orders:
            self.order.addItem(words, by)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(make.IconLabel("list-filter", 16, "muted"))
        for box in (self.label, self.sure, self.order):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_SHORT)
            box.currentIndexChanged.connect(lambda _: self.changed.emit(self.wish()))
            layout.addWidget(box, 1)
        self.set_classes(())

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Offer these classes; the choice goes back to all."""
        self.label.blockSignals(True)
        self.label.clear()
        self.label.addItem(self.tr("All answers"), "")
        for name in classes:
            self.label.addItem(name, name)
        self.label.addItem(self._nouns.tr(self, "Unlike the training images"), _UNLIKE)
        self.label.addItem(self.tr("Files without an answer"), _BROKEN)
        self.label.blockSignals(False)

    def wish(self) -> Wish:
        """What is chosen."""
        label = str(self.label.currentData() or "")
        low, high = self.sure.currentData()
        return Wish(
            label="" if label in (_BROKEN, _UNLIKE) else label,
            broken=label == _BROKEN,
            unlike=label == _UNLIKE,
            low=low,
            high=high,
            by=self.order.currentData(),
        )

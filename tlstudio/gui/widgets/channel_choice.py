"""Which channels of an image are shown: all together, or one; hidden where there is one alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

_TOGETHER = 3
_ARROW = 48


class ChannelChoice(QComboBox):
    """Keeps what was chosen from image to image, as far as the next one has it.

    Signals:
        chosen: A tuple of places of channels.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Channels"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(lambda _: self.chosen.emit(self.places))
        self.hide()

    @property
    def places(self) -> tuple[int, ...]:
        """Of the channels to show."""
        found = self.currentData()
        return (0,) if found is None else tuple(found)

    def set_names(self, names: tuple[str, ...]) -> None:
        """Offer the channels of another image; says nothing."""
        before = self.currentData()
        self.blockSignals(True)
        self.clear()
        if len(names) > 1:
            self.addItem(self.tr("All channels"), tuple(range(min(_TOGETHER, len(names)))))
            for place, name in enumerate(names):
                self.addItem(name or str(place + 1), (place,))
        place = self.findData(before)
        self.setCurrentIndex(max(0, place) if self.count() else -1)
        self.blockSignals(False)
        texts = (self.itemText(place) for place in range(self.count()))
        longest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
        self.setMinimumWidth(longest + _ARROW)
        self.setVisible(len(names) > 1)

"""The first three steps of transfer learning by name, ticked as they are done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from tlstudio.gui.theme.icons import icon
from tlstudio.gui.widgets import make


class StepStrip(QWidget):
    """Three buttons in a row.

    Signals:
        chosen: Number of the step that was pressed.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[int, QPushButton] = {}
        line = make.row(spacing=2)
        for number, words in self.names().items():
            if number > 1:
                line.addWidget(make.IconLabel("chevron-right", 14, "muted"))
            button = make.button(f"{number}  {words}", role="quiet", icon_name="circle-dashed")
            button.clicked.connect(lambda *_, number=number: self.chosen.emit(number))
            button.setCheckable(True)
            self._buttons[number] = button
            line.addWidget(button)
        line.addStretch(1)
        self.setLayout(line)

    def names(self) -> dict[int, str]:
        """Number → words."""
        return {
            1: self.tr("Choose a pretrained model"),
            2: self.tr("Remove the last layers"),
            3: self.tr("Add new layers"),
        }

    def show_state(self, done: frozenset[int], current: int) -> None:
        """Tick what is done and mark where the person is."""
        words = self.names()
        for number, button in self._buttons.items():
            ticked = number in done
            button.setIcon(icon("circle-check", "good") if ticked else icon("circle-dashed"))
            state = self.tr("done") if ticked else self.tr("not yet")
            button.setAccessibleName(f"{number} {words[number]}, {state}")
            button.setChecked(number == current)
            button.setEnabled(number == 1 or 1 in done)

"""Where one is in the assistant: a few numbered words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tlstudio.gui.widgets import make


class StepMarks(QWidget):
    """Numbered names of the pages; the one that is shown stands out."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._labels: list[QLabel] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for number, name in enumerate(names, 1):
            if number > 1:
                line.addWidget(make.IconLabel("chevron-right", 14, "muted"))
            label = make.label(f"{number}  {name}", "muted")
            self._labels.append(label)
            line.addWidget(label)

    def set_current(self, index: int) -> None:
        """Let one stand out."""
        for place, label in enumerate(self._labels):
            make.set_role(label, "accent" if place == index else "muted")

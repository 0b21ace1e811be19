"""The card that every view of a part lies on: title, sentence, buttons at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.figures import Figure
from tlstudio.gui.widgets import below, make


class Card(QWidget):
    """Put widgets into `inside`, buttons into `buttons`."""

    def __init__(self, title: str, context: ReportContext) -> None:
        super().__init__()
        self.context = context
        frame, self.inside = make.frame("card")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(4)
        said = below.report(title)  # titles come from below the window
        head = make.row(make.label(said, "heading"), None, self.buttons)
        self.inside.addLayout(head)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def add_export(self, figure: Callable[[], Figure]) -> None:
        """A button that exports the figure as it is then."""
        self.buttons.addWidget(
            make.button(
                self.tr("Figure…"),
                lambda: self.context.figure_wanted.emit(figure()),
                role="quiet",
                icon_name="file-image",
                tip=self.tr("Save it for a paper: PDF, SVG, TIFF or PNG, and its data as CSV"),
            )
        )

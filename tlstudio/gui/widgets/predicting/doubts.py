"""When an answer should not be believed alone: other classes that are possible, unlike images."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.predicting.table import Row


class Doubts(QWidget):
    """Two lines, each hidden where there is nothing to doubt."""

    def __init__(self, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self.unlike = make.label(
            nouns.tr(self, "Unlike the training images: do not trust this answer, look yourself."),
            "warning",
            wrap=True,
            tip=nouns.tr(self, "Out of distribution, by the distance of the image's features."),
        )
        self.listed = make.label(
            "",
            "muted",
            wrap=True,
            tip=nouns.tr(
                self,
                "Conformal prediction set: among similar images such lists hold the truth about "
                "as often as was decided under Evaluate, How sure (95 of 100 unless changed).",
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.unlike)
        layout.addWidget(self.listed)

    def show_row(self, row: Row | None) -> None:
        """The short list where it names more than one class, and whether it is unlike."""
        listed = row.short_list if row is not None else ()
        self.listed.setText(self.tr("Short list: %1").replace("%1", ", ".join(listed)))
        self.listed.setVisible(len(listed) > 1)
        self.unlike.setVisible(row is not None and row.unlike)
        self.setVisible(not (self.listed.isHidden() and self.unlike.isHidden()))

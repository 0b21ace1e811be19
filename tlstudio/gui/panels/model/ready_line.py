"""One calm line while the process that knows models is still being made ready."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tlstudio.gui.services import Services
from tlstudio.gui.widgets import make


class ReadyLine(QWidget):
    """Goes away by itself, also where nothing is made ready beforehand."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._readiness = services.readiness
        words = make.label(
            self.tr("Getting ready to look into models. You can choose one meanwhile."),
            "muted",
            wrap=True,
        )
        line = make.row(make.IconLabel("loader-circle", 16), words)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._readiness.changed.connect(self.hide)
        if self._readiness.ready or self._readiness.given_up:
            self.hide()

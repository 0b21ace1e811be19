"""Sentences that a referee would want."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.core.reports import Warnings
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.view import PartView
from tlstudio.gui.widgets import below, make


class WarningsView(QWidget):
    """A warm card with a sentence a line."""

    def __init__(self, part: Warnings, context: ReportContext) -> None:
        super().__init__()
        del context
        card, inside = make.frame("warning", margins=14, spacing=4)
        title = below.report(part.title)
        head = make.row(
            make.IconLabel("triangle-alert", 18, "warning"),
            make.label(title, "strong"),
            None,
        )
        inside.addLayout(head)
        for sentence in part.sentences:
            inside.addWidget(make.label(below.report(sentence), wrap=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)


VIEW = PartView("warnings", lambda _: "overview", WarningsView)

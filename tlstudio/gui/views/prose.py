"""Text of a report: limits to read, a methods paragraph and references to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tlstudio.core.reports import Prose
from tlstudio.gui.views.card import Card
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.view import PartView, Place
from tlstudio.gui.widgets import below, make


class ProseView(Card):
    """A paragraph below another; what is meant for a paper has a button that copies it."""

    def __init__(self, part: Prose, context: ReportContext) -> None:
        super().__init__(part.title, context)
        self._text = "\n\n".join(part.paragraphs)
        if part.copyable:
            copy = make.button(self.tr("Copy"), self.copy, role="quiet", icon_name="copy")
            copy.setToolTip(self.tr("Copy the text to paste it into a paper"))
            self.buttons.addWidget(copy)
        for paragraph in part.paragraphs:
            # A text for a paper stays as it is written; the rest speaks the window's language.
            said = paragraph if part.copyable else below.report(paragraph)
            label = make.label(said, wrap=True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.inside.addWidget(label)

    def copy(self) -> None:
        """All paragraphs into the clipboard."""
        QGuiApplication.clipboard().setText(self._text)


def _place(part: Prose) -> Place:
    return "paper" if part.name else "overview"


VIEW = PartView("prose", _place, ProseView)

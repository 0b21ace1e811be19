"""One prediction on a text, large: what was read of it, and what was cut off."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from tlstudio.gui.nouns import Nouns
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.cut_pane import CutPane
from tlstudio.gui.widgets.predicting.answer import AnswerDetail
from tlstudio.gui.widgets.predicting.table import Row
from tlstudio.jobs.answers import TextRead
from tlstudio.jobs.questions import ReadText

_LEAST = 120


class TextDetail(AnswerDetail):
    """Shows a `Row` of texts."""

    def __init__(self, services: Services, nouns: Nouns) -> None:
        super().__init__(services, nouns)
        self.pane = CutPane(self.tr("The text that was predicted on"))
        self.pane.setMinimumHeight(_LEAST)
        self.note = make.label("", "caption", wrap=True)
        frame, inside = make.frame("inset", margins=2, spacing=0)
        inside.addWidget(self.pane)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.answer)
        layout.addWidget(self.name)
        layout.addWidget(self.doubts)
        layout.addWidget(frame, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.classes)
        self.show_row(None)

    def _say_instead(self, words: str) -> None:
        row = self._row
        if row is not None and any(row.texts):
            # A person who asks why there is no answer wants to see the text.
            self.pane.show_read(row.names_of_texts, row.texts)
            self._note(words)
        else:
            self.pane.say(words)

    def _forget(self) -> None:
        self._note("")

    def _present(self, row: Row) -> None:
        self.pane.show_read(row.names_of_texts, row.texts)
        if self._model is None:
            return
        self._view = self._services.ask_pictures(
            ReadText(texts=row.texts, model=self._model),
            owner=self,
            done=lambda found: self._take(row, found),
            failed=lambda _: None,  # the text is there, only its end is not marked
        )

    def _take(self, row: Row, found: TextRead) -> None:
        if found.tokens <= found.length or row != self._row:
            return
        self.pane.show_read(row.names_of_texts, row.texts, found.kept)
        said = self.tr("The model read %1 of %2 tokens; what is struck through is cut off.")
        self._note(said.replace("%1", str(found.length)).replace("%2", str(found.tokens)))

    def _note(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

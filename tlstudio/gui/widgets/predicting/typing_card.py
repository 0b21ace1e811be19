"""A text that is typed or pasted, and what the model says of it at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout

from tlstudio.core.errors import StudioError
from tlstudio.data.unseen import Unseen
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.nouns import Nouns
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.predicting.answer import AnswerDetail
from tlstudio.gui.widgets.predicting.predictor import Guard
from tlstudio.gui.widgets.predicting.table import Row
from tlstudio.jobs import questions as ask
from tlstudio.jobs.answers import Predictions

_PATIENCE = 250
_LINES = 5
_MOST = 100_000


class TypingCard(QFrame):
    """A field, and the answer beside it.

    Attributes:
        row: The answer that is shown; None while there is none.
    """

    def __init__(self, services: Services, nouns: Nouns, guard: Guard | None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._services, self._guard = services, guard
        self._model: Path | None = None
        self._unseen = Unseen()
        self._ticket: Ticket | None = None
        self.row: Row | None = None
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(self.tr("A text to predict on"))
        self.field.setPlaceholderText(self.tr("Type or paste a text; the answer comes at once."))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(_LINES * self.field.fontMetrics().lineSpacing() + 18)
        self.answer = _Typed(services, nouns)
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._soon.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        layout = make.row(self.field, self.answer, spacing=16)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setStretch(0, 3)
        layout.setStretch(1, 2)
        layout.setAlignment(self.field, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)

    def set_model(self, model: Path | None, classes: tuple[str, ...]) -> None:
        """Answer by this model from now on."""
        self._model = model
        self.answer.set_model(model, classes)
        self._show(None)
        if model is None:
            return
        if self._guard is not None:
            self._guard(self._take_unseen)
        self._typed()

    def _take_unseen(self, unseen: Unseen) -> None:
        self._unseen = unseen

    def _typed(self) -> None:
        self._soon.start()

    def _show(self, row: Row | None) -> None:
        self.row = row
        self.answer.show_row(row)

    def _ask(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        text, model = self.field.toPlainText().strip()[:_MOST], self._model
        if not text or model is None:
            self._show(None)
            return
        path = Path(self.tr("typed text"))
        if self._unseen.holds_texts((text,)):
            locked = self.tr("This text belongs to the final test, which nobody has opened yet.")
            self._show(Row(path, problem=locked, texts=(text,)))
            return
        self.answer.wait()
        self._ticket = self._services.ask_models(
            ask.Predict(model=model, texts=((text,),)),
            owner=self,
            done=lambda found: self._take(path, text, found),
            failed=lambda error: self._fail(path, text, error),
        )

    def _take(self, path: Path, text: str, found: Predictions) -> None:
        got = found.answers[0]
        self._show(
            Row(
                path,
                got.names,
                got.probabilities,
                got.probability,
                got.problem,
                short_list=got.short_list,
                distance=got.distance,
                texts=(text,),
            )
        )

    def _fail(self, path: Path, text: str, error: StudioError) -> None:
        said = f"{error.message} {error.hint}".strip()
        self._show(Row(path, problem=said, texts=(text,)))


class _Typed(AnswerDetail):
    """The answer alone: the text stands beside it."""

    def __init__(self, services: Services, nouns: Nouns) -> None:
        super().__init__(services, nouns)
        self.note = make.label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.answer, self.doubts, self.note, self.classes):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.show_row(None)

    def wait(self) -> None:
        """The model is at work; the answer before stays until the new one comes."""
        if self._row is None:
            self._say_instead(self.tr("The model reads…"))

    def _say_instead(self, words: str) -> None:
        waiting = self._row is None and not words.endswith("…")
        self.note.setText(self.tr("The answer appears here.") if waiting else words)
        self.note.show()

    def _present(self, row: Row) -> None:
        del row
        self.note.hide()

"""Texts as the model will read them, and how long the longest may be."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import StudioError
from tlstudio.core.words import percent
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.cut_pane import CutPane
from tlstudio.jobs.answers import TextRead
from tlstudio.jobs.drafts import Draft
from tlstudio.jobs.questions import ReadText

_PATIENCE = 120
_CLASSES = 12
_SIGNS = 4000
_LENGTHS = (32, 64, 128, 256, 512, 1024, 2048, 4096)


@dataclass(frozen=True)
class Example:
    """A text to look at."""

    name: str
    label: str
    columns: tuple[str, ...]
    texts: tuple[str, ...]


class ReadsPage(QWidget):
    """Examples are training texts, one of each class; none is of a locked final test.

    Signals:
        edited: Field of `Draft` → new value.
    """

    edited = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._draft = Draft()
        self._examples: tuple[Example, ...] = ()
        self._place = 0
        self._facts = (-1, -1)
        self._ticket: Ticket | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._soon.timeout.connect(self._ask)
        self.pane = CutPane(self.tr("What the model reads"))
        self.pane.setMinimumHeight(150)
        self._name = make.label("", "caption")
        self._back = make.tool("chevron-left", self.tr("Previous text"), lambda: self.turn(-1))
        self._on = make.tool("chevron-right", self.tr("Next text"), lambda: self.turn(1))
        self.words = make.label("", "muted", wrap=True)
        self.longest = make.combo(
            self.tr("Longest text"), lambda: self.edited.emit({"size": self.longest.currentData()})
        )
        self.longest.setToolTip(
            self.tr(
                "In tokens: words or pieces of words. Of longer texts the end is not read; longer "
                "takes more time."
            )
        )
        self.choices = QWidget()
        self.choices.setLayout(make.column(make.field(self.tr("Longest text"), self.longest)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(make.label(self.tr("What the model reads"), "strong"))
        frame, inside = make.frame("inset", margins=2, spacing=0)
        inside.addWidget(self.pane)
        layout.addWidget(frame, 1)
        turning = make.row(self._name, self._back, self._on, spacing=4)
        turning.setStretch(0, 1)
        layout.addLayout(turning)
        layout.addWidget(self.words)
        layout.addWidget(self.choices)
        session.facts_changed.connect(lambda _: self._look_for_examples())

    def show_draft(self, draft: Draft, card: BackboneCard) -> None:
        """Show what another choice leaves of the text."""
        limit = card.size
        lengths = sorted({*(one for one in _LENGTHS if one < limit), limit, draft.size or limit})
        items: list[tuple[str, int | None]] = [(self.tr("from your texts"), None)]
        items += [(self.tr("%1 tokens").replace("%1", str(one)), one) for one in lengths]
        self.longest.blockSignals(True)
        self.longest.clear()
        for words, value in items:
            self.longest.addItem(words, value)
        values = [value for _, value in items]
        self.longest.setCurrentIndex(values.index(draft.size) if draft.size in values else 0)
        self.longest.blockSignals(False)
        changed = (draft.backbone, draft.size) != (self._draft.backbone, self._draft.size)
        self._draft = draft
        if changed and self._examples:
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Examples are looked for when they are first needed."""
        super().showEvent(event)
        self._look_for_examples()

    def _look_for_examples(self) -> None:
        facts = self._session.facts
        now = (facts.images, facts.labelled)
        if now == self._facts or not self.isVisible():
            return
        self._facts = now
        self._session.read(examples, owner=self, done=self._take_examples)

    def _take_examples(self, found: tuple[Example, ...]) -> None:
        self._examples = found
        self._place = min(self._place, max(0, len(found) - 1))
        for button in (self._back, self._on):
            button.setVisible(len(found) > 1)
        if found:
            self._ask()
        else:
            self.pane.say(self.tr("Texts come first, under “Data”."))

    def turn(self, step: int) -> None:
        """Another text."""
        if self._examples:
            self._place = (self._place + step) % len(self._examples)
            self._ask()

    def _ask(self) -> None:
        if not self._examples:
            return
        if self._ticket is not None:
            self._ticket.cancel()
        one = self._examples[self._place]
        self._name.setText(f"{one.label} · {one.name}" if one.label else one.name)
        question = ReadText(
            texts=one.texts,
            project=self._session.project.folder,
            backbone=self._draft.backbone,
            longest=self._draft.size,
        )
        self._ticket = self._session.services.ask_pictures(
            question, owner=self, done=lambda found: self._take(one, found), failed=self._fail
        )

    def _take(self, one: Example, found: TextRead) -> None:
        self.pane.show_read(one.columns, one.texts, found.kept)
        said = self.tr("This text has %1 tokens; at most %2 are read.")
        if found.tokens > found.length:
            said += " " + self.tr("What is struck through is cut off.")
        if found.cut_share:
            share = self.tr("Of your training texts %1 are longer than that.")
            said += " " + share.replace("%1", percent(found.cut_share))
        else:
            said += " " + self.tr("None of your training texts is longer.")
        said = said.replace("%1", str(found.tokens)).replace("%2", str(found.length))
        self.words.setText(said)

    def _fail(self, error: StudioError) -> None:
        self.pane.say(error.message)
        self.words.setText(error.hint)


def examples(store: DatasetStore) -> tuple[Example, ...]:
    """Usable training texts, one of each class; any other texts where there are none."""
    order = Order("name")
    found = []
    for name in [name for name, count in store.classes().items() if count][:_CLASSES]:
        where = Where(label=name, split="train", problem=False)
        found += list(store.page(where, order, None, 1).samples)
    if not found:
        where = Where(without=None if store.openings() else "test", problem=False)
        found = list(store.page(where, order, None, _CLASSES).samples)
    listing = store.listing()
    return tuple(
        Example(
            name=sample.key.rpartition("/")[2],
            label=", ".join(getattr(sample.annotation, "names", ())),
            columns=tuple(ref.channel for ref in sample.media),
            texts=listing.wholes(sample, _SIGNS),
        )
        for sample in found
    )

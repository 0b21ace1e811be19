"""The original beside what the model will see of it, and every choice of how it is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import StudioError
from tlstudio.core.plans import InputPlan
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.model.input_choices import InputChoices
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.canvas import ImageCanvas
from tlstudio.jobs.answers import Input, Pixels
from tlstudio.jobs.drafts import Draft
from tlstudio.jobs.questions import ModelInput, View

_PATIENCE = 120
_CLASSES = 12
_SIDE = 172
_SMALL = 0.3
_THING = 50


@dataclass(frozen=True)
class Example:
    """An image to look at."""

    name: str
    label: str
    group: str
    files: tuple[Path, ...]


class SeesPage(QWidget):
    """Examples are training images, one of each class; none is of a locked final test.

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
        self._tickets: list[Ticket] = []
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._soon.timeout.connect(self._ask)
        self.original = ImageCanvas(self.tr("The original"))
        self.input = ImageCanvas(self.tr("What the model sees"))
        self.original.link(self.input)
        for canvas in (self.original, self.input):
            canvas.setMinimumSize(_SIDE, _SIDE)
            canvas.setMaximumHeight(_SIDE + 40)
        self._name = make.label("", "caption")
        self._back = make.tool("chevron-left", self.tr("Previous image"), lambda: self.turn(-1))
        self._on = make.tool("chevron-right", self.tr("Next image"), lambda: self.turn(1))
        self.words = make.label("", "muted", wrap=True)
        self.warning = make.label("", "warning", wrap=True)
        self.warning.hide()
        self.choices = InputChoices()
        self.choices.edited.connect(self.edited)
        pictures = make.row(
            make.column(make.label(self.tr("The original"), "strong"), self.original, spacing=4),
            make.column(
                make.label(self.tr("What the model sees"), "strong"), self.input, spacing=4
            ),
            spacing=10,
        )
        pictures.setStretch(0, 1)
        pictures.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(pictures)
        turning = make.row(self._name, self._back, self._on, spacing=4)
        turning.setStretch(0, 1)
        layout.addLayout(turning)
        layout.addWidget(self.choices)
        layout.addWidget(self.warning)
        layout.addWidget(self.words)
        layout.addStretch(1)
        session.facts_changed.connect(lambda _: self._look_for_examples())

    def show_draft(self, draft: Draft, card: BackboneCard) -> None:
        """Show what another choice makes of the image."""
        self.choices.show_draft(draft, card, self._session.facts.group_names)
        changed = (draft.backbone, draft.size, draft.channels, draft.input) != (
            self._draft.backbone, self._draft.size, self._draft.channels, self._draft.input,
        )  # fmt: skip
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
            self.original.say(self.tr("Images come first, under “Data”."))

    def turn(self, step: int) -> None:
        """Another image."""
        if self._examples:
            self._place = (self._place + step) % len(self._examples)
            self._ask()

    def _ask(self) -> None:
        if not self._examples:
            return
        for ticket in self._tickets:
            ticket.cancel()
        one = self._examples[self._place]
        self._name.setText(f"{one.label} · {one.name}" if one.label else one.name)
        draft = self._draft
        chosen = {**draft.input, "size": draft.size, "channels": draft.channels}
        question = ModelInput(
            files=one.files,
            group=one.group,
            project=self._session.project.folder,
            backbone=draft.backbone,
            input=InputPlan.model_validate(
                {name: value for name, value in chosen.items() if value is not None}
            ),
        )
        ask = self._session.services.ask_pictures
        self._tickets = [
            ask(View(files=one.files), owner=self, done=self._take_original, failed=self._fail),
            ask(question, owner=self, done=self._take_input, failed=self._fail),
        ]

    def _take_original(self, pixels: Pixels) -> None:
        plain = pixels.pixels.dtype.name == "uint8" and pixels.depth <= 8
        low, high = (pixels.black, pixels.white) if plain else (pixels.low, pixels.high)
        channels = tuple(range(min(3, pixels.pixels.shape[2]))) if pixels.pixels.ndim == 3 else (0,)
        channels = channels if len(channels) == 3 else (0,)
        box = (0.0, 0.0, float(pixels.width), float(pixels.height))
        self.original.show_pixels(pixels.pixels, low=low, high=high, channels=channels, box=box)

    def _take_input(self, found: Input) -> None:
        self.input.show_rgb(found.pixels, found.box)
        self.input.sight = self.original.sight
        self.original.set_frames((found.box,))
        self.words.setText(" ".join(found.words))
        scale = found.size / max(1.0, found.box[2])
        self.warning.setVisible(scale < _SMALL)
        text = self.tr(
            "Small things may vanish: what is %1 pixels wide becomes %2. A larger image size "
            "shows more of them; or crop the images around what matters."
        )
        text = text.replace("%1", str(_THING)).replace("%2", f"{_THING * scale:.0f}")
        self.warning.setText(text)

    def _fail(self, error: StudioError) -> None:
        self.input.say(error.message)
        self.words.setText(error.hint)


def examples(store: DatasetStore) -> tuple[Example, ...]:
    """Readable training images, one of each class; any other images where there are none."""
    order = Order("name")
    found = []
    for name in [name for name, count in store.classes().items() if count][:_CLASSES]:
        where = Where(label=name, split="train", problem=False)
        found += list(store.page(where, order, None, 1).samples)
    if not found:
        where = Where(without=None if store.openings() else "test", problem=False)
        found = list(store.page(where, order, None, _CLASSES).samples)
    return tuple(
        Example(
            name=sample.key.rpartition("/")[2],
            label=", ".join(getattr(sample.annotation, "names", ())),
            group=sample.group,
            files=tuple(store.resolve(ref) for ref in sample.media),
        )
        for sample in found
    )

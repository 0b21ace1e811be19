"""How fast models are on this computer: a few are measured, the others reckoned from them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tlstudio.core.cards import BackboneCard
from tlstudio.core.plans import Plan
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.model.shelf import Shelf
from tlstudio.gui.session import Session
from tlstudio.jobs import questions as ask
from tlstudio.jobs.answers import Estimated
from tlstudio.jobs.drafts import Draft
from tlstudio.jobs.preparing import facts_of, make_plan, some_texts


@dataclass(frozen=True)
class Rate:
    """Items a second through a model.

    Attributes:
        measured: False when it was reckoned from another model's multiplications.
    """

    value: float
    measured: bool

    @property
    def words(self) -> str:
        """Short, for a table."""
        if self.value >= 0.95:
            return f"{self.value:.{0 if self.value >= 10 else 1}f} /s"
        return f"{1 / max(self.value, 1e-3):.0f} s"


class Speed(QObject):
    """Asks the model desk for the recommended models, one after the other.

    Attributes:
        words: What the figures rest on.

    Signals:
        changed: Some figure.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._cards: dict[str, BackboneCard] = {}
        self._measured: dict[str, float] = {}
        self._seconds: dict[str, float] = {}
        self._waiting: list[str] = []
        self._busy = False
        self._ticket: Ticket | None = None
        self._at_work = ""
        self.words = ""

    def measure(self, shelf: Shelf) -> None:
        """Measure the recommended models that are here, those that were not yet."""
        self._cards = {entry.ident: entry.card for entry in shelf.entries}
        wanted = [pick.entry.ident for pick in shelf.recommended() if pick.entry.here]
        self._waiting = [ident for ident in wanted if ident not in self._measured]
        self._next()

    def rest(self) -> None:
        """Ask nothing more: the model desk is needed for something that somebody waits for."""
        self._waiting = []
        if self._ticket is not None:
            self._ticket.cancel()
            self._busy, self._ticket, self._at_work = False, None, ""

    def rate(self, ident: str) -> Rate | None:
        """Of a model; None while nothing is known."""
        if ident in self._measured:
            return Rate(self._measured[ident], True)
        card = self._cards.get(ident)
        known = [name for name in self._measured if self._cards[name].macs]
        if card is None or not card.macs or not known:
            return None
        # The one that is nearest in size tells most: small networks are bound by memory.
        nearest = min(known, key=lambda name: abs(self._cards[name].macs - card.macs))
        return Rate(self._measured[nearest] * self._cards[nearest].macs / card.macs, False)

    def awaited(self, ident: str) -> bool:
        """Whether it is being measured, or is about to be."""
        return ident in self._waiting or ident == self._at_work

    def training_seconds(self, ident: str) -> float | None:
        """Of the Standard recipe on the project's images; None while nobody has reckoned it."""
        return self._seconds.get(ident)

    def _next(self) -> None:
        if self._busy:
            return
        if not self._waiting:
            self.changed.emit()
            return
        self._at_work = ident = self._waiting.pop(0)
        self._busy = True
        self._ticket = self._session.read(
            lambda store: _question(store, ident, self._session.project.config.task),
            owner=self,
            done=lambda question: self._ask(ident, question),
            failed=lambda _: self._passed(),
        )

    def _ask(self, ident: str, question: ask.Estimate) -> None:
        self._ticket = self._session.services.ask_models(
            question,
            owner=self,
            done=lambda answer: self._answered(ident, answer),
            failed=lambda _: self._passed(),
        )

    def _answered(self, ident: str, answer: Estimated) -> None:
        self._measured[ident] = answer.images_per_second
        if "balanced" in answer.seconds:
            self._seconds[ident] = answer.seconds["balanced"]
        self.words = answer.words
        self.changed.emit()
        self._passed()

    def _passed(self) -> None:
        """A model that cannot be measured stays without a figure; it may be used all the same."""
        self._busy, self._ticket, self._at_work = False, None, ""
        self._next()


def _question(store: DatasetStore, ident: str, task: str) -> ask.Estimate:
    facts = facts_of(store)
    plans: dict[str, Plan] = {}
    if facts.n_train:
        given = {"backbone": ident}
        plans = {
            "balanced": make_plan(store, preset="balanced", saved=Draft(), given=given, task=task)
        }
    return ask.Estimate(
        backbone=ident,
        plans=plans,
        n_train=facts.n_train,
        n_validation=store.splits().get("validation", 0),
        texts=some_texts(store),
    )

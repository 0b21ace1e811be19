"""The list that is looked at: ids of a filter in an array, samples only where somebody looks."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from tlstudio.data.store.listing import Ids, Listed, Locked
from tlstudio.data.store.query import Cursor, Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.facts import ProjectFacts
from tlstudio.gui.panels.data.tiles import Suggested
from tlstudio.gui.session import Session

_FIRST = 200
_PIECE = 20_000
_KEPT = 2000
_READ = 240


@dataclass(frozen=True)
class _Begun:
    """The first answer: how the list begins."""

    ids: Ids
    samples: dict[int, Listed]
    where: Where
    order: Order


class Items(QObject):
    """Positions 0…n-1 of a filtered and sorted list.

    Images of the final test are left out until it was opened. The first ids come at once with
    their samples, all others in pieces, so that the list grows while one looks at it.

    Signals:
        restarted: Another list begins, and positions mean something else now; True when it is
            the same filter and order once more.
        grew: More ids came.
        changed: Ids of samples that came, or that are not as they were before.
        locked_changed: What the final test keeps.
    """

    restarted = Signal(bool)
    grew = Signal()
    changed = Signal(object)
    locked_changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.where, self.order = Where(), Order()
        self.ids: array[int] = array("q")
        self.complete = False
        self.locked = Locked()
        self._kept: OrderedDict[int, Listed] = OrderedDict()
        self._fresh: set[int] = set()
        self._seen = (0, 0)
        self._reading: Ticket | None = None
        self._walking: Ticket | None = None
        self._known = _relevant(session.facts)
        session.labels_changed.connect(self.read_again)
        session.facts_changed.connect(self._facts_changed)

    def __len__(self) -> int:
        return len(self.ids)

    # The list

    def show(self, where: Where, order: Order) -> None:
        """Show another list."""
        self.where, self.order = where, order
        self._seen = (0, 0)
        self._begin(again=False)

    def restart(self) -> None:
        """Make the same list anew: labels or items changed."""
        self._begin(again=True)

    def _begin(self, *, again: bool) -> None:
        for ticket in (self._reading, self._walking):
            if ticket is not None:
                ticket.cancel()
        self._reading = None
        where, order, seen = self.where, self.order, self._seen
        self._walking = self.session.read(
            lambda store: _begin(store, where, order, seen),
            owner=self,
            done=lambda begun: self._begun(begun, again=again),
        )

    def _begun(self, begun: _Begun, *, again: bool) -> None:
        self.ids = array("q", begun.ids.ids)
        self._keep(begun.samples)
        self.complete = begun.ids.next is None
        self.restarted.emit(again)
        if begun.ids.next is None:
            self._all_here()
        else:
            self._walk(begun.where, begun.order, begun.ids.next)

    def _walk(self, where: Where, order: Order, after: Cursor) -> None:
        def more(found: Ids) -> None:
            self.ids.extend(found.ids)
            self.complete = found.next is None
            self.grew.emit()
            if found.next is None:
                self._all_here()
            else:
                self._walk(where, order, found.next)

        self._walking = self.session.read(
            lambda store: store.listing().ids(where, order, after, _PIECE), owner=self, done=more
        )

    def _all_here(self) -> None:
        self._walking = None
        self.session.read(lambda store: store.listing().locked(), owner=self, done=self._lock)

    def _lock(self, locked: Locked) -> None:
        if locked != self.locked:
            self.locked = locked
            self.locked_changed.emit(locked)

    # Samples

    def at(self, position: int) -> Listed | None:
        """The sample at a position; None while it is not here (ask with `need`)."""
        ident = self.ids[position]
        found = self._kept.get(ident)
        if found is not None:
            self._kept.move_to_end(ident)
        return found

    def here(self) -> list[Listed]:
        """Samples that are in memory."""
        return list(self._kept.values())

    def suggested(self, position: int) -> Suggested | None:
        """What the model suggests for an image that has no answer."""
        listed = self.at(position)
        if listed is None:
            return None
        sample = listed.sample
        if sample.annotation is not None or sample.answer != "answered" or sample.problem:
            return None
        found = listed.suggestion
        return None if found is None else Suggested(found.label, found.probability)

    def need(self, first: int, last: int) -> None:
        """Say which positions are seen now (the last one not included)."""
        self._seen = (max(0, first), min(len(self.ids), last))
        if self._reading is None:
            self._read()

    def _read(self) -> None:
        first, last = self._seen
        missing = [ident for ident in self.ids[first:last] if ident not in self._fresh][:_READ]
        if not missing:
            return
        self._reading = self.session.read(
            lambda store: store.listing().samples(missing),
            owner=self,
            done=lambda found: self._take(missing, found),
        )

    def _take(self, asked: Sequence[int], found: dict[int, Listed]) -> None:
        self._reading = None
        changed = self._keep(found)
        self._fresh.update(asked)
        if changed:
            self.changed.emit(changed)
        self._read()

    def _keep(self, found: dict[int, Listed]) -> set[int]:
        changed = {ident for ident, listed in found.items() if self._kept.get(ident) != listed}
        for ident, listed in found.items():
            self._kept[ident] = listed
            self._kept.move_to_end(ident)
            self._fresh.add(ident)
        while len(self._kept) > _KEPT:
            gone, _ = self._kept.popitem(last=False)
            self._fresh.discard(gone)
        return changed

    def read_again(self) -> None:
        """Read what is seen once more; what is shown stays until then."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._fresh.clear()
        self._read()

    def _facts_changed(self, facts: ProjectFacts) -> None:
        known, self._known = self._known, _relevant(facts)
        if known != self._known:
            self.restart()


def _relevant(facts: ProjectFacts) -> tuple[int, int, int]:
    """Which items there are at all: not their labels, under whose change the list stays still."""
    return facts.images, facts.openings, facts.splits.get("test", 0)


def _begin(store: DatasetStore, where: Where, order: Order, seen: tuple[int, int]) -> _Begun:
    listing = store.listing()
    kept = listing.ids(Where(split="test"), Order(), None, 1).ids
    if kept and not store.openings():
        where = replace(where, without="test")
    ids = listing.ids(where, order, None, max(_FIRST, seen[1] + _FIRST))
    return _Begun(ids, listing.samples(ids.ids[seen[0] : seen[0] + _FIRST]), where, order)

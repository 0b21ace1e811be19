"""Every pretrained model there is, as read from the disk at one moment; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tlstudio.core.cards import BackboneCard, Modality
from tlstudio.core.errors import StudioError
from tlstudio.gui.panels.model.names import display_name
from tlstudio.models.catalogue.catalogue import all_cards, weights_file
from tlstudio.models.catalogue.whole import verify

Role = Literal["recommended", "alternative", "better", "accurate"]
_HEAVY = 6_000_000_000
_EMBEDDED_SCORE, _UNKNOWN_SCORE = 40.0, 55.0
_TO_BRING: tuple[tuple[str, Role], ...] = (
    ("mobilenet_v3_large", "better"),
    ("convnext_tiny", "accurate"),
    ("squeezenet1_1", "better"),
    ("resnet50", "accurate"),
)


@dataclass(frozen=True)
class Entry:
    """One model.

    Attributes:
        here: Whether its weights are on this computer.
        partial: Bytes of a download that was broken off.
        name: As people call it.
    """

    card: BackboneCard
    here: bool
    partial: int
    name: str

    @property
    def ident(self) -> str:
        """Its id."""
        return self.card.id

    @property
    def score(self) -> float:
        """For ranking alone: the higher, the better its features are expected to be."""
        if self.card.accuracy is not None:
            return self.card.accuracy
        return _EMBEDDED_SCORE if self.card.origin == "embedded" else _UNKNOWN_SCORE


@dataclass(frozen=True)
class Pick:
    """A recommended model and why it is shown."""

    entry: Entry
    role: Role


@dataclass(frozen=True)
class Shelf:
    """All models.

    Attributes:
        entries: In the order of the catalogue, the user's own first.
        broken: File name → why its card cannot be read.
    """

    entries: tuple[Entry, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Id → entry."""
        return {entry.ident: entry for entry in self.entries}

    @property
    def here(self) -> tuple[Entry, ...]:
        """Those on this computer."""
        return tuple(entry for entry in self.entries if entry.here)

    def better_to_bring(self) -> Entry | None:
        """A model worth its download, for whoever has none but the embedded one."""
        ids = (ident for ident, _ in _TO_BRING)
        found = (self.by_id[ident] for ident in ids if ident in self.by_id)
        return next((entry for entry in found if not entry.here), None)

    def recommended(self) -> tuple[Pick, ...]:
        """Three: what is on this computer, the best first, then what is worth bringing."""
        usable = [entry for entry in self.here if "-NC" not in entry.card.licence]
        usable.sort(
            key=lambda e: (e.card.macs > _HEAVY, -e.score, e.card.macs or e.card.parameters)
        )
        roles: list[Role] = ["recommended", "alternative", "alternative"]
        picks = [Pick(entry, role) for entry, role in zip(usable[:3], roles, strict=False)]
        best = usable[0].score if usable else 0.0
        for ident, role in _TO_BRING:
            entry = self.by_id.get(ident)
            if len(picks) < 3 and entry is not None and not entry.here and entry.score > best:
                picks.append(Pick(entry, role))
        return tuple(picks)


def read_shelf(modality: Modality = "image") -> Shelf:
    """Read every card of a modality and look which weights are here; some file work."""
    found = all_cards()
    entries = []
    for card in found.items.values():
        if card.modality != modality:
            continue
        path = weights_file(card)
        here, part = path.is_file(), path.with_name(path.name + ".part")
        try:
            partial = 0 if here else part.stat().st_size
        except OSError:
            partial = 0
        entries.append(Entry(card, here, partial, display_name(card)))
    return Shelf(tuple(entries), tuple(found.broken.items()))


def problem_of(card: BackboneCard) -> StudioError | None:
    """What is wrong with a model's weights; reads the whole file."""
    try:
        verify(card, weights_file(card))
    except StudioError as error:
        return error
    return None

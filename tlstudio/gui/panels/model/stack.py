"""Where everything lies in the picture of a surgery: pure numbers, the input at the bottom."""

from __future__ import annotations

from dataclasses import dataclass

from tlstudio.core.cards import BackboneCard
from tlstudio.core.surgery import LayerRow, LayerState, SurgeryTable

MARGIN = 12
GAP = 8
GROUP = 10
"""Space around the new last layers."""


@dataclass(frozen=True)
class Stack:
    """What is drawn.

    Attributes:
        blocks: Of the pretrained model, from the input up; shapes may be empty for a moment.
        old: The output layers of its pretraining.
        new: The new last layers, from below.
        classes: Names at the outputs.
        input_words: Beneath everything.
    """

    blocks: tuple[LayerRow, ...] = ()
    old: LayerRow | None = None
    new: tuple[LayerRow, ...] = ()
    classes: tuple[str, ...] = ()
    input_words: str = ""


@dataclass(frozen=True)
class Geometry:
    """Places for one size of text; all y grow downwards, as on the screen.

    Args:
        blocks: How many.
        new: How many new layers.
        pitch: From one layer to the next.
        viewport: Height that is there; a small network stands at the bottom of it.
    """

    blocks: int
    new: int
    pitch: int
    viewport: int

    @property
    def group(self) -> int:
        """Height of the new last layers with the row of classes."""
        return (self.new + 1) * self.pitch + 3 * GROUP

    @property
    def height(self) -> int:
        """Of everything: input, blocks, new layers, old output layers."""
        return max(self.viewport, 2 * MARGIN + (self.blocks + 2) * self.pitch + self.group)

    @property
    def floor(self) -> float:
        """Where boundary 0 lies."""
        return self.height - MARGIN - self.pitch

    def line(self, boundary: float) -> float:
        """Where a boundary lies, also between two of them."""
        return self.floor - boundary * self.pitch

    def boundary(self, y: float) -> float:
        """Which boundary lies there."""
        return max(0.0, min(float(self.blocks), (self.floor - y) / self.pitch))

    def block_top(self, index: int, cut: float) -> float:
        """Upper edge of a block while the cut is at, or on its way to, a place."""
        return self.line(index + 1) + GAP - removed(index, cut) * self.group

    def group_top(self, cut: float) -> float:
        """Upper edge of the new last layers."""
        return self.line(cut) - self.group + 2 * GROUP

    def old_top(self) -> float:
        """Upper edge of the old output layers."""
        return self.line(self.blocks + 1) + GAP - self.group

    def block_at(self, y: float, cut: int) -> int | None:
        """Which block lies there when nothing moves; None between and beyond them."""
        for index in range(self.blocks):
            top = self.block_top(index, cut)
            if top <= y < top + self.pitch - GAP:
                return index
        return None


def removed(index: int, cut: float) -> float:
    """How far a block is on its way out, 0…1."""
    return max(0.0, min(1.0, index + 1 - cut))


def learning(index: int, freeze: float) -> float:
    """How far a block is on its way from kept as it is to learning, 0…1."""
    return max(0.0, min(1.0, index + 1 - freeze))


def before_it_is_known(card: BackboneCard) -> tuple[LayerRow, ...]:
    """Layers by name alone, until the model desk has described them."""
    return tuple(
        LayerRow(index=index, name=name, kind="", shape=(), parameters=0, state="frozen")
        for index, name in enumerate(card.blocks)
    )


def restated(table: SurgeryTable, cut: int, freeze: int) -> SurgeryTable:
    """A table with other lines, right in all but the width of the new layers; for a moving hand."""
    rows = []
    for row in table.before[:-1]:
        state: LayerState = "frozen" if row.index < freeze else "trainable"
        state = "removed" if row.index >= cut else state
        rows.append(row.model_copy(update={"state": state}))
    kept = [row for row in rows if row.state != "removed"]
    new = [row for row in table.after if row.index < 0]
    frozen = sum(row.parameters for row in kept if row.state == "frozen")
    total = sum(row.parameters for row in (*kept, *new))
    return table.model_copy(
        update={
            "before": (*rows, table.before[-1]),
            "after": (*kept, *new),
            "total_after": total,
            "trainable": total - frozen,
            "frozen": frozen,
        }
    )

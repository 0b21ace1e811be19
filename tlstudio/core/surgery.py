"""The before/after table of a surgery: what the person sees and what the report prints."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

LayerState = Literal["frozen", "trainable", "removed", "new"]


class LayerRow(BaseModel):
    """One block or new layer.

    Attributes:
        index: Block index, -1 for layers of a head.
        name: Block's or layer's name.
        kind: What it is in a word or two ("Conv 3×3, batch-norm, ReLU").
        shape: Output shape without the batch, for the chosen input size.
        parameters: Number of parameters.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    index: int
    name: str
    kind: str
    shape: tuple[int, ...]
    parameters: int
    state: LayerState


class SurgeryTable(BaseModel):
    """Before and after, with the totals."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    backbone: str
    input_shape: tuple[int, ...]
    before: tuple[LayerRow, ...]
    after: tuple[LayerRow, ...]
    total_before: int
    total_after: int
    trainable: int
    frozen: int

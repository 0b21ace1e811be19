"""Remove the last layers, add new ones, choose what is kept: on any backbone."""

from __future__ import annotations

import re
from dataclasses import dataclass

import torch
from torch import nn

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import UsageError
from tlstudio.core.plans import Head
from tlstudio.core.surgery import LayerRow, LayerState, SurgeryTable
from tlstudio.models.build import build_backbone
from tlstudio.models.heads import build_head
from tlstudio.models.network import Network, count_parameters


def operate(
    card: BackboneCard,
    *,
    cut: int | None,
    head: Head,
    classes: int,
    in_channels: int | None,
    seed: int,
    weights: bool = True,
) -> Network:
    """Cut a backbone and attach a head; everything below the head is frozen.

    Args:
        card: The backbone.
        cut: Boundary behind the last block that stays; None keeps all.
        head: The new last layers.
        classes: Number of classes, at least 1.
        in_channels: Channels of the images; None takes the backbone's own.
        seed: Seed of new weights.
        weights: Load pretrained weights; without them the backbone is random.

    Raises:
        UsageError: When the cut is not one of the backbone's boundaries.
        BadInputError: When the weights are missing or do not fit.
    """
    backbone = build_backbone(card, weights=weights, in_channels=in_channels, seed=seed)
    if cut is not None:
        if not 1 <= cut <= backbone.n:
            raise UsageError(
                f"{card.id} cannot be cut at {cut}.",
                f"Choose a number from 1 to {backbone.n}, or the name of a block.",
            )
        backbone.cut(cut)
    width = backbone.width_at(backbone.n)
    network = Network(backbone, build_head(head, width, classes, seed), classes)
    network.freeze_below(None)
    return network


@dataclass(frozen=True)
class Anatomy:
    """A backbone as it is before any surgery; no weights are needed to know it.

    Attributes:
        backbone: Id of its card.
        input_shape: Channels, height, width; of texts the tokens alone.
        blocks: A row for each block, all marked as kept.
        old_head: The output layers of its pretraining.
        widths: Width of the pooled features behind each block.
    """

    backbone: str
    input_shape: tuple[int, ...]
    blocks: tuple[LayerRow, ...]
    old_head: LayerRow
    widths: tuple[int, ...]


def anatomy(card: BackboneCard, *, channels: int | None, size: int) -> Anatomy:
    """Names, shapes and parameters of every block, without any memory for weights where possible.

    Args:
        card: The backbone.
        channels: Of the images; None takes the backbone's own.
        size: Side of the images in pixels, or tokens of the texts.

    Raises:
        UsageError: When the backbone cannot take inputs of that size.
    """
    try:
        with torch.device("meta"):
            return _anatomy(card, channels, size)
    except (NotImplementedError, RuntimeError):
        pass  # some networks compute with real numbers while they are built
    try:
        return _anatomy(card, channels, size)
    except (RuntimeError, ValueError) as error:
        what = f"images of {size} × {size} pixels" if card.text is None else f"{size} tokens"
        raise UsageError(
            f"{card.id} cannot take {what}.", f"Choose its own size, {card.size}."
        ) from error


def _anatomy(card: BackboneCard, channels: int | None, size: int) -> Anatomy:
    whole = build_backbone(card, weights=False, in_channels=channels, seed=0)
    shapes = whole.shapes(size)
    named = zip(whole.block_names, whole.blocks, shapes, strict=True)
    return Anatomy(
        backbone=card.id,
        input_shape=whole.input_shape(size),
        blocks=tuple(
            _row(index, name, block, shape, "frozen")
            for index, (name, block, shape) in enumerate(named)
        ),
        old_head=LayerRow(
            index=-1,
            name="old output layers",
            kind="for the classes of its pretraining",
            shape=(len(card.classes),) if card.classes else (),
            parameters=max(0, card.parameters - count_parameters(whole)),
            state="removed",
        ),
        widths=tuple(whole.width_of(shape) for shape in shapes),
    )


def surgery_table(
    card: BackboneCard, network: Network, *, freeze_to: int | None, size: int
) -> SurgeryTable:
    """The table before and after.

    Args:
        card: The backbone as it was.
        network: After the surgery.
        freeze_to: Blocks below this boundary are kept as they are; None freezes all.
        size: Side of the images in pixels.
    """
    body = anatomy(card, channels=network.backbone.in_channels, size=size)
    width = network.backbone.width_at(network.cut)
    return _table(body, network.cut, _head_rows(network.head, width), freeze_to)


def planned_table(
    body: Anatomy, *, cut: int | None, head: Head, classes: int, freeze_to: int | None
) -> SurgeryTable:
    """The table of a surgery that nobody has done yet; quick, for a picture that follows a hand.

    Args:
        body: The backbone as it is.
        cut: Boundary behind the last block that stays; None keeps all.
        head: The new last layers.
        classes: Number of classes.
        freeze_to: As of `surgery_table`.

    Raises:
        UsageError: When the cut is not one of the backbone's boundaries.
    """
    blocks = len(body.blocks)
    place = blocks if cut is None else cut
    if not 1 <= place <= blocks:
        raise UsageError(
            f"{body.backbone} cannot be cut at {place}.",
            f"Choose a number from 1 to {blocks}, or the name of a block.",
        )
    width = body.widths[place - 1]
    return _table(body, place, _head_rows(build_head(head, width, classes, 0), width), freeze_to)


def _table(body: Anatomy, cut: int, new: list[LayerRow], freeze_to: int | None) -> SurgeryTable:
    limit = cut if freeze_to is None else min(freeze_to, cut)
    rows = []
    for row in body.blocks:
        state: LayerState = "removed" if row.index >= cut else "trainable"
        state = "frozen" if row.index < limit else state
        rows.append(row.model_copy(update={"state": state}))
    after = [row for row in rows if row.state != "removed"]
    kept = sum(row.parameters for row in after if row.state == "frozen")
    total = sum(row.parameters for row in (*after, *new))
    return SurgeryTable(
        backbone=body.backbone,
        input_shape=body.input_shape,
        before=(*rows, body.old_head),
        after=(*after, *new),
        total_before=sum(row.parameters for row in rows) + body.old_head.parameters,
        total_after=total,
        trainable=total - kept,
        frozen=kept,
    )


def _head_rows(head: nn.Sequential, width: int) -> list[LayerRow]:
    rows = []
    hidden = torch.zeros(2, width)
    head.eval()
    with torch.inference_mode():
        for layer in head:
            hidden = layer(hidden)
            name = type(layer).__name__.lower()
            rows.append(_row(-1, f"new {name}", layer, tuple(hidden.shape[1:]), "new"))
    return rows


def _row(
    index: int, name: str, block: nn.Module, shape: tuple[int, ...], state: LayerState
) -> LayerRow:
    return LayerRow(
        index=index,
        name=name,
        kind=describe(block),
        shape=shape,
        parameters=count_parameters(block),
        state=state,
    )


def describe(module: nn.Module) -> str:
    """What a block is, in a few words."""
    if isinstance(module, nn.Linear):
        return f"linear {module.in_features} → {module.out_features}"
    if not list(module.children()):
        return _WORDS.get(type(module).__name__, type(module).__name__)
    convolutions = sum(isinstance(inner, nn.Conv2d) for inner in module.modules())
    linear = sum(isinstance(inner, nn.Linear) for inner in module.modules())
    name = in_words(type(module).__name__)
    parts = [] if type(module).__name__ in _PLAIN else [name]
    parts += [f"{convolutions} convolution{'s' * (convolutions > 1)}"] if convolutions else []
    parts += [f"{linear} linear"] if linear else []
    if not convolutions and not linear:
        inner = [_WORDS.get(type(m).__name__, type(m).__name__) for m in module.children()]
        parts = [", ".join(inner)]
    return ", ".join(parts)


def in_words(name: str) -> str:
    """A class name as a person writes it: "ResidualBlock" is a residual block, "MBConv" a name."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.lstrip("_")).split()
    return " ".join(word.lower() if word[1:].islower() else word for word in words)


_PLAIN = ("Sequential", "Conv2dNormActivation")
_WORDS = {
    "AdaptiveAvgPool2d": "average",
    "Flatten": "flatten",
    "LayerNorm": "layer norm",
    "Dropout": "dropout",
    "GELU": "GELU",
    "Standardise": "standardise features",
    "GlobalMean": "average",
    "MaxPool2d": "maximum",
}

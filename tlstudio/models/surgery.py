"""Remove the last layers, add new ones, choose what is kept: on any backbone."""

from __future__ import annotations

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
    channels = network.backbone.in_channels
    whole = build_backbone(card, weights=False, in_channels=channels, seed=0)
    limit = network.cut if freeze_to is None else min(freeze_to, network.cut)
    shapes = whole.shapes(size)
    rows = []
    for index, (name, block) in enumerate(zip(whole.block_names, whole.blocks, strict=True)):
        state: LayerState = "removed" if index >= network.cut else "trainable"
        state = "frozen" if index < limit else state
        rows.append(_row(index, name, block, shapes[index], state))
    old_head = LayerRow(
        index=-1,
        name="old output layers",
        kind="for the classes of its pretraining",
        shape=(len(card.classes),) if card.classes else (),
        parameters=max(0, card.parameters - count_parameters(whole)),
        state="removed",
    )
    after = [row for row in rows if row.state != "removed"]
    new = _head_rows(network)
    kept = sum(row.parameters for row in after if row.state == "frozen")
    total = sum(row.parameters for row in (*after, *new))
    return SurgeryTable(
        backbone=card.id,
        input_shape=(channels, size, size),
        before=(*rows, old_head),
        after=(*after, *new),
        total_before=sum(row.parameters for row in rows) + old_head.parameters,
        total_after=total,
        trainable=total - kept,
        frozen=kept,
    )


def _head_rows(network: Network) -> list[LayerRow]:
    rows = []
    hidden = torch.zeros(2, network.backbone.width_at(network.cut))
    network.head.eval()
    with torch.inference_mode():
        for layer in network.head:
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
    name = type(module).__name__
    parts = [] if name in ("Sequential", "Conv2dNormActivation") else [name]
    parts += [f"{convolutions} convolution{'s' * (convolutions > 1)}"] if convolutions else []
    parts += [f"{linear} linear"] if linear else []
    if not convolutions and not linear:
        inner = [_WORDS.get(type(m).__name__, type(m).__name__) for m in module.children()]
        parts = [", ".join(inner)]
    return ", ".join(parts)


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

"""From which patches a transformer's answer flows: attention rollout (Abnar & Zuidema 2020).

Every layer's attention, averaged over its heads and mixed half and half with what passes by
unchanged, says how much each token takes from which; multiplied from the first layer to the last,
how much the answer takes from each patch of the image (arXiv 2005.00928). It is the same for every
class, and shows from where, not for what.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from tlstudio.evaluation.explaining.maps import Found, side_of
from tlstudio.models.network import Network

_CONVOLUTIONAL = (
    "This network has no attention that could be followed: it looks by convolutions. Grad-CAM "
    "shows where it looked."
)
_WINDOWS = (
    "This network's attention stays within small windows that change from layer to layer, so it "
    "cannot be followed through. Grad-CAM shows where it looked."
)
_HIDDEN = (
    "This network does not give its attention away in every layer. Grad-CAM shows where it looked."
)


def find(network: Network, images: Tensor, code: int | None) -> Found:
    """From which patches of one image (1, C, S, S) the answer flows.

    Args:
        network: In eval mode.
        images: One image, as the network takes it.
        code: Only handed on: the map is the same for every class.
    """
    layers: list[Tensor] = []
    shapes: list[int] = []
    windows = False
    with torch.no_grad():
        hidden = images
        for block in network.backbone.blocks:
            before = hidden
            with _listening(block) as heard:
                hidden = block(hidden.clone())
            found = [one for one in heard if one.shape[-1] == hidden.shape[1]]
            if not _attends(block):
                continue
            if before.ndim != 3 or hidden.ndim != 3 or (heard and not found):
                windows = True
            else:
                shapes.append(int(before.shape[1]))
                layers += found[:1]
        logits = network.head(network.backbone.pool(hidden))
    chosen = int(logits.argmax()) if code is None else code
    square = side_of(shapes[0]) if shapes else None
    if windows or square is None:
        return Found(None, chosen, _WINDOWS if windows else _CONVOLUTIONAL)
    if len(layers) != len(shapes) or len(set(shapes)) > 1:
        return Found(None, chosen, _HIDDEN)
    side, prefix = square
    flow = rolled_out(layers)
    taken = flow[0] if network.backbone.layout == "cls" else flow[prefix:].mean(0)
    values = taken[prefix:].reshape(side, side).float().cpu().numpy()
    words = (
        f"The answer takes most from warm patches ({side} × {side}), followed through "
        f"{len(layers)} layers of attention. This map is the same for every class."
    )
    # What every patch gives alike says nothing of where.
    return Found(values - values.min(), chosen, words)


def rolled_out(layers: list[Tensor]) -> Tensor:
    """(L, L) how much each token at the end takes from each at the beginning; rows sum to 1.

    Args:
        layers: Attention of one image in each layer, (1, H, L, L).
    """
    count = int(layers[0].shape[-1])
    same = torch.eye(count, dtype=torch.float64, device=layers[0].device)
    flow = same
    for attention in layers:
        mixed = (attention[0].double().mean(0) + same) / 2
        flow = (mixed / mixed.sum(-1, keepdim=True)) @ flow
    return flow


def _attends(block: nn.Module) -> bool:
    return any("attention" in type(module).__name__.lower() for module in block.modules())


@contextmanager
def _listening(block: nn.Module) -> Iterator[list[Tensor]]:
    """Gather every attention (1, H, L, L) that a module inside the block gives back."""
    heard: list[Tensor] = []

    def ask(module: nn.Module, args: Any, kwargs: dict[str, Any]) -> Any:
        del module
        return args, {**kwargs, "need_weights": True, "average_attn_weights": False}

    def hear(module: nn.Module, args: Any, output: Any) -> None:
        del module, args
        if isinstance(output, tuple):
            heard.extend(
                one.detach()
                for one in output[1:]
                if isinstance(one, Tensor) and one.ndim == 4 and one.shape[-1] == one.shape[-2]
            )

    with ExitStack() as hooks:
        for module in block.modules():
            if isinstance(module, nn.MultiheadAttention):
                hooks.callback(module.register_forward_pre_hook(ask, with_kwargs=True).remove)
            hooks.callback(module.register_forward_hook(hear).remove)
        yield heard

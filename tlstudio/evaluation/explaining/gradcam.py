"""Where in an image a class is seen: Grad-CAM (Selvaraju et al. 2017, arXiv 1610.02391).

The gradient of a class's logit says how much each channel of the last map counts for it; the maps
weighted by that, negative values cut off, show where. For transformers the tokens of patches take
the place of the map; where the last tokens do not reach the answer (only the class token does),
the boundary before them is taken.
"""

from __future__ import annotations

import torch
from torch import Tensor

from tlstudio.evaluation.explaining.maps import SILENT, Found, places
from tlstudio.models.network import Network

_NOWHERE = (
    "This model keeps no map of places behind its first blocks, so it cannot say where it looked."
)


def find(network: Network, images: Tensor, code: int | None) -> Found:
    """The map of one image (1, C, S, S) at the last boundary with places that count.

    Args:
        network: In eval mode.
        images: One image, as the network takes it.
        code: Of the class; None takes the one with the largest logit.
    """
    with torch.no_grad():
        activations = [images]
        for block in network.backbone.blocks:
            # Some blocks begin by changing their input in its place.
            activations.append(block(activations[-1].clone()))
        pooled = network.backbone.pool(activations[-1])
        logits = network.head(pooled)
        chosen = int(logits.argmax()) if code is None else code
    for boundary in range(network.cut, 0, -1):
        hidden = activations[boundary].detach().clone().requires_grad_(True)
        if places(hidden, network.backbone.layout) is None:
            continue
        gradient = _gradient(network, hidden, boundary, chosen)
        maps, slopes = (places(part, network.backbone.layout) for part in (hidden, gradient))
        if maps is None or slopes is None or float(slopes.abs().max()) <= SILENT:
            continue
        weights = slopes.mean(dim=(1, 2), keepdim=True)
        found = (weights * (maps.detach() - _usual(network, maps.detach(), pooled))).sum(0)
        values = found.float().cpu().numpy()
        words = (
            f"Warm places speak for this class. The map has {values.shape[0]} × {values.shape[1]} "
            "fields, smoothed."
        )
        if float(values.max()) <= SILENT:
            values = values - values.min()
            words = "No place speaks for this class; warm ones speak the least against it."
        return Found(values, chosen, words)
    return Found(None, chosen, _NOWHERE)


def _usual(network: Network, maps: Tensor, pooled: Tensor) -> Tensor | float:
    """What each channel is in the mean over the training images, where the head was told so.

    Measured from there, the places of a map that is averaged sum up to the class's logit less its
    bias, so that the sign of a place says whether it speaks for the class.
    """
    fixed = network.standardise
    averaged = maps.mean(dim=(1, 2))
    if fixed is None or averaged.shape != pooled[0].shape:
        return 0.0
    if not torch.allclose(averaged, pooled[0], rtol=1e-3, atol=1e-4):
        return 0.0
    return fixed.mean[:, None, None]


def _gradient(network: Network, hidden: Tensor, boundary: int, code: int) -> Tensor:
    pooled = network.backbone.pool(network.backbone.run(hidden.clone(), boundary, network.cut))
    logit = network.head(pooled)[0, code]
    (gradient,) = torch.autograd.grad(logit, hidden, allow_unused=True)
    return torch.zeros_like(hidden) if gradient is None else gradient

"""What each pixel adds to a class: integrated gradients (Sundararajan et al. 2017, 1703.01365).

The way goes from an image of nothing but the mean colour, which is zero once the input is
standardised, to the image; gradients along it, summed up, share out among the pixels what the
class's logit gains on the way. That the shares add up to the gain is the method's promise, and its
error is reported.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from captum.attr import IntegratedGradients
from torch import Tensor, nn
from torch.nn import functional

from tlstudio.core.words import percent
from tlstudio.evaluation.explaining.maps import SILENT, Floats, Found
from tlstudio.models.network import Network

_STEPS = (24, 96)
_TOLERATED = 0.05
# Images at once: about a fifth of a gigabyte of activations for a large network at 224 pixels.
_PIXELS = 8 * 224 * 224
_FIELDS = 56


def find(network: Network, images: Tensor, code: int | None) -> Found:
    """What the pixels of one image (1, C, S, S) add to a class.

    Args:
        network: In eval mode.
        images: One image, as the network takes it.
        code: Of the class; None takes the one with the largest logit.
    """
    model = _Alone(network)
    baseline = torch.zeros_like(images)
    with torch.no_grad():
        logits, start = model(images)[0], model(baseline)[0]
    chosen = int(logits.argmax()) if code is None else code
    gain = float(logits[chosen] - start[chosen])
    at_once = max(1, _PIXELS // (images.shape[-1] * images.shape[-2]))
    method: Any = IntegratedGradients(model)
    error = math.inf
    shares = baseline
    for steps in _STEPS:
        shares = method.attribute(
            images, baseline, target=chosen, n_steps=steps, internal_batch_size=at_once
        ).detach()
        error = abs(float(shares.sum()) - gain) / max(abs(gain), SILENT)
        if error <= _TOLERATED:
            break
    if not math.isfinite(error) or not bool(torch.isfinite(shares).all()):
        return Found(None, chosen, "This network's answers are no numbers along the way.")
    return Found(_pooled(shares.sum(1)[0]), chosen, _words(steps, error), error)


class _Alone(nn.Module):
    """The network on a copy of its input, which some first layers change in its place."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: Tensor) -> Tensor:
        """(N, classes) logits."""
        logits: Tensor = self.network(images.clone())
        return logits


def _pooled(shares: Tensor) -> Floats:
    """(h, w) sums over small squares of pixels: single pixels flicker, and no eye sees them."""
    square = max(1, round(shares.shape[-1] / _FIELDS))
    sums = functional.avg_pool2d(
        shares[None, None].float(), square, ceil_mode=True, divisor_override=1
    )
    found: Floats = sums[0, 0].cpu().numpy()
    return found


def _words(steps: int, error: float) -> str:
    words = (
        f"Warm pixels add to this class, seen from the mean colour, in {steps} steps. "
        f"Their shares add up to the whole within {percent(error)}."
    )
    if error > _TOLERATED:
        words += " That is too rough to rely on."
    return words

"""Mixup and CutMix: training images and their truth blended in pairs."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from tlstudio.core.plans import Augmentation


def mix(
    inputs: Tensor, targets: Tensor, plan: Augmentation, *, classes: int, seed: int
) -> tuple[Tensor, Tensor]:
    """Blend a batch with itself in another order, when the plan says so.

    With both switched on, each batch takes one of them at random. Activations that are no maps
    are mixed by mixup alone.

    Args:
        inputs: (B, …) images or activations.
        targets: (B,) codes or (B, K) shares.
        plan: The strengths alpha of both (mixup: Zhang et al. 2018, arXiv 1710.09412; CutMix: Yun
            et al. 2019, arXiv 1905.04899).
        classes: K.
        seed: Of the random numbers.

    Returns:
        The blend, and shares (B, K).
    """
    maps = inputs.ndim == 4
    cutmix = plan.cutmix if maps else 0.0
    if not plan.mixup and not cutmix:
        return inputs, targets
    rng = np.random.default_rng(seed)
    paste = bool(cutmix) and (not plan.mixup or rng.random() < 0.5)
    alpha = cutmix if paste else plan.mixup
    share = float(rng.beta(alpha, alpha))
    partner = torch.from_numpy(rng.permutation(len(inputs))).to(inputs.device)
    truth = targets
    if targets.ndim == 1:
        truth = functional.one_hot(targets, classes).to(torch.float32)
    if paste:
        inputs, share = _pasted(inputs, partner, share, rng)
    else:
        inputs = torch.lerp(inputs[partner], inputs, share)
    return inputs, torch.lerp(truth[partner], truth, share)


def _pasted(
    images: Tensor, partner: Tensor, share: float, rng: np.random.Generator
) -> tuple[Tensor, float]:
    """A rectangle of each partner; the share that is left of the image itself."""
    height, width = int(images.shape[2]), int(images.shape[3])
    side = np.sqrt(1 - share)
    middle_y, middle_x = rng.integers(height), rng.integers(width)
    half_y, half_x = round(height * side / 2), round(width * side / 2)
    top, bottom = max(0, middle_y - half_y), min(height, middle_y + half_y)
    left, right = max(0, middle_x - half_x), min(width, middle_x + half_x)
    done = images.clone()
    done[:, :, top:bottom, left:right] = images[partner][:, :, top:bottom, left:right]
    return done, 1 - (bottom - top) * (right - left) / (height * width)

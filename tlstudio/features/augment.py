"""Augmentation of a whole batch at once, from canvases to network-sized images."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from tlstudio.core.plans import Augmentation


def augment(
    canvases: Tensor, size: int, plan: Augmentation, generator: torch.Generator, white: float
) -> Tensor:
    """Crop, flip, turn and change brightness, each image by its own random numbers.

    Args:
        canvases: (B, S, S, C) values of the canvas.
        size: Side of the result.
        plan: What may change, and how much.
        generator: Of the random numbers, on the CPU; the same one gives the same result.
        white: Canvas value that stands for white.

    Returns:
        (B, size, size, C) float values on the scale of the canvas.
    """
    count = len(canvases)
    images = canvases.permute(0, 3, 1, 2).float()
    turns, flips = _turns_and_flips(plan, count, generator)
    low = 1 - 0.6 * plan.strength
    scale = torch.sqrt(low + (1 - low) * torch.rand(count, generator=generator))
    if plan.set == "document":
        scale = 1 - 0.1 * plan.strength * torch.rand(count, generator=generator)
    shift = (torch.rand(count, 2, generator=generator) * 2 - 1) * (1 - scale)[:, None]
    cosine, sine = torch.cos(turns) * scale, torch.sin(turns) * scale
    top = torch.stack([cosine * flips, -sine, shift[:, 0]], 1)
    bottom = torch.stack([sine * flips, cosine, shift[:, 1]], 1)
    where = torch.stack([top, bottom], 1).to(images.device)
    grid = torch.nn.functional.affine_grid(
        where, [count, images.shape[1], size, size], align_corners=False
    )
    done = torch.nn.functional.grid_sample(
        images, grid, mode="bilinear", padding_mode="reflection", align_corners=False
    )
    amount = 0.4 * plan.strength
    change = 1 + amount * (torch.rand(2, count, 1, 1, 1, generator=generator) * 2 - 1)
    contrast, bright = change.to(images.device)
    mean = done.mean((1, 2, 3), keepdim=True)
    # ((x - mean) * contrast + mean) * bright, in one pass over the pixels
    done = torch.addcmul(mean * (1 - contrast) * bright, done, contrast * bright)
    return done.clamp_(0, white).permute(0, 2, 3, 1)


def _turns_and_flips(
    plan: Augmentation, count: int, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    random = torch.rand(count, generator=generator) * 2 - 1
    flips = torch.where(torch.rand(count, generator=generator) < 0.5, -1.0, 1.0)
    if plan.set == "microscopy":
        return random * math.pi, flips
    if plan.set == "document":
        return random * plan.strength * math.radians(5), torch.ones(count)
    return random * plan.strength * math.radians(15), flips

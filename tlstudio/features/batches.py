"""From canvases as caches keep them to what a network is fed with."""

from __future__ import annotations

from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor

from tlstudio.data.preprocess import Recipe


def as_tensor(canvases: Tensor | NDArray[Any]) -> Tensor:
    """Canvases as a tensor without a copy; read-only memory maps are copied."""
    if isinstance(canvases, Tensor):
        return canvases
    return torch.from_numpy(canvases if canvases.flags.writeable else canvases.copy())


def to_input(
    canvases: Tensor | NDArray[Any],
    recipe: Recipe,
    device: torch.device | str = "cpu",
    *,
    dtype: torch.dtype = torch.float32,
) -> Tensor:
    """Cut the centre, scale to 0…1 and normalise.

    Whole numbers travel to the device, a quarter of the bytes of floats.

    Args:
        canvases: (B, S, S, C) of uint8 or uint16, S at least `recipe.size`.
        recipe: Of the run.
        device: Where the result is wanted.
        dtype: Of the result.

    Returns:
        (B, C, size, size), in channels-last memory except on MPS.
    """
    pixels = _centre(as_tensor(canvases), recipe.size)
    place = torch.device(device)
    if place.type == "cuda" and pixels.device.type == "cpu":
        pixels = pixels.contiguous().pin_memory()
    return normalised(pixels.to(place, non_blocking=True), recipe, dtype=dtype)


def normalised(pixels: Tensor, recipe: Recipe, *, dtype: torch.dtype = torch.float32) -> Tensor:
    """(B, S, S, C) of canvas values to (B, C, S, S) of standardised ones.

    Args:
        pixels: Whole numbers, or floats on the same scale after an augmentation.
        recipe: Of the run.
        dtype: Of the result.

    Returns:
        In channels-last memory except on MPS.
    """
    mean = torch.tensor(recipe.mean, dtype=torch.float64)
    std = torch.tensor(recipe.std, dtype=torch.float64)
    scale = (1 / (recipe.white * std)).to(pixels.device, torch.float32)
    shift = (-mean / std).to(pixels.device, torch.float32)
    done = torch.addcmul(shift, pixels.to(torch.float32), scale).to(dtype).permute(0, 3, 1, 2)
    # Permuting (B, S, S, C) is channels-last memory already: no copy was made.
    return done.contiguous() if done.device.type == "mps" else done


def _centre(pixels: Tensor, size: int) -> Tensor:
    height, width = int(pixels.shape[1]), int(pixels.shape[2])
    top, left = (height - size) // 2, (width - size) // 2
    return pixels[:, top : top + size, left : left + size]

"""Classical image descriptors that the network learns to predict beside the labels.

Predicting gradient histograms is a strong pretext task (Wei et al. 2022, arXiv 2112.09133); colour
and local binary patterns (Ojala et al. 2002) keep the features from dropping colour and texture,
which class labels alone would let them ignore.
"""

import torch
from torch import Tensor
from torch.nn import functional

ORIENTATIONS = 8

GROUPS = {"gradients": 160, "patterns": 256, "bands": 60, "colours": 48, "histogram": 64}
"""Number of values of each kind, in the order in which `describe` returns them."""


def _gradient_histogram(grey: Tensor, cells: int) -> Tensor:
    """Histogram of signed gradient directions in cells x cells, (N, 8 * cells * cells)."""
    dx = functional.pad(grey[..., :, 2:] - grey[..., :, :-2], (1, 1, 0, 0))
    dy = functional.pad(grey[..., 2:, :] - grey[..., :-2, :], (0, 0, 1, 1))
    angles = torch.arange(ORIENTATIONS) * (2 * torch.pi / ORIENTATIONS)
    along = dx * torch.cos(angles)[:, None, None] + dy * torch.sin(angles)[:, None, None]
    length = torch.sqrt(dx * dx + dy * dy + 1e-8)
    share = ((along / length).clamp(min=0.7) - 0.7) * length
    pooled = functional.adaptive_avg_pool2d(share, cells).flatten(1)
    return torch.sqrt(functional.normalize(pooled, p=1) + 1e-8)


def _binary_patterns(grey: Tensor) -> Tensor:
    """Histogram of 8-neighbour local binary patterns, (N, 256)."""
    centre = grey[..., 1:-1, 1:-1] + 0.01
    height, width = grey.shape[-2:]
    code = torch.zeros_like(centre, dtype=torch.int64)
    offsets = ((0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0))
    for bit, (row, column) in enumerate(offsets):
        neighbour = grey[..., row : height - 2 + row, column : width - 2 + column]
        code += (neighbour > centre).long() << bit
    code = code.flatten(1)
    counts = torch.zeros(len(grey), 256).scatter_add_(1, code, torch.ones(code.shape))
    return torch.sqrt(counts / code.shape[1])


def _colour_histogram(images: Tensor) -> Tensor:
    """Histogram of 4 x 4 x 4 colours, (N, 64)."""
    levels = (images * 3.999).long()
    code = (levels[:, 0] * 16 + levels[:, 1] * 4 + levels[:, 2]).flatten(1)
    counts = torch.zeros(len(images), 64).scatter_add_(1, code, torch.ones(code.shape))
    return torch.sqrt(counts / code.shape[1])


def _band_energies(images: Tensor) -> Tensor:
    """Contrast of three opponent colours in four octaves, (N, 60).

    For each: the logarithm of the mean deviation in 2 x 2 cells, and how sparse it is.
    """
    red, green, blue = images.unbind(1)
    level = torch.stack(
        [(red + green + blue) / 3, (red - green) / 2, (red + green - 2 * blue) / 4], 1
    )
    parts = []
    for _ in range(4):
        coarse = functional.avg_pool2d(level, 2, ceil_mode=True)
        band = level - functional.interpolate(coarse, level.shape[-2:], mode="bilinear")
        parts.append(torch.log(functional.adaptive_avg_pool2d(band.abs(), 2).flatten(1) + 1e-3))
        spread = torch.sqrt((band * band).mean((2, 3)) + 1e-8)
        parts.append(spread / (band.abs().mean((2, 3)) + 1e-4))
        level = coarse
    return torch.cat(parts, 1)


def describe(images: Tensor) -> Tensor:
    """Describe images by gradients, patterns, contrast and colours, in the order of `GROUPS`.

    Args:
        images: Shape (N, 3, H, W), 0 to 1.

    Returns:
        Shape (N, 588): gradient histograms of 4 x 4 cells at half size and of 2 x 2 cells at a
        quarter; local binary patterns; energies of bands; mean colours of 4 x 4 cells; a histogram
        of colours.
    """
    half_colour = functional.avg_pool2d(images, 2)
    half = half_colour.mean(1, keepdim=True)
    return torch.cat(
        [
            _gradient_histogram(half, 4),
            _gradient_histogram(functional.avg_pool2d(half, 2), 2),
            _binary_patterns(images.mean(1, keepdim=True)),
            _band_energies(images),
            functional.adaptive_avg_pool2d(half_colour, 4).flatten(1),
            _colour_histogram(half_colour),
        ],
        1,
    )

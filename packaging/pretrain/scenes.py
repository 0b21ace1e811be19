"""Scenes: several figures in front of a texture, coloured, lit and worn, with their labels.

More than one fractal in an image makes the features more useful than one (the multi-instance
prediction of Anderson & Farrell 2021, arXiv 2110.03091).
"""

import math
from dataclasses import dataclass

import torch
from library import Library
from torch import Tensor
from torch.nn import functional

MAX_FIGURES = 4


@dataclass(frozen=True)
class Scenes:
    """A batch of images with what is known about them.

    Attributes:
        images: float32, shape (N, 3, size, size), 0 to 1.
        figures: float32, shape (N, figure classes), each row a distribution over those present.
        textures: int64, shape (N,), class of the background; -100 where it is plain.
    """

    images: Tensor
    figures: Tensor
    textures: Tensor


def _uniform(count: int, low: float, high: float, draws: torch.Generator) -> Tensor:
    return torch.rand(count, generator=draws) * (high - low) + low


def _chance(count: int, probability: float, draws: torch.Generator) -> Tensor:
    return torch.rand(count, generator=draws) < probability


def _place(
    members: Tensor, size: int, scale: Tensor, angle: Tensor, centre: Tensor, *, edge: str
) -> Tensor:
    """Draw (N, h, w) bytes turned, scaled and moved, as (N, 1, size, size) from 0 to 1."""
    cos, sin = torch.cos(angle) / scale, torch.sin(angle) / scale
    theta = torch.stack(
        [
            torch.stack([cos, sin, -cos * centre[:, 0] - sin * centre[:, 1]], 1),
            torch.stack([-sin, cos, sin * centre[:, 0] - cos * centre[:, 1]], 1),
        ],
        1,
    )
    grid = functional.affine_grid(theta, [len(members), 1, size, size], align_corners=False)
    values = members[:, None].to(torch.float32) / 255
    return functional.grid_sample(values, grid, padding_mode=edge, align_corners=False)


def _colours(count: int, draws: torch.Generator) -> Tensor:
    """Draw (count, 3, 1, 1) colours: mostly muted, some vivid, a quarter of them grey."""
    value = _uniform(count, 0.02, 1, draws)
    saturation = torch.rand(count, generator=draws) ** 1.5
    saturation = torch.where(_chance(count, 0.25, draws), torch.zeros(()), saturation)
    hue = _uniform(count, 0, 1, draws)[:, None] + torch.tensor([0.0, 1 / 3, 2 / 3])
    wheel = (torch.cos(2 * math.pi * hue) * 0.75 + 0.5).clamp(0, 1)
    mixed = value[:, None] * (1 - saturation[:, None] * (1 - wheel))
    return mixed[:, :, None, None]


def _paint(levels: Tensor, draws: torch.Generator, contrast: Tensor) -> Tensor:
    """Colour (N, 1, H, W) levels with a ramp between two colours per image."""
    dark = _colours(len(levels), draws)
    light = _colours(len(levels), draws)
    light = dark + (light - dark) * contrast[:, None, None, None]
    return dark + (light - dark) * levels


def _pick(stock: Tensor, classes: Tensor, draws: torch.Generator) -> Tensor:
    members = torch.randint(stock.shape[1], (len(classes),), generator=draws)
    return stock[classes, members]


def _texture_levels(library: Library, classes: Tensor, size: int, draws: torch.Generator) -> Tensor:
    count = len(classes)
    return _place(
        _pick(library.textures, classes, draws),
        size,
        _uniform(count, 1.1, 2.2, draws),
        _uniform(count, -0.3, 0.3, draws),
        torch.zeros(count, 2),
        edge="reflection",
    )


def _add_figures(images: Tensor, library: Library, draws: torch.Generator) -> tuple[Tensor, Tensor]:
    """Paint one to four figures over the images; return them and who is on them."""
    count, size = len(images), images.shape[-1]
    classes = library.figures.shape[0]
    present = torch.zeros(count, classes)
    wanted = torch.randint(1, MAX_FIGURES + 1, (count,), generator=draws)
    wanted = torch.where(_chance(count, 0.3, draws), torch.ones_like(wanted), wanted)
    for layer in range(MAX_FIGURES):
        rows = torch.nonzero(wanted > layer).flatten()
        n = len(rows)
        if n == 0:
            break
        labels = torch.randint(classes, (n,), generator=draws)
        single = wanted[rows] == 1
        largest = torch.where(single, 1.15, 0.75)
        scale = 0.3 + torch.rand(n, generator=draws) * (largest - 0.3)
        centre = (torch.rand(n, 2, generator=draws) * 2 - 1) * (1.1 - scale)[:, None].clamp(0.1)
        levels = _place(
            _pick(library.figures, labels, draws),
            size,
            scale,
            _uniform(n, -0.5, 0.5, draws),
            centre,
            edge="zeros",
        )
        opacity = (levels * _uniform(n, 1.5, 5, draws)[:, None, None, None]).clamp(0, 1)
        fill = levels
        textured = _chance(n, 0.35, draws)
        if textured.any():
            others = torch.randint(
                library.textures.shape[0], (int(textured.sum()),), generator=draws
            )
            fill = levels.clone()
            fill[textured] = _texture_levels(library, others, size, draws)
        surface = _paint(fill, draws, _uniform(n, 0, 1, draws))
        images[rows] = images[rows] + (surface - images[rows]) * opacity
        present[rows, labels] = 1
    return images, present / present.sum(1, keepdim=True)


def _soften(images: Tensor, share: float) -> Tensor:
    """Lose detail by going through fewer pixels: the more, the larger the share; 0 or less none."""
    if share <= 0:
        return images
    size = images.shape[-1]
    small = functional.interpolate(images, max(24, round(size * (1 - 0.75 * share))), mode="area")
    return functional.interpolate(small, size, mode="bilinear", align_corners=False)


def _wear(images: Tensor, draws: torch.Generator) -> Tensor:
    """Light, blur, grain and fade the images as cameras and files do."""
    count, size = len(images), images.shape[-1]
    ramp = torch.linspace(-1, 1, size)
    slope = torch.randn(count, 2, 1, 1, generator=draws) * 0.2
    images = images * (1 + slope[:, :1] * ramp[:, None] + slope[:, 1:] * ramp)
    grey = _chance(count, 0.2, draws)
    images[grey] = images[grey].mean(1, keepdim=True).expand(-1, 3, -1, -1)
    images = torch.cat(
        [_soften(part, float(_uniform(1, -0.6, 1, draws))) for part in images.chunk(4)]
    )
    grain = _uniform(count, -0.06, 0.06, draws).clamp(0)[:, None, None, None]
    images = images + grain * torch.randn(images.shape, generator=draws)
    gain = torch.exp(torch.randn(count, generator=draws) * 0.2)[:, None, None, None]
    shift = (torch.randn(count, generator=draws) * 0.08)[:, None, None, None]
    return (images * gain + shift).clamp(0, 1)


def compose_scenes(library: Library, count: int, size: int, draws: torch.Generator) -> Scenes:
    """Compose a batch of scenes; the generator's state decides everything.

    Args:
        library: Rendered figures and textures.
        count: Number of images.
        size: Side of the images in pixels.
        draws: Source of randomness.
    """
    textures = torch.randint(library.textures.shape[0], (count,), generator=draws)
    levels = _texture_levels(library, textures, size, draws)
    plain = _chance(count, 0.3, draws)
    contrast = torch.where(plain, torch.zeros(()), _uniform(count, 0.15, 1, draws))
    images = _paint(levels, draws, contrast)
    images, figures = _add_figures(images, library, draws)
    return Scenes(
        images=_wear(images, draws),
        figures=figures,
        textures=torch.where(plain, torch.tensor(-100), textures),
    )

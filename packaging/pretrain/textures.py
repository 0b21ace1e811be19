"""Procedural textures: the backgrounds and surfaces of the pretraining images.

Noise, cells and dead leaves carry the statistics of natural images that networks can learn from
(Baradad et al. 2021, arXiv 2106.05963).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Recipe = Callable[[int, np.random.Generator], FloatArray]


def _stretch(image: FloatArray) -> FloatArray:
    low, high = np.quantile(image, [0.01, 0.99])
    return np.asarray(np.clip((image - low) / max(float(high - low), 1e-9), 0, 1))


def _frequencies(size: int, angle: float, ratio: float) -> tuple[FloatArray, FloatArray]:
    """Return radius and angle of each spatial frequency in a turned and stretched frame."""
    fy, fx = np.meshgrid(np.fft.fftfreq(size), np.fft.fftfreq(size), indexing="ij")
    u = np.cos(angle) * fx + np.sin(angle) * fy
    v = (-np.sin(angle) * fx + np.cos(angle) * fy) * ratio
    return np.hypot(u, v), np.arctan2(v, u)


def _filtered_noise(spectrum: FloatArray, rng: np.random.Generator) -> FloatArray:
    noise = np.fft.fft2(rng.standard_normal(spectrum.shape))
    return np.asarray(np.fft.ifft2(noise * spectrum).real)


def coloured_noise(rng: np.random.Generator) -> Recipe:
    """Noise with a power-law spectrum, perhaps directed, perhaps with a threshold."""
    exponent, angle = rng.uniform(0.6, 2.4), rng.uniform(0, np.pi)
    ratio = float(np.exp(rng.uniform(0, 1.8)))
    steps = float(rng.choice([0, 0, 1.5, 3]))

    def draw(size: int, draws: np.random.Generator) -> FloatArray:
        radius, _ = _frequencies(size, angle + draws.normal(0, 0.1), ratio)
        radius[0, 0] = 1
        image = _stretch(_filtered_noise(radius**-exponent, draws))
        return np.floor(image * steps + 0.5) / np.ceil(steps) if steps else image

    return draw


def band_noise(rng: np.random.Generator) -> Recipe:
    """Noise of one spatial frequency: fur, sand, water, fabric."""
    frequency = float(np.exp(rng.uniform(np.log(0.025), np.log(0.22))))
    bandwidth, angle = rng.uniform(0.15, 0.5), rng.uniform(0, np.pi)
    directed = float(rng.choice([0, 1, 4]))
    sharp = float(rng.choice([1, 4]))

    def draw(size: int, draws: np.random.Generator) -> FloatArray:
        radius, theta = _frequencies(size, angle + draws.normal(0, 0.1), 1)
        ring = np.exp(-0.5 * (np.log(radius / frequency + 1e-9) / bandwidth) ** 2)
        image = _filtered_noise(ring * np.exp(directed * (np.cos(2 * theta) - 1)), draws)
        return np.asarray(0.5 + 0.5 * np.tanh(sharp * image / (image.std() + 1e-9)))

    return draw


def stripes(rng: np.random.Generator) -> Recipe:
    """Stripes or checks, straight or bent by smooth noise."""
    frequency = float(np.exp(rng.uniform(np.log(0.02), np.log(0.15))))
    angle, duty = rng.uniform(0, np.pi), rng.uniform(-0.6, 0.6)
    bend = float(rng.choice([0, 2, 6]))
    checked, hard = rng.random() < 0.4, rng.random() < 0.5

    def draw(size: int, draws: np.random.Generator) -> FloatArray:
        radius, _ = _frequencies(size, 0, 1)
        wobble = bend * 2 * (_stretch(_filtered_noise(np.exp(-((radius / 0.015) ** 2)), draws)) - 1)
        turn = angle + draws.normal(0, 0.1)
        y, x = np.mgrid[:size, :size] + draws.uniform(0, size)
        step = 2 * np.pi * frequency * draws.uniform(0.85, 1.15)
        image = np.sin(step * (np.cos(turn) * x + np.sin(turn) * y) + wobble)
        if checked:
            image = image * np.sin(step * (np.cos(turn) * y - np.sin(turn) * x) + wobble)
        return np.asarray(np.clip(0.5 + (8 if hard else 0.5) * (image - duty * hard), 0, 1))

    return draw


def cells(rng: np.random.Generator) -> Recipe:
    """Voronoi cells: flat, rounded, or only their walls."""
    count = int(np.exp(rng.uniform(np.log(12), np.log(160))))
    style = int(rng.integers(3))

    def draw(size: int, draws: np.random.Generator) -> FloatArray:
        seeds = draws.uniform(0, 1, (count, 2))
        rows, columns = np.indices((size // 2, size // 2))
        grid = (np.stack([rows, columns], -1) + 0.5) / (size // 2)
        square = ((grid[:, :, None] - seeds) ** 2).sum(-1)
        nearest = np.partition(square, 1, axis=-1)[..., :2]
        if style == 0:
            image = draws.uniform(0, 1, count)[square.argmin(-1)]
        elif style == 1:
            image = np.clip(np.sqrt(nearest[..., 0] * count) * 1.4, 0, 1)
        else:
            gap = np.sqrt(nearest[..., 1]) - np.sqrt(nearest[..., 0])
            image = np.clip(gap * np.sqrt(count) * 3, 0, 1)
        return np.asarray(np.kron(image, np.ones((2, 2))))

    return draw


def dead_leaves(rng: np.random.Generator) -> Recipe:
    """Discs or squares of all sizes that hide each other, as objects in a photo do."""
    smallest, largest = rng.uniform(0.02, 0.05), rng.uniform(0.1, 0.35)
    power, square = rng.uniform(1.5, 3), rng.random() < 0.5
    angle = rng.uniform(0, np.pi / 2)

    def draw(size: int, draws: np.random.Generator) -> FloatArray:
        image = np.full((size, size), 0.5)
        uniform = draws.random(220)
        ends = smallest ** (1 - power), largest ** (1 - power)
        radii = (ends[0] + uniform * (ends[1] - ends[0])) ** (1 / (1 - power)) * size
        centres = draws.uniform(0, size, (220, 2))
        for radius, (row, column), level in zip(radii, centres, draws.random(220), strict=True):
            reach = int(radius * 1.5) + 1
            top, left = max(int(row) - reach, 0), max(int(column) - reach, 0)
            part = image[top : int(row) + reach, left : int(column) + reach]
            y, x = np.ogrid[: part.shape[0], : part.shape[1]]
            y, x = y + top - row, x + left - column
            if square:
                u = np.abs(np.cos(angle) * x + np.sin(angle) * y)
                v = np.abs(np.cos(angle) * y - np.sin(angle) * x)
                part[np.maximum(u, v) < radius] = level
            else:
                part[x * x + y * y < radius * radius] = level
        return image

    return draw


FAMILIES = (coloured_noise, band_noise, stripes, cells, dead_leaves)


def sample_texture(index: int, rng: np.random.Generator) -> Recipe:
    """Draw the recipe of texture class `index`; families take turns.

    Returns:
        A function of the size in pixels and a generator, that draws one member of the class:
        shape (size, size), values 0 to 1.
    """
    return FAMILIES[index % len(FAMILIES)](rng)

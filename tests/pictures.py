"""Small picture folders that tests build for themselves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

_COLOURS = {"red": (200, 40, 40), "green": (40, 200, 40), "blue": (40, 40, 200)}


def noisy(colour: str, seed: int, size: int = 48) -> Image.Image:
    """A noisy square with a blob of one colour: easy, but not constant."""
    rng = np.random.default_rng(seed)
    pixels = rng.normal(110, 30, (size, size, 3))
    y, x = np.mgrid[:size, :size]
    row, column = rng.uniform(0.3, 0.7, 2) * size
    inside = (y - row) ** 2 + (x - column) ** 2 < (size / 4) ** 2
    pixels[inside] = np.array(_COLOURS[colour]) + rng.normal(0, 30, (int(inside.sum()), 3))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def write_folders(
    root: Path, *, per_class: int = 8, plates: int = 4, classes: tuple[str, ...] = ("red", "blue")
) -> Path:
    """Write `plate/class/number.png`; every plate holds every class."""
    seed = 0
    for plate in range(plates):
        for colour in classes:
            folder = root / f"plate{plate}" / colour
            folder.mkdir(parents=True, exist_ok=True)
            for number in range(per_class):
                seed += 1
                noisy(colour, seed).save(folder / f"{number}.png")
    return root

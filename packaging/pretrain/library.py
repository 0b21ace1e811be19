"""The rendered figures and textures that scenes are made of, kept on disk between runs."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from fractals import jitter_system, render_fractal, sample_visible_system
from numpy.typing import NDArray
from shapes import render_blob, render_glyph, sample_blob, sample_glyph
from textures import sample_texture
from torch import Tensor


@dataclass(frozen=True)
class LibrarySize:
    """How many classes of each kind, members of each class, and pixels of a side."""

    fractals: int = 560
    glyphs: int = 200
    blobs: int = 120
    figure_members: int = 20
    textures: int = 120
    texture_members: int = 32
    figure_pixels: int = 96
    texture_pixels: int = 128

    @property
    def figures(self) -> int:
        """Number of figure classes: fractals, then glyphs, then blobs."""
        return self.fractals + self.glyphs + self.blobs


@dataclass(frozen=True)
class Library:
    """Rendered members of every class.

    Attributes:
        figures: uint8, shape (classes, members, pixels, pixels), 0 where the figure is not.
        textures: uint8, shape (classes, members, pixels, pixels).
    """

    figures: Tensor
    textures: Tensor


def _render_figure_class(
    index: int, size: LibrarySize, rng: np.random.Generator
) -> list[NDArray[np.uint8]]:
    pixels = size.figure_pixels
    members = range(size.figure_members)
    if index < size.fractals:
        system = sample_visible_system(rng)
        return [render_fractal(jitter_system(system, rng), pixels, rng) for _ in members]
    if index < size.fractals + size.glyphs:
        glyph = sample_glyph(rng)
        return [render_glyph(glyph, pixels, rng) for _ in members]
    blob = sample_blob(rng)
    return [render_blob(blob, pixels, rng) for _ in members]


def render_figures(size: LibrarySize, seed: int) -> NDArray[np.uint8]:
    """Render every figure class; each class depends on the seed and its index alone."""
    side = size.figure_pixels
    figures = np.empty((size.figures, size.figure_members, side, side), np.uint8)
    for index in range(size.figures):
        rng = np.random.default_rng([seed, 1, index])
        figures[index] = _render_figure_class(index, size, rng)
    return figures


def render_textures(size: LibrarySize, seed: int) -> NDArray[np.uint8]:
    """Render every texture class; each class depends on the seed and its index alone."""
    side = size.texture_pixels
    textures = np.empty((size.textures, size.texture_members, side, side), np.uint8)
    for index in range(size.textures):
        rng = np.random.default_rng([seed, 2, index])
        recipe = sample_texture(index, rng)
        for member in range(size.texture_members):
            textures[index, member] = recipe(side, rng) * 255
    return textures


def open_library(folder: Path, size: LibrarySize, seed: int) -> Library:
    """Read the library from a cache folder, rendering what is not there yet.

    Args:
        folder: Cache folder; may be deleted at any time.
        size: What to render.
        seed: Seed of all classes.

    Returns:
        Both parts, mapped from disk.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for name, render in (("figures", render_figures), ("textures", render_textures)):
        path = folder / f"{name}-{seed}-{size.figures}-{size.textures}.npy"
        if not path.exists():
            partial = path.with_suffix(".partial.npy")
            np.save(partial, render(size, seed))
            partial.replace(path)
        parts.append(torch.from_numpy(np.load(path)))
    return Library(figures=parts[0], textures=parts[1])

"""Strokes and blobs: procedural figures that fractals lack, such as letters, cells and tools."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

FloatArray = NDArray[np.float64]


def sample_glyph(rng: np.random.Generator) -> FloatArray:
    """Draw the control points of a character of 1 to 3 cubic Bézier strokes.

    Returns:
        Shape (strokes, 4, 2), in the unit square.
    """
    strokes = int(rng.integers(1, 4))
    start = rng.uniform(0.1, 0.9, (strokes, 1, 2))
    walk = rng.normal(0, 0.35, (strokes, 3, 2)).cumsum(axis=1)
    points = np.concatenate([start, start + walk], axis=1)
    return np.asarray(np.clip(points, 0.05, 0.95))


def render_glyph(glyph: FloatArray, size: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Write a character once, with a new hand and a new pen.

    Args:
        glyph: Shape (strokes, 4, 2).
        size: Side of the image in pixels.
        rng: Source of randomness.

    Returns:
        Shape (size, size), 255 on the stroke.
    """
    points = glyph + rng.normal(0, 0.03, glyph.shape)
    t = np.linspace(0, 1, 24)[:, None]
    basis = np.stack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    curves = np.einsum("ktz,skd->std", basis, points)
    canvas = 2 * size
    image = Image.new("L", (canvas, canvas))
    pen = ImageDraw.Draw(image)
    pen_width = round(canvas * rng.uniform(0.025, 0.12))
    for curve in curves * canvas:
        pen.line([(x, y) for x, y in curve], fill=255, width=pen_width, joint="curve")
        for x, y in (curve[0], curve[-1]):
            radius = pen_width / 2
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(image.resize((size, size), Image.Resampling.BOX))


def sample_blob(rng: np.random.Generator) -> FloatArray:
    """Draw a closed outline, smooth or angular, with layers inside.

    Returns:
        Shape (13,): six cosine and six sine amplitudes of the radius, then the number of corners
        (0: smooth; else a polygon).
    """
    decay = rng.uniform(0.15, 0.5) / np.arange(1, 7)
    corners = float(rng.choice([0, 0, 3, 4, 5, 6, 8]))
    return np.concatenate([rng.normal(0, 1, (2, 6)).ravel() * np.tile(decay, 2), [corners]])


def render_blob(blob: FloatArray, size: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Fill an outline, with the layers of a cell or the shading of a solid.

    Args:
        blob: Shape (13,); see `sample_blob`.
        size: Side of the image in pixels.
        rng: Source of randomness.

    Returns:
        Shape (size, size), 0 outside, 80 to 255 inside.
    """
    corners = int(blob[12])
    angles = np.linspace(0, 2 * np.pi, corners or 72, endpoint=False)
    amplitudes = blob[:12].reshape(2, 6, 1) * rng.normal(1, 0.15, (2, 6, 1))
    order = np.arange(1, 7)[:, None] * angles
    radius = np.exp((amplitudes[0] * np.cos(order) + amplitudes[1] * np.sin(order)).sum(0))
    stretch = np.exp(rng.normal(0, 0.12, 2))
    outline = radius[:, None] * np.stack([np.cos(angles), np.sin(angles)], 1) * stretch
    canvas = 2 * size
    outline *= 0.45 / np.abs(outline).max()
    image = Image.new("L", (canvas, canvas))
    pen = ImageDraw.Draw(image)
    layers = int(rng.integers(1, 5))
    centre = np.array([0.5, 0.5])
    drift = rng.normal(0, 0.05, 2)
    levels = rng.integers(80, 256, layers)
    levels[0] = max(int(levels[0]), 140)
    for layer, level in enumerate(levels):
        shrink = (1 - layer / layers) ** rng.uniform(0.7, 1.4)
        points = (outline * shrink + centre + drift * layer) * canvas
        pen.polygon([(x, y) for x, y in points], fill=int(level))
    return np.asarray(image.resize((size, size), Image.Resampling.BOX))

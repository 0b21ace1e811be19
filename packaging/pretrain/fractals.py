"""Iterated function systems: the fractals that the embedded backbone learns to tell apart.

An iterated function system is a set of affine maps of the plane; its attractor is the picture.
Learning to classify such attractors is formula-driven supervised learning (Kataoka et al. 2020,
arXiv 2101.08515). The maps are drawn through their singular values, so that nearly every system
has good geometry (Anderson & Farrell 2021, arXiv 2110.03091).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

MAX_SINGULAR_VALUE: Final = 0.98
CHAINS: Final = 2048
BURN_IN: Final = 12

FloatArray = NDArray[np.float64]


def _rotations(angles: FloatArray) -> FloatArray:
    cos, sin = np.cos(angles), np.sin(angles)
    return np.stack([np.stack([cos, -sin], -1), np.stack([sin, cos], -1)], -2)


def _singular_values(maps: int, rng: np.random.Generator) -> FloatArray:
    """Draw (maps, 2) singular values whose weighted sum gives attractors with good geometry.

    Anderson & Farrell, section 3.2: the sum of s1 + 2 s2 lies between (5 + n) / 2 and (6 + n) / 2.
    """
    while True:
        values = np.sort(rng.uniform(0, MAX_SINGULAR_VALUE, (512, maps, 2)), axis=-1)[..., ::-1]
        total = (values[..., 0] + 2 * values[..., 1]).sum(-1)
        good = np.flatnonzero((total >= (5 + maps) / 2) & (total <= (6 + maps) / 2))
        if good.size:
            return np.ascontiguousarray(values[good[0]])


def sample_system(rng: np.random.Generator) -> FloatArray:
    """Draw one system of 2 to 4 contractive affine maps.

    Returns:
        Shape (maps, 2, 3): for each map the matrix A (2 x 2) and, in the last column, the
        translation b of x -> A x + b.
    """
    maps = int(rng.integers(2, 5))
    turn = _rotations(rng.uniform(-np.pi, np.pi, maps))
    back = _rotations(rng.uniform(-np.pi, np.pi, maps))
    signs = rng.choice([-1.0, 1.0], (maps, 1, 2))
    matrices = (turn * _singular_values(maps, rng)[:, None, :]) @ (back * signs)
    return np.concatenate([matrices, rng.uniform(-1, 1, (maps, 2, 1))], axis=-1)


def jitter_system(
    system: FloatArray, rng: np.random.Generator, strength: float = 0.08
) -> FloatArray:
    """Return a near relative of a system: another member of the same class.

    Args:
        system: Shape (maps, 2, 3).
        rng: Source of randomness.
        strength: Standard deviation of the relative change.

    Returns:
        Shape (maps, 2, 3), contractive.
    """
    changed = system * (1 + strength * rng.standard_normal(system.shape))
    norms = np.linalg.norm(changed[:, :, :2], ord=2, axis=(1, 2))
    changed[:, :, :2] *= np.minimum(1, MAX_SINGULAR_VALUE / norms)[:, None, None]
    return changed


def attractor_points(system: FloatArray, rng: np.random.Generator, points: int) -> FloatArray:
    """Play the chaos game on many chains at once.

    Args:
        system: Shape (maps, 2, 3).
        rng: Source of randomness.
        points: Points wanted; rounded up to a multiple of the number of chains.

    Returns:
        Shape (points, 2): points of the attractor, its natural measure.
    """
    weights = np.abs(np.linalg.det(system[:, :, :2])) + 1e-3
    limits = np.cumsum(weights / weights.sum())[:-1]
    steps = BURN_IN + -(-points // CHAINS)
    choices = np.searchsorted(limits, rng.random((steps, CHAINS)))
    rows = system.reshape(len(system), 6).T
    x, y = np.zeros(CHAINS), np.zeros(CHAINS)
    kept = np.empty((steps, CHAINS, 2))
    for step, choice in enumerate(choices):
        a, b, e, c, d, f = rows[:, choice]
        x, y = a * x + b * y + e, c * x + d * y + f
        kept[step, :, 0], kept[step, :, 1] = x, y
    return kept[BURN_IN:].reshape(-1, 2)


def render_points(points: FloatArray, size: int) -> NDArray[np.uint8]:
    """Draw points as an image of their logarithmic density, fitted to the frame.

    Args:
        points: Shape (n, 2).
        size: Side of the image in pixels.

    Returns:
        Shape (size, size), 0 where there is no point, 255 where they are densest.
    """
    low, high = np.quantile(points[::16], [0.005, 0.995], axis=0)
    extent = max(float((high - low).max()), 1e-9)
    cells = ((points - (low + high) / 2) / (1.1 * extent) + 0.5) * size
    cells = cells[((cells >= 0) & (cells < size)).all(axis=1)].astype(np.intp)
    counts = np.bincount(cells[:, 0] * size + cells[:, 1], minlength=size * size)
    density = np.log1p(counts).reshape(size, size)
    scaled = density / max(float(np.quantile(density, 0.995)), 1e-9)
    return (np.minimum(scaled, 1) ** 0.7 * 255).astype(np.uint8)


def render_fractal(
    system: FloatArray, size: int, rng: np.random.Generator, points: int = 40_000
) -> NDArray[np.uint8]:
    """Draw a system's attractor as (size, size) bytes; see `render_points`."""
    return render_points(attractor_points(system, rng, points), size)


def sample_visible_system(rng: np.random.Generator, minimum_cover: float = 0.1) -> FloatArray:
    """Draw systems until one covers at least that share of a small frame.

    Returns:
        Shape (maps, 2, 3); see `sample_system`.
    """
    while True:
        system = sample_system(rng)
        if np.count_nonzero(render_fractal(system, 48, rng, 8_192)) >= minimum_cover * 48 * 48:
            return system

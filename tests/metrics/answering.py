"""Answers to score in tests."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def some(n: int, classes: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Class codes and probabilities that know a little of them."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, n)
    chances = rng.dirichlet(np.full(classes, 0.5), n) + 0.3 * np.eye(classes)[truth]
    return truth, chances / chances.sum(axis=1, keepdims=True)

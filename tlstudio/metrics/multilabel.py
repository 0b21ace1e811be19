"""Metrics of items that may have any number of classes.

The share of items whose whole answer is right, and F1, are those of `classification`.
"""

from __future__ import annotations

from tlstudio.metrics.answers import Floats
from tlstudio.metrics.sums import Sums


def hamming_loss(sums: Sums) -> Floats:
    """(…) share of wrong decisions among all, one a class and item."""
    true, named, both = (sums.of_class(which).sum(axis=-1) for which in ("true", "named", "both"))
    loss: Floats = (true + named - 2 * both) / (sums.items * sums.classes)
    return loss

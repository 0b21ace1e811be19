"""How good probabilities are, right or wrong answers aside: lower is better."""

from __future__ import annotations

from tlstudio.metrics.answers import Floats
from tlstudio.metrics.sums import Sums


def log_loss(sums: Sums) -> Floats:
    """(…) mean negative log-likelihood of the truth."""
    return sums.scalar("loss") / sums.items


def brier(sums: Sums) -> Floats:
    """(…) mean squared distance of probabilities and truth."""
    return sums.scalar("brier") / sums.items

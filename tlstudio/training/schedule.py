"""How the learning rate changes over a stage."""

from __future__ import annotations

import math

from tlstudio.core.plans import Phase

# Divisors of the largest rate at the start and at the end (Smith 2018, arXiv 1803.09820).
_START, _END = 25.0, 1e4


def factor(phase: Phase, share: float) -> float:
    """Factor of the learning rate when a share 0…1 of the stage is done.

    one-cycle rises by a half cosine from 1/25 and falls to 1/10,000; cosine rises in a straight
    line from nothing and falls to nothing (Loshchilov & Hutter 2017, arXiv 1608.03983).
    """
    if phase.schedule == "constant":
        return 1.0
    rising = share < phase.warmup
    rest = (share - phase.warmup) / max(1e-9, 1 - phase.warmup)
    fall = 0.5 * (1 + math.cos(math.pi * min(1.0, max(0.0, rest))))
    if phase.schedule == "cosine":
        # One thousandth at the very first step, so that it is not lost.
        return (share + 1e-3) / (phase.warmup + 1e-3) if rising else fall
    if rising:
        rise = 0.5 * (1 - math.cos(math.pi * share / phase.warmup))
        return 1 / _START + (1 - 1 / _START) * rise
    return 1 / _END + (1 - 1 / _END) * fall

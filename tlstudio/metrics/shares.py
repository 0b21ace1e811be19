"""A share of items with its interval, for items that may belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.metrics.intervals import student, wilson

_FLAT = 1e-12


@dataclass(frozen=True)
class Share:
    """How many of some items are something, as a share.

    Attributes:
        value: NaN when there is no item.
        low: Of the 95 % interval; NaN when it cannot be given.
        high: Likewise.
        count: Items.
        units: Groups among them, or items where they are independent.
    """

    value: float
    low: float
    high: float
    count: int
    units: int


def share_of(hits: NDArray[Any], groups: NDArray[Any] | None = None) -> Share:
    """Share of true ones among items: Wilson's interval, with the effective number for groups.

    Args:
        hits: (N,) zeros and ones.
        groups: (N,) codes; None, or all different, when items are independent.
    """
    count = len(hits)
    if count == 0:
        return Share(np.nan, np.nan, np.nan, 0, 0)
    value = float(np.mean(hits))
    if groups is None or len(np.unique(groups)) == count:
        low, high = wilson(value, count)
        return Share(value, float(low), float(high), count, count)
    _, place = np.unique(groups, return_inverse=True)
    sizes = np.bincount(place).astype(np.float64)
    units = len(sizes)
    if units < 2:
        return Share(value, np.nan, np.nan, count, units)
    rights = np.bincount(place, weights=np.asarray(hits, np.float64))
    without = (rights.sum() - rights) / (count - sizes)
    variance = (units - 1) / units * float(np.square(without - without.mean()).sum())
    effective = value * (1 - value) / variance if variance > _FLAT else float(units)
    if value <= _FLAT or value >= 1 - _FLAT:
        effective = float(units)
    low, high = wilson(value, min(effective, count), student(units))
    return Share(value, float(low), float(high), count, units)

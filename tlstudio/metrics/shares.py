"""A share of items with its interval, for items that may belong together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.metrics.answers import Floats
from tlstudio.metrics.intervals import student, wilson

_FLAT = 1e-12


@dataclass(frozen=True)
class Share:
    """How many of some items are something, as a share; or the mean of a number of theirs.

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
    if count and (groups is None or len(np.unique(groups)) == count):
        value = float(np.mean(hits))
        low, high = wilson(value, count)
        return Share(value, float(low), float(high), count, count)
    return _clustered(np.asarray(hits, np.float64), groups, float(count))


def mean_of(values: NDArray[Any], most: float, groups: NDArray[Any] | None = None) -> Share:
    """Mean of values between 0 and `most`, with an interval of the same kind.

    Args:
        values: (N,).
        most: What none can exceed.
        groups: (N,) codes; None when items are independent.
    """
    found = _clustered(np.asarray(values, np.float64) / most, groups, np.inf)
    return replace(found, value=found.value * most, low=found.low * most, high=found.high * most)


def _clustered(values: Floats, groups: NDArray[Any] | None, cap: float) -> Share:
    """Of values between 0 and 1; the effective number is never above `cap`."""
    count = len(values)
    if count == 0:
        return Share(np.nan, np.nan, np.nan, 0, 0)
    place = np.arange(count)
    if groups is not None:
        place = np.unique(groups, return_inverse=True)[1].reshape(-1)
    value = float(np.mean(values))
    sizes = np.bincount(place).astype(np.float64)
    units = len(sizes)
    if units < 2:
        return Share(value, np.nan, np.nan, count, units)
    sums = np.bincount(place, weights=values)
    without = (sums.sum() - sums) / (count - sizes)
    variance = (units - 1) / units * float(np.square(without - without.mean()).sum())
    effective = value * (1 - value) / variance if variance > _FLAT else float(units)
    if value <= _FLAT or value >= 1 - _FLAT:
        effective = float(units)
    low, high = wilson(value, min(effective, cap), student(units))
    return Share(value, float(low), float(high), count, units)

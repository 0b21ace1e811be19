"""Items gathered into what was sampled: patients or plates where images belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tlstudio.core.words import IMAGE, Noun
from tlstudio.metrics.answers import Answers, Floats, Integers
from tlstudio.metrics.sums import Sums, group_sums, item_sums, total

# Numbers held at once while units are left out one by one.
_CELLS = 2**22


@dataclass(frozen=True)
class Units:
    """Sums of every unit: an item, or a group of items that belong together.

    Attributes:
        rows: (G, …) sums of each unit.
        sums: Of all units together.
        grouped: Whether a unit may hold several items.
        place: (N,) the unit of each item.
        items: What an item is called.
    """

    rows: sparse.csr_array
    sums: Sums
    grouped: bool
    place: Integers
    items: Noun = IMAGE

    def __len__(self) -> int:
        return int(self.rows.shape[0])

    def holding(self) -> Floats:
        """(…) of every sum how many units add to it."""
        counts: Floats = np.asarray((self.rows != 0).sum(axis=0), np.float64).reshape(-1)
        return counts

    def left_out(self) -> Iterator[Sums]:
        """Sums without each unit in turn, some hundreds or thousands of units at a time."""
        step = max(1, _CELLS // self.rows.shape[1])
        for begin in range(0, len(self), step):
            part = self.rows[begin : begin + step].toarray()
            yield Sums(self.sums.values - part, self.sums.classes, self.sums.multi_label)


def units_of(answers: Answers, groups: NDArray[Any] | None = None) -> Units:
    """Gather answers.

    Args:
        answers: N of them.
        groups: (N,) codes; None, or all different, when items are independent.
    """
    items = item_sums(answers)
    place = np.arange(len(answers))
    alone = groups is None or len(np.unique(groups)) == len(answers)
    if groups is not None and not alone:
        place = np.unique(groups, return_inverse=True)[1].reshape(-1)
    rows = items if alone else group_sums(items, place)
    return Units(rows, total(items, answers), not alone, place, answers.items)


def jackknife_variance(units: Units, score: Callable[[Sums], Floats]) -> Floats:
    """(M,) variance of M scores by leaving out one unit at a time (Tukey 1958).

    A score that cannot be told without a unit counts as unchanged. With one unit the variance is
    infinite.

    Args:
        units: G of them.
        score: From sums (…) to scores (…, M).
    """
    count = len(units)
    whole = score(units.sums)
    if count < 2:
        return np.full(whole.shape, np.inf)
    first = np.zeros_like(whole)
    second = np.zeros_like(whole)
    for sums in units.left_out():
        with np.errstate(divide="ignore", invalid="ignore"):
            change = np.nan_to_num(score(sums) - whole, posinf=0.0, neginf=0.0)
        first += change.sum(axis=0)
        second += np.square(change).sum(axis=0)
    variance: Floats = (count - 1) / count * np.maximum(second - first**2 / count, 0.0)
    return variance


def influence_variance(units: Units, influences: Floats) -> Floats:
    """(M,) variance of M scores from the influence of every item on them.

    It is what leaving out one unit at a time gives, to first order. With one unit the variance is
    infinite.

    Args:
        units: G of them, of N items.
        influences: (N, M) derivatives of the scores by the weight of each item.
    """
    count = len(units)
    if count < 2:
        return np.full(influences.shape[1], np.inf)
    together = unit_sums(units, influences)
    variance: Floats = count / (count - 1) * np.square(together).sum(axis=0)
    return variance


def unit_sums(units: Units, values: Floats) -> Floats:
    """(G, M) sums by unit of values (N, M) of the items."""
    found = [np.bincount(units.place, weights=row, minlength=len(units)) for row in values.T]
    return np.stack(found, axis=1)

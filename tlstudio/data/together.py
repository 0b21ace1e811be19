"""What belongs together, directly or through others: a union-find over names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class UnionFind:
    """Sets of the integers 0…n-1 that grow together; near-constant time each.

    Path halving and union by size: Tarjan & van Leeuwen 1984.
    """

    def __init__(self, n: int) -> None:
        self._parent = list(range(n))
        self._size = [1] * n

    def find(self, item: int) -> int:
        """The set's representative."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def union(self, left: int, right: int) -> None:
        """Join the sets of two items."""
        left, right = self.find(left), self.find(right)
        if left == right:
            return
        if self._size[left] < self._size[right]:
            left, right = right, left
        self._parent[right] = left
        self._size[left] += self._size[right]

    def codes(self) -> NDArray[np.int64]:
        """Number of the set of each item, counted from 0 in order of first appearance."""
        numbers: dict[int, int] = {}
        found = (self.find(item) for item in range(len(self._parent)))
        return np.fromiter(
            (numbers.setdefault(root, len(numbers)) for root in found),
            dtype=np.int64,
            count=len(self._parent),
        )


def together(n: int, *names: Sequence[str]) -> NDArray[np.int64]:
    """Number of the unit of each item: items that share a non-empty name are of one unit.

    Args:
        n: Number of items.
        names: One or more sequences of n names; "" ties to nothing.
    """
    sets = UnionFind(n)
    for sequence in names:
        first: dict[str, int] = {}
        for item, name in enumerate(sequence):
            if name:
                sets.union(first.setdefault(name, item), item)
    return sets.codes()

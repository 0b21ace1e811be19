"""Which positions of a list are selected: one byte each, so that a million cost nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

_FEWEST = 1024


class Selection(QObject):
    """Selected positions, the current one, and the one from which Shift extends.

    Signals:
        changed: Something else is selected or current.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mask: NDArray[Any] = np.zeros(_FEWEST, np.bool_)
        self._size = 0
        self._everything = False
        self._count = 0
        self.current = -1
        self.anchor = -1

    def restart(self, size: int) -> None:
        """Nothing of another list is selected."""
        self._mask = np.zeros(max(_FEWEST, size), np.bool_)
        self._size = size
        self.current = self.anchor = -1
        self._everything = False
        self._changed()

    def grow(self, size: int) -> None:
        """The list became longer; "everything" goes on to mean everything."""
        if size > len(self._mask):
            larger = np.zeros(max(size, 2 * len(self._mask)), np.bool_)
            larger[: self._size] = self._mask[: self._size]
            self._mask = larger
        self._mask[self._size : size] = self._everything
        self._size = size
        if self._everything:
            self._changed(everything=True)

    @property
    def count(self) -> int:
        """How many are selected."""
        return self._count

    def __contains__(self, position: int) -> bool:
        return bool(self._mask[position])

    def positions(self) -> NDArray[np.int64]:
        """Selected positions in the list's order."""
        return np.flatnonzero(self._mask[: self._size]).astype(np.int64)

    def clear(self) -> None:
        """Nothing."""
        self._mask[:] = False
        self._changed()

    def everything(self) -> None:
        """All, also those whose ids are still on their way."""
        self._mask[: self._size] = True
        self._changed(everything=True)

    def only(self, position: int) -> None:
        """One; it becomes the current one."""
        self._mask[:] = False
        self._mask[position] = True
        self.current = self.anchor = position
        self._changed()

    def toggle(self, position: int) -> None:
        """Take one in or out."""
        self._mask[position] = not self._mask[position]
        self.current = self.anchor = position
        self._changed()

    def extend(self, position: int) -> None:
        """From the anchor to here, and nothing else."""
        anchor = self.anchor if self.anchor >= 0 else 0
        first, last = sorted((anchor, position))
        self._mask[:] = False
        self._mask[first : last + 1] = True
        self.current = position
        self._changed()

    def ranges(self, ranges: list[tuple[int, int]], *, kept: NDArray[Any] | None = None) -> None:
        """These half-open ranges.

        Args:
            ranges: Positions from, to.
            kept: A `snapshot` that stays selected besides.
        """
        self._mask[:] = False
        if kept is not None:
            self._mask[: len(kept)] = kept
        for first, last in ranges:
            self._mask[max(0, first) : min(self._size, last)] = True
        self._changed()

    def snapshot(self) -> NDArray[Any]:
        """What is selected now, for `ranges`."""
        return self._mask[: self._size].copy()

    def move(self, position: int) -> None:
        """Another current one; what is selected stays."""
        self.current = position
        self.changed.emit()

    def _changed(self, *, everything: bool = False) -> None:
        self._everything = everything
        self._count = int(np.count_nonzero(self._mask[: self._size]))
        self.changed.emit()

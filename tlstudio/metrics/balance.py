"""When classes are so unequally frequent that the usual accuracy says too little."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNBALANCED = 1.5
"""The most frequent class has so many times the items of the rarest, or more."""


def is_unbalanced(counts: Sequence[int] | NDArray[Any]) -> bool:
    """Whether classes of so many items are; absent ones do not count."""
    found = np.asarray(counts)
    present = found[found > 0]
    return len(present) > 0 and bool(present.max() / present.min() >= UNBALANCED)

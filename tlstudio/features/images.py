"""Canvases decoded once and kept on disk, for training on images themselves."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.errors import BadInputError
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.data.manifest import Manifest
from tlstudio.data.preprocess import Recipe
from tlstudio.features.cache import DEFAULT_LIMIT, FeatureCache, key_of
from tlstudio.features.decode import stream_canvases
from tlstudio.features.extract import items_of, retried

_COMMIT_SECONDS = 2.0
_FORMAT = 1


@dataclass(frozen=True)
class Canvases:
    """Canvases of some rows.

    Attributes:
        rows: (N,) manifest rows that could be read.
        failures: Manifest row → why there is none.
    """

    rows: NDArray[np.int64]
    failures: dict[int, str]
    _array: NDArray[Any]
    _places: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)

    def batch(self, places: NDArray[np.int64]) -> NDArray[Any]:
        """(B, S, S, C) canvases by their place 0…N-1."""
        found: NDArray[Any] = self._array[self._places[places]]
        return found


def canvases_of(
    manifest: Manifest,
    rows: NDArray[np.int64],
    recipe: Recipe,
    *,
    folder: Path,
    reporter: Reporter,
    threads: int | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Canvases:
    """Every row's canvas: from the cache, or decoded now; a pass that was killed goes on.

    Raises:
        BadInputError: When no image can be read.
        DiskFullError: When the disk has no room for them.
        Stopped: When the reporter said so; what was done is kept.
    """
    cache = FeatureCache(folder, limit)
    key = key_of("canvases", _FORMAT, recipe.key, manifest.content_key(rows))
    entry = cache.find(key)
    if entry is not None and retried(entry, manifest, rows, recipe):
        cache.remove(entry)
        entry = None
    if entry is None:
        side = recipe.canvas
        shape = (len(rows), side, side, recipe.channels)
        entry = cache.create(key, shape, np.dtype(recipe.dtype))
    start = done = entry.done
    committed = time.monotonic()
    if not entry.complete:
        items = items_of(manifest, rows[start:])
        for part in stream_canvases(items, recipe, batch=64, threads=threads):
            entry.array[part.rows + start] = part.canvases
            entry.failures.update({row + start: why for row, why in part.failures.items()})
            done += len(part.rows) + len(part.failures)
            reporter.progress("decoding images", done, len(rows))
            if time.monotonic() - committed > _COMMIT_SECONDS:
                entry.commit(done)
                committed = time.monotonic()
            if reporter.should_stop():
                entry.commit(done)
                raise Stopped
        entry.commit(done)
    places = np.array([i for i in range(len(rows)) if i not in entry.failures], np.int64)
    if len(places) == 0:
        raise BadInputError("None of the images could be read.", "Run: tlstudio check.")
    failures = {int(rows[place]): why for place, why in entry.failures.items()}
    return Canvases(rows[places], failures, entry.array, places)

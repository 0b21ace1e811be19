"""Decode images in threads, ahead of whoever uses them, in bounded memory."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.errors import StudioError
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import Recipe, to_canvas

Item = tuple[Sequence[Path], str]
"""The files of an image (several: one a channel) and its group."""


@dataclass(frozen=True)
class CanvasBatch:
    """Some decoded images.

    Attributes:
        rows: (B,) positions in the items asked for, ascending; those that failed are left out.
        canvases: (B, S, S, C) of the recipe's type.
        failures: Position → why it could not be read, in a sentence.
    """

    rows: NDArray[np.int64]
    canvases: NDArray[Any]
    failures: dict[int, str] = field(default_factory=dict)


def default_threads() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def stream_canvases(
    items: Iterable[Item],
    recipe: Recipe,
    *,
    batch: int = 32,
    threads: int | None = None,
) -> Iterator[CanvasBatch]:
    """Decode items in order, at most two batches (or a few a thread) ahead.

    Args:
        items: May be endless: nothing is read further ahead than said.
        recipe: What becomes of the pixels.
        batch: Items a batch; those that fail make a batch smaller, never move others.
        threads: Decoding threads; None takes every processor.

    Yields:
        One batch for every `batch` items, also when all of them failed.
    """
    count = threads or default_threads()
    ahead = max(2, -(-2 * count // batch))
    source = enumerate(items)
    pool = ThreadPoolExecutor(count, thread_name_prefix="decode")
    waiting: deque[_Pending] = deque()
    try:
        while True:
            while len(waiting) < ahead and (chunk := list(islice(source, batch))):
                waiting.append(_Pending.begin(pool, chunk, recipe))
            if not waiting:
                return
            yield waiting.popleft().finish()
    finally:
        # A consumer that stops early leaves nothing running behind it.
        pool.shutdown(wait=True, cancel_futures=True)


def decode_batch(items: Sequence[tuple[int, Item]], recipe: Recipe) -> CanvasBatch:
    """Decode (position, item) pairs one after the other in this thread."""
    canvases = _room(len(items), recipe)
    failures: dict[int, str] = {}
    rows: list[int] = []
    for position, item in items:
        problem = _decode_into(canvases[len(rows)], item, recipe)
        if problem:
            failures[position] = problem
        else:
            rows.append(position)
    return CanvasBatch(np.array(rows, np.int64), canvases[: len(rows)], failures)


def readable_again(items: Iterable[Item], recipe: Recipe) -> bool:
    """Whether any of some items that could not be read can be read now."""
    place = _room(1, recipe)[0]
    return any(not _decode_into(place, item, recipe) for item in items)


@dataclass(frozen=True)
class _Pending:
    """A batch whose images are being decoded, each into its place."""

    positions: tuple[int, ...]
    canvases: NDArray[Any]
    problems: tuple[Future[str], ...]

    @classmethod
    def begin(
        cls, pool: ThreadPoolExecutor, chunk: Sequence[tuple[int, Item]], recipe: Recipe
    ) -> _Pending:
        canvases = _room(len(chunk), recipe)
        problems = tuple(
            pool.submit(_decode_into, canvases[place], item, recipe)
            for place, (_, item) in enumerate(chunk)
        )
        return cls(tuple(position for position, _ in chunk), canvases, problems)

    def finish(self) -> CanvasBatch:
        found = [problem.result() for problem in self.problems]
        kept = [place for place, problem in enumerate(found) if not problem]
        whole = len(kept) == len(found)
        return CanvasBatch(
            rows=np.array([self.positions[place] for place in kept], np.int64),
            canvases=self.canvases if whole else self.canvases[kept],
            failures={
                position: problem
                for position, problem in zip(self.positions, found, strict=True)
                if problem
            },
        )


def _room(count: int, recipe: Recipe) -> NDArray[Any]:
    return np.empty((count, recipe.canvas, recipe.canvas, recipe.channels), recipe.dtype)


def _decode_into(place: NDArray[Any], item: Item, recipe: Recipe) -> str:
    """Decode one image into its place; why it failed, or ""."""
    files, group = item
    try:
        # Scaled JPEG decoding, never below the canvas: the shorter side fits every kind of fit.
        place[...] = to_canvas(read_picture(files, shorter=recipe.canvas), recipe, group)
    except StudioError as error:
        return error.message
    except (OSError, ValueError, MemoryError) as error:
        name = files[0].name if files else "an item without files"
        return f"The image {name} cannot be used: {error}."
    return ""

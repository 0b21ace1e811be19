"""What a pass over a dataset is fed with: images as they are decoded, texts by their length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tlstudio.core.plans import Augmentation
from tlstudio.core.reporting import Reporter
from tlstudio.core.words import percent
from tlstudio.data.preprocess import Recipe
from tlstudio.features.augment import augment
from tlstudio.features.batches import as_tensor, normalised, to_input
from tlstudio.features.decode import Item, stream_canvases
from tlstudio.features.tokens import WINDOW, TokenTable, even_batches, waste


@dataclass(frozen=True)
class View:
    """One of several fixed augmentations of every image.

    Attributes:
        number: 0 is the image as it is.
        seed: Of the random numbers.
    """

    augmentation: Augmentation
    number: int
    seed: int

    @property
    def key(self) -> str:
        """Everything that the view depends on."""
        if self.number == 0:
            return ""
        plan = self.augmentation.model_dump_json(include={"set", "strength"})
        return f"{plan}|{self.number}|{self.seed}"


@dataclass(frozen=True)
class InputBatch:
    """Some inputs of a network.

    Attributes:
        rows: (B,) their places in the whole pass.
        inputs: (B, …); None when none of them could be read.
        seen: Items that were looked at, this batch included.
        done: Items from the first one on that are finished with this batch; a pass that is cut
            goes on from there.
        failures: Place → why it could not be read.
    """

    rows: NDArray[np.int64]
    inputs: Tensor | None
    seen: int
    done: int
    failures: dict[int, str] = field(default_factory=dict)


class Feed(Protocol):
    """Inputs of one pass."""

    @property
    def count(self) -> int:
        """Items of the whole pass."""

    def stream(self, start: int) -> Iterator[InputBatch]:
        """Batches from an item on, which is 0 or the `done` of an earlier batch."""


@dataclass(frozen=True)
class ImageFeed:
    """Decoded images in their order."""

    items: list[Item]
    recipe: Recipe
    view: View | None
    batch: int
    threads: int | None

    @property
    def count(self) -> int:
        """Images."""
        return len(self.items)

    def stream(self, start: int) -> Iterator[InputBatch]:
        """(B, C, size, size) images, decoded ahead."""
        done = start
        parts = stream_canvases(
            self.items[start:], self.recipe, batch=self.batch, threads=self.threads
        )
        for part in parts:
            inputs = self._images(part.canvases, done) if len(part.rows) else None
            done += len(part.rows) + len(part.failures)
            failures = {row + start: why for row, why in part.failures.items()}
            yield InputBatch(part.rows + start, inputs, done, done, failures)

    def _images(self, canvases: NDArray[Any], done: int) -> Tensor:
        if self.view is None:
            return to_input(canvases, self.recipe)
        # By position, so that a pass that was cut goes on with the same random numbers.
        seed = np.random.SeedSequence([self.view.seed, self.view.number, done])
        generator = torch.Generator().manual_seed(int(seed.generate_state(1)[0]))
        changed = augment(
            as_tensor(canvases),
            self.recipe.size,
            self.view.augmentation,
            generator,
            self.recipe.white,
        )
        return normalised(changed, self.recipe)


@dataclass(frozen=True)
class TextFeed:
    """Tokens of texts, of about the same length in each batch.

    Attributes:
        places: (N,) of each text of the table in the whole pass, ascending.
        total: Items of the whole pass, those that could not be read included.
    """

    table: TokenTable
    places: NDArray[np.int64]
    failures: dict[int, str]
    total: int
    batch: int
    reporter: Reporter

    @property
    def count(self) -> int:
        """Texts."""
        return self.total

    def stream(self, start: int) -> Iterator[InputBatch]:
        """(B, L, 2) tokens, window after window."""
        lengths = self.table.lengths
        batches: list[NDArray[np.int64]] = []
        for begin in range(start, self.total, WINDOW):
            end = min(begin + WINDOW, self.total)
            first, last = np.searchsorted(self.places, (begin, end))
            inside = [first + found for found in even_batches(lengths[first:last], self.batch)]
            batches += inside
            failures = {place: why for place, why in self.failures.items() if begin <= place < end}
            seen = begin
            for number, some in enumerate(inside, start=1):
                seen += len(some)
                done = end if number == len(inside) else begin
                yield InputBatch(self.places[some], self.table.batch(some), seen, done, failures)
            if not inside:
                yield InputBatch(np.empty(0, np.int64), None, end, end, failures)
        if len(batches) > 1:
            share = percent(round(waste(lengths, batches), 3))
            text = f"{share} of what the network computed was padding."
            self.reporter.emit("note", text=text)

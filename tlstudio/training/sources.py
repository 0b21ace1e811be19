"""What a stage is fed with: canvases, or activations cached below the frozen boundary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tlstudio.core.plans import Augmentation
from tlstudio.data.preprocess import Recipe
from tlstudio.features.augment import augment
from tlstudio.features.batches import as_tensor, normalised, to_input
from tlstudio.features.extract import FeatureTable
from tlstudio.features.images import Canvases
from tlstudio.features.tokens import TokenTable


class Source(Protocol):
    """Inputs of one part of the split, by their place 0…N-1."""

    @property
    def boundary(self) -> int:
        """Block boundary at which the inputs enter the network."""

    @property
    def rows(self) -> NDArray[np.int64]:
        """(N,) manifest rows."""

    @property
    def lengths(self) -> NDArray[np.int64] | None:
        """(N,) tokens of each; None where all inputs have the same size."""

    def prepare(self, epoch: int) -> None:
        """Make ready what a pass needs."""

    def batch(self, places: NDArray[np.int64], epoch: int, seed: int) -> Tensor:
        """(B, …) inputs for training, augmented."""

    def plain(self, places: NDArray[np.int64]) -> Tensor:
        """(B, …) inputs as prediction sees them."""


@dataclass(frozen=True)
class CanvasSource:
    """Decoded images, augmented as a batch on the device."""

    canvases: Canvases
    recipe: Recipe
    augmentation: Augmentation
    device: torch.device
    boundary: int = 0
    lengths: None = None

    @property
    def rows(self) -> NDArray[np.int64]:
        """(N,) manifest rows."""
        return self.canvases.rows

    def prepare(self, epoch: int) -> None:
        """Nothing: canvases are there."""

    def batch(self, places: NDArray[np.int64], epoch: int, seed: int) -> Tensor:
        """(B, C, size, size) augmented images."""
        del epoch
        if self.augmentation.set == "none":
            return self.plain(places)
        canvases = as_tensor(self.canvases.batch(places))
        if self.device.type == "cuda":
            canvases = canvases.pin_memory()
        moved = canvases.to(self.device, non_blocking=True)
        generator = torch.Generator().manual_seed(seed)
        changed = augment(moved, self.recipe.size, self.augmentation, generator, self.recipe.white)
        return normalised(changed, self.recipe)

    def plain(self, places: NDArray[np.int64]) -> Tensor:
        """(B, C, size, size) images."""
        return to_input(self.canvases.batch(places), self.recipe, self.device)


@dataclass(frozen=True)
class TokenSource:
    """Texts as tokens."""

    tokens: TokenTable
    device: torch.device
    boundary: int = 0

    @property
    def rows(self) -> NDArray[np.int64]:
        """(N,) manifest rows."""
        return self.tokens.rows

    @property
    def lengths(self) -> NDArray[np.int64]:
        """(N,) tokens of each."""
        return self.tokens.lengths

    def prepare(self, epoch: int) -> None:
        """Nothing: tokens are there."""

    def batch(self, places: NDArray[np.int64], epoch: int, seed: int) -> Tensor:
        """(B, L, 2) tokens; texts are not augmented."""
        del epoch, seed
        return self.plain(places)

    def plain(self, places: NDArray[np.int64]) -> Tensor:
        """(B, L, 2) tokens."""
        return self.tokens.batch(places).to(self.device, non_blocking=True)


@dataclass
class TableSource:
    """Cached activations; each pass takes the next of K fixed views of the images.

    Attributes:
        views: View number → its table; computed, or found in the cache.
        count: K.
        boundary: Where the activations enter the network.
        lengths: (N,) tokens of each, behind which an activation holds nothing; None where all
            are of one size.
    """

    views: Callable[[int], FeatureTable]
    count: int
    boundary: int
    device: torch.device
    lengths: NDArray[np.int64] | None = None
    _tables: dict[int, FeatureTable] = field(default_factory=dict)

    @property
    def rows(self) -> NDArray[np.int64]:
        """(N,) manifest rows."""
        return self._table(0).rows

    def prepare(self, epoch: int) -> None:
        """Compute the view of a pass, the first time it is needed."""
        self._table(epoch % self.count)

    def batch(self, places: NDArray[np.int64], epoch: int, seed: int) -> Tensor:
        """(B, …) activations of the pass's view."""
        del seed
        return self._read(epoch % self.count, places)

    def plain(self, places: NDArray[np.int64]) -> Tensor:
        """(B, …) activations of the images as they are."""
        return self._read(0, places)

    def _table(self, view: int) -> FeatureTable:
        if view not in self._tables:
            self._tables[view] = self.views(view)
        return self._tables[view]

    def _read(self, view: int, places: NDArray[np.int64]) -> Tensor:
        array = self._table(view).array
        if self.lengths is not None:
            array = array[:, : int(self.lengths[places].max())]
        found = torch.from_numpy(np.asarray(array[places]))
        if self.device.type == "cuda":
            found = found.pin_memory()
        moved = found.to(self.device, non_blocking=True).float()
        if moved.ndim == 4 and self.device.type != "mps":
            return moved.contiguous(memory_format=torch.channels_last)
        return moved


@dataclass(frozen=True)
class Part:
    """One part of the split.

    Attributes:
        targets: (N,) codes, or (N, K) memberships for multi-label, in the source's order.
    """

    source: Source
    targets: Tensor

    def __len__(self) -> int:
        return len(self.targets)

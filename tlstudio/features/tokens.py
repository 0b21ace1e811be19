"""Tokens of texts, made once and kept on disk, and batches of texts of about the same length."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tlstudio.core.errors import BadInputError, StudioError
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.core.words import percent
from tlstudio.data.manifest import Manifest
from tlstudio.data.texts.recipe import TextRecipe
from tlstudio.features.cache import DEFAULT_LIMIT, Entry, FeatureCache, key_of
from tlstudio.models.network import Network
from tlstudio.models.sequence.texts import TextBackbone
from tlstudio.models.tokenizer import Tokenizer, padded

_COMMIT_SECONDS = 2.0
_FORMAT = 1
_AT_ONCE = 1024
# Sorted by length within so many texts: enough that hardly any padding is left, few enough that
# a pass that is killed has little to do again.
WINDOW = 2048
# Tokens of a batch at most, padding included: what long texts need is bounded, too.
_MOST_TOKENS = 8192


@dataclass(frozen=True)
class TokenTable:
    """Tokens of some rows.

    Attributes:
        rows: (N,) manifest rows that could be read.
        lengths: (N,) tokens of each.
        failures: Manifest row → why there is none.
    """

    rows: NDArray[np.int64]
    lengths: NDArray[np.int64]
    failures: dict[int, str]
    _array: NDArray[Any]
    _places: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)

    def batch(self, places: NDArray[np.int64]) -> Tensor:
        """(B, L, 2) tokens by their place 0…N-1, L that of the longest among them."""
        longest = int(self.lengths[places].max())
        return torch.from_numpy(self._array[self._places[places], :longest])


def tokenizer_of(network: Network, recipe: TextRecipe) -> Tokenizer:
    """The tokenizer that a network was made for.

    Raises:
        BadInputError: When it is missing, or the recipe was made with another one.
    """
    backbone = network.backbone
    found = backbone.tokenizer if isinstance(backbone, TextBackbone) else None
    if found is None:
        raise BadInputError(
            f"The tokenizer of {backbone.card.id} is not on this computer.",
            "Add the model again, with its tokenizer.json.",
        )
    if found.sha256 != recipe.tokenizer:
        raise BadInputError(
            f"The tokenizer of {backbone.card.id} is not the one that this run began with.",
            "Train a new run.",
        )
    return found


def tokens_of(
    tokenizer: Tokenizer,
    manifest: Manifest,
    rows: NDArray[np.int64],
    recipe: TextRecipe,
    *,
    folder: Path,
    reporter: Reporter,
    limit: int = DEFAULT_LIMIT,
) -> TokenTable:
    """Every row's tokens: from the cache, or made now; a pass that was killed goes on.

    Raises:
        BadInputError: When no text can be read.
        DiskFullError: When the disk has no room for them.
        Stopped: When the reporter said so; what was done is kept.
    """
    cache = FeatureCache(folder, limit)
    key = key_of("tokens", _FORMAT, recipe.key, manifest.content_key(rows))
    entry = cache.find(key)
    if entry is not None and entry.failures:
        # What was missing may be back; to look for it costs as much as to read it.
        cache.remove(entry)
        entry = None
    entry = entry or cache.create(key, (len(rows), recipe.length, 2), np.int32)
    if not entry.complete:
        _fill(entry, tokenizer, manifest, rows, recipe, reporter)
    places = np.array([i for i in range(len(rows)) if i not in entry.failures], np.int64)
    if len(places) == 0:
        why = next(iter(entry.failures.values()), "")
        raise BadInputError(f"None of the texts could be read. {why}".strip())
    failures = {int(rows[place]): why for place, why in entry.failures.items()}
    return TokenTable(rows[places], _lengths(entry.array)[places], failures, entry.array, places)


def _fill(
    entry: Entry,
    tokenizer: Tokenizer,
    manifest: Manifest,
    rows: NDArray[np.int64],
    recipe: TextRecipe,
    reporter: Reporter,
) -> None:
    committed, cut = time.monotonic(), 0
    begun = entry.done
    for begin in range(begun, len(rows), _AT_ONCE):
        done = min(begin + _AT_ONCE, len(rows))
        texts, places = [], []
        for place, sample in enumerate(manifest.stream(rows[begin:done]), start=begin):
            try:
                texts.append(manifest.texts(sample))
                places.append(place)
            except StudioError as error:
                entry.failures[place] = error.message
        if texts:
            found = tokenizer.encode(texts, recipe.length)
            entry.array[places] = padded(found.rows, recipe.length)
            cut += int(found.cut.sum())
        reporter.progress("reading texts", done, len(rows))
        stop = reporter.should_stop()
        if stop or done == len(rows) or time.monotonic() - committed > _COMMIT_SECONDS:
            entry.commit(done)
            committed = time.monotonic()
        if stop:
            raise Stopped
    if cut:
        share = percent(cut / max(1, len(rows) - begun))
        text = (
            f"{cut} texts ({share}) are longer than {recipe.length} tokens; their end is cut off."
        )
        reporter.emit("note", text=text)


def _lengths(array: NDArray[Any]) -> NDArray[np.int64]:
    found = np.empty(len(array), np.int64)
    for begin in range(0, len(array), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        found[part] = (array[part, :, 0] >= 0).sum(1)
    return found


def even_batches(lengths: NDArray[np.int64], size: int) -> Iterator[NDArray[np.int64]]:
    """Places 0…N-1 in batches of texts of about the same length, each once, longest first.

    The longest come first, so that memory that does not suffice is known at once.

    Args:
        lengths: (N,) tokens of each.
        size: Texts of a batch at most; fewer where they are long.
    """
    order = np.argsort(-lengths, kind="stable")
    begin = 0
    while begin < len(order):
        longest = max(1, int(lengths[order[begin]]))
        count = max(1, min(size, _MOST_TOKENS // longest))
        yield order[begin : begin + count]
        begin += count


def bucketed(
    order: NDArray[np.int64], lengths: NDArray[np.int64], size: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """A random order whose batches hold texts of about the same length.

    Whole batches are made within windows of the order and put into a random order again; what is
    left over for the last, smaller batch stays behind.

    Args:
        order: Places in a random order; some may be there twice.
        lengths: (N,) tokens of each place.
        size: Texts of a batch.
        rng: Of the order of batches.
    """
    whole = len(order) // size * size
    batches: list[NDArray[np.int64]] = []
    for begin in range(0, whole, WINDOW // size * size or size):
        window = order[begin : min(begin + (WINDOW // size * size or size), whole)]
        tidy = window[np.argsort(lengths[window], kind="stable")]
        batches += [tidy[at : at + size] for at in range(0, len(tidy), size)]
    shuffled = [batches[place] for place in rng.permutation(len(batches))]
    return np.concatenate([*shuffled, order[whole:]])


def waste(lengths: NDArray[np.int64], batches: list[NDArray[np.int64]]) -> float:
    """Share of the tokens of some batches that is padding."""
    real = sum(int(lengths[batch].sum()) for batch in batches)
    whole = sum(len(batch) * int(lengths[batch].max()) for batch in batches)
    return 1 - real / whole if whole else 0.0

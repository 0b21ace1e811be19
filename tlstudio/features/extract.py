"""Features of images or texts, computed in one pass and kept."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tlstudio.core.errors import BadInputError
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.data.manifest import Manifest
from tlstudio.data.preprocess import Recipe
from tlstudio.data.texts.recipe import AnyRecipe
from tlstudio.features.cache import DEFAULT_LIMIT, Entry, FeatureCache, key_of, weights_key
from tlstudio.features.decode import Item, readable_again
from tlstudio.features.engine import EngineName, FrozenEngine, choose_engine, make_engine
from tlstudio.features.inputs import Feed, ImageFeed, TextFeed, View
from tlstudio.features.tokens import tokenizer_of, tokens_of
from tlstudio.models.network import Network

_COMMIT_SECONDS = 2.0
_HALF_MAX = 65504.0
_FORMAT = 2
_AT_ONCE = 8192


@dataclass(frozen=True)
class FeatureTable:
    """Features of some rows.

    Attributes:
        rows: (N,) manifest rows that could be read, in the order asked for.
        array: (N, …) features of these rows; memory-mapped.
        failures: Manifest row → why there is none.
        engine: What computed them.
        seconds: Of the pass; 0 when they were there.
    """

    rows: NDArray[np.int64]
    array: NDArray[Any]
    failures: dict[int, str]
    engine: EngineName
    seconds: float = 0.0

    def only(self, rows: NDArray[np.int64]) -> FeatureTable:
        """Of some of its rows, in memory."""
        kept = np.isin(self.rows, rows)
        asked = set(rows.tolist())
        failures = {row: why for row, why in self.failures.items() if row in asked}
        array = np.asarray(self.array)[kept]
        return replace(self, rows=self.rows[kept], array=array, failures=failures)


def items_of(manifest: Manifest, rows: NDArray[np.int64]) -> list[Item]:
    """Files and group of some rows."""
    return [(manifest.files(sample), sample.group) for sample in manifest.stream(rows)]


def features_at(
    network: Network,
    boundary: int,
    manifest: Manifest,
    rows: NDArray[np.int64],
    recipe: AnyRecipe,
    *,
    folder: Path,
    reporter: Reporter,
    engine: str = "auto",
    device: torch.device | str = "cpu",
    batch: int = 32,
    threads: int | None = None,
    limit: int = DEFAULT_LIMIT,
    expected: int | None = None,
    view: View | None = None,
) -> FeatureTable:
    """Features at a block boundary: from the cache, or in one pass over the files.

    Decoding runs in threads ahead of the network. A pass that was killed goes on where its last
    commit was. Pooled features are float32; inner activations float16, or float32 where a value
    would not fit.

    Args:
        network: Blocks below the boundary are run as they are, in eval mode.
        boundary: 1…cut; at the cut features are pooled, (N, width).
        manifest: The frozen dataset.
        rows: Which rows.
        recipe: From pixels or texts to the network's input.
        folder: Of the cache.
        reporter: Hears of progress, asked whether to stop.
        engine: "auto" or a name; see `choose_engine`.
        device: Where to compute.
        batch: Images at a time.
        threads: Decoding threads.
        limit: Bytes of the cache.
        expected: Images that the engine will be used for in all, if more than these.
        view: A fixed augmentation; None for the images as they are.

    Raises:
        BadInputError: When no item can be read, or a model of texts lacks its tokenizer.
        Stopped: When the reporter said so; what was done is kept.
    """
    cache = FeatureCache(folder, limit)
    shown = view.key if view else ""
    state = _state(network, boundary)
    facts = _facts(network, boundary, manifest, rows, recipe, state, shown)
    found = _kept(cache, engine, facts, manifest, rows, recipe)
    if found is not None:
        return found
    feed = _feed(network, manifest, rows, recipe, folder, reporter, batch, threads, view)
    return _Pass(
        network=network,
        boundary=boundary,
        cache=cache,
        facts=facts,
        reporter=reporter,
        device=device,
        engine=engine,
        expected=expected or len(rows),
        length=None if isinstance(recipe, Recipe) else recipe.length,
    ).run(feed, rows)


def _feed(
    network: Network,
    manifest: Manifest,
    rows: NDArray[np.int64],
    recipe: AnyRecipe,
    folder: Path,
    reporter: Reporter,
    batch: int,
    threads: int | None,
    view: View | None,
) -> Feed:
    if isinstance(recipe, Recipe):
        changed = view if view is not None and view.key else None
        return ImageFeed(items_of(manifest, rows), recipe, changed, batch, threads)
    tokenizer = tokenizer_of(network, recipe)
    table = tokens_of(tokenizer, manifest, rows, recipe, folder=folder, reporter=reporter)
    whys = ((place, table.failures.get(int(row))) for place, row in enumerate(rows))
    failures = {place: why for place, why in whys if why is not None}
    places = np.array([p for p in range(len(rows)) if p not in failures], np.int64)
    return TextFeed(table, places, failures, len(rows), batch, reporter)


def kept_features(
    network: Network,
    boundary: int,
    manifest: Manifest,
    rows: NDArray[np.int64],
    recipe: AnyRecipe,
    *,
    folder: Path,
    engine: str = "auto",
) -> FeatureTable | None:
    """Features of images as they are if they are in the cache, else None; see `features_at`."""
    facts = _facts(network, boundary, manifest, rows, recipe, _state(network, boundary), "")
    return _kept(FeatureCache(folder), engine, facts, manifest, rows, recipe)


def keep_parts(
    network: Network,
    boundary: int,
    manifest: Manifest,
    parts: Sequence[NDArray[np.int64]],
    recipe: AnyRecipe,
    *,
    folder: Path,
    reporter: Reporter,
    engine: str = "auto",
    threads: int | None = None,
) -> None:
    """Let `features_at` find each part of the rows, at the cost of one pass over all of them.

    That pass, too, is found in the cache when the same rows were parted otherwise before.

    Args:
        network: As of `features_at`, like the others.
        boundary: Likewise.
        manifest: Likewise.
        parts: Rows, each in one of them at most.
        recipe: Likewise.
        folder: Likewise.
        reporter: Likewise.
        engine: Likewise.
        threads: Likewise.

    Raises:
        BadInputError: When no image can be read.
        Stopped: When the reporter said so; what was done is kept.
    """
    table = features_at(
        network,
        boundary,
        manifest,
        np.sort(np.concatenate(list(parts))),
        recipe,
        folder=folder,
        reporter=reporter,
        engine=engine,
        threads=threads,
    )
    cache, state = FeatureCache(folder), _state(network, boundary)
    for rows in parts:
        facts = _facts(network, boundary, manifest, rows, recipe, state, "")
        readable = np.isin(rows, table.rows).any()
        if readable and _kept(cache, engine, facts, manifest, rows, recipe) is None:
            _file(cache, key_of(table.engine, *facts), table, rows)


def _file(cache: FeatureCache, key: str, table: FeatureTable, rows: NDArray[np.int64]) -> None:
    """Put features of some rows of a table into an entry of their own."""
    entry = cache.create(key, (len(rows), *table.array.shape[1:]), table.array.dtype)
    places = np.flatnonzero(np.isin(rows, table.rows))
    sources = np.searchsorted(table.rows, rows[places])
    for begin in range(0, len(places), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        entry.array[places[part]] = table.array[sources[part]]
    whys = ((place, table.failures.get(int(row))) for place, row in enumerate(rows))
    entry.failures.update({place: why for place, why in whys if why is not None})
    entry.commit(len(rows))


def _state(network: Network, boundary: int) -> str:
    """Of the weights of the blocks below a boundary."""
    return weights_key(
        (f"{index}.{name}", value)
        for index, block in enumerate(list(network.backbone.blocks)[:boundary])
        for name, value in block.state_dict().items()
    )


def _facts(
    network: Network,
    boundary: int,
    manifest: Manifest,
    rows: NDArray[np.int64],
    recipe: AnyRecipe,
    state: str,
    shown: str,
) -> tuple[object, ...]:
    """Everything that features depend on but the engine."""
    content = manifest.content_key(rows)
    return (_FORMAT, boundary == network.cut, boundary, recipe.key, state, content, shown)


def _kept(
    cache: FeatureCache,
    engine: str,
    facts: tuple[object, ...],
    manifest: Manifest,
    rows: NDArray[np.int64],
    recipe: AnyRecipe,
) -> FeatureTable | None:
    """What the cache holds whole."""
    names: tuple[EngineName, ...] = ("channels-last", "eager", "onnxruntime")
    for name in names if engine == "auto" else (engine,):
        entry = cache.find(key_of(name, *facts))
        if entry is not None and entry.complete:
            if retried(entry, manifest, rows, recipe):
                cache.remove(entry)
                return None
            return _table(entry, rows, name)  # type: ignore[arg-type]
    return None


def retried(entry: Entry, manifest: Manifest, rows: NDArray[np.int64], recipe: AnyRecipe) -> bool:
    """Whether files that failed when an entry was made, such as of a drive not there, are back."""
    if not entry.failures:
        return False
    if not isinstance(recipe, Recipe):
        return True
    failed = rows[np.array(sorted(entry.failures), np.int64)]
    return readable_again(items_of(manifest, failed), recipe)


@dataclass
class _Pass:
    network: Network
    boundary: int
    cache: FeatureCache
    facts: tuple[object, ...]
    reporter: Reporter
    device: torch.device | str
    engine: str
    expected: int
    length: int | None

    def run(self, feed: Feed, rows: NDArray[np.int64]) -> FeatureTable:
        """The whole pass, or what is left of it."""
        begin = time.perf_counter()
        entry: Entry | None = None
        chosen: FrozenEngine | None = None
        if self.engine != "auto":
            # A pass that was cut can only go on with the engine that began it.
            entry = self.cache.find(key_of(self.engine, *self.facts))
        start = entry.done if entry is not None else 0
        committed = time.monotonic()
        failures: dict[int, str] = {}
        for part in feed.stream(start):
            if part.inputs is not None:
                chosen = chosen or self._choose(part.inputs)
                found = chosen.run(part.inputs).numpy()
                entry = entry or self._entry(chosen, feed.count, found)
                entry = self._room_for(entry, found)
                _put(entry.array, part.rows, found)
            failures |= part.failures
            self.reporter.progress("computing features", part.seen, feed.count)
            if entry is not None and time.monotonic() - committed > _COMMIT_SECONDS:
                entry.failures.update(failures)
                entry.commit(part.done)
                committed = time.monotonic()
            if self.reporter.should_stop():
                if entry is not None:
                    entry.failures.update(failures)
                    entry.commit(part.done)
                raise Stopped
        if entry is None:
            items = "images" if self.length is None else "texts"
            raise BadInputError(f"None of the {items} could be read.", "Run: tlstudio check.")
        entry.failures.update(failures)
        entry.commit(feed.count)
        name: EngineName = chosen.name if chosen else self.engine  # type: ignore[assignment]
        return _table(entry, rows, name, time.perf_counter() - begin)

    def _choose(self, inputs: Tensor) -> FrozenEngine:
        if self.engine != "auto":
            return make_engine(self.network, self.boundary, self.engine, inputs, self.device)
        return choose_engine(
            self.network,
            self.boundary,
            inputs,
            n_items=self.expected,
            wanted="auto",
            reporter=self.reporter,
            device=self.device,
        )

    def _entry(self, chosen: FrozenEngine, count: int, found: NDArray[Any]) -> Entry:
        pooled = self.boundary == self.network.cut
        dtype = np.float32 if pooled else np.float16
        key = key_of(chosen.name, *self.facts)
        shape = found.shape[1:]
        if self.length is not None and not pooled:
            # Texts differ in length; what is behind their end stays 0, the sign of padding too.
            shape = (self.length, *shape[1:])
        return self.cache.create(key, (count, *shape), dtype)

    def _room_for(self, entry: Entry, found: NDArray[Any]) -> Entry:
        """Half precision becomes single when a value would overflow it."""
        if entry.array.dtype != np.float16 or np.abs(found).max(initial=0.0) <= _HALF_MAX:
            return entry
        self.reporter.emit("note", text="Activations are too large for 16 bits; 32 are kept.")
        old = np.array(entry.array[: entry.done], np.float32)
        wide = self.cache.create(entry.folder.name, entry.array.shape, np.float32)
        wide.array[: len(old)] = old
        wide.failures = entry.failures
        wide.done = entry.done
        return wide


def _put(array: NDArray[Any], rows: NDArray[np.int64], found: NDArray[Any]) -> None:
    """Write some rows; activations of texts may be shorter than there is room."""
    if found.ndim == 3 and found.shape[1] < array.shape[1]:
        array[rows, : found.shape[1]] = found
    else:
        array[rows] = found


def _table(
    entry: Entry, rows: NDArray[np.int64], engine: EngineName, seconds: float = 0.0
) -> FeatureTable:
    failures = {int(rows[place]): why for place, why in entry.failures.items()}
    if not failures:
        return FeatureTable(rows, entry.array, {}, engine, seconds)
    good = np.array([place for place in range(len(rows)) if place not in entry.failures], np.int64)
    return FeatureTable(rows[good], entry.array[good], failures, engine, seconds)

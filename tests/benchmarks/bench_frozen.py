"""From photo files to a trained head, against the usual loop with a frozen backbone.

    uv run python -m tests.benchmarks.bench_frozen --data DATA [--network squeezenet1_1]

Usual loop: ImageFolder, DataLoader with two workers, frozen weights, forward in each of ten passes.
Ours: features in one pass, cached, and the exact linear layer; measured three times, from nothing,
between the passes of the usual loop. Beside them one bare pass of decoding and forward, and the
fit alone (a second run with another head). Everything warm, in one process.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from tests.benchmarks import usual
from tests.benchmarks.photos import link_photos
from tlstudio.core.plans import Head, InputPlan
from tlstudio.core.reporting import Silent
from tlstudio.data.importing import ensure_split, import_source
from tlstudio.data.manifest import Manifest, write_manifest
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import Recipe, fit_recipe
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.store import DatasetStore
from tlstudio.features.batches import to_input
from tlstudio.features.decode import stream_canvases
from tlstudio.features.engine import FrozenEngine, make_engine
from tlstudio.features.extract import FeatureTable, features_at, items_of
from tlstudio.features.linear import fit_linear
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.network import Network
from tlstudio.models.surgery import operate
from tlstudio.models.weights import load_state

PASSES = 10


@dataclass(frozen=True)
class Side:
    """Our side: a frozen dataset and a network."""

    manifest: Manifest
    recipe: Recipe
    network: Network
    cache: Path

    def features(self, part: str) -> FeatureTable:
        """From files, or the cache."""
        rows = self.manifest.rows("train" if part == "train" else "validation")
        return features_at(
            self.network, self.network.cut, self.manifest, rows, self.recipe,
            folder=self.cache, reporter=Silent(),
        )  # fmt: skip

    def head(self, table: FeatureTable, l2: float | None = None) -> tuple[float, float]:
        """Seconds of the fit alone, and validation accuracy."""
        targets = self.manifest.targets()
        x = np.array(table.array, np.float32)
        begin = time.perf_counter()
        model = fit_linear(x, targets[table.rows], len(self.manifest.classes), l2=l2)
        seconds = time.perf_counter() - begin
        held = self.features("validation")
        named = model.logits(np.array(held.array)).argmax(1)
        return seconds, float((named == targets[held.rows]).mean())

    def whole(self) -> tuple[float, float]:
        """Seconds from files to a trained head, and of that the fit."""
        shutil.rmtree(self.cache, ignore_errors=True)
        begin = time.perf_counter()
        table = self.features("train")
        passed = time.perf_counter() - begin
        x = np.array(table.array, np.float32)
        fit_linear(x, self.manifest.targets()[table.rows], len(self.manifest.classes))
        total = time.perf_counter() - begin
        return total, total - passed

    def one_pass(self, engine: FrozenEngine) -> float:
        """Seconds of decoding and forward, nothing else."""
        begin = time.perf_counter()
        items = items_of(self.manifest, self.manifest.rows("train"))
        for part in stream_canvases(items, self.recipe):
            engine.run(to_input(part.canvases, self.recipe))
        return time.perf_counter() - begin


def our_side(photos: Path, folder: Path, name: str, weights: Path | None) -> Side:
    """Import the photos and build the network."""
    store = DatasetStore.create(folder / "dataset.sqlite")
    import_source(store, photos, "folders", {}, Silent(), copy=False, annotator="benchmark")
    ensure_split(store, SplitSpec(test=0.0), again=False)
    write_manifest(store, folder / "manifest.jsonl")
    store.close()
    manifest = Manifest.read(folder / "manifest.jsonl")
    chosen = card(name)
    network = operate(
        chosen, cut=None, head=Head(), classes=len(manifest.classes), in_channels=None, seed=0,
        weights=False,
    )  # fmt: skip
    if weights is not None:
        load_into(network.backbone, name, weights)
    picture = read_picture(items_of(manifest, manifest.rows("train")[:1])[0][0])
    recipe = fit_recipe(InputPlan(), chosen.input, [(picture, "")])
    return Side(manifest, recipe, network, folder / "cache")


def load_into(backbone: nn.Module, name: str, weights: Path) -> None:
    """Put a torchvision state dict into our blocks, through the original network."""
    from tlstudio.models.build import construct, to_backbone

    model = construct(card(name))
    model.load_state_dict(load_state(weights))
    backbone.load_state_dict(to_backbone(card(name), model).state_dict())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--network", default="squeezenet1_1")
    parser.add_argument("--passes", type=int, default=PASSES)
    args = parser.parse_args()
    weights = args.data / "weights" / f"{args.network}-imagenet.pth"
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        photos = folder / "photos"
        train, val = link_photos(args.data.resolve(), photos)
        side = our_side(photos, folder, args.network, weights if weights.is_file() else None)
        side.whole()  # warm
        head, passes = usual.frozen_epochs(
            side.network.backbone, side.network.backbone.width_at(side.network.cut),
            photos / "train",
        )  # fmt: skip
        seconds, ours, bare = [], [], []
        engine: FrozenEngine | None = None
        for number in range(args.passes):
            begin = time.perf_counter()
            next(passes)
            seconds.append(time.perf_counter() - begin)
            if number % 3 == 0:
                ours.append(side.whole())
                if engine is None:
                    sample = torch.zeros(2, 3, side.recipe.size, side.recipe.size)
                    name = side.features("train").engine
                    engine = make_engine(side.network, side.network.cut, name, sample)
                bare.append(side.one_pass(engine))
        table = side.features("train")
        fits = [side.head(table, l2)[0] for l2 in (1e-2, 1e-1, 1e-3)]
        chosen = side.head(table)
        total = sum(seconds) * PASSES / args.passes
        mine = statistics.median(t for t, _ in ours)
        whole = nn.Sequential(side.network.backbone, head)
        print(
            f"{args.network}, {train} training and {val} validation photos, engine {table.engine}"
        )
        print(f"usual loop, {PASSES} passes   {total:8.1f} s")
        print(f"files to trained head    {mine:8.1f} s   {total / mine:6.1f}x faster")
        one = statistics.median(bare)
        print(f"one bare pass            {one:8.1f} s   ours is {mine / one:.2f} of it")
        fit = statistics.median(fits)
        print(f"another rate, fit alone  {fit:8.3f} s   {total / fit:6.0f}x faster")
        print(f"rate chosen among five   {chosen[0]:8.3f} s   {total / chosen[0]:6.0f}x faster")
        theirs = usual.accuracy(whole, photos / "val")
        print(f"validation accuracy      ours {chosen[1]:.3f}, usual loop {theirs:.3f}")


if __name__ == "__main__":
    main()

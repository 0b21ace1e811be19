"""Predictions on a thousand photo files against the bare extraction of their features.

    uv run python -m tests.benchmarks.bench_predict --data DATA [--network squeezenet1_1]

Both read the same files with the same threads and engine and go through the same network, in turns;
the prediction also decides, lists, measures distances and writes its table. Printed is the ratio.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.benchmarks.photos import link_photos
from tlstudio.core.certainty import Certainty, SetRule, UnlikeRule
from tlstudio.core.plans import Head
from tlstudio.core.reporting import Silent
from tlstudio.data.importing import ensure_split, import_source
from tlstudio.data.manifest import Manifest, write_manifest
from tlstudio.data.preprocess import Recipe
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.store import DatasetStore
from tlstudio.evaluation.predict import predict
from tlstudio.evaluation.tables import write_predictions
from tlstudio.features.extract import features_at
from tlstudio.features.familiarity import fit_familiarity
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.network import Network
from tlstudio.models.saved import SavedModel, read_info, save_certainty, save_model
from tlstudio.models.surgery import operate

TURNS = 3


def saved(folder: Path, network: Network, recipe: Recipe, ident: str, classes: int) -> Path:
    """The network as a model that measures distances and makes lists."""
    names = tuple(f"class {number}" for number in range(classes))
    info = SavedModel(
        task="image-classification", classes=names, card=card(ident), cut=network.cut,
        head=Head(), recipe=recipe,
    )  # fmt: skip
    save_model(folder, network, info)
    width = network.backbone.width_at(network.cut)
    rng = np.random.default_rng(0)
    familiarity = fit_familiarity(rng.normal(size=(200, width)), np.arange(200) % classes)
    if familiarity is None:
        raise RuntimeError("no distances could be made")
    familiarity.save(folder)
    certainty = Certainty(
        weights_sha256=read_info(folder).weights_sha256,
        sets=SetRule(coverage=0.95, threshold=0.9, n=200, groups=200),
        unlike=UnlikeRule(limit=1.0, share=0.99, n=200, fitted_on=200),
    )
    save_certainty(folder, certainty)
    return folder


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--network", default="squeezenet1_1")
    parser.add_argument("--photos", type=int, default=1000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        link_photos(args.data, base / "photos")
        files = sorted((base / "photos").rglob("*.jp*g"))
        for surplus in files[args.photos :]:
            surplus.unlink()
        with DatasetStore.create(base / "dataset.sqlite") as store:
            import_source(
                store, base / "photos", "folders", {"levels": "part=nothing,class=class"},
                Silent(), copy=False, annotator="",
            )  # fmt: skip
            ensure_split(store, SplitSpec(), again=True)
            write_manifest(store, base / "manifest.jsonl")
        manifest = Manifest.read(base / "manifest.jsonl")
        rows = np.arange(len(manifest.targets()))
        found = card(args.network)
        network = operate(
            found, cut=None, head=Head(), classes=len(manifest.classes), in_channels=3, seed=0,
            weights=False,
        ).eval()  # fmt: skip
        canvas = round(found.input.size / found.input.crop_fraction)
        recipe = Recipe(
            size=found.input.size, canvas=canvas, mean=found.input.mean, std=found.input.std
        )
        model = saved(base / "model", network, recipe, args.network, len(manifest.classes))
        passes: dict[str, list[float]] = {"features": [], "predict": []}
        for turn in range(TURNS):
            begin = time.perf_counter()
            features_at(
                network, network.cut, manifest, rows, recipe,
                folder=base / f"cache{turn}", reporter=Silent(), engine="channels-last",
            )  # fmt: skip
            middle = time.perf_counter()
            write_predictions(
                predict(model, [base / "photos"], Silent()), base / "table.csv", "csv"
            )
            passes["features"].append(middle - begin)
            passes["predict"].append(time.perf_counter() - middle)
        for what, seconds in passes.items():
            rate = len(rows) / statistics.median(seconds)
            print(f"{what:9} {statistics.median(seconds):6.2f} s  {rate:6.1f} photos/s")
        ratios = [p / f for p, f in zip(passes["predict"], passes["features"], strict=True)]
        print(f"predict / features on {len(rows)} photos: {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()

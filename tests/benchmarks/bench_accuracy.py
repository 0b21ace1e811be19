"""Accuracy of `quick` and `balanced` against scikit-learn on the very same features.

    python -m tests.benchmarks.bench_accuracy --data DATA [--seeds 5]

For ants/bees and for the rubbish photos, with the real ImageNet SqueezeNet 1.1: import (its own
train/val folders, or a stratified split by seed), `train --preset quick` and `--preset balanced`,
then `LogisticRegression` of scikit-learn fitted on the standardised pooled features of the same
training rows and scored on the same validation rows. Prints accuracies by seed and the means.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tlstudio.cli.output import Output
from tlstudio.cli.verbs import import_, train
from tlstudio.core.reporting import Silent
from tlstudio.data.manifest import Manifest
from tlstudio.data.preprocess import Recipe
from tlstudio.features.extract import features_at
from tlstudio.jobs.beginning import create_project
from tlstudio.jobs.requests import AddRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.surgery import operate
from tlstudio.project.project import Project

_WEIGHTS = "weights/squeezenet1_1-imagenet.pth"
_SETS = {"ants/bees": "hymenoptera", "rubbish": "trashnet"}


def reference(project: Path, run_name: str) -> float:
    """Validation accuracy of scikit-learn's logistic regression on a run's frozen features."""
    run = Project.open(project, write=False).run(run_name)
    plan = run.plan()
    manifest = Manifest.read(run.manifest_path)
    recipe = Recipe.model_validate_json(run.recipe_path.read_text("utf-8"))
    network = operate(
        card(plan.backbone),
        cut=None,
        head=plan.head,
        classes=len(manifest.classes),
        in_channels=None,
        seed=0,
    )
    tables = {}
    for part in ("train", "validation"):
        with tempfile.TemporaryDirectory() as folder:
            table = features_at(
                network,
                network.cut,
                manifest,
                manifest.rows(part),
                recipe,
                folder=Path(folder),
                reporter=Silent(),
            )
            tables[part] = (np.array(table.array), manifest.targets()[table.rows])
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000))
    model.fit(*tables["train"])
    return float(model.score(*tables["validation"]))


def one_seed(base: Path, source: Path, seed: int, out: Output) -> dict[str, float]:
    """Accuracies of one split and seed."""
    project = base / f"{source.name}-{seed}"
    create_project(project, "image-classification").close()
    split = {"seed": seed, "test": 0.0, "validation": 0.25}
    import_.run_import(project, source, out, split=split)
    scores = {}
    for preset in ("quick", "balanced"):
        given = {"backbone": "squeezenet1_1-imagenet", "seed": str(seed)}
        outcome = train.start(project, out, preset=preset, given=given, name=preset)
        result = outcome.value()
        scores[preset] = float(result["evaluation"]["metrics"]["accuracy"]["value"])
        if preset == "quick":
            scores["logistic regression"] = reference(project, result["run"])
    return scores


def main() -> None:
    """Run every seed of both sets and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=5)
    args = parser.parse_args()
    out = Output()
    quiet = Output(as_json=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TLSTUDIO_DATA_DIR"] = str(Path(folder) / "user")
        added = Job.scratch(AddRequest(path=(args.data / _WEIGHTS).resolve()))
        with added:
            added.run().value()
        for title, name in _SETS.items():
            rows = []
            for seed in range(args.seeds):
                scores = one_seed(Path(folder), args.data / name, seed, quiet)
                rows.append((f"seed {seed}", *scores.values()))
                columns = ("", *scores)
            means = tuple(float(np.mean([row[i] for row in rows])) for i in range(1, len(columns)))
            out.table(columns, [*rows, ("mean", *means)], title=title)


if __name__ == "__main__":
    main()

"""Compare the frozen features of the pretrained backbone with those of random weights.

    python packaging/pretrain/probe.py --weights resources/backbones/fractal-net.safetensors \
        --data ../shared/data --json build/pretrain/probe.json

A linear probe is a logistic regression on the standardised pooled features, its strength chosen by
cross-validation inside the training part. A set with a split of its own is tested on it, the others
by five stratified folds that keep groups together. The random networks are the same network, at the
same input size, with other seeds (at least two); each is also measured with its batch-norm
statistics taken from the training images ("adapted").
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

import numpy as np
import torch
from numpy.typing import NDArray
from pretrain import normalise
from probe_sets import SETS, ProbeSet, load_sets
from safetensors.torch import load_file
from sklearn.linear_model import LogisticRegressionCV
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import nn

from tlstudio.models.own.fractal_net import INPUT_SIZE, FractalNet

STRENGTHS = (1e-4, 1e-3, 1e-2, 1e-1)


class RandomFigures(TypedDict):
    """Balanced accuracies, in percent, of random networks on one set: mean and deviation."""

    seeds: int
    random_mean: float
    random_std: float
    random_adapted_mean: float
    random_adapted_std: float


class Comparison(RandomFigures):
    """The balanced accuracy of the pretrained network on one set, beside the random ones."""

    images: int
    classes: int
    pretrained: float


def _batches(images: NDArray[np.uint8]) -> Sequence[torch.Tensor]:
    stacked = torch.from_numpy(images).permute(0, 3, 1, 2)
    return list(torch.split(stacked, 64))


@torch.inference_mode()
def extract(model: nn.Module, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return pooled features (N, width) of images (N, size, size, 3), in eval mode."""
    model.eval()
    parts = [model(normalise(batch.float() / 255)).float() for batch in _batches(images)]
    return torch.cat(parts).numpy()


@torch.no_grad()
def adapt_statistics(model: nn.Module, images: NDArray[np.uint8]) -> None:
    """Set the batch-norm statistics to those of up to 512 images."""
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None
    model.train()
    for batch in _batches(images[:: max(len(images) // 512, 1)]):
        model(normalise(batch.float() / 255))


def _folds(data: ProbeSet) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    if data.train is not None:
        return [(np.flatnonzero(data.train), np.flatnonzero(~data.train))]
    splitter = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    return list(splitter.split(data.labels, data.labels, data.groups))


def balanced_accuracy(features: NDArray[np.float32], data: ProbeSet) -> float:
    """Probe features (N, width) and return the balanced accuracy in percent."""
    answers, asked = [], []
    for train, test in _folds(data):
        probe = make_pipeline(
            StandardScaler(),
            LogisticRegressionCV(
                Cs=STRENGTHS,
                cv=3,
                max_iter=300,
                l1_ratios=(0.0,),
                scoring="accuracy",
                use_legacy_attributes=False,
            ),
        )
        probe.fit(features[train], data.labels[train])
        answers.append(probe.predict(features[test]))
        asked.append(test)
    right = np.concatenate(answers) == data.labels[np.concatenate(asked)]
    labels = data.labels[np.concatenate(asked)]
    return float(100 * np.mean([right[labels == label].mean() for label in np.unique(labels)]))


def load_backbone(path: Path) -> FractalNet:
    """Read a backbone from exported weights or from a training checkpoint."""
    model = FractalNet()
    if path.suffix == ".safetensors":
        model.load_state_dict(load_file(path))
    else:
        state = torch.load(path, weights_only=True)["model"]
        prefix = "backbone."
        model.load_state_dict(
            {k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}
        )
    return model


def measure_random(data: ProbeSet, seeds: int) -> RandomFigures:
    """Probe `seeds` random networks on one set, as they are and adapted."""
    plain, adapted = [], []
    known = data.images if data.train is None else data.images[data.train]
    for seed in range(1, seeds + 1):
        model = FractalNet(seed=seed)
        plain.append(balanced_accuracy(extract(model, data.images), data))
        adapt_statistics(model, known)
        adapted.append(balanced_accuracy(extract(model, data.images), data))
    return RandomFigures(
        seeds=seeds,
        random_mean=round(float(np.mean(plain)), 1),
        random_std=round(float(np.std(plain, ddof=1)), 1),
        random_adapted_mean=round(float(np.mean(adapted)), 1),
        random_adapted_std=round(float(np.std(adapted, ddof=1)), 1),
    )


def show(name: str, row: Comparison) -> None:
    """Print one line of the table."""
    plain = f"{row['random_mean']:.1f} ± {row['random_std']:.1f}"
    adapted = f"{row['random_adapted_mean']:.1f} ± {row['random_adapted_std']:.1f}"
    print(
        f"{name:12} {row['images']:6} {row['pretrained']:10.1f} {plain:>13} {adapted:>15}",
        flush=True,
    )


def main() -> None:
    """Read the command line, measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--weights", type=Path, required=True, help="safetensors or checkpoint")
    parser.add_argument("--data", type=Path, required=True, help="folder of the real image sets")
    parser.add_argument("--sets", nargs="+", choices=sorted(SETS), default=list(SETS))
    parser.add_argument("--size", type=int, default=INPUT_SIZE, help="input side in pixels")
    parser.add_argument("--seeds", type=int, default=5, help="number of random networks")
    parser.add_argument("--random-from", type=Path, help="earlier --json with the random figures")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    model = load_backbone(arguments.weights).to(memory_format=torch.channels_last)
    known: dict[str, Comparison] = {}
    if arguments.random_from:
        known = json.loads(arguments.random_from.read_text(encoding="utf-8"))
    table: dict[str, Comparison] = {}
    print(f"{'set':12} {'images':>6} {'pretrained':>10} {'random':>13} {'random adapted':>15}")
    for name, data in load_sets(arguments.data, arguments.size, arguments.sets).items():
        random = known[name] if name in known else measure_random(data, arguments.seeds)
        table[name] = Comparison(
            images=len(data.labels),
            classes=len(np.unique(data.labels)),
            pretrained=round(balanced_accuracy(extract(model, data.images), data), 1),
            seeds=random["seeds"],
            random_mean=random["random_mean"],
            random_std=random["random_std"],
            random_adapted_mean=random["random_adapted_mean"],
            random_adapted_std=random["random_adapted_std"],
        )
        show(name, table[name])
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

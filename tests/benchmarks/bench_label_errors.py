"""How many labels flipped on purpose are found, beside cleanlab on the same probabilities.

    python -m tests.benchmarks.bench_label_errors --data DATA [--seeds 5] [--share 0.05]

Ants/bees and the rubbish photos, with the pooled features of a real ImageNet SqueezeNet 1.1. In
each repetition a share of the labels gets another class by chance; out-of-fold probabilities of a
linear layer judge all labels. Prints for each set how many of the flipped labels are in the first
10 % of the queue, by self-confidence and by normalised margin, and precision and recall of the
labels that confident learning doubts; the same from cleanlab, which was given the same
probabilities, and the share of labels on which both say the same. Labels that were wrong before
count against the precision.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np
from cleanlab.filter import find_label_issues
from cleanlab.rank import get_label_quality_scores
from numpy.typing import NDArray

from tests.benchmarks.bench_frozen import our_side
from tlstudio.cli.output import Output
from tlstudio.evaluation.suspects.confident import Doubts, doubts
from tlstudio.evaluation.suspects.folds import out_of_fold

_SETS = {"ants/bees": "hymenoptera", "rubbish": "trashnet"}
_NETWORK = "squeezenet1_1"
_FIRST = 0.1


def features_of(
    data: Path, name: str, folder: Path
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Features and class codes of every photo of a set."""
    source = data / name
    folder.mkdir()
    if (source / "train").is_dir():
        # One folder a class; the parts that the set came in do not matter here.
        merged = folder / "photos"
        for path in sorted(source.rglob("*.*")):
            target = merged / path.parent.name / f"{path.parent.parent.name}-{path.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        source = merged
    side = our_side(source, folder, _NETWORK, data / "weights" / f"{_NETWORK}-imagenet.pth")
    tables = [side.features(part) for part in ("train", "validation")]
    rows = np.concatenate([table.rows for table in tables])
    x = np.concatenate([np.array(table.array, np.float32) for table in tables])
    return x, side.manifest.targets()[rows]


def flip(
    y: NDArray[np.int64], classes: int, share: float, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Labels of which a share is another class, and which those are."""
    rng = np.random.default_rng(seed)
    chosen = np.zeros(len(y), bool)
    chosen[rng.choice(len(y), round(share * len(y)), replace=False)] = True
    given = y.copy()
    given[chosen] = (y[chosen] + rng.integers(1, classes, int(chosen.sum()))) % classes
    return given, chosen


def found_first(score: NDArray[np.float64], wrong: NDArray[np.bool_]) -> float:
    """Share of the wrong labels in the first tenth of a queue, the lowest scores first."""
    first = np.argsort(score, kind="stable")[: round(_FIRST * len(score))]
    return float(wrong[first].sum() / wrong.sum())


def one_seed(
    x: NDArray[np.float32], y: NDArray[np.int64], classes: int, share: float, seed: int
) -> dict[str, float]:
    """Figures of one repetition."""
    given, wrong = flip(y, classes, share, seed)
    begin = time.perf_counter()
    answered = out_of_fold(x, given, classes, np.arange(len(y)), seed=seed)
    if answered is None:
        raise SystemExit("too few photos")
    ours: Doubts = doubts(given, answered[0])
    seconds = time.perf_counter() - begin
    theirs = np.asarray(find_label_issues(given, answered[0], n_jobs=1))
    both = get_label_quality_scores(given, answered[0], method="normalized_margin")
    said: dict[str, float] = {}
    said["first 10 %: margin"] = found_first(ours.score, wrong)
    said["first 10 %: confidence"] = found_first(ours.confidence, wrong)
    said["cleanlab: margin"] = found_first(both, wrong)
    for name, flagged in (("doubted", ours.flagged), ("cleanlab", theirs)):
        hits = float((flagged & wrong).sum())
        said[f"{name}: precision"] = hits / max(float(flagged.sum()), 1.0)
        said[f"{name}: recall"] = hits / float(wrong.sum())
    said["same flag"] = float((ours.flagged == theirs).mean())
    said["flagged of 100"] = 100 * float(ours.flagged.mean())
    said["seconds"] = seconds
    return said


def main() -> None:
    """Flip, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--share", type=float, default=0.05)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for title, name in _SETS.items():
            x, y = features_of(args.data.resolve(), name, Path(folder) / name)
            classes = int(y.max()) + 1
            found = [one_seed(x, y, classes, args.share, seed) for seed in range(args.seeds)]
            rows = [
                (key, *(f"{one[key]:.3f}" for one in found), f"{_mean(found, key):.3f}")
                for key in found[0]
            ]
            columns = ("", *(f"seed {seed}" for seed in range(args.seeds)), "mean")
            what = f"{title}: {len(y)} photos, {round(args.share * len(y))} labels flipped"
            Output().table(columns, rows, title=what)


def _mean(found: list[dict[str, float]], key: str) -> float:
    return float(np.mean([one[key] for one in found]))


if __name__ == "__main__":
    main()

"""The proof of an export: reloaded, run on the run's own images, compared with its source."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tlstudio.core.errors import BadInputError, StudioError
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.core.samples import SplitPart
from tlstudio.core.words import percent
from tlstudio.data.manifest import Manifest
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import Recipe, to_canvas
from tlstudio.evaluation.truth import truth_of
from tlstudio.export.formats import Promise
from tlstudio.export.trained import Reloaded, Trained
from tlstudio.features.batches import to_input
from tlstudio.features.decode import stream_canvases
from tlstudio.features.extract import items_of
from tlstudio.metrics.answers import Answers, answers_of
from tlstudio.metrics.catalogue import USUAL, metric_values
from tlstudio.metrics.deciding import decide
from tlstudio.metrics.intervals import metric_intervals
from tlstudio.metrics.sums import item_sums, total
from tlstudio.metrics.units import units_of
from tlstudio.tasks.registry import task

_BATCH = 16
_BY_FILE = 64
_STAGE = "proving the export"
_HEADLINE = "balanced_accuracy"


@dataclass(frozen=True)
class ByFile:
    """What an export that reads image files by itself answers.

    Attributes:
        n: Files that it took.
        difference: Largest difference of a probability.
        agreement: Share of files with the same answer.
        refused: Files that it cannot take, though this program can.
    """

    n: int
    difference: float
    agreement: float
    refused: int = 0


@dataclass(frozen=True)
class Proof:
    """How well an export agrees with the trained model.

    Attributes:
        n: Images that it was run on.
        part: Whose images they were.
        difference: Largest difference of a probability.
        distance_difference: Likewise of the distance from the training images, against the limit
            of what is usual; None where it is not known.
        agreement: Share of images with the same answer.
        metrics: Of the export.
        source_metrics: Of the trained model on the same images.
        intervals: 95 % interval of each metric of the export, None where it cannot be given.
        groups: How many groups of images they rest on; that of images when these are independent.
        loss: Balanced accuracy of the trained model less that of the export.
        by_file: Where the export reads files by itself.
    """

    n: int
    part: SplitPart
    difference: float
    agreement: float
    distance_difference: float | None = None
    metrics: dict[str, float] = field(default_factory=dict)
    source_metrics: dict[str, float] = field(default_factory=dict)
    intervals: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    groups: int = 0
    loss: float = 0.0
    by_file: ByFile | None = None


@dataclass(frozen=True)
class _Pair:
    """Source and export on the rows that could be read."""

    rows: NDArray[np.int64]
    ours: NDArray[np.float64]
    theirs: NDArray[np.float64]
    our_far: NDArray[Any] | None
    their_far: NDArray[Any] | None


def prove(
    promise: Promise,
    trained: Trained,
    reloaded: Reloaded,
    manifest: Manifest,
    part: SplitPart,
    reporter: Reporter,
) -> Proof:
    """Compare an export with its source.

    Raises:
        BadInputError: When no image can be read, or the export breaks its promise.
        Stopped: When the reporter said so.
    """
    rows = manifest.rows(part)
    if len(rows) == 0 and part == "validation":
        # Without tuning images any image that the model may see will do: it is a comparison.
        part, rows = "train", manifest.rows("train")
    pair = _both(trained, reloaded, manifest, rows, reporter)
    ours, theirs = (_answers(trained, manifest, pair.rows, t) for t in (pair.ours, pair.theirs))
    scores = [metric_values(total(item_sums(table), table), USUAL) for table in (ours, theirs)]
    units = units_of(theirs, manifest.groups()[pair.rows])
    found = zip(USUAL, metric_intervals(units, USUAL), strict=True)
    source, export = (dict(zip(USUAL, map(float, score), strict=True)) for score in scores)
    proof = Proof(
        n=len(pair.rows),
        part=part,
        difference=float(np.abs(pair.ours - pair.theirs).max()),
        agreement=float((ours.predicted == theirs.predicted).all(axis=1).mean()),
        distance_difference=_distance(trained, pair),
        metrics=export,
        source_metrics=source,
        intervals={name: (interval.low, interval.high) for name, interval in found},
        groups=len(units),
        loss=source[_HEADLINE] - export[_HEADLINE],
        by_file=_by_file(trained, reloaded, manifest, pair.rows, reporter),
    )
    _hold(promise, proof)
    return proof


def _hold(promise: Promise, proof: Proof) -> None:
    """Refuse an export that is not what it promises to be."""
    if promise.difference is not None and not proof.difference <= promise.difference:
        raise BadInputError(
            "The export does not answer as the trained model does: probabilities differ by up to "
            f"{proof.difference:.2g} and {percent(proof.agreement)} of the answers are the same.",
            "Nothing was written. Please send this run to the developers.",
        )
    if promise.loss is not None and not proof.loss <= promise.loss:
        raise BadInputError(
            f"The smaller file loses {100 * proof.loss:.1f} points of balanced accuracy on "
            f"{proof.n} images ({percent(proof.agreement)} of the answers are the same); "
            f"{100 * promise.loss:.1f} were allowed.",
            "Nothing was written. Export it as trained, or allow a larger loss.",
        )
    by_file = proof.by_file
    if by_file and promise.by_file is not None and not by_file.difference <= promise.by_file:
        raise BadInputError(
            "The program in the export does not read images as this one does: probabilities "
            f"differ by up to {by_file.difference:.2g}.",
            "Nothing was written. Please send this run to the developers.",
        )


def _answers(
    trained: Trained, manifest: Manifest, rows: NDArray[np.int64], table: NDArray[np.float64]
) -> Answers:
    info = trained.info
    truth = truth_of(manifest, rows, info.classes, multi_label=info.multi_label)
    return answers_of(truth, table, multi_label=info.multi_label, costs=_costs(trained))


def _costs(trained: Trained) -> tuple[float, ...] | None:
    certainty = trained.info.certainty
    return certainty.choices.weights(trained.info.classes) if certainty else None


def _distance(trained: Trained, pair: _Pair) -> float | None:
    rule = trained.info.certainty.unlike if trained.info.certainty else None
    if rule is None or pair.our_far is None or pair.their_far is None:
        return None
    return float(np.abs(pair.our_far - pair.their_far).max()) / rule.limit


def _source(trained: Trained, images: torch.Tensor) -> tuple[Any, NDArray[np.float64] | None]:
    """Probabilities and distances of the trained model itself, its blocks as they are."""
    network, info = trained.network, trained.info
    with torch.inference_mode():
        features = network.run(images, 0, network.cut)
        logits = network.logits_from(features, network.cut) / info.temperature
    far = trained.familiarity.distances(features.numpy()) if trained.familiarity else None
    return _codec(trained).probabilities(logits).numpy(), far


def _codec(trained: Trained) -> Any:
    info = trained.info
    return task(info.task).codec(info.classes, multi_label=info.multi_label)


def _both(
    trained: Trained,
    reloaded: Reloaded,
    manifest: Manifest,
    rows: NDArray[np.int64],
    reporter: Reporter,
) -> _Pair:
    kept: list[NDArray[np.int64]] = []
    tables: dict[str, list[NDArray[Any]]] = {"ours": [], "theirs": [], "our": [], "their": []}
    recipe = trained.recipe
    done = 0
    for part in stream_canvases(items_of(manifest, rows), recipe, batch=_BATCH):
        done += len(part.rows) + len(part.failures)
        if len(part.rows):
            images = to_input(part.canvases, recipe).contiguous()
            ours, our_far = _source(trained, images)
            found = reloaded.run(images.numpy())
            theirs = _codec(trained).probabilities(torch.from_numpy(np.array(found.logits)))
            kept.append(rows[part.rows])
            tables["ours"].append(ours)
            tables["theirs"].append(theirs.numpy())
            if our_far is not None and found.distances is not None:
                tables["our"].append(our_far)
                tables["their"].append(found.distances)
        reporter.progress(_STAGE, done, len(rows))
        if reporter.should_stop():
            raise Stopped
    if not kept:
        raise BadInputError(
            "None of the run's images could be read, so the export cannot be proven.",
            "Bring the images back to where they were, or run: tlstudio check.",
        )
    whole = {name: np.concatenate(some) for name, some in tables.items() if some}
    return _Pair(
        np.concatenate(kept), whole["ours"], whole["theirs"], whole.get("our"), whole.get("their")
    )


def _by_file(
    trained: Trained,
    reloaded: Reloaded,
    manifest: Manifest,
    rows: NDArray[np.int64],
    reporter: Reporter,
) -> ByFile | None:
    """Let an export that decodes files do so, and compare it from the file on."""
    if reloaded.by_file is None:
        return None
    # A new image is of none of the groups of the training.
    recipe = trained.recipe.model_copy(update={"group_ranges": {}})
    ours, theirs, refused = [], [], 0
    for files, _ in items_of(manifest, rows[:_BY_FILE]):
        if reporter.should_stop():
            raise Stopped
        expected = _one(trained, recipe, files[0]) if len(files) == 1 else None
        if expected is None:
            continue
        found = reloaded.by_file(files[0])
        if isinstance(found, str):
            refused += 1
        else:
            ours.append(expected)
            theirs.append(found)
    if not ours:
        return ByFile(0, 0.0, 1.0, refused)
    mine, other = np.stack(ours), np.stack(theirs)
    multi, costs = trained.info.multi_label, _costs(trained)
    same = (decide(mine, costs, multi) == decide(other, costs, multi)).all(axis=1)
    return ByFile(len(mine), float(np.abs(mine - other).max()), float(same.mean()), refused)


def _one(trained: Trained, recipe: Recipe, path: Path) -> NDArray[np.float64] | None:
    try:
        canvas = to_canvas(read_picture([path], shorter=recipe.canvas), recipe)
    except StudioError:
        return None
    table, _ = _source(trained, to_input(canvas[None], recipe).contiguous())
    row: NDArray[np.float64] = table[0]
    return row

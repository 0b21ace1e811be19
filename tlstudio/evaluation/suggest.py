"""What a run suggests for every image that is not in the final test, the most useful first.

Useful is what the model is unsure of and what is unlike the images chosen before: the greedy
k-centre selection of Sener & Savarese 2018 (arXiv 1708.00489) in the features of the model, its
distances weighted by uncertainty (the margin between the two likeliest classes, Scheffer et al.
2001). A part chosen by chance alone is set aside: its images come first, and nothing is suggested
for them, so that the labels of at least these owe nothing to the model.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError
from tlstudio.core.reporting import Reporter
from tlstudio.data.manifest import Manifest
from tlstudio.data.store.rows import label_of
from tlstudio.data.store.suggesting import Row, write
from tlstudio.evaluation.answering import Answerer
from tlstudio.evaluation.suspects.find import Judged, judge, labelled_parts
from tlstudio.features.extract import FeatureTable
from tlstudio.models.saved import SavedModel, load_model
from tlstudio.project.runs import RunFolder

SUGGESTIONS_FILE = "suggestions.sqlite"
_POOL = 2000
_PICKED = 200
_KNOWN = 1000
_MOST_ASIDE = 100
_THRESHOLD = 0.5
Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Suggested:
    """What was written.

    Attributes:
        answered: Images with an answer.
        aside: Images that are to be labelled first, unseen.
        failed: Images that could not be read.
    """

    file: Path
    answered: int
    aside: int
    failed: int


def suggest(
    run: RunFolder, manifest: Manifest, reporter: Reporter, *, cache: Path, aside: float
) -> Suggested:
    """Answer every image outside the final test and write the run's `suggestions.sqlite`.

    Args:
        run: A run with a model.
        manifest: The dataset as it is now, unlabelled images included.
        reporter: Hears of progress, asked whether to stop.
        cache: The project's cache.
        aside: Share of the images that is set aside, 100 images at most.

    Raises:
        BadInputError: When the run has no model, or no image can be read.
        Stopped: When the reporter said so; an older file stays.
    """
    network, info = load_model(run.model_dir)
    plan = run.plan()
    answerer = Answerer(network, info, manifest, cache, reporter, plan.engine, plan.threads)
    tables = _tables(answerer)
    if not tables:
        raise BadInputError("There is no readable image outside the final test.")
    rows = np.concatenate([table.rows for table in tables])
    chances = np.concatenate([answerer.probabilities(table) for table in tables])
    ids, labels, lots = _facts(manifest, rows)
    bare = np.array([not label for label in labels])
    judged = _judge(answerer)
    apart = set_aside(lots, aside) & bare
    doubts = uncertainty(chances, multi_label=info.multi_label)
    order = np.concatenate(
        [
            np.flatnonzero(apart)[np.argsort(lots[apart])],
            _useful(tables, np.flatnonzero(bare & ~apart), np.flatnonzero(~bare), doubts),
            _suspicious(np.flatnonzero(~bare), rows, judged),
        ]
    )
    answers = [_answer(row, info) for row in chances]
    flags = np.zeros(len(rows), bool)
    if judged is not None:
        for place, asked in _where(rows, judged.rows):
            if not judged.judged[asked]:
                continue
            # What the network learned by heart says nothing of its own label.
            answers[place] = (_label(judged.looks[asked], judged.classes), judged.sure(asked))
            flags[place] = judged.flagged[asked]
    lines = []
    for rank, place in enumerate(order.tolist()):
        named, probability = answers[place]
        lines.append(
            Row(
                sample=int(ids[place]),
                label=named,
                probability=probability,
                uncertainty=float(doubts[place]),
                rank=rank,
                aside=bool(apart[place]),
                differs=bool(flags[place]) and labels[place] != named,
            )
        )
    count = write(run.path / SUGGESTIONS_FILE, lines)
    unseen = int(apart.sum())
    failed = sum(len(table.failures) for table in tables)
    return Suggested(run.path / SUGGESTIONS_FILE, count - unseen, unseen, failed)


def _tables(answerer: Answerer) -> list[FeatureTable]:
    """Features of the training and of the tuning part, which may be cached, and of the rest."""
    manifest = answerer.manifest
    parts = [manifest.rows("train"), manifest.rows("validation")]
    parts.append(np.setdiff1d(manifest.rows_outside("test"), np.concatenate(parts)))
    found = []
    for rows in parts:
        if len(rows) == 0:
            continue
        try:
            found.append(answerer.features(rows))
        except BadInputError:
            continue  # not one image of this part can be read
    return found


def _facts(manifest: Manifest, rows: Places) -> tuple[Places, list[str], NDArray[np.uint64]]:
    """Store id, label ("" without one) and lot of each image."""
    ids, labels, lots = [], [], []
    for sample in manifest.stream(rows):
        ids.append(sample.id)
        labels.append(label_of(sample.annotation, sample.answer))
        digest = hashlib.blake2b(sample.key.encode(), digest_size=8).digest()
        lots.append(int.from_bytes(digest, "big"))
    return np.array(ids, np.int64), labels, np.array(lots, np.uint64)


def set_aside(lots: NDArray[np.uint64], share: float) -> NDArray[np.bool_]:
    """Which images are set aside: those with the smallest lots, of labelled and unlabelled alike.

    An image's lot is a hash of its name, so that a later run sets the same images aside, and one
    that was labelled meanwhile makes no room for another.
    """
    count = min(_MOST_ASIDE, math.ceil(share * len(lots)))
    chosen = np.zeros(len(lots), bool)
    if count:
        chosen[np.argpartition(lots, count - 1)[:count]] = True
    return chosen


def uncertainty(chances: Floats, *, multi_label: bool) -> Floats:
    """(N,) 0 where the model is sure, 1 where it knows nothing."""
    if multi_label:
        doubts: Floats = (1 - np.abs(2 * chances - 1)).max(axis=1)
        return doubts
    if chances.shape[1] < 2:
        return np.zeros(len(chances))
    top = np.partition(chances, -2, axis=1)[:, -2:]
    margin: Floats = 1 - (top[:, 1] - top[:, 0])
    return margin


def _useful(tables: Sequence[FeatureTable], bare: Places, known: Places, doubts: Floats) -> Places:
    """Unlabelled images, the most useful first."""
    by_doubt = bare[np.argsort(-doubts[bare], kind="stable")]
    pool = by_doubt[:_POOL]
    if len(pool) < 2:
        return by_doubt
    some = known[:: max(1, len(known) // _KNOWN)]
    picked = pick(_gather(tables, pool), _gather(tables, some), doubts[pool], _PICKED)
    chosen = pool[picked]
    rest = by_doubt[~np.isin(by_doubt, chosen)]
    return np.concatenate([chosen, rest])


def pick(
    candidates: NDArray[np.float32], known: NDArray[np.float32], doubts: Floats, count: int
) -> Places:
    """Places of candidates, one after another each the most doubtful that is far from all before.

    Args:
        candidates: (M, D) features.
        known: (L, D) features of labelled images, which count as chosen.
        doubts: (M,) uncertainty.
        count: How many.
    """
    both = np.concatenate([candidates, known])
    scale = np.maximum(both.std(axis=0), 1e-6)
    z = (candidates - both.mean(axis=0)) / scale
    labelled = (known - both.mean(axis=0)) / scale
    near = np.full(len(z), np.inf)
    for row in labelled:
        near = np.minimum(near, np.square(z - row).sum(axis=1))
    left = np.ones(len(z), bool)
    picked = []
    for _ in range(min(count, len(z))):
        distance = np.sqrt(near) if np.isfinite(near).any() else np.ones(len(z))
        # A touch of both, so that copies of known images are told apart by doubt alone.
        score = np.where(left, (doubts + 1e-6) * (distance + 1e-9), -1.0)
        best = int(score.argmax())
        picked.append(best)
        left[best] = False
        near = np.minimum(near, np.square(z - z[best]).sum(axis=1))
    return np.array(picked, np.int64)


def _judge(answerer: Answerer) -> Judged | None:
    """What models that did not see an image say of its label; None where nobody can say."""
    try:
        return judge(answerer, labelled_parts(answerer.manifest))
    except BadInputError:
        return None


def _where(rows: Places, some: Places) -> list[tuple[int, int]]:
    """Places in `rows` of some rows, each with its place in `some`."""
    by_row = {row: place for place, row in enumerate(rows.tolist())}
    return [(by_row[row], place) for place, row in enumerate(some.tolist()) if row in by_row]


def _suspicious(labelled: Places, rows: Places, judged: Judged | None) -> Places:
    """Labelled images, those first whose label is believed the least."""
    if judged is None:
        return labelled
    believed = np.full(len(rows), 2.0)
    for place, asked in _where(rows, judged.rows):
        if judged.judged[asked]:
            believed[place] = judged.confidence[asked]
    return labelled[np.argsort(believed[labelled], kind="stable")]


def _answer(row: Floats, info: SavedModel) -> tuple[str, float]:
    """The label as filters call it, and its probability."""
    if not info.multi_label:
        best = int(row.argmax())
        return info.classes[best], float(row[best])
    named = row >= _THRESHOLD
    return _label(named, info.classes), float(min(row[named], default=1 - row.max()))


def _label(named: NDArray[np.bool_], classes: Sequence[str]) -> str:
    """One class, or several, as filters call them."""
    names = tuple(name for name, on in zip(classes, named, strict=True) if on)
    return label_of(Labels(names=names), "answered")


def _gather(tables: Sequence[FeatureTable], places: Places) -> NDArray[np.float32]:
    """(M, D) features by their place over all tables."""
    starts = np.cumsum([0, *(len(table.rows) for table in tables)])
    width = int(tables[0].array.shape[1])
    found = np.empty((len(places), width), np.float32)
    for number, table in enumerate(tables):
        inside = (places >= starts[number]) & (places < starts[number + 1])
        array: NDArray[Any] = table.array
        found[inside] = array[places[inside] - starts[number]]
    return found

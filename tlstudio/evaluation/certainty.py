"""What a run learns of its own certainty from the tuning images, after the training."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tlstudio.core.certainty import Certainty, Choices, SetRule, UnlikeRule
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.evaluation.answering import Answerer
from tlstudio.evaluation.truth import truth_of
from tlstudio.features.extract import FeatureTable
from tlstudio.features.familiarity import Familiarity, fit_familiarity
from tlstudio.metrics.calibration import fit_temperature
from tlstudio.metrics.conformal import calibration_scores, threshold_of
from tlstudio.models.saved import save_certainty, with_certainty
from tlstudio.tasks.registry import task

# Of images like the tuning images this share counts as usual. With 0.99 a few odd tuning images
# set the limit: of litter, brain scans and other photos given to a model of ants and bees 40-50 %
# were found then, with 0.97 84-96 %.
_USUAL = 0.97
# Enough to know the spread of features; each costs a pass where blocks were fine-tuned.
_MOST = 2000
_FEWEST = 10


def with_learned_certainty(
    answerer: Answerer, folder: Path, choices: Choices | None = None
) -> Answerer:
    """Learn it, store it in the model's folder, and answer with it from now on.

    Args:
        answerer: Of a run.
        folder: The run's model folder.
        choices: Of the person; None keeps those of before.

    Raises:
        UsageError: When a cost names no class of the model.
        Stopped: When the reporter said so.
    """
    info = answerer.info
    before = info.certainty.choices if info.certainty else Choices()
    chosen = choices or before
    unknown = sorted(set(chosen.costs) - set(info.classes))
    if unknown:
        raise UsageError(
            f"The model has no class {unknown[0]!r}.", f"It knows: {', '.join(info.classes)}."
        )
    raw = replace(answerer, info=info.model_copy(update={"certainty": None, "temperature": 1.0}))
    certainty, familiarity = _learn(raw, chosen)
    if familiarity is not None:
        familiarity.save(folder)
    save_certainty(folder, certainty)
    return replace(answerer, info=with_certainty(info, certainty), familiarity=familiarity)


def with_stored_certainty(answerer: Answerer, folder: Path) -> Answerer:
    """Answer with the certainty that was learned before.

    Raises:
        BadInputError: When its file is damaged.
    """
    certainty = answerer.info.certainty
    if certainty is None or certainty.unlike is None:
        return answerer
    return replace(answerer, familiarity=Familiarity.load(folder))


def _learn(answerer: Answerer, choices: Choices) -> tuple[Certainty, Familiarity | None]:
    info = answerer.info
    base = Certainty(weights_sha256=info.weights_sha256, choices=choices)
    table = _features(answerer, answerer.manifest.rows("validation"))
    if table is None:
        return base, None
    truth = truth_of(answerer.manifest, table.rows, info.classes, multi_label=info.multi_label)
    logits = answerer.logits(table)
    temperature = fit_temperature(logits, truth)
    familiarity, unlike = _unlike(answerer, table)
    found = base.model_copy(
        update={
            "temperature": temperature,
            "n": len(table.rows),
            "sets": _sets(answerer, table, logits / temperature, truth, choices),
            "unlike": unlike,
        }
    )
    return found, familiarity


def _sets(
    answerer: Answerer,
    table: FeatureTable,
    logits: NDArray[np.float64],
    truth: NDArray[Any],
    choices: Choices,
) -> SetRule | None:
    info = answerer.info
    if len(info.classes) < 2 or len(table.rows) < _FEWEST:
        return None
    codec: Any = task(info.task).codec(info.classes, multi_label=info.multi_label)
    chances = codec.probabilities(torch.from_numpy(logits)).numpy()
    groups = answerer.manifest.groups()[table.rows]
    scores = calibration_scores(chances, truth)
    return SetRule(
        coverage=choices.coverage,
        threshold=threshold_of(scores, choices.coverage, groups),
        n=len(table.rows),
        groups=len(np.unique(groups)),
    )


def _unlike(
    answerer: Answerer, tuning: FeatureTable
) -> tuple[Familiarity | None, UnlikeRule | None]:
    learned = _learned(answerer)
    if learned is None or len(tuning.rows) < _FEWEST:
        return None, None
    truth = truth_of(
        answerer.manifest,
        learned.rows,
        answerer.info.classes,
        multi_label=answerer.info.multi_label,
    )
    familiarity = fit_familiarity(np.asarray(learned.array, np.float32), truth)
    if familiarity is None:
        return None, None
    distances = np.sort(familiarity.distances(np.asarray(tuning.array, np.float32)))
    # The rank that holds its share also in new images (n + 1); with few it is the largest.
    rank = min(math.ceil((len(distances) + 1) * _USUAL), len(distances))
    limit = float(distances[rank - 1])
    if limit <= 0:
        return None, None
    share = float((distances <= limit).mean())
    rule = UnlikeRule(limit=limit, share=share, n=len(distances), fitted_on=len(learned.rows))
    return familiarity, rule


def _learned(answerer: Answerer) -> FeatureTable | None:
    """Features of the training images, or of enough of them."""
    rows = answerer.manifest.rows("train")
    if len(rows) <= _MOST:
        return _features(answerer, rows)
    some = np.sort(np.random.default_rng(0).choice(rows, _MOST, replace=False))
    # Where the blocks stayed as they were, the training left all of them behind.
    everything = answerer.kept(rows)
    return _features(answerer, some) if everything is None else _some(everything.only(some))


def _features(answerer: Answerer, rows: NDArray[np.int64]) -> FeatureTable | None:
    """None when there is no row, or none that can be read."""
    if len(rows) == 0:
        return None
    try:
        table = answerer.features(rows)
    except BadInputError:
        return None
    return _some(table)


def _some(table: FeatureTable) -> FeatureTable | None:
    return table if len(table.rows) else None

"""Folds of a recipe that trains one linear layer alone: exact, on features computed once."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import special

from tlstudio.core.plans import Plan
from tlstudio.data.folds import open_rows
from tlstudio.evaluation.answering import Answerer
from tlstudio.evaluation.crossval.fold import Fold
from tlstudio.evaluation.suspects.folds import deal
from tlstudio.evaluation.truth import truth_of
from tlstudio.features.extract import FeatureTable
from tlstudio.features.linear import STRENGTHS
from tlstudio.metrics.answers import answers_of
from tlstudio.metrics.calibration import fit_temperature
from tlstudio.metrics.catalogue import metric_values
from tlstudio.metrics.units import units_of
from tlstudio.models.network import Network
from tlstudio.training import head

_INNER = 5


@dataclass(frozen=True)
class SharedFeatures(Answerer):
    """Answers from one pass over all images; the model below the new layer is the same for all.

    Attributes:
        table: Of all images of the fold.
    """

    table: FeatureTable = field(kw_only=True)

    @classmethod
    def of(cls, answerer: Answerer) -> SharedFeatures:
        """Of a fold's frozen list, with a network that has not learned yet."""
        held = answerer.manifest.rows("test")
        everything = np.sort(np.concatenate([open_rows(answerer.manifest), held]))
        return cls(**vars(answerer), table=answerer.features(everything))

    def features(self, rows: NDArray[np.int64], network: Network | None = None) -> FeatureTable:
        """Of some rows, whichever network asks."""
        del network
        return self.table.only(rows)

    def untouched(self) -> Network:
        """This one: only its new layers learn."""
        return self.network


def answer_exactly(
    shared: SharedFeatures, plan: Plan, number: int, *, nested: bool, metric: str
) -> Fold:
    """Fit on the images that teach, learn the temperature on those that tune, answer the fold.

    Args:
        shared: Of the fold.
        plan: The recipe.
        number: Of the fold.
        nested: Choose the strength of the penalty by folds inside; the tuning images teach too,
            and the temperature is learned from the answers of these inner folds.
        metric: That tells what the inner choice promised.

    Raises:
        BadInputError: When no image of the fold can be read.
        Stopped: When the reporter said so.
    """
    begin = time.perf_counter()
    manifest = shared.manifest
    teaching, tuning = manifest.rows("train"), manifest.rows("validation")
    inner = np.nan
    if nested:
        train = _labelled(shared, np.sort(np.concatenate([teaching, tuning])))
        strength, inner, logits = _choose(shared, plan, train, metric)
        head.solve(shared.network, plan, train, _weights(shared, plan, train), l2=strength)
        temperature = fit_temperature(logits, train.targets.numpy())
    else:
        train = _labelled(shared, teaching)
        strength = head.solve(shared.network, plan, train, _weights(shared, plan, train))
        held = _labelled(shared, tuning)
        temperature = fit_temperature(shared.logits(held.table), held.targets.numpy())
    ready = replace(shared, info=shared.info.model_copy(update={"temperature": temperature}))
    return Fold(
        number=number,
        answered=ready.answer("test"),
        temperature=temperature,
        taught=len(train.targets),
        strength=strength,
        inner=inner,
        seconds=time.perf_counter() - begin,
    )


def _labelled(shared: SharedFeatures, rows: NDArray[np.int64]) -> head.Labelled:
    table = shared.features(rows)
    info, manifest = shared.info, shared.manifest
    truth = truth_of(manifest, table.rows, info.classes, multi_label=info.multi_label)
    targets = torch.from_numpy(truth.astype(np.float32 if info.multi_label else np.int64))
    groups = manifest.groups()[table.rows] if manifest.has_groups() else None
    return head.Labelled(table, targets, groups)


def _weights(shared: SharedFeatures, plan: Plan, train: head.Labelled) -> NDArray[np.float64]:
    if not plan.class_weights:
        return np.empty(0)
    return head.class_weights(train.targets, len(shared.info.classes))


def _choose(
    shared: SharedFeatures, plan: Plan, train: head.Labelled, metric: str
) -> tuple[float, float, NDArray[np.float64]]:
    """The strength with the smallest log-loss inside, what it promises there, and its logits."""
    truth = train.targets.numpy()
    codes = truth.astype(np.int64)
    groups = shared.manifest.groups()[train.table.rows]
    folds = deal(codes, groups, min(_INNER, len(np.unique(groups))), plan.seed)
    found: dict[float, NDArray[np.float64]] = {}
    for strength in STRENGTHS:
        logits = np.zeros((len(truth), len(shared.info.classes)))
        for fold in np.unique(folds):
            inside = _select(train, folds != fold)
            weights = _weights(shared, plan, inside)
            model = head.fit(plan, inside, logits.shape[1], weights, l2=strength)
            logits[folds == fold] = model.logits(train.features()[folds == fold])
        found[strength] = logits
    losses = {strength: _loss(logits, codes) for strength, logits in found.items()}
    best = min(losses, key=lambda strength: (losses[strength], -strength))
    several = shared.info.multi_label
    chances: Any = special.expit(found[best]) if several else special.softmax(found[best], axis=1)
    answers = answers_of(codes, chances, multi_label=several)
    promised = float(metric_values(units_of(answers, groups).sums, [metric])[0])
    return best, promised, found[best]


def _select(train: head.Labelled, kept: NDArray[np.bool_]) -> head.Labelled:
    table = replace(
        train.table, rows=train.table.rows[kept], array=np.asarray(train.table.array)[kept]
    )
    groups = None if train.groups is None else train.groups[kept]
    return head.Labelled(table, train.targets[torch.from_numpy(kept)], groups)


def _loss(logits: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    if truth.ndim == 2:
        signs = np.where(truth > 0, 1.0, -1.0)
        return float(np.logaddexp(0, -signs * logits).mean())
    return float(-special.log_softmax(logits, axis=1)[np.arange(len(truth)), truth].mean())

"""The exact solution of a linear layer on cached features, put into the network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tlstudio.core.errors import StudioError
from tlstudio.core.plans import Plan
from tlstudio.features.extract import FeatureTable
from tlstudio.features.linear import LinearModel, fit_linear, standardisation
from tlstudio.models.network import Network
from tlstudio.training.fit import balanced_shares


@dataclass(frozen=True)
class Labelled:
    """Features with their truth.

    Attributes:
        table: N of them.
        targets: (N,) codes or (N, K) memberships.
        groups: (N,) group codes; None when items are independent.
    """

    table: FeatureTable
    targets: Tensor
    groups: NDArray[np.int64] | None

    def features(self) -> NDArray[np.float32]:
        """(N, D) in memory."""
        return np.array(self.table.array, np.float32)


def standardise(network: Network, train: Labelled) -> None:
    """Fit the head's fixed normalisation, if it has one, on the training features."""
    if network.standardise is not None:
        mean, scale = standardisation(train.features())
        network.standardise.set(torch.from_numpy(mean), torch.from_numpy(scale))


def fit(
    plan: Plan,
    train: Labelled,
    classes: int,
    weights: NDArray[np.float64],
    *,
    l2: float | None = None,
) -> LinearModel:
    """The exact solution of one linear layer on features.

    Args:
        plan: Label smoothing, sampling and seed are heeded.
        train: What to learn from.
        classes: K.
        weights: (K,) weight of each class; empty for none.
        l2: Strength of the penalty; None chooses it by cross-validation.
    """
    importance = np.ones(len(train.targets))
    if plan.balanced_sampling:
        importance = balanced_shares(train.targets)
    if len(weights):
        importance = importance * _item_weights(train.targets, weights)
    return fit_linear(
        train.features(),
        train.targets.numpy(),
        classes,
        l2=l2,
        groups=train.groups,
        sample_weights=importance,
        label_smoothing=plan.label_smoothing,
        seed=plan.seed,
    )


def solve(
    network: Network,
    plan: Plan,
    train: Labelled,
    weights: NDArray[np.float64],
    *,
    l2: float | None = None,
) -> float:
    """Fit the last layer exactly and put it into the network; see `fit`.

    Args:
        network: Its head is one linear layer, behind a normalisation or not.
        plan: As of `fit`, like the others.
        train: What to learn from.
        weights: Of classes.
        l2: Strength of the penalty; None chooses it.

    Returns:
        The strength of the penalty.
    """
    model = fit(plan, train, network.classes, weights, l2=l2)
    last = network.head[-1]
    if not isinstance(last, torch.nn.Linear):
        raise StudioError("The new layers do not end in a linear one.")
    weight, bias = model.weight, model.bias
    with torch.no_grad():
        if network.standardise is not None:
            network.standardise.set(torch.from_numpy(model.mean), torch.from_numpy(model.scale))
            weight, bias = weight / model.scale, bias + weight @ model.mean
        last.weight.copy_(torch.from_numpy(weight))
        last.bias.copy_(torch.from_numpy(bias))
    return model.l2


def _item_weights(targets: Tensor, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    if targets.ndim == 1:
        chosen: NDArray[np.float64] = weights[targets.numpy()]
        return chosen
    table = targets.numpy()
    named = np.maximum(table.sum(axis=1), 1)
    mean: NDArray[np.float64] = np.where(table.any(axis=1), (table @ weights) / named, 1.0)
    return mean


def class_weights(targets: Tensor, classes: int) -> NDArray[np.float64]:
    """(K,) weights inverse to how often each class occurs, 1 on average over items."""
    table = targets.numpy()
    counts = table.sum(axis=0) if targets.ndim == 2 else np.bincount(table, minlength=classes)
    rarity = 1 / np.maximum(counts, 1)
    total = max(float((counts * rarity).sum()), 1e-9)
    weights: NDArray[np.float64] = rarity * float(counts.sum()) / total
    return weights

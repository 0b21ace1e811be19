"""Multinomial logistic regression on features, in a moment: the head's fit and the probe's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

_STRENGTHS = (1e-4, 1e-3, 1e-2, 1e-1, 1.0)
_ITERATIONS = 300
_FOLDS = 3


@dataclass(frozen=True)
class LinearModel:
    """A fitted layer on plain features; the standardisation is folded in.

    Attributes:
        weight: (K, D).
        bias: (K,).
        l2: The strength that was used.
        mean: (D,) that was subtracted in the fit.
        scale: (D,) that was multiplied in the fit.
    """

    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    l2: float
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]

    def logits(self, x: NDArray[Any]) -> NDArray[np.float32]:
        """(N, K) of features (N, D)."""
        result: NDArray[np.float32] = x.astype(np.float32) @ self.weight.T + self.bias
        return result

    def predict_proba(self, x: NDArray[Any]) -> NDArray[np.float64]:
        """(N, K) probabilities of features (N, D)."""
        return softmax(self.logits(x))


def softmax(logits: NDArray[Any]) -> NDArray[np.float64]:
    """Row-wise softmax in double precision."""
    shifted = np.asarray(logits, np.float64) - np.max(logits, axis=1, keepdims=True)
    powers = np.exp(shifted)
    result: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return result


def standardisation(x: NDArray[Any]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean (D,) and one over the deviation (D,); constant features keep scale 1."""
    mean = x.mean(axis=0, dtype=np.float64)
    deviation = x.std(axis=0, dtype=np.float64)
    scale = np.where(deviation > 1e-6, 1 / np.maximum(deviation, 1e-6), 1.0)
    return mean.astype(np.float32), scale.astype(np.float32)


def fit_linear(
    x: NDArray[Any],
    y: NDArray[np.int64],
    classes: int,
    *,
    l2: float | None = None,
    sample_weights: NDArray[Any] | None = None,
    groups: NDArray[np.int64] | None = None,
    seed: int = 0,
) -> LinearModel:
    """Fit on standardised features by L-BFGS, started at zero: deterministic.

    Args:
        x: (N, D) features.
        y: (N,) class codes.
        classes: Number of classes K; classes without an item get a low bias.
        l2: Weight of half the squared norm, as a mean over items (scikit-learn's C is
            1 / (N * l2)); None chooses among five by cross-validated log-loss.
        sample_weights: (N,) importance, normalised to a mean of 1.
        groups: (N,) items of one group stay in one fold.
        seed: Of the folds.
    """
    mean, scale = standardisation(x)
    z = torch.from_numpy((x.astype(np.float32) - mean) * scale)
    target = torch.from_numpy(y)
    weights = torch.ones(len(y))
    if sample_weights is not None:
        weights = torch.from_numpy(np.asarray(sample_weights, np.float32))
        weights = weights / weights.mean()
    strength = l2
    if strength is None:
        folds = fold_codes(y, groups, seed)
        strength = _choose(z, target, weights, folds, classes)
    weight, bias = _solve(z, target, weights, classes, strength)
    flat = (weight * torch.from_numpy(scale)).numpy()
    shift = bias.numpy() - flat @ mean
    return LinearModel(flat, shift.astype(np.float32), strength, mean, scale)


def fold_codes(
    y: NDArray[np.int64], groups: NDArray[np.int64] | None, seed: int
) -> NDArray[np.int64]:
    """(N,) fold of each item: classes spread evenly, groups kept whole."""
    rng = np.random.default_rng(seed)
    if groups is not None and len(np.unique(groups)) >= _FOLDS:
        ids, inverse = np.unique(groups, return_inverse=True)
        order = rng.permutation(len(ids))
        folds: NDArray[np.int64] = (order[inverse] % _FOLDS).astype(np.int64)
        return folds
    codes = np.empty(len(y), np.int64)
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        codes[rows] = (np.arange(len(rows)) + rng.integers(_FOLDS)) % _FOLDS
    return codes


def _choose(z: Tensor, y: Tensor, weights: Tensor, folds: NDArray[np.int64], classes: int) -> float:
    totals = dict.fromkeys(_STRENGTHS, 0.0)
    for fold in range(_FOLDS):
        held = torch.from_numpy(folds == fold)
        if not held.any() or held.all():
            continue
        start: tuple[Tensor, Tensor] | None = None
        for strength in sorted(_STRENGTHS, reverse=True):
            start = _solve(z[~held], y[~held], weights[~held], classes, strength, start)
            logits = z[held] @ start[0].T + start[1]
            losses = torch.nn.functional.cross_entropy(logits, y[held], reduction="none")
            totals[strength] += float((losses * weights[held]).sum())
    return min(totals, key=lambda strength: (totals[strength], -strength))


def _solve(
    z: Tensor,
    y: Tensor,
    weights: Tensor,
    classes: int,
    l2: float,
    start: tuple[Tensor, Tensor] | None = None,
) -> tuple[Tensor, Tensor]:
    weight = torch.zeros(classes, z.shape[1]) if start is None else start[0].clone()
    bias = torch.zeros(classes) if start is None else start[1].clone()
    parameters = [weight.requires_grad_(), bias.requires_grad_()]
    solver = torch.optim.LBFGS(
        parameters,
        max_iter=_ITERATIONS,
        tolerance_grad=1e-6,
        tolerance_change=1e-9,
        history_size=20,
        line_search_fn="strong_wolfe",
    )

    def closure() -> Tensor:
        solver.zero_grad()
        losses = torch.nn.functional.cross_entropy(z @ weight.T + bias, y, reduction="none")
        loss = (losses * weights).mean() + 0.5 * l2 * weight.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    solver.step(closure)  # type: ignore[no-untyped-call]
    return weight.detach(), bias.detach()

"""Multinomial logistic regression on features, in a moment: the head's fit and the probe's."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import special
from torch import Tensor
from torch.nn import functional

STRENGTHS = (1e-4, 1e-3, 1e-2, 1e-1, 1.0)
_ITERATIONS = 300
_FOLDS = 3
# The choice between strengths ten times apart needs no last digits; but rougher than this, the
# weakest one ends early near the stronger one that it started from, and looks better than it is.
_ROUGH = 1e-5
# Up to this many products a step, one processor is as quick as all of them, and does not wait for
# the others: on a computer busy with something else, that wait made a fit twenty times slower.
_ALONE = 20_000_000
# Features that hardly vary in training are noise made large, were they scaled to deviation 1.
_FLOOR = 0.1


@dataclass(frozen=True)
class LinearModel:
    """A fitted layer on plain features; the standardisation is folded in.

    Attributes:
        weight: (K, D).
        bias: (K,).
        l2: The strength that was used.
        mean: (D,) that was subtracted in the fit.
        scale: (D,) that was multiplied in the fit.
        multi_label: Whether classes are answered each for itself.
    """

    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    l2: float
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    multi_label: bool = False

    def logits(self, x: NDArray[Any]) -> NDArray[np.float32]:
        """(N, K) of features (N, D)."""
        result: NDArray[np.float32] = x.astype(np.float32) @ self.weight.T + self.bias
        return result

    def predict_proba(self, x: NDArray[Any]) -> NDArray[np.float64]:
        """(N, K) probabilities of features (N, D)."""
        if self.multi_label:
            found: NDArray[np.float64] = special.expit(self.logits(x).astype(np.float64))
            return found
        return softmax(self.logits(x))


def softmax(logits: NDArray[Any]) -> NDArray[np.float64]:
    """Row-wise softmax in double precision."""
    shifted = np.asarray(logits, np.float64) - np.max(logits, axis=1, keepdims=True)
    powers = np.exp(shifted)
    result: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return result


def standardisation(x: NDArray[Any]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean (D,) and one over the deviation (D,).

    Deviations below a tenth of the mean deviation count as that, so that a feature which was
    nearly constant in training cannot outshout the others in a new image.
    """
    mean = x.mean(axis=0, dtype=np.float64)
    deviation = x.std(axis=0, dtype=np.float64)
    scale = 1 / np.maximum(deviation, max(_FLOOR * float(deviation.mean()), 1e-6))
    return mean.astype(np.float32), scale.astype(np.float32)


def fit_linear(
    x: NDArray[Any],
    y: NDArray[Any],
    classes: int,
    *,
    l2: float | None = None,
    sample_weights: NDArray[Any] | None = None,
    groups: NDArray[np.int64] | None = None,
    label_smoothing: float = 0.0,
    seed: int = 0,
) -> LinearModel:
    """Fit on standardised features by L-BFGS, started at zero: deterministic.

    Args:
        x: (N, D) features.
        y: (N,) class codes, or (N, K) memberships where several classes may apply.
        classes: Number of classes K; classes without an item get a low bias.
        l2: Weight of half the squared norm, as a mean over items (scikit-learn's C is
            1 / (N * l2)); None chooses among five by cross-validated log-loss.
        sample_weights: (N,) importance, normalised to a mean of 1.
        groups: (N,) items of one group stay in one fold.
        label_smoothing: Share of the truth that is spread over all classes.
        seed: Of the folds.
    """
    mean, scale = standardisation(x)
    z = torch.from_numpy((x.astype(np.float32) - mean) * scale)
    target = torch.from_numpy(np.asarray(y, np.float32 if y.ndim == 2 else np.int64))
    weights = torch.ones(len(y))
    if sample_weights is not None:
        weights = torch.from_numpy(np.asarray(sample_weights, np.float32))
        weights = weights / weights.mean()
    problem = _Problem(z, target, weights, classes, label_smoothing)
    with _one_thread(when=z.numel() * classes <= _ALONE):
        strength = _choose(problem, fold_codes(y, groups, seed)) if l2 is None else l2
        weight, bias = problem.solve(strength)
    flat = (weight * torch.from_numpy(scale)).numpy()
    shift = bias.numpy() - flat @ mean
    return LinearModel(flat, shift.astype(np.float32), strength, mean, scale, y.ndim == 2)


def fold_codes(y: NDArray[Any], groups: NDArray[np.int64] | None, seed: int) -> NDArray[np.int64]:
    """(N,) fold of each item: classes spread evenly, groups kept whole.

    Args:
        y: (N,) class codes, or (N, K) memberships, of which the first counts.
        groups: (N,) group codes; None when items are independent.
        seed: Of the random order.
    """
    rng = np.random.default_rng(seed)
    if groups is not None and len(np.unique(groups)) >= _FOLDS:
        ids, inverse = np.unique(groups, return_inverse=True)
        order = rng.permutation(len(ids))
        folds: NDArray[np.int64] = (order[inverse] % _FOLDS).astype(np.int64)
        return folds
    labels = y.argmax(axis=1) if y.ndim == 2 else y
    codes = np.empty(len(y), np.int64)
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        codes[rows] = (np.arange(len(rows)) + rng.integers(_FOLDS)) % _FOLDS
    return codes


@contextlib.contextmanager
def _one_thread(*, when: bool) -> Iterator[None]:
    threads = torch.get_num_threads()
    if when:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _choose(problem: _Problem, folds: NDArray[np.int64]) -> float:
    totals = dict.fromkeys(STRENGTHS, 0.0)
    for fold in range(_FOLDS):
        held = torch.from_numpy(folds == fold)
        if not held.any() or held.all():
            continue
        rest, asked = problem.select(~held), problem.select(held)
        start: tuple[Tensor, Tensor] | None = None
        for strength in sorted(STRENGTHS, reverse=True):
            start = rest.solve(strength, start, tolerance=_ROUGH)
            totals[strength] += float((asked.losses(*start) * asked.weights).sum())
    return min(totals, key=lambda strength: (totals[strength], -strength))


@dataclass(frozen=True)
class _Problem:
    """Standardised features (N, D) with their truth and importance."""

    z: Tensor
    y: Tensor
    weights: Tensor
    classes: int
    smoothing: float

    def select(self, rows: Tensor) -> _Problem:
        """Some items."""
        return _Problem(
            self.z[rows], self.y[rows], self.weights[rows], self.classes, self.smoothing
        )

    def losses(self, weight: Tensor, bias: Tensor) -> Tensor:
        """(N,) loss of each item."""
        logits = self.z @ weight.T + bias
        if self.y.ndim == 2:
            shares = self.y * (1 - self.smoothing) + 0.5 * self.smoothing
            return functional.binary_cross_entropy_with_logits(
                logits, shares, reduction="none"
            ).mean(1)
        return functional.cross_entropy(
            logits, self.y, reduction="none", label_smoothing=self.smoothing
        )

    def solve(
        self,
        l2: float,
        start: tuple[Tensor, Tensor] | None = None,
        *,
        tolerance: float = 1e-6,
    ) -> tuple[Tensor, Tensor]:
        """Weight (K, D) and bias (K,) of the smallest penalised loss."""
        weight = torch.zeros(self.classes, self.z.shape[1]) if start is None else start[0].clone()
        bias = torch.zeros(self.classes) if start is None else start[1].clone()
        solver = torch.optim.LBFGS(
            [weight.requires_grad_(), bias.requires_grad_()],
            max_iter=_ITERATIONS,
            tolerance_grad=tolerance,
            tolerance_change=tolerance * 1e-3,
            history_size=20,
            line_search_fn="strong_wolfe",
        )

        def closure() -> Tensor:
            solver.zero_grad()
            loss = (self.losses(weight, bias) * self.weights).mean()
            loss = loss + 0.5 * l2 * weight.square().sum()
            loss.backward()  # type: ignore[no-untyped-call]
            return loss

        solver.step(closure)  # type: ignore[no-untyped-call]
        return weight.detach(), bias.detach()

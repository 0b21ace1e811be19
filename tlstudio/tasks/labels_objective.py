"""The loss: cross-entropy, or binary cross-entropy where several classes may apply."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from tlstudio.tasks.protocol import ObjectiveOptions


def balanced_weights(counts: Sequence[int]) -> tuple[float, ...]:
    """Weight of each class, inverse to its number of items, with a mean of 1 over the items.

    A class without items gets 0.
    """
    present = sum(count > 0 for count in counts)
    total = sum(counts)
    return tuple(total / (present * count) if count else 0.0 for count in counts)


class CrossEntropy:
    """For one class an item; targets are codes (N,) or mixed shares (N, K).

    The mean is taken over items, not over weights, so that micro-batches add up exactly.
    """

    def __init__(self, options: ObjectiveOptions) -> None:
        self._smoothing = options.label_smoothing
        self._weights = torch.tensor(options.weights) if options.weights else None

    def per_item(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """(N,) losses, computed in float32 or better."""
        logits = outputs if outputs.dtype == torch.float64 else outputs.float()
        weights = None if self._weights is None else self._weights.to(logits)
        return functional.cross_entropy(
            logits,
            targets.to(logits.dtype) if targets.is_floating_point() else targets,
            weight=weights,
            label_smoothing=self._smoothing,
            reduction="none",
        )

    def __call__(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean loss."""
        return self.per_item(outputs, targets).mean()


class BinaryCrossEntropy:
    """For any number of classes an item; targets are shares (N, K)."""

    def __init__(self, options: ObjectiveOptions) -> None:
        self._smoothing = options.label_smoothing
        self._weights = torch.tensor(options.weights) if options.weights else None

    def per_item(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """(N,) losses: the mean over classes, computed in float32 or better."""
        logits = outputs if outputs.dtype == torch.float64 else outputs.float()
        shares = targets.to(logits.dtype)
        shares = shares * (1.0 - self._smoothing) + 0.5 * self._smoothing
        weights = None if self._weights is None else self._weights.to(logits)
        losses = functional.binary_cross_entropy_with_logits(
            logits, shares, pos_weight=weights, reduction="none"
        )
        return losses.mean(dim=1)

    def __call__(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean loss."""
        return self.per_item(outputs, targets).mean()

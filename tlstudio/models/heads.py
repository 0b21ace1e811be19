"""New last layers."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from tlstudio.core.plans import Head


class Standardise(nn.Module):
    """Fixed shift and scale of features, fitted once on the training images.

    A fixed affine map instead of a trained normalisation: a linear layer behind it learns as well
    as logistic regression on standardised features, and one image is treated as many are.

    Args:
        width: Number of features.
    """

    mean: Tensor
    scale: Tensor

    def __init__(self, width: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("scale", torch.ones(width))

    def set(self, mean: Tensor, scale: Tensor) -> None:
        """Take the mean of the training features (width,) and one over their deviation."""
        self.mean.copy_(mean)
        self.scale.copy_(scale)

    def forward(self, x: Tensor) -> Tensor:
        """(N, width) to (N, width)."""
        return (x - self.mean) * self.scale


def build_head(plan: Head, width: int, classes: int, seed: int) -> nn.Sequential:
    """The new last layers: features (N, width) to logits (N, classes).

    Args:
        plan: Which layers.
        width: Number of features.
        classes: Number of classes.
        seed: Seed of the weights; torch's own generator is left as it was.
    """
    layers: list[nn.Module] = [Standardise(width)] if plan.norm else []
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        if plan.kind == "mlp":
            layers += [nn.Linear(width, plan.hidden), nn.LayerNorm(plan.hidden), nn.GELU()]
            layers += [nn.Dropout(plan.dropout)]
            width = plan.hidden
        last = nn.Linear(width, classes)
    if plan.kind == "linear":
        # A zero start makes the first predictions uniform and the fit the same for every seed.
        nn.init.zeros_(last.weight)
    nn.init.zeros_(last.bias)
    return nn.Sequential(*layers, last)

"""A cut backbone with new last layers: what is trained, saved and used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from tlstudio.models.backbone import Backbone
from tlstudio.models.heads import Standardise


class Network(nn.Module):
    """Images (N, C, H, W) to logits (N, classes).

    Args:
        backbone: Already cut; its last boundary is `cut`.
        head: From pooled features to logits.
        classes: Number of classes.
    """

    def __init__(self, backbone: Backbone, head: nn.Sequential, classes: int) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = head
        self.classes = classes
        self._frozen = 0
        self._keep_statistics = False

    @property
    def cut(self) -> int:
        """Boundary behind the last block that stayed."""
        return self.backbone.n

    @property
    def frozen(self) -> int:
        """Boundary below which everything is kept as it is."""
        return self._frozen

    def forward(self, x: Tensor) -> Tensor:
        """(N, classes) logits."""
        return self.logits_from(self.run(x, 0, self.cut), self.cut)

    def run(self, x: Tensor, start: int, stop: int) -> Tensor:
        """The activation at boundary `stop`, pooled when that is the cut."""
        hidden = self.backbone.run(x, start, stop)
        return self.backbone.pool(hidden) if stop == self.cut else hidden

    def logits_from(self, hidden: Tensor, boundary: int) -> Tensor:
        """Logits from the activation at a boundary; at the cut these are pooled features."""
        if boundary < self.cut:
            hidden = self.run(hidden, boundary, self.cut)
        result: Tensor = self.head(hidden)
        return result

    def freeze_below(self, boundary: int | None) -> None:
        """Keep blocks below a boundary as they are: no gradient, and eval mode for good.

        Args:
            boundary: 0 trains everything; None is the cut, so that only the head trains.

        Raises:
            ValueError: When there is no such boundary.
        """
        limit = self.cut if boundary is None else boundary
        if not 0 <= limit <= self.cut:
            raise ValueError(f"a freeze boundary lies between 0 and {self.cut}, not at {limit}")
        self._frozen = limit
        for index, block in enumerate(self.backbone.blocks):
            block.requires_grad_(index >= limit)
        self.head.requires_grad_(True)
        self.train(self.training)

    def train(self, mode: bool = True) -> Network:
        """Training mode for what learns; frozen batch-norm and dropout stay in eval mode."""
        super().train(mode)
        for block in list(self.backbone.blocks)[: self._frozen]:
            block.eval()
        if self._keep_statistics:
            for module in self.backbone.modules():
                if isinstance(module, nn.modules.batchnorm._BatchNorm):
                    module.eval()
        return self

    def keep_statistics(self, keep: bool) -> None:
        """Keep the running statistics of every batch-norm, also where its block learns."""
        self._keep_statistics = keep
        self.train(self.training)

    @property
    def standardise(self) -> Standardise | None:
        """The head's fixed normalisation, if it has one."""
        first = self.head[0]
        return first if isinstance(first, Standardise) else None

    def parameter_groups(
        self, lr: float, layer_decay: float, weight_decay: float
    ) -> list[dict[str, Any]]:
        """Groups for an optimiser: smaller rates the further down, no decay on norms and biases.

        The head has rate `lr`; the top block `lr * layer_decay`, the next its square, and so on
        (Howard & Ruder 2018, arXiv 1801.06146; Clark et al. 2020, arXiv 2003.10555).
        """
        groups: list[dict[str, Any]] = []
        blocks = list(self.backbone.blocks)
        for index in range(self._frozen, len(blocks)):
            rate = lr * layer_decay ** (len(blocks) - index)
            groups.extend(_groups(blocks[index], rate, weight_decay))
        return [*groups, *_groups(self.head, lr, weight_decay)]


def _groups(module: nn.Module, lr: float, weight_decay: float) -> Iterator[dict[str, Any]]:
    decayed = [p for p in module.parameters() if p.requires_grad and p.ndim > 1]
    plain = [p for p in module.parameters() if p.requires_grad and p.ndim <= 1]
    if decayed:
        yield {"params": decayed, "lr": lr, "weight_decay": weight_decay}
    if plain:
        yield {"params": plain, "lr": lr, "weight_decay": 0.0}


def count_parameters(module: nn.Module, *, trainable: bool | None = None) -> int:
    """Number of parameters, or of those that (do not) learn."""
    return sum(
        parameter.numel()
        for parameter in module.parameters()
        if trainable is None or parameter.requires_grad == trainable
    )


def as_float(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Half-precision tensors of a stored state as float32."""
    return {
        name: value.float() if value.dtype in (torch.float16, torch.bfloat16) else value
        for name, value in state.items()
    }

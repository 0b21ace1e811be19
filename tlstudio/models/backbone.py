"""One interface over every pretrained network: an ordered list of blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

import torch
from torch import Tensor, nn

from tlstudio.core.cards import BackboneCard

Layout = Literal["nchw", "nhwc", "cls", "tokens"]


class Backbone(nn.Module):
    """Blocks from input to pooled features.

    Applying all blocks in order gives the features (N, width) that the network's own last layer
    was fed with. A *boundary* is an integer 0…n: boundary k lies behind block k - 1.

    Args:
        card: Facts of the network.
        blocks: (name, module) from input to output.
        layout: What inner activations mean: NCHW maps, NHWC maps, or token sequences whose first
            token (cls) or mean (tokens) stands for the image.
    """

    def __init__(
        self, card: BackboneCard, blocks: Sequence[tuple[str, nn.Module]], layout: Layout = "nchw"
    ) -> None:
        super().__init__()
        self.card = card
        self.layout: Layout = layout
        self.block_names = tuple(name for name, _ in blocks)
        self.blocks = nn.ModuleList(block for _, block in blocks)

    @property
    def n(self) -> int:
        """Number of blocks."""
        return len(self.blocks)

    def run(self, x: Tensor, start: int = 0, stop: int | None = None) -> Tensor:
        """The activation at boundary `stop`, from the activation at boundary `start`."""
        for block in list(self.blocks)[start : self.n if stop is None else stop]:
            x = block(x)
        return x

    def pool(self, hidden: Tensor) -> Tensor:
        """(N, width) of an activation: maps are averaged, tokens as `layout` says."""
        if hidden.ndim == 4:
            return hidden.mean((1, 2) if self.layout == "nhwc" else (2, 3))
        if hidden.ndim == 3:
            return hidden[:, 0] if self.layout == "cls" else hidden.mean(1)
        return hidden

    def forward(self, x: Tensor) -> Tensor:
        """(N, width) features of images (N, C, H, W)."""
        return self.pool(self.run(x))

    def cut(self, boundary: int) -> None:
        """Remove every block behind a boundary.

        Raises:
            ValueError: When the boundary is not between 1 and n.
        """
        if not 1 <= boundary <= self.n:
            raise ValueError(f"a cut lies between 1 and {self.n}, not at {boundary}")
        del self.blocks[boundary:]
        self.block_names = self.block_names[:boundary]

    def shapes(self, size: int, channels: int | None = None) -> tuple[tuple[int, ...], ...]:
        """Output shape of every block for one input of that size, without the batch."""
        x = self.example(1, size, channels)
        shapes = []
        modes = [module.training for module in self.modules()]
        self.eval()
        with torch.inference_mode():
            for block in self.blocks:
                x = block(x)
                shapes.append(self.shape_of(x))
        for module, mode in zip(self.modules(), modes, strict=True):
            module.training = mode
        return tuple(shapes)

    def example(self, count: int, size: int, channels: int | None = None) -> Tensor:
        """Some inputs, for measuring: images of that side; None takes the network's channels."""
        wanted = self.in_channels if channels is None else channels
        return torch.zeros(count, wanted, size, size, device=next(self.parameters()).device)

    def input_shape(self, size: int) -> tuple[int, ...]:
        """Shape of one input of that size."""
        return self.in_channels, size, size

    def shape_of(self, activation: Tensor) -> tuple[int, ...]:
        """Shape of what stands for one input in an activation."""
        return tuple(activation.shape[1:])

    def width_at(self, boundary: int) -> int:
        """Width of the pooled features at a boundary."""
        size = self.card.input.size
        with torch.inference_mode():
            return self.width_of(self.shapes(size)[boundary - 1])

    def width_of(self, shape: tuple[int, ...]) -> int:
        """Width of the pooled features of an activation of that shape, without the batch."""
        if len(shape) == 3:
            return shape[2] if self.layout == "nhwc" else shape[0]
        return shape[-1]

    @property
    def in_channels(self) -> int:
        """Channels of the images it takes."""
        return first_convolution(self)[1].in_channels


def first_convolution(module: nn.Module) -> tuple[str, nn.Conv2d]:
    """Name and module of the first convolution, which meets the image.

    Raises:
        ValueError: When there is none.
    """
    for name, inner in module.named_modules():
        if isinstance(inner, nn.Conv2d):
            return name, inner
    raise ValueError("the network has no convolution")


def adapt_channels(module: nn.Module, channels: int) -> None:
    """Give the first convolution another number of input channels.

    One channel gets the sum of the old weights (a grey image gives what it gave as RGB); n get
    them in turn, scaled so that the activations keep their size.
    """
    name, old = first_convolution(module)
    if old.in_channels == channels:
        return
    new = nn.Conv2d(
        channels,
        old.out_channels,
        cast(tuple[int, int], old.kernel_size),
        stride=cast(tuple[int, int], old.stride),
        padding=cast(tuple[int, int], old.padding),
        dilation=cast(tuple[int, int], old.dilation),
        bias=old.bias is not None,
    )
    with torch.no_grad():
        if channels == 1:
            new.weight.copy_(old.weight.sum(1, keepdim=True))
        else:
            index = [channel % old.in_channels for channel in range(channels)]
            new.weight.copy_(old.weight[:, index] * (old.in_channels / channels))
        if old.bias is not None and new.bias is not None:
            new.bias.copy_(old.bias)
    parent, _, leaf = name.rpartition(".")
    setattr(module.get_submodule(parent), leaf, new)

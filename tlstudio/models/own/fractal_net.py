"""FractalNet: the small residual network whose weights ship with the program.

A narrow ResNet in the style of He et al. 2016 (arXiv 1512.03385), sized so that a laptop's
processor extracts features in a few milliseconds an image. `packaging/pretrain` makes its weights
from procedurally generated images alone.
"""

from typing import cast

import torch
from torch import Tensor, nn

WIDTH = 384
"""Number of features that the network returns for an image."""

INPUT_SIZE = 128
"""Image side in pixels at which the features were measured; 32 to 224 work."""


def _convolution(inputs: int, outputs: int, kernel: int, stride: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=kernel // 2, bias=False)


class ResidualBlock(nn.Module):
    """Two 3 x 3 convolutions with batch-norm, added to a shortcut.

    Args:
        inputs: Channels of the input.
        outputs: Channels of the output.
        stride: Factor by which height and width shrink (rounded up).
    """

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = _convolution(inputs, outputs, 3, stride)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = _convolution(outputs, outputs, 3, 1)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.activation = nn.ReLU()
        self.shortcut: nn.Module = nn.Identity()
        if inputs != outputs or stride != 1:
            self.shortcut = nn.Sequential(
                _convolution(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs)
            )

    def forward(self, images: Tensor) -> Tensor:
        """Map (N, inputs, H, W) to (N, outputs, ceil(H / stride), ceil(W / stride))."""
        hidden = self.activation(self.norm1(self.conv1(images)))
        hidden = self.norm2(self.conv2(hidden))
        return cast(Tensor, self.activation(hidden + self.shortcut(images)))


class FractalNet(nn.Module):
    """A feature extractor of 1.6 M parameters: (N, in_channels, H, W) to (N, 384).

    The same arguments always give the same weights, whatever the state of torch's random number
    generator, which is left as it was.

    Args:
        in_channels: Channels of the images; the shipped weights have 3.
        seed: Seed of the initial weights.

    Attributes:
        blocks: The network from input to output; applying them in order is `forward`.
        block_names: One name for each of `blocks`.
        width: Number of features.
    """

    block_names: tuple[str, ...] = (
        "stem",
        "stage1",
        "stage2",
        "stage3a",
        "stage3b",
        "stage4",
        "expand",
        "pool",
    )
    width: int = WIDTH

    def __init__(self, in_channels: int = 3, seed: int = 0) -> None:
        super().__init__()
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            stem = nn.Sequential(_convolution(in_channels, 32, 3, 2), nn.BatchNorm2d(32), nn.ReLU())
            self.blocks = nn.ModuleList(
                [
                    stem,
                    ResidualBlock(32, 40, 2),
                    ResidualBlock(40, 80, 2),
                    ResidualBlock(80, 128, 2),
                    ResidualBlock(128, 128, 1),
                    ResidualBlock(128, 240, 2),
                    nn.Sequential(_convolution(240, WIDTH, 1, 1), nn.BatchNorm2d(WIDTH), nn.ReLU()),
                    nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
                ]
            )
            for module in self.modules():
                if isinstance(module, nn.Conv2d):
                    nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, images: Tensor) -> Tensor:
        """Return the pooled features, (N, 384), of images (N, in_channels, H, W).

        Height and width may be anything from 32 to 224 pixels and more.
        """
        hidden = images
        for block in self.blocks:
            hidden = block(hidden)
        return hidden

"""Every torchvision classification network as blocks whose sequence is its own forward pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor, nn

from tlstudio.models.backbone import Layout

Blocks = list[tuple[str, nn.Module]]


class TokensOfImage(nn.Module):
    """The first step of torchvision's VisionTransformer: patches, class token, positions."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.conv_proj = model.get_submodule("conv_proj")
        self.dropout = model.get_submodule("encoder.dropout")
        self.class_token = nn.Parameter(model.get_parameter("class_token"))
        self.positions = nn.Parameter(model.get_parameter("encoder.pos_embedding"))

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) to (N, 1 + patches, D)."""
        tokens = self.conv_proj(x).flatten(2).transpose(1, 2)
        tokens = torch.cat([self.class_token.expand(len(x), -1, -1), tokens], dim=1)
        result: Tensor = self.dropout(tokens + self.positions)
        return result


class FirstToken(nn.Module):
    """(N, L, D) to (N, D)."""

    def forward(self, x: Tensor) -> Tensor:
        """The first token."""
        return x[:, 0]


class GlobalMean(nn.Module):
    """(N, C, H, W) to (N, C)."""

    def forward(self, x: Tensor) -> Tensor:
        """The mean over the map."""
        return x.mean([2, 3])


class Renormalise(nn.Module):
    """Inception's and GoogLeNet's own scale from ImageNet's mean and deviation."""

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) to the same shape; channels beyond three take the three scales in turn."""
        scale = x.new_tensor([0.229, 0.224, 0.225]) / 0.5
        shift = (x.new_tensor([0.485, 0.456, 0.406]) - 0.5) / 0.5
        count = x.shape[1]
        if count == 1:
            return x * scale.mean() + shift.mean()
        turns = [channel % 3 for channel in range(count)]
        return x * scale[turns].view(1, -1, 1, 1) + shift[turns].view(1, -1, 1, 1)


def sequence(model: nn.Module) -> tuple[Blocks, Layout]:
    """Blocks of a torchvision classification model, its last layer left out.

    Raises:
        ValueError: For a class that is not known.
    """
    kind = type(model).__name__
    if kind not in _FAMILIES:
        raise ValueError(f"no blocks are known for {kind}")
    return _FAMILIES[kind](model), _LAYOUTS.get(kind, "nchw")


def _resnet(m: nn.Module) -> Blocks:
    stem = _group(m, "conv1", "bn1", "relu", "maxpool")
    return [("stem", stem), *_stages(m, "layer1", "layer2", "layer3", "layer4"), _pooled(m)]


def _densenet(m: nn.Module) -> Blocks:
    features = m.get_submodule("features")
    children = dict(features.named_children())
    stem = nn.Sequential(*[children.pop(name) for name in ("conv0", "norm0", "relu0", "pool0")])
    norm = nn.Sequential(children.pop("norm5"), nn.ReLU())
    return [("stem", stem), *children.items(), ("norm5", norm), ("pool", _mean())]


def _feature_classifier(m: nn.Module) -> Blocks:
    """AlexNet and VGG: convolutions, then fully connected layers that are worth keeping."""
    blocks = [(f"conv{i + 1}", block) for i, block in enumerate(_by(nn.Conv2d, m, "features"))]
    pool = nn.Sequential(m.get_submodule("avgpool"), nn.Flatten())
    linear = list(m.get_submodule("classifier").children())[:-1]
    dense = [(f"fc{i + 1}", block) for i, block in enumerate(_split(linear, nn.Linear))]
    return [*blocks, ("pool", pool), *dense]


def _squeezenet(m: nn.Module) -> Blocks:
    blocks: Blocks = []
    for name, child in m.get_submodule("features").named_children():
        if isinstance(child, nn.ReLU | nn.MaxPool2d) and blocks:
            last, module = blocks[-1]
            blocks[-1] = (last, nn.Sequential(*_flat(module), child))
        else:
            kind = "stem" if isinstance(child, nn.Conv2d) else f"fire{name}"
            blocks.append((kind, child))
    return [*blocks, ("pool", _mean())]


def _googlenet(m: nn.Module) -> Blocks:
    stem = [*_renormalised(m), *_group(m, "conv1", "maxpool1")]
    blocks = [("conv1", nn.Sequential(*stem)), ("conv2", m.get_submodule("conv2"))]
    blocks.append(("conv3", _group(m, "conv3", "maxpool2")))
    blocks += _named(m, "inception3a")
    blocks.append(("inception3b", _group(m, "inception3b", "maxpool3")))
    blocks += _named(m, "inception4a", "inception4b", "inception4c", "inception4d")
    blocks.append(("inception4e", _group(m, "inception4e", "maxpool4")))
    return [*blocks, *_named(m, "inception5a", "inception5b"), ("pool", _mean())]


def _inception(m: nn.Module) -> Blocks:
    first = nn.Sequential(*_renormalised(m), m.get_submodule("Conv2d_1a_3x3"))
    blocks = [("Conv2d_1a_3x3", first), *_named(m, "Conv2d_2a_3x3")]
    blocks.append(("Conv2d_2b_3x3", _group(m, "Conv2d_2b_3x3", "maxpool1")))
    blocks += _named(m, "Conv2d_3b_1x1")
    blocks.append(("Conv2d_4a_3x3", _group(m, "Conv2d_4a_3x3", "maxpool2")))
    mixed = ("5b", "5c", "5d", "6a", "6b", "6c", "6d", "6e", "7a", "7b", "7c")
    return [*blocks, *_named(m, *(f"Mixed_{name}" for name in mixed)), ("pool", _mean())]


def _mobilenet(m: nn.Module) -> Blocks:
    blocks = [*_children(m, "features"), ("pool", _mean())]
    rest = list(m.get_submodule("classifier").children())[:-1]
    if any(isinstance(module, nn.Linear) for module in rest):
        kept = [module for module in rest if not isinstance(module, nn.Dropout)]
        blocks.append(("expand", nn.Sequential(*kept)))
    return blocks


def _efficientnet(m: nn.Module) -> Blocks:
    blocks: Blocks = []
    for name, child in m.get_submodule("features").named_children():
        inner = list(child.children())
        stage = all(type(module).__name__ in ("MBConv", "FusedMBConv") for module in inner)
        if stage and inner:
            blocks += [(f"stage{name}.{i}", module) for i, module in enumerate(inner)]
        else:
            blocks.append((f"conv{name}", child))
    return [*blocks, ("pool", _mean())]


def _mnasnet(m: nn.Module) -> Blocks:
    layers = list(m.get_submodule("layers").children())
    blocks: Blocks = [("stem", nn.Sequential(*layers[:8]))]
    for index, stack in enumerate(layers[8:14]):
        blocks += [(f"stack{index + 1}.{i}", module) for i, module in enumerate(stack.children())]
    return [*blocks, ("conv", nn.Sequential(*layers[14:])), ("pool", GlobalMean())]


def _shufflenet(m: nn.Module) -> Blocks:
    stem = _group(m, "conv1", "maxpool")
    stages = _stages(m, "stage2", "stage3", "stage4")
    return [("stem", stem), *stages, *_named(m, "conv5"), ("pool", GlobalMean())]


def _regnet(m: nn.Module) -> Blocks:
    blocks: Blocks = [("stem", m.get_submodule("stem"))]
    for stage, module in m.get_submodule("trunk_output").named_children():
        for index, block in enumerate(module.children()):
            blocks.append((f"{stage}.{index}", block))
    return [*blocks, _pooled(m)]


def _convnext(m: nn.Module) -> Blocks:
    blocks: Blocks = []
    for name, child in m.get_submodule("features").named_children():
        inner = list(child.children())
        if inner and all(type(module).__name__ == "CNBlock" for module in inner):
            blocks += [(f"stage{name}.{i}", module) for i, module in enumerate(inner)]
        else:
            blocks.append((f"down{name}" if blocks else "stem", child))
    norm = m.get_submodule("classifier.0")
    return [*blocks, ("pool", nn.Sequential(m.get_submodule("avgpool"), norm, nn.Flatten()))]


def _swin(m: nn.Module) -> Blocks:
    blocks: Blocks = []
    for name, child in m.get_submodule("features").named_children():
        inner = list(child.children())
        if inner and all("SwinTransformerBlock" in type(module).__name__ for module in inner):
            blocks += [(f"stage{name}.{i}", module) for i, module in enumerate(inner)]
        else:
            blocks.append((f"merge{name}" if blocks else "stem", child))
    return [*blocks, ("pool", _group(m, "norm", "permute", "avgpool", "flatten"))]


def _vit(m: nn.Module) -> Blocks:
    layers = m.get_submodule("encoder.layers").children()
    blocks = [(f"layer{index + 1}", layer) for index, layer in enumerate(layers)]
    norm = nn.Sequential(m.get_submodule("encoder.ln"), FirstToken())
    return [("patches", TokensOfImage(m)), *blocks, ("norm", norm)]


def _maxvit(m: nn.Module) -> Blocks:
    blocks: Blocks = [("stem", m.get_submodule("stem"))]
    for index, block in enumerate(m.get_submodule("blocks").children()):
        for inner, layer in enumerate(block.get_submodule("layers").children()):
            blocks.append((f"block{index + 1}.{inner}", layer))
    head = list(m.get_submodule("classifier").children())[:-1]
    return [*blocks, ("pool", nn.Sequential(*head))]


_FAMILIES: dict[str, Callable[[nn.Module], Blocks]] = {
    "AlexNet": _feature_classifier,
    "VGG": _feature_classifier,
    "ResNet": _resnet,
    "DenseNet": _densenet,
    "SqueezeNet": _squeezenet,
    "GoogLeNet": _googlenet,
    "Inception3": _inception,
    "MobileNetV2": _mobilenet,
    "MobileNetV3": _mobilenet,
    "EfficientNet": _efficientnet,
    "MNASNet": _mnasnet,
    "ShuffleNetV2": _shufflenet,
    "RegNet": _regnet,
    "ConvNeXt": _convnext,
    "SwinTransformer": _swin,
    "VisionTransformer": _vit,
    "MaxVit": _maxvit,
}

_LAYOUTS: dict[str, Layout] = {"SwinTransformer": "nhwc", "VisionTransformer": "cls"}


def _mean() -> nn.Module:
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())


def _pooled(m: nn.Module) -> tuple[str, nn.Module]:
    return "pool", nn.Sequential(m.get_submodule("avgpool"), nn.Flatten())


def _group(m: nn.Module, *names: str) -> nn.Sequential:
    return nn.Sequential(*[m.get_submodule(name) for name in names])


def _named(m: nn.Module, *names: str) -> Blocks:
    return [(name, m.get_submodule(name)) for name in names]


def _children(m: nn.Module, name: str) -> Blocks:
    return [(f"block{key}", child) for key, child in m.get_submodule(name).named_children()]


def _stages(m: nn.Module, *names: str) -> Blocks:
    return [
        (f"{name}.{key}", block)
        for name in names
        for key, block in m.get_submodule(name).named_children()
    ]


def _renormalised(m: nn.Module) -> list[nn.Module]:
    return [Renormalise()] if getattr(m, "transform_input", False) else []


def _flat(module: nn.Module) -> list[nn.Module]:
    return list(module.children()) if isinstance(module, nn.Sequential) else [module]


def _by(kind: type[nn.Module], m: nn.Module, name: str) -> Iterator[nn.Sequential]:
    yield from _split(list(m.get_submodule(name).children()), kind)


def _split(modules: Sequence[nn.Module], kind: type[nn.Module]) -> list[nn.Sequential]:
    """Runs of modules, each beginning at one of `kind`; what stands before the first joins it."""
    runs: list[list[nn.Module]] = []
    for module in modules:
        full = bool(runs) and any(isinstance(other, kind) for other in runs[-1])
        if not runs or (full and isinstance(module, kind)):
            runs.append([])
        runs[-1].append(module)
    return [nn.Sequential(*run) for run in runs]

"""What people call a pretrained model, and its facts in their words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tlstudio.core.cards import BackboneCard
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.widgets import words

_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"wide_resnet(\d+)_(\d)", r"Wide ResNet-\1-\2"),
    (r"resnext(\d+)_(\w+)", r"ResNeXt-\1 \2"),
    (r"resnet(\d+)", r"ResNet-\1"),
    (r"densenet(\d+)", r"DenseNet-\1"),
    (r"squeezenet1_(\d)", r"SqueezeNet 1.\1"),
    (r"mobilenet_v3_small", "MobileNetV3 Small"),
    (r"mobilenet_v3_large", "MobileNetV3 Large"),
    (r"mobilenet_v2", "MobileNetV2"),
    (r"mnasnet(\d)_(\d+)", r"MNASNet \1.\2"),
    (r"shufflenet_v2_x(\d)_(\d)", r"ShuffleNetV2 ×\1.\2"),
    (r"efficientnet_b(\d)", r"EfficientNet-B\1"),
    (r"efficientnet_v2_(\w)", r"EfficientNetV2-\1"),
    (r"convnext_(\w+)", r"ConvNeXt \1"),
    (r"regnet_([xy])_(\d+)_(\d)gf", r"RegNet\1 \2.\3GF"),
    (r"regnet_([xy])_(\d+)(gf|mf)", r"RegNet\1 \2\3"),
    (r"swin_v2_(\w)", r"Swin V2-\1"),
    (r"swin_(\w)", r"Swin-\1"),
    (r"vit_(\w)_(\d+)", r"ViT-\1/\2"),
    (r"vgg(\d+)_bn", r"VGG-\1 with batch-norm"),
    (r"vgg(\d+)", r"VGG-\1"),
    (r"inception_v3", "Inception v3"),
    (r"googlenet", "GoogLeNet"),
    (r"alexnet", "AlexNet"),
    (r"maxvit_t", "MaxViT Tiny"),
)
_FAMILIES = {
    "Inception3": "Inception",
    "SwinTransformer": "Swin",
    "VisionTransformer": "ViT",
    "own": "FractalNet",
}
_VARIANT = re.compile(r"\(IMAGENET1K_(\w+)\)")
_UPPER = re.compile(r"(?<=-)[a-z](?=$|/)|gf|mf|(?<=RegNet)[xy]")
_WORD = re.compile(r"(?<=ConvNeXt )[a-z]+")


def _tr(text: str) -> str:
    return QCoreApplication.translate("models", text)


def display_name(card: BackboneCard) -> str:
    """A title as papers print it; the user's own models keep theirs."""
    if card.origin == "user":
        return card.title
    if card.origin == "embedded":
        return card.title.partition(" (")[0]
    if card.engine == "transformers":
        return card.title.rpartition("/")[2]
    name = card.architecture
    for pattern, written in _PATTERNS:
        if re.fullmatch(pattern, name):
            name = re.sub(pattern, written, name)
            break
    name = _UPPER.sub(lambda found: found[0].upper(), name)
    name = _WORD.sub(lambda found: found[0].capitalize(), name)
    variant = _VARIANT.search(card.title)
    if variant is None or card.id == card.architecture:
        return name
    return f"{name} · {_variant(variant[1])}"


def _variant(text: str) -> str:
    if text == "V1":
        return _tr("first weights")
    return text.replace("_", " ").lower().replace("swag", "SWAG").replace(" v1", "")


def family(card: BackboneCard) -> str:
    """The family's usual name."""
    return _FAMILIES.get(card.family, card.family)


@dataclass(frozen=True)
class Quality:
    """How good a model's features are expected to be.

    Attributes:
        level: 0 (not known) to 5.
        words: For the screen.
        why: For the tooltip.
    """

    level: int
    words: str
    why: str


def quality(card: BackboneCard) -> Quality:
    """By how well it names photographs; features that do that well serve other images, too."""
    if card.accuracy is None:
        if card.origin == "embedded" and card.modality == "text":
            return Quality(
                3,
                _tr("good for English"),
                _tr("Small and quick; has read English alone, other languages are read badly."),
            )
        if card.origin == "embedded":
            return Quality(
                1,
                _tr("for trying out"),
                _tr("Made from drawn shapes alone; models that saw photographs are better."),
            )
        return Quality(0, _tr("not stated"), _tr("Nobody stated how good it is: try it."))
    levels = ((65, _tr("fair")), (72, _tr("good")), (79, _tr("very good")))
    level = next((n for n, (limit, _) in enumerate(levels, 2) if card.accuracy < limit), 5)
    said = levels[level - 2][1] if level < 5 else _tr("excellent")
    why = _tr(
        "Names %1 % of ImageNet's photographs right (top-1 accuracy). On your own images the "
        "order of models may differ."
    ).replace("%1", f"{card.accuracy:.1f}")
    return Quality(level, said, why)


def commercial(card: BackboneCard) -> bool:
    """Whether its licence is known to allow every use."""
    return card.licence in ("MIT", "BSD-3-Clause", "BSD-2-Clause", "Apache-2.0", "CC0-1.0")


def licence_words(card: BackboneCard) -> str:
    """The licence, with what it forbids."""
    if "-NC" in card.licence:
        return _tr("%1 (not for commercial use)").replace("%1", card.licence)
    return card.licence or _tr("not stated")


def size_words(card: BackboneCard, partial: int = 0) -> str:
    """How large its file is, and how much of it is here."""
    whole = words.size(card.weights.size) if card.weights.size else ""
    if not whole:
        whole = _tr("about %1").replace("%1", words.size(card.parameters * 4))
    if partial:
        return _tr("%1 of %2").replace("%1", words.size(partial)).replace("%2", whole)
    return whole


def file_size(card: BackboneCard) -> int:
    """Bytes of its weights, estimated where nobody says."""
    return card.weights.size or card.parameters * 4


def pace(images_per_second: float, nouns: Nouns = IMAGES) -> str:
    """A speed in the unit that a person would say."""
    if images_per_second >= 0.95:
        digits = 0 if images_per_second >= 10 else 1
        return nouns.said("models", "%1 images a second").replace(
            "%1", f"{images_per_second:.{digits}f}"
        )
    seconds = 1 / max(images_per_second, 1e-3)
    return nouns.said("models", "%1 s an image").replace(
        "%1", f"{seconds:.{0 if seconds >= 10 else 1}f}"
    )


def number(value: int) -> str:
    """Every digit, in groups of three."""
    return f"{value:,}".replace(",", "\u202f")


def shape_words(shape: tuple[int, ...]) -> str:
    """512 × 7 × 7."""
    return " × ".join(str(side) for side in shape)

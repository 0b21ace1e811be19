"""Make the catalogue's files from the installed libraries.

    python -m tlstudio.models.catalogue.generate

Run it when torchvision is updated; a test holds the files against the installed version.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import torch
import torchvision
from torch import nn

from tlstudio.core.cards import BackboneCard, InputSpec, WeightsSource
from tlstudio.models.sequence import transformers as sequence_transformers
from tlstudio.models.sequence.torchvision import sequence

_HERE = Path(__file__).parent
_FIXED = re.compile(r"vit_|maxvit")


def torchvision_cards() -> list[BackboneCard]:
    """One card for each set of weights of each classification network."""
    cards = []
    for name in torchvision.models.list_models(module=torchvision.models):
        family, blocks, width = _structure(name)
        entries = list(torchvision.models.get_model_weights(name))
        default = torchvision.models.get_model_weights(name).DEFAULT
        for entry in entries:
            suffix = "" if entry == default else "-" + entry.name.lower().replace("_", "-")
            cards.append(_card(name, name + suffix, family, entry, blocks, width))
    return cards


def _card(
    name: str, ident: str, family: str, entry: Any, blocks: tuple[str, ...], width: int
) -> BackboneCard:
    meta, preset = entry.meta, entry.transforms()
    crop, resize = preset.crop_size[0], preset.resize_size[0]
    prefix = re.search(r"-([0-9a-f]{8,})\.pth$", entry.url)
    scores = next(iter(meta["_metrics"].values()))
    recipe = meta.get("recipe", "")
    swag = "SWAG" in entry.name
    return BackboneCard(
        id=ident,
        title=f"{name} ({entry.name})",
        family=family,
        engine="torchvision",
        architecture=name,
        input=InputSpec(
            size=crop,
            min_size=max(meta["min_size"]),
            fixed_size=bool(_FIXED.match(name)),
            crop_fraction=round(crop / resize, 4),
            mean=tuple(preset.mean),
            std=tuple(preset.std),
        ),
        width=width,
        blocks=blocks,
        parameters=meta["num_params"],
        macs=round(meta["_ops"] * 1e9),
        licence="CC-BY-NC-4.0" if swag else "BSD-3-Clause",
        pretrained_on="ImageNet-1k"
        + (" after weakly supervised pretraining (SWAG)" if swag else ""),
        weights=WeightsSource(
            url=entry.url,
            sha256_prefix=prefix[1] if prefix else "",
            size=round(meta["_file_size"] * 2**20),
            file=f"{ident}.pth",
        ),
        accuracy=scores.get("acc@1"),
        classes=tuple(meta["categories"]) if name == "squeezenet1_1" else (),
        notes=f"Recipe: {recipe}" if recipe else "",
    )


def _bare(name: str) -> nn.Module:
    extra = {}
    if name in ("googlenet", "inception_v3"):
        extra = {"aux_logits": False, "init_weights": False, "transform_input": True}
    if name.startswith("regnet"):  # its widths are computed with tensors, which "meta" has not
        regnet: nn.Module = torchvision.models.get_model(name, weights=None)
        return regnet
    with torch.device("meta"):
        model: nn.Module = torchvision.models.get_model(name, weights=None, **extra)
    return model


def _structure(name: str) -> tuple[str, tuple[str, ...], int]:
    model = _bare(name)
    family = type(model).__name__
    last = [module for module in model.modules() if isinstance(module, nn.Linear | nn.Conv2d)][-1]
    width = last.in_features if isinstance(last, nn.Linear) else last.in_channels
    blocks, _ = sequence(model)
    return family, tuple(block for block, _ in blocks), width


_HUB: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("google/vit-base-patch16-224-in21k", "ViT", "ImageNet-21k", "Apache-2.0",
     {"model_type": "vit", "hidden_size": 768, "num_hidden_layers": 12,
      "num_attention_heads": 12, "intermediate_size": 3072, "image_size": 224, "patch_size": 16}),
    ("facebook/deit-tiny-patch16-224", "DeiT", "ImageNet-1k", "Apache-2.0",
     {"model_type": "vit", "hidden_size": 192, "num_hidden_layers": 12,
      "num_attention_heads": 3, "intermediate_size": 768, "image_size": 224, "patch_size": 16}),
    ("facebook/deit-small-distilled-patch16-224", "DeiT", "ImageNet-1k", "Apache-2.0",
     {"model_type": "deit", "hidden_size": 384, "num_hidden_layers": 12,
      "num_attention_heads": 6, "intermediate_size": 1536, "image_size": 224, "patch_size": 16}),
    ("microsoft/beit-base-patch16-224-pt22k-ft22k", "BEiT", "ImageNet-22k", "Apache-2.0",
     {"model_type": "beit", "hidden_size": 768, "num_hidden_layers": 12,
      "num_attention_heads": 12, "intermediate_size": 3072, "image_size": 224, "patch_size": 16,
      "use_relative_position_bias": True, "use_mean_pooling": True}),
    ("microsoft/swin-tiny-patch4-window7-224", "Swin", "ImageNet-1k", "Apache-2.0",
     {"model_type": "swin", "embed_dim": 96, "depths": [2, 2, 6, 2], "num_heads": [3, 6, 12, 24],
      "window_size": 7, "image_size": 224, "patch_size": 4}),
    ("facebook/convnext-tiny-224", "ConvNeXt", "ImageNet-1k", "Apache-2.0",
     {"model_type": "convnext", "hidden_sizes": [96, 192, 384, 768], "depths": [3, 3, 9, 3]}),
    ("facebook/dinov2-small", "DINOv2", "142 million images without labels", "Apache-2.0",
     {"model_type": "dinov2", "hidden_size": 384, "num_hidden_layers": 12,
      "num_attention_heads": 6, "image_size": 518, "patch_size": 14}),
    ("facebook/dinov2-base", "DINOv2", "142 million images without labels", "Apache-2.0",
     {"model_type": "dinov2", "hidden_size": 768, "num_hidden_layers": 12,
      "num_attention_heads": 12, "image_size": 518, "patch_size": 14}),
    ("microsoft/resnet-50", "ResNet", "ImageNet-1k", "Apache-2.0",
     {"model_type": "resnet", "embedding_size": 64, "hidden_sizes": [256, 512, 1024, 2048],
      "depths": [3, 4, 6, 3], "layer_type": "bottleneck"}),
    ("apple/mobilevit-small", "MobileViT", "ImageNet-1k", "Apple sample code licence",
     {"model_type": "mobilevit", "hidden_sizes": [144, 192, 240],
      "neck_hidden_sizes": [16, 32, 64, 96, 128, 160, 640], "image_size": 256}),
)  # fmt: skip


def transformers_cards() -> list[BackboneCard]:
    """Common checkpoints of the image families of transformers."""
    cards = []
    for hub, family, data, licence, config in _HUB:
        with torch.device("meta"):
            model = sequence_transformers.construct(config)
        blocks, _ = sequence_transformers.sequence(model)
        half = family in ("ViT", "BEiT", "MobileViT")
        cards.append(
            BackboneCard(
                id=hub.replace("/", "--").lower(),
                title=hub,
                family=family,
                engine="transformers",
                architecture=str(config["model_type"]),
                input=InputSpec(
                    size=256 if family == "MobileViT" else 224,
                    fixed_size=family not in ("ConvNeXt", "ResNet", "MobileViT"),
                    mean=(0.5,) * 3 if half else (0.485, 0.456, 0.406),
                    std=(0.5,) * 3 if half else (0.229, 0.224, 0.225),
                ),
                width=_width(config),
                blocks=tuple(name for name, _ in blocks),
                parameters=sum(parameter.numel() for parameter in model.parameters()),
                licence=licence,
                pretrained_on=data,
                weights=WeightsSource(
                    url=f"https://huggingface.co/{hub}/resolve/main/model.safetensors",
                    file=f"{hub.replace('/', '--').lower()}.safetensors",
                ),
                config=config,
                notes="The newest published revision is fetched; its hash is kept with it.",
            )
        )
    return cards


def _width(config: dict[str, Any]) -> int:
    if config["model_type"] == "swin":
        return int(config["embed_dim"] * 2 ** (len(config["depths"]) - 1))
    if config["model_type"] == "mobilevit":
        return int(config["neck_hidden_sizes"][-1])
    return int(config.get("hidden_size") or config["hidden_sizes"][-1])


def main() -> None:
    """Write both files."""
    for name, cards in (
        ("torchvision.json", torchvision_cards()),
        ("transformers.json", transformers_cards()),
    ):
        rows = [card.model_dump(mode="json", exclude_defaults=True) for card in cards]
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (_HERE / name).write_text(f"[\n{lines}\n]\n", "utf-8")


if __name__ == "__main__":
    main()

"""Small backbones of every transformers image family, made from configurations."""

from __future__ import annotations

from typing import Any

_VIT = {
    "image_size": 32,
    "patch_size": 8,
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 32,
}

CONFIGS: dict[str, dict[str, Any]] = {
    "vit": _VIT,
    "deit": _VIT,
    "beit": {**_VIT, "use_relative_position_bias": True, "use_mean_pooling": True},
    "dinov2": _VIT,
    "swin": {
        "image_size": 32,
        "patch_size": 2,
        "embed_dim": 8,
        "depths": [1, 1],
        "num_heads": [1, 2],
        "window_size": 4,
    },
    "convnext": {"hidden_sizes": [8, 16], "depths": [1, 1], "num_stages": 2},
    "resnet": {
        "embedding_size": 8,
        "hidden_sizes": [8, 16],
        "depths": [1, 1],
        "layer_type": "basic",
    },
    "mobilevit": {
        "image_size": 64,
        "hidden_sizes": [16, 24, 32],
        "patch_size": 2,
        "neck_hidden_sizes": [8, 8, 16, 24, 32, 40, 48],
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "expand_ratio": 2.0,
    },
}


def config(family: str) -> dict[str, Any]:
    """A whole `config.json` of a small network."""
    return {"model_type": family, **CONFIGS[family]}

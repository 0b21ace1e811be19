"""Families of transformers as blocks; configurations reduced to what is known and safe."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import torch
import transformers
from torch import Tensor, nn

from tlstudio.core.errors import BadInputError, UnsafeInputError
from tlstudio.models.backbone import Backbone, Layout
from tlstudio.models.sequence import texts
from tlstudio.models.sequence.torchvision import Blocks, FirstToken

_WIDEST, _DEEPEST, _LONGEST = 1 << 16, 256, 64
_MOST_TOKENS = 1 << 20
_COUNTS = {
    *("num_hidden_layers", "depths", "num_stages", "num_attention_heads", "num_heads"),
    *("n_layers", "n_heads", "num_hidden_groups", "inner_group_num"),
}
_COMMON = {
    *("model_type", "hidden_size", "num_hidden_layers", "num_attention_heads", "image_size"),
    *("intermediate_size", "hidden_act", "hidden_dropout_prob", "attention_probs_dropout_prob"),
    *("initializer_range", "layer_norm_eps", "patch_size", "num_channels", "qkv_bias"),
}
_KNOWN: dict[str, set[str]] = {
    "vit": {"encoder_stride"},
    "deit": {"encoder_stride"},
    "beit": {
        *("use_mask_token", "use_absolute_position_embeddings", "use_relative_position_bias"),
        *("use_shared_relative_position_bias", "layer_scale_init_value", "drop_path_rate"),
        "use_mean_pooling",
    },
    "dinov2": {"mlp_ratio", "layerscale_value", "drop_path_rate", "use_swiglu_ffn"},
    "swin": {
        *("embed_dim", "depths", "num_heads", "window_size", "mlp_ratio", "drop_path_rate"),
        "use_absolute_embeddings",
    },
    "convnext": {
        *("num_stages", "hidden_sizes", "depths", "layer_scale_init_value", "drop_path_rate"),
    },
    "resnet": {
        *("embedding_size", "hidden_sizes", "depths", "layer_type"),
        *("downsample_in_first_stage", "downsample_in_bottleneck"),
    },
    "mobilevit": {
        *("hidden_sizes", "neck_hidden_sizes", "mlp_ratio", "expand_ratio", "output_stride"),
        *("conv_kernel_size", "classifier_dropout_prob"),
    },
}


_ALL = _KNOWN | texts.KEYS


def known_families() -> tuple[str, ...]:
    """Values of `model_type` that can be read for images."""
    return tuple(_KNOWN)


def reduced(config: dict[str, Any]) -> dict[str, Any]:
    """Only the keys that describe an architecture of a known family.

    Raises:
        UnsafeInputError: When the configuration names code of its own.
        BadInputError: When the family is not known.
    """
    if config.get("auto_map") or config.get("trust_remote_code"):
        raise UnsafeInputError(
            "The model's config.json names code of its own, which is never run.",
            "Choose a model of a known family: " + ", ".join(_ALL) + ".",
        )
    family = str(config.get("model_type", ""))
    if family not in _ALL:
        raise BadInputError(
            f"Models of the type {family!r} cannot be used here.",
            f"Known for images: {', '.join(_KNOWN)}; for texts: {', '.join(texts.KEYS)}.",
        )
    allowed = _COMMON | _ALL[family]
    clean = {key: value for key, value in config.items() if key in allowed}
    for key, value in clean.items():
        limit = _DEEPEST if key in _COUNTS else _WIDEST
        if not _sane(value, _MOST_TOKENS if key == "vocab_size" else limit):
            raise BadInputError(
                f"The model's config.json says {key} = {str(value)[:40]}, which no network has.",
                "The file is damaged or was made to do harm: bring the model from its source.",
            )
    return clean


def _sane(value: object, limit: int) -> bool:
    """Whether a value of a configuration is small enough to build a network from."""
    if isinstance(value, list | tuple):
        return len(value) <= _LONGEST and all(_sane(item, limit) for item in value)
    if isinstance(value, int | float):
        return abs(value) <= limit
    return value is None or (isinstance(value, str) and len(value) <= _LONGEST)


def construct(config: dict[str, Any]) -> nn.Module:
    """The bare network of a reduced configuration, with random weights."""
    clean = reduced(config)
    family = clean.pop("model_type")
    made = transformers.AutoConfig.for_model(family, **clean)
    library: Any = transformers.AutoModel
    model: nn.Module = library.from_config(
        made,
        trust_remote_code=False,
        attn_implementation=texts.attention_of(family),
    )
    return model


def own_names(model: nn.Module, state: dict[str, Tensor]) -> dict[str, Tensor]:
    """A published checkpoint's tensors under the names of the installed library's network.

    Checkpoints keep the names of the version and of the task that they were made for; the library
    knows how to rename them. What has no place there keeps the name that it has in the file.

    Args:
        model: The bare network, which stays as it is.
        state: As read from the file.
    """
    own = model.state_dict()
    if all(name in state for name in own):
        return state
    library: Any = type(model)
    logging: Any = transformers.logging
    before = logging.get_verbosity()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        loaded, told = library.from_pretrained(
            None,
            config=copy.deepcopy(getattr(model, "config")),  # noqa: B009 - untyped library
            state_dict=dict(state),
            output_loading_info=True,
            ignore_mismatched_sizes=True,
        )
    finally:
        logging.set_verbosity(before)
    absent = set(told["missing_keys"]) | {str(row[0]) for row in told["mismatched_keys"]}
    found = {name: value for name, value in loaded.state_dict().items() if name not in absent}
    left = {name: state[name] for name in told["unexpected_keys"] if name in state}
    return {**left, **found}


def unused_names(model: nn.Module) -> frozenset[str]:
    """Tensors of the bare network that no block uses, such as an old pooling layer."""
    family = str(getattr(model, "config").model_type)  # noqa: B009 - untyped library
    blocks = texts.sequence(model) if family in texts.KEYS else sequence(model)[0]
    used = {id(value) for _, block in blocks for value in (*block.parameters(), *block.buffers())}
    named = (*model.named_parameters(), *model.named_buffers())
    return frozenset(name for name, value in named if id(value) not in used)


def sequence(model: nn.Module) -> tuple[Blocks, Layout]:
    """Blocks of a transformers image model, ending in pooled features."""
    family = str(getattr(model, "config").model_type)  # noqa: B009 - untyped library
    return _SEQUENCES[family](model)


def expect_channels(backbone: Backbone, channels: int) -> None:
    """Tell the embeddings, which check it, that images have another number of channels."""
    for module in backbone.modules():
        if isinstance(getattr(module, "num_channels", None), int):
            module.num_channels = channels  # type: ignore[assignment]


class Only(nn.Module):
    """The hidden state alone, of a module that returns it in a tuple or an output object."""

    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, x: Tensor) -> Tensor:
        """Like the inner module."""
        return _first(self.inner(x))


class BeitLayer(nn.Module):
    """A BEiT layer, whose position bias wants to be told the image's size."""

    def __init__(self, inner: nn.Module, patch: int) -> None:
        super().__init__()
        self.inner = inner
        self.patch = patch

    def forward(self, x: Tensor) -> Tensor:
        """(N, 1 + L, D); L is a square number for square images."""
        side = round((x.shape[1] - 1) ** 0.5) * self.patch
        if torch.is_inference_mode_enabled():
            self._index(side // self.patch)
        return _first(self.inner(x, resolution=(side, side)))

    def _index(self, side: int) -> None:
        """Let the library keep its table of positions as an ordinary tensor.

        It is made at the first call and kept for good: from inference mode no training could
        use it any more.
        """
        with torch.inference_mode(False):
            for module in self.inner.modules():
                make = getattr(module, "generate_relative_position_index", None)
                if callable(make):
                    make((side, side))


class SquareStage(nn.Module):
    """A Swin layer, which wants to be told the height and width of its tokens."""

    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, x: Tensor) -> Tensor:
        """(N, L, D); L is a square number for square images."""
        side = round(x.shape[1] ** 0.5)
        return _first(self.inner(x, (side, side)))


class TokenMean(nn.Module):
    """Mean over tokens."""

    def __init__(self, skip: int) -> None:
        super().__init__()
        self.skip = skip

    def forward(self, x: Tensor) -> Tensor:
        """(N, L, D) to (N, D), the first `skip` tokens left out."""
        return x[:, self.skip :].mean(1)


class MapMean(nn.Module):
    """Mean over a map."""

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) to (N, C)."""
        return x.mean((-2, -1))


def _first(output: Any) -> Tensor:
    if isinstance(output, Tensor):
        return output
    result: Tensor = output[0]
    return result


def _layers(model: nn.Module) -> list[nn.Module]:
    for name in ("encoder.layer", "encoder.layers", "layers"):
        try:
            return list(model.get_submodule(name).children())
        except AttributeError:
            continue
    raise BadInputError("This version of the model's library names its layers in a new way.")


def _encoder(model: nn.Module) -> tuple[Blocks, Layout]:
    blocks: Blocks = [("patches", Only(model.get_submodule("embeddings")))]
    blocks += [(f"layer{i + 1}", Only(layer)) for i, layer in enumerate(_layers(model))]
    blocks.append(("norm", nn.Sequential(model.get_submodule("layernorm"), FirstToken())))
    return blocks, "cls"


def _beit(model: nn.Module) -> tuple[Blocks, Layout]:
    blocks: Blocks = [("patches", Only(model.get_submodule("embeddings")))]
    patch = int(getattr(model, "config").patch_size)  # noqa: B009 - untyped library
    layers = [BeitLayer(layer, patch) for layer in _layers(model)]
    blocks += [(f"layer{i + 1}", layer) for i, layer in enumerate(layers)]
    pooler = getattr(model, "pooler", None)
    norm = getattr(pooler, "layernorm", None) or nn.Identity()
    blocks.append(("norm", nn.Sequential(TokenMean(1), norm)))
    return blocks, "tokens"


def _swin(model: nn.Module) -> tuple[Blocks, Layout]:
    blocks: Blocks = [("patches", Only(model.get_submodule("embeddings")))]
    for index, stage in enumerate(model.get_submodule("encoder.layers").children()):
        blocks.append((f"stage{index + 1}", SquareStage(stage)))
    blocks.append(("norm", nn.Sequential(model.get_submodule("layernorm"), TokenMean(0))))
    return blocks, "tokens"


def _convnext(model: nn.Module) -> tuple[Blocks, Layout]:
    blocks: Blocks = [("stem", Only(model.get_submodule("embeddings")))]
    for index, stage in enumerate(model.get_submodule("encoder.stages").children()):
        blocks.append((f"stage{index + 1}", Only(stage)))
    blocks.append(("norm", nn.Sequential(MapMean(), model.get_submodule("layernorm"))))
    return blocks, "nchw"


def _resnet(model: nn.Module) -> tuple[Blocks, Layout]:
    blocks: Blocks = [("stem", Only(model.get_submodule("embedder")))]
    for index, stage in enumerate(model.get_submodule("encoder.stages").children()):
        blocks.append((f"stage{index + 1}", Only(stage)))
    blocks.append(("pool", MapMean()))
    return blocks, "nchw"


def _mobilevit(model: nn.Module) -> tuple[Blocks, Layout]:
    blocks: Blocks = [("stem", model.get_submodule("conv_stem"))]
    for index, stage in enumerate(model.get_submodule("encoder.layer").children()):
        blocks.append((f"stage{index + 1}", Only(stage)))
    blocks.append(("expand", model.get_submodule("conv_1x1_exp")))
    blocks.append(("pool", MapMean()))
    return blocks, "nchw"


_SEQUENCES: dict[str, Callable[[nn.Module], tuple[Blocks, Layout]]] = {
    "vit": _encoder,
    "deit": _encoder,
    "dinov2": _encoder,
    "beit": _beit,
    "swin": _swin,
    "convnext": _convnext,
    "resnet": _resnet,
    "mobilevit": _mobilevit,
}


def reference_features(model: nn.Module, images: Tensor) -> Tensor:
    """What the library's own forward pass gives for the pooled features, for comparison."""
    family = str(getattr(model, "config").model_type)  # noqa: B009 - untyped library
    with torch.no_grad():
        output = model(images)
    first = family in ("vit", "deit", "dinov2")
    pooled: Tensor = output.last_hidden_state[:, 0] if first else output.pooler_output
    return pooled.flatten(1)

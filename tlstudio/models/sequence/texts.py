"""Text encoders of transformers as blocks whose activations carry their own padding."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Literal

import torch
from torch import Tensor, nn

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import BadInputError
from tlstudio.models.backbone import Backbone
from tlstudio.models.sequence.torchvision import Blocks
from tlstudio.models.tokenizer import Tokenizer

_BERT = {
    *("vocab_size", "max_position_embeddings", "type_vocab_size", "pad_token_id"),
    *("embedding_size", "position_embedding_type"),
}
KEYS: dict[str, set[str]] = {
    "bert": _BERT,
    "roberta": _BERT,
    "xlm-roberta": _BERT,
    "camembert": _BERT,
    "electra": _BERT,
    "mpnet": _BERT | {"relative_attention_num_buckets"},
    "albert": _BERT | {"num_hidden_groups", "inner_group_num", "classifier_dropout_prob"},
    "distilbert": {
        *("vocab_size", "max_position_embeddings", "pad_token_id", "sinusoidal_pos_embds"),
        *("dim", "n_layers", "n_heads", "hidden_dim", "dropout", "attention_dropout"),
        "activation",
    },
    "deberta-v2": _BERT
    | {
        *("relative_attention", "max_relative_positions", "position_buckets", "norm_rel_ebd"),
        *("pos_att_type", "share_att_key", "position_biased_input", "conv_kernel_size"),
        *("conv_act", "conv_groups"),
    },
}
# The others compute attention in a way of their own.
_FUSED = frozenset(KEYS) - {"mpnet", "deberta-v2"}
# Large enough that no attention is left, small enough for half precision.
_FAR = -65504.0
_EXAMPLE = 5


def known_families() -> tuple[str, ...]:
    """Values of `model_type` that are text encoders."""
    return tuple(KEYS)


def attention_of(family: str) -> Literal["sdpa", "eager"]:
    """The library's name of the attention that a family is run with."""
    return "sdpa" if family in _FUSED else "eager"


class TextBackbone(Backbone):
    """Blocks from tokens to pooled features.

    The input is (N, L, 2) integers: token, -1 for padding; and segment, 0 or 1. Activations
    between blocks are (N, L, width + 1): behind the hidden states stands 1 for a token and 0 for
    padding, so that an activation from a cache needs nothing beside it.

    Attributes:
        tokenizer: Turns texts into its tokens; None until somebody who knows its folder sets it.
    """

    tokenizer: Tokenizer | None = None

    def pool(self, hidden: Tensor) -> Tensor:
        """(N, width): the first token, or the mean of all that are no padding."""
        if hidden.ndim != 3:
            return hidden
        states, real = hidden[..., :-1], hidden[..., -1:]
        if self.layout == "cls":
            return states[:, 0]
        return (states * real).sum(1) / real.sum(1).clamp_min(1.0)

    def example(self, count: int, size: int, channels: int | None = None) -> Tensor:
        """Texts of `size` tokens, for measuring."""
        del channels
        device = next(self.parameters()).device
        return torch.tensor([_EXAMPLE, 0], device=device).expand(count, size, 2)

    def input_shape(self, size: int) -> tuple[int, ...]:
        """Tokens of one text."""
        return (size,)

    def width_at(self, boundary: int) -> int:
        """Width of the pooled features at a boundary."""
        return self.shapes(_EXAMPLE)[boundary - 1][-1]

    def shape_of(self, activation: Tensor) -> tuple[int, ...]:
        """(L, width); the sign of padding is not counted."""
        return int(activation.shape[1]), int(activation.shape[2]) - 1

    @property
    def in_channels(self) -> int:
        """A text has none."""
        return 0


class Embeddings(nn.Module):
    """Tokens (N, L, 2) to hidden states with the sign of padding.

    Args:
        inner: The library's embeddings.
        padding: Token that stands for padding inside the network.
        segments: Segments that the network knows; 0 where it is not told any.
        after: What follows them, such as a projection to the width of the layers.
        masked: Whether they want to be told what is padding.
    """

    def __init__(
        self,
        inner: nn.Module,
        *,
        padding: int,
        segments: int,
        after: nn.Module | None = None,
        masked: bool = False,
    ) -> None:
        super().__init__()
        self.inner = inner
        self.after = after if after is not None else nn.Identity()
        self.padding, self.segments, self.masked = padding, segments, masked

    def forward(self, x: Tensor) -> Tensor:
        """(N, L, 2) to (N, L, width + 1)."""
        tokens, segment = x[..., 0].long(), x[..., 1].long()
        real = tokens >= 0
        told: dict[str, Tensor] = {"input_ids": tokens.where(real, self.padding)}
        if self.segments:
            told["token_type_ids"] = segment.clamp(0, self.segments - 1)
        if self.masked:
            told["mask"] = real
        hidden: Tensor = self.after(self.inner(**told))
        return torch.cat([hidden, real[..., None].to(hidden.dtype)], dim=-1)


class Layer(nn.Module):
    """One layer; attention never looks at padding."""

    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, x: Tensor) -> Tensor:
        """(N, L, width + 1) to the same."""
        hidden, real = x[..., :-1], x[..., -1]
        done = self.attend(hidden.contiguous(), real)
        return torch.cat([done, real[..., None].to(done.dtype)], dim=-1)

    def attend(self, hidden: Tensor, real: Tensor) -> Tensor:
        """Hidden states (N, L, width) to the next."""
        return _first(self.inner(hidden, attention_mask=_bias(real, hidden.dtype)))


class MPNetLayer(Layer):
    """A layer that is told how far tokens are from each other."""

    def __init__(self, inner: nn.Module, positions: nn.Module) -> None:
        super().__init__(inner)
        self.positions = positions

    def attend(self, hidden: Tensor, real: Tensor) -> Tensor:
        """Hidden states (N, L, width) to the next."""
        positions: Any = self.positions
        bias = _bias(real, hidden.dtype)
        return _first(self.inner(hidden, bias, positions.compute_position_bias(hidden)))


class DebertaLayer(Layer):
    """A layer with relative positions; the first may have a convolution beside it."""

    def __init__(self, inner: nn.Module, positions: nn.Module, first: nn.Module | None) -> None:
        super().__init__(inner)
        self.positions = positions
        self.first = first

    def attend(self, hidden: Tensor, real: Tensor) -> Tensor:
        """Hidden states (N, L, width) to the next."""
        positions: Any = self.positions
        done = _first(
            self.inner(
                hidden,
                positions.get_attention_mask(real),
                relative_pos=positions.get_rel_pos(hidden),
                rel_embeddings=positions.get_rel_embedding(),
            )
        )
        if self.first is not None:
            done = self.first(hidden, done, real)
        return done


def _bias(real: Tensor, dtype: torch.dtype) -> Tensor:
    """(N, 1, 1, L) to be added to attention scores."""
    return ((1.0 - real) * _FAR).to(dtype)[:, None, None, :]


def _first(output: Any) -> Tensor:
    result: Tensor = output if isinstance(output, Tensor) else output[0]
    return result


def text_backbone(card: BackboneCard, model: nn.Module) -> TextBackbone:
    """The blocks of a text encoder: embeddings, then one for each layer.

    What a family shares between layers (ALBERT's layers, the relative positions of MPNet and
    DeBERTa) is given to each layer as a copy of its own: a frozen layer must not change because
    another one learns. Applied in order the copies give what the network gave.

    Raises:
        BadInputError: When the card does not say how texts are read.
    """
    if card.text is None:
        raise BadInputError(
            f"The card of {card.id} does not say how texts are read.", "Add the model again."
        )
    return TextBackbone(card, sequence(model), "cls" if card.text.pooling == "cls" else "tokens")


def sequence(model: nn.Module) -> Blocks:
    """Blocks of a text encoder; see `text_backbone`."""
    config: Any = model.config
    return _SEQUENCES.get(str(config.model_type), _bert)(model, config)


def _embeddings(model: nn.Module, config: Any, **more: Any) -> tuple[str, nn.Module]:
    padding = getattr(config, "pad_token_id", None) or 0
    more = {"padding": padding, "segments": getattr(config, "type_vocab_size", 0)} | more
    return "embeddings", Embeddings(model.get_submodule("embeddings"), **more)


def _named(layers: list[nn.Module]) -> Blocks:
    return [(f"layer{number}", layer) for number, layer in enumerate(layers, start=1)]


def _children(model: nn.Module, name: str) -> list[nn.Module]:
    try:
        return list(model.get_submodule(name).children())
    except AttributeError:
        raise BadInputError(
            "This version of the model's library names its layers in a new way."
        ) from None


def _bert(model: nn.Module, config: Any) -> Blocks:
    after = getattr(model, "embeddings_project", None)
    layers: list[nn.Module] = [Layer(inner) for inner in _children(model, "encoder.layer")]
    return [_embeddings(model, config, after=after), *_named(layers)]


def _distilbert(model: nn.Module, config: Any) -> Blocks:
    layers: list[nn.Module] = [Layer(inner) for inner in _children(model, "transformer.layer")]
    return [_embeddings(model, config, segments=0), *_named(layers)]


def _albert(model: nn.Module, config: Any) -> Blocks:
    after = model.get_submodule("encoder.embedding_hidden_mapping_in")
    groups = _children(model, "encoder.albert_layer_groups")
    count, layers = int(config.num_hidden_layers), list[nn.Module]()
    seen: set[int] = set()
    for number in range(count):
        place = int(number / (count / len(groups)))
        layers.append(Layer(_own(groups[place], again=place in seen)))
        seen.add(place)
    return [_embeddings(model, config, after=after), *_named(layers)]


def _mpnet(model: nn.Module, config: Any) -> Blocks:
    positions = _without(model.get_submodule("encoder"), "layer")
    layers: list[nn.Module] = [
        MPNetLayer(inner, _own(positions, again=number > 0))
        for number, inner in enumerate(_children(model, "encoder.layer"))
    ]
    return [_embeddings(model, config, segments=0), *_named(layers)]


def _deberta(model: nn.Module, config: Any) -> Blocks:
    encoder: Any = model.get_submodule("encoder")
    conv = encoder.conv
    positions = _without(encoder, "layer", "conv")
    layers: list[nn.Module] = [
        DebertaLayer(inner, _own(positions, again=number > 0), conv if number == 0 else None)
        for number, inner in enumerate(_children(model, "encoder.layer"))
    ]
    return [_embeddings(model, config, masked=True), *_named(layers)]


def _own(module: nn.Module, *, again: bool) -> nn.Module:
    """A module, or a copy where it is used already."""
    return copy.deepcopy(module) if again else module


def _without(module: nn.Module, *names: str) -> nn.Module:
    """A module of the same parameters but without some of its parts; it stays as it is."""
    bare = copy.copy(module)
    bare._modules = {key: part for key, part in module._modules.items() if key not in names}
    return bare


_SEQUENCES: dict[str, Callable[[nn.Module, Any], Blocks]] = {
    "distilbert": _distilbert,
    "albert": _albert,
    "mpnet": _mpnet,
    "deberta-v2": _deberta,
}


def reference_states(model: nn.Module, tokens: Tensor, padding: int) -> Tensor:
    """(N, L, width): the library's own last hidden state of (N, L, 2) tokens, for comparison."""
    real = tokens[..., 0] >= 0
    told: dict[str, Tensor] = {
        "input_ids": tokens[..., 0].long().where(real, padding),
        "attention_mask": real.long(),
    }
    if int(getattr(getattr(model, "config"), "type_vocab_size", 0) or 0) > 1:  # noqa: B009
        told["token_type_ids"] = tokens[..., 1].long()
    with torch.no_grad():
        states: Tensor = model(**told).last_hidden_state
    return states

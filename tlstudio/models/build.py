"""A backbone from its card: architecture, weights, input channels."""

from __future__ import annotations

import warnings

import torch
import torchvision
from torch import nn

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import BadInputError
from tlstudio.models.backbone import Backbone, adapt_channels
from tlstudio.models.catalogue.catalogue import tokenizer_file, weights_file
from tlstudio.models.catalogue.whole import verify
from tlstudio.models.network import as_float
from tlstudio.models.own.fractal_net import FractalNet
from tlstudio.models.sequence import torchvision as sequence_torchvision
from tlstudio.models.sequence import transformers as sequence_transformers
from tlstudio.models.sequence.texts import TextBackbone, text_backbone
from tlstudio.models.tokenizer import Tokenizer
from tlstudio.models.weights import load_state


def build_backbone(
    card: BackboneCard, *, weights: bool = True, in_channels: int | None = None, seed: int = 0
) -> Backbone:
    """Build a backbone.

    Args:
        card: What to build.
        weights: Load the pretrained weights; else they are random by `seed`.
        in_channels: Channels of the images; the first convolution is adapted.
        seed: Of random weights; torch's own generator is left as it was.

    Raises:
        BadInputError: When the weights are missing, damaged, or do not fit.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = construct(card)
    if weights:
        _load(card, model)
    backbone = to_backbone(card, model)
    if isinstance(backbone, TextBackbone) and tokenizer_file(card).is_file():
        backbone.tokenizer = Tokenizer.of(card, tokenizer_file(card))
    if in_channels is not None and not isinstance(backbone, TextBackbone):
        adapt_channels(backbone, in_channels)
        sequence_transformers.expect_channels(backbone, in_channels)
    return backbone.eval()


def construct(card: BackboneCard) -> nn.Module:
    """The original network with random weights, its old last layers included."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if card.engine == "own":
            return FractalNet()
        if card.engine == "transformers":
            return sequence_transformers.construct(card.config)
        extra: dict[str, object] = {}
        if card.architecture.startswith("vit_"):
            # Its table of positions has the length that the weights were trained for.
            extra = {"image_size": card.input.size}
        if card.architecture in ("googlenet", "inception_v3"):
            # torchvision's own weights of these two expect another scale of the input.
            extra = {"aux_logits": False, "init_weights": False, "transform_input": True}
        model: nn.Module = torchvision.models.get_model(card.architecture, weights=None, **extra)
    return model


def to_backbone(card: BackboneCard, model: nn.Module) -> Backbone:
    """The blocks of an original network."""
    if isinstance(model, FractalNet):
        return Backbone(card, list(zip(model.block_names, model.blocks, strict=True)))
    if card.modality == "text":
        return text_backbone(card, model)
    if card.engine == "transformers":
        blocks, layout = sequence_transformers.sequence(model)
        return Backbone(card, blocks, layout)
    blocks, layout = sequence_torchvision.sequence(model)
    return Backbone(card, blocks, layout)


def _load(card: BackboneCard, model: nn.Module) -> None:
    path = weights_file(card)
    verify(card, path)
    state = as_float(load_state(path))
    if card.engine == "torchvision":
        state = {name: value for name, value in state.items() if not _auxiliary(name)}
    unused: frozenset[str] = frozenset()
    if card.engine == "transformers":
        state = sequence_transformers.own_names(model, state)
        unused = sequence_transformers.unused_names(model)
    own = model.state_dict()
    wrong = [
        name for name, value in state.items() if name in own and own[name].shape != value.shape
    ]
    missing = [name for name in own if name not in state and not name.endswith("batches_tracked")]
    partial = unused | set(card.measured.get("missing", ()))
    if wrong or set(missing) - partial:
        first = (wrong or sorted(set(missing) - partial))[0]
        raise BadInputError(f"The weights of {card.id} do not fit its architecture ({first}).")
    model.load_state_dict(state, strict=False)


def _auxiliary(name: str) -> bool:
    return name.startswith(("AuxLogits.", "aux1.", "aux2."))

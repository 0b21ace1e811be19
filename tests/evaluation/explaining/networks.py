"""Small networks with random weights whose new layers answer something."""

from __future__ import annotations

import torch

from tests.models.small import config
from tlstudio.core.cards import BackboneCard, InputSpec
from tlstudio.core.plans import Head
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.network import Network
from tlstudio.models.surgery import operate


def of_transformers(family: str, cut: int | None = None) -> Network:
    """A tiny network of a family of transformers."""
    made = BackboneCard(
        id=family, title=family, family=family, engine="transformers", architecture=family,
        input=InputSpec(size=64 if family == "mobilevit" else 32), width=16, parameters=0,
        licence="", pretrained_on="nothing", config=config(family),
    )  # fmt: skip
    return _answering(made, cut, 3)


def of_torchvision(ident: str, cut: int | None = None) -> Network:
    """A whole network of torchvision."""
    return _answering(card(ident), cut, 2)


def _answering(made: BackboneCard, cut: int | None, classes: int) -> Network:
    network = operate(
        made, cut=cut, head=Head(), classes=classes, in_channels=3, seed=0, weights=False
    ).eval()
    torch.manual_seed(0)
    torch.nn.init.normal_(next(network.head[-1].parameters()))
    return network

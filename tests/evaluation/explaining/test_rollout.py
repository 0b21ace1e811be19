"""Attention is followed where a network gives it away, and said where it does not."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from tests.evaluation.explaining.networks import of_torchvision, of_transformers
from tlstudio.core.cards import BackboneCard, InputSpec
from tlstudio.evaluation.explaining.explain import map_of
from tlstudio.evaluation.explaining.rollout import rolled_out
from tlstudio.models.build import to_backbone
from tlstudio.models.network import Network


@pytest.mark.parametrize("family", ["vit", "deit", "dinov2", "beit"])
def test_transformers_of_tokens_show_from_where(family: str) -> None:
    network = of_transformers(family)
    images = torch.rand(1, 3, 32, 32)
    found = map_of(network, images, None, "rollout")
    assert found.values is not None, found.words
    assert found.values.shape == (4, 4)
    assert found.values.min() == 0
    assert "same for every class" in found.words
    again = map_of(network, images, 1, "rollout")
    assert again.values is not None
    np.testing.assert_array_equal(again.values, found.values)
    assert not any(module._forward_hooks for module in network.modules())
    assert not any(module._forward_pre_hooks for module in network.modules())


def test_what_is_cut_off_is_not_followed() -> None:
    found = map_of(of_transformers("vit", cut=2), torch.rand(1, 3, 32, 32), None, "rollout")
    assert "1 layers" in found.words


def test_torchvisions_transformer_gives_what_its_layers_attend_to() -> None:
    from torchvision.models.vision_transformer import VisionTransformer

    torch.manual_seed(0)
    model = VisionTransformer(32, 8, 2, 4, 32, 64).eval()
    made = BackboneCard(
        id="vit_tiny", title="", family="vit", engine="torchvision", architecture="vit_b_16",
        input=InputSpec(size=32), width=32, parameters=0, licence="", pretrained_on="nothing",
    )  # fmt: skip
    network = Network(to_backbone(made, model), nn.Sequential(nn.Linear(32, 2)), 2).eval()
    images = torch.rand(1, 3, 32, 32)
    found = map_of(network, images, None, "rollout")
    assert found.values is not None
    # By hand: the same product from the layers' own normalised tokens.
    with torch.no_grad():
        hidden = network.backbone.blocks[0](images)
        layers = []
        for layer in model.encoder.layers:
            tokens = layer.ln_1(hidden)
            _, attention = layer.self_attention(
                tokens, tokens, tokens, need_weights=True, average_attn_weights=False
            )
            layers.append(attention)
            hidden = layer(hidden)
    flow = torch.eye(17, dtype=torch.float64)
    for attention in layers:
        flow = (0.5 * attention[0].double().mean(0) + 0.5 * torch.eye(17)) @ flow
    row = flow[0, 1:].reshape(4, 4).numpy()
    np.testing.assert_allclose(found.values, row - row.min(), atol=1e-6)


def test_rows_of_the_flow_sum_to_one() -> None:
    torch.manual_seed(1)
    layers = [torch.rand(1, 3, 5, 5).softmax(-1) for _ in range(4)]
    torch.testing.assert_close(rolled_out(layers).sum(-1), torch.ones(5, dtype=torch.float64))


@pytest.mark.parametrize("ident", ["resnet18", "squeezenet1_1"])
def test_convolutions_have_no_attention_and_say_so(ident: str) -> None:
    found = map_of(of_torchvision(ident), torch.rand(1, 3, 64, 64), 1, "rollout")
    assert found.values is None
    assert "by convolutions" in found.words
    assert "Grad-CAM" in found.words
    assert found.code == 1


@pytest.mark.parametrize("which", ["swin", "swin_t", "swin_v2_t", "maxvit_t"])
def test_windows_that_shift_are_not_followed_and_say_so(which: str) -> None:
    if which == "swin":
        network, size = of_transformers("swin"), 32
    else:
        network, size = of_torchvision(which), 224 if which == "maxvit_t" else 64
    found = map_of(network, torch.rand(1, 3, size, size), None, "rollout")
    assert found.values is None
    assert "windows" in found.words

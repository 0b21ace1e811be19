"""Every family as blocks: their sequence is the library's own forward pass, cut anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import torch
from torch import Tensor, nn

from tests.models.small import config
from tlstudio.core.cards import BackboneCard, InputSpec
from tlstudio.core.plans import Head
from tlstudio.models.backbone import Backbone, adapt_channels, first_convolution
from tlstudio.models.build import build_backbone, construct, to_backbone
from tlstudio.models.catalogue.catalogue import all_cards, card
from tlstudio.models.heads import build_head
from tlstudio.models.network import Network
from tlstudio.models.sequence.transformers import known_families, reference_features

# One of each family, the smallest; VGG and ViT-B are wide but few.
TORCHVISION = (
    *("alexnet", "convnext_tiny", "densenet121", "efficientnet_b0", "googlenet", "inception_v3"),
    *("maxvit_t", "mnasnet0_5", "mobilenet_v2", "mobilenet_v3_small", "regnet_y_400mf"),
    *("resnet18", "shufflenet_v2_x0_5", "squeezenet1_1", "swin_t", "swin_v2_t", "vgg11"),
    "vit_b_16",
)


def small_card(family: str) -> BackboneCard:
    """A card of a small transformers network."""
    whole = config(family)
    return BackboneCard(
        id=f"small-{family}",
        title=family,
        family=family,
        engine="transformers",
        architecture=family,
        input=InputSpec(size=int(whole.get("image_size", 64))),
        width=1,
        parameters=1,
        licence="none",
        pretrained_on="nothing",
        config=whole,
    )


@contextmanager
def last_linear_input(model: nn.Module) -> Iterator[list[Tensor]]:
    """What the last linear layer of a network is fed with."""
    seen: list[Tensor] = []
    last = [module for module in model.modules() if isinstance(module, nn.Linear)][-1]
    handle = last.register_forward_pre_hook(lambda _, args: seen.append(args[0]))
    yield seen
    handle.remove()


def test_one_of_each_torchvision_family_is_looked_at() -> None:
    families = {c.family for c in all_cards().items.values() if c.engine == "torchvision"}
    assert {card(ident).family for ident in TORCHVISION} == families


@pytest.mark.parametrize("ident", TORCHVISION)
def test_torchvision_blocks_give_what_the_last_layer_is_fed_with(ident: str) -> None:
    found = card(ident)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = construct(found).eval()
        images = torch.randn(2, 3, max(found.input.min_size, 64), max(found.input.min_size, 64))
    with torch.inference_mode():
        if ident == "squeezenet1_1":  # its classifier is a convolution
            expected = model.get_submodule("features")(images).mean((2, 3))
        else:
            with last_linear_input(model) as seen:
                model(images)
            expected = seen[-1].flatten(1)
        backbone = to_backbone(found, model).eval()
        got = backbone(images)
    assert got.shape == (2, found.width)
    torch.testing.assert_close(got, expected, rtol=1e-4, atol=1e-5)
    check_boundaries(backbone, images)


@pytest.mark.parametrize("family", known_families())
def test_transformers_blocks_give_the_library_s_own_features(family: str) -> None:
    found = small_card(family)
    model = construct(found).eval()
    images = torch.randn(2, 3, found.input.size, found.input.size)
    expected = reference_features(model, images)
    backbone = to_backbone(found, model).eval()
    with torch.inference_mode():
        got = backbone(images)
    torch.testing.assert_close(got, expected, rtol=1e-4, atol=1e-5)
    check_boundaries(backbone, images)


def check_boundaries(backbone: Backbone, images: Tensor) -> None:
    """At some boundaries: going on from the middle is the whole way, and pooling gives a row."""
    assert len(set(backbone.block_names)) == backbone.n
    with torch.inference_mode():
        whole = backbone(images)
        hidden = images
        middle = {1, backbone.n // 2, backbone.n - 1}
        for boundary in range(1, backbone.n + 1):
            hidden = backbone.run(hidden, boundary - 1, boundary)
            if boundary in middle:
                assert backbone.pool(hidden).ndim == 2
                rest = backbone.pool(backbone.run(hidden, boundary))
                torch.testing.assert_close(rest, whole, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("ident", ["densenet121", "swin_t", "squeezenet1_1", "inception_v3"])
@pytest.mark.parametrize("channels", [1, 2, 5])
def test_other_channels_and_a_cut_in_the_middle_train(ident: str, channels: int) -> None:
    found = card(ident)
    backbone = build_backbone(found, weights=False, in_channels=channels)
    boundary = max(2, backbone.n // 2)
    backbone.cut(boundary)
    width = backbone.width_at(boundary)
    network = Network(backbone, build_head(Head(), width, 3, 0), 3)
    network.freeze_below(1)
    network.train()
    side = max(found.input.min_size, 96)
    logits = network(torch.randn(2, channels, side, side))
    assert logits.shape == (2, 3)
    nn.init.normal_(network.head[-1].weight)  # type: ignore[arg-type]
    network(torch.randn(2, channels, side, side)).sum().backward()
    assert all(p.grad is None for p in network.backbone.blocks[0].parameters())
    assert any(p.grad is not None for p in network.backbone.blocks[1].parameters())


@pytest.mark.parametrize("family", known_families())
def test_transformers_networks_take_other_channels(family: str) -> None:
    found = small_card(family)
    backbone = build_backbone(found, weights=False, in_channels=2)
    images = torch.randn(1, 2, found.input.size, found.input.size)
    assert backbone.eval()(images).ndim == 2


def test_a_grey_image_gives_what_it_gave_as_rgb() -> None:
    found = card("resnet18")
    rgb = build_backbone(found, weights=False, seed=3)
    grey = build_backbone(found, weights=False, in_channels=1, seed=3)
    image = torch.randn(1, 1, 64, 64)
    with torch.inference_mode():
        torch.testing.assert_close(
            grey(image), rgb(image.expand(-1, 3, -1, -1)), rtol=1e-4, atol=1e-5
        )


def test_n_channels_keep_the_size_of_the_activations() -> None:
    backbone = build_backbone(card("resnet18"), weights=False, seed=3)
    image = torch.randn(1, 1, 64, 64)
    before = first_convolution(backbone)[1](image.expand(-1, 3, -1, -1))
    adapt_channels(backbone, 6)
    after = first_convolution(backbone)[1](image.expand(-1, 6, -1, -1))
    torch.testing.assert_close(after, before, rtol=1e-4, atol=1e-5)


def test_random_weights_follow_the_seed_and_leave_the_generator_alone() -> None:
    found = card("squeezenet1_1")
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    one = build_backbone(found, weights=False, seed=1).state_dict()
    assert torch.equal(torch.rand(1), expected)
    two = build_backbone(found, weights=False, seed=1).state_dict()
    other = build_backbone(found, weights=False, seed=2).state_dict()
    assert all(torch.equal(value, two[name]) for name, value in one.items())
    assert any(not torch.equal(value, other[name]) for name, value in one.items())

"""The embedded backbone: its shapes, its blocks, and the weights that ship with it."""

import hashlib
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tlstudio.core.cards import BackboneCard
from tlstudio.models.own.fractal_net import WIDTH, FractalNet

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "backbones"


@pytest.fixture(scope="module")
def card() -> BackboneCard:
    return BackboneCard.model_validate_json((FOLDER / "fractal-net.json").read_text("utf-8"))


@pytest.mark.parametrize("size", [32, 64, 97, 128, 224])
def test_any_usual_size_gives_one_row_of_features_per_image(size: int) -> None:
    model = FractalNet().eval()
    assert model(torch.zeros(2, 3, size, size)).shape == (2, WIDTH)


@pytest.mark.parametrize("channels", [1, 2, 5])
def test_other_channel_counts_are_accepted(channels: int) -> None:
    assert FractalNet(channels).eval()(torch.zeros(1, channels, 64, 64)).shape == (1, WIDTH)


def test_two_networks_are_equal_and_leave_the_generator_alone() -> None:
    torch.manual_seed(7)
    expected = torch.rand(1)
    torch.manual_seed(7)
    first = FractalNet()
    assert torch.equal(torch.rand(1), expected)
    second = FractalNet().state_dict()
    assert all(torch.equal(value, second[name]) for name, value in first.state_dict().items())
    assert not torch.equal(
        FractalNet(seed=1).state_dict()["blocks.0.0.weight"], second["blocks.0.0.weight"]
    )


def test_applying_the_blocks_in_order_is_the_forward_pass() -> None:
    model = FractalNet().eval()
    assert len(model.blocks) == len(model.block_names) == len(set(model.block_names))
    images = torch.rand(2, 3, 96, 96)
    hidden = images
    for block in model.blocks:
        hidden = block(hidden)
    assert torch.equal(hidden, model(images))


def test_shipped_weights_load_and_tell_images_apart() -> None:
    model = FractalNet()
    model.load_state_dict(load_file(FOLDER / "fractal-net.safetensors"))
    draws = torch.Generator().manual_seed(0)
    images = torch.randn(4, 3, 128, 128, generator=draws)
    images[1:] = torch.nn.functional.avg_pool2d(images[1:], 9, stride=1, padding=4) * 5
    with torch.inference_mode():
        features = model.eval()(images)
    assert torch.isfinite(features).all()
    assert features.dtype == torch.float32
    noise, smooth, other, _ = features
    assert (noise - smooth).norm() > 2 * (smooth - other).norm()


def test_card_agrees_with_the_network_and_the_file(card: BackboneCard) -> None:
    model = FractalNet()
    weights = FOLDER / card.weights.file
    content = weights.read_bytes()
    assert card.id == "fractalnet"
    assert card.blocks == model.block_names
    assert card.width == model.width
    assert card.parameters == sum(p.numel() for p in model.parameters()) <= 1_700_000
    assert card.weights.size == len(content) <= 6_000_000
    assert card.weights.sha256 == hashlib.sha256(content).hexdigest()


def test_card_shows_features_that_beat_random_ones(card: BackboneCard) -> None:
    sets = card.measured["linear_probe"]["sets"].values()
    better = [row["pretrained"] > row["random_mean"] + 2 * row["random_std"] for row in sets]
    assert sum(better) >= len(better) - 1

"""Shares of pixels add up to what the class gains, and lie where it is told by."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from tests.evaluation.explaining.networks import of_torchvision, of_transformers
from tests.models.small import config
from tlstudio.core.cards import BackboneCard, InputSpec
from tlstudio.evaluation.explaining import integrated
from tlstudio.evaluation.explaining.explain import map_of
from tlstudio.models.backbone import Backbone
from tlstudio.models.network import Network


class _Quarter(nn.Module):
    """Answers by the lower right quarter alone, and changes its input in its place."""

    def forward(self, x: Tensor) -> Tensor:
        x.mul_(1.0)
        inside = x[:, :, 16:, 16:].square().mean((1, 2, 3))
        return torch.stack([inside, -inside], 1)


def quarter() -> Network:
    made = BackboneCard(
        id="q", title="", family="vit", engine="transformers", architecture="vit",
        input=InputSpec(size=32), width=2, parameters=0, licence="", pretrained_on="nothing",
        config=config("vit"),
    )  # fmt: skip
    backbone = Backbone(made, [("only", nn.Sequential(nn.Conv2d(3, 3, 1), _Quarter()))])
    return Network(backbone, nn.Sequential(nn.Identity()), 2).eval()


def test_shares_lie_where_the_class_is_told_by() -> None:
    torch.manual_seed(0)
    found = map_of(quarter(), torch.rand(1, 3, 32, 32) + 1, 0, "integrated-gradients")
    assert found.values is not None
    assert found.values.shape == (32, 32)
    assert np.abs(found.values[:16]).max() == 0
    assert np.abs(found.values[:, :16]).max() == 0
    assert found.values[16:, 16:].sum() != 0
    assert found.error is not None
    assert found.error < 0.01
    assert "within 0" in found.words


@pytest.mark.parametrize("build", [of_torchvision, of_transformers])
def test_shares_add_up_to_the_gain(build: object) -> None:
    network = of_torchvision("squeezenet1_1") if build is of_torchvision else of_transformers("vit")
    size = 64 if build is of_torchvision else 32
    torch.manual_seed(3)
    images = torch.randn(1, 3, size, size)
    found = map_of(network, images, 1, "integrated-gradients")
    assert found.values is not None
    with torch.no_grad():
        gain = float((network(images) - network(torch.zeros_like(images)))[0, 1])
    assert float(found.values.sum()) == pytest.approx(gain, rel=0.06, abs=1e-3)
    assert found.error == pytest.approx(abs(float(found.values.sum()) - gain) / abs(gain), abs=1e-3)


def test_rough_shares_are_called_rough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrated, "_STEPS", (2,))
    monkeypatch.setattr(integrated, "_TOLERATED", -1.0)
    found = map_of(of_transformers("vit"), torch.randn(1, 3, 32, 32), 0, "integrated-gradients")
    assert "too rough" in found.words
    assert "in 2 steps" in found.words


def test_answers_that_are_no_numbers_show_nothing() -> None:
    network = of_transformers("vit")
    torch.nn.init.constant_(next(network.head[-1].parameters()), float("nan"))
    found = map_of(network, torch.rand(1, 3, 32, 32), 0, "integrated-gradients")
    assert found.values is None
    assert "no numbers" in found.words


def test_no_gradient_is_left_in_the_network() -> None:
    network = of_transformers("vit")
    network.freeze_below(0)
    map_of(network, torch.rand(1, 3, 32, 32), 0, "integrated-gradients")
    assert all(parameter.grad is None for parameter in network.parameters())
    assert all(parameter.requires_grad for parameter in network.parameters())

"""Remove, add, freeze: the table before and after, and what training may touch."""

from __future__ import annotations

from typing import Literal

import pytest
import torch
from torch import nn

from tlstudio.core.errors import UsageError
from tlstudio.core.plans import Head
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.network import count_parameters
from tlstudio.models.surgery import operate, surgery_table


@pytest.mark.parametrize("ident", ["resnet18", "densenet121", "squeezenet1_1", "fractalnet"])
@pytest.mark.parametrize("kind", ["linear", "mlp"])
def test_the_table_adds_up(ident: str, kind: Literal["linear", "mlp"]) -> None:
    found = card(ident)
    blocks = len(found.blocks)
    cut, freeze = blocks - 1, blocks // 2
    network = operate(
        found, cut=cut, head=Head(kind=kind), classes=4, in_channels=None, seed=0, weights=False
    )
    network.freeze_below(freeze)
    table = surgery_table(found, network, freeze_to=freeze, size=64)
    assert [row.state for row in table.before[:-1]].count("removed") == blocks - cut
    assert [row.state for row in table.after].count("frozen") == freeze
    assert table.before[-1].name == "old output layers"
    assert table.total_before == found.parameters
    assert table.total_after == count_parameters(network)
    assert table.trainable == count_parameters(network, trainable=True)
    assert table.frozen == count_parameters(network, trainable=False)
    assert table.after[-1].shape == (4,)
    assert all(row.kind for row in table.after)


@pytest.mark.parametrize("cut", [0, -1, 99])
def test_a_cut_outside_the_network_is_a_usage_error(cut: int) -> None:
    with pytest.raises(UsageError, match="cannot be cut"):
        operate(
            card("squeezenet1_1"), cut=cut, head=Head(), classes=2, in_channels=None, seed=0,
            weights=False,
        )  # fmt: skip


def test_batch_norm_of_frozen_blocks_stays_as_it_is_and_that_of_others_learns() -> None:
    network = operate(
        card("resnet18"), cut=None, head=Head(), classes=2, in_channels=None, seed=0, weights=False
    )
    network.freeze_below(5)
    network.train()
    norms = [
        (index, module)
        for index, block in enumerate(network.backbone.blocks)
        for module in block.modules()
        if isinstance(module, nn.BatchNorm2d)
    ]
    before = [module.running_mean.clone() for _, module in norms if module.running_mean is not None]
    network(torch.randn(4, 3, 64, 64))
    for (index, module), old in zip(norms, before, strict=True):
        assert module.running_mean is not None
        assert torch.equal(module.running_mean, old) == (index < 5)
    network.keep_statistics(True)
    assert not any(module.training for _, module in norms)


def test_rates_fall_from_the_head_down_and_frozen_blocks_have_none() -> None:
    network = operate(
        card("resnet18"), cut=None, head=Head(), classes=2, in_channels=None, seed=0, weights=False
    )
    network.freeze_below(7)
    groups = network.parameter_groups(1e-3, 0.5, 0.01)
    rates = [group["lr"] for group in groups]
    assert rates == sorted(rates)
    assert rates[-1] == 1e-3
    told = sum(p.numel() for group in groups for p in group["params"])
    assert told == count_parameters(network, trainable=True)
    for group in groups:
        dims = {p.ndim > 1 for p in group["params"]}
        assert dims == {group["weight_decay"] > 0}

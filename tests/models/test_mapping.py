"""Foreign weights onto an architecture: by name, by order and shape, never by luck."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from tlstudio.models.mapping import map_state


def net() -> nn.Sequential:
    """Some layers, two of them of the same shape."""
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Conv2d(3, 4, 3),
        nn.BatchNorm2d(4),
        nn.Conv2d(4, 4, 3),
        nn.BatchNorm2d(4),
        nn.Conv2d(4, 4, 3),
        nn.Linear(4, 2),
    )


def own() -> dict[str, Tensor]:
    """Its state."""
    return dict(net().state_dict())


def test_the_very_same_names_fit_wholly() -> None:
    state = own()
    found = map_state(state, state)
    assert found.share == 1
    assert (found.missing, found.unexpected, found.renamed) == ((), (), ())


def test_common_prefixes_are_taken_off() -> None:
    state = own()
    found = map_state(state, {f"module.{name}": value for name, value in state.items()})
    assert found.share == 1
    assert all(torch.equal(value, state[name]) for name, value in found.state.items())


def test_other_names_in_the_same_order_fit_by_order_and_shape() -> None:
    state = own()
    leaf = {name: name.rpartition(".")[2] for name in state}
    foreign = {f"trunk.part{i}.{leaf[name]}": state[name] for i, name in enumerate(state)}
    found = map_state(state, foreign)
    assert found.share == 1
    assert len(found.renamed) == len(found.state)
    assert all(torch.equal(value, state[name]) for name, value in found.state.items())


def test_twins_of_one_shape_in_another_order_are_not_swapped_in_silence() -> None:
    state = own()
    names = [name for name in state if not name.endswith("tracked")]
    # The 4-channel convolution and its bias come before the batch-norm they stand behind.
    order = [*names[:2], *names[6:8], *names[2:6], *names[8:]]
    foreign = {f"x{i}.{name.rpartition('.')[2]}": state[name] for i, name in enumerate(order)}
    found = map_state(state, foreign)
    assert found.state == {}
    assert not found.renamed


def test_weight_and_bias_never_change_places() -> None:
    first = {"a.weight": torch.zeros(4), "a.bias": torch.ones(4)}
    turned = {"b.bias": torch.ones(4), "b.weight": torch.zeros(4)}
    assert map_state(first, turned).state == {}


def test_another_number_of_classes_is_told_and_the_rest_fits() -> None:
    state = own()
    foreign = {**state, "5.weight": torch.zeros(10, 4), "5.bias": torch.zeros(10)}
    found = map_state(state, foreign)
    assert len(found.mismatched) == 2
    assert "10 × 4, needed 2 × 4" in found.mismatched[0]
    assert set(found.missing) == {"5.weight", "5.bias"}


def test_a_network_that_ends_earlier_tells_what_stands_where() -> None:
    state = own()
    foreign = {f"y{i}.{name.rpartition('.')[2]}": v for i, (name, v) in enumerate(state.items())}
    last = list(foreign)[-2]
    foreign[last] = torch.zeros(7, 7)
    found = map_state(state, foreign)
    assert found.state == {}
    assert "7 × 7" in found.sentence
    assert "guess was not made" in found.sentence

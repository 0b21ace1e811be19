"""A map that shows the image and not the model is caught; a network stays as it was."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.evaluation.explaining.networks import of_torchvision, of_transformers
from tlstudio.core.reporting import Silent
from tlstudio.evaluation.explaining import explain, randomised
from tlstudio.evaluation.explaining.maps import Found
from tlstudio.evaluation.explaining.randomised import check, rank_correlation, shuffle, ssim
from tlstudio.models.network import Network


def edges(network: Network, images: Tensor, code: int | None) -> Found:
    """What an edge detector shows, whatever the network."""
    del network
    return Found(np.abs(np.diff(images[0, 0].numpy(), axis=0)), code or 0, "edges")


def test_an_edge_detector_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explain, "finder_of", lambda _: edges)
    found = check(of_transformers("vit"), [torch.rand(1, 3, 32, 32)] * 2, "gradcam")
    assert found.similarity == pytest.approx(1)
    assert found.stages[-1].structure == pytest.approx(1)
    assert not found.passed
    assert "shows the image, not what the model learned" in found.words


def test_a_map_of_the_model_passes_and_the_model_stays() -> None:
    network = of_transformers("vit")
    before = {name: value.clone() for name, value in network.state_dict().items()}
    torch.manual_seed(0)
    images = [torch.rand(1, 3, 32, 32) for _ in range(4)]
    found = check(
        network,
        images,
        "integrated-gradients",
        reporter=Silent(),
    )
    assert found.images == 4
    assert found.passed
    assert "so it shows something of the model" in found.words
    assert f"{found.similarity:.2f}" in found.words
    for name, value in network.state_dict().items():
        torch.testing.assert_close(value, before[name], rtol=0, atol=0)


def test_the_cascade_goes_from_the_new_layers_down_to_everything() -> None:
    found = check(of_torchvision("squeezenet1_1"), [torch.rand(1, 3, 64, 64)], "gradcam", steps=4)
    names = [stage.name for stage in found.stages]
    assert (names[0], names[-1]) == ("new layers", "everything")
    assert len(found.stages) == 4
    assert all(-1 <= stage.rank <= 1 and -1 <= stage.structure <= 1 for stage in found.stages)


def test_where_there_is_no_map_nothing_is_compared() -> None:
    found = check(of_torchvision("squeezenet1_1"), [torch.rand(1, 3, 64, 64)], "rollout")
    assert found.images == 0
    assert not found.passed
    assert "by convolutions" in found.words
    assert check(of_transformers("vit"), [], "rollout").words


def test_shuffling_keeps_the_values_and_loses_their_places() -> None:
    layer = torch.nn.Linear(8, 4)
    before = layer.weight.detach().clone()
    shuffle(layer, torch.Generator().manual_seed(0))
    assert not torch.equal(layer.weight, before)
    torch.testing.assert_close(layer.weight.flatten().sort()[0], before.flatten().sort()[0])


def test_similarities_know_alike_unlike_and_constant() -> None:
    rng = np.random.default_rng(0)
    one, other = rng.random((2, 14, 14)).astype(np.float32)
    assert rank_correlation(one, one**3) == pytest.approx(1)
    assert rank_correlation(one, -one) == pytest.approx(-1)
    assert abs(rank_correlation(one, other)) < 0.3
    assert rank_correlation(one, np.ones_like(one)) == 0
    assert ssim(one, one) == pytest.approx(1)
    assert ssim(one, other) < 0.5
    assert ssim(one, rng.random((7, 7)).astype(np.float32)) < 0.6
    assert randomised.LIMIT == 0.5

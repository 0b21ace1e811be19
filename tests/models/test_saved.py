"""A trained network as a folder: it comes back the same, or says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from tlstudio.core.errors import BadInputError, NewerVersionError, StudioError
from tlstudio.core.plans import Head
from tlstudio.data.preprocess import Recipe
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.saved import SavedModel, load_model, save_model
from tlstudio.models.surgery import operate


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A small network that was saved."""
    found = card("fractalnet")
    network = operate(found, cut=3, head=Head(), classes=2, in_channels=1, seed=0)
    torch.nn.init.normal_(network.head[-1].weight)  # type: ignore[arg-type]
    info = SavedModel(
        task="image-classification",
        classes=("a", "b"),
        card=found,
        cut=3,
        head=Head(),
        recipe=Recipe(size=64, canvas=64, channels=1, mean=(0.5,), std=(0.5,)),
    )
    save_model(tmp_path / "model", network, info)
    return tmp_path / "model"


def test_it_comes_back_the_same(saved: Path) -> None:
    network, info = load_model(saved)
    again, _ = load_model(saved)
    images = torch.randn(2, 1, 64, 64)
    with torch.inference_mode():
        assert torch.equal(network(images), again(images))
    assert info.classes == ("a", "b")
    assert network.cut == 3


def test_changed_weights_are_refused(saved: Path) -> None:
    path = saved / "weights.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(BadInputError, match="were changed"):
        load_model(saved)


def test_missing_weights_are_refused(saved: Path) -> None:
    (saved / "weights.safetensors").unlink()
    with pytest.raises(BadInputError, match="missing"):
        load_model(saved)


def test_a_newer_version_is_left_alone(saved: Path) -> None:
    raw = json.loads((saved / "model.json").read_text())
    (saved / "model.json").write_text(json.dumps(raw | {"schema_version": 99}))
    with pytest.raises(NewerVersionError):
        load_model(saved)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"cut": "x"}', "\x00"])
def test_a_damaged_description_is_a_sentence(saved: Path, text: str) -> None:
    (saved / "model.json").write_text(text)
    with pytest.raises(StudioError) as caught:
        load_model(saved)
    assert caught.value.message

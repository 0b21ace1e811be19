"""Weights that somebody brings: recognised, renamed, refused with the nearest candidates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
import torchvision
import transformers
from safetensors.torch import load_file, save_file
from torch import nn

from tests.models.small import config
from tlstudio.core.errors import BadInputError, UnsafeInputError, UsageError
from tlstudio.core.paths import models_dir
from tlstudio.core.reporting import Silent
from tlstudio.models.add import AddResult, add_weights
from tlstudio.models.build import build_backbone, construct
from tlstudio.models.catalogue.catalogue import all_cards, card
from tlstudio.models.sequence.transformers import known_families

_CLASSES = {
    "vit": "ViT",
    "deit": "DeiT",
    "beit": "Beit",
    "dinov2": "Dinov2",
    "swin": "Swin",
    "convnext": "ConvNext",
    "resnet": "ResNet",
    "mobilevit": "MobileViT",
}


def add(path: Path, architecture: str | None = None, ident: str = "") -> AddResult:
    """Add, and say nothing."""
    return add_weights(
        path, architecture=architecture, ident=ident, licence="MIT", reporter=Silent()
    )


def published(family: str, folder: Path, **extra: Any) -> nn.Module:
    """A checkpoint of a classifier as the library itself writes it, old names included."""
    facts = {key: value for key, value in config(family).items() if key != "model_type"}
    made: Any = transformers.AutoConfig.for_model(family, num_labels=5, **facts)
    library: Any = getattr(transformers, f"{_CLASSES[family]}ForImageClassification")
    torch.manual_seed(1)
    model: Any = library(made)
    for value in model.parameters():  # no zeros and ones, so that a swap cannot hide
        nn.init.normal_(value, std=0.2)
    model.save_pretrained(folder)
    if extra:
        (folder / "preprocessor_config.json").write_text(json.dumps(extra))
    whole: nn.Module = model.eval()
    return whole


@pytest.mark.parametrize("family", known_families())
def test_a_published_folder_gives_the_very_same_features(family: str, tmp_path: Path) -> None:
    model: Any = published(family, tmp_path / "my model", image_mean=[0.5] * 3, image_std=[0.4] * 3)
    result = add(tmp_path / "my model")
    assert result.card.id == "my-model"
    assert result.card.measured == {}, result.mapping.sentence
    assert result.card.input.std == (0.4, 0.4, 0.4)
    backbone = build_backbone(card("my-model"))
    side = result.card.input.size if family != "convnext" else 64
    images = torch.randn(2, 3, side, side)
    with torch.inference_mode():
        hidden = backbone(images)
        if family in ("vit", "deit", "dinov2"):
            expected = model.base_model(images).last_hidden_state[:, 0]
        else:
            expected = model.base_model(images).pooler_output.flatten(1)
    torch.testing.assert_close(hidden, expected, rtol=1e-4, atol=1e-5)


def test_a_folder_that_names_code_of_its_own_is_refused(tmp_path: Path) -> None:
    published("vit", tmp_path / "m")
    facts = json.loads((tmp_path / "m" / "config.json").read_text())
    facts["auto_map"] = {"AutoModel": "evil.Model"}
    (tmp_path / "m" / "config.json").write_text(json.dumps(facts))
    with pytest.raises(UnsafeInputError, match="never run"):
        add(tmp_path / "m")


@pytest.mark.parametrize(
    "change",
    [
        {"hidden_size": 10**9},
        {"num_hidden_layers": 10**6},
        {"hidden_size": "wide"},
        {"num_attention_heads": 0},
        {"patch_size": -1},
        {"hidden_size": 65536, "num_hidden_layers": 200, "intermediate_size": 65536},
        {"hidden_size": None},
    ],
)
def test_a_hostile_configuration_is_a_sentence(tmp_path: Path, change: dict[str, Any]) -> None:
    published("vit", tmp_path / "m")
    facts = json.loads((tmp_path / "m" / "config.json").read_text())
    (tmp_path / "m" / "config.json").write_text(json.dumps({**facts, **change}))
    with pytest.raises(BadInputError, match=r"config\.json"):
        add(tmp_path / "m")
    assert not models_dir().exists() or not list(models_dir().iterdir())


def test_a_folder_with_pickles_only_is_refused(tmp_path: Path) -> None:
    published("vit", tmp_path / "m")
    (tmp_path / "m" / "model.safetensors").rename(tmp_path / "m" / "pytorch_model.bin")
    with pytest.raises(BadInputError, match=r"pytorch_model\.bin holds more than weights"):
        add(tmp_path / "m")


def test_an_unknown_family_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "config.json").write_text('{"model_type": "llama"}')
    with pytest.raises(BadInputError, match="llama"):
        add(tmp_path / "m")


def test_a_torchvision_file_is_recognised_without_being_told(tmp_path: Path) -> None:
    model = torchvision.models.shufflenet_v2_x0_5(weights=None)
    torch.save(model.state_dict(), tmp_path / "Shuffle Net.pth")
    result = add(tmp_path / "Shuffle Net.pth")
    assert result.card.architecture == "shufflenet_v2_x0_5"
    assert result.card.id == "shuffle-net"
    assert result.mapping.share == 1
    kept = load_file(models_dir() / "shuffle-net.safetensors")
    assert torch.equal(kept["conv1.0.weight"], model.state_dict()["conv1.0.weight"])


def test_data_parallel_names_and_half_precision_are_taken(tmp_path: Path) -> None:
    state = construct(card("squeezenet1_1")).state_dict()
    foreign = {f"module.{name}": value.half() for name, value in state.items()}
    save_file(foreign, tmp_path / "w.safetensors")
    result = add(tmp_path / "w.safetensors", "squeezenet1_1")
    assert result.mapping.share == 1
    assert build_backbone(card("w")).n > 3


def test_another_number_of_classes_is_no_obstacle(tmp_path: Path) -> None:
    model = torchvision.models.resnet18(weights=None, num_classes=7)
    torch.save({"state_dict": model.state_dict(), "epoch": 4}, tmp_path / "r.pt")
    result = add(tmp_path / "r.pt", "resnet18")
    assert len(result.mapping.mismatched) == 2
    backbone = build_backbone(card("r"))
    assert torch.equal(backbone.blocks[0][0].weight, model.conv1.weight)  # type: ignore[index]


def test_weights_that_fit_nothing_name_the_nearest(tmp_path: Path) -> None:
    save_file({"what.weight": torch.zeros(1000, 1235)}, tmp_path / "odd.safetensors")
    with pytest.raises(BadInputError) as caught:
        add(tmp_path / "odd.safetensors")
    assert "fit no architecture" in caught.value.message
    assert "Nearest: " in caught.value.hint
    assert "odd" not in all_cards().items


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    model = torchvision.models.resnet34(weights=None)
    torch.save(model.state_dict(), tmp_path / "r.pth")
    with pytest.raises(BadInputError):
        add(tmp_path / "r.pth", "squeezenet1_1")


def test_ids_of_the_catalogue_are_taken(tmp_path: Path) -> None:
    torch.save(construct(card("squeezenet1_1")).state_dict(), tmp_path / "resnet18.pth")
    with pytest.raises(UsageError, match="belongs to another"):
        add(tmp_path / "resnet18.pth", "squeezenet1_1")


def test_real_imagenet_weights_are_recognised(tmp_path: Path, real_data: Path) -> None:
    del tmp_path
    result = add(real_data / "weights" / "squeezenet1_1-imagenet.pth")
    assert result.card.architecture == "squeezenet1_1"
    assert result.mapping.share == 1

"""A heat-map shows the place that a class is told by."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from tests.evaluation.explaining.networks import of_torchvision, of_transformers
from tests.runs import make_project, new_run, small_plan
from tlstudio.core.plans import InputPlan, Phase
from tlstudio.core.reporting import Silent
from tlstudio.data.media.read import read_picture
from tlstudio.data.texts.recipe import image_recipe
from tlstudio.evaluation.explaining.explain import explain, map_of
from tlstudio.models.saved import load_model
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    project = make_project(tmp_path_factory.mktemp("p"), per_class=9, plates=6)
    plan = small_plan(phases=(Phase(name="new layers", epochs=1),), input=InputPlan(size=128))
    made = new_run(project, plan)
    train(made, Silent(), cache_folder=project / "cache")
    return made


def blob(path: Path, row: int, column: int, colour: tuple[int, int, int]) -> Path:
    rng = np.random.default_rng(7)
    pixels = rng.normal(110, 30, (96, 96, 3))
    y, x = np.mgrid[:96, :96]
    inside = (y - row) ** 2 + (x - column) ** 2 < 24**2
    pixels[inside] = np.array(colour) + rng.normal(0, 30, (int(inside.sum()), 3))
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path)
    return path


@pytest.mark.parametrize(("row", "column"), [(30, 30), (30, 66), (66, 30), (66, 66)])
def test_a_coloured_blob_is_found(run: RunFolder, tmp_path: Path, row: int, column: int) -> None:
    network, info = load_model(run.model_dir)
    path = blob(tmp_path / "a.png", row, column, (200, 40, 40))
    recipe = image_recipe(info.recipe, "Heat-maps")
    found = explain(network, recipe, read_picture([path]), code=info.classes.index("red"))
    asked = explain(network, recipe, read_picture([path]))
    assert info.classes[asked.code] == "red"
    assert found.values is not None
    assert found.values.dtype == np.float32
    assert found.values.min() >= 0
    assert found.values.max() == pytest.approx(1, abs=0.2)
    height, width = found.values.shape
    quarters = {
        (r, c): found.values[
            (0 if r < 48 else height // 2) : (height // 2 if r < 48 else height),
            (0 if c < 48 else width // 2) : (width // 2 if c < 48 else width),
        ].mean()
        for r in (30, 66)
        for c in (30, 66)
    }
    assert max(quarters, key=quarters.__getitem__) == (row, column)
    assert f"{found.grid[0]} × {found.grid[1]}" in found.words


def test_the_box_is_what_the_model_sees(run: RunFolder, tmp_path: Path) -> None:
    network, info = load_model(run.model_dir)
    Image.new("RGB", (300, 200), "red").save(tmp_path / "a.png")
    recipe = image_recipe(info.recipe, "Heat-maps")
    found = explain(network, recipe, read_picture([tmp_path / "a.png"]))
    share = recipe.size / recipe.canvas
    assert found.box[2] == found.box[3] == pytest.approx(200 * share)


@pytest.mark.parametrize(
    ("family", "shape"),
    [("vit", (4, 4)), ("dinov2", (4, 4)), ("beit", (4, 4)), ("swin", (8, 8)), ("convnext", None)],
)
def test_transformers_show_places_where_they_keep_any(
    family: str, shape: tuple[int, int] | None
) -> None:
    network = of_transformers(family)
    images = torch.rand(1, 3, network.backbone.card.input.size, network.backbone.card.input.size)
    maps = [map_of(network, images, code, "gradcam").values for code in range(3)]
    shown = [found for found in maps if found is not None]
    assert len(shown) == 3
    assert any(found.max() > 0 for found in shown)
    if shape is not None:
        assert shown[0].shape == shape


@pytest.mark.parametrize("ident", ["resnet18", "densenet121", "swin_t", "squeezenet1_1"])
def test_networks_of_torchvision_show_places(ident: str) -> None:
    torch.manual_seed(0)
    network = of_torchvision(ident)
    images = torch.rand(1, 3, 64, 64)
    maps = [map_of(network, images, code, "gradcam").values for code in range(2)]
    assert all(found is not None and found.ndim == 2 for found in maps)
    assert any(found is not None and found.max() > 0 for found in maps)

"""What a model will see, with words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from tests.pictures import noisy
from tests.runs import make_project
from tlstudio.core.errors import BadInputError
from tlstudio.core.plans import InputPlan
from tlstudio.core.reporting import Silent
from tlstudio.data.importing import ensure_split, import_source
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.store import DatasetStore
from tlstudio.jobs.answering.inputs import answer_model_input
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.questions import ModelInput
from tlstudio.project.project import Project


def test_the_middle_is_seen_and_said(tmp_path: Path) -> None:
    wide = Image.new("RGB", (400, 200), "black")
    wide.paste("white", (100, 0, 300, 200))
    wide.save(tmp_path / "a.png")
    question = ModelInput(files=(tmp_path / "a.png",), input=InputPlan(size=64))
    found = answer_model_input(question, Listener())
    assert found.pixels.shape == (64, 64, 3)
    assert found.pixels.mean() > 250
    left, top, width, height = found.box
    assert width == height <= 200
    assert left == pytest.approx((400 - width) / 2)
    assert top == pytest.approx((200 - height) / 2)
    assert "of 400 × 200" in found.words[0]
    assert "Brightness stays" in found.words[-1]


def test_a_border_shows_everything(tmp_path: Path) -> None:
    Image.new("RGB", (400, 200), "white").save(tmp_path / "a.png")
    plan = InputPlan(size=64, fit="letterbox")
    found = answer_model_input(ModelInput(files=(tmp_path / "a.png",), input=plan), Listener())
    assert found.box == (0, -100, 400, 400)
    assert found.pixels[2].max() == 0
    assert found.pixels[32].min() == 255


@pytest.fixture
def deep_project(tmp_path: Path) -> Path:
    """16-bit images whose plates have very different exposures."""
    for plate, light in (("plate1", 1000), ("plate2", 8000)):
        for label in ("a", "b"):
            (tmp_path / "s" / plate / label).mkdir(parents=True)
            for number in range(4):
                grey = np.asarray(noisy("red", number, 40).convert("L"), np.float32) / 255 * light
                path = tmp_path / "s" / plate / label / f"{number}.tif"
                tifffile.imwrite(path, grey.astype(np.uint16))
    project = tmp_path / "project"
    with (
        Project.create(project, task="image-classification") as opened,
        DatasetStore.create(opened.dataset_path) as store,
    ):
        options = {"levels": "plate=group,class"}
        import_source(store, tmp_path / "s", "folders", options, Silent())
        ensure_split(store, SplitSpec(), again=True)
    return project


def test_the_range_of_the_training_images_is_taken(deep_project: Path) -> None:
    dim = deep_project.parent / "s" / "plate1" / "a" / "0.tif"
    shared = ModelInput(files=(dim,), group="plate1", project=deep_project)
    seen = {}
    for brightness in ("auto", "image", "group"):
        plan = InputPlan(size=32, brightness=brightness)
        found = answer_model_input(shared.model_copy(update={"input": plan}), Listener())
        seen[brightness] = float(found.pixels.mean())
        assert "become black to white" in found.words[-1]
        assert "one channel" in found.words[1]
    assert seen["image"] > 2 * seen["auto"]
    alone = ModelInput(
        files=(dim,), project=deep_project, input=InputPlan(brightness="fixed", low=0, high=1e9)
    )
    assert answer_model_input(alone, Listener()).pixels.max() == 0


def test_a_project_without_images_and_a_wrong_model_do_no_harm(tmp_path: Path) -> None:
    noisy("red", 1).save(tmp_path / "a.png")
    project = make_project(tmp_path)
    question = ModelInput(files=(tmp_path / "a.png",), project=project)
    assert answer_model_input(question, Listener()).size > 0
    wrong = ModelInput(files=(tmp_path / "a.png",), model=tmp_path / "nothing")
    with pytest.raises(BadInputError, match="holds no model"):
        answer_model_input(wrong, Listener())

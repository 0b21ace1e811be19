"""Trained models answer at once when they are asked again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.pictures import noisy
from tests.runs import make_project, new_run, small_plan
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.plans import Phase
from tlstudio.core.reporting import Silent
from tlstudio.export.run import export_run
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answering.maps import answer_check_map, answer_heatmap
from tlstudio.jobs.answering.models import Models, answer_predict
from tlstudio.jobs.desk import Desk
from tlstudio.jobs.questions import CheckMap, Heatmap, Predict
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    project = make_project(tmp_path_factory.mktemp("p"), per_class=5, plates=6)
    made = new_run(project, small_plan(phases=(Phase(name="new layers", epochs=1),)))
    train(made, Silent(), cache_folder=project / "cache")
    return made


@pytest.fixture
def red(tmp_path: Path) -> Path:
    noisy("red", 900).save(tmp_path / "red.png")
    return tmp_path / "red.png"


def test_every_image_is_answered_and_bad_ones_are_told(run: RunFolder, red: Path) -> None:
    bad = red.with_name("bad.png")
    bad.write_bytes(b"nothing")
    question = Predict(model=run.path, items=((red,), (bad,), (red,)))
    found = answer_predict(question, Listener())
    first, broken, third = found.answers
    assert found.classes == ("blue", "red")
    assert first.names == ("red",)
    assert first.probability == first.probabilities["red"] > 0.5
    assert first.probabilities == pytest.approx(third.probabilities)
    assert "bad.png" in broken.problem
    assert broken.names == ()


def test_a_heatmap_names_the_class_that_was_asked_for(run: RunFolder, red: Path) -> None:
    asked = answer_heatmap(Heatmap(model=run.path, files=(red,)), Listener())
    other = answer_heatmap(Heatmap(model=run.path, files=(red,), label="blue"), Listener())
    assert (asked.label, other.label) == ("red", "blue")
    assert asked.probability + other.probability == pytest.approx(1)
    assert asked.pixels is not None
    assert asked.pixels.dtype == np.float32
    with pytest.raises(UsageError, match="no class 'green'"):
        answer_heatmap(Heatmap(model=run.path, files=(red,), label="green"), Listener())


def test_the_way_to_see_why_is_chosen(run: RunFolder, red: Path) -> None:
    question = Heatmap(model=run.path, files=(red,), method="integrated-gradients")
    found = answer_heatmap(question, Listener())
    assert found.pixels is not None
    assert "add up to the whole" in found.words
    assert answer_heatmap(question, Listener()) is found
    none = answer_heatmap(Heatmap(model=run.path, files=(red,), method="rollout"), Listener())
    assert none.pixels is None
    assert "by convolutions" in none.words


def test_a_map_is_compared_with_a_model_that_knows_nothing(run: RunFolder, red: Path) -> None:
    found = answer_check_map(CheckMap(model=run.path, files=(red,), label="red"), Listener())
    assert [stage[0] for stage in found.stages][-1] == "everything"
    assert all(-1 <= rank <= 1 for _, rank, _ in found.stages)
    assert "similarity" in found.words
    question = CheckMap(model=run.path, files=(red,), method="rollout")
    none = answer_check_map(question, Listener())
    assert not none.passed
    assert none.stages == ()
    with pytest.raises(UsageError, match="no class 'green'"):
        answer_check_map(question.model_copy(update={"label": "green"}), Listener())


def test_an_exported_file_answers_but_has_no_heatmap(
    run: RunFolder, red: Path, tmp_path: Path
) -> None:
    done = export_run(run, "onnx", tmp_path / "m.onnx", Silent())
    del done
    found = answer_predict(Predict(model=tmp_path / "m.onnx", items=((red,),)), Listener())
    assert found.answers[0].names == ("red",)
    heat = answer_heatmap(Heatmap(model=tmp_path / "m.onnx", files=(red,)), Listener())
    assert heat.pixels is None
    assert "exported" in heat.words
    with pytest.raises(BadInputError, match="exported"):
        answer_check_map(CheckMap(model=tmp_path / "m.onnx", files=(red,)), Listener())


def test_the_models_used_last_stay_in_memory(run: RunFolder) -> None:
    models = Models(kept=1)
    first = models.open(run.path)
    assert models.open(run.model_dir) is first
    with pytest.raises(BadInputError, match="no model"):
        models.open(run.path.parent)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk("test-models") as made:
        yield made


def test_a_warm_desk_answers_at_once(run: RunFolder, red: Path, desk: Desk) -> None:
    desk.warm("predict").result(60)
    desk.ask(Predict(model=run.path, items=((red,),)))
    desk.ask(Heatmap(model=run.path, files=(red,)))
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        desk.ask(Predict(model=run.path, items=((red,),)))
        middle = time.perf_counter()
        desk.ask(Heatmap(model=run.path, files=(red,)))
        times.append((middle - begin, time.perf_counter() - middle))
    assert min(first for first, _ in times) < 0.3
    assert min(second for _, second in times) < 0.3

"""An export is the model it came from, proven, or it is not written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from tests.pictures import noisy
from tests.runs import SIZE, make_project, new_run, small_plan
from tlstudio.core import files
from tlstudio.core.errors import BadInputError, NewerVersionError, UsageError
from tlstudio.core.plans import Head, InputPlan, Phase
from tlstudio.core.reporting import Silent
from tlstudio.evaluation.onnx_file import read_metadata
from tlstudio.evaluation.predict import predict
from tlstudio.evaluation.usable import Outputs
from tlstudio.export.onnx import make as onnx_format
from tlstudio.export.run import export_run
from tlstudio.export.trained import Reloaded
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    project = make_project(tmp_path_factory.mktemp("p"))
    plan = small_plan(phases=(Phase(name="new", epochs=1),), head=Head(kind="mlp", hidden=8))
    made = new_run(project, plan)
    train(made, Silent(), cache_folder=project / "cache")
    return made


def test_it_answers_as_the_trained_model_and_proves_it(run: RunFolder, tmp_path: Path) -> None:
    target = tmp_path / "Modell ö.onnx"
    done = export_run(run, "onnx", target, Silent())
    assert done.proof.difference < 1e-4
    assert done.proof.agreement == 1.0
    assert done.proof.metrics["accuracy"] == pytest.approx(done.proof.source_metrics["accuracy"])
    proof = files.read_json(done.proof_file)
    assert proof["sha256"] == files.sha256(target)
    assert proof["part"] == "validation"
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.png")
        noisy("red", 70 + number).save(paths[-1])
    ours = [p.probabilities for p in predict(run.model_dir, paths, Silent())]
    theirs = [p.probabilities for p in predict(target, paths, Silent())]
    for one, other in zip(ours, theirs, strict=True):
        assert one == pytest.approx(other, abs=1e-4)


def test_it_tells_nothing_about_the_computer_it_was_made_on(run: RunFolder, tmp_path: Path) -> None:
    target = tmp_path / "m.onnx"
    export_run(run, "onnx", target, Silent())
    data = target.read_bytes()
    for word in (str(run.path), "site-packages", str(Path.home())):
        assert word.encode() not in data
    graph = onnx.load(target)
    props = {prop.key for prop in graph.metadata_props}
    assert {"tlstudio", "classes", "task"} <= props


def test_it_holds_what_is_stated_and_nothing_of_the_images(tmp_path: Path) -> None:
    project = make_project(tmp_path / "clinic")
    plan = small_plan(
        phases=(Phase(name="new", epochs=1),),
        input=InputPlan(size=SIZE, brightness="group"),
    )
    made = new_run(project, plan)
    train(made, Silent(), cache_folder=project / "cache")
    assert '"plate' in (made.model_dir / "model.json").read_text()
    target = tmp_path / "m.onnx"
    done = export_run(made, "onnx", target, Silent())
    assert done.proof.agreement == 1.0
    held = target.read_bytes() + done.proof_file.read_bytes()
    # Groups may be patients; "test" is who labelled.
    names = [f"plate{number}" for number in range(6)]
    for word in (*names, "/red/", ".png", "clinic", str(tmp_path), '"test"'):
        assert word.encode() not in held
    said = json.loads({p.key: p.value for p in onnx.load(target).metadata_props}["tlstudio"])
    assert said.keys() == {
        *("schema_version", "task", "classes", "multi_label", "recipe", "run", "backbone"),
        *("licence", "created_with", "made", "temperature", "certainty"),
    }
    assert said["recipe"]["group_ranges"] == {}
    for form in ("bundle", "transformers"):
        other = export_run(made, form, tmp_path / form, Silent())
        assert other.proof.agreement == 1.0
        files_of = [other.file] if other.file.is_file() else list(other.file.iterdir())
        held = b"".join(path.read_bytes() for path in (*files_of, other.proof_file))
        for word in (*names, "/red/", ".png", "clinic", str(tmp_path), '"test"'):
            assert word.encode() not in held, (form, word)
    graph = onnx.load(target).graph
    kept = sum(len(tensor.raw_data) for tensor in graph.initializer)
    assert len(target.read_bytes()) - kept < 200_000, "something besides the weights is in it"


def test_the_open_final_test_proves_it_with_intervals(run: RunFolder, tmp_path: Path) -> None:
    done = export_run(run, "onnx", tmp_path / "m.onnx", Silent(), part="test")
    assert done.proof.part == "test"
    assert done.proof.intervals.keys() == done.proof.metrics.keys()
    assert files.read_json(done.proof_file)["groups"] == done.proof.groups


def test_an_export_that_errs_is_not_written(
    run: RunFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "m.onnx"
    target.write_text("an older export")
    reload = onnx_format.reload

    def wrong(path: Path) -> Reloaded:
        right = reload(path).run

        def answer(images: NDArray[Any]) -> Outputs:
            return Outputs(right(images).logits + np.array([0.0, 0.5], np.float32))

        return Reloaded(answer)

    monkeypatch.setattr(onnx_format, "reload", wrong)
    with pytest.raises(BadInputError, match="does not answer as the trained model"):
        export_run(run, "onnx", target, Silent())
    assert target.read_text() == "an older export"


def test_unknown_formats_and_options_are_refused(run: RunFolder, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no export format"):
        export_run(run, "tflite", tmp_path / "m", Silent())
    with pytest.raises(UsageError, match="opset"):
        export_run(run, "onnx", tmp_path / "m", Silent(), options={"opset": 3})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("m.onnx", b"", "no ONNX model"),
        ("m.onnx", b"\x08\x07garbage", "no ONNX model"),
        ("m.pth", b"x", "may hold code"),
    ],
)
def test_files_that_are_no_model_are_refused_in_words(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=words):
        next(predict(path, [path], Silent()))


def test_another_programs_onnx_is_told_apart(run: RunFolder, tmp_path: Path) -> None:
    target = tmp_path / "m.onnx"
    export_run(run, "onnx", target, Silent())
    graph = onnx.load(target)
    del graph.metadata_props[:]
    onnx.save(graph, target)
    with pytest.raises(BadInputError, match="does not say how its images are prepared"):
        next(predict(target, [target], Silent()))


@pytest.mark.parametrize("version", [3, 12])
def test_a_newer_file_is_called_newer_whatever_it_holds(version: int) -> None:
    said = {"certainty": {"schema_version": 1}, "schema_version": version, "new": "field"}
    with pytest.raises(NewerVersionError, match="newer version"):
        read_metadata({"tlstudio": json.dumps(said)}, "m.onnx")
    for text in (json.dumps(said | {"schema_version": 2}), "{", "[]", '{"schema_version": "x"}'):
        with pytest.raises(BadInputError, match="damaged"):
            read_metadata({"tlstudio": text}, "m.onnx")

"""What a run learns of its certainty, and that everything that answers with it agrees."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy import special

from tests.runs import make_project, new_run, small_plan
from tlstudio.core import files
from tlstudio.core.certainty import Certainty, Choices, SetRule
from tlstudio.core.errors import BadInputError, NewerVersionError, UsageError
from tlstudio.core.plans import Phase
from tlstudio.core.reporting import Silent
from tlstudio.core.reports import Curve, Table
from tlstudio.data.media.finding import image_files
from tlstudio.evaluation.answering import Answered
from tlstudio.evaluation.certain_parts import lists_part, uncalibrated
from tlstudio.evaluation.evaluate import evaluate
from tlstudio.evaluation.predict import predict
from tlstudio.export.run import export_run
from tlstudio.features.familiarity import FAMILIARITY_FILE
from tlstudio.metrics.answers import answers_of
from tlstudio.models.saved import CERTAINTY_FILE, read_info
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    project = make_project(
        tmp_path_factory.mktemp("p"), classes=("red", "blue", "green"), per_class=4, plates=16
    )
    made = new_run(project, small_plan(phases=(Phase(name="new layers", epochs=1),)))
    train(made, Silent(), cache_folder=project / "cache")
    return made


def _cache(run: RunFolder) -> Path:
    return run.path.parent.parent / "cache"


def _learned(run: RunFolder, choices: Choices | None = None) -> Certainty:
    evaluate(run, "validation", Silent(), cache_folder=_cache(run), choices=choices)
    found = read_info(run.model_dir).certainty
    assert found is not None
    return found


def test_it_is_learned_from_tuning_images_and_kept_beside_the_weights(run: RunFolder) -> None:
    found = _learned(run, Choices())
    assert found.weights_sha256 == read_info(run.model_dir).weights_sha256
    assert found.temperature != 1
    assert read_info(run.model_dir).temperature == found.temperature
    assert found.sets is not None
    assert found.unlike is not None
    assert found.sets.n == found.unlike.n == found.n
    # Learning it again from the same images changes nothing.
    assert _learned(run) == found


def test_choices_stay_until_others_are_made(run: RunFolder) -> None:
    chosen = Choices(coverage=0.8, costs={"red": 5.0, "blue": 1.0})
    assert chosen.costs == {"red": 5.0}
    assert _learned(run, chosen).choices == chosen
    assert _learned(run).choices == chosen
    with pytest.raises(UsageError, match="purple"):
        _learned(run, Choices(costs={"purple": 2.0}))
    assert _learned(run, Choices()).choices == Choices()


def test_costs_decide_what_is_named(run: RunFolder, tmp_path: Path) -> None:
    # A thousand times worse to miss red: what is not certainly something else is called red.
    pictures = list(image_files([run.path.parents[2] / "plates"]))[:12]
    _learned(run, Choices(costs={"red": 1000.0}))
    weighed = list(predict(run.model_dir, pictures, Silent()))
    _learned(run, Choices())
    plain = list(predict(run.model_dir, pictures, Silent()))
    for one, other in zip(weighed, plain, strict=True):
        assert one.probabilities == pytest.approx(other.probabilities)
        chances = {
            name: p * (1000 if name == "red" else 1) for name, p in one.probabilities.items()
        }
        assert one.label == max(chances, key=chances.__getitem__)


def test_an_export_answers_with_the_same_certainty(run: RunFolder, tmp_path: Path) -> None:
    _learned(run, Choices(coverage=0.9, costs={"blue": 3.0}))
    odd = tmp_path / "odd.png"
    board = np.indices((64, 64)).sum(axis=0) // 8 % 2 * 255
    Image.fromarray(board.astype(np.uint8)).save(odd)
    asked = [*list(image_files([run.path.parents[2] / "plates"]))[:8], odd]
    done = export_run(run, "onnx", tmp_path / "model.onnx", Silent())
    ours = list(predict(run.model_dir, asked, Silent()))
    theirs = list(predict(done.file, asked, Silent()))
    for one, other in zip(ours, theirs, strict=True):
        assert one.probabilities == pytest.approx(other.probabilities, abs=1e-4)
        assert one.label == other.label
        assert one.short_list == other.short_list
        assert one.distance == pytest.approx(other.distance, rel=1e-3)
        assert one.label in one.short_list or one.short_list
    assert ours[-1].unlike
    assert sum(one.unlike for one in ours[:-1]) <= 1
    _learned(run, Choices())


def test_certainty_of_other_weights_or_newer_or_damaged_is_not_used(run: RunFolder) -> None:
    found = _learned(run, Choices())
    path = run.model_dir / CERTAINTY_FILE
    raw = files.read_json(path)
    try:
        files.write_json(path, raw | {"weights_sha256": "0" * 64})
        assert read_info(run.model_dir).certainty is None
        files.write_json(path, raw | {"schema_version": 99})
        with pytest.raises(NewerVersionError):
            read_info(run.model_dir)
        path.write_text("{", "utf-8")
        with pytest.raises(BadInputError, match="damaged"):
            read_info(run.model_dir)
    finally:
        files.write_json(path, raw)
    assert read_info(run.model_dir).certainty == found
    assert (run.model_dir / FAMILIARITY_FILE).is_file()


def test_damaged_certainty_is_made_anew_by_the_next_evaluation_and_said(run: RunFolder) -> None:
    found = _learned(run, Choices())
    (run.model_dir / CERTAINTY_FILE).write_text("{", "utf-8")
    told = Silent()
    evaluate(run, "validation", told, cache_folder=_cache(run))
    assert read_info(run.model_dir).certainty == found
    assert any("made anew" in data.get("text", "") for _, data in told.events)


def test_costs_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="between"):
        Choices(costs={"red": 0.0})


def test_report_says_how_sure_it_may_be(run: RunFolder) -> None:
    report = evaluate(
        run,
        "validation",
        Silent(),
        cache_folder=_cache(run),
        choices=Choices(coverage=0.8, costs={"red": 4.0}),
    )
    titles = {part.title: part for part in report.parts}
    reliable = titles["When it is 80 % sure, is it right 80 % of the time?"]
    assert isinstance(reliable, Curve)
    assert reliable.lines.keys() == {"ideal", "as trained", "calibrated"}
    lists = next(part for title, part in titles.items() if title.startswith("Short lists"))
    assert isinstance(lists, Table)
    assert [row[0] for row in lists.rows] == ["all images", "blue", "green", "red"]
    assert lists.rows[0][-1] == report.n
    costs = titles["Decisions by what an error costs"]
    assert isinstance(costs, Table)
    assert {row[0]: row[1] for row in costs.rows} == {"blue": 1.0, "green": 1.0, "red": 4.0}
    unlike = titles["Images unlike those of the training"]
    assert isinstance(unlike, Table)
    assert sum(int(row[1] or 0) for row in unlike.rows) == report.n
    _learned(run, Choices())


def test_raw_probabilities_come_back_from_calibrated_ones() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(50, 4)) * 3
    truth = rng.integers(0, 4, 50)
    answers = answers_of(truth, special.softmax(logits / 2.5, axis=1))
    np.testing.assert_allclose(
        uncalibrated(answers, 2.5), special.softmax(logits, axis=1), atol=1e-9
    )
    several = answers_of(np.eye(4)[truth], special.expit(logits / 2.5), multi_label=True)
    np.testing.assert_allclose(uncalibrated(several, 2.5), special.expit(logits), atol=1e-9)


def test_too_few_groups_for_the_coverage_is_said() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 3, 60)
    table = special.softmax(rng.normal(size=(60, 3)) + 2 * np.eye(3)[truth], axis=1)
    groups = np.arange(60) // 10
    answered = Answered(np.arange(60), groups, {}, {"this_run": answers_of(truth, table)})
    certainty = Certainty(n=60, sets=SetRule(coverage=0.95, threshold=1.0, n=60, groups=6))
    part = lists_part(answered, certainty, ("a", "b", "c"), "validation")
    assert part is not None
    assert "With 6 tuning groups" in part.note
    assert "at most 85.7\u00a0%" in part.note


def test_what_the_training_left_behind_is_not_computed_again(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tlstudio.evaluation.certainty._MOST", 20)
    stages: list[str] = []
    reporter = Silent()
    monkeypatch.setattr(reporter, "progress", lambda stage, *_: stages.append(stage))
    evaluate(run, "validation", reporter, cache_folder=_cache(run))
    known = read_info(run.model_dir).certainty
    assert known is not None
    assert known.unlike is not None
    assert known.unlike.fitted_on == 20
    assert "computing features" not in stages

"""From scratch: never unasked, offered with its time, and on the ladder once it is there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch

from tests.runs import make_project, new_run, small_plan
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.plans import Phase, Plan, from_toml, to_toml
from tlstudio.core.reporting import Silent
from tlstudio.core.reports import EvaluationReport, Ladder
from tlstudio.evaluation.evaluate import evaluate
from tlstudio.jobs.handlers.train import do_train
from tlstudio.jobs.preparing import prepare_scratch
from tlstudio.jobs.requests import TrainRequest
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.saved import load_model
from tlstudio.models.surgery import operate
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder
from tlstudio.training.presets import DatasetFacts, preset_plan, scratch_plan
from tlstudio.training.run import train

QUICK = (Phase(name="new layers", epochs=1),)


def ladder(report: EvaluationReport) -> Ladder:
    return next(part for part in report.parts if isinstance(part, Ladder))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunFolder]:
    project = make_project(tmp_path_factory.mktemp("p"), per_class=3, plates=10)
    run = new_run(project, small_plan(phases=QUICK))
    train(run, Silent(), cache_folder=project / "cache")
    return project, run


def test_the_plan_is_the_same_network_and_all_of_it_learns() -> None:
    plan = preset_plan("quick", card("fractalnet"), DatasetFacts(200, 2))
    scratch = scratch_plan(plan, 200)
    assert scratch.weights == "random"
    assert [phase.unfreeze_from for phase in scratch.phases] == [0]
    assert scratch.batch_norm == "learn"
    assert (scratch.backbone, scratch.cut, scratch.head, scratch.input) == (
        *(plan.backbone, plan.cut, plan.head, plan.input),
    )
    assert from_toml(to_toml(scratch)) == scratch
    old = to_toml(plan).replace('weights = "pretrained"\n', "")
    assert "\nweights" not in old
    assert from_toml(old) == plan
    assert Plan().weights == "pretrained"


def test_it_is_offered_with_its_time_and_then_stands_on_the_ladder(
    trained: tuple[Path, RunFolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, run = trained
    cache = project / "cache"
    first = ladder(evaluate(run, "validation", Silent(), cache_folder=cache))
    assert [rung.name for rung in first.rungs][-1] == "this_run"
    assert "about" in first.offer
    assert f"--from-scratch {run.name}" in first.offer

    def short(plan: Plan, n_train: int) -> Plan:
        made = scratch_plan(plan, n_train)
        return made.model_copy(
            update={"phases": (made.phases[0].model_copy(update={"epochs": 1}),)}
        )

    monkeypatch.setattr("tlstudio.jobs.preparing.scratch_plan", short)
    with Project.open(project) as opened:
        scratch, request = prepare_scratch(opened, run.name)
    assert scratch.manifest_path.read_bytes() == run.manifest_path.read_bytes()
    result = do_train(request, Silent(), scratch.path)
    rungs = result["beside"]["ladder"]
    assert list(rungs)[-1] == "from_scratch"
    assert "difference" in rungs["from_scratch"]
    assert result["beside"]["offer"] == ""
    assert "From scratch" in result["beside"]["verdict"]
    # The one from scratch is a yardstick: it offers nothing, and is not taken for use by itself.
    assert result["evaluation"]["offer"] == ""
    assert Project.open(project, write=False).run(None).name == run.name
    with Project.open(project) as opened, pytest.raises(UsageError, match="from scratch itself"):
        prepare_scratch(opened, scratch.name)
    network, _ = load_model(scratch.model_dir)
    known = operate(card("fractalnet"), cut=None, head=small_plan().head, classes=2,
                    in_channels=3, seed=0)  # fmt: skip
    name = next(n for n, p in network.backbone.named_parameters() if p.ndim == 4)
    ours, theirs = (dict(n.backbone.named_parameters())[name] for n in (network, known))
    assert not torch.allclose(ours, theirs, atol=0.05)


def test_one_that_is_not_scored_yet_hides_none_that_is(trained: tuple[Path, RunFolder]) -> None:
    project, run = trained
    cache = project / "cache"
    plan = small_plan(phases=(Phase(name="all", unfreeze_from=0, epochs=1),), weights="random")
    made = [new_run(project, plan, name) for name in ("scored", "unfinished")]
    for one in made:
        one.manifest_path.write_bytes(run.manifest_path.read_bytes())
    train(made[0], Silent(), cache_folder=cache)
    evaluate(made[0], "validation", Silent(), cache_folder=cache)
    found = ladder(evaluate(run, "validation", Silent(), cache_folder=cache))
    assert found.rungs[-1].name == "from_scratch"
    for one in made:
        shutil.rmtree(one.path)


def test_other_images_are_no_yardstick(trained: tuple[Path, RunFolder]) -> None:
    project, run = trained
    other = new_run(project, run.plan().model_copy(update={"weights": "random"}), "other")
    text = other.manifest_path.read_text("utf-8")
    other.manifest_path.write_text(text.replace('"split":"train"', '"split":"none"', 1), "utf-8")
    third = new_run(project, small_plan(phases=QUICK, cut=5), "third")
    train(third, Silent(), cache_folder=project / "cache")
    found = ladder(evaluate(third, "validation", Silent(), cache_folder=project / "cache"))
    assert "from_scratch" not in [rung.name for rung in found.rungs]
    assert found.offer


def test_a_run_that_cannot_be_scored_beside_it_does_not_undo_a_training(
    trained: tuple[Path, RunFolder], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, _ = trained
    gone = RunFolder(tmp_path / "gone")

    def scored(asked: RunFolder, *_: object, **__: object) -> dict[str, object]:
        if asked == gone:
            raise BadInputError("Its model is missing.")
        return {"n": 1}

    monkeypatch.setattr("tlstudio.jobs.handlers.evaluate.evaluation_result", scored)
    other = new_run(project, small_plan(phases=QUICK), "other")
    reporter = Silent()
    request = TrainRequest(run=other.path, cache=project / "cache", beside=gone.path)
    result = do_train(request, reporter, other.path)
    assert result["evaluation"] == {"n": 1}
    assert "beside" not in result
    said = [data["text"] for kind, data in reporter.events if kind == "warning"]
    assert any("gone" in text and "Its model is missing." in text for text in said)

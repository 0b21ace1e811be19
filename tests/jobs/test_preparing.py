"""What is made ready before a job, on a project that is open already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runs import make_project
from tlstudio.core.errors import BadInputError, ProjectError, UsageError
from tlstudio.data.manifest import Manifest
from tlstudio.data.store.store import DatasetStore
from tlstudio.jobs.beginning import choose_importer, create_project, open_store
from tlstudio.jobs.drafts import DRAFT_FILE, Draft, boundary, read_draft, write_draft
from tlstudio.jobs.preparing import (
    count_final_test,
    facts_of,
    make_plan,
    open_final_test,
    prepare_training,
    resume_training,
    validation_request,
)
from tlstudio.models.catalogue.catalogue import card
from tlstudio.project.project import Project
from tlstudio.tasks.specs import task_specs


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(make_project(tmp_path)) as opened:
        yield opened


@pytest.fixture
def store(project: Project) -> Iterator[DatasetStore]:
    with open_store(project) as opened:
        yield opened


def test_a_run_is_prepared_while_the_project_stays_open(
    project: Project, store: DatasetStore
) -> None:
    write_draft(project, Draft(backbone="fractalnet", size=48, input={"brightness": "image"}))
    run, request = prepare_training(
        project, store, preset="quick", given={"phase.epochs": "3"}, name="my run"
    )
    plan = run.plan()
    assert (plan.input.size, plan.input.brightness) == (48, "image")
    assert plan.phases[0].epochs == 3
    assert request.run == run.path.resolve()
    assert request.cache == project.cache_dir.resolve()
    assert len(Manifest.read(run.manifest_path)) == store.count()
    assert run.name.endswith("my-run")


def test_a_plan_of_ones_own_is_taken_as_it_is(project: Project, store: DatasetStore) -> None:
    plan = make_plan(store, preset="balanced", saved=Draft(), given={"batch_size": "4"})
    write_draft(project, Draft(backbone="fractalnet", size=64))
    run, _ = prepare_training(project, store, plan=plan)
    assert run.plan() == plan


def test_the_draft_of_another_model_is_not_heeded(store: DatasetStore) -> None:
    saved = Draft(backbone="resnet18", size=64)
    plan = make_plan(store, preset="quick", saved=saved, given={"backbone": "fractalnet"})
    assert plan.input.size is None


def test_stages_take_one_value_or_one_each(store: DatasetStore) -> None:
    plan = make_plan(store, preset="balanced", saved=Draft(), given={"phase.lr": "0.1,0.2"})
    assert [phase.lr for phase in plan.phases] == [0.1, 0.2]
    with pytest.raises(UsageError, match="3 values"):
        make_plan(store, preset="balanced", saved=Draft(), given={"phase.lr": "1,2,3"})


def test_a_damaged_draft_is_told_in_words(project: Project) -> None:
    assert read_draft(project) == Draft()
    (project.folder / DRAFT_FILE).write_text('{"cut": "many"}')
    with pytest.raises(ProjectError, match="draft"):
        read_draft(project)


def test_what_cannot_be_learned_from_is_refused(tmp_path: Path) -> None:
    with (
        create_project(tmp_path / "empty", "image-classification") as project,
        open_store(project) as store,
    ):
        assert facts_of(store).classes == 0
        with pytest.raises(BadInputError, match="no images"):
            prepare_training(project, store)
        assert project.runs() == ()


def test_every_opening_of_the_final_test_is_counted(project: Project, store: DatasetStore) -> None:
    run, _ = prepare_training(project, store, preset="quick")
    assert validation_request(project, run).part == "validation"
    assert count_final_test(run) > 0
    first, second = (open_final_test(project, store, run, why="window") for _ in range(2))
    assert (first.part, first.openings, second.openings) == ("test", 1, 2)
    assert [opening.why for opening in store.openings()] == ["window", "window"]


def test_a_new_run_can_go_on_and_a_wrong_name_is_told(
    project: Project, store: DatasetStore
) -> None:
    run, _ = prepare_training(project, store, preset="quick")
    assert resume_training(project, run.name)[1].resume
    with pytest.raises(UsageError, match="There is no run"):
        resume_training(project, "nowhere")


def test_boundaries_are_numbers_or_names() -> None:
    chosen = card("fractalnet")
    assert boundary(None, chosen, option="--cut") is None
    assert boundary(chosen.blocks[2], chosen, option="--cut") == 3
    with pytest.raises(UsageError, match="no such boundary"):
        boundary("99", chosen, option="--cut")


def test_importers_are_chosen_by_the_source(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("path,label\n")
    assert choose_importer(tmp_path).id == "folders"
    assert choose_importer(table).id == "table"
    with pytest.raises(UsageError, match="No importer"):
        choose_importer(table, "nonsense")
    with pytest.raises(BadInputError, match="no file"):
        choose_importer(tmp_path / "nowhere")
    assert "image-classification" in task_specs()

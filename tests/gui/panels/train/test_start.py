"""Before a training: presets, obstacles, the recipe, what is started."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.pictures import write_folders
from tests.runs import make_project, small_plan
from tlstudio.core.errors import StudioError
from tlstudio.core.plans import Plan, from_toml
from tlstudio.core.reporting import Silent
from tlstudio.core.tasks import TaskSpec
from tlstudio.data.importing import import_source
from tlstudio.gui.facts import ProjectFacts
from tlstudio.gui.panels.train.offers import modes_to_choose, obstacle
from tlstudio.gui.panels.train.start_view import StartView
from tlstudio.gui.session import Session
from tlstudio.jobs.answers import Estimated
from tlstudio.jobs.beginning import create_project, open_store
from tlstudio.jobs.drafts import Draft, write_draft
from tlstudio.project.project import Project
from tlstudio.tasks.specs import task_specs

Open = Callable[[Path], Session]


@pytest.fixture
def no_estimates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times come from elsewhere; these tests start no process for them."""
    monkeypatch.setattr(StartView, "_ask", lambda _: None)


@pytest.fixture
def view(session: Session, qtbot: QtBot, no_estimates: None) -> StartView:
    del no_estimates
    return ready(session, qtbot)


def ready(session: Session, qtbot: QtBot) -> StartView:
    made = StartView(session)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.refresh()
    qtbot.waitUntil(made.button.isEnabled)
    return made


def started(view: StartView) -> tuple[Plan, ...]:
    found: list[tuple[Plan, ...]] = []
    view.start.connect(found.append)
    view.press_start()
    return found[-1] if found else ()


def test_standard_is_chosen_and_one_press_starts_it(view: StartView) -> None:
    assert view.button.text() == "Start Standard"
    (plan,) = started(view)
    assert plan.preset == "balanced"
    assert len(plan.phases) == 2


def test_another_card_changes_the_button_and_the_plan(view: StartView) -> None:
    view.presets.press("quick")
    assert view.button.text() == "Start Quick"
    (plan,) = started(view)
    assert plan.preset == "quick"
    assert len(plan.phases) == 1


def test_a_changed_field_is_marked_started_and_set_back(view: StartView) -> None:
    editor = view.recipe.form.editor("batch_size")
    editor.set_value(8)
    editor.changed.emit()
    assert view.button.text() == "Start Standard, changed"
    assert view.recipe.differences() == 1
    assert started(view)[0].batch_size == 8
    view.presets.press("best")
    assert view.button.text() == "Start Thorough"
    bring_back = next(
        b for b in view.message.findChildren(QPushButton) if b.text() == "Bring them back"
    )
    bring_back.click()
    assert started(view)[0].batch_size == 8


def test_a_wrong_field_stops_the_start_and_says_why(view: StartView, qtbot: QtBot) -> None:
    editor = view.recipe.form.editor("batch_size")
    editor.set_value("")
    qtbot.keyClicks(editor.focus_widget, "0")
    assert view.recipe.problems == {"batch_size": "At least 1 images."}
    assert not view.button.isEnabled()
    assert started(view) == ()
    stages = view.recipe.stages
    stages._rows[0].editors["lr"].set_value(99.0)
    stages.changed.emit()
    assert view.recipe.problems["phases.0.lr"] == "At most 10."


def test_stages_are_added_and_taken_out(view: StartView) -> None:
    stages = view.recipe.stages
    stages._add()
    assert len(started(view)[0].phases) == 3
    stages._rows[0].remove_button.click()
    plan = started(view)[0]
    assert [phase.name for phase in plan.phases] == ["upper blocks", "stage 3"]
    assert view.button.text() == "Start Standard, changed"


def test_several_seeds_are_several_plans(view: StartView) -> None:
    view._seeds.setValue(3)
    assert "3" in view.button.text()
    assert [plan.seed for plan in started(view)] == [0, 1, 2]


def test_a_recipe_goes_to_a_file_and_comes_back(
    view: StartView, qtbot: QtBot, tmp_path: Path
) -> None:
    view.take_plan(small_plan(batch_size=5))
    assert not view._hidden.isHidden()
    path = tmp_path / "Rezept für Bienen.toml"
    view.recipe.save_recipe(path)
    qtbot.waitUntil(lambda: "saved" in view.recipe.banner.text)
    assert from_toml(path.read_text("utf-8")).batch_size == 5
    view.presets.press("balanced")
    view.recipe.open_recipe(path)
    qtbot.waitUntil(lambda: started(view)[0].batch_size == 5)
    assert started(view)[0] == small_plan(batch_size=5)


@pytest.mark.parametrize(
    ("text", "says"),
    [("batch_size = 0", "batch_size"), ("\x00 = [", "no TOML"), ("schema_version = 99", "version")],
)
def test_a_broken_recipe_is_refused_with_a_sentence(
    view: StartView, qtbot: QtBot, tmp_path: Path, text: str, says: str
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text, "utf-8")
    before = started(view)
    view.recipe.open_recipe(path)
    qtbot.waitUntil(lambda: says in view.recipe.banner.text)
    assert started(view) == before


def test_times_arrive_later_and_are_asked_once(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def answer(question: object, *, owner: object, done: Callable[..., None], **_: object) -> None:
        del owner
        asked.append(question)
        seconds = {"quick": 40.0, "balanced": 240.0, "best": 1500.0}
        done(
            Estimated(
                seconds=seconds, images_per_second=1, train_images_per_second=1,
                decode_seconds=0.01, device="cpu", words="Timed on cpu.",
            )
        )  # fmt: skip

    monkeypatch.setattr(session.services, "ask_models", answer)
    view = ready(session, qtbot)
    qtbot.waitUntil(lambda: bool(asked))
    times = [card.time for card in view.presets._cards.values()]
    assert times == ["about 40 s", "about 4 min", "about 25 min"]
    (plan,) = started(view)
    assert view.seconds(plan.model_copy(update={"seed": 4})) == 240
    view.refresh()
    qtbot.wait(100)
    assert len(asked) == 1


def test_when_times_cannot_be_told_training_still_can(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(*_: object, failed: Callable[[StudioError], None], **__: object) -> None:
        failed(StudioError("The desk is gone."))

    monkeypatch.setattr(session.services, "ask_models", answer)
    view = ready(session, qtbot)
    assert {card.time for card in view.presets._cards.values()} == {"time unknown"}
    assert view.button.isEnabled()


def test_an_empty_project_sends_to_the_images(
    tmp_path: Path, open_session: Open, qtbot: QtBot, no_estimates: None
) -> None:
    del no_estimates
    folder = tmp_path / "empty"
    create_project(folder, "image-classification").close()
    session = open_session(folder)
    view = StartView(session)
    qtbot.addWidget(view)
    view.refresh()
    assert "no images" in view.banner.text
    assert not view.button.isEnabled()
    went: list[str] = []
    session.go.connect(went.append)
    next(b for b in view.banner.findChildren(QPushButton) if b.text() == "Import images").click()
    assert went == ["data"]


def test_one_class_alone_is_said(
    tmp_path: Path, open_session: Open, qtbot: QtBot, no_estimates: None
) -> None:
    del no_estimates
    folder = tmp_path / "one"
    pictures = write_folders(tmp_path / "plates", classes=("red",), per_class=2, plates=3)
    with (
        create_project(folder, "image-classification") as project,
        open_store(project) as store,
    ):
        levels = {"levels": "plate=group,colour=class"}
        import_source(store, pictures, "folders", levels, Silent(), copy=False, annotator="t")
    view = StartView(open_session(folder))
    qtbot.addWidget(view)
    view.refresh()
    assert "one class" in view.banner.text
    assert "red" in view.banner.text


def test_weights_that_are_not_here_send_to_the_models(
    tmp_path: Path, open_session: Open, qtbot: QtBot, no_estimates: None
) -> None:
    del no_estimates
    folder = make_project(tmp_path)
    with Project.open(folder) as project:
        write_draft(project, Draft(backbone="resnet50"))
    session = open_session(folder)
    view = StartView(session)
    qtbot.addWidget(view)
    view.refresh()
    qtbot.waitUntil(lambda: "resnet50" in view.banner.text)
    assert not view.button.isEnabled()
    went: list[str] = []
    session.go.connect(went.append)
    next(b for b in view.banner.findChildren(QPushButton) if b.text() == "Choose a model").click()
    assert went == ["model"]


def test_a_read_only_project_shows_everything_and_starts_nothing(
    project: Path, session: Session, open_session: Open, qtbot: QtBot, no_estimates: None
) -> None:
    del no_estimates, session
    second = open_session(project)
    assert second.read_only
    view = StartView(second)
    qtbot.addWidget(view)
    view.refresh()
    assert "Save a copy" in view.banner.text
    qtbot.waitUntil(lambda: view._plan is not None)
    assert not view.button.isEnabled()


def test_only_what_the_trainer_can_do_is_offered() -> None:
    spec: TaskSpec = task_specs()["image-classification"]
    assert modes_to_choose(spec) == ("transductive",)
    every = spec.model_copy(update={"modes": ("inductive", "transductive", "unsupervised")})
    assert "inductive" not in modes_to_choose(every)


def test_obstacles_come_in_the_order_in_which_they_are_met() -> None:
    facts = ProjectFacts(images=4, classes={"a": 2, "b": 2}, splits={"train": 3, "validation": 1})
    assert obstacle(facts, "") is None
    assert obstacle(facts, "Held by Ada.") is not None
    unlabelled = obstacle(ProjectFacts(images=4, classes={"a": 0}), "")
    assert unlabelled is not None
    assert unlabelled.button == "Label images"
    undivided = obstacle(ProjectFacts(images=4, classes={"a": 2, "b": 2}), "")
    assert undivided is not None
    assert "divided" in undivided.sentence

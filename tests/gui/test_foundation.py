"""The window's ground: background work, jobs, settings, the home page, the end."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.runs import new_run, small_plan
from tlstudio.core.errors import BadInputError, StudioError
from tlstudio.gui import settings as stored
from tlstudio.gui.home.page import HomePage, NewProject
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session, open_project
from tlstudio.gui.settings import Settings
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.colours import DARK, LIGHT
from tlstudio.gui.window import MainWindow
from tlstudio.jobs.requests import TrainRequest
from tlstudio.jobs.supervisor import Job


def test_work_is_done_on_another_thread_and_told_on_this_one(
    services: Services, qtbot: QtBot
) -> None:
    seen: list[tuple[int, int]] = []
    here = threading.get_ident()
    services.background.run(
        threading.get_ident,
        owner=services,
        done=lambda there: seen.append((there, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1] == here


def test_an_error_reaches_whoever_asked_or_the_person(
    services: Services, errors: list[StudioError], qtbot: QtBot
) -> None:
    def fail() -> None:
        raise BadInputError("The file is broken.", "Use another.")

    own: list[StudioError] = []
    services.background.run(fail, owner=services, done=lambda _: None, failed=own.append)
    qtbot.waitUntil(lambda: bool(own))
    assert own[0].hint == "Use another."
    services.background.run(lambda: 1 / 0, owner=services, done=lambda _: None)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert "ZeroDivisionError" in errors[0].message
    assert "Traceback" in errors[0].hint
    errors.clear()


def test_nothing_is_told_to_an_owner_that_is_gone_or_that_cancelled(
    services: Services, qtbot: QtBot
) -> None:
    gate = threading.Event()
    told: list[object] = []
    owner = QObject()
    services.background.run(gate.wait, owner=owner, done=told.append)
    ticket = services.background.run(gate.wait, owner=services, done=told.append)
    ticket.cancel()
    import shiboken6

    shiboken6.delete(owner)
    gate.set()
    after: list[object] = []
    services.background.run(lambda: 1, owner=services, done=after.append)
    qtbot.waitUntil(lambda: bool(after))
    qtbot.wait(50)
    assert told == []


def test_settings_survive_and_damage_does_not_matter(tmp_path: Path) -> None:
    from tlstudio.core.paths import config_dir

    wanted = Settings(theme="dark", font_scale=1.2, annotator="Ada").with_recent(tmp_path)
    stored.save(wanted)
    assert stored.load() == wanted
    path = config_dir() / "settings.json"
    path.write_text('{"theme": 7, "font_scale": 1, "recent": ["a", 3], "unknown": true}')
    assert stored.load() == Settings(font_scale=1.0)
    path.write_bytes(b"\x00 torn")
    assert stored.load() == Settings()


def test_the_theme_switches_at_once(services: Services, qtbot: QtBot) -> None:
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(theme.current().changed):
        window.toggle_theme()
    assert theme.colours() == DARK
    with qtbot.waitSignal(theme.current().changed):
        window.toggle_theme()
    assert theme.colours() == LIGHT
    assert services.settings.theme == "light"


@pytest.mark.parametrize(
    ("name", "outcome"), [("pictures", "new"), ("notes.docx", "banner"), ("model.onnx", "model")]
)
def test_a_drop_on_home_is_understood(
    services: Services, qtbot: QtBot, tmp_path: Path, name: str, outcome: str
) -> None:
    home = HomePage(services)
    qtbot.addWidget(home)
    path = tmp_path / name
    if path.suffix:
        path.write_bytes(b"x")
    else:
        path.mkdir()
    new: list[NewProject] = []
    models: list[str] = []
    home.new_wanted.connect(new.append)
    home.model_wanted.connect(models.append)
    home.accept_drop([str(path)])
    if outcome == "new":
        qtbot.waitUntil(lambda: bool(new), timeout=30_000)
    assert bool(new) == (outcome == "new")
    assert bool(models) == (outcome == "model")
    assert bool(home.banner.text) == (outcome == "banner")
    if new:
        assert (new[0].name, new[0].source) == ("pictures", str(path))


def test_a_second_opening_is_read_only_and_names_the_holder(
    session: Session, project: Path
) -> None:
    second = open_project(project)
    try:
        assert second.project.read_only
        assert "open elsewhere" in second.why_read_only
        assert second.facts.images == 72
    finally:
        second.reader.close()


def test_a_late_event_of_a_closed_project_is_passed_over(
    services: Services, project: Path, qtbot: QtBot
) -> None:
    session = Session(services, open_project(project))
    session.close()
    told: list[int] = []
    ticket = session.read(lambda store: store.count(), owner=services, done=told.append)
    qtbot.wait(50)
    assert ticket.cancelled
    assert told == []


def test_an_edit_is_saved_told_and_counted(session: Session, qtbot: QtBot) -> None:
    from tlstudio.core.annotations import Labels

    before = session.facts.classes["red"]
    words: list[str] = []
    session.saved.connect(words.append)
    with qtbot.waitSignal(session.facts_changed, timeout=10_000):
        session.write(
            lambda store: store.annotate([1], Labels(names=("red",)), annotator="tester"),
            owner=session,
            words="one as red",
        )
    assert words == ["one as red"]
    assert session.facts.classes["red"] == before + 1


@pytest.mark.timeout(240)
def test_a_training_runs_under_the_trainer_thread_and_stops_when_asked(
    services: Services, project: Path, qtbot: QtBot
) -> None:
    services.warm.prepare()
    run = new_run(project, small_plan(), "thread")
    request = TrainRequest(run=run.path.resolve(), cache=(project / "cache").resolve())
    item = services.centre.start(Job(run.path, request), "Training", queue="training")
    kinds: list[str] = []
    item.said.connect(lambda event: kinds.append(event.kind))
    with qtbot.waitSignal(item.ended, timeout=120_000):
        pass
    assert item.outcome is not None
    assert item.outcome.state == "finished", item.outcome
    assert kinds[0] == "started"
    assert {"phase", "epoch", "finished"} <= set(kinds)
    assert not services.training()


@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_second_training_waits_for_the_first_and_can_be_taken_out(
    services: Services, project: Path, qtbot: QtBot
) -> None:
    items = []
    for name in ("one", "two"):
        run = new_run(project, small_plan(), name)
        request = TrainRequest(run=run.path.resolve(), cache=(project / "cache").resolve())
        items.append(services.centre.start(Job(run.path, request), name, queue="training"))
    assert [item.state for item in items] == ["running", "waiting"]
    items[1].stop()
    assert items[1].outcome is not None
    assert items[1].outcome.state == "stopped"
    with qtbot.waitSignal(items[0].ended, timeout=120_000):
        items[0].stop()
    assert items[0].outcome is not None
    assert items[0].outcome.state in ("stopped", "finished")


def test_the_window_makes_opens_and_leaves_a_project(
    services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.project_opened, timeout=20_000):
        window.new_project(NewProject("Plates: a/b", str(tmp_path / "all")))
    assert window.project is not None
    assert "Plates" in window.windowTitle()
    assert "Transfer Learning Studio" in window.windowTitle()
    assert (tmp_path / "all" / "Plates a b" / "project.toml").is_file()
    window.close_project()
    assert window.windowTitle() == "Transfer Learning Studio"
    assert services.settings.recent == (str((tmp_path / "all" / "Plates a b").resolve()),)


def test_home_is_not_changed_by_settings_it_does_not_know(services: Services) -> None:
    services.change_settings(replace(services.settings, offline=True))
    assert services.settings.offline

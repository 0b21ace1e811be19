"""Rail, tray, command palette, shortcuts, settings, banners."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tlstudio.core.errors import BadInputError
from tlstudio.core.words import whole_percent
from tlstudio.gui.facts import ProjectFacts, RunFacts, step_states
from tlstudio.gui.services import Services
from tlstudio.gui.shell.commands import CommandPalette, ShortcutsPage
from tlstudio.gui.shell.rail import Rail
from tlstudio.gui.shell.settings_dialog import SettingsDialog
from tlstudio.gui.shell.tray import TrayButton
from tlstudio.gui.theme import theme
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.words import count, duration, size
from tlstudio.gui.window import MainWindow
from tlstudio.jobs.drafts import Draft
from tlstudio.jobs.requests import DoctorRequest, UnpackRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.runs import RunFolder, RunStatus


def run_facts(state: str, *, model: bool, evaluations: int = 0) -> RunFacts:
    status = RunStatus(state=state)  # type: ignore[arg-type]
    return RunFacts(RunFolder(Path("r")), status, "fractalnet", "quick", model, evaluations)


FULL = ProjectFacts(images=10, classes={"a": 5, "b": 5}, splits={"train": 6, "validation": 4})
CHOSEN = replace(FULL, draft=Draft(backbone="fractalnet"))


@pytest.mark.parametrize(
    ("facts", "states"),
    [
        (ProjectFacts(), ("needs", "todo", "todo", "todo", "todo")),
        (FULL, ("done", "needs", "todo", "todo", "todo")),
        (
            CHOSEN,
            ("done", "done", "needs", "todo", "todo"),
        ),
        (
            replace(CHOSEN, runs=(run_facts("running", model=False),)),
            ("done", "done", "running", "todo", "todo"),
        ),
        (
            replace(CHOSEN, runs=(run_facts("finished", model=True, evaluations=1),)),
            ("done", "done", "done", "done", "needs"),
        ),
    ],
)
def test_each_step_says_how_it_stands(facts: ProjectFacts, states: tuple[str, ...]) -> None:
    assert tuple(step_states(facts).values()) == states


def test_the_rail_names_the_six_steps_and_what_to_do_next(themed: object, qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.set_facts(ProjectFacts())
    words = " ".join(label.text() for label in rail.findChildren(QLabel))
    for step in (
        "Choose a pretrained model",
        "Remove the last layers",
        "Add new layers",
        "Train",
        "Fine-tune",
        "Evaluate and deploy",
    ):
        assert step in words
    assert "Drop a folder of images" in words
    rail.set_facts(FULL)
    assert "Choose a pretrained model." in " ".join(x.text() for x in rail.findChildren(QLabel))


def test_a_job_is_seen_in_the_tray_from_start_to_result(services: Services, qtbot: QtBot) -> None:
    button = TrayButton(services.centre)
    qtbot.addWidget(button)
    button.show()
    item = services.centre.start(Job.scratch(DoctorRequest()), "Looking at the devices")
    button.open()
    texts = [label.text() for label in button.findChildren(QLabel)]
    assert "Looking at the devices" in texts
    with qtbot.waitSignal(item.ended, timeout=60_000):
        pass
    assert item.outcome is not None
    assert item.outcome.state == "finished"
    qtbot.waitUntil(lambda: "done" in [x.text() for x in button.findChildren(QLabel)])
    services.centre.forget_ended()
    assert services.centre.items == []


def test_a_failed_job_says_why_and_its_details_can_be_copied(
    services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    button = TrayButton(services.centre)
    qtbot.addWidget(button)
    button.show()
    (tmp_path / "no.zip").write_bytes(b"no archive")
    job = Job.scratch(UnpackRequest(source=tmp_path / "no.zip"))
    item = services.centre.start(job, "Unpacking")
    with qtbot.waitSignal(item.ended, timeout=60_000):
        pass
    button.open()
    assert item.outcome is not None
    message = str(item.outcome.error)
    assert any(message == label.text() for label in button.findChildren(QLabel))
    copy = next(w for w in button.findChildren(QWidget) if w.accessibleName() == "Copy details")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == message


def test_the_palette_finds_and_triggers_by_keyboard_alone(services: Services, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    done: list[str] = []
    actions = []
    for words in ("Import images", "Start training", "Open report"):
        action = QAction(words, parent)
        action.triggered.connect(lambda *_, words=words: done.append(words))
        actions.append(action)
    palette = CommandPalette(actions, parent)
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClicks(palette.field, "tra st")
    assert palette.list.count() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["Start training"]


def test_every_shortcut_is_listed_once(services: Services, qtbot: QtBot) -> None:
    window = MainWindow(services)
    qtbot.addWidget(window)
    page = ShortcutsPage(window.all_actions(), window)
    keys = [key.toString() for action in window.all_actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys)), "two actions share a shortcut"
    assert {"Ctrl+K", "F1", "Ctrl+J"} <= set(keys)
    page.close()


def test_settings_are_tried_at_once_and_kept_only_with_ok(services: Services, qtbot: QtBot) -> None:
    window = MainWindow(services)
    qtbot.addWidget(window)
    services.change_settings(replace(services.settings, theme="light"))
    dialog = SettingsDialog(services, window)
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    assert theme.colours().dark
    dialog.reject()
    assert not theme.colours().dark
    dialog = SettingsDialog(services, window)
    dialog.annotator.setText("  Ada  ")
    dialog.scale.setValue(120)
    dialog.accept()
    assert services.settings.annotator == "Ada"
    assert services.settings.font_scale == 1.2
    services.change_settings(replace(services.settings, font_scale=1.0))


def test_a_banner_shows_the_way_out(themed: object, qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    pressed: list[int] = []
    banner.show_error(
        BadInputError("It is broken.", "Mend it."), (("Try again", lambda: pressed.append(1)),)
    )
    assert banner.text == "It is broken. Mend it."
    again = next(w for w in banner.findChildren(QWidget) if w.property("text") == "Try again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert pressed == [1]
    banner.hide()
    assert banner.text == ""


def test_numbers_read_as_a_person_says_them() -> None:
    assert [duration(s) for s in (5, 300, 7200)] == ["5 s", "5 min", "2.0 h"]
    assert [count(n) for n in (950, 12_000, 1_240_000)] == ["950", "12 k", "1.24 M"]
    assert [size(n) for n in (2e3, 4.5e6, 2e9)] == ["2 kB", "4.5 MB", "2 GB"]
    assert whole_percent(0.9999) == "99\u00a0%", "what is not all is never 100 %"
    assert whole_percent(1.0) == "100\u00a0%"

"""Projects in bad places: locked, moved, newer, read-only, gone; each is said with a way out."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.runs import make_project
from tlstudio.core.annotations import Labels
from tlstudio.core.errors import StudioError
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.facts import STEPS
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session
from tlstudio.gui.window import MainWindow
from tlstudio.project.project import Project

Settle = Callable[[Callable[[], bool]], None]


@pytest.fixture
def window(services: Services, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(services)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.go_home()


def banner_of(window: MainWindow) -> str:
    return "" if window.project is None else window.project.state_banner.text


def press(widget: QWidget, text: str) -> None:
    next(b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisible()).click()


def box(settle: Settle) -> QMessageBox:
    settle(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    found = QApplication.activeModalWidget()
    assert isinstance(found, QMessageBox)
    return found


def label(session: Session, name: str) -> None:
    session.write(
        lambda store: store.annotate([1], Labels(names=(name,)), annotator="tester"), owner=session
    )


def label_on_disk(project: Path) -> str:
    with DatasetStore.open(project / "dataset.sqlite", read_only=True) as store:
        return store.sample(1).label


def copy_from_banner(
    window: MainWindow, target: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> Session:
    """Press "Save a copy…" and give the session of the copy."""
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    assert window.project is not None
    press(window.project.state_banner, "Save a copy…")
    settle(lambda: window.project is not None and not window.project.session.read_only)
    return window.project.session


def test_a_locked_project_names_its_holder_and_a_copy_can_be_labelled(
    window: MainWindow,
    project: Path,
    tmp_path: Path,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Project.open(project):
        window.open_project(project)
        settle(lambda: window.project is not None)
        assert "nothing can be changed here" in banner_of(window)
        assert f"(process {os.getpid()})" in banner_of(window)
        before = label_on_disk(project)
        copy = copy_from_banner(window, tmp_path / "mine", settle, monkeypatch)
        label(copy, "spotted")
        settle(lambda: label_on_disk(copy.project.folder) == "spotted")
        assert label_on_disk(project) == before
        assert banner_of(window) == ""


def test_a_project_that_is_open_here_is_shown_and_not_locked_by_ourselves(
    window: MainWindow, project: Path, settle: Settle
) -> None:
    window.open_project(project)
    settle(lambda: window.project is not None)
    page = window.project
    done: list[int] = []
    window.open_project(project / "project.toml", lambda: done.append(1))
    assert (window.project, done) == (page, [1])


def test_a_moved_project_is_found_again_or_taken_off_the_list(
    window: MainWindow,
    services: Services,
    project: Path,
    tmp_path: Path,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services.change_settings(services.settings.with_recent(project))
    moved = project.rename(tmp_path / "moved project")
    window.open_project(project)
    shown = box(settle)
    assert "is not where it was" in shown.text()
    press(shown, "Take off the list")
    settle(lambda: services.settings.recent == ())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(moved))
    window.open_project(project)
    press(box(settle), "Find it…")
    settle(lambda: window.project is not None)
    assert services.settings.recent == (str(moved),)
    assert window.project is not None
    assert window.project.session.facts.images == 72


def test_a_folder_that_is_no_project_and_a_newer_one_are_refused_untouched(
    window: MainWindow, project: Path, tmp_path: Path, settle: Settle
) -> None:
    (tmp_path / "photos").mkdir()
    window.open_project(tmp_path / "photos")
    shown = box(settle)
    assert "is no project" in shown.text()
    assert "tlstudio" not in shown.informativeText()
    shown.close()
    settings = project / "project.toml"
    settings.write_text(settings.read_text().replace("schema_version = 1", "schema_version = 99"))
    before = (project / "dataset.sqlite").read_bytes()
    settle(lambda: QApplication.activeModalWidget() is None)
    window.open_project(project)
    shown = box(settle)
    assert "newer version" in shown.text()
    assert "Update the program" in shown.informativeText()
    shown.close()
    assert window.project is None
    assert (project / "dataset.sqlite").read_bytes() == before


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A project on a file system that takes no writes."""
    project = make_project(tmp_path, plates=4, per_class=4)
    mount = ["mount", "--bind", str(project), str(project)]
    if os.name == "nt" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting needs root")
    subprocess.run(["mount", "-o", "remount,ro,bind", str(project)], check=True)
    yield project
    subprocess.run(["umount", "--lazy", str(project)], check=False)


def test_a_read_only_drive_is_looked_at_and_copied(
    window: MainWindow,
    read_only: Path,
    tmp_path: Path,
    qtbot: QtBot,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.open_project(read_only)
    settle(lambda: window.project is not None)
    assert "read-only" in banner_of(window)
    for step in STEPS:
        assert window.project is not None
        window.project.show_step(step)
        qtbot.wait(50)
    copy = copy_from_banner(window, tmp_path / "mine", settle, monkeypatch)
    label(copy, "spotted")
    settle(lambda: label_on_disk(copy.project.folder) == "spotted")


def test_a_folder_that_vanishes_while_it_is_open_is_said_and_comes_back(
    window: MainWindow,
    project: Path,
    tmp_path: Path,
    errors: list[StudioError],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    window.open_project(project)
    settle(lambda: window.project is not None)
    page = window.project
    assert page is not None
    page.show_step("data")
    label(page.session, "kept")
    settle(lambda: label_on_disk(project) == "kept")
    away = project.rename(tmp_path / "away")
    label(page.session, "lost")
    settle(lambda: bool(errors))
    assert "Not saved" in errors.pop().message
    settle(lambda: "not there any more" in banner_of(window))
    assert str(project) in banner_of(window).replace("\u200b", "")
    assert label_on_disk(away) == "kept"
    for step in (*STEPS, STEPS[0]):
        page.show_step(step)
        qtbot.wait(50)
    page.session.refresh()
    assert page.session.facts.images == 72
    # A drive comes back whole, not file by file.
    shutil.copytree(away, tmp_path / "back").rename(project)
    settle(lambda: window.project is not None and window.project is not page)
    assert window.project is not None
    settle(lambda: window.project is not None and window.project.step == "data")
    assert banner_of(window) == ""
    label(window.project.session, "again")
    settle(lambda: label_on_disk(project) == "again")
    assert label_on_disk(away) == "kept"
    errors.clear()

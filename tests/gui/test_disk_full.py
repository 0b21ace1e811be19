"""The disk is full: said in words, nothing saved is lost, and it goes on with room again."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.panels.train.plans import long_plan
from tests.runs import make_project
from tlstudio.core.errors import StudioError
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.data.images_view import ImagesView
from tlstudio.gui.panels.data.panel import DataPanel
from tlstudio.gui.panels.train.panel import TrainPanel
from tlstudio.gui.panels.train.start_view import StartView
from tlstudio.gui.services import Services
from tlstudio.gui.window import MainWindow

Settle = Callable[[Callable[[], bool]], None]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of forty megabytes: some checkpoints."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", str(folder)]
    if os.name == "nt" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path, leave: int) -> Path:
    """Fill a disk with a file, until so many bytes are left."""
    filler = disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(disk).free - leave))
    return filler


@pytest.fixture
def window(services: Services, qtbot: QtBot, small_disk: Path, settle: Settle) -> MainWindow:
    """A project on the small disk, open."""
    made = MainWindow(services)
    qtbot.addWidget(made)
    made.show()
    made.open_project(make_project(small_disk, plates=4, per_class=4))
    settle(lambda: made.project is not None)
    return made


def images_of(window: MainWindow, qtbot: QtBot) -> ImagesView:
    assert window.project is not None
    window.project.show_step("data")
    panel = window.project.panels["data"]
    assert isinstance(panel, DataPanel)
    view = panel.images
    assert view is not None
    qtbot.waitUntil(lambda: view.items.complete)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.grid.setFocus()
    return view


def answers_on_disk(project: Path) -> dict[int, str]:
    with DatasetStore.open(project / "dataset.sqlite", read_only=True) as store:
        assert store.integrity() == []
        return {s.id: s.label or str(s.answer) for s in store.iterate()}


def test_labels_until_the_disk_is_full_and_on_when_there_is_room(
    window: MainWindow,
    small_disk: Path,
    errors: list[StudioError],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    page = window.project
    assert page is not None
    view = images_of(window, qtbot)
    shown = answers_on_disk(page.session.project.folder)
    said: list[str] = []
    page.session.saved.connect(said.append)
    filler = fill(small_disk, 400 << 10)

    def came(count: int) -> bool:
        return len(said) >= count or bool(errors)

    for number in range(400):
        place, key = number % len(view.items), "12us"[number % 4]
        answer = {"1": "blue", "2": "red", "u": "unsure", "s": "skip"}[key]
        view.selection.only(place)
        QTest.keyClick(view.grid, Qt.Key(ord(key.upper())))
        settle(functools.partial(came, number + 1))
        if errors:
            break
        shown[view.items.ids[place]] = answer
    assert errors, "the disk never became full"
    assert "The disk is full" in page.message.text
    assert "Free some space" in page.message.text
    assert {error.kind for error in errors} == {"disk-full"}
    assert len(said) > 3
    assert answers_on_disk(page.session.project.folder) == shown
    filler.unlink()
    errors.clear()
    before = len(said)
    view.selection.only(0)
    QTest.keyClick(view.grid, Qt.Key.Key_1)
    settle(lambda: len(said) > before)
    shown[view.items.ids[0]] = "blue"
    assert answers_on_disk(page.session.project.folder) == shown
    QTest.keyClick(view.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(lambda: len(said) > before + 1)
    window.close_project()
    assert not errors


@pytest.mark.long
@pytest.mark.timeout(400)
def test_a_training_on_a_full_disk_says_so_and_goes_on_with_room(
    window: MainWindow,
    small_disk: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(StartView, "_ask", lambda _: None)
    page = window.project
    assert page is not None
    page.show_step("train")
    panel = page.panels["train"]
    assert isinstance(panel, TrainPanel)
    qtbot.waitUntil(panel.start.button.isEnabled, timeout=20_000)
    panel.start.take_plan(long_plan(400))
    panel.start.press_start()

    def passes() -> int:
        return len(panel.view.record.passes) if panel.view.record is not None else 0

    qtbot.waitUntil(lambda: passes() >= 2, timeout=120_000)
    item = panel.trainings.item(panel.trainings.running())
    assert item is not None
    filler = fill(small_disk, 0)
    qtbot.waitUntil(lambda: not item.active, timeout=60_000)
    assert item.outcome is not None
    assert item.outcome.error is not None
    assert item.outcome.error.kind == "disk-full", item.outcome
    qtbot.waitUntil(lambda: "The disk is full" in panel.view.ending.banner.text)
    assert "Free some space" in panel.view.ending.banner.text
    filler.unlink()
    panel.view.ending.press_resume()
    qtbot.waitUntil(lambda: bool(panel.trainings.running()), timeout=20_000)
    again = panel.trainings.item(panel.trainings.running())
    assert again is not None
    kinds: list[str] = []
    again.said.connect(lambda event: kinds.append(event.kind))
    qtbot.waitUntil(lambda: kinds.count("epoch") > 1, timeout=120_000)
    again.stop()
    qtbot.waitUntil(lambda: not again.active, timeout=60_000)
    assert again.outcome is not None
    assert again.outcome.state == "stopped", again.outcome
    window.close_project()

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

from tests.runs import make_project
from tlstudio.core.errors import StudioError
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.data.images_view import ImagesView
from tlstudio.gui.panels.data.panel import DataPanel
from tlstudio.gui.services import Services
from tlstudio.gui.window import MainWindow

Settle = Callable[[Callable[[], bool]], None]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of forty megabytes: some checkpoints."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(folder)]
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

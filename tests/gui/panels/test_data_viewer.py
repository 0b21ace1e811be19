"""One image large: turning over, window and level, channels, what the model sees, the panel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.data.images_view import ImagesView
from tlstudio.gui.panels.data.panel import DataPanel
from tlstudio.gui.panels.data.viewer import Viewer
from tlstudio.gui.session import Session
from tlstudio.gui.theme import theme
from tlstudio.project.project import Project

Settle = Callable[[Callable[[], bool]], None]


@pytest.fixture
def deep_project(tmp_path: Path) -> Path:
    """Three images: 16 bits grey, three channels of 16 bits, and one that is damaged."""
    folder = tmp_path / "deep"
    pictures = folder / "pictures"
    with (
        Project.create(folder, task="image-classification") as opened,
        DatasetStore.create(opened.dataset_path) as store,
    ):
        pictures.mkdir()
        grey = np.linspace(1000, 3000, 64 * 48).reshape(48, 64).astype(np.uint16)
        tifffile.imwrite(pictures / "a.tif", grey)
        tifffile.imwrite(pictures / "b.tif", np.stack([grey, grey // 2, grey // 4], axis=-1))
        (pictures / "c.png").write_bytes(b"\x89PNG torn")
        names = ("a.tif", "b.tif", "c.png")
        store.add(
            (Sample(0, name, (MediaRef("", f"pictures/{name}"),)) for name in names),
            annotator="test", source="test",
        )  # fmt: skip
    return folder


def shown(session: Session, qtbot: QtBot, settle: Settle) -> ImagesView:
    made = ImagesView(session)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    qtbot.waitActive(made)
    settle(lambda: made.items.complete and len(made.items) > 0)
    return made


def test_deep_images_open_with_a_window_that_can_be_changed(
    deep_project: Path, open_session: Callable[[Path], Session], qtbot: QtBot, settle: Settle
) -> None:
    view = shown(open_session(deep_project), qtbot, settle)
    view.grid.setFocus()
    view.selection.only(0)
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    viewer = view.viewer
    assert isinstance(viewer, Viewer)
    assert view.stack.currentWidget() is viewer
    settle(lambda: viewer.canvas.has_image)
    low, high = viewer.canvas.low, viewer.canvas.high
    assert 900 < low < high < 3100
    assert "window" in viewer._window.text()
    viewer.contrast.setValue(viewer.contrast.value() + 100)
    assert viewer.canvas.high - viewer.canvas.low < high - low
    viewer._whole()
    assert viewer.canvas.high == 65535
    viewer._automatic()
    assert (viewer.canvas.low, viewer.canvas.high) == (low, high)
    assert not viewer.channels.isVisible()
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right)
    settle(viewer.channels.isVisible)
    assert viewer.channels.count() == 4
    viewer.channels.setCurrentIndex(2)
    assert viewer.canvas._channels == (1,)
    viewer.info.setChecked(True)
    assert viewer._facts.isVisible()
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right)
    settle(lambda: "c.png" in viewer.canvas.message)
    assert not viewer.tools.isEnabled()
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right)
    assert view.selection.current == 2
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Escape)
    assert view.stack.currentWidget() is view.grid


def test_the_original_stands_beside_what_the_model_will_see(
    session: Session, qtbot: QtBot, settle: Settle
) -> None:
    view = shown(session, qtbot, settle)
    view.open_image(0)
    viewer = view.viewer
    assert isinstance(viewer, Viewer)
    settle(lambda: viewer.canvas.has_image)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_W)
    assert viewer.sees.isChecked()
    settle(lambda: viewer.second.has_image)
    assert "pixels" in viewer._words.text()
    viewer.canvas.zoom(2)
    assert viewer.second.sight == viewer.canvas.sight


def test_an_empty_project_invites_and_a_drop_begins_the_import(
    tmp_path: Path, open_session: Callable[[Path], Session], qtbot: QtBot, settle: Settle
) -> None:
    with Project.create(tmp_path / "new", task="image-classification") as made:
        DatasetStore.create(made.dataset_path).close()
    panel = DataPanel(open_session(tmp_path / "new"))
    qtbot.addWidget(panel)
    panel.show()
    assert panel._first.isVisible()
    assert not panel.tabs.isVisible()
    (tmp_path / "photo.docx").write_text("no image")
    assert panel.accept_drop([str(tmp_path / "photo.docx")])
    assert "folder" in panel.banner.text
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    Image.new("RGB", (20, 20)).save(pictures / "a.png")
    assert panel.accept_drop([str(pictures)])
    assert panel.assistant is not None
    assert panel.pages.currentWidget() is panel.assistant
    panel.accept_drop([str(pictures)])
    assert "first" in panel.banner.text
    panel._import_ended()
    assert panel.pages.currentWidget() is panel._invitation


def test_everything_fits_with_large_text(
    session: Session, qtbot: QtBot, settle: Settle, themed: QApplication
) -> None:
    try:
        theme.apply(themed, "dark", 1.5)
        panel = DataPanel(session)
        qtbot.addWidget(panel)
        panel.show()
        view = panel.images
        assert view is not None
        settle(lambda: view.items.complete)
        view.open_image(0)
        large = view.viewer
        assert isinstance(large, Viewer)
        large.sees.setChecked(True)
        canvas = large.canvas
        settle(lambda: canvas.has_image)
        assert panel.minimumSizeHint().width() <= 1280 - 226
        assert panel.minimumSizeHint().height() <= 730
    finally:
        theme.apply(themed, "light")


def test_the_palette_lists_what_the_panel_can_do(
    session: Session, qtbot: QtBot, settle: Settle
) -> None:
    panel = DataPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    view = panel.images
    assert view is not None
    settle(lambda: len(view.items) > 0)
    actions = {
        action.text(): action.shortcut().toString() for action in panel.actions_for_palette()
    }
    assert actions["Label as blue"] == "1"
    assert actions["Find an image by name"] == "Ctrl+F"
    assert "Import a folder…" in actions

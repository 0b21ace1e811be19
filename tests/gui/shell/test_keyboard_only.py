"""From the home page to the results without a mouse: Tab, Space, Enter, arrows and digits alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.pictures import write_folders
from tlstudio.gui.panels.data.image_grid import ImageGrid
from tlstudio.gui.panels.evaluate.panel import EvaluatePanel
from tlstudio.gui.panels.model.panel import ModelPanel
from tlstudio.gui.panels.train.panel import TrainPanel
from tlstudio.gui.services import Services
from tlstudio.gui.shell.project_page import ProjectPage
from tlstudio.gui.window import MainWindow

pytestmark = [pytest.mark.long, pytest.mark.timeout(420)]
_MOST = 120
Key = Qt.Key


def focus() -> QWidget:
    """The widget that gets the keys; the window itself where none of its widgets has them."""
    found = QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None, "no window is active"
    return found


def words_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = text() if callable(text) else ""
    return f"{said} {widget.accessibleName()}".replace("&", "")


def tab_to(words: str, kind: type[QWidget] = QWidget) -> QWidget:
    """Press Tab until something with these words has the focus."""
    passed = []
    for _ in range(_MOST):
        here = focus()
        if isinstance(here, kind) and words in words_of(here) and here.isEnabled():
            return here
        passed.append(f"{type(here).__name__}: {words_of(here).strip()}")
        QTest.keyClick(here, Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {words!r}; it passes {passed[:40]}")


def press(words: str, key: Qt.Key = Key.Key_Space) -> None:
    """Go there by Tab and press it."""
    QTest.keyClick(tab_to(words), key)


def offered(page: QWidget, words: str) -> bool:
    """Whether a button with these words can be pressed."""
    buttons = page.findChildren(QPushButton)
    return any(b.isVisible() and b.isEnabled() and words in b.text() for b in buttons)


@pytest.fixture
def window(services: Services, qtbot: QtBot) -> MainWindow:
    """The window on its home page, with the keys."""
    made = MainWindow(services)
    qtbot.addWidget(made, before_close_func=lambda _: made.close_project())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the file dialog answers; the dialog itself is Qt's."""
    folder = write_folders(tmp_path / "photos", per_class=4, plates=6)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(folder))
    return folder


def page_of(window: MainWindow) -> ProjectPage:
    assert window.project is not None
    return window.project


def test_everything_up_to_the_results_is_reached_by_keys(
    window: MainWindow, photos: Path, qtbot: QtBot, settle: Callable[..., None]
) -> None:
    press("Choose a folder…")
    settle(lambda: window.project is not None)
    page = page_of(window)

    # Import: two questions with good guesses, then the summary.
    for words in ("Next", "Next", "Import 48 images"):
        settle(lambda words=words: offered(page, words), timeout=60_000)
        press(words)
    settle(lambda: page.session.facts.trainable, timeout=60_000)

    # A label is corrected: the grid, an arrow, a digit.
    settle(lambda: any(grid.isVisible() for grid in page.findChildren(ImageGrid)))
    grid = next(grid for grid in page.findChildren(ImageGrid) if grid.isVisible())
    settle(lambda: grid.seen()[1] > 0)
    tab_to("", ImageGrid)
    before = labels(page)
    for key in (Key.Key_Right, Key.Key_1, Key.Key_Right, Key.Key_2):
        QTest.keyClick(grid, key)
    settle(lambda: labels(page) != before)

    press("Choose model")
    settle(lambda: isinstance(page.current, ModelPanel))
    settle(lambda: offered(page, "Use recommended"), timeout=60_000)
    press("Use recommended")
    settle(lambda: bool(page.session.facts.draft.backbone), timeout=60_000)
    settle(lambda: offered(page, "Looks right"))
    press("Looks right")
    settle(lambda: isinstance(page.current, TrainPanel))
    train = page.current
    assert isinstance(train, TrainPanel)
    settle(train.start.button.isEnabled, timeout=120_000)
    press("Quick")
    settle(lambda: "Quick" in train.start.button.text())
    press("Start Quick")
    settle(train.view.ending.results.isVisible, timeout=240_000)
    press("See results")
    settle(lambda: isinstance(page.current, EvaluatePanel))
    results = page.current
    assert isinstance(results, EvaluatePanel)
    settle(lambda: results.results is not None, timeout=20_000)
    assert "tuning images" in results.part_words.text()


def labels(page: ProjectPage) -> dict[str, str]:
    path = page.session.project.dataset_path
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as dataset:
        return dict(dataset.execute("SELECT key, label FROM samples WHERE removed = 0"))

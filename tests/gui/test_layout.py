"""No text is cut, nothing overlaps, nothing is pale: every panel, small and large, light and dark.

The same walk as the gallery of `tests.real`, offscreen and over a small project; a training that
runs is looked at there alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.layout import luminance, open_windows, problems
from tests.pictures import noisy, write_folders
from tests.real.scene import Scene
from tests.real.tour import Guide, walk
from tlstudio.core.paths import resources_dir
from tlstudio.gui.services import Services
from tlstudio.gui.theme.colours import DARK, LIGHT, Colours
from tlstudio.gui.window import MainWindow
from tlstudio.jobs.beginning import create_project

# Screens that a laboratory has: a notebook of 1280 x 800, and 2560 x 1440 at twice the size.
SIZES = ((1272, 760), (1280, 680))


@pytest.fixture
def scene(trained_project: Path, tmp_path: Path) -> Scene:
    """The small trained project and an empty one."""
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    # None of them is a copy of a project's image, which might lie in the locked final test.
    for number in range(1000, 1010):
        noisy("red", number).save(fresh / f"{number}.png")
    images = write_folders(tmp_path / "plates", per_class=2)
    table = tmp_path / "images.csv"
    names = [file.relative_to(tmp_path).as_posix() for file in sorted(images.rglob("*.png"))]
    table.write_text("file,colour\n" + "".join(f"{name},red\n" for name in names))
    create_project(tmp_path / "empty", "image-classification", "Empty").close()
    # The walk makes maps and suggestions: it has a project of its own.
    project = tmp_path / "own"
    shutil.copytree(trained_project, project, ignore=shutil.ignore_patterns(".lock", "backups"))
    return Scene(project, tmp_path / "empty", images, table, fresh, tmp_path / "no.onnx")


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """The window in German."""
    translator = QTranslator()
    assert translator.load("tlstudio_de", str(resources_dir() / "translations"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def look_everywhere(services: Services, scene: Scene, theme: str, scale: float) -> str:
    """Walk through the window; what is wrong at its stops."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = MainWindow(services)
    services.change_settings(replace(services.settings, theme=theme, font_scale=scale))
    window.resize(*SIZES[0])
    window.show()
    found: dict[str, None] = {}
    stops = 0

    def look(name: str) -> None:
        nonlocal stops
        stops += 1
        for size in SIZES if scale == 1 else SIZES[:1]:
            window.resize(*size)
            guide.spin(0.05)
            if wrong():  # what is being laid out in this moment is looked at once more
                guide.spin(0.4)
                found.update(dict.fromkeys(f"{name} at {size}: {what}" for what in wrong()))

    def wrong() -> list[str]:
        return [what for shown in open_windows() for what in problems(shown)]

    guide = Guide(app, window, services, look, quiet=0.15)
    walk(guide, scene, training=False)
    window.go_home()
    window.close()
    guide.wait(lambda: not window.isVisible(), "the window is closed")
    assert stops > 30
    return "\n".join(found)


@pytest.mark.long
@pytest.mark.timeout(300)
def test_nothing_is_cut_or_overlaps_or_is_pale(services: Services, scene: Scene) -> None:
    assert look_everywhere(services, scene, "light", 1.0) == ""


@pytest.mark.long
@pytest.mark.timeout(300)
def test_neither_in_dark_with_large_text(services: Services, scene: Scene) -> None:
    assert look_everywhere(services, scene, "dark", 1.15) == ""


@pytest.mark.long
@pytest.mark.timeout(300)
def test_nor_in_german(services: Services, scene: Scene, german: None) -> None:
    assert look_everywhere(services, scene, "light", 1.0) == ""


def test_what_is_cut_overlaps_or_is_pale_is_found(qtbot: QtBot, themed: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button = QPushButton("A button with many words")
    button.setFixedWidth(60)
    pale = QLabel("Hardly to be read")
    pale.setStyleSheet("color: #E4E4E4")
    good = QLabel("All is well")
    for widget in (button, pale, good):
        column.addWidget(widget)
    window.resize(300, 200)
    window.show()
    found = problems(window)
    assert [text.partition(":")[0] for text in found] == [
        "QPushButton 'A button with many words'", "QLabel 'Hardly to be read'",
    ]  # fmt: skip
    good.setGeometry(pale.geometry())
    assert any("lies on" in text for text in problems(window))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_stand_out_from_every_ground_that_they_are_painted_on(colours: Colours) -> None:
    grounds = ("ground", "surface", "raised", "accent_soft")
    pairs = [("text", ground) for ground in (*grounds, "warm_soft", "cool_soft")]
    pairs += [(ink, ground) for ink in ("muted", "accent") for ground in grounds]
    pairs += [
        (name, ground)
        for name in ("good", "warning", "bad")
        for ground in ("ground", "surface", f"{name}_soft")
    ]
    pairs += [("text", f"{name}_soft") for name in ("good", "warning", "bad")]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover")]
    pale = {
        pair: ratio
        for pair in pairs
        if (ratio := contrast(getattr(colours, pair[0]), getattr(colours, pair[1]))) < 4.5
    }
    assert pale == {}


def contrast(one: str, other: str) -> float:
    """Of two colours, as WCAG reckons it."""
    rgb = np.array([[int(c[n : n + 2], 16) for n in (1, 3, 5)] for c in (one, other)])
    light = sorted(luminance(rgb))
    return float((light[1] + 0.05) / (light[0] + 0.05))

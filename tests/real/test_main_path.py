"""From a drop on the home page to an export, as a person does it; pictures of every panel.

Set TLSTUDIO_PICTURES to a folder to keep the screenshots.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pictures import write_folders
from tests.real.driver import Screen, Seen, missing_programs, screen

pytestmark = [pytest.mark.real, pytest.mark.timeout(900)]


@pytest.fixture
def pictures() -> Path | None:
    """Where screenshots are kept, when anybody wants them."""
    folder = os.environ.get("TLSTUDIO_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder) if folder else None


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Screen]:
    """A screen with a window manager; user folders of the test alone."""
    if missing := missing_programs():
        pytest.skip(f"needs {', '.join(missing)}")
    env = {f"TLSTUDIO_{name}_DIR": str(tmp_path / name) for name in ("DATA", "CACHE", "CONFIG")}
    with screen(tmp_path, env={**env, "HOME": str(tmp_path)}) as made:
        yield made


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Ants and bees where they are at hand, else coloured blobs; a few of each."""
    from tests.conftest import DATA

    target = tmp_path / "ants and bees"
    source = DATA / "hymenoptera"
    if not source.is_dir():
        return write_folders(target, classes=("ants", "bees"), per_class=8, plates=4)
    for part, count in (("train", 24), ("val", 12)):
        for name in ("ants", "bees"):
            folder = target / part / name
            folder.mkdir(parents=True)
            files = sorted((source / part / name).glob("*.jpg"))
            for file in files[:count]:
                shutil.copy(file, folder)
    return target


@pytest.fixture
def new_photos(tmp_path: Path, photos: Path) -> Path:
    """Photos to predict on, one of them broken."""
    folder = tmp_path / "new photos"
    folder.mkdir()
    for place, file in enumerate(sorted(photos.rglob("*.*"))[:5]):
        shutil.copy(file, folder / f"{place}{file.suffix}")
    (folder / "broken.jpg").write_bytes(b"no image")
    return folder


def keep(desk: Screen, pictures: Path | None, name: str) -> None:
    path = desk.picture(name)
    if pictures is not None:
        shutil.copy(path, pictures / f"{name}.png")


def project_of(desk: Screen) -> Path:
    (path,) = desk.folder.glob("Documents/Transfer Learning Studio/*/project.toml")
    return path.parent


def labels(project: Path) -> dict[str, str]:
    with sqlite3.connect(f"{(project / 'dataset.sqlite').as_uri()}?mode=ro", uri=True) as dataset:
        return dict(dataset.execute("SELECT key, label FROM samples WHERE removed = 0"))


def import_by_drop(desk: Screen, photos: Path) -> None:
    desk.drop(photos, desk.find("Drop a folder of images here").centre)
    desk.click("Next", "QPushButton", exact=True)
    desk.find("Which images belong together?")
    desk.click("Next", "QPushButton", exact=True)
    desk.click("Import ", "QPushButton", timeout=90)
    desk.find("Choose model", "QPushButton", timeout=120)


def label_first(desk: Screen, grid: Seen) -> None:
    """The first image gets the second class; who labels is asked once."""
    desk.click_at(grid.x + 90, grid.y + 90)
    desk.key("2")
    desk.click("That's me", "QPushButton")


def test_from_a_drop_to_an_export(
    desk: Screen, photos: Path, new_photos: Path, pictures: Path | None
) -> None:
    desk.start()
    desk.find("Drop a folder of images here")
    keep(desk, pictures, "home")
    import_by_drop(desk, photos)
    project = project_of(desk)

    # Straight on to a trained and evaluated model: the clicks that a newcomer needs.
    desk.click("Choose model", "QPushButton")
    desk.click("Use recommended", "QPushButton", timeout=60)
    desk.find("Looks right", "QPushButton", timeout=60)
    keep(desk, pictures, "model")
    desk.click("Before and after", timeout=60)
    desk.find("parameters learn", timeout=180)
    keep(desk, pictures, "surgery")
    desk.click("Looks right", "QPushButton")
    desk.click("Start Standard", "QPushButton", timeout=60)
    desk.find("Pause", "QPushButton", timeout=60)
    desk.wait(lambda: bool(list(project.glob("runs/*/checkpoints/*"))), "a checkpoint", 180)
    keep(desk, pictures, "train")
    desk.click("See results", "QPushButton", timeout=400)
    desk.find("Is it better than simpler methods?", timeout=60)
    assert desk.clicks <= 10, f"{desk.clicks} clicks"
    assert desk.typed == 0
    time.sleep(2)
    keep(desk, pictures, "evaluate")
    (run,) = (project / "runs").iterdir()
    events = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
    assert sum(event["kind"] == "phase" for event in events) == 2, "both phases were trained"

    # The final test stays shut until somebody says so.
    desk.click("Final test", "QPushButton")
    desk.find("Open it now")
    desk.click("Not now")

    # A label corrected by key, seen as saved, taken back by key.
    before = labels(project)
    desk.click("Data", "QPushButton", exact=True)
    grid = desk.find("inside Images")
    time.sleep(2)
    keep(desk, pictures, "data")
    label_first(desk, grid)
    desk.wait(lambda: labels(project) != before, "the label is saved")
    desk.find("Saved ")
    desk.key("ctrl+z")
    desk.wait(lambda: labels(project) == before, "the label is taken back")

    # Predictions on new photos, one of them broken, and an export with its proof.
    desk.click("Deploy", "QPushButton", exact=True)
    desk.drop(new_photos, desk.find("Drop images or folders here").centre)
    desk.find("without an answer", timeout=90)
    time.sleep(2)
    keep(desk, pictures, "deploy")
    desk.click("Save it to share")
    desk.click("Save as ONNX", timeout=60)
    desk.wait(lambda: bool(list(project.glob("exports/*.onnx"))), "an ONNX file", 180)
    desk.find("Reloaded and run on", timeout=120)
    keep(desk, pictures, "share")
    assert desk.close() == 0, desk.log()
    assert "Traceback" not in desk.log()


def test_a_killed_window_loses_no_label_and_opens_again(desk: Screen, photos: Path) -> None:
    desk.start()
    import_by_drop(desk, photos)
    project = project_of(desk)
    before = labels(project)
    grid = desk.find("inside Images")
    time.sleep(1)
    label_first(desk, grid)
    desk.find("Saved ")
    desk.kill()
    after = labels(project)
    assert sum(before[key] != after[key] for key in before) == 1
    desk.start(str(project))
    desk.click("Data", "QPushButton", exact=True, timeout=60)
    desk.find("inside Images")
    desk.wait(lambda: not desk.shows("cannot be changed here"), "the lock of the dead is free")
    desk.click("Undo: ", "QToolButton")
    desk.wait(lambda: labels(project) == before, "undo works after the kill")
    assert desk.close() == 0, desk.log()

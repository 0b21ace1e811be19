"""What people really bring: broken images, odd classes, folders they may not write to."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pictures import noisy, write_folders
from tests.runs import make_project

Call = Callable[..., Any]


@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_messy_folder_is_imported_trained_and_told_of(tmp_path: Path, call: Call) -> None:
    pictures = write_folders(tmp_path / "messy", per_class=6, plates=3)
    first = pictures / "plate0" / "red"
    (first / "empty.png").write_bytes(b"")
    (first / "cut.png").write_bytes((first / "0.png").read_bytes()[:200])
    (first / "words.jpg").write_text("this is no image")
    shutil.copy(first / "1.png", first / "really-a-png.jpg")
    rare = pictures / "plate0" / "rare"
    rare.mkdir()
    noisy("green", 999).save(rare / "only one.png")
    project = tmp_path / "p"
    call("new", project)
    found = call("import", project, pictures, "--levels", "plate=group,colour=class")
    assert found["unreadable"] == 3
    reasons = json.dumps(found)
    for name in ("empty.png", "cut.png", "words.jpg"):
        assert name in reasons
    assert found["duplicates"] == 1
    checked = call("check", project, code=1)
    kinds = {finding["kind"] for finding in checked["findings"]}
    assert "unreadable" in kinds
    assert any("rare" in finding["sentence"] for finding in checked["findings"])
    trained = call("train", project, "--preset", "quick", "--input-size", "48")
    assert trained["evaluation"]["metrics"]["accuracy"]["value"] > 0.5
    broken, whole = first / "empty.png", first / "2.png"
    assert call("predict", project, broken, whole)["predicted"] == 1
    assert call("predict", project, broken, code=1)["failed"] == 1


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A project on a file system that takes no writes."""
    project = make_project(tmp_path, plates=4, per_class=4)
    command = ["mount", "--bind", "-o", "ro", str(project), str(project)]
    try:
        subprocess.run(command, capture_output=True, check=True)
        subprocess.run(
            ["mount", "-o", "remount,ro,bind", str(project)], capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        subprocess.run(["umount", "--lazy", str(project)], capture_output=True, check=False)
        pytest.skip("needs the right to mount a read-only folder")
    yield project
    subprocess.run(["umount", "--lazy", str(project)], check=False)


def test_a_read_only_project_can_be_looked_at_and_says_why_not_more(
    read_only: Path, call: Call
) -> None:
    assert call("runs", read_only) == []
    checked = call("check", read_only)
    assert checked["missing_count"] == 0
    for words in (("train", read_only), ("import", read_only, read_only.parent / "plates")):
        said = call(*words, code=1)
        assert "read-only" in said["message"] or "written" in said["message"], said
        assert said["hint"]


def test_a_project_of_a_newer_version_is_left_alone(tmp_path: Path, call: Call) -> None:
    project = make_project(tmp_path, plates=2, per_class=2)
    path = project / "project.toml"
    path.write_text(path.read_text().replace("schema_version = 1", "schema_version = 99"))
    before = (project / "dataset.sqlite").read_bytes()
    for words in (("train", project), ("check", project), ("runs", project)):
        assert "newer version" in call(*words, code=1)["message"]
    assert (project / "dataset.sqlite").read_bytes() == before


@pytest.mark.timeout(240)
@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_control_c_stops_saves_and_can_be_gone_on_from(tmp_path: Path, call: Call) -> None:
    project = make_project(tmp_path, plates=4, per_class=4)
    words = ["train", str(project), "--preset", "best", "--input-size", "48", "--name", "long"]
    command = [sys.executable, "-m", "tlstudio", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            events = list((project / "runs").glob("*/events.jsonl"))
            if events and events[0].read_text().count('"epoch"') >= 2:
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[0].decode()
    assert "Traceback" not in said, said
    assert "--resume" in said, said
    assert process.returncode in (1, 130), said
    (row,) = call("runs", project)
    assert row["state"] == "stopped"


@pytest.mark.long
@pytest.mark.timeout(240)
def test_several_labels_an_image_go_all_the_way(tmp_path: Path, call: Call) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    lines = ["path,labels,patient"]
    for number in range(48):
        colours = [("red",), ("blue",), ("red", "blue")][number % 3]
        image = noisy(colours[0], number)
        if len(colours) == 2:
            other = noisy(colours[1], number + 500)
            image.paste(other.crop((0, 0, 24, 48)), (0, 0))
        image.save(folder / f"{number}.png")
        lines.append(f"{number}.png,{';'.join(colours)},p{number // 3}")
    (folder / "t.csv").write_text("\n".join(lines))
    project = tmp_path / "p"
    call("new", project)
    found = call("import", project, folder / "t.csv", "--label-separator", ";")
    assert found["groups"] == 16
    plan = ("--input-size", "48", "--augmentation-mixup", "0.2", "--epochs", "2")
    trained = call("train", project, "--preset", "balanced", *plan)
    metrics = trained["evaluation"]["metrics"]
    assert all(value["value"] >= 0 for value in metrics.values())
    predicted = call("predict", project, folder / "2.png")
    assert predicted["failed"] == 0
    exported = call("export", project)
    assert exported["difference"] < 1e-3

"""`tlstudio check`: moved files are found again, a damaged dataset is brought back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.pictures import write_folders
from tlstudio.cli.app import main
from tlstudio.project.backups import backups
from tlstudio.project.project import Project


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project of 64 pictures that lie beside it."""
    folder = tmp_path / "p"
    pictures = write_folders(tmp_path / "pictures")
    assert main(["new", str(folder)]) == 0
    assert main(["import", str(folder), str(pictures)]) == 0
    capsys.readouterr()
    return folder


def check(project: Path, capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    """Exit code and answer of `check`."""
    capsys.readouterr()
    code = main(["check", str(project), *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_moved_files_are_missed_and_found_again(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.move(tmp_path / "pictures", tmp_path / "elsewhere")
    code, found = check(project, capsys)
    assert (code, found["missing_count"]) == (1, 64)
    _, found = check(project, capsys, "--relink", tmp_path / "elsewhere")
    # Pictures of equal content stand for each other, so every place is found.
    assert found["relinked"] == {"missing": 64, "found": 64}
    assert found["missing_count"] == 0
    assert check(project, capsys)[1]["missing_count"] == 0


def test_relink_to_nowhere_is_a_usage_error(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(project), "--relink", str(project / "nowhere")]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_a_damaged_dataset_comes_back_from_its_copy(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Project.open(project):  # opening makes the copy
        assert len(backups(project)) == 1
    (project / "dataset.sqlite-wal").unlink(missing_ok=True)
    size = (project / "dataset.sqlite").stat().st_size
    (project / "dataset.sqlite").write_bytes(b"\0" * size)
    assert main(["check", str(project)]) == 1
    assert "--restore" in capsys.readouterr().err
    _, found = check(project, capsys, "--restore")
    assert found["restored"] == backups(project)[0].name
    assert (found["missing_count"], found["damage"]) == (0, [])
    assert list(project.glob("damaged-*-dataset.sqlite"))


def test_a_whole_dataset_is_not_replaced(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "dataset.sqlite").read_bytes()
    code, found = check(project, capsys, "--restore")
    assert code == 1
    assert "is whole" in found["message"]
    assert (project / "dataset.sqlite").read_bytes() == before

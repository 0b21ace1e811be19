"""Parts of a folder are taken once each, in the order of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pictures import write_folders
from tlstudio.core.reporting import Silent
from tlstudio.data.importers.folders import IMPORTER, FolderOptions


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    return write_folders(folder / "plates", classes=("red", "blue"), per_class=2, plates=2)


def keys(source: Path, only: str) -> list[str]:
    options = FolderOptions(only=only)
    return [sample.key for sample in IMPORTER.scan(source, options, Silent(), root="r")]


def test_blank_lines_name_nothing(source: Path) -> None:
    every = keys(source, "")
    first = every[0].split("/", maxsplit=1)[0]
    wanted = [key for key in every if key.startswith(f"{first}/")]
    assert 0 < len(wanted) < len(every)
    assert keys(source, f"\n{first}\n  \n") == wanted


def test_what_is_named_twice_is_taken_once_and_in_order(source: Path) -> None:
    every = keys(source, "")
    assert every == sorted(every)
    folders = [key.split("/", maxsplit=1)[0] for key in (every[-1], every[0])]
    assert keys(source, "\n".join([*folders, every[0], every[-1]])) == every

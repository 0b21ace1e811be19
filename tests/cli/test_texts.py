"""Texts by command line: the importer follows from the project's task."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.pictures import write_folders
from tests.texts import sentences
from tlstudio.cli.app import main

Call = Callable[..., Any]


@pytest.fixture
def project(tmp_path: Path, call: Call) -> Path:
    call("new", tmp_path / "reviews", "--task", "text-classification")
    return tmp_path / "reviews"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "films.csv"
    rows = [f'"{text}",{label}' for label in ("good", "bad") for text in sentences(label, 15)]
    path.write_text("text,label\n" + "\n".join([*rows, '"not closed,good']) + "\n")
    return path


def test_a_table_of_texts_is_looked_at_and_taken_in(project: Path, table: Path, call: Call) -> None:
    guess = call("import", project, table, "--dry-run")
    assert guess["format"] == "text_table"
    assert "texts are in 'text'" in guess["sentence"]
    found = call("import", project, table)
    assert (found["noun"], found["added"], found["unreadable"]) == ("text", 31, 1)
    assert "line 32" in found["problems"][0]
    assert found["classes"] == {"bad": 15, "good": 15}
    assert sum(found["splits"].values()) == 30
    assert call("import", project, table)["added"] == 0


def test_folders_are_folders_of_texts_there(project: Path, tmp_path: Path, call: Call) -> None:
    for label in ("good", "bad"):
        (tmp_path / "texts" / label).mkdir(parents=True)
        for number, text in enumerate(sentences(label, 4)):
            (tmp_path / "texts" / label / f"{number}.txt").write_text(text)
    assert call("import", project, tmp_path / "texts")["added"] == 8


def test_pictures_are_no_texts_and_the_other_way(
    project: Path, table: Path, tmp_path: Path, call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    pictures = write_folders(tmp_path / "plates", per_class=1, plates=1)
    assert main(["import", str(project), str(pictures)]) == 1
    assert "no text files" in capsys.readouterr().err
    assert main(["import", str(project), str(pictures), "--format", "folders"]) == 2
    assert "text_table, text_files" in capsys.readouterr().err
    assert main(["import", str(project), str(table), "--dry-run", "--label-column", "stars"]) == 1
    assert "no column 'stars'" in capsys.readouterr().err


def test_what_was_found_is_told_in_words(
    project: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(project), str(table)]) == 0
    said = capsys.readouterr().out
    assert "Found 31 texts: 31 added" in said
    assert "texts to train" in said
    assert "image" not in said

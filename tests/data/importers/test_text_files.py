"""Folders of text files: one text a file, or one a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.texts import sentences
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.reporting import Silent
from tlstudio.data.importers.text_files import IMPORTER, TextFileOptions
from tlstudio.data.texts.keeping import TextSample


def scan(source: Path, **options: Any) -> list[TextSample]:
    found = IMPORTER.scan(source, TextFileOptions(**options), Silent(), root="r1")
    return [sample for sample in found if isinstance(sample, TextSample)]


def write(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


def test_a_file_is_a_text_below_the_folder_of_its_class(tmp_path: Path) -> None:
    for part in ("train", "test"):
        for label in ("neg", "pos"):
            for number in range(3):
                write(tmp_path / part / label / f"{number}.txt", f"{part} {label}\nwords {number}")
    write(tmp_path / "README.txt", "About these texts.")
    write(tmp_path / "notes.pdf", "no text")
    said = IMPORTER.guess(tmp_path, None)
    assert [level.role for level in said.levels] == ["split", "class"]
    assert "each file is a text" in said.sentence
    found = scan(tmp_path)
    assert len(found) == 12
    first = found[0]
    assert (first.key, first.label, first.split) == ("test/neg/0.txt", "neg", "test")
    assert first.texts == ("test neg\nwords 0",)


def test_a_line_is_a_text_in_the_file_of_its_class(tmp_path: Path) -> None:
    for part in ("train", "dev"):
        for label in ("neg", "pos"):
            write(tmp_path / part / f"{label}.txt", "\n\n".join(sentences(label, 8)))
    found = scan(tmp_path)
    assert len(found) == 32
    assert (found[0].key, found[0].label, found[0].split) == ("dev/neg.txt#1", "neg", "validation")
    assert found[1].key == "dev/neg.txt#3"
    assert len(scan(tmp_path, unit="file")) == 4
    assert IMPORTER.guess(tmp_path, None).details == {
        "images": 32, "unit": "line", "encoding": "utf-8",
    }  # fmt: skip


def test_files_in_other_encodings_and_empty_ones(tmp_path: Path) -> None:
    write(tmp_path / "a" / "1.txt", "Schöne Grüße aus Köln, es wäre nett", "cp1252")
    write(tmp_path / "a" / "2.txt", "Die Bäume sind groß und grün", "cp1252")
    write(tmp_path / "b" / "3.txt", "größer", "utf-8")
    write(tmp_path / "b" / "4.txt", "größer", "utf-16")
    write(tmp_path / "b" / "5.txt", " \n")
    (tmp_path / "b" / "6.txt").write_bytes(bytes(range(256)) * 9)
    found = {sample.key: sample for sample in scan(tmp_path)}
    assert found["a/2.txt"].texts == ("Die Bäume sind groß und grün",)
    assert found["b/3.txt"].texts == found["b/4.txt"].texts == ("größer",)
    assert found["b/5.txt"].problem == "The text is empty."
    assert "zero bytes" in found["b/6.txt"].problem


def test_groups_and_what_makes_no_sense(tmp_path: Path) -> None:
    write(tmp_path / "ann" / "pos" / "ann-1.txt", "words")
    write(tmp_path / "bob" / "pos" / "bob-1.txt", "other words")
    assert [sample.group for sample in scan(tmp_path, group_by=r"name:(\w+)-")] == ["ann", "bob"]
    with pytest.raises(UsageError, match="not grouped by burst"):
        scan(tmp_path, group_by="burst")
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty" / "a.csv", "text,label\n")
    with pytest.raises(BadInputError, match="no text files") as caught:
        scan(tmp_path / "empty")
    assert ".csv" in caught.value.hint

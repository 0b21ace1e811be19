"""What a folder holds is told before anything is written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pictures import noisy, write_folders
from tests.texts import sentences
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.paths import cache_dir
from tlstudio.core.reporting import Stopped
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answering.sources import (
    _previews,
    answer_guess_folder,
    answer_preview_import,
)
from tlstudio.jobs.questions import GuessFolder, PreviewImport


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    yield
    _previews.forget()


@pytest.fixture
def plates(tmp_path: Path) -> Path:
    return write_folders(tmp_path / "plates", per_class=3, plates=5)


def test_every_level_is_guessed_with_images_of_it(plates: Path) -> None:
    guess = answer_guess_folder(GuessFolder(source=plates), Listener())
    assert (guess.importer, guess.images) == ("folders", 30)
    assert [level.role for level in guess.levels] == ["group", "class"]
    plate, colour = guess.levels
    assert [example.name for example in plate.examples] == ["plate0", "plate1", "plate2", "plate3"]
    assert {example.name for example in colour.examples} == {"red", "blue"}
    for example in (*plate.examples, *colour.examples):
        assert example.files[0].is_file()
        assert example.name in example.files[0].parts


def test_what_the_person_said_of_the_levels_is_heeded(plates: Path) -> None:
    options = {"levels": "nothing,class"}
    guess = answer_guess_folder(GuessFolder(source=plates, options=options), Listener())
    assert [level.role for level in guess.levels] == ["nothing", "class"]
    with pytest.raises(UsageError, match="nonsense"):
        answer_guess_folder(GuessFolder(source=plates, options={"nonsense": 1}), Listener())


def test_a_table_shows_its_columns_and_some_images(plates: Path) -> None:
    table = plates / "t.csv"
    table.write_text("file,diagnosis\nplate0/red/0.png,ill\nplate0/red/1.png,well\ngone.png,well\n")
    guess = answer_guess_folder(GuessFolder(source=table), Listener())
    assert guess.importer == "table"
    assert guess.details["columns"]["label"] == "diagnosis"
    assert (guess.details["matched"], guess.details["rows"]) == (2, 3)
    assert len(guess.examples) == 2
    assert guess.details["headers"] == ["file", "diagnosis"]
    assert guess.details["rows_without_file"] == ["gone.png"]
    assert guess.details["unmatched"] == [1, 28]
    preview = answer_preview_import(PreviewImport(source=table), Listener())
    assert preview.classes == {"ill": 1, "well": 1}
    assert preview.unmatched >= 1
    assert any("gone.png" in note for note in preview.notes)


def test_a_preview_counts_everything_and_writes_nothing(plates: Path) -> None:
    original = plates / "plate0" / "red" / "0.png"
    (plates / "plate0" / "red" / "copy.png").write_bytes(original.read_bytes())
    (plates / "plate1" / "blue" / "bad.png").write_bytes(b"no image")
    before = sorted(path for path in plates.rglob("*"))
    options = {"levels": "plate=group,colour=class"}
    preview = answer_preview_import(PreviewImport(source=plates, options=options), Listener())
    assert (preview.found, preview.checked) == (32, 32)
    assert preview.classes == {"red": 16, "blue": 15}
    assert preview.group_count == 5
    assert preview.groups["plate0"] == 7
    assert (preview.duplicates, preview.unreadable) == (1, 1)
    assert "bad.png" in preview.problems[0]
    assert sum(count.images for count in preview.splits.values()) == 31
    assert sum(count.groups for count in preview.splits.values()) == 5
    assert any(said.kind == "few-groups" for said in preview.findings)
    assert sorted(path for path in plates.rglob("*")) == before
    assert len(list((cache_dir() / "previews").iterdir())) == 1


def test_other_shares_of_the_split_need_no_second_reading(
    plates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = answer_preview_import(PreviewImport(source=plates), Listener())
    monkeypatch.setattr("tlstudio.jobs.answering.sources.import_source", None)
    second = answer_preview_import(PreviewImport(source=plates, split={"test": 0}), Listener())
    assert first.splits["test"].groups == 1
    assert "test" not in second.splits
    assert second.found == first.found


def test_confounding_is_said_before_anything_is_imported(tmp_path: Path) -> None:
    for plate, colour in (("plate1", "red"), ("plate2", "blue"), ("plate3", "red")):
        (tmp_path / "s" / plate / colour).mkdir(parents=True)
        for number in range(12):
            seed = hash((plate, number)) % 1000
            noisy(colour, seed).save(tmp_path / "s" / plate / colour / f"{number}.png")
    options = {"levels": "plate=group,colour=class"}
    preview = answer_preview_import(
        PreviewImport(source=tmp_path / "s", options=options), Listener()
    )
    said = next(said for said in preview.findings if said.kind == "confounded")
    assert "plate" in said.sentence
    assert said.hint


def test_a_large_source_is_read_in_part(plates: Path) -> None:
    question = PreviewImport(source=plates, most_read=10)
    preview = answer_preview_import(question, Listener())
    assert (preview.found, preview.checked) == (30, 10)
    assert sum(preview.classes.values()) == 30


def test_a_preview_ends_when_nobody_wants_it(plates: Path) -> None:
    enough = threading.Event()
    enough.set()
    with pytest.raises(Stopped):
        answer_preview_import(PreviewImport(source=plates), Listener(enough))
    assert list((cache_dir() / "previews").iterdir()) == []


def test_what_cannot_be_imported_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInputError, match="holds no images"):
        answer_guess_folder(GuessFolder(source=tmp_path / "empty"), Listener())
    with pytest.raises(BadInputError, match="no file or folder"):
        answer_preview_import(PreviewImport(source=tmp_path / "nowhere"), Listener())


def test_texts_are_shown_by_how_they_begin(tmp_path: Path) -> None:
    table = tmp_path / "films.csv"
    rows = [f"{text},{label}" for label in ("good", "bad") for text in sentences(label, 9)]
    table.write_text("text,label\n" + "\n".join(rows))
    asked = {"source": table, "task": "text-classification"}
    guess = answer_guess_folder(GuessFolder.model_validate(asked), Listener())
    assert (guess.importer, guess.images) == ("text_table", 18)
    assert guess.examples[0].texts == (sentences("good", 1)[0],)
    assert guess.examples[0].files == ()
    preview = answer_preview_import(PreviewImport.model_validate(asked), Listener())
    assert preview.classes == {"bad": 9, "good": 9}
    assert sum(count.images for count in preview.splits.values()) == 18


def test_folders_of_texts_have_levels(tmp_path: Path) -> None:
    for label in ("good", "bad"):
        (tmp_path / "texts" / label).mkdir(parents=True)
        for number, text in enumerate(sentences(label, 3)):
            (tmp_path / "texts" / label / f"{number}.txt").write_text(text)
    question = GuessFolder(source=tmp_path / "texts", task="text-classification")
    (level,) = answer_guess_folder(question, Listener()).levels
    assert level.role == "class"
    assert {example.name: example.texts for example in level.examples} == {
        label: (sentences(label, 1)[0],) for label in ("good", "bad")
    }

"""Importing texts: columns, encoding and names of classes are asked, guesses first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.texts import sentences
from tlstudio.gui.panels.data.importing.assistant import ImportAssistant
from tlstudio.gui.panels.data.importing.text_table import TextTable
from tlstudio.gui.session import Session
from tlstudio.jobs.beginning import create_project

Open = Callable[..., ImportAssistant]


@pytest.fixture
def empty(tmp_path: Path, open_session: Callable[[Path], Session]) -> Session:
    """A new project of texts."""
    create_project(tmp_path / "empty", "text-classification").close()
    return open_session(tmp_path / "empty")


@pytest.fixture
def assistant(empty: Session, qtbot: QtBot) -> Open:
    """Opens the assistant on a source and waits for its guess or its error."""

    def open_it(source: Path, classes: tuple[str, ...] = ()) -> ImportAssistant:
        made = ImportAssistant(empty, str(source), classes=classes)
        qtbot.addWidget(made)
        made.resize(1000, 700)
        made.show()
        qtbot.waitUntil(lambda: made.next.isEnabled() or bool(made.banner.text), timeout=20_000)
        return made

    return open_it


def table_of(made: ImportAssistant) -> TextTable:
    assert made.meaning.texts is not None
    return made.meaning.texts


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    """A table without a header, classes as numbers, one empty row, one text twice."""
    lines = [f"{text}\t1" for text in sentences("positive", 12)]
    lines += [f"{text}\t0" for text in sentences("negative", 12)]
    lines += [lines[0], "\t1"]
    path = tmp_path / "reviews.tsv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_the_usual_names_of_sentiment_are_proposed_and_imported(
    assistant: Open, empty: Session, reviews: Path, qtbot: QtBot
) -> None:
    made = assistant(reviews, ("negative", "positive"))
    assert table_of(made).class_names == "negative,positive"
    made.go_on()
    assert made.together.belongs == "none"
    made.go_on()
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    assert made.next.text() == "Import 25 texts", "the empty one is left out"
    assert made.summary.title.startswith("2 class")
    assert "twice" in made.summary.title
    assert [bar.name for bar in made.summary.classes.bars] == ["negative", "positive"]
    assert made.summary._leave.isHidden(), "texts are kept in the project in any case"
    with qtbot.waitSignal(made.finished, timeout=30_000):
        made.next.click()
    qtbot.waitUntil(lambda: empty.facts.images == 26)
    assert empty.facts.classes == {"negative": 12, "positive": 13}


def test_names_that_are_typed_and_roles_that_are_changed_make_another_guess(
    assistant: Open, reviews: Path, qtbot: QtBot
) -> None:
    made = assistant(reviews)
    assert table_of(made).columns["text_columns"] == "column 1"
    assert table_of(made).class_names == ""
    table_of(made).name_classes(["bad", "good"])
    qtbot.waitUntil(lambda: made.choice.further.get("class_names") == "bad,good")
    qtbot.waitUntil(lambda: table_of(made).class_names == "bad,good" and made.next.isEnabled())
    table_of(made).choose("column 2", "")
    qtbot.waitUntil(lambda: made.choice.columns.get("label_column") == "-")
    qtbot.waitUntil(lambda: "without labels" in made.meaning._warning.text(), timeout=20_000)


def test_several_columns_groups_and_parts_are_chosen(
    assistant: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    lines = ["title,body,stars,author,part"]
    for number, text in enumerate(sentences("topic", 20)):
        part = ("train", "val")[number % 5 == 0]
        lines.append(f"Title {number},{text},{number % 3 + 1},writer {number % 4},{part}")
    (tmp_path / "t.csv").write_text("\n".join(lines), "utf-8")
    made = assistant(tmp_path / "t.csv")
    table = table_of(made)
    assert table.columns == {
        "text_columns": "title,body", "label_column": "stars", "split_column": "part",
    }  # fmt: skip
    assert table.belongs == "column:author"
    table.choose("title", "")
    qtbot.waitUntil(lambda: made.choice.columns.get("text_columns") == "body")
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    made.go_on()
    assert made.together.belongs == "column:author"
    made.go_on()
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    assert "3 class" in made.summary.title
    assert made._preview is not None
    assert made._preview.group_count == 4


def test_a_wrong_encoding_is_told_and_another_one_chosen(
    assistant: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = [f"Ein schöner Film über München {n}\tgut" for n in range(9)]
    rows += [f"Ein öder Film über Köln {n}\tschlecht" for n in range(9)]
    (tmp_path / "k.tsv").write_bytes("\n".join(rows).encode("cp1252"))
    made = assistant(tmp_path / "k.tsv")
    assert made.meaning.encoding is not None
    guess = made._guess
    assert guess is not None
    assert guess.details["encoding"] == "cp1252"
    assert "schöner" in guess.examples[0].texts[0]
    made.meaning.encoding.choose("cp1251")
    qtbot.waitUntil(lambda: made.choice.further.get("encoding") == "cp1251")
    qtbot.waitUntil(
        lambda: made._guess is not None and "schöner" not in made._guess.examples[0].texts[0],
        timeout=20_000,
    )
    assert made.meaning.encoding.chosen == "cp1251"


def test_folders_of_texts_have_levels_and_show_how_texts_begin(
    assistant: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    for label in ("negative", "positive"):
        (tmp_path / "f" / label).mkdir(parents=True)
        for number, text in enumerate(sentences(label, 8)):
            (tmp_path / "f" / label / f"{number}.txt").write_text(text, "utf-8")
    made = assistant(tmp_path / "f")
    assert made.meaning.roles == ("class",)
    assert made.meaning.encoding is not None
    assert made._guess is not None
    assert made._guess.levels[0].examples[0].texts
    made.go_on()
    assert made.together.belongs == "none"
    made.go_on()
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    assert made.next.text() == "Import 16 texts"

"""The import assistant: three presses with good guesses, nothing lost on the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.pictures import noisy, write_folders
from tlstudio.core.reporting import Silent
from tlstudio.data.importing import import_source
from tlstudio.gui.background.jobs import JobThread
from tlstudio.gui.home.starts import SAMPLE, dropped
from tlstudio.gui.panels.data.importing.assistant import ImportAssistant
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session, open_project
from tlstudio.jobs.beginning import create_project
from tlstudio.jobs.requests import SampleRequest

Open = Callable[..., ImportAssistant]


@pytest.fixture
def empty(tmp_path: Path, open_session: Callable[[Path], Session]) -> Session:
    """A new project without images."""
    create_project(tmp_path / "empty", "image-classification").close()
    return open_session(tmp_path / "empty")


@pytest.fixture
def assistant(empty: Session, qtbot: QtBot) -> Open:
    """Opens the assistant on a source and waits for its guess or its error."""

    def open_it(source: str, hint: str = "") -> ImportAssistant:
        made = ImportAssistant(empty, source, hint)
        qtbot.addWidget(made)
        made.resize(1000, 700)
        made.show()
        qtbot.waitUntil(
            lambda: made.next.isEnabled() or bool(made.banner.text or made.meaning.columns),
            timeout=20_000,
        )
        return made

    return open_it


@pytest.fixture
def plates(tmp_path: Path) -> Path:
    """Two colours on five plates, one copy and one damaged file among them."""
    folder = write_folders(tmp_path / "plates", per_class=2, plates=5)
    original = folder / "plate0" / "red" / "0.png"
    (folder / "plate0" / "red" / "copy.png").write_bytes(original.read_bytes())
    (folder / "plate1" / "blue" / "bad.png").write_bytes(b"no image")
    return folder


def test_three_presses_import_a_folder(
    assistant: Open, empty: Session, plates: Path, qtbot: QtBot
) -> None:
    told: list[str] = []
    empty.services.told.connect(told.append)
    made = assistant(str(plates))
    assert made.meaning.roles == ("group", "class")
    made.next.click()
    assert made.page == "together"
    assert made.together.belongs == ""
    made.next.click()
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    assert made.next.text() == "Import 21 images", "the damaged one is left out"
    assert made.summary.title.startswith("5 plates, 2 class")
    assert "twice" in made.summary.title
    assert "3 plates to train, 1 to tune, 1 for the final test" in made.summary.parts
    assert any("cannot be read" in text for text in made.summary.findings.sentences)
    assert [bar.total for bar in made.summary.classes.bars] == [10, 11]
    assert empty.facts.images == 0
    with (
        qtbot.waitSignal(made.finished, timeout=30_000),
        qtbot.waitSignal(empty.labels_changed, timeout=30_000),
    ):
        made.next.click()
    qtbot.waitUntil(lambda: empty.facts.images == 22)
    assert empty.facts.groups == 5
    assert empty.facts.trainable
    assert "22 image" in told[0]
    assert "5 plates" in told[0]


def test_going_back_loses_no_answer_and_an_answer_changes_the_summary(
    assistant: Open, plates: Path, qtbot: QtBot
) -> None:
    made = assistant(str(plates))
    made.meaning.cards[0].press("nothing")
    made.go_on()
    assert made.together.belongs == "none"
    made.together.choose("folder:1")
    made.go_on()
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    assert made.summary.title.startswith("5 plates")
    made.go_back()
    made.go_back()
    assert made.meaning.roles == ("nothing", "class")
    made.go_on()
    assert made.together.belongs == "folder:1"
    made.together.choose("none")
    made.go_on()
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    assert made.summary.title.startswith("2 class")
    assert "14 image" not in made.summary.title
    made.summary.shares.set_share("test", 0)
    qtbot.waitUntil(lambda: "final test" not in made.summary.parts, timeout=20_000)
    assert made.choice.split == {"test": 0.0}
    made.summary.shares.alike.click()
    qtbot.waitUntil(lambda: made.choice.split == {"test": 0.0, "alike": False}, timeout=20_000)
    made.summary.shares.set_share("test", 80)
    assert not made.summary.shares.valid


def test_a_table_shows_what_was_matched_and_groups_by_its_column(
    assistant: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    lines = ["file,patient_id,diagnosis,age"]
    (tmp_path / "t").mkdir()
    for number in range(8):
        noisy("red" if number % 2 else "blue", number).save(tmp_path / "t" / f"x{number}.png")
        lines.append(f"x{number},P{number // 2},{'ill' if number % 2 else 'well'},{40 + number}")
    lines.append("gone,P9,ill,50")
    (tmp_path / "t" / "cases.csv").write_text("\n".join(lines))
    made = assistant(str(tmp_path / "t" / "cases.csv"))
    assert made.meaning.chosen_columns["label_column"] == "diagnosis"
    made.go_on()
    assert made.together.belongs == "column:patient_id"
    made.go_on()
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    assert made.summary.title.startswith("4 patients, 2 class")
    made.go_back()
    made.go_back()
    box = made.meaning.columns["label_column"]
    box.setCurrentIndex(box.findData("-"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: made.choice.options.get("label_column") == "-")
    made.go_on()
    made.go_on()
    qtbot.waitUntil(
        lambda: made.next.isEnabled() and "no labels" in made.summary.title, timeout=20_000
    )


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Eight images without folders, with a table that names six of them."""
    folder = tmp_path / "study"
    folder.mkdir()
    for number in range(8):
        noisy("red" if number % 2 else "blue", number).save(folder / f"x{number}.png")
    lines = [f"P{n // 2};x{n};{'ill' if n % 2 else 'well'}" for n in range(6)]
    (folder / "cases.csv").write_text("\n".join(["Patient-ID;Bild;Diagnose", *lines]))
    return folder


def test_a_folder_with_its_table_takes_the_labels_from_it(
    assistant: Open, study: Path, qtbot: QtBot
) -> None:
    made = assistant(str(study))
    assert made.choice.source == study / "cases.csv"
    assert made.meaning.rest.isChecked()
    made.go_on()
    assert made.together.belongs == "column:Patient-ID"
    made.go_on()
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    assert made.summary.title.startswith("3 patients, 2 class")
    assert "8" in made.next.text()
    made.go_back()
    made.go_back()
    made.meaning.rest.click()
    qtbot.waitUntil(lambda: made.next.isEnabled() and "rest" not in made.choice.options)
    made.meaning.table_refused.emit()
    qtbot.waitUntil(lambda: made.next.isEnabled() and made.choice.source == study, timeout=20_000)
    assert not made.meaning.columns
    made.meaning.table_wanted.emit()
    qtbot.waitUntil(lambda: bool(made.meaning.columns), timeout=20_000)


def test_a_table_beside_the_folder_is_found_and_both_may_be_dropped(
    assistant: Open, study: Path
) -> None:
    (study / "cases.csv").rename(study.parent / "cases.csv")
    paths = [str(study.parent / "cases.csv"), str(study)]
    assert dropped(paths) == [str(study)]
    made = assistant(str(study))
    assert made.choice.options == {"files": "study", "rest": True, "group_by": "column:Patient-ID"}


def test_a_table_that_fits_no_image_lets_another_column_be_chosen(
    assistant: Open, study: Path, qtbot: QtBot
) -> None:
    table = study / "cases.csv"
    table.write_text(table.read_text().replace(";x", ";nr"))
    made = assistant(str(table))
    assert not made.next.isEnabled()
    assert made.meaning.columns["path_column"].count() == 3
    assert not made.banner.text


def test_a_folder_without_images_is_told_in_place_with_a_way_out(
    assistant: Open, plates: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "bare").mkdir()
    made = assistant(str(tmp_path / "bare"))
    assert "holds no images" in made.banner.text
    assert not made.next.isEnabled()
    made.begin(str(plates))
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    assert made.banner.text == ""
    made.begin(str(tmp_path / "vanished"))
    qtbot.waitUntil(lambda: "no file or folder" in made.banner.text, timeout=20_000)
    assert not made.next.isEnabled()


def test_a_source_that_vanishes_before_the_import_keeps_the_answers(
    assistant: Open, plates: Path, qtbot: QtBot
) -> None:
    made = assistant(str(plates))
    made.go_on()
    made.go_on()
    qtbot.waitUntil(made.next.isEnabled, timeout=20_000)
    away = plates.with_name("away")
    plates.rename(away)
    made.next.click()
    qtbot.waitUntil(lambda: "no file or folder" in made.banner.text, timeout=20_000)
    assert made.page == "summary"
    assert made.meaning.roles == ("group", "class")
    assert made.next.isEnabled()


def test_escape_cancels_and_importing_again_adds_nothing(
    assistant: Open, empty: Session, plates: Path, qtbot: QtBot
) -> None:
    made = assistant(str(plates))
    with qtbot.waitSignal(made.cancelled):
        qtbot.keyClick(made, Qt.Key.Key_Escape)
    with qtbot.waitSignal(empty.facts_changed, timeout=20_000):
        options = {"levels": "group,class"}
        empty.write(
            lambda store: import_source(store, plates, "folders", options, Silent()), owner=empty
        )
    told: list[str] = []
    empty.services.told.connect(told.append)
    again = assistant(str(plates))
    again.go_on()
    again.go_on()
    qtbot.waitUntil(again.next.isEnabled, timeout=20_000)
    with qtbot.waitSignal(again.finished, timeout=30_000):
        again.next.click()
    assert empty.facts.images == 22
    assert "already" in told[0]
    assert "join the division" in again.summary.parts


def test_a_read_only_project_says_why(
    services: Services, session: Session, project: Path, plates: Path, qtbot: QtBot
) -> None:
    del session
    second = Session(services, open_project(project))
    made = ImportAssistant(second, str(plates))
    qtbot.addWidget(made)
    assert "cannot be changed" in made.banner.text
    assert not made.next.isEnabled()
    second.close()


def test_the_sample_images_are_imported_without_a_question_and_can_be_stopped(
    empty: Session, qtbot: QtBot
) -> None:
    made = ImportAssistant(empty, SAMPLE)
    qtbot.addWidget(made)
    made.show()
    assert made.page == "running"
    job = made._job
    assert job is not None
    assert isinstance(job.item.thread_object, JobThread)
    assert isinstance(job.item.thread_object.job.request, SampleRequest)
    with qtbot.waitSignal(made.cancelled, timeout=30_000):
        made.stop.click()

"""Several things dropped at once: what is taken together, what is left out, and that it is said."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.pictures import write_folders
from tests.texts import sentences
from tlstudio.core.errors import UsageError
from tlstudio.core.reporting import Silent
from tlstudio.data.importers.folders import IMPORTER, FolderOptions
from tlstudio.gui.home.starts import dropped, together
from tlstudio.gui.panels.data.importing.assistant import ImportAssistant
from tlstudio.gui.panels.data.panel import DataPanel
from tlstudio.gui.services import Services
from tlstudio.gui.window import MainWindow

Settle = Callable[[Callable[[], bool]], None]


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Three classes in one folder, and a text beside them."""
    made = write_folders(tmp_path / "all", classes=("red", "blue", "green"), per_class=2, plates=1)
    (made / "plate0" / "notes.docx").write_bytes(b"x")
    return made / "plate0"


def test_folders_and_images_of_one_place_are_one_source(pictures: Path) -> None:
    image = pictures / "green" / "0.png"
    given = [str(pictures / name) for name in ("red", "blue", "notes.docx")]
    found = together([*given, str(image)])
    assert found is not None
    assert (found.source, found.only) == (str(pictures), "red\nblue\ngreen/0.png")
    assert "notes.docx" in found.words
    alone = together([str(pictures)])
    assert alone is not None
    assert (alone.source, alone.only, alone.words) == (str(pictures), "", "")
    assert together([str(pictures / "notes.docx")]) is None


def test_ten_thousand_things_are_sorted_in_a_moment(tmp_path: Path) -> None:
    images = [str(tmp_path / "a" / f"{number}.png") for number in range(5000)]
    tables = [str(tmp_path / "a" / f"{number}.csv") for number in range(5000)]
    begun = time.perf_counter()
    found = together(dropped([*images, *tables]))
    # A search of lists takes ten seconds.
    assert time.perf_counter() - begun < 2
    assert found is not None
    assert found.only.count("\n") == 4999
    assert "0.csv, 1.csv" in found.words


def test_only_what_was_named_is_imported(pictures: Path) -> None:
    options = FolderOptions(only="red\ngreen/0.png", levels="class")
    keys = [sample.key for sample in IMPORTER.scan(pictures, options, Silent(), root="")]
    assert keys == ["green/0.png", "red/0.png", "red/1.png"]
    for escape in ("../other", "/etc"):
        with pytest.raises(UsageError):
            list(IMPORTER.scan(pictures, FolderOptions(only=escape), Silent(), root=""))


def test_a_mixed_drop_on_home_becomes_a_project_and_is_told(
    services: Services, pictures: Path, qtbot: QtBot, settle: Settle
) -> None:
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    window.drop([str(pictures / name) for name in ("red", "notes.docx", "blue")])
    settle(lambda: window.project is not None and "data" in window.project.panels)
    assert window.project is not None
    settle(lambda: window.project is not None and "notes.docx" in window.project.message.text)
    panel = window.project.panels["data"]
    assert isinstance(panel, DataPanel)
    assistant = panel.assistant
    assert isinstance(assistant, ImportAssistant)
    settle(lambda: assistant._preview is not None)
    assert assistant._preview is not None
    assert assistant._preview.classes == {"red": 2, "blue": 2}
    window.close_project()


def test_a_table_of_texts_on_home_begins_a_project_of_texts(
    services: Services, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    rows = [f"{text}\t{n % 2}" for n, text in enumerate(sentences("topic", 30))]
    (tmp_path / "reviews.tsv").write_text("\n".join(rows), "utf-8")
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    window.drop([str(tmp_path / "reviews.tsv")])
    settle(lambda: window.project is not None and "data" in window.project.panels)
    assert window.project is not None
    assert window.project.session.project.config.task == "text-classification"
    panel = window.project.panels["data"]
    assert isinstance(panel, DataPanel)
    settle(lambda: isinstance(panel.assistant, ImportAssistant))
    assert isinstance(panel.assistant, ImportAssistant)
    settle(panel.assistant.next.isEnabled)
    assert panel.assistant.meaning.texts is not None
    window.close_project()


def test_several_files_of_text_are_one_source_in_a_project_of_texts(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for file in files:
        file.write_text("words")
    found = together([str(file) for file in files], "text")
    assert found is not None
    assert (found.source, found.only) == (str(tmp_path), "a.txt\nb.txt")
    alone = together([str(files[0])], "text")
    assert alone is not None
    assert (alone.source, alone.only) == (str(files[0]), "")

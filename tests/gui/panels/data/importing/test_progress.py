"""While a big folder is looked through, the person sees how far it is, and can give it up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.pictures import noisy
from tlstudio.core.reporting import Progress
from tlstudio.gui.panels.data.importing.assistant import ImportAssistant
from tlstudio.gui.panels.data.importing.summary import SummaryPage
from tlstudio.gui.session import Session
from tlstudio.jobs.beginning import create_project


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """So many images that looking at them takes a moment."""
    folder = tmp_path / "big" / "ant"
    folder.mkdir(parents=True)
    content = tmp_path / "one.png"
    noisy("red", 1, 900).save(content)
    for number in range(150):
        (folder / f"{number}.png").write_bytes(content.read_bytes())
    return folder.parent


@pytest.fixture
def empty(tmp_path: Path, open_session: Callable[[Path], Session]) -> Session:
    """A new project without images."""
    create_project(tmp_path / "empty", "image-classification").close()
    return open_session(tmp_path / "empty")


def test_words_and_bar_follow_the_look(qtbot: QtBot) -> None:
    page = SummaryPage(first=True)
    qtbot.addWidget(page)
    page.wait()
    page.show_progress(Progress("finding", 1200))
    assert page.title == "Looking at the images: 1\u202f200 so far"
    page.show_progress(Progress("reading", 500, 2000))
    assert page.title == "Looking at the images: 500 of 2\u202f000 (25 %)"
    assert (page._busy.value(), page._busy.maximum()) == (500, 2000)
    page.wait()
    assert page._busy.maximum() == 0


def test_a_big_folder_says_how_far_it_is_and_can_be_given_up(
    big: Path, empty: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Progress] = []
    threads: set[int] = set()
    show = SummaryPage.show_progress

    def spy(page: SummaryPage, progress: Progress) -> None:
        heard.append(progress)
        threads.add(threading.get_ident())
        show(page, progress)

    monkeypatch.setattr(SummaryPage, "show_progress", spy)
    assistant = ImportAssistant(empty, str(big), "")
    qtbot.addWidget(assistant)
    assistant.show()
    qtbot.waitUntil(assistant.next.isEnabled, timeout=20_000)
    assistant.next.click()
    qtbot.waitUntil(lambda: any(progress.total for progress in heard), timeout=20_000)
    assert threads == {threading.get_ident()}, "told on the window's own thread"
    assert "of 150" in assistant.summary.title
    count = len(heard)
    with qtbot.waitSignal(assistant.cancelled):
        assistant.cancel()
    qtbot.wait(400)
    assert len(heard) <= count + 1, "nobody who left is told anything"

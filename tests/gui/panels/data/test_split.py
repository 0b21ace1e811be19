"""The view of the split: sizes, copies, damage, and a split made anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.pictures import write_folders
from tlstudio.core.reporting import Silent
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.importing import ensure_split, import_source
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.listing import Listed
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.data.split import SplitView
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.thumbnail import ThumbnailLabel
from tlstudio.jobs.beginning import create_project


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """Five plates of two colours, with a copy, a damaged file, and one plate for the test."""
    pictures = write_folders(tmp_path / "plates", per_class=2, plates=5)
    for plate in (0, 1, 2, 3, 4):
        first = pictures / f"plate{plate}" / "red" / "0.png"
        shutil.copy(first, first.with_name("copy.png"))
    (pictures / "plate1" / "blue" / "bad.png").write_bytes(b"no image")
    folder = tmp_path / "doubtful"
    create_project(folder, "image-classification").close()
    with DatasetStore.open(folder / "dataset.sqlite") as store:
        options = {"levels": "plate=group,colour=class"}
        import_source(store, pictures, "folders", options, Silent(), annotator="Ada")
        ensure_split(store, SplitSpec())
    return folder


@pytest.fixture
def view(
    doubtful: Path, open_session: Callable[[Path], Session], qtbot: QtBot
) -> tuple[SplitView, Session]:
    session = open_session(doubtful)
    made = SplitView(session)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitSignal(made.read, timeout=20_000):
        made.show()
    return made, session


def test_parts_balance_damage_and_the_lock_are_told(view: tuple[SplitView, Session]) -> None:
    made, _ = view
    assert {part: size.groups for part, size in made.facts.parts.items()} == {
        "train": 3,
        "validation": 1,
        "test": 1,
    }
    assert [(bar.name, bar.total) for bar in made.bars.bars] == [("blue", 10), ("red", 15)]
    assert made.unreadable.tree.topLevelItemCount() == 1
    bad = made.unreadable.tree.topLevelItem(0)
    assert bad is not None
    assert "bad.png" in bad.text(0)
    assert any("appear twice" in text for text in made.findings.sentences)
    assert "never opened" in made._lock.text()
    assert made.facts.torn == ()


def test_a_copy_is_removed_side_by_side_and_the_final_test_stays_hidden(
    view: tuple[SplitView, Session], qtbot: QtBot
) -> None:
    made, session = view
    # Of five sets one lies in the locked final test altogether.
    assert len(made.facts.alike) == 4
    made.look_at_alike()
    assert made.pages.currentIndex() == 1
    qtbot.waitUntil(lambda: bool(made.alike.shown))
    first = made.alike.shown
    with qtbot.waitSignal(session.saved):
        made.alike.remove(first[1])
    qtbot.waitUntil(lambda: made.alike.shown not in ((), first))
    locked = Sample(1, "x.png", (MediaRef("r1", "x.png"),), split="test")
    card = made.alike._card(Listed(locked, (Path("x.png"),), ""))
    qtbot.addWidget(card)
    assert card.findChild(ThumbnailLabel) is None
    made.alike.done.emit()
    qtbot.waitUntil(lambda: made.facts.images == 25, timeout=20_000)
    assert len(made.facts.alike) == 3


def test_the_split_is_made_anew_with_a_warning_after_the_test_was_opened(
    view: tuple[SplitView, Session], qtbot: QtBot
) -> None:
    made, session = view
    with qtbot.waitSignal(made.read, timeout=20_000):
        session.write(lambda store: store.record_opening("run-1", "test"), owner=made)
    assert "opened" in made._lock.text()
    made.shares.set_share("test", 0)
    made.ask_anew()
    assert "may now train a model" in made.banner.text
    assert made.facts.spec["test"] == 0.2
    made.make_anew()
    qtbot.waitUntil(lambda: "made anew" in made.banner.text, timeout=30_000)
    qtbot.waitUntil(lambda: "test" not in made.facts.parts, timeout=20_000)
    assert made.facts.spec["test"] == 0.0

"""Suggested labels come from the newest model and are told honestly."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.data.suggesting import SuggestionBar
from tlstudio.gui.session import Session


@pytest.mark.long
@pytest.mark.timeout(240)
def test_suggestions_are_made_attached_counted_and_found_again(
    trained_project: Path,
    tmp_path: Path,
    open_session: Callable[[Path], Session],
    qtbot: QtBot,
) -> None:
    folder = shutil.copytree(trained_project, tmp_path / "own")
    with DatasetStore.open(folder / "dataset.sqlite") as store:
        plates = [sample.id for sample in store.iterate(Where(split="train"))]
        store.annotate(plates[:30], None, annotator="test")
    session = open_session(folder)
    page = QWidget()
    bar = SuggestionBar(session)
    QVBoxLayout(page).addWidget(bar)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: "can suggest labels for 30" in bar.text)
    assert not bar.isHidden()
    with qtbot.waitSignal(bar.attached, timeout=120_000):
        bar.start_button.click()
    assert bar.facts.run == session.facts.model_runs[-1].name
    assert bar.facts.aside >= 1
    assert bar.facts.suggested + bar.facts.aside == 30
    assert "set aside to measure them honestly, label these first" in bar.text
    assert not bar.first.isHidden()
    before = bar.facts.suggested + bar.facts.aside
    session.write(
        lambda store: store.undo(),
        owner=bar,
    )
    qtbot.waitUntil(lambda: bar.facts.suggested + bar.facts.aside < before, timeout=10_000)
    again = SuggestionBar(session)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.facts.run != "", timeout=10_000)


def test_without_a_model_nothing_is_offered(session: Session, qtbot: QtBot) -> None:
    bar = SuggestionBar(session)
    qtbot.addWidget(bar)
    assert bar.isHidden()

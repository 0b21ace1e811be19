"""A blind second reading, kappa in words, disagreements resolved one by one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tlstudio.data.kappa import Kappa
from tlstudio.gui.panels.data.agreement import AgreementView
from tlstudio.gui.panels.data.kappa_words import kappa_hint, kappa_sentence
from tlstudio.gui.session import Session


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> AgreementView:
    made = AgreementView(session)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitSignal(made.read):
        made.show()
    return made


def test_a_blind_reading_by_keys_gives_kappa_and_disagreements_to_resolve(
    view: AgreementView, session: Session, qtbot: QtBot
) -> None:
    assert view.facts.annotators == {"test": 72}
    view.reader.setCurrentText("Ben")
    view.begin.click()
    qtbot.waitUntil(lambda: view.pages.currentIndex() == 1)
    test_part = session.facts.splits["test"]
    assert len(view.blind._ids) == 72 - test_part
    assert view.blind.classes._names == ("blue", "red")
    qtbot.waitUntil(lambda: view.blind.large.ready, timeout=20_000)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_U, Qt.Key.Key_1):
        with qtbot.waitSignal(session.saved):
            qtbot.keyClick(view.blind.large, key)
    view.blind.go_back()
    with qtbot.waitSignal(session.saved):
        view.blind.classes.chosen.emit("red")
    with qtbot.waitSignal(view.read):
        qtbot.keyClick(view.blind.large, Qt.Key.Key_Escape)
    assert view.pages.currentIndex() == 0
    assert view.facts.readers == {"Ben": 5}
    assert view.facts.pair == ("test", "Ben")
    assert view.facts.kappa is not None
    assert view.facts.kappa.n == 4
    wrong = view.facts.disagreements
    assert wrong == 4 - view.facts.kappa.agreed + 1
    view.resolve.click()
    qtbot.waitUntil(lambda: view.pages.currentIndex() == 2)
    first = view.resolving.current
    assert first is not None
    with qtbot.waitSignal(session.saved):
        qtbot.keyClick(view.resolving.large, Qt.Key.Key_2)
    with qtbot.waitSignal(session.saved):
        view.resolving.take_back()
    assert view.resolving.current == first
    for _ in range(wrong):
        with qtbot.waitSignal(session.saved):
            view.resolving.classes.chosen.emit("red")
    qtbot.waitUntil(lambda: view.pages.currentIndex() == 0 and view.facts.disagreements == 0)


def test_whoever_gave_the_labels_is_told_to_ask_another(view: AgreementView) -> None:
    view.reader.setCurrentText("test")
    assert not view._warning.isHidden()
    view.reader.setCurrentText("Cleo")
    assert view._warning.isHidden()


def test_kappa_is_told_in_plain_words() -> None:
    good = kappa_sentence(Kappa(0.72, 0.6, 0.84, 96, 88))
    assert good == (
        "Good agreement: kappa 0.72 (95 % interval 0.60 to 0.84). "
        "88 of 96 images alike (92\u00a0%)."
    )
    assert kappa_hint(Kappa(0.72, 0.6, 0.84, 96, 88)) == ""
    assert "what the classes mean" in kappa_hint(Kappa(0.3, 0.2, 0.4, 96, 60))
    assert "read more" in kappa_hint(Kappa(0.9, 0.2, 1.0, 12, 11))
    assert "no image yet" in kappa_sentence(None)

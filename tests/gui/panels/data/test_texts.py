"""Texts in the window: a list by how they begin, a reading view, labels by keys, words found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.texts import make_text_project, project_of
from tlstudio.gui.panels.data.agreement import AgreementView
from tlstudio.gui.panels.data.images_view import ImagesView
from tlstudio.gui.panels.data.panel import DataPanel
from tlstudio.gui.panels.data.reader import Reader
from tlstudio.gui.panels.data.split import SplitView
from tlstudio.gui.panels.data.text_list import RowLook, TextList
from tlstudio.gui.session import Session

Settle = Callable[[Callable[[], bool]], None]
Open = Callable[[Path], Session]


@pytest.fixture
def texts(tmp_path: Path, open_session: Open) -> Session:
    """Sixty short labelled texts."""
    return open_session(make_text_project(tmp_path))


def shown(session: Session, qtbot: QtBot, settle: Settle) -> ImagesView:
    made = ImagesView(session)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    qtbot.waitActive(made)
    settle(lambda: made.items.complete and len(made.items) > 0)
    made.grid.setFocus()
    return made


def reader_of(view: ImagesView) -> Reader:
    assert isinstance(view.viewer, Reader)
    return view.viewer


def saved(session: Session, qtbot: QtBot, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(session.labels_changed):
        act()


def test_texts_are_listed_as_they_came_by_how_they_begin(
    texts: Session, qtbot: QtBot, settle: Settle
) -> None:
    view = shown(texts, qtbot, settle)
    assert isinstance(view.grid, TextList)
    assert view.grid.columns == 1
    assert list(view.items.ids) == sorted(view.items.ids)
    first = view.items.at(0)
    assert first is not None
    assert len(first.texts[0].split()) > 4
    assert "texts" in view._count.text()
    assert "image" not in view._count.text() + view.filters.state.currentText()
    assert not any("model sees" in action.text() for action in view.all_actions())
    height = view.grid.rect_of(0).height()
    view.sides.setValue(view.sides.maximum())
    assert view.grid.rect_of(0).height() > 2 * height
    shot = view.grid.viewport().grab().toImage()
    ratio = shot.devicePixelRatio()
    area = view.grid.rect_of(0)
    strip = shot.pixelColor(round((area.x() + 9) * ratio), round(area.center().y() * ratio))
    wanted = {"negative": "#0072b2", "positive": "#e69f00"}[first.sample.label]
    assert strip.name() == wanted


def test_keys_label_several_texts_and_undo_takes_it_back(
    texts: Session, qtbot: QtBot, settle: Settle
) -> None:
    view = shown(texts, qtbot, settle)
    labels = [item.sample.label for item in map(view.items.at, range(2)) if item is not None]
    view.selection.only(0)
    QTest.keyClick(view.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [int(place) for place in view.selection.positions()] == [0, 1]
    number = 2 if labels[0] == "negative" else 1
    other = ("negative", "positive")[number - 1]
    saved(texts, qtbot, lambda: QTest.keyClicks(view.grid, str(number)))
    settle(lambda: all(item and item.sample.label == other for item in map(view.items.at, (0, 1))))
    saved(texts, qtbot, view.labelling.undo)
    settle(lambda: [i.sample.label for i in map(view.items.at, (0, 1)) if i is not None] == labels)


def test_words_are_found_marked_and_read(texts: Session, qtbot: QtBot, settle: Settle) -> None:
    view = shown(texts, qtbot, settle)
    total = len(view.items)
    view.filters.search.setText("wonderful")
    settle(lambda: 0 < len(view.items) < total)
    assert all(
        "wonderful" in item.texts[0] for item in map(view.items.at, range(len(view.items))) if item
    )
    assert isinstance(view.grid._look, RowLook)
    assert view.grid._look._search == "wonderful"
    QTest.keyClick(view.grid, Qt.Key.Key_Home)
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    reader = reader_of(view)
    settle(lambda: reader.text.ready)
    assert "wonderful" in reader.text.pane.toPlainText()
    assert len(reader.text.pane.extraSelections()) >= 1
    view.filters.search.setText("no such word")
    settle(lambda: view.stack.currentWidget() is view._nothing)
    assert "No text" in view._nothing.text()


def test_the_reading_view_turns_over_scrolls_labels_and_goes_back(
    tmp_path: Path, open_session: Open, qtbot: QtBot, settle: Settle
) -> None:
    rows = [
        ((f"Title {n}", f"Body {n}. " + "More of it. " * (400 * (n % 2))), "a") for n in range(6)
    ]
    rows += [((f"Other {n}", "<b>no page</b>"), "b") for n in range(6)]
    session = open_session(project_of(tmp_path / "p", rows, columns=("title", "body")))
    view = shown(session, qtbot, settle)
    keys = [item.sample.key for item in map(view.items.at, range(len(view.items))) if item]
    long = keys.index(next(key for key in keys if key in ("table.csv#2", "table.csv#4")))
    view.open_image(long)
    reader = reader_of(view)
    pane = reader.text.pane
    settle(lambda: "More of it" in pane.toPlainText())
    assert pane.toPlainText().startswith("title\nTitle ")
    assert "body\nBody" in pane.toPlainText()
    qtbot.waitUntil(lambda: pane.verticalScrollBar().maximum() > 0)
    QTest.keyClick(pane, Qt.Key.Key_PageDown)
    assert pane.verticalScrollBar().value() > 0
    assert view.selection.current == long, "a long text is scrolled, not left"
    last = len(keys) - 1
    view.open_image(last - 1)
    settle(lambda: "no page" in pane.toPlainText())
    assert "<b>" in pane.toPlainText(), "what a text says is no page of the web"
    QTest.keyClick(pane, Qt.Key.Key_Right)
    assert view.selection.current == last
    view.open_image(last - 1)
    saved(session, qtbot, lambda: QTest.keyClick(pane, Qt.Key.Key_1))
    settle(lambda: view.selection.current == last)
    pane.selectAll()
    QTest.keyClick(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "no page" in QGuiApplication.clipboard().text()
    reader.info.setChecked(True)
    assert any("table.csv" in label.text().replace("\u200b", "") for label in
               reader._facts.findChildren(QLabel))  # fmt: skip
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert view.stack.currentWidget() is view.grid
    view.as_table.setChecked(True)
    assert view.table.rows.headings()[:4] == ["Name", "title", "body", "Label"]


def test_a_row_ends_with_dots_where_its_text_goes_on(themed: object, qtbot: QtBot) -> None:
    grid_font = QGuiApplication.font()
    look = RowLook(2, 700, grid_font, 1.0)
    words = "one of those rare films that seems as though it was written for no one at all " * 5
    for room in range(300, 460, 7):
        made = look._laid_out((words,), room)
        line = made.lineAt(made.lineCount() - 1)
        assert made.lineCount() == 2
        assert line.textStart() + line.textLength() == len(made.text())
        assert made.text().endswith("…")
        assert line.naturalTextWidth() <= room


def test_copies_split_and_a_blind_reading_show_texts(
    tmp_path: Path, open_session: Open, qtbot: QtBot, settle: Settle
) -> None:
    rows = [((f"a plain sentence number {n} of many",), "ab"[n % 2]) for n in range(20)]
    rows += [(("The very same words.",), "a"), (("the very same words",), "b")]
    session = open_session(project_of(tmp_path / "p", rows))
    split = SplitView(session)
    qtbot.addWidget(split)
    split.resize(900, 640)
    split.show()
    settle(lambda: bool(split.facts.alike))
    assert any("text" in sentence for sentence in split.findings.sentences)
    split.look_at_alike()
    settle(lambda: bool(split.alike.shown))
    said = " ".join(label.text() for label in split.alike.findChildren(QLabel))
    assert "same words" in said or "final test" in said or split.alike.findChildren(QLabel)
    agreement = AgreementView(session)
    qtbot.addWidget(agreement)
    agreement.resize(900, 640)
    agreement.show()
    qtbot.waitActive(agreement)
    settle(lambda: bool(agreement.facts.annotators))
    agreement.reader.setCurrentText("Ben")
    agreement.start_reading()
    settle(lambda: agreement.blind.large.ready)
    labels = [label.text() for label in agreement.blind.findChildren(QLabel)]
    assert not any("table.csv" in text for text in labels), "nothing tells which row it is"
    focus = agreement.blind.large.focusProxy()
    assert focus is not None
    with qtbot.waitSignal(session.saved):
        QTest.keyClicks(focus, "1")
    assert agreement.blind._place == 1


def test_the_panel_of_an_empty_text_project_invites_texts(
    tmp_path: Path, open_session: Open, qtbot: QtBot
) -> None:
    from tlstudio.jobs.beginning import create_project

    create_project(tmp_path / "empty", "text-classification").close()
    panel = DataPanel(open_session(tmp_path / "empty"))
    qtbot.addWidget(panel)
    said = " ".join(label.text() for label in panel._invitation.findChildren(QLabel))
    assert "Bring your texts in" in said
    assert "image" not in said
    assert "table" in panel._first.text()

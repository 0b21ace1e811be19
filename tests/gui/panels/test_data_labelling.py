"""Labels by key, by name, by drop; who gave them; back and forth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tlstudio.core.annotations import Labels
from tlstudio.core.samples import Sample
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.store.suggesting import Row, write
from tlstudio.gui.editors.labels import LabelsEditor
from tlstudio.gui.panels.data.dragging import MIME
from tlstudio.gui.panels.data.images_view import ImagesView
from tlstudio.gui.panels.data.suggesting import SuggestionFacts
from tlstudio.gui.panels.data.tiles import Suggested, label_words
from tlstudio.gui.panels.data.viewer import Viewer
from tlstudio.gui.session import Session

Settle = Callable[[Callable[[], bool]], None]


@pytest.fixture
def view(session: Session, qtbot: QtBot, settle: Settle) -> ImagesView:
    made = ImagesView(session)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    qtbot.waitActive(made)
    settle(lambda: made.items.complete)
    made.grid.setFocus()
    return made


def editor_of(view: ImagesView) -> LabelsEditor:
    assert isinstance(view.editor, LabelsEditor)
    return view.editor


def on_disk(session: Session, ident: int) -> Sample:
    with DatasetStore.open(session.project.dataset_path, read_only=True) as store:
        return store.sample(ident)


def saved(view: ImagesView, qtbot: QtBot, act: Callable[[], object]) -> str:
    """Do something and wait until it is saved; the words that are shown."""
    with qtbot.waitSignal(view.session.saved, timeout=10_000) as blocker:
        act()
    assert blocker.args is not None
    return str(blocker.args[0])


def press(view: ImagesView, key: Qt.Key) -> None:
    QTest.keyClick(view.grid, key)


def test_a_key_labels_what_is_selected_and_undo_takes_it_back(
    view: ImagesView, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    ids = [view.items.ids[position] for position in (0, 1, 2)]
    before = [on_disk(session, ident).label for ident in ids]
    view.selection.only(0)
    view.selection.extend(2)
    words = saved(view, qtbot, lambda: press(view, Qt.Key.Key_2))
    assert "red" in words
    assert [on_disk(session, ident).label for ident in ids] == ["red"] * 3
    assert on_disk(session, ids[0]).annotator == "tester"
    settle(lambda: view.labelling.steps.undo == "label 3 as red")
    assert "label 3 as red" in editor_of(view)._undo.toolTip()
    saved(
        view,
        qtbot,
        lambda: QTest.keyClick(view.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
    )
    assert [on_disk(session, ident).label for ident in ids] == before
    settle(lambda: view.labelling.steps.redo == "label 3 as red")
    words = saved(view, qtbot, view.labelling.redo)
    assert words == "Done again: label 3 as red"
    assert [on_disk(session, ident).label for ident in ids] == ["red"] * 3
    settle(lambda: (listed := view.items.at(0)) is not None and listed.sample.label == "red")


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [
        (Qt.Key.Key_U, "unsure", "unsure"),
        (Qt.Key.Key_S, "skip", "skipped"),
        (Qt.Key.Key_E, "empty", "empty"),
        (Qt.Key.Key_Delete, "answered", ""),
    ],
)
def test_other_answers_have_their_keys(
    view: ImagesView, session: Session, qtbot: QtBot, key: Qt.Key, answer: str, words: str
) -> None:
    view.selection.only(1)
    saved(view, qtbot, lambda: press(view, key))
    sample = on_disk(session, view.items.ids[1])
    assert (sample.answer, sample.annotation) == (answer, None)
    assert label_words(sample) == words


def test_typing_finds_a_class_or_makes_a_new_one(
    view: ImagesView, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    editor = editor_of(view)
    view.selection.only(0)
    press(view, Qt.Key.Key_L)
    assert editor.field.hasFocus()
    QTest.keyClicks(editor.field, "RE")
    assert [row.name for row in editor.list.classes.rows] == ["red"]
    saved(view, qtbot, lambda: QTest.keyClick(editor.field, Qt.Key.Key_Return))
    assert on_disk(session, view.items.ids[0]).label == "red"
    assert view.grid.hasFocus()
    assert editor.field.text() == ""
    press(view, Qt.Key.Key_L)
    QTest.keyClicks(editor.field, "green 7")
    assert "new class" in editor._hint.text()
    saved(view, qtbot, lambda: QTest.keyClick(editor.field, Qt.Key.Key_Return))
    assert on_disk(session, view.items.ids[0]).label == "green 7"
    settle(lambda: [row.name for row in editor.list.classes.all] == ["blue", "green 7", "red"])


def test_the_name_is_asked_once_and_what_waited_for_it_is_done(
    view: ImagesView, session: Session, qtbot: QtBot
) -> None:
    services = session.services
    services.change_settings(replace(services.settings, annotator=""))
    bar = editor_of(view).annotator
    view.selection.only(0)
    press(view, Qt.Key.Key_2)
    assert bar.asks
    assert bar.field.text()
    bar.field.setText("Ada Lovelace")
    saved(view, qtbot, lambda: QTest.keyClick(bar.field, Qt.Key.Key_Return))
    sample = on_disk(session, view.items.ids[0])
    assert (sample.label, sample.annotator) == ("red", "Ada Lovelace")
    assert services.settings.annotator == "Ada Lovelace"
    assert not bar.asks
    assert view.grid.hasFocus()
    saved(view, qtbot, lambda: press(view, Qt.Key.Key_1))
    assert not bar.asks


def test_a_drop_on_a_class_labels_what_is_selected(
    view: ImagesView, session: Session, qtbot: QtBot
) -> None:
    view.selection.only(3)
    classes = editor_of(view).list
    row = [row.name for row in classes.classes.rows].index("red")
    data = QMimeData()
    data.setData(MIME, b"1")
    place = classes.visualRect(classes.classes.index(row)).center()
    event = QDropEvent(
        QPointF(place), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    saved(view, qtbot, lambda: classes.dropEvent(event))
    assert on_disk(session, view.items.ids[3]).label == "red"


def test_several_classes_are_added_and_taken_away(
    view: ImagesView, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    view.selection.only(0)
    ident = view.items.ids[0]
    saved(view, qtbot, lambda: press(view, Qt.Key.Key_1))
    press(view, Qt.Key.Key_M)
    assert editor_of(view).several.isChecked()
    saved(view, qtbot, lambda: press(view, Qt.Key.Key_2))
    annotation = on_disk(session, ident).annotation
    assert isinstance(annotation, Labels)
    assert annotation.names == ("blue", "red")
    settle(
        lambda: (item := view.items.at(0)) is not None and label_words(item.sample) == "blue, red"
    )
    saved(view, qtbot, lambda: press(view, Qt.Key.Key_1))
    annotation = on_disk(session, ident).annotation
    assert isinstance(annotation, Labels)
    assert annotation.names == ("red",)


def test_a_class_is_renamed_and_merged_and_comes_back(
    view: ImagesView, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    editor = editor_of(view)
    menu = editor.menu_of("red")
    assert [action.text() for action in menu.actions()][1] == "Rename…"
    menu.close()
    saved(view, qtbot, lambda: view.labelling.rename("red", "blue"))
    settle(lambda: [row.name for row in editor.list.classes.all] == ["blue"])
    saved(view, qtbot, view.labelling.undo)
    settle(lambda: [row.name for row in editor.list.classes.all] == ["blue", "red"])


def test_in_the_viewer_the_next_image_comes_when_the_label_is_saved(
    view: ImagesView, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    view.open_image(2)
    first = view.items.ids[2]
    viewer = view.viewer
    assert isinstance(viewer, Viewer)
    saved(view, qtbot, lambda: QTest.keyClick(viewer.canvas, Qt.Key.Key_2))
    assert on_disk(session, first).label == "red"
    settle(lambda: view.selection.current == 3)
    saved(view, qtbot, view.labelling.undo)
    assert view.selection.current == 3


def test_suggestions_are_dimmed_and_accepted_together(
    view: ImagesView, session: Session, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    ids = [view.items.ids[position] for position in (0, 1, 2)]
    view.selection.only(0)
    view.selection.extend(1)
    saved(view, qtbot, lambda: press(view, Qt.Key.Key_Delete))
    settle(lambda: all(
        (item := view.items.at(place)) is not None and item.sample.annotation is None
        for place in (0, 1)
    ))  # fmt: skip
    file = tmp_path / "suggestions.sqlite"
    write(file, [Row(ident, "red", 0.87, 0.1, place) for place, ident in enumerate(ids)])
    session.read(
        lambda store: store.attach_suggestions(file),
        owner=view,
        done=lambda _: view.suggestions.attached.emit(SuggestionFacts("run", 2)),
    )
    settle(lambda: view.items.suggested(0) == Suggested("red", 0.87))
    assert view.filters.state.findData("disagrees") > 0
    assert view.items.suggested(2) is None
    view.selection.extend(2)
    words = saved(view, qtbot, lambda: press(view, Qt.Key.Key_Space))
    assert "red" in words
    assert [on_disk(session, ident).label for ident in ids[:2]] == ["red", "red"]
    assert view.stack.currentWidget() is view.grid


def test_labels_stay_where_they_are_until_the_list_is_made_again(
    view: ImagesView, qtbot: QtBot, settle: Settle
) -> None:
    total = len(view.items)
    view.filters.show_class("red")
    settle(lambda: 0 < len(view.items) < total)
    reds = len(view.items)
    view.selection.only(0)
    assert not view._stale.isVisible()
    saved(view, qtbot, lambda: press(view, Qt.Key.Key_1))
    assert len(view.items) == reds
    assert view._stale.isVisible()
    view.list_again()
    settle(lambda: len(view.items) == reds - 1)
    assert not view._stale.isVisible()


def test_a_read_only_project_says_why_nothing_can_be_labelled(
    session: Session, project: Path, open_session: Callable[[Path], Session], qtbot: QtBot,
    settle: Settle,
) -> None:  # fmt: skip
    second = open_session(project)
    assert second.read_only
    view = ImagesView(second)
    qtbot.addWidget(view)
    view.show()
    settle(lambda: view.items.complete)
    editor = editor_of(view)
    assert not editor.field.isEnabled()
    assert "open elsewhere" in editor.field.toolTip()
    assert not any(action.isEnabled() for action in editor.actions_for_images())
    del session

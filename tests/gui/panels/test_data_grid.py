"""The list, the grid and the table: what is shown, found, selected and copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.data.images_view import ImagesView
from tlstudio.gui.session import Session

Settle = Callable[[Callable[[], bool]], None]


@pytest.fixture
def view(session: Session, qtbot: QtBot, settle: Settle) -> ImagesView:
    made = ImagesView(session)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    settle(lambda: made.items.complete and made.items.locked.images > 0)
    made.grid.setFocus()
    return made


def click(view: ImagesView, position: int, *modifiers: Qt.KeyboardModifier) -> None:
    chosen = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        chosen |= modifier
    place = view.grid.rect_of(position).center()
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, chosen, place)


def selected(view: ImagesView) -> list[int]:
    return [int(position) for position in view.selection.positions()]


def test_the_final_test_is_not_listed_until_it_was_opened(
    view: ImagesView, session: Session, project: Path, settle: Settle
) -> None:
    with DatasetStore.open(project / "dataset.sqlite", read_only=True) as store:
        kept = store.count(Where(split="test"))
        hidden = {sample.id for sample in store.iterate(Where(split="test"))}
    assert kept > 0
    assert len(view.items) == 72 - kept
    assert not hidden & set(view.items.ids)
    assert str(kept) in view._lock.text()
    assert view.filters.part.findData("test") < 0
    session.write(lambda store: store.record_opening("run", "test"), owner=session)
    settle(lambda: len(view.items) == 72 and view.items.complete)
    settle(lambda: view._lock.text() == "" and view.filters.part.findData("test") > 0)


def test_clicks_select_one_some_and_ranges(view: ImagesView) -> None:
    click(view, 1)
    assert selected(view) == [1]
    click(view, 4, Qt.KeyboardModifier.ShiftModifier)
    assert selected(view) == [1, 2, 3, 4]
    click(view, 2, Qt.KeyboardModifier.ControlModifier)
    assert selected(view) == [1, 3, 4]
    click(view, 3)
    assert selected(view) == [3]
    assert "1 selected" in view._count.text()


def test_keys_move_extend_and_select_all(view: ImagesView) -> None:
    grid = view.grid
    QTest.keyClick(grid, Qt.Key.Key_Home)
    assert selected(view) == [0]
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert selected(view) == list(range(1, 2 + grid.columns))
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert selected(view) == [len(view.items) - 1]
    assert grid.rect_of(len(view.items) - 1).bottom() <= grid.viewport().height()
    QTest.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selection.count == len(view.items)
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert view.selection.count == 0


def test_a_rubber_band_selects_what_it_touches(view: ImagesView) -> None:
    grid = view.grid
    first, last = grid.rect_of(0), grid.rect_of(grid.columns + 1)
    port, left = grid.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, pos=QPoint(first.left() - 4, first.top() - 4))
    QTest.mouseMove(port, last.center())
    assert selected(view) == [0, 1, grid.columns, grid.columns + 1]
    QTest.mouseRelease(port, left, pos=last.center())
    before = grid.grab().toImage()
    assert not before.isNull()
    QTest.mousePress(port, left, Qt.KeyboardModifier.ControlModifier,
                     QPoint(grid.rect_of(2).left() - 4, first.top() - 4))  # fmt: skip
    QTest.mouseMove(port, grid.rect_of(2).center())
    QTest.mouseRelease(port, left, pos=grid.rect_of(2).center())
    assert selected(view) == [0, 1, 2, grid.columns, grid.columns + 1]


def test_pictures_arrive_and_carry_the_colour_of_their_class(
    view: ImagesView, settle: Settle
) -> None:
    grid = view.grid
    settle(lambda: grid._tile(0).picture is not None and grid._tile(3).picture is not None)
    shot = grid.viewport().grab().toImage()
    ratio = shot.devicePixelRatio()
    area = grid.rect_of(0)
    strip = shot.pixelColor(
        round(area.center().x() * ratio), round((area.top() + 6 + grid.side + 2) * ratio)
    )
    listed = view.items.at(0)
    assert listed is not None
    wanted = {"blue": "#0072b2", "red": "#e69f00"}[listed.sample.label]
    assert strip.name() == wanted


def test_filters_search_and_sort_make_other_lists(view: ImagesView, settle: Settle) -> None:
    def labels() -> set[str]:
        return {item.sample.label for item in map(view.items.at, range(len(view.items))) if item}

    total = len(view.items)
    view.filters.show_class("red")
    settle(lambda: 0 < len(view.items) < total)
    assert labels() == {"red"}
    view.filters.clear()
    view.filters.search.setText("plate1")
    settle(lambda: 0 < len(view.items) <= 12)
    view.filters.search.setText("no such name")
    settle(lambda: view.stack.currentWidget() is view._nothing)
    view.filters.clear()
    settle(lambda: len(view.items) == total and view.stack.currentWidget() is view.grid)
    view.filters.choose(view.filters.sort, "added")
    settle(lambda: view.items.complete and view.items.ids[0] > view.items.ids[-1])
    assert view.items.order == Order("added", descending=True)


def test_long_lists_come_in_pieces_and_keep_everything_selected(
    view: ImagesView, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tlstudio.gui.panels.data.items._FIRST", 5)
    monkeypatch.setattr("tlstudio.gui.panels.data.items._PIECE", 7)
    whole = list(view.items.ids)
    lengths: list[int] = []
    view.items.restarted.connect(lambda _: view.selection.everything())
    view.items.grew.connect(lambda: lengths.append(len(view.items)))
    view.items.show(Where(), Order())
    settle(lambda: view.items.complete and bool(lengths))
    assert list(view.items.ids) == whole
    assert len(lengths) > 3
    assert view.selection.count == len(whole)


def test_the_table_shows_selects_and_copies_the_same(view: ImagesView, settle: Settle) -> None:
    click(view, 2)
    click(view, 4, Qt.KeyboardModifier.ShiftModifier)
    view.as_table.setChecked(True)
    assert view.stack.currentWidget() is view.table
    chosen = view.table.selectionModel().selectedRows()
    assert sorted(index.row() for index in chosen) == [2, 3, 4]
    place = view.table.visualRect(view.table.rows.index(5, 0)).center()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(lambda: selected(view) == [5])
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    listed = view.items.at(5)
    assert listed is not None
    settle(lambda: listed.sample.key in clipboard.text())
    head, row = clipboard.text().strip().split("\n")
    assert head.split("\t")[:2] == ["Name", "Label"]
    assert row.split("\t")[1] == listed.sample.label


def test_another_size_keeps_the_place(view: ImagesView) -> None:
    grid = view.grid
    QTest.keyClick(grid, Qt.Key.Key_End)
    columns = grid.columns
    view.sides.setValue(view.sides.maximum())
    assert grid.columns < columns
    first, last = grid.seen()
    assert last == len(view.items) or first > 0


def test_what_cannot_be_read_says_why_on_its_tile(
    session: Session, qtbot: QtBot, project: Path, settle: Settle
) -> None:
    with DatasetStore.open(project / "dataset.sqlite", read_only=True) as store:
        page = store.page(Where(split="train"), Order(), None, 1)
        path = store.resolve(page.samples[0].media[0])
    path.unlink()
    made = ImagesView(session)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    settle(lambda: made.items.complete)
    position = list(made.items.ids).index(page.samples[0].id)
    settle(lambda: bool(made.grid._tile(position).problem))
    assert path.name in made.grid._tile(position).problem

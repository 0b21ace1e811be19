"""Surgery by hand and by keyboard: the draft, the table and the picture say the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tlstudio.core.plans import Head
from tlstudio.core.surgery import LayerRow, SurgeryTable
from tlstudio.gui.panels.model.drafting import DraftKeeper
from tlstudio.gui.panels.model.input_choices import InputChoices
from tlstudio.gui.panels.model.operating import OperatingPage
from tlstudio.gui.panels.model.seeing import SeesPage
from tlstudio.gui.panels.model.stack import GAP, Geometry, before_it_is_known, restated
from tlstudio.gui.session import Session
from tlstudio.jobs.answers import Operated
from tlstudio.jobs.drafts import Draft, read_draft, write_draft
from tlstudio.jobs.questions import Surgery
from tlstudio.models.catalogue.catalogue import card

Settle = Callable[[Callable[[], bool]], None]
BLOCKS = 10
SMALL = Draft(backbone="squeezenet1_1")


class Desk:
    """Answers surgeries as the model desk does; a real one is asked in one test below."""

    def __init__(self) -> None:
        self.asked: list[Surgery] = []

    def ask(self, question: Surgery, **rest: object) -> None:
        self.asked.append(question)
        rows = tuple(
            row.model_copy(update={"parameters": 100, "shape": (row.index + 1, 8, 8)})
            for row in before_it_is_known(card(question.backbone))
        )
        old = LayerRow(index=-1, name="old output layers", kind="", shape=(), parameters=50,
                       state="removed")  # fmt: skip
        kinds = ["linear"] if Head.model_validate(question.head).kind == "linear" else ["a", "b"]
        new = tuple(
            LayerRow(
                index=-1,
                name=f"new {kind}",
                kind="",
                shape=(question.classes,),
                parameters=10 * (question.cut or 0),
                state="new",
            )
            for kind in kinds
        )
        plain = SurgeryTable(
            backbone=question.backbone, input_shape=(3, 64, 64), before=(*rows, old),
            after=(*rows, *new), total_before=0, total_after=0, trainable=0, frozen=0,
        )  # fmt: skip
        cut, freeze = question.cut or BLOCKS, question.freeze_to
        table = restated(plain, cut, cut if freeze is None else freeze)
        done = rest["done"]
        assert callable(done)
        done(Operated(table=table))


@pytest.fixture
def desk(session: Session, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk()
    monkeypatch.setattr(session.services, "ask_models", made.ask)
    return made


@pytest.fixture
def page(session: Session, qtbot: QtBot, desk: Desk, settle: Settle) -> OperatingPage:
    keeper = DraftKeeper(session, session)
    made = OperatingPage(session, keeper)
    qtbot.addWidget(made)
    made.resize(1040, 640)
    made.show()
    keeper.set(SMALL)
    with qtbot.waitSignal(made.described):
        made.set_card(card("squeezenet1_1"))
    for move in made.picture._moves.values():
        move.setDuration(1)
    settle(lambda: made.picture._shown == {"cut": 10.0, "freeze": 10.0})
    return made


def y_of(page: OperatingPage, boundary: float) -> int:
    """Where a boundary lies in the viewport."""
    picture = page.picture
    places = picture.geometry_now
    return round(places.line(boundary) + GAP / 2 - picture.verticalScrollBar().value())


def drag(page: OperatingPage, qtbot: QtBot, x: int, start: float, end: float) -> None:
    view = page.picture.viewport()
    begin, target = y_of(page, start), y_of(page, end)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(x, begin))
    for step in range(1, 6):
        qtbot.mouseMove(view, QPoint(x, begin + (target - begin) * step // 5))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(x, target))


def test_the_lines_lie_where_they_can_be_taken() -> None:
    places = Geometry(blocks=10, new=2, pitch=40, viewport=500)
    for boundary in range(11):
        assert places.boundary(places.line(boundary)) == boundary
    assert places.block_at(places.line(3.5), cut=10) == 3
    gone = places.block_top(9, cut=8)
    assert gone == places.block_top(9, cut=10) - places.group
    assert places.height > 500


def test_dragging_the_cut_removes_layers_from_draft_and_table(
    page: OperatingPage, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    right = page.picture.viewport().width() - 60
    with qtbot.waitSignal(session.saved, timeout=10_000):
        drag(page, qtbot, right, BLOCKS, BLOCKS - 3)
    draft = page._keeper.draft
    assert (draft.cut, draft.freeze_to) == (BLOCKS - 3, None)
    settle(lambda: read_draft(session.project).cut == BLOCKS - 3)
    assert page.table is not None
    assert [row.state for row in page.table.before].count("removed") == 4
    assert page.choices.cut.currentData() == BLOCKS - 3
    states = [page.layers.layers.text(row, 1) for row in range(page.layers.layers.rowCount())]
    assert states.count("removed") == 4
    assert states.count("kept as it is") == BLOCKS - 3
    settle(lambda: page.totals.text() == "70 of 770 parameters learn")


def test_dragging_the_freeze_line_lets_layers_learn(
    page: OperatingPage, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    with qtbot.waitSignal(session.saved, timeout=10_000):
        drag(page, qtbot, 90, BLOCKS, BLOCKS - 2)
    assert page._keeper.draft.freeze_to == BLOCKS - 2
    assert not page.choices.automatic.isChecked()
    settle(lambda: page.totals.text() == "300 of 1\u202f100 parameters learn")
    drag(page, qtbot, page.picture.viewport().width() - 60, BLOCKS, 5)
    assert (page._keeper.draft.cut, page._keeper.draft.freeze_to) == (5, 5)


def test_while_a_line_moves_states_follow_at_once_and_the_desk_is_asked_once(
    page: OperatingPage, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    desk.asked.clear()
    view, x = page.picture.viewport(), page.picture.viewport().width() - 60
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(x, y_of(page, BLOCKS)))
    for boundary in (9, 8, 7):
        qtbot.mouseMove(view, QPoint(x, y_of(page, boundary)))
        assert page.table is not None
        assert [row.state for row in page.table.before].count("removed") == BLOCKS - boundary + 1
    assert page._keeper.draft.cut is None
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(x, y_of(page, 7)))
    assert page._keeper.draft.cut == 7
    settle(lambda: len(desk.asked) == 1)
    assert desk.asked[0].cut == 7


def test_everything_is_done_by_keyboard(
    page: OperatingPage, session: Session, qtbot: QtBot
) -> None:
    handle = page.picture.cut_handle
    handle.setFocus()
    qtbot.keyClick(handle, Qt.Key.Key_Down)
    qtbot.keyClick(handle, Qt.Key.Key_Down)
    assert page._keeper.draft.cut == BLOCKS - 2
    assert handle.accessibleName() == "Remove from here: 8 of 10 layers stay, the last is fire11"
    freeze = page.picture.freeze_handle
    qtbot.keyClick(freeze, Qt.Key.Key_PageDown)
    assert page._keeper.draft.freeze_to == BLOCKS - 7
    qtbot.keyClick(freeze, Qt.Key.Key_Home)
    assert page._keeper.draft.freeze_to == BLOCKS - 2
    qtbot.keyClick(handle, Qt.Key.Key_End)
    assert (page._keeper.draft.cut, page._keeper.draft.freeze_to) == (1, 1)
    qtbot.keyClick(page.choices.mlp, Qt.Key.Key_Space)
    assert page._keeper.draft.head == {"kind": "mlp"}
    page.choices.hidden.setValue(64)
    page.choices.norm.toggle()
    assert page._keeper.draft.head == {"kind": "mlp", "hidden": 64, "norm": False}
    qtbot.keyClick(page.choices.linear, Qt.Key.Key_Return)
    assert page._keeper.draft.head == {"hidden": 64, "norm": False}


def test_undo_and_redo_go_through_every_change_and_reset_goes_back(
    page: OperatingPage, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    keeper = page._keeper
    page.picture.step("cut", -1)
    page.picture.step("freeze", -2)
    page.choices.choose_head("mlp")
    last = keeper.draft
    names = [action.shortcut().toString() for action in page.actions()]
    assert {"Ctrl+Z", "Ctrl+Shift+Z"} <= set(names)
    for _ in range(3):
        page.actions()[names.index("Ctrl+Z")].trigger()
    assert keeper.draft == SMALL
    assert page.picture.cut == BLOCKS
    for _ in range(3):
        page.actions()[names.index("Ctrl+Shift+Z")].trigger()
    assert keeper.draft == last
    assert page.back.isEnabled()
    page.reset()
    assert keeper.draft == SMALL
    assert not page.back.isEnabled()
    settle(lambda: read_draft(session.project) == SMALL)


def choices_of(page: OperatingPage) -> InputChoices:
    """Of a project of images."""
    assert isinstance(page.sees.choices, InputChoices)
    return page.sees.choices


def test_size_and_channels_are_kept_and_other_panels_changes_are_taken(
    page: OperatingPage, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    choices = choices_of(page)
    size = choices.image_size
    size.setCurrentIndex(size.findData(128))
    size.activated.emit(size.currentIndex())
    channels = choices.channels
    channels.setCurrentIndex(channels.findData(1))
    channels.activated.emit(channels.currentIndex())
    assert (page._keeper.draft.size, page._keeper.draft.channels) == (128, 1)
    settle(lambda: session.facts.draft.size == 128 and session.facts.draft.channels == 1)
    theirs = page._keeper.draft.model_copy(update={"input": {"fit": "letterbox"}, "size": 96})
    with qtbot.waitSignal(page._keeper.changed, timeout=10_000):
        session.prepare(
            lambda project, _: write_draft(project, theirs), owner=page, done=lambda _: None
        )
    assert choices.image_size.currentData() == 96
    page.picture.step("cut", -1)
    settle(lambda: read_draft(session.project).cut == BLOCKS - 1)
    assert read_draft(session.project).input == {"fit": "letterbox"}


def test_the_original_stands_beside_the_input_and_brightness_is_chosen_there(
    page: OperatingPage, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    sees, choices = page.sees, choices_of(page)
    assert isinstance(sees, SeesPage)
    assert page.tabs.currentIndex() == 0
    qtbot.waitUntil(lambda: sees.original.has_image and sees.input.has_image, timeout=30_000)
    assert "pixels" in sees.words.text()
    first = sees._name.text()
    sees.turn(1)
    assert sees._name.text() != first
    brightness = choices.brightness

    def chosen(wanted: dict[str, object]) -> bool:
        return read_draft(session.project).input == wanted

    for value in ("image", "fixed"):
        brightness.setCurrentIndex(brightness.findData(value))
        brightness.activated.emit(brightness.currentIndex())
        settle(partial(chosen, {"brightness": value}))
    qtbot.waitUntil(lambda: "in every image alike" in sees.words.text(), timeout=30_000)
    sees.choices.white.setText("200,5")
    sees.choices.white.editingFinished.emit()
    settle(lambda: read_draft(session.project).input == {"brightness": "fixed", "high": 200.5})
    sees.choices.white.setText("much")
    sees.choices.white.editingFinished.emit()
    assert sees.choices.white.text() == "200.5"
    page._keeper.undo()
    settle(lambda: read_draft(session.project).input == {"brightness": "fixed"})
    brightness.setCurrentIndex(0)
    brightness.activated.emit(0)
    settle(lambda: read_draft(session.project).input == {})


def test_another_model_of_another_depth_takes_the_place(page: OperatingPage, qtbot: QtBot) -> None:
    page._keeper.set(Draft(backbone="resnet18", cut=9))
    with qtbot.waitSignal(page.described):
        page.set_card(card("resnet18"))
    page._keeper.set(Draft(backbone="fractalnet"))
    with qtbot.waitSignal(page.described):
        page.set_card(card("fractalnet"))
    assert page.picture.cut == len(card("fractalnet").blocks)
    assert page.choices.cut.count() == len(card("fractalnet").blocks)


@pytest.mark.timeout(240)
def test_the_real_desk_describes_the_layers(session: Session, qtbot: QtBot) -> None:
    page = OperatingPage(session, DraftKeeper(session, session))
    qtbot.addWidget(page)
    page._keeper.set(Draft(backbone="fractalnet"))
    with qtbot.waitSignal(page.described, timeout=120_000):
        page.set_card(card("fractalnet"))
    assert page.totals.text() == "770 of 1\u202f585\u202f234 parameters learn"
    with qtbot.waitSignal(page.described, timeout=20_000):
        page.picture.step("cut", -2)
    assert page.totals.text() == "482 of 1\u202f492\u202f018 parameters learn"
    assert page.picture.stack.new[-1].kind == "linear 240 → 2"

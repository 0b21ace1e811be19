"""Several trainings in a queue: seen in the list, given another turn, taken out, begun in turn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.runs import small_plan
from tlstudio.core.events import RunEvent
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.panels.train.panel import TrainPanel
from tlstudio.gui.panels.train.start_view import StartView
from tlstudio.gui.panels.train.trainings import Trainings
from tlstudio.gui.session import Session
from tlstudio.jobs.outcome import Outcome


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the runs that had their turn; none of them does any work."""
    names: list[str] = []

    def begin(item: JobItem) -> None:
        item.state, item.started_at = "running", 1.0
        names.append(item.folder.name)
        item.changed.emit()

    monkeypatch.setattr(JobItem, "begin", begin)
    monkeypatch.setattr(StartView, "_ask", lambda _: None)
    return names


def test_three_in_a_row_are_seen_reordered_taken_out_and_begun(
    begun: list[str], session: Session, qtbot: QtBot, settle: Callable[..., None]
) -> None:
    panel = TrainPanel(session)
    qtbot.addWidget(panel)
    panel.resize(1050, 720)
    panel.show()
    panel.entered()
    plans = [small_plan(seed=seed) for seed in range(4)]
    panel.trainings.start(plans, lambda error: pytest.fail(str(error)))
    settle(lambda: panel.runs.runs.rowCount() == 4)
    first, second, third, fourth = (run.name for run in session.facts.runs)
    assert begun == [first]
    assert panel.trainings.waiting() == (second, third, fourth)

    def said(name: str) -> str:
        row = panel.runs.runs.at(panel.runs.runs.row_of(name))
        assert row is not None
        return panel.runs.runs.words(row)

    assert said(first) == "running"
    assert said(fourth) == "waits, number 3 in the queue"

    panel.show_run(fourth)
    settle(panel.view.bar.sooner.isVisible)
    panel.view.bar.sooner.click()
    settle(lambda: said(fourth) == "waits, number 2 in the queue")
    assert said(third) == "waits, number 3 in the queue"
    panel.view.bar.sooner.click()
    settle(lambda: panel.trainings.waiting() == (fourth, second, third))
    settle(lambda: not panel.view.bar.sooner.isVisible())
    assert "number 1" in panel.view._where.text()

    panel.show_run(second)
    settle(lambda: panel.view.bar.stop.text() == "Take out of the queue")
    panel.view.bar.stop.click()
    settle(lambda: panel.view.ending.resume.text() == "Start it")
    assert said(second) == "not begun"
    assert said(third) == "waits, number 2 in the queue"

    for name in (first, fourth, third):
        item = panel.trainings.item(name)
        assert item is not None
        item._end(Outcome("stopped"))
    assert begun == [first, fourth, third]
    assert panel.trainings.waiting() == ()


def test_a_training_that_told_its_result_does_not_hold_the_window(
    begun: list[str], session: Session, settle: Callable[..., None]
) -> None:
    trainings = Trainings.of(session)
    trainings.start([small_plan()], lambda error: pytest.fail(str(error)))
    settle(lambda: bool(begun))
    item = trainings.item(begun[0])
    assert item is not None
    assert session.services.training()
    item._hear(RunEvent(1, "result", 0.0, 0.0, {}))
    assert item.active, "its worker has not gone yet"
    assert not session.services.training()
    item._end(Outcome("finished"))

"""Between the last pass and the results: what is going on is said, and nothing is offered early."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.panels.train.test_record import Told, begin
from tests.runs import small_plan
from tlstudio.core.events import MEASURING
from tlstudio.gui.facts import step_states
from tlstudio.gui.panels.evaluate.panel import EvaluatePanel
from tlstudio.gui.panels.train.panel import TrainPanel
from tlstudio.gui.panels.train.record import RunRecord
from tlstudio.gui.panels.train.start_view import StartView
from tlstudio.gui.session import Session
from tlstudio.project.journal import EventLog, read_events
from tlstudio.project.runs import RunFolder

_SAID = "Trained. Measuring it on the tuning images …"


@pytest.fixture(autouse=True)
def no_estimates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times come from elsewhere; these tests start no process for them."""
    monkeypatch.setattr(StartView, "_ask", lambda _: None)


@pytest.fixture
def measured(trained_project: Path, tmp_path: Path) -> tuple[Path, Path, dict[str, object]]:
    """A project whose run is being scored; where its results wait, and its answer."""
    folder, aside = tmp_path / "project", tmp_path / "evaluation"
    shutil.copytree(trained_project, folder)
    run = RunFolder(next((folder / "runs").iterdir()))
    shutil.move(run.evaluations_dir, aside)
    events = read_events(run.events_path)
    result = next(event.data for event in events if event.kind == "result")
    kept = [event for event in events if event.kind not in ("result", "finished")]
    assert [event for event in kept if event.data.get("stage") == MEASURING]
    run.events_path.write_text("".join(event.to_line() for event in kept), "utf-8")
    (run.path / "heartbeat.json").write_text(json.dumps({"pid": os.getpid(), "token": "t"}))
    return folder, aside, result


def end(folder: Path, aside: Path, result: dict[str, object]) -> None:
    run = RunFolder(next((folder / "runs").iterdir()))
    shutil.move(aside, run.evaluations_dir)
    log = EventLog(run.events_path, resume=True)
    log.emit("result", **result)
    log.emit("finished")
    log.close()


def texts(widget: TrainPanel | EvaluatePanel) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_a_record_knows_that_it_is_measured() -> None:
    told = Told(RunRecord(small_plan()))
    begin(told)
    assert not told.record.measuring
    told("progress", stage=MEASURING, done=0)
    told("progress", stage="computing features", done=3, total=9)
    assert told.record.measuring
    told("result", evaluation={})
    assert not told.record.measuring


def test_results_are_offered_when_they_are_there(
    measured: tuple[Path, Path, dict[str, object]],
    open_session: Callable[[Path], Session],
    qtbot: QtBot,
) -> None:
    folder, aside, result = measured
    session = open_session(folder)
    states = step_states(session.facts)
    assert (states["train"], states["evaluate"]) == ("running", "running")
    panel, results = TrainPanel(session), EvaluatePanel(session)
    for one in (panel, results):
        qtbot.addWidget(one)
        one.resize(1050, 720)
        one.show()
        one.entered()
    qtbot.waitUntil(lambda: any(text.startswith(_SAID) for text in texts(panel)), timeout=10_000)
    qtbot.waitUntil(lambda: _SAID in texts(results), timeout=10_000)
    assert not panel.view.ending.results.isVisible()
    end(folder, aside, result)
    qtbot.waitUntil(panel.view.ending.results.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: results.results is not None, timeout=10_000)
    qtbot.waitUntil(lambda: step_states(session.facts)["evaluate"] == "done", timeout=10_000)
    assert not any(text.startswith(_SAID) for text in (*texts(panel), *texts(results)))

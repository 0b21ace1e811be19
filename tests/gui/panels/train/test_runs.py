"""While and after a training: followed, paused, killed, resumed, repeated, deleted."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.panels.train.plans import long_plan
from tests.runs import new_run, small_plan
from tlstudio.core.plans import Plan
from tlstudio.gui.panels.train.panel import TrainPanel
from tlstudio.gui.panels.train.start_view import StartView
from tlstudio.gui.panels.train.trainings import Trainings
from tlstudio.gui.session import Session
from tlstudio.jobs.requests import TrainRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.control import keep
from tlstudio.project.journal import EventLog
from tlstudio.project.runs import RunFolder

Open = Callable[[Path], Session]
_LONG = 240_000


@pytest.fixture(autouse=True)
def no_estimates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times come from elsewhere; these tests start no process for them."""
    monkeypatch.setattr(StartView, "_ask", lambda _: None)


def open_panel(session: Session, qtbot: QtBot) -> TrainPanel:
    panel = TrainPanel(session)
    qtbot.addWidget(panel)
    panel.resize(1050, 720)
    panel.show()
    panel.entered()
    qtbot.waitUntil(panel.start.button.isEnabled)
    return panel


def begin(panel: TrainPanel, qtbot: QtBot, plan: Plan) -> None:
    panel.start.take_plan(plan)
    panel.start.press_start()
    qtbot.waitUntil(panel.view.isVisible, timeout=20_000)


def passes_of(panel: TrainPanel) -> int:
    return len(panel.view.record.passes) if panel.view.record is not None else 0


def press(panel: TrainPanel, text: str) -> None:
    buttons = panel.findChildren(QPushButton)
    next(b for b in buttons if b.text() == text and b.isVisible()).click()


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_killed_training_says_why_and_resumes_to_its_end(session: Session, qtbot: QtBot) -> None:
    panel = open_panel(session, qtbot)
    begin(panel, qtbot, long_plan(30))
    qtbot.waitUntil(lambda: passes_of(panel) >= 3, timeout=_LONG)
    assert panel.view.record is not None
    assert panel.view.bar.pause.isVisible()
    os.kill(panel.view.record.pid, signal.SIGKILL)
    killed = time.monotonic()
    qtbot.waitUntil(lambda: "killed by the system" in panel.view.ending.banner.text, timeout=5000)
    assert time.monotonic() - killed < 5
    done = passes_of(panel)
    assert panel.view.ending.resume.isVisible()
    assert panel.view.ending.resume.text() == f"Resume from pass {done + 1}"
    name = panel.view.name
    panel.view.ending.press_resume()
    qtbot.waitUntil(lambda: panel.trainings.running() == name, timeout=20_000)
    assert not panel.view.ending.banner.isVisible()
    qtbot.waitUntil(lambda: panel.view.ending.state == "finished", timeout=_LONG)
    assert passes_of(panel) == 31
    times = [p.place for p in panel.view.record.passes.values()]
    assert times == sorted(set(times)), "a pass that was done again is told once"


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_training_ends_with_its_result_and_shows_the_way(session: Session, qtbot: QtBot) -> None:
    panel = open_panel(session, qtbot)
    begin(panel, qtbot, long_plan(2))
    qtbot.waitUntil(lambda: panel.view.ending.state == "finished", timeout=_LONG)
    qtbot.waitUntil(lambda: "tuning images" in panel.view.ending.banner.text)
    record = panel.view.record
    assert record is not None
    assert len(record.curves["validation"]) == 3
    assert len(record.curves["step"]) > 0
    assert record.preview, "a look at some tuning images comes with every pass"
    qtbot.waitUntil(panel.view.previews.isVisible)
    assert "accuracy" in panel.view.ending.banner.text.lower()
    went: list[str] = []
    session.go.connect(went.append)
    press(panel, "See results")
    assert went == ["evaluate"]
    qtbot.waitUntil(lambda: bool(session.facts.model_runs), timeout=10_000)
    plan = record.plan
    press(panel, "Train again with changes")
    assert panel.start.isVisible()
    assert panel.start._plan == plan


@pytest.mark.long
@pytest.mark.timeout(300)
def test_pause_holds_it_and_a_second_one_waits(session: Session, qtbot: QtBot) -> None:
    panel = open_panel(session, qtbot)
    begin(panel, qtbot, long_plan(400))
    first = panel.view.name
    qtbot.waitUntil(lambda: passes_of(panel) >= 2, timeout=_LONG)
    panel.view.bar.press_pause()
    item = panel.trainings.item(first)
    assert item is not None
    qtbot.waitUntil(lambda: item.state == "paused", timeout=20_000)
    qtbot.waitUntil(lambda: panel.view.bar.pause.text() == "Go on")
    panel.show_start()
    panel.start.take_plan(long_plan(3))
    panel.start._seeds.setValue(2)
    panel.start.press_start()
    qtbot.waitUntil(lambda: len(panel.trainings.waiting()) == 2, timeout=20_000)
    second, third = panel.trainings.waiting()
    panel.trainings.sooner(third)
    assert panel.trainings.waiting() == (third, second)
    qtbot.waitUntil(lambda: panel.runs.runs.row_of(second) >= 0, timeout=20_000)
    panel.show_run(second)
    qtbot.waitUntil(panel.view.bar.sooner.isVisible, timeout=10_000)
    words = "Waits for its turn: number 2 in the queue."
    qtbot.waitUntil(lambda: panel.view._where.text() == words)
    for name in (second, third):
        waiting = panel.trainings.item(name)
        assert waiting is not None
        waiting.stop()
    qtbot.waitUntil(lambda: panel.view.ending.state == "new", timeout=10_000)
    assert panel.view.ending.resume.text() == "Start it"
    item.stop()
    qtbot.waitUntil(lambda: not panel.trainings.running(), timeout=_LONG)


def dead_run(project: Path) -> RunFolder:
    """A run whose worker was ended by a power cut in its second pass."""
    run = new_run(project, small_plan(), "Standard")
    log = EventLog(run.events_path)
    log.emit("started", pid=1, token="x")
    log.emit("phase", index=0, name="new layers", epochs=3)
    shares = {"accuracy": 0.8, "balanced_accuracy": 0.75}
    log.emit("epoch", phase=0, epoch=0, validation_loss=0.4, metrics=shares, best=-0.4)
    log.close()
    return run


def test_a_run_that_died_is_offered_when_the_project_is_opened(
    project: Path, open_session: Open, qtbot: QtBot
) -> None:
    run = dead_run(project)
    panel = open_panel(open_session(project), qtbot)
    qtbot.waitUntil(lambda: panel.view.name == run.name, timeout=10_000)
    qtbot.waitUntil(lambda: "ended in the middle" in panel.view.ending.banner.text)
    assert panel.view.ending.resume.text() == "Resume from pass 2"
    row = panel.runs.runs.at(0)
    assert row is not None
    assert panel.runs.runs.words(row) == "ended in the middle · 80\u00a0% · 0 s"


def test_a_run_is_deleted_after_asking_and_comes_back(
    project: Path, open_session: Open, qtbot: QtBot
) -> None:
    run = dead_run(project)
    panel = open_panel(open_session(project), qtbot)
    qtbot.waitUntil(panel.view.ending.delete.isVisible, timeout=10_000)
    panel.view.ending.delete.click()
    assert "Delete this training" in panel.view.ending.problem.text
    assert run.path.is_dir()
    panel.view.ending.press_delete()
    qtbot.waitUntil(lambda: not run.path.exists(), timeout=10_000)
    qtbot.waitUntil(lambda: panel.runs.runs.rowCount() == 0, timeout=10_000)
    assert (project / "cache" / "trash" / run.name / "plan.toml").is_file()
    press(panel, "Bring it back")
    qtbot.waitUntil(lambda: panel.view.name == run.name and run.path.is_dir(), timeout=10_000)
    qtbot.waitUntil(lambda: panel.runs.runs.rowCount() == 1, timeout=10_000)


@pytest.mark.parametrize(
    ("kind", "message", "offers"),
    [
        ("diverged", "The loss became nan in stage 2, pass 3, step 1.", "Try smaller steps"),
        ("out-of-memory", "Not even one image at a time fits.", "Change the recipe"),
        ("disk-full", "The disk is full: the run's record could not be saved.", "Copy details"),
        ("device-missing", "There is no usable NVIDIA GPU here.", "Train on the processor"),
    ],
)
def test_every_failure_says_its_cause_and_a_way_on(
    project: Path, open_session: Open, qtbot: QtBot, kind: str, message: str, offers: str
) -> None:
    run = dead_run(project)
    log = EventLog(run.events_path, resume=True)
    log.emit("failed", error=kind, message=message, hint="Do this.")
    log.close()
    panel = open_panel(open_session(project), qtbot)
    qtbot.waitUntil(lambda: panel.runs.runs.rowCount() == 1, timeout=10_000)
    panel.show_run(run.name)
    qtbot.waitUntil(lambda: message in panel.view.ending.banner.text, timeout=10_000)
    assert "Do this." in panel.view.ending.banner.text
    texts = [b.text() for b in panel.view.ending.banner.findChildren(QPushButton)]
    assert offers in texts
    if kind == "device-missing":
        press(panel, offers)
        assert panel.start._plan is not None
        assert panel.start._plan.device == "cpu"
    if kind == "diverged":
        press(panel, offers)
        assert panel.start._plan is not None
        assert panel.start._plan.phases[1].lr == pytest.approx(3e-4)


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_training_of_another_process_is_followed_at_once(
    project: Path, open_session: Open, qtbot: QtBot
) -> None:
    run = new_run(project, long_plan(400), "elsewhere")
    request = TrainRequest(run=run.path.resolve(), cache=(project / "cache").resolve())
    job = Job(run.path, request)
    job.start()
    keep(run.path)
    try:
        qtbot.waitUntil(lambda: run.status().epoch >= 2, timeout=_LONG)
        session = open_session(project)
        trainings = Trainings.of(session)
        assert trainings.running() == run.name
        panel = open_panel(session, qtbot)
        qtbot.waitUntil(lambda: panel.view.name == run.name, timeout=20_000)
        seen = passes_of(panel)
        qtbot.waitUntil(lambda: passes_of(panel) > max(seen, 3), timeout=_LONG)
        panel.view.bar.press_stop()
        qtbot.waitUntil(lambda: panel.view.ending.state == "stopped", timeout=_LONG)
    finally:
        job.kill()


def test_a_finished_run_of_long_ago_shows_its_curves_and_recipe(
    trained_project: Path, tmp_path: Path, open_session: Open, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(trained_project, copy)
    panel = open_panel(open_session(copy), qtbot)
    qtbot.waitUntil(lambda: panel.runs.runs.rowCount() == 1, timeout=10_000)
    row = panel.runs.runs.at(0)
    assert row is not None
    assert (row.title, row.state) == ("Shared", "finished")
    panel.show_run(row.name)
    qtbot.waitUntil(panel.view.ending.results.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: panel.view.curves.loss is not None, timeout=20_000)
    loss = panel.view.curves.loss
    assert loss is not None
    qtbot.waitUntil(lambda: "tuning images" in loss.accessibleDescription(), timeout=10_000)
    assert not panel.view.ending.resume.isVisible()

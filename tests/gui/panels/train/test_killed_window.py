"""`kill -9` of a window that trains: the worker saves and ends, or goes on if that was chosen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from tlstudio.gui.panels.train.panel import TrainPanel
from tlstudio.gui.panels.train.start_view import StartView
from tlstudio.gui.panels.train.trainings import Trainings
from tlstudio.gui.session import Session

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(400),
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX"),
]
_PATIENCE = 240


def killed(project: Path, told: Path, *options: str) -> psutil.Process:
    """Train in a window, kill it after two passes; the worker."""
    command = [sys.executable, "-m", "tests.faults.training_window", str(project), str(told)]
    child = subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + _PATIENCE
    try:
        while not (told.exists() and told.read_text()):
            assert child.poll() is None, "the window ended by itself"
            assert time.monotonic() < deadline, "the training did not begin"
            time.sleep(0.05)
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait(timeout=30)
    return psutil.Process(int(told.read_text()))


def test_its_worker_saves_and_ends_and_the_training_can_be_resumed(
    project: Path,
    tmp_path: Path,
    open_session: Callable[[Path], Session],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = killed(project, tmp_path / "told")
    begin = time.monotonic()
    worker.wait(timeout=60)
    # Ten seconds are the bound; a crowded machine gets what it takes longer.
    assert time.monotonic() - begin < 10 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    monkeypatch.setattr(StartView, "_ask", lambda _: None)
    panel = TrainPanel(open_session(project))
    qtbot.addWidget(panel)
    panel.show()
    panel.entered()
    qtbot.waitUntil(lambda: panel.runs.runs.rowCount() == 1, timeout=20_000)
    row = panel.runs.runs.at(0)
    assert row is not None
    panel.show_run(row.name)
    qtbot.waitUntil(panel.view.ending.resume.isVisible, timeout=20_000)
    assert panel.view.ending.state == "stopped"
    assert panel.view.ending.resume.text().startswith("Resume from pass")
    assert list((project / "runs" / row.name / "checkpoints").glob("*.pt"))


def test_a_training_that_was_to_go_on_is_followed_by_the_next_window(
    project: Path, tmp_path: Path, open_session: Callable[[Path], Session], qtbot: QtBot
) -> None:
    worker = killed(project, tmp_path / "told", "--keep")
    try:
        qtbot.wait(3000)
        assert worker.is_running()
        trainings = Trainings.of(open_session(project))
        item = trainings.item(trainings.running())
        assert item is not None
        kinds: list[str] = []
        item.said.connect(lambda event: kinds.append(event.kind))
        qtbot.waitUntil(lambda: kinds.count("epoch") > 1, timeout=60_000)
        item.stop()
        qtbot.waitUntil(lambda: not item.active, timeout=60_000)
    finally:
        if worker.is_running():
            worker.kill()

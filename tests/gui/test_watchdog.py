"""The watchdog barks at slots that hold the window, and the way through the window is quiet."""

from __future__ import annotations

import functools
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.gui.watchdog import Watchdog
from tlstudio.gui.facts import STEPS, StepName
from tlstudio.gui.services import Services
from tlstudio.gui.window import MainWindow

Settle = Callable[[Callable[[], bool]], None]


def compute() -> None:
    end = time.thread_time() + 0.8
    while time.thread_time() < end:
        pass


def wait() -> None:
    time.sleep(1.0)


def remain() -> None:
    end = time.thread_time() + 0.6
    while time.thread_time() < end:
        pass


@pytest.mark.parametrize("slot", [compute, wait])
def test_a_slot_that_holds_the_window_is_named(
    watchdog: Watchdog, qtbot: QtBot, slot: Callable[[], None]
) -> None:
    if slot is wait and not sys.platform.startswith("linux"):
        pytest.skip("only Linux tells how long a thread was not let run")
    QTimer.singleShot(0, slot)
    qtbot.wait(2000)
    assert len(watchdog.offences) == 1
    assert f"in {slot.__name__}" in watchdog.offences.pop().where


def test_what_has_a_limit_of_its_own_is_not_blamed_for_the_rest_of_its_turn(
    watchdog: Watchdog, qtbot: QtBot
) -> None:
    def build() -> None:
        with watchdog.allowed(5.0):
            for _ in range(3):
                compute()
        remain()

    QTimer.singleShot(0, build)
    qtbot.wait(4000)
    assert len(watchdog.offences) == 1
    assert "in remain" in watchdog.offences.pop().where


def test_many_short_slots_and_the_work_of_a_test_are_no_offence(
    watchdog: Watchdog, qtbot: QtBot
) -> None:
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: time.sleep(0.002))
    timer.start()
    qtbot.wait(300)
    compute()
    qtbot.wait(50)
    assert watchdog.offences == []


def test_the_window_imports_the_panels_while_nobody_waits() -> None:
    code = (
        "import sys\n"
        "from tlstudio.gui.background.warming import PLAIN, SHOWN, import_shown\n"
        "for name in PLAIN: import_shown(name)\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6.QtWidgets')]\n"
        "for name in SHOWN: import_shown(name)\n"
        "before = set(sys.modules)\n"
        "from tlstudio.gui.panels.panel import PANELS\n"
        "for panel in PANELS: import_shown(panel.module)\n"
        "assert set(sys.modules) == before, set(sys.modules) - before\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.timeout(120)
def test_a_walk_through_every_step_never_holds_the_window(
    services: Services, trained_project: Path, qtbot: QtBot, settle: Settle
) -> None:
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    window.open_project(trained_project)
    settle(lambda: window.project is not None)
    page = window.project
    assert page is not None

    def stands_at(step: StepName) -> bool:
        return page.step == step

    for _ in range(2):
        for step in STEPS:
            QTimer.singleShot(0, page.rail._buttons[step].click)
            settle(functools.partial(stands_at, step))
            qtbot.wait(400)
    window.close_project()

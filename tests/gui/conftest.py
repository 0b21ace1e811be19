"""A real project, a real session, and a look for what was left running."""

from __future__ import annotations

import functools
import importlib
import pkgutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from tests.gui.watchdog import ALLOWED, Watchdog
from tests.runs import make_project, new_run, small_plan
from tlstudio.core.errors import StudioError
from tlstudio.gui.panels.panel import PANELS
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session, open_project
from tlstudio.gui.settings import Settings
from tlstudio.gui.theme import theme
from tlstudio.jobs.requests import TrainRequest
from tlstudio.jobs.supervisor import Job


def allowed(watchdog: Watchdog, act: Callable[..., Any], limit: float) -> Callable[..., Any]:
    """The same function, with a limit of its own."""

    @functools.wraps(act)
    def measured(*args: Any, **keywords: Any) -> Any:
        with watchdog.allowed(limit):
            return act(*args, **keywords)

    return measured


@pytest.fixture(scope="session", autouse=True)
def imported() -> None:
    """The modules of every panel, as the window has them soon after it came up."""
    for panel in PANELS:
        importlib.import_module(panel.module)


@pytest.fixture(autouse=True)
def watchdog(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watchdog]:
    """Fail a test in which something held the window; see `tests.gui.watchdog`."""
    made = Watchdog()
    run: Callable[..., object] = qt_api.exec

    def watched(loop: QObject, *args: object, **keywords: object) -> object:
        with made.loop():
            return run(loop, *args, **keywords)

    for name, limit in ALLOWED.items():
        monkeypatch.setattr(name, allowed(made, pkgutil.resolve_name(name), limit))
    monkeypatch.setattr(qt_api, "exec", watched)
    yield made
    made.close()
    if made.offences:
        told = "\n".join(map(str, made.offences))
        pytest.fail(f"The window was held for too long:\n{told}", pytrace=False)


@pytest.fixture(autouse=True)
def nothing_survives() -> Iterator[None]:
    """Fail a test that leaves a thread of Python or a child process running."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        threads = [t for t in threading.enumerate() if t not in before and not t.daemon]
        children = [c for c in psutil.Process().children(recursive=True) if c.is_running()]
        children = [c for c in children if c.status() != psutil.STATUS_ZOMBIE]
        if not threads and not children:
            return
        time.sleep(0.05)
    assert not threads, f"threads survive: {threads}"
    assert not children, f"child processes survive: {children}"


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    """The application with our fonts and the light theme."""
    theme.load_fonts()
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture
def errors() -> list[StudioError]:
    """Errors that were shown to the person; clear it of those that the test expects."""
    return []


@pytest.fixture
def services(themed: QApplication, tmp_path: Path, errors: list[StudioError]) -> Iterator[Services]:
    """Services for which an error that nobody expects fails the test."""
    made = Services(
        Settings(theme="light", annotator="tester", projects_folder=str(tmp_path / "projects"))
    )
    made.failed.connect(errors.append)
    yield made
    made.close()
    assert not errors, f"errors that nobody expected: {[str(error) for error in errors]}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small labelled project of two colours on six plates, without a run."""
    return make_project(tmp_path)


@pytest.fixture(scope="session")
def trained_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with one trained and evaluated run; shared, so look and do not touch."""
    folder = make_project(tmp_path_factory.mktemp("trained"))
    run = new_run(folder, small_plan(), "shared")
    request = TrainRequest(run=run.path.resolve(), cache=(folder / "cache").resolve())
    with Job(run.path, request) as job:
        job.run().value()
    return folder


@pytest.fixture
def open_session(services: Services) -> Iterator[Callable[[Path], Session]]:
    """Opens a project for the test and gives it back at its end."""
    opened: list[Session] = []

    def open_it(folder: Path) -> Session:
        session = Session(services, open_project(folder))
        opened.append(session)
        return session

    yield open_it
    for session in opened:
        session.close()


@pytest.fixture
def session(project: Path, open_session: Callable[[Path], Session]) -> Session:
    """The small project, open."""
    return open_session(project)


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    """Wait through the event loop until something is so."""

    def wait(condition: Callable[[], bool], timeout: int = 20_000) -> None:
        qtbot.waitUntil(condition, timeout=timeout)

    return wait

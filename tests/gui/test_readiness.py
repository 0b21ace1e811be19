"""The model desk is made ready once, when nobody waits, and only where there is memory for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.core.errors import StudioError
from tlstudio.gui.background import readiness
from tlstudio.gui.panels.model.ready_line import ReadyLine
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session
from tlstudio.jobs.answers import Ready
from tlstudio.jobs.desk import Desk


@pytest.fixture
def warmed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The families that a desk was asked to import; it starts no process."""
    asked: list[str] = []

    def warm(_: Desk, family: str) -> Future[Ready]:
        asked.append(family)
        future: Future[Ready] = Future()
        future.set_result(Ready())
        return future

    monkeypatch.setattr(Desk, "warm", warm)
    monkeypatch.setattr(readiness, "IDLE", 20)
    monkeypatch.setattr(readiness, "enough_memory", lambda: True)
    return asked


def test_it_is_ready_after_a_moment_and_only_once(
    warmed: list[str], services: Services, qtbot: QtBot
) -> None:
    line = ReadyLine(services)
    qtbot.addWidget(line)
    line.show()
    services.prepare_models()
    assert line.isVisible()
    assert warmed == []
    qtbot.waitUntil(lambda: services.readiness.ready)
    assert not line.isVisible()
    services.prepare_models()
    qtbot.wait(60)
    assert warmed == ["surgery", "estimate", "predict"]


def test_nothing_is_started_where_memory_is_short(
    warmed: list[str], services: Services, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[bool] = []

    def short() -> bool:
        asked.append(True)
        return False

    monkeypatch.setattr(readiness, "enough_memory", short)
    line = ReadyLine(services)
    qtbot.addWidget(line)
    line.show()
    services.prepare_models()
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.waitUntil(line.isHidden)
    assert warmed == []
    assert not services.readiness.ready
    later = ReadyLine(services)
    qtbot.addWidget(later)
    assert later.isHidden()


def test_nothing_is_promised_where_it_failed(
    warmed: list[str], services: Services, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fails(_: Desk, family: str) -> Future[Ready]:
        raise StudioError(f"{family} cannot be imported.")

    monkeypatch.setattr(Desk, "warm", fails)
    line = ReadyLine(services)
    qtbot.addWidget(line)
    line.show()
    services.prepare_models()
    qtbot.waitUntil(line.isHidden)
    assert warmed == []
    assert not services.readiness.ready


def test_the_desk_is_made_on_the_thread_of_the_window(
    warmed: list[str], services: Services, qtbot: QtBot
) -> None:
    made: list[threading.Thread] = []

    def desk() -> Desk:
        made.append(threading.current_thread())
        return Desk("models")

    found = readiness.Readiness(desk, services.background, services)
    found.soon()
    qtbot.waitUntil(lambda: found.ready)
    assert made == [threading.current_thread()]
    assert warmed


@pytest.mark.parametrize(
    ("total", "free", "enough"), [(16, 8, True), (4, 3, False), (16, 1, False)]
)
def test_memory_is_enough_from_six_gigabytes_on(
    monkeypatch: pytest.MonkeyPatch, total: int, free: int, *, enough: bool
) -> None:
    class Memory:
        def __init__(self) -> None:
            self.total, self.available = total << 30, free << 30

    monkeypatch.setattr("psutil.virtual_memory", Memory)
    assert readiness.enough_memory() == enough


def test_home_starts_nothing_and_a_project_does(
    warmed: list[str],
    services: Services,
    project: Path,
    open_session: Callable[[Path], Session],
    qtbot: QtBot,
) -> None:
    open_session(project)
    assert "readiness" not in vars(services)
    services.prepare_models()
    qtbot.waitUntil(lambda: bool(warmed))

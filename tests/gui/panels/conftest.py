"""A trained project of the test's own, and the evaluate panel on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.gui.panels.evaluate.panel import EvaluatePanel
from tlstudio.gui.session import Session


@pytest.fixture
def copied(trained_project: Path, tmp_path: Path) -> Path:
    """A trained project that the test may change."""
    target = tmp_path / "project"
    # Samples lie outside of the project at absolute places, so a copy finds them.
    shutil.copytree(trained_project, target, ignore=shutil.ignore_patterns(".lock", "backups"))
    return target


@pytest.fixture
def panel(
    copied: Path,
    open_session: Callable[[Path], Session],
    qtbot: QtBot,
    settle: Callable[..., None],
) -> EvaluatePanel:
    """The evaluate panel, with the results of the run shown."""
    made = EvaluatePanel(open_session(copied))
    qtbot.addWidget(made)
    made.resize(1050, 740)
    made.show()
    settle(lambda: made.results is not None)
    return made

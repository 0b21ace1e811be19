"""Cross-validation in the window: offered where little was scored, begun and shown there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.runs import small_plan
from tlstudio.core.plans import Phase
from tlstudio.gui.panels.evaluate.crossval_page import CrossvalOffer, is_small
from tlstudio.gui.panels.evaluate.panel import EvaluatePanel
from tlstudio.gui.session import Session

Settle = Callable[..., None]
Open = Callable[[Path], Session]


@pytest.fixture
def panel(
    trained_project: Path, tmp_path: Path, open_session: Open, qtbot: QtBot, settle: Settle
) -> EvaluatePanel:
    target = tmp_path / "project"
    shutil.copytree(trained_project, target, ignore=shutil.ignore_patterns(".lock", "backups"))
    made = EvaluatePanel(open_session(target))
    qtbot.addWidget(made)
    made.resize(1050, 740)
    made.show()
    settle(lambda: made.results is not None)
    return made


def test_it_is_offered_begun_and_shown(panel: EvaluatePanel, settle: Settle) -> None:
    results = panel.results
    assert results is not None
    assert is_small(results.context.report)
    offers = results.findChildren(CrossvalOffer)
    assert len(offers) == 1
    assert "group" in offers[0].words.text()
    offers[0].button.click()
    page = results.crossval
    assert page is not None
    settle(page.begin.isEnabled)
    # The recipe of the run trains by steps: there is nothing to nest.
    assert not page.nested.isEnabled()
    assert "training of its own" in page.cost.text()
    assert page.report is None
    page._plan = small_plan(phases=(Phase(name="new layers", epochs=1),))
    page.folds.setValue(3)
    page.begin.click()
    settle(lambda: panel.folding.busy)
    settle(lambda: not panel.folding.busy, timeout=150_000)
    assert panel.message.isHidden(), panel.message.text
    assert panel.results is results
    settle(lambda: page.report is not None)
    assert page.report is not None
    assert page.report.split == "folds"

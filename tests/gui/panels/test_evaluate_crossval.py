"""Cross-validation in the window: offered where little was scored, begun and shown there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.runs import small_plan
from tlstudio.core.annotations import Labels
from tlstudio.core.plans import Phase
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.background.jobs import FollowThread, JobThread
from tlstudio.gui.panels.evaluate.crossval_page import CrossvalOffer, is_small
from tlstudio.gui.panels.evaluate.panel import EvaluatePanel
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.supervisor import Job
from tlstudio.project.runs import RunFolder, RunStatus

Settle = Callable[..., None]


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


def test_what_was_ended_goes_on_and_what_is_at_work_is_followed(
    panel: EvaluatePanel, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> None:
    centre = panel.services.centre
    runner = panel.crossval
    folders: list[Path] = []
    attached: list[Path] = []

    def start(job: Job, title: str, **_: object) -> JobItem:
        folders.append(job.folder)
        return JobItem(title, "training", JobThread(job))

    def attach(run: RunFolder, title: str) -> JobItem:
        attached.append(run.path)
        return JobItem(title, "training", FollowThread(run))

    def begin(**changes: object) -> None:
        before = len(folders) + len(attached)
        runner.start(small_plan(**changes), 3, False)
        settle(lambda: panel.folding.busy)
        assert len(folders) + len(attached) == before + 1
        assert panel.folding._item is not None
        panel.folding._item._end(Outcome("stopped"))

    monkeypatch.setattr(centre, "start", start)
    monkeypatch.setattr(centre, "attach", attach)
    begin()
    begin()
    assert folders[0] == folders[1]
    begin(seed=7)
    assert folders[2] != folders[0]
    begin()
    assert folders[3] == folders[0]
    with monkeypatch.context() as patch:
        patch.setattr(RunFolder, "status", lambda _: RunStatus("running"))
        begin()
    assert [path.resolve() for path in attached] == [folders[0]]
    with monkeypatch.context() as patch:
        patch.setattr(RunFolder, "status", lambda _: RunStatus("finished"))
        begin()
    assert folders[4] not in folders[:4]
    panel.session.write(
        lambda store: store.annotate([1], Labels(names=("green",)), annotator="x"), owner=panel
    )
    begin()
    assert folders[5] not in folders[:5], "other labels are another cross-validation"

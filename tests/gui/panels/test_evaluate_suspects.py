"""The labels that are most probably wrong are one click away, and are corrected there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tlstudio.core.reports import Check, Gallery
from tlstudio.data.manifest import Manifest
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.evaluate.loading import load
from tlstudio.gui.panels.evaluate.results import ResultsView
from tlstudio.gui.session import Session
from tlstudio.gui.views.check import CheckView
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.widgets.predicting.detail import PredictionDetail
from tlstudio.jobs.answers import FileAnswer, Predictions

Settle = Callable[..., None]
Open = Callable[[Path], Session]


@pytest.fixture
def context(trained_project: Path, tmp_path: Path, open_session: Open) -> ReportContext:
    """A report that doubts two training labels, and whose heat-maps failed their test."""
    target = tmp_path / "project"
    shutil.copytree(trained_project, target, ignore=shutil.ignore_patterns(".lock", "backups"))
    session = open_session(target)
    run = session.project.runs()[0]
    loaded = load(run)
    evaluation = loaded.newest["validation"]
    manifest = Manifest.read(run.manifest_path)
    keys = tuple(sample.key for sample in manifest.stream(manifest.rows("train")[:2]))
    found = Gallery(
        name="suspects", title="Labels to look at again", topic="mistakes", keys=keys,
        captions=("labelled red, looks like blue, 97 %",) * 2, note="Look before you change.",
    )  # fmt: skip
    kept = [p for p in evaluation.report.parts if p.part not in ("check", "gallery")]
    check = Check(
        title="Heat-maps?", topic="mistakes", sentence="It shows the image.", passed=False,
        columns=("shuffled", "rank correlation"), rows=(("everything", 0.91),),
    )  # fmt: skip
    report = evaluation.report.model_copy(update={"parts": (*kept, found, check)})
    object.__setattr__(evaluation, "report", report)
    return ReportContext(session, run, evaluation, loaded.scores.get("validation"))


def test_suspicious_labels_are_shown_corrected_and_taken_back(
    context: ReportContext, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(question: Any, *, owner: QObject, done: Callable[[Any], None], **_: Any) -> Ticket:
        got = FileAnswer(
            files=question.items[0], names=("blue",), probabilities={"blue": 0.97, "red": 0.03},
            probability=0.97,
        )  # fmt: skip
        done(Predictions(classes=("blue", "red"), multi_label=False, answers=(got,)))
        return Ticket(owner, done, None)

    monkeypatch.setattr(context.session.services, "ask_models", answer)
    view = ResultsView(context)
    qtbot.addWidget(view)
    view.show()
    assert view.doubts is not None
    assert "2 suspicious" in view.doubts.text()
    view.doubts.click()
    pane = view.pane
    assert len(pane.list.images.keys) == 2
    settle(lambda: bool(pane.list.chosen))
    detail = pane.detail
    assert isinstance(detail, PredictionDetail)
    settle(lambda: detail.canvas.has_image)
    assert pane.detail.answer.text().startswith("blue")
    assert "learned from this image" in pane.truth.text()
    item = pane.list.chosen[0]
    new = next(name for name in context.classes if name != item.label)
    pane.labels.setCurrentText(new)
    assert not pane.undo.isEnabled()
    pane.change_label()
    settle(pane.undo.isEnabled)

    def label() -> str:
        found: list[str] = []
        context.session.read(
            lambda store: store.sample(item.id).label, owner=view, done=found.append
        )
        settle(lambda: bool(found))
        return found[0]

    assert label() == new
    pane.undo.click()
    settle(lambda: label() == item.label)


def test_a_failed_test_of_heat_maps_is_red_and_its_numbers_are_behind_advanced(
    context: ReportContext, qtbot: QtBot
) -> None:
    view = ResultsView(context)
    qtbot.addWidget(view)
    view.show()
    view.show_page("Mistakes")
    check = view.findChild(CheckView)
    assert check is not None
    assert check.sentence.property("role") == "error"
    assert check.numbers.isHidden()
    check.advanced.click()
    assert not check.numbers.isHidden()
    assert "rank correlation: 0.91" in check.numbers.text()

"""Pages and images of a run's results: whose answers, whose undo, and what ends after them."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import StudioError
from tlstudio.core.samples import SplitPart
from tlstudio.data.manifest import Manifest
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.background.jobs import JobThread
from tlstudio.gui.panels.evaluate.map_page import MapPage
from tlstudio.gui.panels.evaluate.panel import EvaluatePanel
from tlstudio.gui.panels.evaluate.results import ResultsView
from tlstudio.gui.session import Session
from tlstudio.gui.views.context import ImageItem, ImageSet, ReportContext
from tlstudio.gui.widgets.predicting.detail import PredictionDetail
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import EmbeddingRequest
from tlstudio.jobs.supervisor import Job

Settle = Callable[..., None]
Open = Callable[[Path], Session]


def results(panel: EvaluatePanel) -> ResultsView:
    assert panel.results is not None
    return panel.results


@pytest.mark.parametrize("whole", [True, False])
def test_images_of_a_cross_validation_are_shown_with_its_own_answers(
    panel: EvaluatePanel,
    copied: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: Settle,
    *,
    whole: bool,
) -> None:
    view = results(panel)
    folder = copied / "crossval" / "20260101-000000-quick"
    shutil.copytree(view.context.run.path, folder)
    shutil.rmtree(folder / "model")
    report = folder / "evaluation" / "0001" / "report.json"
    report.write_text(json.dumps(json.loads(report.read_text("utf-8")) | {"split": "folds"}))
    answers = report.with_name("predictions.csv")
    classes = view.context.classes
    if whole:
        # Every answer the other way round, so that one sees whose answers are shown.
        text = answers.read_text("utf-8")
        for old, new in ((classes[0], "?"), (classes[1], classes[0]), ("?", classes[1])):
            text = text.replace(f",{old},", f",{new},")
        answers.write_text(text)
    else:
        answers.write_text("torn")
    asked: list[object] = []
    monkeypatch.setattr(panel.services, "ask_models", lambda *given, **_: asked.append(given))
    view.show_page("Cross-validation")
    page = view.crossval
    assert page is not None
    settle(lambda: page.report is not None)
    context = page.findChild(ReportContext)
    assert context is not None
    scores = view.context.scores
    assert scores is not None
    view.context.images_wanted.emit(ImageSet("Of the run", scores.keys[:1]))
    assert not view.pane.isHidden()
    context.images_wanted.emit(ImageSet("Of the folds", scores.keys[:1]))
    pane = view.fold_pane
    assert pane is not None
    assert view.pane.isHidden()
    assert not pane.isHidden()
    settle(lambda: pane.truth.text() != "")
    assert not asked
    assert isinstance(pane.detail, PredictionDetail)
    assert not pane.detail.heat.isEnabled()
    if whole:
        own = context.scores
        assert own is not None
        assert pane.detail.answer.text().startswith(own.answers[0])
    else:
        assert "No answer" in pane.detail.answer.text()


def test_the_undo_of_the_images_takes_back_their_own_change_alone(
    panel: EvaluatePanel, settle: Settle, errors: list[StudioError]
) -> None:
    scores = results(panel).context.scores
    assert scores is not None
    pane = results(panel).pane
    pane.show_set(ImageSet("Some", scores.keys[:1]))
    settle(lambda: bool(pane.list.chosen))
    ident = pane.list.chosen[0].id
    other = 1 if ident != 1 else 2

    def labels() -> list[str]:
        found: list[list[str]] = []
        panel.session.read(
            lambda store: [store.sample(one).label for one in (ident, other)],
            owner=panel,
            done=found.append,
        )
        settle(lambda: bool(found))
        return found[0]

    def elsewhere(name: str) -> None:
        panel.session.write(
            lambda store: store.annotate([other], Labels(names=(name,)), annotator="x"),
            owner=panel,
        )

    before = labels()
    new = next(name for name in results(panel).context.classes if name != before[0])
    pane.labels.setCurrentText(new)
    pane.change_label()
    settle(pane.undo.isEnabled)
    pane.take_back()
    settle(lambda: labels() == before)
    pane.labels.setCurrentText(new)
    pane.change_label()
    settle(pane.undo.isEnabled)
    elsewhere("green")
    settle(lambda: not pane.undo.isEnabled())
    assert labels() == [new, "green"]
    pane.labels.setCurrentText(before[0])
    pane.change_label()
    settle(pane.undo.isEnabled)
    elsewhere("white")  # the click comes before anybody heard of it
    pane.take_back()
    settle(lambda: bool(errors))
    assert "Not undone" in errors[0].message
    assert labels() == [before[0], "white"]
    errors.clear()


def test_images_are_looked_up_off_the_thread_of_the_dataset(
    panel: EvaluatePanel, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> None:
    threads: list[str] = []
    parts: list[str] = []
    real, rows = Manifest.read, Manifest.rows

    def read(path: Path) -> Manifest:
        threads.append(threading.current_thread().name)
        return real(path)

    def listed(self: Manifest, part: SplitPart) -> Any:
        parts.append(part)
        return rows(self, part)

    monkeypatch.setattr(Manifest, "read", read)
    monkeypatch.setattr(Manifest, "rows", listed)
    old = results(panel).context
    assert old.scores is not None
    context = ReportContext(panel.session, old.run, old.evaluation, old.scores)
    found: list[ImageItem] = []
    context.fetch(old.scores.keys[:2], panel, found.extend)
    settle(lambda: bool(found))
    assert [item.key for item in found] == list(old.scores.keys[:2])
    assert all(item.id and item.files for item in found)
    assert threads[0].startswith("background")
    assert parts == ["validation"]
    dropped: list[ImageItem] = []
    context.fetch(old.scores.keys[:1], panel, dropped.extend).cancel()
    found.clear()
    context.fetch(("nowhere", *old.scores.keys[:1]), panel, found.extend)
    settle(lambda: bool(found))
    assert [item.id > 0 for item in found] == [False, True]
    assert parts == ["validation", "train"]
    assert not dropped


def test_the_report_is_saved_under_the_name_that_the_dialog_has_checked(
    panel: EvaluatePanel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settle: Settle
) -> None:
    saved: list[Path] = []
    monkeypatch.setattr(panel.saving, "save", lambda *given: saved.append(given[2]))
    panel.save_report()
    dialog = panel.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("mine")
    assert dialog.selectedFiles() == [str(tmp_path / "mine.pdf")]
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert dialog.selectedFiles() == [str(tmp_path / "mine.html")]
    dialog.fileSelected.emit(str(tmp_path / "mine.html"))
    dialog.close()
    settle(lambda: not isValid(dialog))
    assert saved == [tmp_path / "mine.html"]
    panel.save_report()
    dialog = panel.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "version 1.2"))
    dialog.close()
    settle(lambda: not isValid(dialog))
    assert len(saved) == 1
    again = panel.findChild(QFileDialog)
    assert again is not None
    assert again.selectedFiles()[0].endswith("version 1.2.pdf")
    again.close()


def test_another_method_may_be_chosen_while_maps_are_looked_for(
    panel: EvaluatePanel, copied: Path, open_session: Open, qtbot: QtBot, settle: Settle
) -> None:
    context = results(panel).context
    second = open_session(copied)  # read-only, so that no job is started
    maps = context.run.evaluations_dir / "maps"
    maps.mkdir(exist_ok=True)
    for method in ("pca", "tsne"):
        np.savez(
            maps / f"validation-{method}.npz", keys=np.array(["a"]), x=np.zeros(1), y=np.zeros(1),
            label=np.array(["red"]), prediction=np.array(["red"]),
        )  # fmt: skip
    page = MapPage(ReportContext(second, context.run, context.evaluation, context.scores))
    qtbot.addWidget(page)
    settle(lambda: page._made_by != "")
    for name in ("pca", "tsne", "pca", "tsne"):
        page.method.setCurrentIndex(page.method.findData(name))
    settle(lambda: page._made_by == "t-SNE")
    qtbot.wait(100)  # what was looked for before must not come back
    assert page._made_by == "t-SNE"


def test_a_job_may_end_after_the_page_that_shows_it(
    panel: EvaluatePanel, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> None:
    request = EmbeddingRequest(run=Path("nowhere"), cache=Path("nowhere"))
    item = JobItem("A map", "general", JobThread(Job.scratch(request)))
    monkeypatch.setattr(panel.services.centre, "start", lambda *_, **__: item)
    page = MapPage(results(panel).context)
    settle(lambda: page.working.busy)
    page.deleteLater()
    settle(lambda: not isValid(page))
    item.ended.emit(Outcome("finished"))  # a slot that fails here fails the test

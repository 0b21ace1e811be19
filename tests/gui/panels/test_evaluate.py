"""The evaluate panel on a real run: what it opens on, its images, its final test, its banners."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tlstudio.core.annotations import Labels
from tlstudio.core.comparing import Pair, Said
from tlstudio.core.errors import BadInputError
from tlstudio.core.reports import Confusion, EvaluationReport, Ladder, Metric, Metrics, Rung
from tlstudio.gui.panels.evaluate.compare_page import ComparePage, verdict
from tlstudio.gui.panels.evaluate.final_test import FinalTestCard
from tlstudio.gui.panels.evaluate.headline import headline
from tlstudio.gui.panels.evaluate.map_page import MapPage, read_embedding
from tlstudio.gui.panels.evaluate.panel import EvaluatePanel
from tlstudio.gui.panels.evaluate.results import ResultsView
from tlstudio.gui.session import Session
from tlstudio.gui.views.confusion import ConfusionView
from tlstudio.gui.views.context import ImageItem, ImageSet, ReportContext
from tlstudio.gui.views.figures import Figure
from tlstudio.gui.views.ladder import LadderView
from tlstudio.gui.widgets.predicting.detail import PredictionDetail
from tlstudio.gui.widgets.predicting.table import Row

Settle = Callable[..., None]
Open = Callable[[Path], Session]


def results(panel: EvaluatePanel) -> ResultsView:
    assert panel.results is not None
    return panel.results


def run_folder(panel: EvaluatePanel) -> Path:
    assert panel.run is not None
    return panel.run.folder.path


def test_it_opens_on_the_tuning_images_and_says_so(panel: EvaluatePanel, settle: Settle) -> None:
    assert "tuning images" in panel.part_words.text()
    assert results(panel).context.report.split == "validation"
    assert results(panel).headline.sentence.startswith("Right in ")
    # All tuning images of the small project lie on one plate.
    assert "too few groups" in results(panel).headline.sentence
    settle(lambda: "never used" in panel.final.title.text())
    assert panel.broken.text == ""
    assert panel.old.text == ""
    titles = [results(panel).tabs.tabText(n) for n in range(results(panel).tabs.count())]
    assert titles[:2] == ["Overview", "Classes"]
    for number in range(results(panel).tabs.count()):
        if results(panel).tabs.tabText(number) != "Map":  # its first look starts a job
            results(panel).tabs.setCurrentIndex(number)
    assert results(panel).findChild(LadderView) is not None


def test_a_cell_shows_its_images_and_a_label_changed_there_makes_the_numbers_old(
    panel: EvaluatePanel, settle: Settle
) -> None:
    view = results(panel)
    view.show_page("Classes")
    matrix = view.findChild(ConfusionView)
    assert matrix is not None
    part = next(p for p in view.context.report.parts if isinstance(p, Confusion))
    row, column = next(
        (r, c) for r, counts in enumerate(part.counts) for c, n in enumerate(counts) if n
    )
    matrix.show_cell(matrix.grid.model().index(row, column))
    pane = view.pane
    assert not pane.isHidden()
    assert len(pane.list.images.keys) == part.counts[row][column]
    settle(lambda: bool(pane.list.chosen))
    detail = pane.detail
    assert isinstance(detail, PredictionDetail)
    settle(lambda: detail.canvas.has_image)
    assert "Truth" in pane.truth.text()
    old = part.classes[row]
    new = next(name for name in part.classes if name != old)
    pane.labels.setCurrentText(new)
    ident = pane.list.chosen[0].id
    pane.change_label()
    settle(lambda: "old" in panel.old.text)
    found: list[str] = []
    panel.session.read(lambda store: store.sample(ident).label, owner=panel, done=found.append)
    settle(lambda: bool(found))
    assert found == [new]
    panel.session.write(lambda store: store.undo(), owner=panel)
    settle(lambda: panel.old.text == "")


def test_labels_changed_elsewhere_make_the_numbers_old(
    panel: EvaluatePanel, settle: Settle
) -> None:
    panel.session.write(
        lambda store: store.annotate([1], Labels(names=("green",)), annotator="x"), owner=panel
    )
    settle(lambda: "numbers are old" in panel.old.text)


def test_a_figure_of_the_ladder_is_exported_from_its_button(
    panel: EvaluatePanel, settle: Settle
) -> None:
    wanted: list[Figure] = []
    results(panel).context.figure_wanted.disconnect()
    results(panel).context.figure_wanted.connect(wanted.append)
    ladder = results(panel).findChild(LadderView)
    assert ladder is not None
    next(b for b in ladder.findChildren(QPushButton) if b.text() == "Figure…").click()
    assert wanted[0].name == "comparison"


def test_a_map_is_read_and_a_lasso_shows_its_images(
    panel: EvaluatePanel,
    copied: Path,
    open_session: Open,
    qtbot: QtBot,
    tmp_path: Path,
    settle: Settle,
) -> None:
    file = tmp_path / "map.npz"
    context = results(panel).context
    assert context.scores is not None
    keys = context.scores.keys[:3]
    names = context.classes
    np.savez(
        file, keys=np.array(keys), x=np.array([0.0, 1.0, 5.0]), y=np.array([0.0, 1.0, 5.0]),
        label=np.array([names[0], names[1], names[0]]), prediction=np.array([names[0]] * 3),
    )  # fmt: skip
    found = read_embedding(file)
    assert found.wrong.tolist() == [False, True, False]
    second = open_session(copied)  # read-only, so that no job is started
    page = MapPage(ReportContext(second, context.run, context.evaluation, context.scores))
    qtbot.addWidget(page)
    settle(lambda: "place to write" in page.banner.text)
    assert page.method.isHidden(), "the choice of projection is behind Advanced"
    page.show_map(found)
    figure = page.figure()
    assert figure.codes.tolist() == [0, 1, 0]
    assert "PCA" in figure.legend
    wanted: list[ImageSet] = []
    page._context.images_wanted.connect(wanted.append)
    page.plot.choose_inside(np.array([[-1, -1], [2, -1], [2, 2], [-1, 2]], float))
    assert [images.keys for images in wanted] == [keys[:2]]
    file.write_bytes(b"torn")
    with pytest.raises(BadInputError, match="map"):
        read_embedding(file)


@pytest.mark.long
@pytest.mark.timeout(240)
def test_neighbours_follow_the_quick_map_and_a_lasso_relabels_with_undo(
    panel: EvaluatePanel, settle: Settle, qtbot: QtBot
) -> None:
    page = MapPage(results(panel).context)
    qtbot.addWidget(page)
    page.show()
    settle(lambda: page._made_by == "PCA", timeout=120_000)
    settle(lambda: page._made_by in ("t-SNE", "UMAP"), timeout=120_000)
    figure = page.figure()
    assert page._made_by in figure.legend
    assert np.isfinite(figure.x).all()
    assert len(figure.keys) == results(panel).context.report.n
    corners = [(figure.x.min() - 1, figure.y.min() - 1), (figure.x.max() + 1, figure.y.min() - 1)]
    corners += [(figure.x.max() + 1, figure.y.max() + 1), (figure.x.min() - 1, figure.y.max() + 1)]
    page.plot.choose_inside(np.array(corners, float))
    pane = results(panel).pane
    assert not pane.isHidden()
    assert len(pane.list.images.keys) == len(figure.keys)
    pane.list.selectAll()
    settle(lambda: len(pane.list.chosen) == len(figure.keys))
    ids = [item.id for item in pane.list.chosen]
    before: list[list[str]] = []

    def labels() -> list[str]:
        before.clear()
        panel.session.read(
            lambda store: [store.sample(ident).label for ident in ids],
            owner=panel,
            done=before.append,
        )
        settle(lambda: bool(before))
        return before[0]

    old = labels()
    new = results(panel).context.classes[-1]
    pane.labels.setCurrentText(new)
    with qtbot.waitSignal(panel.session.saved, timeout=10_000):
        pane.change_label()
    assert set(labels()) == {new} != set(old)
    with qtbot.waitSignal(panel.session.saved, timeout=10_000):
        panel.session.write(lambda store: store.undo(), owner=panel)
    assert labels() == old
    again = MapPage(results(panel).context)
    qtbot.addWidget(again)
    settle(lambda: again._made_by == page._made_by)
    assert not again.working.busy, "a map that was made is read"


@pytest.mark.long
@pytest.mark.timeout(240)
def test_the_final_test_is_asked_for_opened_counted_and_then_refused(
    panel: EvaluatePanel, settle: Settle
) -> None:
    settle(lambda: "never used" in panel.final.title.text())
    assert panel.final.see.isHidden()
    panel.test.click()
    assert panel.final.asking
    assert results(panel).context.report.split == "validation"
    panel.final.no.click()
    assert not panel.final.asking
    panel.final.ask()
    assert panel.final.yes.isEnabled()
    panel.final.yes.click()
    settle(lambda: panel.working.busy)
    settle(
        lambda: panel.results is not None and panel.results.context.report.split == "test",
        timeout=180_000,
    )
    assert results(panel).context.report.openings == 1
    assert "final test" in panel.part_words.text()
    settle(lambda: "opened 1" in panel.final.title.text())
    panel.final.ask()
    assert not panel.final.yes.isEnabled()
    panel.final.agree.setChecked(True)
    assert panel.final.yes.isEnabled()
    panel.show_part("validation")
    assert results(panel).context.report.split == "validation"
    settle(lambda: not panel.final.see.isHidden())


def test_damaged_files_are_told_and_what_is_whole_is_shown(
    copied: Path, open_session: Open, qtbot: QtBot, settle: Settle
) -> None:
    run = next((copied / "runs").iterdir())
    bad = run / "evaluation" / "0002"
    shutil.copytree(run / "evaluation" / "0001", bad)
    (bad / "report.json").write_text("{")
    (run / "evaluation" / "0001" / "predictions.csv").write_text("torn")
    os.utime(bad, (0, 0))
    panel = EvaluatePanel(open_session(copied))
    qtbot.addWidget(panel)
    panel.show()
    settle(lambda: panel.results is not None)
    assert "Evaluation 2" in panel.broken.text
    assert "1 more" in panel.broken.text
    assert results(panel).context.scores is None
    matrix = ConfusionView(Confusion(classes=("a",), counts=((1,),)), results(panel).context)
    qtbot.addWidget(matrix)
    matrix.show_cell(matrix.grid.model().index(0, 0))
    assert results(panel).pane.isHidden()


def test_a_run_that_was_not_evaluated_offers_it(
    copied: Path, open_session: Open, qtbot: QtBot, settle: Settle
) -> None:
    shutil.rmtree(next((copied / "runs").iterdir()) / "evaluation")
    panel = EvaluatePanel(open_session(copied))
    qtbot.addWidget(panel)
    panel.show()
    settle(lambda: "not evaluated" in texts(panel))
    assert "Evaluate now" in texts(panel)
    assert panel.results is None
    assert panel.report.isHidden()


def test_without_a_model_it_shows_the_way_to_the_training(session: Session, qtbot: QtBot) -> None:
    panel = EvaluatePanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert "No trained model yet" in texts(panel)
    with qtbot.waitSignal(session.go) as went:
        next(b for b in buttons(panel) if b.text() == "Go to Train").click()
    assert went.args == ["train"]


def test_a_read_only_project_shows_all_and_changes_nothing(
    panel: EvaluatePanel, copied: Path, open_session: Open, qtbot: QtBot, settle: Settle
) -> None:
    second = EvaluatePanel(open_session(copied))
    qtbot.addWidget(second)
    second.show()
    settle(lambda: second.results is not None)
    settle(lambda: bool(second.final.title.text()))
    assert not second.final.open.isEnabled()
    assert not results(second).pane.relabel.isEnabled()
    second.evaluate()
    assert not second.working.busy
    assert "open elsewhere" in second.message.text


def test_runs_are_compared_on_the_same_part_with_what_differs(
    panel: EvaluatePanel, copied: Path, settle: Settle
) -> None:
    run = run_folder(panel)
    other = run.with_name(run.name.replace("shared", "other"))
    shutil.copytree(run, other)
    raw = json.loads((other / "evaluation" / "0001" / "report.json").read_text())
    raw["facts"]["plan"]["batch_size"] = 99
    (other / "evaluation" / "0001" / "report.json").write_text(json.dumps(raw))
    panel.session.refresh()
    settle(lambda: len(panel.session.facts.model_runs) == 2)
    page = ComparePage(panel.session, "validation", run.name)
    settle(lambda: page.metrics is not None)
    assert page.metrics is not None
    assert page.plans is not None
    assert page.pairs is not None
    assert len(page.verdicts) == 1
    assert "%" not in page.verdicts[0].replace("95 %", "")
    assert "balanced" in page.metrics.text_to_copy().lower()
    copied_text = page.plans.text_to_copy()
    assert "Batch size\t8 images\t99 images" in copied_text or (
        "Batch size\t99 images\t8 images" in copied_text
    )
    page.margin.setValue(40)
    settle(lambda: page.metrics is not None)
    # The tuning images of the small project are of one plate.
    assert "Too few images" in page.verdicts[0]
    page.runs.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert page.metrics is None
    assert "one more" in page.said.text()
    page.deleteLater()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("better", "one is better than two: Accuracy by +0.100 (95 %: +0.010 to +0.200)."),
        ("same", "one and two are practically the same"),
        ("unknown", "cannot be told whether one or two"),
        ("worse", "two is better than one: Accuracy by -0.100 (95 %: -0.200 to -0.010)."),
    ],
)
def test_the_verdict_on_two_runs_is_a_sentence(said: Said, words: str, themed: object) -> None:
    metric = Metric(name="accuracy", label="Accuracy", value=0.1, low=0.01, high=0.2)
    pair = Pair(
        first="a", second="b", differences=(metric,), p_value=0.01, p_corrected=0.01, p_same=None,
        test="t", said=said,
    )  # fmt: skip
    assert words in verdict(pair, {"a": "one", "b": "two"})


def report(**changes: Any) -> EvaluationReport:
    metric = Metric(
        name=changes.pop("metric", "accuracy"), label="Metric", value=changes.pop("value", 0.93),
        low=0.88, high=0.96, headline=True,
    )  # fmt: skip
    low, high = changes.pop("difference", (0.1, 0.3))
    rung = Rung(
        name="linear_probe", label="x", metrics=(),
        difference=Metric(name="a", label="b", value=0.0, low=low, high=high),
    )  # fmt: skip
    parts = (
        Metrics(metrics=(metric,)),
        Ladder(rungs=(rung,)),
        Confusion(classes=("hare", "lynx"), counts=((90, 0), (1, 8))),
    )
    plan = {"head": {"kind": "linear"}, "phases": [{"unfreeze_from": 3}]}
    fields: dict[str, Any] = {
        "run": "r", "task": "t", "split": "validation", "n": 99, "groups": 99, "created": "",
        "parts": parts, "facts": {"plan": plan},
    }  # fmt: skip
    return EvaluationReport(**(fields | changes))


def test_the_headline_is_a_sentence_with_its_interval() -> None:
    said = headline(report())
    assert said.sentence == "Right in 93 of 100 tuning images (95 %: 88–96)."
    assert said.beside == "Better than a linear layer alone."
    assert (said.tone, said.why) == ("good", "")
    assert "99.9 of 100" in headline(report(value=0.9995)).sentence
    assert "final test" in headline(report(split="test")).sentence
    assert headline(report(parts=())).sentence == "99 images were scored."


@pytest.mark.parametrize(
    ("difference", "words"), [((-0.1, 0.1), "About as good as"), ((-0.3, -0.1), "Worse than")]
)
def test_the_headline_is_red_where_the_simpler_one_serves(
    difference: tuple[float, float], words: str
) -> None:
    said = headline(report(difference=difference))
    assert said.tone == "bad"
    assert words in said.beside


def test_the_headline_says_why_another_number_comes_first() -> None:
    said = headline(report(metric="balanced_accuracy"))
    assert "of each class" in said.sentence
    assert "hare: 90" in said.why
    assert "lynx: 9" in said.why
    assert "AUROC" in headline(report(metric="auroc")).why
    assert "Metric 0.930" in headline(report(metric="macro_f1")).sentence


def test_a_project_without_a_final_test_says_so(themed: object, qtbot: QtBot) -> None:
    card = FinalTestCard()
    qtbot.addWidget(card)
    card.show_state(0, 0, (), has_result=False)
    assert "no final test" in card.title.text()
    assert card.open.isHidden()
    card.show_state(120, 4, (), has_result=False, read_only="Read-only.")
    card.ask()
    assert not card.asking


def buttons(panel: EvaluatePanel) -> list[Any]:
    return [b for b in panel.findChildren(QPushButton) if b.isVisible()]


def texts(panel: EvaluatePanel) -> str:
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    return " ".join([*labels, *(b.text() for b in buttons(panel))])


def test_an_image_of_several_files_is_looked_at_with_all_of_them(
    panel: EvaluatePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = results(panel).pane
    scores = results(panel).context.scores
    assert scores is not None
    files = (Path("a_c0.tif"), Path("a_c1.tif"))
    rows: list[Row] = []
    monkeypatch.setattr(pane.detail, "show_row", rows.append)
    pane._look(ImageItem(scores.keys[0], 1, files, group="plate 1"))
    assert (rows[0].files, rows[0].group) == (files, "plate 1")

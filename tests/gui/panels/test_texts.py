"""Model, Train, Evaluate and Deploy of a project of texts."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.models.small_texts import add_small_encoder
from tests.texts import make_text_project
from tlstudio.core.fields import options_of
from tlstudio.core.plans import Plan
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.texts.pack import hash_of
from tlstudio.data.unseen import Unseen
from tlstudio.gui.nouns import Nouns
from tlstudio.gui.panels.deploy.chosen import chosen_of
from tlstudio.gui.panels.deploy.panel import DeployPanel
from tlstudio.gui.panels.evaluate.images_pane import ImagesPane
from tlstudio.gui.panels.model.panel import ModelPanel
from tlstudio.gui.panels.model.reading import ReadsPage
from tlstudio.gui.panels.train.panel import TrainPanel
from tlstudio.gui.panels.train.previews import looks_of
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session
from tlstudio.gui.views.context import ImageSet, ReportContext
from tlstudio.gui.views.text_list import TextRows
from tlstudio.gui.widgets.cut_pane import CutPane
from tlstudio.gui.widgets.predicting.table import take_over
from tlstudio.gui.widgets.predicting.text_detail import TextDetail
from tlstudio.jobs.preparing import prepare_training
from tlstudio.jobs.requests import TrainRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.evaluations import read_evaluations, read_scores
from tlstudio.project.project import Project

Open = Callable[[Path], Session]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A small project of texts, and a small encoder beside the embedded one."""
    add_small_encoder("bert")
    return make_text_project(tmp_path)


def trained(folder: Path) -> Path:
    """One quick run with the small encoder; its folder."""
    with Project.open(folder) as project, DatasetStore.open(project.dataset_path) as store:
        run, request = prepare_training(
            project, store, preset="quick", given={"backbone": "small-bert"}
        )
        assert isinstance(request, TrainRequest)
        with Job(run.path, request) as job:
            job.run().value()
    return run.path


def test_models_of_texts_are_offered_and_say_what_they_read(
    texts: Path, open_session: Open, qtbot: QtBot
) -> None:
    panel = ModelPanel(open_session(texts))
    qtbot.addWidget(panel)
    panel.show()
    panel.entered()
    qtbot.waitUntil(lambda: bool(panel.shelf.entries), timeout=60_000)
    assert {"minilm-l6", "small-bert"} >= set(panel.shelf.by_id)
    panel.look_at("small-bert")
    entry = panel.shelf.by_id["small-bert"]
    rows = {name: value for name, value, _ in panel.details._rows(entry)}
    assert rows["Longest text"] == "36 tokens"
    assert "On ImageNet" not in rows
    assert "Input" not in rows
    panel.choose("small-bert")
    qtbot.waitUntil(lambda: panel.pages.currentWidget() is panel.operating, timeout=60_000)
    reads = panel.operating.sees
    assert isinstance(reads, ReadsPage)
    qtbot.waitUntil(lambda: bool(reads.words.text()), timeout=60_000)
    assert "tokens" in reads.words.text()
    assert [reads.longest.itemData(place) for place in range(reads.longest.count())] == [
        None, 32, 36,
    ]  # fmt: skip


def test_a_recipe_of_texts_has_no_fields_of_pictures(
    texts: Path, open_session: Open, qtbot: QtBot
) -> None:
    session = open_session(texts)
    panel = TrainPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_start()
    panel.entered()
    qtbot.waitUntil(panel.start.button.isEnabled, timeout=60_000)
    panel.start.recipe.build()
    shown = set(panel.start.recipe.form.values())
    every = {field.path for field in options_of(Plan) if field.advanced}
    gone = every - shown
    assert "batch_size" in shown
    assert "head.kind" in shown
    assert gone
    assert all(
        path.startswith(("augmentation.", "input.", "batch_norm", "engine")) for path in gone
    )
    plan = panel.start.recipe.plan()
    assert plan is not None
    assert plan.augmentation.set == "none"


def test_what_is_cut_off_is_struck_through_where_it_is(qtbot: QtBot, themed: object) -> None:
    pane = CutPane("a text")
    qtbot.addWidget(pane)
    pane.show_read(("", "more"), ("kept 😀 and not", "all of it"), (7, 9))
    struck = []
    block = pane.document().begin()
    while block.isValid():
        places = block.begin()
        while not places.atEnd():
            piece = places.fragment()
            if piece.charFormat().fontStrikeOut():
                struck.append(piece.text())
            places += 1
        block = block.next()
    assert struck == [" and not"[1:]] or struck == [" and not"]


def test_a_table_of_predictions_keeps_texts_apart_and_hides_the_final_test(tmp_path: Path) -> None:
    source, target = tmp_path / "given.csv", tmp_path / "kept.csv"
    head = ["path", "prediction", "probability", "p(no)", "p(yes)"]
    head += ["problem", "short_list", "distance", "unlike", "text 1", "text 2", "id"]
    secret = ("locked", "text")
    with source.open("w", newline="", encoding="utf-8-sig") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerow(
            [
                "a.csv#1",
                "yes",
                "0.9",
                "0.1",
                "0.9",
                "",
                "yes",
                "0.5",
                "no",
                "'=one\nline",
                "two",
                "7",
            ]
        )
        writer.writerow(["a.csv#2", "no", "0.8", "0.8", "0.2", "", "no", "0.5", "no", *secret, "8"])
    contents = {len(text): frozenset({hash_of(text)}) for text in secret}
    table = take_over(source, target, ("no", "yes"), Unseen(contents=contents))
    assert table.hidden == 1
    assert table.texts == ("text 1", "text 2")
    (row,) = table.rows([0])
    assert row.texts == ("=one\nline", "two")
    assert row.columns == ("text 1", "text 2")
    assert row.short_list == ("yes",)
    assert not row.unlike


def test_sentences_about_images_are_said_of_texts() -> None:
    nouns = Nouns("text")
    assert nouns.said("", "On the tuning images.") == "On the tuning texts."
    assert "burned" not in nouns.said(
        "", "It shows images: names may be burned into them. Look before you share."
    )
    assert Nouns().said("", "On the tuning images.") == "On the tuning images."


@pytest.mark.long
def test_a_trained_model_is_looked_at_and_used(
    texts: Path, open_session: Open, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    path = trained(texts)
    session = open_session(texts)
    run = next(run.folder for run in session.facts.runs)
    assert path.name == run.name
    keys = [str(key) for key in read_scores(read_evaluations(run).found[0].folder).keys[:3]]
    looks = looks_of(run, keys)
    assert set(looks) == set(keys)
    assert all(isinstance(look[0], str) for look in looks.values())

    evaluation = read_evaluations(run).found[0]
    context = ReportContext(session, run, evaluation, read_scores(evaluation.folder))
    pane = ImagesPane(context)
    qtbot.addWidget(pane)
    assert isinstance(pane.list, TextRows)
    detail, words = pane.detail, looks[keys[0]][0]
    assert isinstance(detail, TextDetail)
    assert isinstance(words, str)
    pane.show_set(ImageSet("some", tuple(keys)))
    qtbot.waitUntil(lambda: detail.pane.has_text, timeout=30_000)
    assert detail.pane.toPlainText() == words

    panel = DeployPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.entered()
    qtbot.waitUntil(lambda: panel.using.predictor.model is not None, timeout=60_000)
    typing = panel.using.typing
    assert typing is not None
    typing.field.setPlainText("a lovely and charming film")
    qtbot.waitUntil(lambda: typing.row is not None, timeout=120_000)
    assert typing.row is not None
    assert typing.row.answer in ("negative", "positive")
    table = tmp_path / "new.csv"
    table.write_text("id,review\n1,a dull and boring plot with the end\n2,\n", "utf-8")
    assert panel.accept_drop([str(table)])
    qtbot.waitUntil(lambda: len(panel.using.predictor.table.codes) == 2, timeout=120_000)
    rows = panel.using.predictor.table.rows([0, 1])
    assert rows[0].texts == ("a dull and boring plot with the end",)
    assert rows[1].problem
    assert np.isfinite(panel.using.predictor.table.certainty[0])

    before = session.facts.images
    qtbot.waitUntil(panel.send_button.isEnabled)
    panel.send_back()
    banner = panel.using.banner
    qtbot.waitUntil(lambda: "Add 1 text(s)" in banner.text)
    assert "source stays as it is" in banner.text
    panel.sending.send(chosen_of(panel.using.predictor.table, np.arange(2)))
    with qtbot.waitSignal(panel.sending.done, timeout=120_000):
        qtbot.waitUntil(lambda: "1 text(s) are added" in banner.text, timeout=60_000)
    qtbot.waitUntil(lambda: session.facts.images == before + 1)
    asked: list[tuple[int, list[str]]] = []
    suggestions = path / "suggestions.sqlite"

    def look(store: DatasetStore) -> tuple[int, list[str]]:
        store.attach_suggestions(suggestions)
        found = store.count(Where(label="", suggested=True)) + store.count(Where(aside=True))
        return found, [sample.key for sample in store.iterate(Where(label=""))]

    session.read(look, owner=panel, done=asked.append)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [(1, ["new.csv#1"])]
    panel.using.predictor.cancel()

"""The final test stays locked: walked from the command line through every verb, and at the desk."""

from __future__ import annotations

import csv
import http.client
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.runs import make_project, new_run, small_plan
from tlstudio.core import files
from tlstudio.core.annotations import Labels
from tlstudio.core.certainty import Choices
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.plans import Phase
from tlstudio.core.reporting import Silent
from tlstudio.data.manifest import Manifest
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.evaluation.embedding import embed
from tlstudio.evaluation.evaluate import evaluate
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answering.registry import answer
from tlstudio.jobs.handlers.deploy import do_predict
from tlstudio.jobs.handlers.explain import do_explain
from tlstudio.jobs.handlers.serve import do_serve
from tlstudio.jobs.preparing import locked_of
from tlstudio.jobs.questions import Compare
from tlstudio.jobs.requests import ExplainRequest, PredictRequest, ServeRequest
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train

QUICK = (Phase(name="new layers", epochs=1),)
Call = Callable[..., Any]


class Until(Silent):
    """Says stop once a condition holds."""

    def __init__(self, done: Callable[[], bool]) -> None:
        super().__init__()
        self._done = done

    def should_stop(self) -> bool:
        return self._done()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunFolder]:
    """A project with a trained run; its final test was never opened."""
    project = make_project(tmp_path_factory.mktemp("p"), per_class=3, plates=10)
    run = new_run(project, small_plan(phases=QUICK), "first")
    train(run, Silent(), cache_folder=project / "cache")
    evaluate(run, "validation", Silent(), cache_folder=project / "cache")
    return project, run


def locked_keys(run: RunFolder) -> set[str]:
    manifest = Manifest.read(run.manifest_path)
    return {sample.key for sample in manifest.samples(manifest.rows("test"))}


def a_locked_one_its_copy_and_a_known_one(run: RunFolder, place: Path) -> tuple[Path, Path, Path]:
    """Three files: of the final test, the same under another name, and of the tuning images."""
    manifest = Manifest.read(run.manifest_path)
    locked, known = (
        manifest.files(manifest.samples(manifest.rows(part))[0])[0]
        for part in ("test", "validation")
    )
    copy = place / "renamed.png"
    shutil.copyfile(locked, copy)
    return locked, copy, known


def texts_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every text file of a folder."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in (".json", ".csv", ".html", ".jsonl", ".txt"):
            yield path, path.read_text("utf-8")


def openings(project: Path) -> int:
    with DatasetStore.open(project / "dataset.sqlite", read_only=True) as store:
        return len(store.openings())


def test_nothing_of_it_is_scored_or_named_before_it_is_opened(
    prepared: tuple[Path, RunFolder],
) -> None:
    project, run = prepared
    locked = locked_keys(run)
    assert locked
    with pytest.raises(UsageError, match="locked"):
        evaluate(run, "test", Silent(), cache_folder=project / "cache")
    with pytest.raises(UsageError, match="locked"):
        embed(run, "test", "pca", reporter=Silent(), cache=project / "cache")
    for path, text in texts_in(run.path / "evaluation"):
        assert not any(key in text for key in locked), path
    for path, text in texts_in(run.path / "model"):
        assert not any(key in text for key in locked), path
    assert openings(project) == 0


def test_its_images_and_copies_of_them_get_no_prediction(
    prepared: tuple[Path, RunFolder], tmp_path: Path
) -> None:
    _, run = prepared
    locked, copy, known = a_locked_one_its_copy_and_a_known_one(run, tmp_path)
    request = PredictRequest(
        model=run.model_dir,
        inputs=(locked, copy, known),
        output=tmp_path / "answers.json",
        format="json",
        locked_of=run.path,
    )
    do_predict(request, Silent(), tmp_path)
    said = files.read_json(request.output)
    assert [bool(one["prediction"]) for one in said] == [False, False, True]
    assert all("locked final test" in one["problem"] for one in said[:2])
    assert locked_of(run.path) == run.path.resolve()
    assert locked_of(run.path.parent.parent) == run.path.resolve()


def test_a_watched_folder_does_not_answer_them(
    prepared: tuple[Path, RunFolder], tmp_path: Path
) -> None:
    _, run = prepared
    files_of = a_locked_one_its_copy_and_a_known_one(run, tmp_path)
    request = PredictRequest(
        model=run.model_dir,
        inputs=files_of,
        output=tmp_path / "answers.csv",
        watch=True,
        locked_of=run.path,
    )

    def whole() -> bool:
        return request.output.is_file() and len(request.output.read_bytes().splitlines()) > 3

    assert do_predict(request, Until(whole), tmp_path)["failed"] == 2
    with request.output.open(encoding="utf-8-sig", newline="") as stream:
        said = {Path(row["path"]): row for row in csv.DictReader(stream)}
    assert [bool(said[one]["prediction"]) for one in files_of] == [False, False, True]
    assert "locked final test" in said[files_of[1]]["problem"]


def test_they_are_not_explained(prepared: tuple[Path, RunFolder], tmp_path: Path) -> None:
    _, run = prepared
    locked, copy, known = a_locked_one_its_copy_and_a_known_one(run, tmp_path)
    request = ExplainRequest(
        model=run.model_dir, image=known, output=tmp_path / "why.png", locked_of=run.path
    )
    for image in (locked, copy):
        with pytest.raises(BadInputError, match="locked final test"):
            do_explain(request.model_copy(update={"image": image}), Silent(), tmp_path)
    assert not request.output.exists()
    do_explain(request, Silent(), tmp_path)
    assert request.output.is_file()


def test_the_local_server_does_not_answer_them(
    prepared: tuple[Path, RunFolder], tmp_path: Path
) -> None:
    _, run = prepared
    stop = threading.Event()
    reporter = Until(stop.is_set)
    request = ServeRequest(model=run.model_dir, port=0, locked_of=run.path)
    thread = threading.Thread(target=do_serve, args=(request, reporter, tmp_path))
    thread.start()
    try:
        while not reporter.events and thread.is_alive():
            stop.wait(0.05)
        host = reporter.events[-1][1]["address"].split("/")[2]
        said = []
        for image in a_locked_one_its_copy_and_a_known_one(run, tmp_path):
            connection = http.client.HTTPConnection(host, timeout=60)
            connection.request("POST", "/predict", image.read_bytes())
            said.append(json.loads(connection.getresponse().read()))
            connection.close()
    finally:
        stop.set()
        thread.join(30)
    assert [bool(one["prediction"]) for one in said] == [False, False, True]
    assert not said[0]["probabilities"]
    assert "locked final test" in said[1]["problem"]


def test_nothing_is_chosen_on_it(prepared: tuple[Path, RunFolder], call: Call) -> None:
    project, run = prepared
    before = sorted((path, path.read_bytes()) for path in run.model_dir.iterdir())
    with pytest.raises(UsageError, match="tuning images"):
        evaluate(
            run, "test", Silent(), cache_folder=project / "cache", openings=1,
            choices=Choices(coverage=0.8),
        )  # fmt: skip
    asked = ("--final", "--yes", "--cost", "red=5")
    assert "tuning images" in call("evaluate", project, run.name, *asked, code=2)["hint"]
    assert sorted((path, path.read_bytes()) for path in run.model_dir.iterdir()) == before
    assert openings(project) == 0


@pytest.mark.long
@pytest.mark.timeout(240)
def test_every_verb_leaves_it_closed(
    prepared: tuple[Path, RunFolder], call: Call, tmp_path: Path
) -> None:
    project, run = prepared
    locked = locked_keys(run)
    scored = call("evaluate", project)
    assert (scored["split"], scored["openings"], scored["outdated"]) == ("validation", 0, False)
    table = tmp_path / "labels.csv"
    judged = call("suspects", project, "-o", table)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        named = {row["image"] for row in csv.DictReader(stream)}
    assert named
    assert not named & locked
    assert not {row["image"] for row in judged["first"]} & locked
    report = tmp_path / "report.html"
    call("report", project, "-o", report)
    assert not any(key in report.read_text("utf-8") for key in locked)
    exported = call("export", project)
    assert exported["part"] == "validation"
    folded = call("crossval", project, "--folds", "3", "--plan", run.plan_path)
    assert folded["openings"] == 0
    result = next(iter((project / "crossval").iterdir()))
    scores = (result / "evaluation" / "0001" / "predictions.csv").read_text("utf-8")
    assert not any(key in scores for key in locked)
    assert openings(project) == 0


def test_what_compares_reads_only_what_was_opened(
    prepared: tuple[Path, RunFolder], call: Call
) -> None:
    project, run = prepared
    other = new_run(project, small_plan(phases=QUICK), "second")
    train(other, Silent(), cache_folder=project / "cache")
    evaluate(other, "validation", Silent(), cache_folder=project / "cache")
    names = (run.name, other.name)
    found = call("compare", project, *names)
    assert found["part"] == "validation"
    assert found["pairs"][0]["said"] in ("same", "unknown")
    assert found["outdated"] == []
    refused = call("compare", project, *names, "--final", code=1)
    assert "was not opened" in refused["message"]
    with pytest.raises(BadInputError, match="was not opened"):
        answer(Compare(runs=(run.path, other.path), part="test"), Listener())
    assert openings(project) == 0


@pytest.mark.long
@pytest.mark.timeout(240)
def test_it_is_opened_once_counted_asked_again_and_printed(
    prepared: tuple[Path, RunFolder], call: Call
) -> None:
    project, run = prepared
    refused = call("evaluate", project, run.name, "--final", code=2)
    assert "not opened" in refused["message"]
    assert openings(project) == 0
    first = call("evaluate", project, run.name, "--final", "--yes")
    assert (first["split"], first["openings"]) == ("test", 1)
    with DatasetStore.open(project / "dataset.sqlite", read_only=True) as store:
        assert [opening.run for opening in store.openings()] == [run.name]
    refused = call("evaluate", project, run.name, "--final", code=2)
    assert "not opened" in refused["message"]
    assert openings(project) == 1
    again = call("evaluate", project, run.name, "--final", "--yes")
    assert again["openings"] == 2
    assert any("opened 2 times" in sentence for sentence in again["warnings"])
    page = (run.evaluations()[-1] / "report.html").read_text("utf-8")
    assert "opened twice" in page
    exported = call("export", project, run.name)
    assert exported["part"] == "test"
    # A proof reuses what is open; it is no opening of its own.
    assert openings(project) == 2


def test_numbers_that_are_older_than_the_labels_say_so(
    prepared: tuple[Path, RunFolder], call: Call
) -> None:
    project, run = prepared
    with (
        Project.open(project) as opened,
        DatasetStore.open(opened.dataset_path) as store,
    ):
        sample = next(store.iterate(Where(split="validation")))
        wrong = "blue" if sample.label == "red" else "red"
        store.annotate([sample.id], Labels(names=(wrong,)), annotator="test")
    assert call("evaluate", project, run.name)["outdated"] is True
    page = (run.evaluations()[-1] / "report.html").read_text("utf-8")
    assert "The numbers are old" in page

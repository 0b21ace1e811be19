"""An evaluation says what is true, on one part alone, and its page opens anywhere."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.pictures import noisy
from tests.runs import make_project, new_run, small_plan
from tlstudio.core import files
from tlstudio.core.cells import safe_cell
from tlstudio.core.errors import BadInputError
from tlstudio.core.plans import Phase
from tlstudio.core.reporting import Silent
from tlstudio.core.reports import Confusion, EvaluationReport, Ladder, Table, Warnings
from tlstudio.data.manifest import Manifest
from tlstudio.data.media.finding import image_files
from tlstudio.data.store.store import DatasetStore
from tlstudio.evaluation.answering import frequencies, nearest_centroid
from tlstudio.evaluation.evaluate import evaluate
from tlstudio.evaluation.predict import predict
from tlstudio.evaluation.reporting.page import page
from tlstudio.evaluation.reporting.writing import document_of
from tlstudio.evaluation.tables import write_predictions
from tlstudio.metrics.scores import RANKINGS
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train

QUICK = (Phase(name="new layers", epochs=1),)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    project = make_project(
        tmp_path_factory.mktemp("p"), classes=("red", "blue", "green"), per_class=3, plates=15
    )
    made = new_run(project, small_plan(phases=QUICK))
    train(made, Silent(), cache_folder=project / "cache")
    return made


@pytest.fixture(scope="module")
def report(run: RunFolder) -> EvaluationReport:
    return evaluate(run, "validation", Silent(), cache_folder=run.path.parent.parent / "cache")


def part(report: EvaluationReport, kind: type) -> object:
    return next(item for item in report.parts if isinstance(item, kind))


def test_it_scores_the_validation_part_and_says_so(
    run: RunFolder, report: EvaluationReport
) -> None:
    manifest = Manifest.read(run.manifest_path)
    assert report.split == "validation"
    assert report.n == len(manifest.rows("validation"))
    accuracy = report.metric("accuracy")
    assert accuracy is not None
    assert accuracy.value > 0.8
    assert accuracy.low is not None
    assert accuracy.low < accuracy.value
    confusion = part(report, Confusion)
    assert isinstance(confusion, Confusion)
    assert sum(map(sum, confusion.counts)) == report.n
    right = sum(confusion.counts[i][i] for i in range(3))
    assert right / report.n == pytest.approx(accuracy.value)


def test_the_ladder_stands_on_the_same_items(report: EvaluationReport) -> None:
    ladder = part(report, Ladder)
    assert isinstance(ladder, Ladder)
    names = [rung.name for rung in ladder.rungs]
    assert names == ["majority", "nearest_centroid", "linear_probe", "this_run"]
    assert "itself the linear layer" in ladder.verdict
    majority = ladder.rungs[0]
    assert majority.difference is not None
    assert majority.difference.value > 0.3
    assert majority.p_value is not None


def test_few_groups_are_warned_about(report: EvaluationReport) -> None:
    warnings = part(report, Warnings)
    assert isinstance(warnings, Warnings)
    assert any("groups only" in sentence for sentence in warnings.sentences)
    assert any("flatter" in sentence for sentence in warnings.sentences)


def test_predictions_are_kept_with_the_evaluation(run: RunFolder, report: EvaluationReport) -> None:
    folder = run.evaluations()[-1]
    with (folder / "predictions.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == report.n
    right = sum(row["right"] == "yes" for row in rows)
    accuracy = report.metric("accuracy")
    assert accuracy is not None
    assert right / len(rows) == pytest.approx(accuracy.value)
    manifest = Manifest.read(run.manifest_path)
    locked = {sample.key for sample in manifest.stream(manifest.rows("test"))}
    assert locked
    assert not locked & {row["image"] for row in rows}


def test_an_evaluation_never_changes_an_older_one(run: RunFolder, report: EvaluationReport) -> None:
    before = {p: p.read_bytes() for p in run.evaluations()[-1].iterdir()}
    again = evaluate(run, "test", Silent(), cache_folder=run.path.parent.parent / "cache",
                     openings=2)  # fmt: skip
    assert {p: p.read_bytes() for p in before} == before
    assert "opened twice" in page(document_of(run, again))
    assert files.read_json(run.evaluations()[-1] / "report.json")["openings"] == 2


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]


def test_the_page_needs_nothing_from_outside_and_escapes_names(
    run: RunFolder, report: EvaluationReport
) -> None:
    evil = report.model_copy(update={"run": "<script>alert(1)</script>"})
    table = part(report, Table)
    assert isinstance(table, Table)
    rows = (("<img src=x onerror=y>", *table.rows[0][1:]), *table.rows[1:])
    changed = table.model_copy(update={"rows": rows})
    parts = tuple(changed if item is table else item for item in evil.parts)
    found = _Page()
    text = page(document_of(run, evil.model_copy(update={"parts": parts}), names=True))
    found.feed(text)
    assert "<script" not in text
    assert "&lt;img src=x onerror=y&gt;" in text
    assert not {"script", "img", "link", "iframe"} & set(found.tags)
    assert found.links
    assert all(link.startswith("#") for link in found.links)
    assert "url(" not in text
    assert "svg" in found.tags


def test_a_part_without_images_is_refused_in_words(run: RunFolder) -> None:
    cache = run.path.parent.parent / "cache"
    with pytest.raises(BadInputError, match="unused part holds no labelled image"):
        evaluate(run, "none", Silent(), cache_folder=cache)


def test_prediction_goes_on_past_broken_files(run: RunFolder, tmp_path: Path) -> None:
    noisy("red", 900).save(tmp_path / "fine.png")
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "text.png").write_text("no image")
    (tmp_path / "notes.txt").write_text("not looked at")
    (tmp_path / ".hidden.png").write_bytes(b"")
    found = {p.path.name: p for p in predict(run.model_dir, [tmp_path], Silent())}
    assert set(found) == {"fine.png", "empty.jpg", "text.png"}
    assert found["fine.png"].label in ("red", "blue", "green")
    assert sum(found["fine.png"].probabilities.values()) == pytest.approx(1.0)
    assert found["empty.jpg"].problem
    assert found["text.png"].label == ""
    target = tmp_path / "out" / "table.csv"
    target.parent.mkdir()
    counts = write_predictions(predict(run.model_dir, [tmp_path], Silent()), target, "csv")
    assert (counts.predicted, counts.failed) == (1, 2)
    write_predictions(found.values(), target.with_suffix(".json"), "json")
    assert len(files.read_json(target.with_suffix(".json"))) == 3


def test_one_image_is_answered_as_in_a_batch(run: RunFolder, tmp_path: Path) -> None:
    paths = []
    for number in range(5):
        paths.append(tmp_path / f"{number}.png")
        noisy("blue", 800 + number).save(paths[-1])
    together = [p.probabilities for p in predict(run.model_dir, paths, Silent())]
    alone = [next(predict(run.model_dir, [path], Silent())).probabilities for path in paths]
    for one, other in zip(together, alone, strict=True):
        assert one == pytest.approx(other, abs=1e-5)


def test_a_folder_is_searched_in_a_steady_order(tmp_path: Path) -> None:
    for name in ("b/2.png", "a/1.PNG", "c.jpg", "a/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = [path.relative_to(tmp_path).as_posix() for path in image_files([tmp_path])]
    assert names == ["a/1.PNG", "b/2.png", "c.jpg"]


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@cmd", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    assert safe_cell(-1.5) == -1.5


def test_simpler_methods_answer_as_they_should() -> None:
    x = np.array([[0.0, 0], [0, 1], [5, 5], [5, 6]], np.float32)
    y = np.array([0, 0, 2, 2])
    found = nearest_centroid(x, y, np.array([[0, 0.4], [5, 5.4]], np.float32), 3)
    assert found.argmax(axis=1).tolist() == [0, 2]
    assert found[:, 1].tolist() == [0.0, 0.0]
    assert frequencies(y, 3).tolist() == [0.5, 0.0, 0.5]
    assert frequencies(np.array([[1, 0], [1, 1]]), 2).tolist() == [1.0, 0.5]


def test_what_a_report_needs_is_read_and_ranked_once(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            calls[name] += 1
            return real(*args)

        return call

    monkeypatch.setattr(DatasetStore, "fingerprint", counted("dataset", DatasetStore.fingerprint))
    monkeypatch.setattr(Manifest, "read", counted("frozen list", Manifest.read))
    for name, rank in RANKINGS.items():
        monkeypatch.setitem(RANKINGS, name, counted(name, rank))
    evaluate(run, "validation", Silent(), cache_folder=run.path.parent.parent / "cache")
    assert calls == {"dataset": 1, "frozen list": 1, "auroc": 1, "average_precision": 1}

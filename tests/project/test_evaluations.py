"""Evaluations are read back from their folders, and damage is told."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tlstudio.core.errors import NewerVersionError, ProjectError
from tlstudio.core.reports import EvaluationReport, Metric, Metrics
from tlstudio.project.evaluations import read_evaluation, read_evaluations, read_scores
from tlstudio.project.runs import RunFolder


def write(run: RunFolder, split: str = "validation", **changes: object) -> Path:
    """An evaluation with one number."""
    metric = Metric(name="accuracy", label="Accuracy", value=0.5, headline=True)
    report = EvaluationReport(
        run=run.name, task="image-classification", split="validation", n=2, groups=2,
        created="2026-01-01T00:00:00+0000", parts=(Metrics(metrics=(metric,)),),
    )  # fmt: skip
    folder = run.new_evaluation()
    raw = {**report.model_dump(mode="json"), "split": split, **changes}
    (folder / "report.json").write_text(json.dumps(raw), "utf-8")
    (folder / "predictions.csv").write_text(
        "\ufeffimage,group,truth,prediction,right,p(a),p(b)\r\n"
        "'-x/1.png,g1,a,a,yes,0.75,0.25\r\nx/2.png,g2,a,b,no,0.25,0.75\r\n",
        "utf-8",
    )
    return folder


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path / "run")


def test_the_newest_of_each_part_is_found(run: RunFolder) -> None:
    for split in ("validation", "test", "validation"):
        write(run, split)
    found = read_evaluations(run)
    newest = found.newest("validation")
    assert newest is not None
    assert newest.folder.name == "0003"
    assert len(found.found) == 3
    assert found.newest("train") is None


def test_answers_come_back_as_they_were(run: RunFolder) -> None:
    scores = read_scores(write(run))
    assert scores.keys == ("-x/1.png", "x/2.png")
    assert scores.answers == ("a", "b")
    assert scores.right.tolist() == [True, False]
    assert scores.certainty().tolist() == [0.75, 0.75]


def test_a_part_of_an_unknown_kind_is_kept_as_data(run: RunFolder) -> None:
    one = read_evaluation(write(run, parts=[{"part": "spectrum", "title": "New"}]))
    assert one.report.parts == ()
    assert one.unknown == ({"part": "spectrum", "title": "New"},)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"run": 3}'])
def test_a_damaged_report_is_told_and_the_others_are_read(run: RunFolder, text: str) -> None:
    write(run)
    bad = write(run)
    (bad / "report.json").write_text(text)
    assert read_evaluations(run).problems == ()  # it may still be being written
    os.utime(bad, (0, 0))
    found = read_evaluations(run)
    assert len(found.found) == 1
    assert len(found.problems) == 1
    assert "Evaluation 2" in found.problems[0]
    with pytest.raises(ProjectError):
        read_evaluation(bad)


def test_a_damaged_part_or_a_newer_version_is_no_success(run: RunFolder) -> None:
    with pytest.raises(ProjectError):
        read_evaluation(write(run, parts=[{"part": "metrics", "metrics": 3}]))
    with pytest.raises(NewerVersionError):
        read_evaluation(write(run, schema_version=9))


@pytest.mark.parametrize(
    "text", ["", "image,group\n", "image,group,truth,prediction,right,p(a)\nx"]
)
def test_damaged_answers_are_told(run: RunFolder, text: str) -> None:
    folder = write(run)
    (folder / "predictions.csv").write_text(text)
    with pytest.raises(ProjectError, match="damaged"):
        read_scores(folder)
    (folder / "predictions.csv").unlink()
    with pytest.raises(ProjectError, match="missing"):
        read_scores(folder)

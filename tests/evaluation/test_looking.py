"""A report names labels to look at again, near copies over the split, and tests its heat-maps."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.pictures import noisy
from tests.runs import make_project, new_run, small_plan
from tlstudio.cli.app import main
from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.plans import Phase
from tlstudio.core.reporting import Silent
from tlstudio.core.reports import Check, EvaluationReport, Gallery, Prose, Table
from tlstudio.data.manifest import Manifest
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.evaluation.duplicates import duplicates_part
from tlstudio.evaluation.evaluate import evaluate
from tlstudio.jobs.handlers.explain import do_explain
from tlstudio.jobs.handlers.suspects import do_suspects
from tlstudio.jobs.requests import ExplainRequest, SuspectsRequest
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A trained run whose project has one wrong training label."""
    folder = tmp_path_factory.mktemp("p")
    project = make_project(folder, per_class=6, plates=6)
    with DatasetStore.open(project / "dataset.sqlite") as store:
        wrong = store.page(Where(split="train", label="red"), Order(), None, 1).samples[0]
        store.annotate([wrong.id], Labels(names=("blue",)), annotator="ann")
    made = new_run(project, small_plan(phases=(Phase(name="new layers", epochs=1),)))
    train(made, Silent(), cache_folder=project / "cache")
    return made


@pytest.fixture(scope="module")
def report(run: RunFolder) -> EvaluationReport:
    return evaluate(run, "validation", Silent(), cache_folder=run.path.parents[1] / "cache")


def test_the_wrong_label_is_in_the_gallery(report: EvaluationReport, run: RunFolder) -> None:
    part = next(p for p in report.parts if isinstance(p, Gallery) and p.name == "suspects")
    assert part.captions[0].startswith("labelled blue, looks like red, ")
    assert part.captions[0].endswith("%")
    assert "/red/" in part.keys[0]
    test = {s.key for s in Manifest.read(run.manifest_path).samples(
        Manifest.read(run.manifest_path).rows("test"))}  # fmt: skip
    assert test
    assert not test & set(part.keys)
    assert "saw neither the image nor its group" in part.note


def test_maps_are_checked_with_a_model_that_knows_nothing(report: EvaluationReport) -> None:
    part = next(p for p in report.parts if isinstance(p, Check))
    assert part.passed in (True, False)
    assert "similarity" in part.sentence
    assert part.rows[-1][0] == "everything"


def test_no_near_copies_are_said_in_a_sentence(report: EvaluationReport) -> None:
    part = next(p for p in report.parts if isinstance(p, Prose) and "two parts" in p.title)
    assert "near copy" in part.paragraphs[0]


def test_the_methods_tell_what_was_looked_into(report: EvaluationReport) -> None:
    said = next(p for p in report.parts if isinstance(p, Prose) and p.name == "methods")
    text = " ".join(said.paragraphs)
    assert "confident learning (" in text
    assert "were shuffled (Adebayo" in text


def test_the_page_shows_all_of_it(run: RunFolder, report: EvaluationReport) -> None:
    page = run.report_path.read_text("utf-8")
    for title in ("Labels to look at again", "Do heat-maps show something", "two parts?"):
        assert title in page, title
    text = report.model_dump_json()
    assert EvaluationReport.model_validate_json(text).model_dump_json() == text


def test_a_map_is_drawn_beside_its_image(run: RunFolder, tmp_path: Path) -> None:
    noisy("red", 900).save(tmp_path / "a.png")
    picture = tmp_path / "why.png"
    request = ExplainRequest(
        model=run.model_dir, image=tmp_path / "a.png", output=picture, check=True,
        method="integrated-gradients",
    )  # fmt: skip
    said = do_explain(request, Silent(), tmp_path)
    assert said["label"] == "red"
    assert 0 <= said["completeness_error"] < 0.2
    assert said["check"]["stages"][-1]["shuffled"] == "everything"
    with Image.open(picture) as drawn:
        assert drawn.size == (96, 48)
        left, right = (drawn.crop((x, 0, x + 48, 48)).tobytes() for x in (0, 48))
    assert left != right
    with pytest.raises(BadInputError, match="by convolutions"):
        do_explain(request.model_copy(update={"method": "rollout"}), Silent(), tmp_path)
    with pytest.raises(UsageError, match="no class 'green'"):
        do_explain(request.model_copy(update={"label": "green"}), Silent(), tmp_path)


def test_wrong_calls_of_explain_are_refused(
    run: RunFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noisy("red", 900).save(tmp_path / "a.png")
    call = ["explain", str(run.path), str(tmp_path / "a.png"), "-o"]
    assert main([*call, str(tmp_path / "a.jpg")]) == 2
    assert "PNG" in capsys.readouterr().err
    assert main(["explain", str(run.path), str(tmp_path / "b.png"), "-o", "c.png"]) == 1
    assert "no image" in capsys.readouterr().err


def test_suspects_are_listed_the_least_believed_first(run: RunFolder, tmp_path: Path) -> None:
    project = run.path.parents[1]
    table = tmp_path / "labels.csv"
    request = SuspectsRequest(
        project=project, run=run.path, cache=project / "cache", output=table, first=3
    )
    found = do_suspects(request, Silent(), tmp_path)
    assert found["first"][0]["looks_like"] == "red"
    assert found["doubted"] >= 1
    assert len(found["first"]) <= 3
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == found["judged"]
    assert rows[0]["doubted"] == "yes"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["labels.csv"]


def manifest_of(tmp_path: Path, rows: list[tuple[str, str, str, str]]) -> Manifest:
    """Of (key, part, perceptual hash, content hash)."""
    head = {
        "version": 1, "classes": ["a"], "fingerprint": "f", "multi_label": False, "roots": {},
        "counts": {},
    }  # fmt: skip
    lines = [head]
    for key, part, phash, content in rows:
        lines.append(
            {
                "id": 1,
                "key": key,
                "kind": "image",
                "group": "",
                "split": part,
                "annotation": Labels(names=("a",)).model_dump_json(),
                "answer": "answered",
                "annotator": "",
                "columns": {},
                "media": [["", key, content, 1, 1, "", phash]],
            }
        )
    path = tmp_path / "manifest.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return Manifest.read(path)


_ROWS = [
    ("a.png", "train", "0f0f0f0f0f0f0f0f", "1"),
    ("b.png", "validation", "0f0f0f0f0f0f0f0e", "2"),
    ("c.png", "test", "0f0f0f0f0f0f0f0f", "3"),
    ("d.png", "train", "123456789abcdef0", "4"),
    ("e.png", "validation", "fedcba9876543210", "4"),
    ("f.png", "train", "00ff00ff00ff00ff", "5"),
    ("g.png", "train", "00ff00ff00ff00ff", "6"),
]


def test_pairs_over_the_split_are_named_and_the_locked_test_is_only_counted(
    tmp_path: Path,
) -> None:
    manifest = manifest_of(tmp_path, _ROWS)
    part = duplicates_part(manifest, opened=False)
    assert isinstance(part, Table)
    assert [(row[0], row[2], row[4]) for row in part.rows] == [
        ("e.png", "d.png", "the same file"),
        ("b.png", "a.png", "1 of 64 marks differ"),
    ]
    assert "c.png" not in part.model_dump_json()
    assert "1 image of the final test" in part.note
    opened = duplicates_part(manifest, opened=True)
    assert isinstance(opened, Table)
    assert ("c.png", "final test", "a.png", "training", "no visible difference") in opened.rows
    assert "locked" not in opened.note


def test_ends_of_a_chain_and_images_that_cannot_be_compared_make_no_pair(tmp_path: Path) -> None:
    rows = [
        ("a.png", "train", "0f0f0f0f0f0f0f0f", "1"),
        ("b.png", "train", "0f0f0f0f0f0f0f00", "2"),
        ("c.png", "none", "0f0f0f0f0f0f0f00", "3"),
        ("d.png", "validation", "0f0f0f0f0f0f0000", "4"),
        ("e.png", "validation", "0f0f0f0f0f0ff000", "5"),
        ("f.png", "test", "0f0f0f0f0f0ff0f0", "6"),
        ("g.png", "validation", "", "2"),
        ("h.png", "test", "0f0f0f0f0f0f0f0f", "7"),
    ]
    manifest = manifest_of(tmp_path, rows)
    part = duplicates_part(manifest, opened=True)
    assert isinstance(part, Table)
    assert [(row[0], row[2], row[4]) for row in part.rows] == [
        ("g.png", "b.png", "the same file"),
        ("h.png", "a.png", "no visible difference"),
        ("d.png", "b.png", "4 of 64 marks differ"),
        ("f.png", "e.png", "4 of 64 marks differ"),
    ]
    locked = duplicates_part(manifest, opened=False)
    assert isinstance(locked, Table)
    assert "2 images of the final test" in locked.note


def test_images_of_several_files_are_the_same_where_all_files_are(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path, [_ROWS[0], _ROWS[1]])
    lines = [json.loads(line) for line in manifest.path.read_text("utf-8").splitlines()]
    for line, second in zip(lines[1:], ("x", "y"), strict=True):
        first = line["media"][0]
        first[2:3], first[6] = ["same"], "0f0f0f0f0f0f0f0f"
        line["media"].append(["", f"{second}.png", second, 1, 1, "2", "00ff00ff00ff00ff"])
    manifest.path.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    part = duplicates_part(Manifest.read(manifest.path), opened=True)
    assert isinstance(part, Prose)


def test_without_near_copies_or_hashes_there_is_a_sentence_or_nothing(tmp_path: Path) -> None:
    alone = duplicates_part(manifest_of(tmp_path, _ROWS[5:]), opened=False)
    assert isinstance(alone, Prose)
    assert "None of 2 labelled images" in alone.paragraphs[0]
    locked = duplicates_part(manifest_of(tmp_path, [_ROWS[0], _ROWS[2]]), opened=False)
    assert isinstance(locked, Prose)
    assert "c.png" not in locked.model_dump_json()
    assert "1 image of the final test" in locked.paragraphs[1]
    assert duplicates_part(manifest_of(tmp_path, [("a", "train", "", "")]), opened=False) is None

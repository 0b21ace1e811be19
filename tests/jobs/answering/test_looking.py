"""A quick look tells images from texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pictures import write_folders
from tests.texts import sentences
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answering.looking import answer_find_task
from tlstudio.jobs.questions import FindTask


def task_of(source: Path) -> str:
    return answer_find_task(FindTask(source=source), Listener()).task


@pytest.fixture
def images(tmp_path: Path) -> Path:
    return write_folders(tmp_path / "plates", per_class=2, plates=2)


def test_folders_are_of_what_is_in_them(images: Path, tmp_path: Path) -> None:
    assert task_of(images) == "image-classification"
    (tmp_path / "texts" / "good").mkdir(parents=True)
    (tmp_path / "texts" / "good" / "1.txt").write_text("fine")
    assert task_of(tmp_path / "texts") == "text-classification"
    (tmp_path / "texts" / "IM000001").write_bytes(b"x")
    assert task_of(tmp_path / "texts") == "image-classification", "it may be a DICOM"
    (tmp_path / "bare").mkdir()
    assert task_of(tmp_path / "bare") == "image-classification"
    assert task_of(tmp_path / "gone") == "image-classification"


def test_a_table_of_texts_names_no_images(images: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    rows = [f"{text}\t{n % 2}" for n, text in enumerate(sentences("topic", 20))]
    (alone / "t.tsv").write_text("\n".join(rows), "utf-8")
    assert task_of(alone / "t.tsv") == "text-classification"
    (alone / "t.jsonl").write_text('{"text": "a", "label": "b"}\n')
    assert task_of(alone / "t.jsonl") == "text-classification"
    (alone / "n.csv").write_text("a,b\n" + "1,2\n" * 9)
    assert task_of(alone / "n.csv") == "image-classification"


def test_a_table_of_images_stays_one_though_it_holds_remarks(images: Path, tmp_path: Path) -> None:
    files = sorted(images.rglob("*.png"))
    named = [f"{file.relative_to(tmp_path)},{n} words about what is seen here" for n, file in
             enumerate(files)]  # fmt: skip
    (tmp_path / "named.csv").write_text("\n".join(["file,remark", *named]))
    assert task_of(tmp_path / "named.csv") == "image-classification"
    stems = [f"case{n},{n} words about what is seen here" for n, _ in enumerate(files)]
    for number, file in enumerate(files):
        file.rename(images / f"case{number}.png")
    (images / "cases.csv").write_text("\n".join(["id,remark", *stems]))
    assert task_of(images / "cases.csv") == "image-classification"

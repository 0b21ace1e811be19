"""The pass over files: each once, resumable, with a reason for each bad one."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.pictures import noisy, write_folders
from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError
from tlstudio.core.reporting import Silent, Stopped
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.copying import Copier
from tlstudio.data.media.read import Probe, probe
from tlstudio.data.reading import read_files
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DatasetStore]:
    (tmp_path / "project").mkdir()
    with DatasetStore.create(tmp_path / "project" / "dataset.sqlite") as opened:
        yield opened


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return write_folders(tmp_path / "pictures", per_class=3, plates=2)


def register(store: DatasetStore, folder: Path) -> int:
    root = store.add_root(folder)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in paths]
    counts = store.add(
        (
            Sample(0, name, (MediaRef(root, name),), annotation=Labels(names=("x",)))
            for name in names
        ),
        annotator="Ada",
        source="test",
    )
    return counts.added


class StopAfter(Silent):
    """Says stop from the n-th question on."""

    def __init__(self, questions: int) -> None:
        super().__init__()
        self._left = questions

    def should_stop(self) -> bool:
        self._left -= 1
        return self._left < 0


def test_every_file_is_read_once(store: DatasetStore, pictures: Path) -> None:
    seen: list[Path] = []
    lock = threading.Lock()

    def counting(path: Path) -> Probe:
        with lock:
            seen.append(path)
        return probe(path)

    assert register(store, pictures) == 12
    assert read_files(store, Silent(), workers=3, read=counting) == 12
    assert read_files(store, Silent(), workers=3, read=counting) == 0
    assert len(seen) == len(set(seen)) == 12
    rows = list(store.light())
    assert all(len(row.sha256) == 64 and len(row.phash) == 16 for row in rows)
    assert list(store.unread()) == []


def test_a_stop_keeps_what_was_read_and_the_next_pass_goes_on(
    store: DatasetStore, pictures: Path
) -> None:
    register(store, pictures)
    with pytest.raises(Stopped):
        read_files(store, StopAfter(4), workers=2)
    left = len(list(store.unread()))
    assert 0 < left < 12
    assert read_files(store, Silent()) == left


def test_changed_files_are_read_again_and_missing_ones_left(
    store: DatasetStore, pictures: Path
) -> None:
    register(store, pictures)
    read_files(store, Silent())
    before = {row.key: row.sha256 for row in store.light()}
    noisy("green", 99, size=60).save(pictures / "plate0" / "red" / "0.png")
    (pictures / "plate0" / "red" / "1.png").unlink()
    assert read_files(store, Silent()) == 0
    assert read_files(store, Silent(), again=True) == 1
    after = {row.key: row.sha256 for row in store.light()}
    assert {key for key in after if after[key] != before[key]} == {"plate0/red/0.png"}


def test_bad_files_are_named_and_the_rest_goes_on(store: DatasetStore, pictures: Path) -> None:
    good = (pictures / "plate0" / "red" / "0.png").read_bytes()
    (pictures / "empty.png").write_bytes(b"")
    (pictures / "truncated.png").write_bytes(good[: len(good) // 2])
    (pictures / "text.jpg").write_text("no image")
    (pictures / "renamed.jpg").write_bytes(good)
    register(store, pictures)
    assert read_files(store, Silent()) == 16
    problems = {sample.key: sample.problem for sample in store.iterate(Where(problem=True))}
    assert set(problems) == {"empty.png", "truncated.png", "text.jpg"}
    assert all(text.endswith(".") and key in text for key, text in problems.items())


def test_a_file_mended_later_can_be_used(store: DatasetStore, pictures: Path) -> None:
    bad = pictures / "plate0" / "red" / "0.png"
    good = bad.read_bytes()
    bad.write_bytes(b"")
    register(store, pictures)
    read_files(store, Silent())
    assert store.count(Where(problem=True)) == 1
    bad.write_bytes(good)
    read_files(store, Silent(), again=True)
    assert store.count(Where(problem=True)) == 0


def test_one_bad_channel_spoils_the_sample(store: DatasetStore, tmp_path: Path) -> None:
    folder = tmp_path / "channels"
    folder.mkdir()
    for name, size in (("a_w1", 32), ("a_w2", 32), ("b_w1", 32), ("b_w2", 40)):
        Image.fromarray(np.full((size, size), 100, np.uint8)).save(folder / f"{name}.png")
    (folder / "a_w2.png").write_bytes(b"")
    root = store.add_root(folder)
    store.add(
        (
            Sample(
                0, name, tuple(MediaRef(root, f"{name}_w{n}.png", channel=f"w{n}") for n in (1, 2))
            )
            for name in ("a", "b")
        ),
        annotator="",
        source="",
    )
    assert read_files(store, Silent()) == 2
    problems = {sample.key: sample.problem for sample in store.iterate()}
    assert "a_w2.png" in problems["a"]
    assert "differ in width or height" in problems["b"]


def test_copies_are_whole_kept_and_not_made_twice(tmp_path: Path, pictures: Path) -> None:
    media = tmp_path / "project" / "media"
    sample = Sample(0, "k", (MediaRef("r1", "plate0/red/0.png"),))
    Copier(pictures, media).copy(sample)
    copier = Copier(pictures, media)
    target = copier.folder / "plate0" / "red" / "0.png"
    assert target.read_bytes() == (pictures / "plate0" / "red" / "0.png").read_bytes()
    inode = target.stat().st_ino
    copier.copy(sample)
    assert target.stat().st_ino == inode
    assert list(media.rglob("*.part")) == []
    with pytest.raises(BadInputError, match="vanished"):
        copier.copy(Sample(0, "k", (MediaRef("r1", "nowhere.png"),)))


def test_sources_of_one_name_do_not_meet(tmp_path: Path, pictures: Path) -> None:
    other = tmp_path / "other" / "pictures"
    shutil.copytree(pictures, other)
    media = tmp_path / "project" / "media"
    assert Copier(pictures, media).folder != Copier(other, media).folder


def test_files_inside_the_project_are_not_copied(tmp_path: Path) -> None:
    inside = write_folders(tmp_path / "project" / "media" / "drawn", per_class=1, plates=1)
    copier = Copier(inside, tmp_path / "project" / "media")
    assert copier.folder == inside.resolve()
    copier.copy(Sample(0, "k", (MediaRef("", "plate0/red/0.png"),)))
    assert len(list((tmp_path / "project" / "media").iterdir())) == 1

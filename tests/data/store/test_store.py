"""The dataset store: what is saved stays saved, undo is replayed, pages never overlap."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import NewerVersionError, ProjectError
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.store.query import Cursor, Order, Where
from tlstudio.data.store.store import DatasetStore


def sample(number: int, label: str = "", group: str = "") -> Sample:
    annotation = Labels(names=(label,)) if label else None
    name = f"plate{number % 3}/image{number:04d}.png"
    return Sample(0, name, (MediaRef("", name),), group=group, annotation=annotation)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DatasetStore]:
    with DatasetStore.create(tmp_path / "dataset.sqlite") as made:
        labels = ("cat", "dog", "")
        made.add(
            (sample(i, labels[i % 3], f"g{i % 4}") for i in range(60)),
            annotator="import",
            source="test",
        )
        yield made


def ids(store: DatasetStore) -> list[int]:
    return [s.id for s in store.iterate()]


def test_adding_again_changes_nothing_and_never_an_edit(store: DatasetStore) -> None:
    first = ids(store)[0]
    store.annotate([first], Labels(names=("bird",)), annotator="ann")
    again = store.add(
        (sample(i, "cat", "other") for i in range(61)), annotator="import", source="again"
    )
    assert again.added == 1
    assert store.sample(first).label == "bird"
    assert store.sample(first).group == "g0"
    assert store.sample(ids(store)[1]).label == "dog"


def test_every_annotator_is_kept_and_the_last_is_in_force(store: DatasetStore) -> None:
    ident = ids(store)[0]
    store.annotate([ident], Labels(names=("dog",)), annotator="ann")
    store.annotate([ident], None, annotator="bob", answer="unsure")
    readings = {r.annotator: (r.annotation, r.answer) for r in store.readings(ident)}
    assert readings["import"] == (Labels(names=("cat",)), "answered")
    assert readings["ann"] == (Labels(names=("dog",)), "answered")
    assert readings["bob"] == (None, "unsure")
    assert store.sample(ident).answer == "unsure"
    assert store.sample(ident).label == ""


@pytest.mark.parametrize("seed", range(4))
def test_undo_and_redo_replay_any_history(store: DatasetStore, seed: int) -> None:
    rng = random.Random(seed)
    every = ids(store)

    def state() -> list[tuple[str, str, str, str]]:
        return [(s.key, s.label, s.group, s.answer) for s in store.iterate()]

    states, at = [state()], 0
    for _ in range(40):
        act = rng.random()
        some = rng.sample(every, 3)
        if act < 0.3 and at > 0:
            assert store.undo()
            at -= 1
        elif act < 0.45 and at < len(states) - 1:
            assert store.redo()
            at += 1
        else:
            edit = rng.randrange(4)
            if edit == 0:
                store.annotate(some, Labels(names=(rng.choice("xyz"),)), annotator="ann")
            elif edit == 1:
                store.set_group(some, f"new{rng.randrange(5)}")
            elif edit == 2:
                store.remove(some[:1])
            else:
                store.rename_class(rng.choice(("cat", "dog", "x")), rng.choice("pq"))
            del states[at + 1 :]
            states.append(state())
            at += 1
        assert state() == states[at]
    while at:
        store.undo()
        at -= 1
        assert state() == states[at]
    assert store.undo() is None


def test_an_action_that_is_not_the_newest_is_not_undone(tmp_path: Path) -> None:
    with DatasetStore.create(tmp_path / "d.sqlite") as store:
        store.add([sample(1, "cat"), sample(2, "cat")], annotator="i", source="")
        mine = store.annotate([1], Labels(names=("dog",)), annotator="ann")
        other = store.annotate([2], Labels(names=("hen",)), annotator="bob")
        assert store.undo(only=mine) is None
        assert [store.sample(ident).label for ident in (1, 2)] == ["dog", "hen"]
        assert store.undo(only=other) == "label 1 as hen"
        assert store.undo(only=mine) == "label 1 as dog"
        assert store.undo(only=mine) is None


def test_undo_works_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    with DatasetStore.create(path) as store:
        store.add([sample(1, "cat")], annotator="i", source="")
        store.annotate([1], Labels(names=("dog",)), annotator="ann")
    with DatasetStore.open(path) as store:
        assert store.undo() == "label 1 as dog"
        assert store.sample(1).label == "cat"
        assert store.redo() == "label 1 as dog"
        assert store.sample(1).label == "dog"


@pytest.mark.parametrize("by", ["name", "label", "group", "added"])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_give_every_sample_once_in_order(
    store: DatasetStore, by: str, descending: bool
) -> None:
    order = Order(by, descending)  # type: ignore[arg-type]
    seen: list[Sample] = []
    cursor: Cursor | None = None
    while True:
        page = store.page(Where(), order, cursor, 7)
        seen += page.samples
        if page.next is None:
            break
        cursor = page.next
    assert sorted(s.id for s in seen) == ids(store)
    keys = {"name": lambda s: s.key, "label": lambda s: s.label, "group": lambda s: s.group}
    if by in keys:
        values = [keys[by](s) for s in seen]
        assert values == sorted(values, reverse=descending)


@pytest.mark.parametrize(
    "where",
    [
        Where(label="cat"),
        Where(label=""),
        Where(group="g2"),
        Where(annotator="import"),
        Where(text="image001"),
        Where(text="IMAGE0012"),
        Where(text="%"),
        Where(text="1"),
        Where(text='"quoted'),
        Where(problem=False, label="dog"),
        Where(text="plate1/image", group="g1"),
    ],
)
def test_filters_find_what_a_plain_search_finds(store: DatasetStore, where: Where) -> None:
    def fits(s: Sample) -> bool:
        return (
            (where.label is None or s.label == where.label)
            and (where.group is None or s.group == where.group)
            and (where.annotator is None or s.annotator == where.annotator)
            and (where.text is None or where.text.lower() in s.key.lower())
        )

    wanted = [s.id for s in store.iterate() if fits(s)]
    assert sorted(s.id for s in store.iterate(where)) == wanted
    assert store.count(where) == len(wanted)


def test_a_reader_sees_whole_actions_while_a_writer_writes(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    with DatasetStore.create(path) as writer:
        writer.add((sample(i) for i in range(20)), annotator="i", source="")
        with DatasetStore.open(path, read_only=True) as reader:
            before = reader.classes()
            writer.annotate(list(range(1, 11)), Labels(names=("cat",)), annotator="ann")
            assert before == {}
            assert reader.classes() == {"cat": 10}
            with pytest.raises(ProjectError, match="read-only"):
                reader.annotate([1], None, annotator="x")


def test_the_final_test_is_counted(store: DatasetStore) -> None:
    assert store.openings() == ()
    assert store.record_opening("run-1", "evaluate") == 1
    assert store.record_opening("run-2", "evaluate") == 2
    assert [opening.run for opening in store.openings()] == ["run-1", "run-2"]


def test_moved_files_are_found_by_content(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new" / "deep"
    old.mkdir()
    new.mkdir(parents=True)
    project = tmp_path / "p"
    project.mkdir()
    from tlstudio.core.files import sha256
    from tlstudio.data.store.rows import ContentFacts

    with DatasetStore.create(project / "d.sqlite") as store:
        root = store.add_root(old)
        for number in range(3):
            (old / f"{number}.png").write_bytes(bytes([number]) * 50)
            ref = MediaRef(root, f"{number}.png")
            store.add([Sample(0, f"{number}", (ref,))], annotator="i", source="")
            content = sha256(old / f"{number}.png")
            store.set_content([ContentFacts(number + 1, 0, content, 50, 0)])
        (old / "0.png").rename(new / "renamed.png")
        (old / "1.png").unlink()
        assert store.relink(tmp_path / "new") == {"missing": 2, "found": 1}
        assert store.resolve(store.sample(1).media[0]) == new / "renamed.png"
        assert store.resolve(store.sample(3).media[0]) == old / "2.png"


def test_a_newer_or_damaged_dataset_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    DatasetStore.create(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerVersionError, match="newer version"):
        DatasetStore.open(path)
    assert path.read_bytes() == before
    path.write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    with pytest.raises(ProjectError, match="damaged"):
        DatasetStore.open(path)
    with pytest.raises(ProjectError, match="missing"):
        DatasetStore.open(tmp_path / "nowhere.sqlite")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs an ordinary POSIX user")
def test_read_only_media_are_read_from_a_copy(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    store = DatasetStore.create(folder / "d.sqlite")
    store.add([sample(1, "cat")], annotator="i", source="")
    folder.chmod(0o500)
    try:
        with DatasetStore.open(folder / "d.sqlite", read_only=True) as reader:
            assert reader.classes() == {"cat": 1}
    finally:
        folder.chmod(0o700)
        store.close()


def test_what_cannot_be_written_beside_is_read_from_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "d.sqlite"
    with DatasetStore.create(path) as store:
        store.add([sample(1, "cat")], annotator="i", source="")
        monkeypatch.setattr(os, "access", lambda *_: False)
        with DatasetStore.open(path, read_only=True) as reader:
            assert reader.classes() == {"cat": 1}
            with pytest.raises(ProjectError):
                reader.annotate([1], None, annotator="x")


_LABELLER = """
import sys
from pathlib import Path
from tlstudio.core.annotations import Labels
from tlstudio.data.store.store import DatasetStore
with DatasetStore.open(Path(sys.argv[1])) as store:
    for number in range(100_000):
        store.annotate([number % 60 + 1], Labels(names=(f"c{number}",)), annotator="ann")
        print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("after", [1, 40, 150])
def test_kill_9_while_labelling_loses_no_label_that_was_shown_as_saved(
    tmp_path: Path, after: int
) -> None:
    path = tmp_path / "d.sqlite"
    with DatasetStore.create(path) as store:
        store.add((sample(i) for i in range(60)), annotator="i", source="")
    with subprocess.Popen(
        [sys.executable, "-c", _LABELLER, str(path)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for _ in range(after):
            child.stdout.readline()
        os.kill(child.pid, signal.SIGKILL)
        rest = child.stdout.read().split()
    last = int(rest[-1]) if rest else after - 1
    with DatasetStore.open(path) as store:
        assert store.integrity() == []
        saved = {s.id: s.label for s in store.iterate()}
        for number in range(max(0, last - 59), last + 1):
            label = saved[number % 60 + 1]
            # One more may have been saved than could be said.
            assert label in (f"c{number}", f"c{number + 60}")
        assert store.undo() is not None

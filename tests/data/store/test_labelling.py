"""Second readings, agreement, counts that follow edits, and datasets of earlier versions."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sklearn.metrics import cohen_kappa_score

from tlstudio.core.annotations import Answer, Labels
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.kappa import cohens_kappa
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.counting import Counts
from tlstudio.data.store.query import Where
from tlstudio.data.store.rows import ContentFacts
from tlstudio.data.store.store import DatasetStore


def label(name: str) -> Labels:
    return Labels(names=(name,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DatasetStore]:
    with DatasetStore.create(tmp_path / "dataset.sqlite") as made:
        names = ("cat", "dog", "")
        made.add(
            (
                Sample(
                    0, f"{i:03}.png", (MediaRef("", f"{i:03}.png"),),
                    annotation=label(names[i % 3]) if names[i % 3] else None,
                )
                for i in range(30)
            ),
            annotator="ann", source="t",
        )  # fmt: skip
        yield made


def test_a_blind_reading_changes_nothing_that_is_in_force(store: DatasetStore) -> None:
    before = store.sample(1)
    store.set_reading([1], label("dog"), annotator="bob")
    assert store.sample(1) == before
    readings = {reading.annotator: reading for reading in store.readings(1)}
    assert readings["bob"].annotation == label("dog")
    assert readings["bob"].blind
    assert not readings["ann"].blind
    assert store.undo() == "second reading of 1 as dog"
    assert [reading.annotator for reading in store.readings(1)] == ["ann"]
    assert store.redo()
    assert len(store.readings(1)) == 2
    assert store.second_readers() == {"bob": 1}


def test_disagreements_come_in_pages_until_they_are_resolved(store: DatasetStore) -> None:
    cats = [sample.id for sample in store.iterate(Where(label="cat"))]
    store.set_reading(cats[:6], label("dog"), annotator="bob")
    store.set_reading(cats[6:], label("cat"), annotator="bob")
    store.set_reading(cats[:1], None, annotator="bob", answer="skip")
    assert store.disagreement_count() == 5
    first = store.disagreements(limit=3)
    second = store.disagreements(after=first[-1].sample.id, limit=3)
    assert [found.sample.id for found in (*first, *second)] == cats[1:6]
    assert {reading.annotator for reading in first[0].readings} == {"ann", "bob"}
    store.resolve_disagreement(cats[1], label("cat"), annotator="ann")
    assert store.disagreement_count() == 4
    assert store.sample(cats[1]).annotator == "agreed (ann)"
    # What each had said stays, so that agreement is not made better by resolving.
    assert len(store.readings(cats[1])) == 3
    assert store.undo()
    assert store.disagreement_count() == 5


def test_a_correction_is_no_disagreement(store: DatasetStore) -> None:
    store.annotate([1], label("dog"), annotator="bob")
    assert store.disagreement_count() == 0


def test_two_blind_readers_of_an_unlabelled_image_can_disagree(store: DatasetStore) -> None:
    (bare, *_) = (sample.id for sample in store.iterate(Where(label="")))
    store.set_reading([bare], label("cat"), annotator="bob")
    assert store.disagreement_count() == 0
    store.set_reading([bare], label("dog"), annotator="cid")
    assert [found.sample.id for found in store.disagreements()] == [bare]


def test_what_a_second_reader_has_still_to_read(store: DatasetStore) -> None:
    assert store.count(Where(unread_by="bob")) == 20
    store.set_reading([1, 2], label("cat"), annotator="bob")
    assert store.count(Where(unread_by="bob")) == 18
    assert store.count(Where(unread_by="ann")) == 0
    assert store.count(Where(unread_by="bob", label="cat")) == 9


def test_kappa_is_that_of_scikit_learn(store: DatasetStore) -> None:
    rng = random.Random(1)
    ids = [sample.id for sample in store.iterate() if sample.label]
    truth, other = [], []
    for ident in ids:
        said = rng.choice(("cat", "dog", "bird"))
        store.set_reading([ident], label(said), annotator="bob")
        truth.append(store.sample(ident).label)
        other.append(said)
    found = store.kappa("ann", "bob")
    assert found is not None
    assert found.value == pytest.approx(cohen_kappa_score(truth, other))
    assert found.n == len(ids)
    assert found.low < found.value < found.high
    turned = store.kappa("bob", "ann")
    assert turned is not None
    assert turned.value == pytest.approx(found.value)
    store.set_reading(ids[:1], None, annotator="bob", answer="unsure")
    less = store.kappa("ann", "bob")
    assert less is not None
    assert less.n == len(ids) - 1
    assert store.kappa("ann", "nobody") is None


def test_the_interval_of_kappa_is_the_published_one() -> None:
    # Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, 3rd ed., table 18.3.
    table = {("a", "a"): 75, ("a", "b"): 1, ("a", "c"): 4, ("b", "a"): 5, ("b", "b"): 4}
    table |= {("b", "c"): 1, ("c", "b"): 0, ("c", "c"): 10}
    found = cohens_kappa(table)
    assert found is not None
    assert found.value == pytest.approx(0.68, abs=0.01)
    assert (found.high - found.low) / 2 / 1.96 == pytest.approx(0.087, abs=0.002)
    assert cohens_kappa({("a", "a"): 5}) == cohens_kappa({("a", "a"): 5, ("a", "b"): 0})
    assert cohens_kappa({}) is None


@pytest.mark.parametrize("seed", range(3))
def test_counts_follow_every_edit(store: DatasetStore, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    store.set_content([ContentFacts(i, 0, "x", 1, 1, problem="broken") for i in (1, 2, 3)])
    ids = [sample.id for sample in store.iterate()]

    def fresh() -> Counts:
        with DatasetStore.open(tmp_path / "dataset.sqlite", read_only=True) as other:
            return other.counts()

    assert store.counts() == fresh()
    for _ in range(40):
        some = rng.sample(ids, 3)
        act = rng.randrange(7)
        if act == 0:
            store.annotate(some, label(rng.choice(("cat", "bird"))), annotator=rng.choice("ab"))
        elif act == 1:
            answer: Answer = rng.choice(("unsure", "skip", "empty"))
            store.annotate(some, None, annotator="b", answer=answer)
        elif act == 2:
            store.remove(some[:1])
        elif act == 3:
            store.rename_class("cat", "dog")
        elif act == 4:
            store.set_reading(some, label("x"), annotator="c")
        else:
            (store.undo if act == 5 else store.redo)()
        assert store.counts() == fresh()
    counts = store.counts()
    assert counts.total == store.count()
    assert counts.unreadable == store.count(Where(problem=True))
    assert counts.unlabelled == store.count(Where(label="", problem=False))
    assert sum(counts.labels.values()) == sum(counts.parts.values())


def test_counts_notice_imports_splits_and_other_writers(
    store: DatasetStore, tmp_path: Path
) -> None:
    from tlstudio.data.importing import ensure_split

    assert store.counts().parts == {"none": 20}
    ensure_split(store, SplitSpec(), again=True)
    assert set(store.counts().parts) == {"train", "validation", "test"}
    assert store.counts().by_part["train"].keys() == {"cat", "dog"}
    with DatasetStore.open(tmp_path / "dataset.sqlite") as other:
        other.add([Sample(0, "new.png", (), annotation=label("owl"))], annotator="z", source="t")
    assert store.counts().labels["owl"] == 1
    assert store.counts().annotators["z"] == 1


def test_several_labels_are_one_answer(store: DatasetStore) -> None:
    store.annotate([1], Labels(names=("cat", "dog")), annotator="ann")
    assert store.counts().labels["cat · dog"] == 1
    assert store.classes()["dog"] == 11


def test_the_time_of_the_last_save_is_known_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    with DatasetStore.create(path) as store:
        assert store.last_saved() is None
        store.add([Sample(0, "a", ())], annotator="", source="")
        store.annotate([1], label("cat"), annotator="ann")
        saved = store.last_saved()
        assert saved is not None
    with DatasetStore.open(path) as store:
        assert store.last_saved() == pytest.approx(saved, abs=1)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_dataset_of_the_first_version_opens_with_its_history(
    tmp_path: Path, read_only: bool
) -> None:
    path = tmp_path / "dataset.sqlite"
    old = gzip.decompress(Path(__file__).with_name("version1.sqlite.gz").read_bytes())
    path.write_bytes(old)
    with DatasetStore.open(path, read_only=read_only) as store:
        assert store.counts().labels == {"cat": 2, "dog": 1}
        assert store.disagreement_count() == 0
        assert [reading.blind for reading in store.readings(1)] == [False]
        if read_only:
            assert path.read_bytes() == old
            return
        assert store.redo() == "label 1 as unsure"
        assert store.undo() == "label 1 as unsure"
        assert store.undo() == "label 1 as dog"
        store.set_reading([2], label("dog"), annotator="bob")
        assert store.disagreement_count() == 1
    with DatasetStore.open(path) as store:
        assert store.disagreement_count() == 1

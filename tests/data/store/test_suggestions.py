"""What a run suggests is read beside the dataset: filters, order, pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import ProjectError
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.store.query import Cursor, Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.store.suggesting import Row, Suggestion, write

USEFUL = Order("uncertainty")


def label(name: str) -> Labels:
    return Labels(names=(name,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DatasetStore]:
    with DatasetStore.create(tmp_path / "dataset.sqlite") as made:
        made.add(
            (
                Sample(
                    0, f"{i:03}.png", (MediaRef("", f"{i:03}.png"),),
                    annotation=label("cat") if i < 20 else None,
                )
                for i in range(60)
            ),
            annotator="ann", source="t",
        )  # fmt: skip
        yield made


@pytest.fixture
def suggestions(tmp_path: Path) -> Path:
    """Of samples 1…50; the last come first; 1…5 differ; 45…50 are set aside."""
    path = tmp_path / "run" / "suggestions.sqlite"
    rows = [
        Row(
            i, "dog" if i <= 5 or i > 30 else "cat", 0.9, i / 60, 50 - i, aside=i >= 45,
            differs=i <= 5,
        )
        for i in range(1, 51)
    ]  # fmt: skip
    assert write(path, rows) == 50
    return path


def paged(store: DatasetStore, where: Where, order: Order, size: int = 7) -> list[int]:
    found: list[int] = []
    cursor: Cursor | None = None
    while True:
        page = store.page(where, order, cursor, size)
        found += [sample.id for sample in page.samples]
        if page.next is None:
            return found
        cursor = page.next


def test_without_suggestions_there_are_none(store: DatasetStore) -> None:
    assert store.count(Where(disagrees=True)) == 0
    assert paged(store, Where(), USEFUL) == []
    assert store.count(Where(suggested=False)) == 60
    assert store.page(Where(), Order(), None, 5).suggestions == {}


@pytest.mark.parametrize("descending", [False, True])
def test_the_most_useful_come_first(
    store: DatasetStore, suggestions: Path, descending: bool
) -> None:
    store.attach_suggestions(suggestions)
    order = Order("uncertainty", descending)
    every = list(range(1, 51)) if descending else list(range(50, 0, -1))
    assert paged(store, Where(), order) == every
    assert paged(store, Where(label="", suggested=True), order) == [i for i in every if 20 < i < 45]
    assert list(store.listing().ids(Where(label=""), order).ids) == [i for i in every if i > 20]
    first = store.listing().ids(Where(), order, limit=10)
    assert first.next is not None
    second = store.listing().ids(Where(), order, first.next, limit=10)
    assert [*first.ids, *second.ids] == every[:20]


def test_what_is_set_aside_is_labelled_unseen(store: DatasetStore, suggestions: Path) -> None:
    store.attach_suggestions(suggestions)
    assert paged(store, Where(aside=True), USEFUL) == [50, 49, 48, 47, 46, 45]
    page = store.page(Where(label=""), USEFUL, None, 10)
    assert set(page.suggestions) == {44, 43, 42, 41}
    assert page.suggestions[44] == Suggestion("dog", 0.9, 44 / 60, 6)
    listed = store.listing().samples([50, 44])
    assert listed[50].suggestion is None
    assert listed[44].suggestion == page.suggestions[44]
    store.annotate([50], label("cat"), annotator="ann")
    assert 50 not in paged(store, Where(aside=True), USEFUL)
    assert 50 not in paged(store, Where(disagrees=True), Order())


def test_disagreement_with_the_model_follows_every_edit(
    store: DatasetStore, suggestions: Path
) -> None:
    store.attach_suggestions(suggestions)
    assert paged(store, Where(disagrees=True), Order()) == [1, 2, 3, 4, 5]
    store.annotate([1], label("dog"), annotator="ann")
    store.annotate([40, 41], label("cat"), annotator="ann")
    assert paged(store, Where(disagrees=True), Order(), 2) == [2, 3, 4, 5, 40, 41]
    assert store.count(Where(disagrees=True, text="03")) == 2
    store.undo()
    store.undo()
    assert paged(store, Where(disagrees=True), Order()) == [1, 2, 3, 4, 5]


def test_a_reader_beside_the_writer_sees_them_too(store: DatasetStore, suggestions: Path) -> None:
    with DatasetStore.open(store.path, read_only=True) as reader:
        reader.attach_suggestions(suggestions)
        assert reader.count(Where(disagrees=True)) == 5
        assert store.count(Where(disagrees=True)) == 0
        store.annotate([30], label("dog"), annotator="ann")
        assert reader.count(Where(disagrees=True)) == 6


def test_labels_are_saved_while_suggestions_are_attached(
    store: DatasetStore, suggestions: Path
) -> None:
    before = suggestions.read_bytes()
    store.attach_suggestions(suggestions)
    store.annotate([1], label("owl"), annotator="ann")
    assert store.sample(1).label == "owl"
    store.attach_suggestions(None)
    assert store.count(Where(disagrees=True)) == 0
    assert suggestions.read_bytes() == before
    assert sorted(path.name for path in suggestions.parent.iterdir()) == [suggestions.name]


def test_a_damaged_file_is_told_and_changes_nothing(store: DatasetStore, suggestions: Path) -> None:
    suggestions.write_bytes(suggestions.read_bytes()[:3000])
    with pytest.raises(ProjectError, match="damaged"):
        store.attach_suggestions(suggestions)
    assert store.count(Where(disagrees=True)) == 0
    with pytest.raises(ProjectError, match="no suggestions"):
        store.attach_suggestions(suggestions.with_name("none"))
    store.annotate([1], label("owl"), annotator="ann")

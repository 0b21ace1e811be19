"""Lists of ids in pieces, samples by id, and what the final test keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tlstudio.core.annotations import Labels
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.splits import SplitManifest, SplitSpec
from tlstudio.data.store.query import Cursor, Order, Where
from tlstudio.data.store.store import DatasetStore

_COUNT = 50


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DatasetStore]:
    with DatasetStore.create(tmp_path / "dataset.sqlite") as made:
        made.add(
            (
                Sample(
                    0, f"{number:03d}.png", (MediaRef("", f"pictures/{number:03d}.png"),),
                    group=f"plate {number % 5}",
                    annotation=Labels(names=("ab"[number % 2],)) if number < 40 else None,
                )
                for number in range(_COUNT)
            ),
            annotator="import",
            source="test",
        )  # fmt: skip
        yield made


def in_pieces(store: DatasetStore, where: Where, order: Order, limit: int) -> list[int]:
    found: list[int] = []
    cursor: Cursor | None = None
    while True:
        some = store.listing().ids(where, order, cursor, limit)
        found += some.ids
        if some.next is None:
            return found
        cursor = some.next


@pytest.mark.parametrize("by", ["name", "label", "group", "added"])
@pytest.mark.parametrize("down", [False, True])
def test_pieces_are_the_pages_in_their_order(store: DatasetStore, by: str, down: bool) -> None:
    order = Order(by, down)  # type: ignore[arg-type]
    for where in (Where(), Where(label="a"), Where(text="01")):
        wanted = [sample.id for sample in store.page(where, order, None, 100).samples]
        assert in_pieces(store, where, order, 7) == wanted
    assert in_pieces(store, Where(label="nothing"), order, 7) == []


def test_samples_come_by_id_with_their_files(store: DatasetStore, tmp_path: Path) -> None:
    store.remove([3])
    found = store.listing().samples([2, 3, 4, 999])
    assert sorted(found) == [2, 4]
    assert found[2].files == (tmp_path / "pictures" / "001.png",)
    assert found[2].content == ""


def test_answers_are_filtered_and_unanswered_is_not_unsure(store: DatasetStore) -> None:
    store.annotate([1, 2], None, annotator="me", answer="unsure")
    assert store.count(Where(answer="unsure")) == 2
    assert store.count(Where(label="")) == 12
    assert store.count(Where(label="", answer="answered")) == 10
    assert in_pieces(store, Where(answer="unsure"), Order("name"), 1) == [1, 2]


def test_each_may_be_given_its_own_label_in_one_action(store: DatasetStore) -> None:
    store.annotate([1, 2], [Labels(names=("x",)), Labels(names=("y", "z"))], annotator="me")
    assert store.listing().steps() == ("label 2 as x, y · z", "")
    assert [store.sample(n).label for n in (1, 2)] == ["x", "y"]
    store.undo()
    assert [store.sample(n).label for n in (1, 2)] == ["a", "b"]
    assert store.listing().steps() == ("", "label 2 as x, y · z")


def test_the_final_test_is_left_out_until_it_was_opened(store: DatasetStore) -> None:
    parts = {f"{number:03d}.png": "test" for number in range(0, _COUNT, 5)}
    store.save_split(SplitManifest(SplitSpec(), parts, {}, "0" * 64))  # type: ignore[arg-type]
    assert store.count(Where(without="test")) == 40
    locked = store.listing().locked()
    assert (locked.images, locked.groups) == (10, 1)
    store.record_opening("run", "test")
    assert store.listing().locked().images == 0


def test_different_values_are_found_without_counting(store: DatasetStore) -> None:
    listing = store.listing()
    assert listing.values("grp", 3) == ("plate 0", "plate 1", "plate 2")
    assert listing.values("grp", 100) == tuple(f"plate {number}" for number in range(5))
    store.annotate([1], Labels(names=("a",)), annotator="Ada")
    assert listing.values("annotator", 9) == ("Ada", "import")

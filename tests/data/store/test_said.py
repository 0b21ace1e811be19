"""Search in what texts say, and how they begin in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.texts import make_text_project, project_of
from tlstudio.core.errors import ProjectError
from tlstudio.data.store import query
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.texts.pack import FILE_NAME, TextPack


def found(store: DatasetStore, text: str) -> list[str]:
    return [sample.key for sample in store.page(Where(text=text), Order("added"), None, 50).samples]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    rows = [
        (("The zebra runs.", "Über alle Berge"), "a"),
        (("A film of 100 % joy", "with a_b in it"), "b"),
        (("Zebras sleep", "quite long"), "a"),
        (("Nothing of the kind", "The ZEBRA again"), "b"),
    ] * 2
    return project_of(tmp_path / "project", rows, columns=("title", "body"))


def test_texts_are_found_by_what_they_say_in_any_column(project: Path) -> None:
    with DatasetStore.open(project / "dataset.sqlite", read_only=True) as store:
        keys = [f"table.csv#{n}" for n in (1, 3, 4, 5, 7, 8)]
        assert found(store, "zebra") == keys
        assert store.count(Where(text="zebra", label="a")) == 4
        assert found(store, "100 %") == ["table.csv#2", "table.csv#6"]
        assert found(store, "a_b") == ["table.csv#2", "table.csv#6"]
        assert found(store, "axb") == []
        assert found(store, "Ü") == ["table.csv#1", "table.csv#5"]
        assert found(store, "table.csv") == []
        assert found(store, 'a "quoted" word') == []


def test_many_are_found_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "_FEW_TEXTS", 2)
    with DatasetStore.open(project / "dataset.sqlite") as store:
        assert len(found(store, "zebra")) == 6
        ids = store.listing().ids(Where(text="zebra"), Order("name"), None, 3)
        assert len(ids.ids) == 3
        assert len(store.listing().ids(Where(text="zebra"), Order("name"), ids.next, 9).ids) == 3


def test_a_list_shows_how_texts_begin(project: Path) -> None:
    with DatasetStore.open(project / "dataset.sqlite") as store:
        listed = store.listing().samples([1, 2])
        assert listed[1].texts == ("The zebra runs.", "Über alle Berge")
        with TextPack.open(project / FILE_NAME, write=True) as pack:
            pack.add(["word " * 1000])
        assert len(listed[2].texts) == 2


def test_texts_that_come_while_the_dataset_is_open_are_found(tmp_path: Path) -> None:
    with DatasetStore.create(tmp_path / "dataset.sqlite") as store:
        assert found(store, "lovely") == []
    project = make_text_project(tmp_path, per_class=8)
    with DatasetStore.open(project / "dataset.sqlite") as store:
        away = (project / FILE_NAME).rename(project / "away")
        assert found(store, "positive") == []
        away.rename(project / FILE_NAME)
        assert store.count(Where(text="p1.")) == 1
        # Edits and backups work with the texts beside them.
        store.set_group([1], "x")
        store.backup(tmp_path / "copy.sqlite")
        assert store.integrity() == []


def test_damaged_texts_are_said(project: Path) -> None:
    (project / FILE_NAME).write_bytes(b"nothing of the kind" * 300)
    with DatasetStore.open(project / "dataset.sqlite") as store:
        with pytest.raises(ProjectError, match="cannot be read"):
            store.count(Where(text="zebra"))
        assert store.count() == 8

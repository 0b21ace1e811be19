"""Texts into a dataset: kept whole, once, with what is wrong with them said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.texts import sentences
from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError
from tlstudio.core.reporting import Silent, Stopped
from tlstudio.data.checks import findings
from tlstudio.data.importing import ImportSummary, ensure_split, import_source
from tlstudio.data.manifest import Manifest, write_manifest
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.texts.pack import FILE_NAME, TextPack

_NEWS = (
    "The council met on Tuesday evening to discuss the new bridge over the river, "
    "which has been planned for more than ten years and is still not paid for."
)


class Stopping(Silent):
    """Says stop after some questions."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._left = after

    def should_stop(self) -> bool:
        self._left -= 1
        return self._left < 0


def table(path: Path, rows: list[tuple[str, str]]) -> Path:
    path.write_text("text\tlabel\n" + "".join(f"{text}\t{label}\n" for text, label in rows))
    return path


def films(count: int = 20) -> list[tuple[str, str]]:
    return [
        (text, label)
        for texts in zip(sentences("positive", count), sentences("negative", count), strict=True)
        for text, label in zip(texts, ("positive", "negative"), strict=True)
    ]


def take(
    store: DatasetStore, source: Path, reporter: Silent | None = None, **options: Any
) -> ImportSummary:
    importer = "text_files" if source.is_dir() else "text_table"
    return import_source(store, source, importer, options, reporter or Silent(), annotator="Ada")


def test_texts_are_kept_and_need_their_source_no_more(tmp_path: Path) -> None:
    source = table(tmp_path / "a.tsv", films())
    (tmp_path / "p").mkdir()
    with DatasetStore.create(tmp_path / "p" / "dataset.sqlite") as store:
        summary = take(store, source)
        assert (summary.found, summary.added, summary.noun) == (40, 40, "text")
        assert (store.kind(), store.classes()) == ("text", {"negative": 20, "positive": 20})
        assert list(store.unread()) == []
        ensure_split(store, SplitSpec())
        write_manifest(store, tmp_path / "m.jsonl")
    source.unlink()
    manifest = Manifest.read(tmp_path / "m.jsonl")
    assert [manifest.texts(manifest[row])[0] for row in range(40)] == [text for text, _ in films()]
    assert set(store_parts(manifest)) == {"train", "validation", "test"}


def store_parts(manifest: Manifest) -> list[str]:
    return [manifest[row].split for row in range(len(manifest))]


def test_importing_again_adds_what_is_new_and_keeps_the_rest(tmp_path: Path) -> None:
    source = table(tmp_path / "a.tsv", films())
    with DatasetStore.create(tmp_path / "dataset.sqlite") as store:
        take(store, source)
        first = next(store.iterate())
        store.annotate([first.id], Labels(names=("mixed",)), annotator="Bo")
        more = [("quite another text", "negative"), *films()[1:], ("something new", "positive")]
        reporter = Silent()
        summary = take(store, table(source, more), reporter)
        assert (summary.added, summary.unchanged) == (1, 40)
        said = [data["text"] for kind, data in reporter.events if kind == "warning"]
        assert any("1 rows of a.tsv hold another text" in text for text in said)
        again = store.sample(first.id)
        assert (again.media, again.label) == (first.media, "mixed")


def test_a_row_that_was_mended_is_taken_in(tmp_path: Path) -> None:
    source = table(tmp_path / "a.tsv", [*films(5), ("", "positive")])
    with DatasetStore.create(tmp_path / "dataset.sqlite") as store:
        assert take(store, source).problems == ("a.tsv#11: The text is empty.",)
        assert (
            take(store, table(source, [*films(5), ("lovely after all", "positive")])).unreadable
            == 0
        )
        assert store.classes() == {"negative": 5, "positive": 6}
        assert store.count(Where(text="lovely after")) == 1


def test_two_tables_of_one_name_do_not_meet(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with DatasetStore.create(tmp_path / "dataset.sqlite") as store:
        take(store, table(tmp_path / "one" / "a.tsv", films()[:10]))
        assert take(store, table(tmp_path / "two" / "a.tsv", films()[10:])).added == 30
        keys = [sample.key for sample in store.iterate()]
        assert (keys[0], keys[10]) == ("a.tsv#1", "r2/a.tsv#1")


def test_copies_and_near_copies_stay_on_one_side(tmp_path: Path) -> None:
    rows = films(30)
    rows += [(_NEWS, "positive"), (_NEWS.replace("Tuesday", "Wednesday"), "positive")] * 3
    rows += [(_NEWS.upper(), "negative")]
    with DatasetStore.create(tmp_path / "dataset.sqlite") as store:
        summary = take(store, table(tmp_path / "a.tsv", rows))
        assert summary.duplicates == 5
        assert summary.near_duplicates == 7
        for seed in range(4):
            ensure_split(store, SplitSpec(seed=seed), again=True)
            parts = {sample.split for sample in store.iterate(Where(text="council met"))}
            assert len(parts) == 1
        said = {finding.kind: finding.sentence for finding in findings(store)}
        assert "twice with different labels" in said["duplicates-disagree"]
        assert "text" in said["near-duplicates"]
        assert not any("image" in sentence for sentence in said.values())


def test_short_and_empty_texts_are_findings(tmp_path: Path) -> None:
    rows = [*films(12), ("ok", "positive"), ("", "negative")]
    with DatasetStore.create(tmp_path / "dataset.sqlite") as store:
        take(store, table(tmp_path / "a.tsv", rows))
        said = {finding.kind: finding for finding in findings(store)}
        assert said["short-texts"].keys == ("a.tsv#25",)
        assert said["unreadable"].keys == ("a.tsv#26",)
        assert "Mend the rows" in said["unreadable"].hint


def test_reasons_are_counted_without_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,label\n" + "a b,1\n" * 9 + "far,too,many\n" * 3 + ",1\n" * 2)
    with DatasetStore.create(tmp_path / "dataset.sqlite") as store:
        take(store, path)
        said = next(finding for finding in findings(store) if finding.kind == "unreadable")
        assert "5 texts cannot be used; most often: It has 3 cells" in said.sentence


def test_a_stopped_import_goes_on(tmp_path: Path) -> None:
    source = table(tmp_path / "a.tsv", films(100))
    with DatasetStore.create(tmp_path / "dataset.sqlite") as store:
        with pytest.raises(Stopped):
            take(store, source, Stopping(2))
        summary = take(store, source)
        assert store.count() == summary.found == 200
        with TextPack.open(tmp_path / FILE_NAME) as pack:
            assert len(pack) == 200
            assert pack.integrity() == []


def test_nothing_to_import_is_said_of_texts(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with (
        DatasetStore.create(tmp_path / "dataset.sqlite") as store,
        pytest.raises(BadInputError, match="no text files"),
    ):
        take(store, tmp_path / "folder")

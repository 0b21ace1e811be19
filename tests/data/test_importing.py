"""The whole import, with the real importer of folders."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pictures import noisy, write_folders
from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.reporting import Silent, Stopped
from tlstudio.data.checks import findings
from tlstudio.data.importing import ImportSummary, ensure_split, find_importer, import_source
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore

LEVELS = {"levels": "plate=group,colour=class"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DatasetStore]:
    (tmp_path / "project").mkdir()
    with DatasetStore.create(tmp_path / "project" / "dataset.sqlite") as opened:
        yield opened


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return write_folders(tmp_path / "pictures", per_class=4, plates=5)


def take(
    store: DatasetStore, source: Path, options: dict[str, Any] | None = None, **more: Any
) -> ImportSummary:
    return import_source(
        store, source, "folders", options or LEVELS, Silent(), annotator="Ada", **more
    )


def parts(store: DatasetStore) -> dict[str, str]:
    return {sample.media[0].path: sample.split for sample in store.iterate()}


class StopAfter(Silent):
    """Says stop from the n-th question on."""

    def __init__(self, questions: int) -> None:
        super().__init__()
        self._left = questions

    def should_stop(self) -> bool:
        self._left -= 1
        return self._left < 0


def test_a_folder_becomes_a_labelled_grouped_divided_dataset(
    store: DatasetStore, pictures: Path
) -> None:
    found = take(store, pictures)
    assert (found.found, found.added, found.unchanged, found.unreadable) == (40, 40, 0, 0)
    assert store.classes() == {"blue": 20, "red": 20}
    assert store.groups() == {f"plate{number}": 8 for number in range(5)}
    split = ensure_split(store, SplitSpec())
    assert split is not None
    assert split.warnings == ()
    assert sum(store.splits().values()) == 40
    assert store.splits()["test"] == 8
    assert any("5 plates" in text for text in found.findings)
    assert found.to_dict()["found"] == 40


def test_importing_again_changes_nothing(store: DatasetStore, pictures: Path) -> None:
    take(store, pictures)
    ensure_split(store, SplitSpec())
    before, fingerprint = parts(store), store.fingerprint()
    again = take(store, pictures)
    ensure_split(store, SplitSpec())
    assert (again.added, again.updated, again.unchanged) == (0, 0, 40)
    assert (parts(store), store.fingerprint()) == (before, fingerprint)


def test_edits_survive_another_import(store: DatasetStore, pictures: Path) -> None:
    take(store, pictures)
    ident = next(iter(store.iterate())).id
    store.annotate([ident], Labels(names=("green",)), annotator="Eve")
    take(store, pictures)
    sample = store.sample(ident)
    assert (sample.label, sample.annotator) == ("green", "Eve")


def test_new_images_join_and_old_ones_stay(store: DatasetStore, pictures: Path) -> None:
    take(store, pictures)
    ensure_split(store, SplitSpec())
    before = parts(store)
    for plate in ("plate0", "plate9"):
        for colour in ("red", "blue"):
            folder = pictures / plate / colour
            folder.mkdir(parents=True, exist_ok=True)
            noisy(colour, 1000 + len(plate + colour)).save(folder / f"new-{plate}.png")
    assert take(store, pictures).added == 4
    ensure_split(store, SplitSpec())
    after = parts(store)
    assert {key: after[key] for key in before} == before
    assert after["plate0/red/new-plate0.png"] == before["plate0/red/0.png"]
    assert after["plate9/red/new-plate9.png"] == after["plate9/blue/new-plate9.png"] != "none"


def test_another_share_is_not_used_in_silence(store: DatasetStore, pictures: Path) -> None:
    take(store, pictures)
    ensure_split(store, SplitSpec())
    kept = ensure_split(store, SplitSpec(test=0.0))
    assert kept is not None
    assert kept.spec.test == 0.2
    assert any("--resplit" in text for text in kept.warnings)
    made = ensure_split(store, SplitSpec(test=0.0), again=True)
    assert made is not None
    assert "test" not in store.splits()
    assert not any("--resplit" in text for text in made.warnings)


def test_a_new_split_after_an_opened_test_is_said(store: DatasetStore, pictures: Path) -> None:
    take(store, pictures)
    ensure_split(store, SplitSpec())
    store.record_opening("run", "paper")
    made = ensure_split(store, SplitSpec(seed=1), again=True)
    assert made is not None
    assert any("opened 1 time" in text for text in made.warnings)


def test_copies_and_bad_files_are_counted(store: DatasetStore, pictures: Path) -> None:
    shutil.copy(pictures / "plate0/red/0.png", pictures / "plate3/red/copy.png")
    (pictures / "plate1/blue/bad.png").write_bytes(b"\x89PNG and no more")
    (pictures / "plate1/blue/empty.png").write_bytes(b"")
    found = take(store, pictures)
    assert (found.found, found.duplicates, found.unreadable) == (43, 1, 2)
    assert {text.partition(":")[0].removeprefix("r1/") for text in found.problems} == {
        "plate1/blue/bad.png",
        "plate1/blue/empty.png",
    }
    ensure_split(store, SplitSpec())
    where = parts(store)
    assert where["plate0/red/0.png"] == where["plate3/red/copy.png"]
    assert where["plate1/blue/bad.png"] == "none"


def test_files_copied_into_the_project_are_found_without_the_source(
    store: DatasetStore, pictures: Path
) -> None:
    take(store, pictures, copy=True)
    again = take(store, pictures, copy=True)
    assert (again.added, again.unchanged) == (0, 40)
    shutil.rmtree(pictures)
    home = store.path.parent.resolve()
    for sample in store.iterate():
        path = store.resolve(sample.media[0])
        assert path.is_file()
        assert path.resolve().is_relative_to(home)


def test_two_sources_with_the_same_names_do_not_meet(
    store: DatasetStore, pictures: Path, tmp_path: Path
) -> None:
    take(store, pictures)
    other = write_folders(tmp_path / "second", per_class=2, plates=1, classes=("red", "green"))
    found = take(store, other)
    assert found.added == 4
    assert store.count() == 44


@pytest.mark.parametrize("questions", [0, 1, 5, 20])
def test_a_stopped_import_goes_on_where_it_was(
    store: DatasetStore, pictures: Path, questions: int
) -> None:
    with pytest.raises(Stopped):
        import_source(store, pictures, "folders", LEVELS, StopAfter(questions))
    found = take(store, pictures)
    assert found.added + found.unchanged + found.updated == 40
    assert store.count(Where(problem=False)) == 40
    assert list(store.unread()) == []
    assert all(row.sha256 for row in store.light())


def test_an_empty_folder_is_said(store: DatasetStore, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source in (tmp_path / "empty", tmp_path / "nowhere"):
        with pytest.raises(BadInputError) as caught:
            take(store, source)
        assert caught.value.message.endswith(".")
        assert caught.value.hint


def test_unknown_importers_and_options_are_named(store: DatasetStore, pictures: Path) -> None:
    with pytest.raises(UsageError, match="folders"):
        find_importer("carrier-pigeon")
    with pytest.raises(UsageError, match="wings"):
        take(store, pictures, {"wings": 2})


def test_nothing_labelled_has_no_split(store: DatasetStore) -> None:
    assert ensure_split(store, SplitSpec()) is None
    assert findings(store)[0].kind == "empty"


def test_given_folders_of_a_split_are_respected(store: DatasetStore, tmp_path: Path) -> None:
    root = tmp_path / "given"
    for part in ("train", "val"):
        write_folders(root / part, per_class=6, plates=1)
        (root / part / "plate0" / "red").rename(root / part / "red")
        (root / part / "plate0" / "blue").rename(root / part / "blue")
        (root / part / "plate0").rmdir()
    for number, path in enumerate(sorted((root / "val").rglob("*.png"))):
        noisy("red", 5000 + number).save(path)
        noisy("red", hash(path.name) % 1000 + 5000).save(path)
    take(store, root, {"levels": "part=split,colour=class"})
    split = ensure_split(store, SplitSpec(test=0.0))
    assert split is not None
    assert split.given == ("validation",)
    for key, part in parts(store).items():
        assert part == ("validation" if key.startswith("val/") else "train")


def test_a_table_says_what_it_could_not_match(store: DatasetStore, pictures: Path) -> None:
    table = pictures / "labels.csv"
    files = sorted(path.relative_to(pictures).as_posix() for path in pictures.rglob("*.png"))
    rows = [f"{name},{'red' if 'red' in name else 'blue'}" for name in files[:-3]]
    table.write_text("path,label\n" + "\n".join([*rows, "nowhere.png,red"]) + "\n", "utf-8")
    found = import_source(store, table, "table", {}, Silent())
    assert (found.found, found.added) == (37, 37)
    assert found.unmatched == 4
    assert set(store.classes()) == {"blue", "red"}

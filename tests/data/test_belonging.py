"""Groups that only the files know: patients and bursts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.pictures import noisy
from tlstudio.core.reporting import Silent
from tlstudio.data.belonging import bursts, seconds_of
from tlstudio.data.importing import import_source
from tlstudio.data.store.store import DatasetStore


def photo(path: Path, taken: str, seed: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[0x0132] = taken
    noisy("red", seed).save(path, exif=exif)


def test_a_pause_ends_a_burst_and_folders_are_apart() -> None:
    times = [("a", 0.0, 1), ("a", 50.0, 2), ("a", 200.0, 3), ("b", 10.0, 4), ("a", 100.0, 5)]
    found = dict(bursts(times, 60.0))
    assert found[1] == found[2] == found[5]
    assert len({found[1], found[3], found[4]}) == 3


@pytest.mark.parametrize("text", ["", "0000:00:00 00:00:00", "yesterday", "20240501"])
def test_what_is_no_time_is_passed_over(text: str) -> None:
    assert seconds_of(text) is None


def test_photos_of_a_burst_become_a_group(tmp_path: Path) -> None:
    source = tmp_path / "camera"
    for number, taken in enumerate(("12:00:00", "12:00:20", "12:00:50", "15:30:00", "15:30:01")):
        photo(source / "fox" / f"{number}.jpg", f"2024:05:01 {taken}", number)
    noisy("blue", 9).save(source / "fox" / "no-time.jpg")
    (tmp_path / "project").mkdir()
    with DatasetStore.create(tmp_path / "project" / "dataset.sqlite") as store:
        options = {"levels": "class", "group_by": "burst:60"}
        import_source(store, source, "folders", options, Silent())
        assert sorted(store.groups().values()) == [2, 3]
        ids = {sample.media[0].path: sample.id for sample in store.iterate()}
        assert store.sample(ids["fox/no-time.jpg"]).group == ""
        before = store.groups()
        import_source(store, source, "folders", options, Silent())
        assert store.groups() == before


def test_asking_for_bursts_later_groups_what_was_read_before(tmp_path: Path) -> None:
    source = tmp_path / "camera"
    for number in range(4):
        photo(source / "fox" / f"{number}.jpg", f"2024:05:01 1{number // 2}:00:0{number}", number)
    (tmp_path / "project").mkdir()
    with DatasetStore.create(tmp_path / "project" / "dataset.sqlite") as store:
        import_source(store, source, "folders", {"levels": "class"}, Silent())
        assert store.groups() == {}
        ident = next(iter(store.iterate())).id
        store.set_group([ident], "mine")
        options = {"levels": "class", "group_by": "burst"}
        import_source(store, source, "folders", options, Silent())
        assert store.sample(ident).group == "mine"
        assert sorted(store.groups().values()) == [1, 1, 2]


def test_patients_are_taken_from_dicom(tmp_path: Path, real_data: Path) -> None:
    (tmp_path / "project").mkdir()
    with DatasetStore.create(tmp_path / "project" / "dataset.sqlite") as store:
        import_source(store, real_data / "dicom", "folders", {"group_by": "patient"}, Silent())
        assert store.groups()

"""The cache: never stale, never half, within its limit, and safe when the disk is full."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from tlstudio.core.errors import DiskFullError
from tlstudio.features.cache import FeatureCache, key_of, weights_key


@pytest.fixture
def cache(tmp_path: Path) -> FeatureCache:
    return FeatureCache(tmp_path / "features")


def filled(cache: FeatureCache, key: str, rows: int = 8) -> None:
    """A whole entry of 1 kB a row."""
    entry = cache.create(key, (rows, 256), np.float32)
    entry.array[:] = np.arange(rows, dtype=np.float32)[:, None]
    entry.commit(rows)


def test_what_was_committed_is_found_and_the_rest_is_not_trusted(cache: FeatureCache) -> None:
    entry = cache.create("k", (4, 2), np.float32)
    entry.array[:2] = 7
    entry.failures[1] = "broken"
    entry.commit(2)
    entry.array[2] = 9
    found = cache.find("k")
    assert found is not None
    assert (found.done, found.complete, found.failures) == (2, False, {1: "broken"})
    assert (found.array[:2] == 7).all()
    assert cache.stale_or_broken() == ["k was not finished (2 rows)"]


@pytest.mark.parametrize("damage", ["meta", "no meta", "data", "no data", "shape"])
def test_damaged_entries_are_as_if_they_were_not_there(cache: FeatureCache, damage: str) -> None:
    filled(cache, "k")
    meta, data = cache.folder / "k" / "meta.json", cache.folder / "k" / "data.npy"
    if damage == "meta":
        meta.write_text('{"done": 8')
    elif damage == "no meta":
        meta.unlink()
    elif damage == "data":
        data.write_bytes(data.read_bytes()[:100])
    elif damage == "no data":
        data.unlink()
    else:
        meta.write_text(json.dumps(json.loads(meta.read_text()) | {"shape": [9, 256]}))
    assert cache.find("k") is None
    assert len(cache.stale_or_broken()) == 1
    assert cache.clean() > 0
    assert not list(cache.folder.iterdir())


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    cache = FeatureCache(tmp_path / "features", limit=30_000)
    for number, key in enumerate(("a", "b", "c")):
        filled(cache, key)
        os.utime(cache.folder / key / "meta.json", (number, number))
    assert cache.find("a") is not None  # used now
    filled(cache, "d")
    assert {path.name for path in cache.folder.iterdir()} == {"a", "c", "d"}


def test_whole_entries_within_the_limit_are_kept_by_cleaning(cache: FeatureCache) -> None:
    filled(cache, "k")
    assert cache.clean() == 0
    assert cache.find("k") is not None


def test_keys_differ_with_every_part_and_with_one_bit_of_a_weight() -> None:
    assert key_of("a", 1) != key_of("a", 2) != key_of("a1", "")
    layer = torch.nn.BatchNorm2d(3)
    before = weights_key(layer.state_dict().items())
    assert layer.running_mean is not None
    layer.running_mean[1] = 1e-38
    assert weights_key(layer.state_dict().items()) != before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip("needs the right to mount a small file system")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=False)


def test_a_full_disk_is_told_before_anything_is_computed(small_disk: Path) -> None:
    cache = FeatureCache(small_disk / "features")
    filled(cache, "small")
    with pytest.raises(DiskFullError):
        cache.create("large", (8000, 256), np.float32)
    found = cache.find("small")
    assert found is not None
    assert found.complete


def test_the_room_of_an_entry_is_taken_at_once(small_disk: Path) -> None:
    """A mapped file without room ends a process with a signal, so room is taken first."""
    cache = FeatureCache(small_disk / "features")
    entry = cache.create("k", (3000, 256), np.float32)
    with pytest.raises(OSError, match="space"):
        (small_disk / "other").write_bytes(b"x" * 3_000_000)
    entry.array[:] = 1
    with pytest.raises(DiskFullError):  # the word of it has no room, and says so
        entry.commit(3000)
    (small_disk / "other").unlink()
    entry.commit(3000)
    found = cache.find("k")
    assert found is not None
    assert found.complete

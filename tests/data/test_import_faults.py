"""An import that is killed, and one that meets a full disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pictures import write_folders
from tlstudio.core.errors import DiskFullError
from tlstudio.core.reporting import Silent
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.copying import Copier
from tlstudio.data.importing import ensure_split, import_source
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.rows import LightRow
from tlstudio.data.store.store import DatasetStore

LEVELS = {"levels": "plate=group,colour=class"}
_CHILD = """
import sys, time
from pathlib import Path
from tlstudio.core.reporting import Silent
from tlstudio.data.importing import import_source
from tlstudio.data.store.store import DatasetStore

class Slow(Silent):
    def should_stop(self):
        time.sleep(0.02)
        return False

    def progress(self, stage, done, total=None):
        print(stage, done, flush=True)

options = {"levels": "plate=group,colour=class"}
with DatasetStore.open(Path(sys.argv[1])) as store:
    import_source(store, Path(sys.argv[2]), "folders", options, Slow())
"""


def content(path: Path) -> dict[str, tuple[object, ...]]:
    with DatasetStore.open(path) as store:
        rows: list[LightRow] = list(store.light())
        assert store.integrity() == []
    return {row.key: (row.labels, row.group, row.split, row.sha256, row.phash) for row in rows}


def finish(path: Path, source: Path) -> None:
    with DatasetStore.open(path) as store:
        import_source(store, source, "folders", LEVELS, Silent())
        ensure_split(store, SplitSpec())


@pytest.mark.skipif(os.name == "nt", reason="sends SIGKILL")
@pytest.mark.parametrize("reached", ["looking for images 3", "reading the files 20"])
def test_a_killed_import_ends_where_an_undisturbed_one_does(tmp_path: Path, reached: str) -> None:
    source = write_folders(tmp_path / "pictures", per_class=8, plates=5)
    for name in ("killed", "whole"):
        (tmp_path / name).mkdir()
        DatasetStore.create(tmp_path / name / "dataset.sqlite").close()
    killed = tmp_path / "killed" / "dataset.sqlite"
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(killed), str(source)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    for line in child.stdout:
        if line.strip() == reached:
            time.sleep(0.03)
            child.send_signal(signal.SIGKILL)
            break
    child.wait()
    child.stdout.close()
    assert child.returncode == -signal.SIGKILL
    finish(killed, source)
    finish(tmp_path / "whole" / "dataset.sqlite", source)
    assert content(killed) == content(tmp_path / "whole" / "dataset.sqlite")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 200 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if os.name == "nt" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_no_half_copy(small_disk: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for number in range(4):
        (source / f"{number}.tif").write_bytes(bytes(80_000))
    copier = Copier(source, small_disk / "media")
    samples = [Sample(0, str(n), (MediaRef("", f"{n}.tif"),)) for n in range(4)]
    copier.copy(samples[0])
    copier.copy(samples[1])
    with pytest.raises(DiskFullError, match="disk is full"):
        copier.copy(samples[2])
    left = [path for path in (small_disk / "media").rglob("*") if path.is_file()]
    assert [path.stat().st_size for path in left] == [80_000] * 2

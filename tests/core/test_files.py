"""Atomic writes keep the old file until the new one is whole."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from tlstudio.core import files
from tlstudio.core.errors import DiskFullError, ProjectError


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "settings.json"
    files.write_json(target, {"a": 1})
    with pytest.raises(RuntimeError, match="power cut"):
        _die_while_writing(target)
    assert files.read_json(target) == {"a": 1}
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def _die_while_writing(target: Path) -> None:
    with files.atomic_path(target) as temporary:
        temporary.write_text("half")
        raise RuntimeError("power cut")


def test_a_full_disk_is_a_sentence() -> None:
    with pytest.raises(DiskFullError, match="The disk is full"), files.disk_errors("labels"):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_read_only_place_is_a_sentence() -> None:
    with pytest.raises(ProjectError, match="read-only"), files.disk_errors("labels"):
        raise OSError(errno.EROFS, "Read-only file system")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="mounting a tmpfs needs root")
def test_on_a_really_full_disk_the_old_file_survives(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("no right to mount a tmpfs here")
    try:
        target = small / "labels.bin"
        files.write_bytes(target, b"old" * 1000)
        with pytest.raises(DiskFullError):
            files.write_bytes(target, os.urandom(1 << 20))
        assert target.read_bytes() == b"old" * 1000
        assert [path.name for path in small.iterdir()] == ["labels.bin"]
    finally:
        subprocess.run(["umount", small], check=True)


def test_damaged_json_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{half")
    with pytest.raises(ProjectError, match=r"x\.json"):
        files.read_json(tmp_path / "x.json")

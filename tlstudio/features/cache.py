"""Arrays on disk, found by a key of everything they depend on: never stale, safe under a kill."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from tlstudio.core import files

_META = "meta.json"
_DATA = "data.npy"
DEFAULT_LIMIT = 20 * 2**30


def weights_key(states: Iterable[tuple[str, Tensor]]) -> str:
    """Hash of named tensors as they are, buffers too."""
    digest = hashlib.sha256()
    for name, value in states:
        array = value.detach().cpu().contiguous().view(-1)
        digest.update(f"{name}:{value.dtype}:{tuple(value.shape)}|".encode())
        digest.update(array.numpy().tobytes())
    return digest.hexdigest()


def key_of(*parts: object) -> str:
    """One key of several facts."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:40]


@dataclass
class Entry:
    """One array in the making or done.

    Attributes:
        array: Memory-mapped; rows beyond `done` hold nothing yet.
        done: Rows that are whole on disk.
        failures: Row → why it holds nothing.
    """

    folder: Path
    array: NDArray[Any]
    done: int
    failures: dict[int, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every row is there."""
        return self.done == len(self.array)

    def commit(self, done: int) -> None:
        """Say that rows before `done` are whole: data first, then the word of it."""
        flush = getattr(self.array, "flush", None)
        if flush is not None:
            flush()
        with files.disk_errors("the cache"), (self.folder / _DATA).open("rb") as stream:
            os.fsync(stream.fileno())
        self.done = done
        _write_meta(self)


class FeatureCache:
    """A folder of arrays, limited in size; the least recently used go first.

    Args:
        folder: May be deleted at any time.
        limit: Bytes.
    """

    def __init__(self, folder: Path, limit: int = DEFAULT_LIMIT) -> None:
        self.folder = folder
        self.limit = limit

    def find(self, key: str) -> Entry | None:
        """An entry, whole or begun; None when there is none or it is damaged."""
        place = self.folder / key
        try:
            meta = json.loads((place / _META).read_text("utf-8"))
            mode: Literal["r+", "r"] = "r+" if os.access(place / _DATA, os.W_OK) else "r"
            array = np.lib.format.open_memmap(place / _DATA, mode=mode)
            if list(array.shape) != meta["shape"] or str(array.dtype) != meta["dtype"]:
                return None
            with contextlib.suppress(OSError):
                os.utime(place / _META)
            failures = {int(row): text for row, text in meta["failures"].items()}
            return Entry(place, array, int(meta["done"]), failures)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def create(self, key: str, shape: tuple[int, ...], dtype: Any) -> Entry:
        """A new, empty entry; room is made for it first.

        Raises:
            DiskFullError: When the disk has no room for it.
        """
        size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
        self.make_room(size)
        place = self.folder / key
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        with files.disk_errors("the cache"):
            if shutil.disk_usage(place).free < size:
                raise OSError(28, "No space left on device")
            array = np.lib.format.open_memmap(place / _DATA, mode="w+", dtype=dtype, shape=shape)
            _reserve(place / _DATA)
        entry = Entry(place, array, 0)
        _write_meta(entry)
        return entry

    def remove(self, entry: Entry) -> None:
        """Delete an entry that does not hold what it should."""
        shutil.rmtree(entry.folder, ignore_errors=True)

    def make_room(self, size: int) -> int:
        """Delete the least recently used entries until `size` bytes fit; bytes freed."""
        entries = sorted(self._entries(), key=lambda item: item[1])
        total = sum(item[2] for item in entries)
        freed = 0
        for place, _, bytes_ in entries:
            if total - freed + size <= self.limit:
                break
            shutil.rmtree(place, ignore_errors=True)
            freed += bytes_
        return freed

    def stale_or_broken(self) -> list[str]:
        """Entries that cannot be used, with the reason."""
        found = []
        if not self.folder.is_dir():
            return []
        for place in sorted(self.folder.iterdir()):
            entry = self.find(place.name) if place.is_dir() else None
            if entry is None:
                found.append(f"{place.name[:12]} is damaged")
            elif not entry.complete:
                found.append(f"{place.name[:12]} was not finished ({entry.done} rows)")
        return found

    def clean(self) -> int:
        """Delete what is broken or unfinished, and what is over the limit; bytes freed."""
        freed = 0
        if not self.folder.is_dir():
            return 0
        for place in self.folder.iterdir():
            entry = self.find(place.name) if place.is_dir() else None
            if entry is None or not entry.complete:
                freed += _size(place)
                if place.is_dir():
                    shutil.rmtree(place, ignore_errors=True)
                else:
                    place.unlink(missing_ok=True)
        return freed + self.make_room(0)

    def _entries(self) -> list[tuple[Path, float, int]]:
        if not self.folder.is_dir():
            return []
        found = []
        for place in self.folder.iterdir():
            try:
                used = (place / _META).stat().st_mtime
            except OSError:
                used = 0.0
            found.append((place, used, _size(place)))
        return found


def _reserve(path: Path) -> None:
    """Take the room on the disk now: writing into a mapped file with none left ends a process."""
    reserve = getattr(os, "posix_fallocate", None)
    if reserve is None:
        return
    with path.open("rb+") as stream:
        size = path.stat().st_size
        try:
            if size:
                reserve(stream.fileno(), 0, size)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS):
                raise


def _write_meta(entry: Entry) -> None:
    files.write_json(
        entry.folder / _META,
        {
            "shape": list(entry.array.shape),
            "dtype": str(entry.array.dtype),
            "done": entry.done,
            "failures": {str(row): text for row, text in entry.failures.items()},
            "time": time.time(),
        },
    )


def _size(place: Path) -> int:
    try:
        inside = place.iterdir() if place.is_dir() else iter((place,))
        return sum(path.stat().st_size for path in inside)
    except OSError:
        return 0

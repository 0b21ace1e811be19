"""Atomic writes: a reader sees the old file or the new one, whole, whatever dies in between."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from tlstudio.core.errors import DiskFullError, ProjectError

_CHUNK = 1 << 20


@contextlib.contextmanager
def disk_errors(what: str) -> Iterator[None]:
    """Turn errors of the operating system while writing `what` into sentences.

    Raises:
        DiskFullError: When the disk or the quota is full.
        ProjectError: When the place is read-only or gone.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError(
                f"The disk is full: {what} could not be saved.",
                "Nothing that was saved before is damaged. Free some space and go on.",
            ) from error
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            raise ProjectError(
                f"{what} cannot be written: the place is read-only.",
                "Copy the project to a folder you may write to.",
            ) from error
        raise


@contextlib.contextmanager
def atomic_path(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside `target`; on success it is synced and moved into place.

    Raises:
        DiskFullError: When there is no room; the old file is untouched.
    """
    with disk_errors(target.name):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp"
        )
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            with temporary.open("rb+") as stream:
                os.fsync(stream.fileno())
            if target.exists():
                temporary.chmod(target.stat().st_mode)
            else:
                temporary.chmod(0o644)
            replace(temporary, target)
            sync_folder(target.parent)
        finally:
            temporary.unlink(missing_ok=True)


def replace(source: Path, target: Path) -> None:
    """`os.replace` that waits out a virus scanner or indexer holding the file on Windows."""
    for attempt in range(10):
        try:
            source.replace(target)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in (5, 32, 33) or attempt == 9:
                raise
            time.sleep(0.05 * (attempt + 1))


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def write_bytes(target: Path, data: bytes) -> None:
    """Write a whole file atomically."""
    with atomic_path(target) as temporary:
        temporary.write_bytes(data)


def write_text(target: Path, text: str) -> None:
    """Write a whole UTF-8 file atomically, with Unix line ends."""
    write_bytes(target, text.encode("utf-8"))


def write_json(target: Path, value: object) -> None:
    """Write JSON atomically."""
    write_text(target, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def read_json(source: Path) -> Any:
    """Read JSON.

    Raises:
        ProjectError: When the file is missing or no JSON.
    """
    try:
        return json.loads(source.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ProjectError(
            f"The file {source.name} is missing from {source.parent.name}."
        ) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ProjectError(f"The file {source.name} in {source.parent.name} is damaged.") from error


def sha256(source: Path) -> str:
    """Content hash of a file as 64 hexadecimal digits, in constant memory."""
    with source.open("rb") as stream:
        return sha256_stream(stream)


def sha256_stream(stream: IO[bytes]) -> str:
    """Content hash of what is left in a binary stream."""
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()

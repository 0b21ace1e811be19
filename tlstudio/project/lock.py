"""Locks that the operating system frees when their holder dies, and that name the holder."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from tlstudio.core.errors import LockedError
from tlstudio.core.files import disk_errors

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BYTE = 1 << 30  # far behind the text, so that others can read who holds the lock


@dataclass(frozen=True)
class Holder:
    """Who holds a lock."""

    pid: int
    host: str
    user: str

    @classmethod
    def me(cls) -> Holder:
        """This process."""
        try:
            user = getpass.getuser()
        except (KeyError, OSError):
            user = "unknown"
        return cls(os.getpid(), socket.gethostname(), user)

    def __str__(self) -> str:
        return f"{self.user} on {self.host} (process {self.pid})"


class FileLock:
    """An exclusive lock on a file; a context manager.

    Raises:
        LockedError: On entering, when another process holds it; the holder is named.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> FileLock:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def acquire(self) -> None:
        """Take the lock."""
        with disk_errors("the lock"):
            stream = self.path.open("ab+")
        try:
            _lock(stream)
        except OSError as error:
            stream.close()
            who = holder(self.path)
            raise LockedError(
                f"{self.path.parent.name} is in use by {who or 'another process'}.",
                "Close it there, or wait until it is done.",
            ) from error
        stream.seek(0)
        stream.truncate()
        stream.write(json.dumps(asdict(Holder.me())).encode())
        stream.flush()
        self._stream = stream

    def release(self) -> None:
        """Give the lock back; may be called twice."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        # Its drive may be gone, and the lock with it.
        with contextlib.suppress(OSError):
            stream.seek(0)
            stream.truncate()
            _unlock(stream)
        with contextlib.suppress(OSError):
            stream.close()


def holder(path: Path) -> Holder | None:
    """Who wrote his name last; None when nobody."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return Holder(**json.loads(path.read_text("utf-8")))
    return None


def _lock(stream: IO[bytes]) -> None:
    if sys.platform == "win32":
        stream.seek(_BYTE)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unlock(stream: IO[bytes]) -> None:
    if sys.platform == "win32":
        stream.seek(_BYTE)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(stream, fcntl.LOCK_UN)

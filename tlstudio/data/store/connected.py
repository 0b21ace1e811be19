"""A dataset's file, its connection, and the folders that its samples lie in."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from tlstudio.core.samples import MediaRef
from tlstudio.data.store import schema


class Connected:
    """What every subject of the store rests on; a context manager.

    One connection, one writer at a time, safe from several threads.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()
        self._saved: float | None = None

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty dataset; see `schema.create`."""
        return cls(path, schema.create(path))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a dataset; see `schema.connect`."""
        return cls(path, schema.connect(path, read_only=read_only))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
                self._saved = time.time()
            except BaseException as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.OperationalError):
                    raise schema.in_words(error) from error
                raise
            finally:
                self._changed()

    def _changed(self) -> None:
        """Called after every transaction; whoever remembers something forgets it."""

    def last_saved(self) -> float | None:
        """When something was saved last, as seconds since 1970; None when nothing ever was."""
        if self._saved is None:
            row = self._connection.execute("SELECT max(time) FROM actions").fetchone()
            return None if row[0] is None else float(row[0])
        return self._saved

    def add_root(self, folder: Path) -> str:
        """The id of a folder that samples refer to, made when new; "" is the project itself."""
        folder = folder.resolve()
        home = self.path.parent.resolve()
        if folder == home:
            return ""
        text = str(folder)
        if folder.is_relative_to(home):
            text = folder.relative_to(home).as_posix()
        for ident, path in self._connection.execute("SELECT id, path FROM roots"):
            if path == text:
                return str(ident)
        with self._transaction() as connection:
            (count,) = connection.execute("SELECT count(*) FROM roots").fetchone()
            ident = f"r{count + 1}"
            connection.execute("INSERT INTO roots (id, path) VALUES (?, ?)", (ident, text))
        return ident

    def roots(self) -> dict[str, Path]:
        """Every root's absolute folder, the project's under ""."""
        home = self.path.parent.resolve()
        found = {"": home}
        for ident, path in self._connection.execute("SELECT id, path FROM roots"):
            found[ident] = home / path
        return found

    def move_root(self, root: str, folder: Path) -> None:
        """Say that a root's folder is elsewhere now."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE roots SET path = ? WHERE id = ?", (str(folder.resolve()), root)
            )

    def resolve(self, media: MediaRef) -> Path:
        """Where a file of a sample is."""
        return self.roots()[media.root].joinpath(*media.path.split("/"))

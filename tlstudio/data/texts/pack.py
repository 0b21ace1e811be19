"""The texts of a project in one SQLite file, found by their content; a row never changes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tlstudio.core.errors import NewerVersionError, ProjectError
from tlstudio.data.store.schema import in_words

FILE_NAME = "texts.sqlite"
_VERSION = 1
_ASKED = 200
_TABLES = """
CREATE TABLE texts (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
-- Texts by their three-letter pieces, so that a rare word is found at once.
CREATE VIRTUAL TABLE pieces USING fts5(
  text, content='texts', content_rowid='id', tokenize='trigram', detail='none'
);
"""


def hash_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class TextPack:
    """Texts by the hash of their content; a context manager, safe from several threads."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, write: bool) -> None:
        self.path = path
        self.write = write
        self._connection = connection
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path, write: bool = False) -> TextPack:
        """Open the texts of a project; with `write` the file is made when it is missing.

        Raises:
            ProjectError: When it is missing or damaged.
            NewerVersionError: When a newer program wrote it.
        """
        if not write and not path.is_file():
            raise ProjectError(
                f"The texts of the project are missing: {path}.",
                "Bring the file back from a copy, or import the texts again.",
            )
        try:
            connection = _connect(path, write=write)
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == 0 and write:
                _create(connection)
            connection.execute("SELECT 1 FROM texts LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            raise _damaged(path, error) from error
        if version > _VERSION:
            connection.close()
            raise NewerVersionError(
                "The texts were written by a newer version of the program.",
                "Update the program; nothing was changed.",
            )
        return cls(path, connection, write=write)

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
        """Close the file; what was written lies in it alone then, so that it can be copied."""
        with self._lock:
            if self.write:
                with contextlib.suppress(sqlite3.OperationalError):
                    self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()

    def __len__(self) -> int:
        return int(self._ask("SELECT count(*) FROM texts")[0][0])

    def add(self, texts: Sequence[str]) -> list[str]:
        """Keep texts, in one transaction; those that are there already stay as they are.

        Args:
            texts: A bounded number, without lone surrogates.

        Returns:
            The hash of each, in order.

        Raises:
            DiskFullError: When there is no room; nothing of this call is kept.
        """
        hashes = [hash_of(text) for text in texts]
        with self._transaction() as connection:
            (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM texts").fetchone()
            connection.executemany(
                "INSERT OR IGNORE INTO texts (sha256, text) VALUES (?, ?)",
                zip(hashes, texts, strict=True),
            )
            connection.execute(
                "INSERT INTO pieces (rowid, text) SELECT id, text FROM texts WHERE id > ?", (last,)
            )
        return hashes

    def get(self, sha256: str) -> str:
        """The text of that hash.

        Raises:
            ProjectError: When it is not there.
        """
        return next(self.stream([sha256]))

    def stream(self, hashes: Sequence[str]) -> Iterator[str]:
        """Texts of some hashes, in their order, a few hundred in memory at a time.

        Raises:
            ProjectError: When one is not there.
        """
        for begin in range(0, len(hashes), _ASKED):
            some = hashes[begin : begin + _ASKED]
            marks = ",".join("?" * len(some))
            sql = f"SELECT sha256, text FROM texts WHERE sha256 IN ({marks})"
            found = dict(self._ask(sql, some))
            for wanted in some:
                if wanted not in found:
                    raise ProjectError(
                        f"A text is missing from {self.path.name} ({wanted[:12] or 'no hash'}…).",
                        "Import the texts again.",
                    )
                yield found[wanted]

    def integrity(self) -> list[str]:
        """What SQLite finds damaged; empty when whole."""
        rows = self._ask("PRAGMA quick_check")
        return [] if rows == [("ok",)] else [str(row[0]) for row in rows]

    def _ask(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with self._lock:
            try:
                return self._connection.execute(sql, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise _damaged(self.path, error) from error

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.OperationalError):
                    raise in_words(error) from error
                raise


def uri_of(path: Path, *, write: bool) -> str:
    """How SQLite is told to open the file."""
    mode = "mode=rwc" if write else "mode=ro"
    if not write and not os.access(path.parent, os.W_OK):
        # The log of another process cannot be there, and none can be made.
        mode = "mode=ro&immutable=1"
    return f"{path.resolve().as_uri()}?{mode}"


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri_of(path, write=write),
        uri=True,
        isolation_level=None,
        timeout=10,
        check_same_thread=False,
    )
    if write:
        # WAL needs shared memory, which network drives lack: there the journal is deleted instead.
        with contextlib.suppress(sqlite3.OperationalError):
            (got,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
            if got != "wal":
                connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA cache_size=-16384")
    return connection


def _create(connection: sqlite3.Connection) -> None:
    script = f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version = {_VERSION};COMMIT;"
    try:
        connection.executescript(script)
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise in_words(error) from error


def _damaged(path: Path, error: sqlite3.DatabaseError) -> ProjectError:
    return ProjectError(
        f"The texts of the project ({path.name}) cannot be read: {error}.",
        "Bring the file back from a copy, or import the texts again.",
    )

"""Tables, connections and versions of `dataset.sqlite`."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from tlstudio.core.errors import DiskFullError, NewerVersionError, ProjectError, VanishedError
from tlstudio.data.store import suggesting

VERSION = 2

_TABLES = """
CREATE TABLE roots (id TEXT PRIMARY KEY, path TEXT NOT NULL);
CREATE TABLE samples (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  grp TEXT NOT NULL DEFAULT '',
  given TEXT NOT NULL DEFAULT 'none',
  split TEXT NOT NULL DEFAULT 'none',
  label TEXT NOT NULL DEFAULT '',
  annotation TEXT,
  answer TEXT NOT NULL DEFAULT 'answered',
  annotator TEXT NOT NULL DEFAULT '',
  columns TEXT NOT NULL DEFAULT '{}',
  problem TEXT NOT NULL DEFAULT '',
  removed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX by_key ON samples (removed, key);
CREATE INDEX by_label ON samples (removed, label, key);
CREATE INDEX by_split ON samples (removed, split, key);
CREATE INDEX by_group ON samples (removed, grp, key);
CREATE INDEX by_split_label ON samples (removed, split, label, key);
CREATE INDEX by_annotator ON samples (removed, annotator, key);
CREATE INDEX by_annotator_label ON samples (removed, annotator, label, key);
-- Names by their three-letter pieces, so that a rare part of a name is found at once.
CREATE VIRTUAL TABLE names USING fts5(
  key, content='samples', content_rowid='id', tokenize='trigram', detail='none'
);
CREATE INDEX by_problem ON samples (problem, key) WHERE problem <> '';
CREATE INDEX by_answer ON samples (answer, key) WHERE answer <> 'answered';
CREATE TABLE media (
  sample INTEGER NOT NULL,
  place INTEGER NOT NULL,
  root TEXT NOT NULL,
  path TEXT NOT NULL,
  channel TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL DEFAULT '',
  size INTEGER NOT NULL DEFAULT -1,
  mtime_ns INTEGER NOT NULL DEFAULT -1,
  phash TEXT NOT NULL DEFAULT '',
  width INTEGER NOT NULL DEFAULT 0,
  height INTEGER NOT NULL DEFAULT 0,
  depth INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sample, place)
) WITHOUT ROWID;
CREATE INDEX by_hash ON media (sha256) WHERE sha256 <> '';
CREATE TABLE readings (
  sample INTEGER NOT NULL,
  annotator TEXT NOT NULL,
  annotation TEXT,
  answer TEXT NOT NULL,
  blind INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sample, annotator)
) WITHOUT ROWID;
CREATE INDEX by_blind ON readings (sample) WHERE blind = 1;
CREATE TABLE actions (
  id INTEGER PRIMARY KEY,
  words TEXT NOT NULL,
  time REAL NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE edits (
  action INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (action, sample)
) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE openings (id INTEGER PRIMARY KEY, run TEXT NOT NULL, why TEXT NOT NULL, time REAL);
"""

# From each earlier version to the next.
_MIGRATIONS = {
    1: """
ALTER TABLE readings ADD COLUMN blind INTEGER NOT NULL DEFAULT 0;
CREATE INDEX IF NOT EXISTS by_blind ON readings (sample) WHERE blind = 1;
CREATE INDEX IF NOT EXISTS by_answer ON samples (answer, key) WHERE answer <> 'answered';
""",
}


def create(path: Path) -> sqlite3.Connection:
    """Make an empty dataset.

    Raises:
        ProjectError: When the file exists already or cannot be written.
    """
    if path.exists():
        raise ProjectError(f"{path} exists already.", "Open it instead.")
    connection = _connect(path)
    with connection:
        connection.executescript("BEGIN;" + _TABLES + f"PRAGMA user_version = {VERSION}; COMMIT;")
    suggesting.attach(connection, None)
    return connection


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open a dataset.

    Raises:
        ProjectError: When it is missing or damaged.
        NewerVersionError: When a newer program wrote it; nothing is touched.
    """
    if not path.is_file():
        raise ProjectError(
            f"The dataset {path} is missing.", "Bring it back: tlstudio check --restore."
        )
    try:
        connection = _readable(path) if read_only else _connect(path)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("SELECT 1 FROM samples LIMIT 1").fetchone()
        if version < VERSION:
            connection = _migrated(connection, version, copy=read_only)
    except sqlite3.DatabaseError as error:
        raise ProjectError(
            f"The dataset {path.name} is damaged: {error}.",
            "Bring the newest whole copy back: tlstudio check --restore.",
        ) from error
    if version > VERSION:
        connection.close()
        raise NewerVersionError(
            "The dataset was written by a newer version of the program.",
            "Update the program; nothing was changed.",
        )
    suggesting.attach(connection, None)
    return connection


def _migrated(connection: sqlite3.Connection, version: int, *, copy: bool) -> sqlite3.Connection:
    """The dataset in this version's form, in one transaction; for reading alone a copy of it."""
    if copy:
        old, connection = connection, _in_memory(connection)
        old.close()
    try:
        steps = "".join(_MIGRATIONS[number] for number in range(version, VERSION))
        connection.executescript(f"BEGIN;{steps}PRAGMA user_version = {VERSION};COMMIT;")
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise in_words(error) from error
    if copy:
        connection.execute("PRAGMA query_only = 1")
    return connection


def _in_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    copied = sqlite3.connect(":memory:", uri=True, isolation_level=None, check_same_thread=False)
    source.backup(copied)
    return copied


def _connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=10,
        check_same_thread=False,
    )
    if not read_only:
        # WAL needs shared memory, which network drives lack: there the journal is deleted instead.
        with contextlib.suppress(sqlite3.OperationalError):
            (got,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
            if got != "wal":
                connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA cache_size=-16384")
    return connection


def _readable(path: Path) -> sqlite3.Connection:
    """A connection for reading; of a copy where the place is read-only.

    A log beside the database needs a writable folder, and without its log the newest labels
    would be missing.
    """
    if os.access(path.parent, os.W_OK):
        return _connect(path, read_only=True)
    with tempfile.TemporaryDirectory(prefix="tlstudio-") as folder:
        for name in (path.name, path.name + "-wal"):
            if path.with_name(name).is_file():
                shutil.copy2(path.with_name(name), Path(folder) / name)
        copied = sqlite3.connect(Path(folder) / path.name)
        connection = _in_memory(copied)
        copied.close()
    connection.execute("PRAGMA query_only = 1")
    return connection


def in_words(error: sqlite3.OperationalError) -> Exception:
    """What a failed write means for a person."""
    text = str(error)
    if "full" in text:
        return DiskFullError(
            "The disk is full: the change could not be saved.",
            "Nothing that was saved before is damaged. Free some space and do it again.",
        )
    if "readonly" in text:
        return ProjectError(
            "The dataset is read-only here.", "Copy the project to a folder you may write to."
        )
    if "locked" in text:
        return ProjectError("Another program is writing to the dataset.", "Try again in a moment.")
    if "disk I/O" in text or "unable to open" in text:
        return VanishedError(
            "The dataset cannot be reached any more: the change could not be saved.",
            "Look whether its drive is there, then open the project again.",
        )
    return error

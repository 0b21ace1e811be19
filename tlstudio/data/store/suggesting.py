"""What a run suggests for samples: a file of its own, read beside the dataset."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tlstudio.core import files
from tlstudio.core.errors import ProjectError

_PATIENCE = 3.0

TABLES = """
CREATE TABLE answers (
  sample INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  probability REAL,
  uncertainty REAL,
  rank INTEGER NOT NULL,
  aside INTEGER NOT NULL DEFAULT 0,
  differs INTEGER NOT NULL DEFAULT 0
);
"""
INDEXES = """
CREATE UNIQUE INDEX by_rank ON answers (rank);
CREATE INDEX by_differs ON answers (sample) WHERE differs = 1;
CREATE INDEX by_aside ON answers (sample) WHERE aside = 1;
"""


@dataclass(frozen=True)
class Suggestion:
    """A model's answer to a sample.

    Attributes:
        label: Class; several are joined by " · ".
        probability: Of it.
        uncertainty: 0 is sure, 1 knows nothing.
        rank: Place in the order of what is most useful to label, from 0.
    """

    label: str
    probability: float
    uncertainty: float
    rank: int


def attach(connection: sqlite3.Connection, path: Path | None) -> None:
    """Put a file of suggestions, or an empty table, in the place of the one there is.

    Raises:
        ProjectError: When the file is missing or damaged.
    """
    _detach(connection)
    try:
        if path is None:
            _empty(connection)
            return
        if not path.is_file():
            raise ProjectError(f"There are no suggestions in {path.parent.name}.")
        uri = f"{path.resolve().as_uri()}?mode=ro"
        connection.execute("ATTACH DATABASE ? AS suggested", (uri,))
        connection.execute(
            "SELECT sample, label, probability, uncertainty, rank, aside, differs "
            "FROM suggested.answers LIMIT 1"
        ).fetchone()
    except (sqlite3.DatabaseError, ProjectError) as error:
        _detach(connection)
        _empty(connection)
        if isinstance(error, ProjectError):
            raise
        raise ProjectError(
            f"The suggestions of {path.parent.name if path else 'the run'} are damaged: {error}.",
            "Have them made anew.",
        ) from error


def _empty(connection: sqlite3.Connection) -> None:
    # Queries that speak of suggestions then find none, instead of failing.
    (locked,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only = 0")
    connection.execute("ATTACH DATABASE ':memory:' AS suggested")
    connection.execute(TABLES.replace("TABLE answers", "TABLE suggested.answers").strip(" \n;"))
    connection.execute(f"PRAGMA query_only = {locked}")


def _detach(connection: sqlite3.Connection) -> None:
    names = [row[1] for row in connection.execute("PRAGMA database_list")]
    if "suggested" not in names:
        return
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("DETACH DATABASE suggested")
            return
        except sqlite3.OperationalError as error:
            # Another thread is reading a page at this moment.
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.01)


def of_samples(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Suggestion]:
    """Suggestions by sample; none for those that are set aside to be labelled unseen."""
    marks = ",".join("?" * len(ids))
    rows = connection.execute(
        "SELECT sample, label, probability, uncertainty, rank FROM suggested.answers "
        f"WHERE aside = 0 AND sample IN ({marks})",
        list(ids),
    )
    return {sample: Suggestion(*told) for sample, *told in rows}


@dataclass(frozen=True)
class Row:
    """One line of a file of suggestions; see `Suggestion`.

    Attributes:
        aside: To be labelled first and unseen; what the model says of it is not kept.
        differs: Whether the sample has another label at this moment.
    """

    sample: int
    label: str
    probability: float | None
    uncertainty: float | None
    rank: int
    aside: bool = False
    differs: bool = False


def write(path: Path, rows: Iterable[Row]) -> int:
    """Write a file of suggestions, whole or not at all; returns how many.

    Raises:
        DiskFullError: When there is no room; an older file stays.
    """
    with files.atomic_path(path) as temporary:
        temporary.unlink()
        with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as made:
            made.execute("PRAGMA journal_mode=OFF")
            made.execute("PRAGMA synchronous=OFF")
            made.executescript(TABLES)
            made.execute("BEGIN")
            made.executemany(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        *(row.sample, "" if row.aside else row.label),
                        *((None, None) if row.aside else (row.probability, row.uncertainty)),
                        *(row.rank, int(row.aside), int(row.differs and not row.aside)),
                    )
                    for row in rows
                ),
            )
            (count,) = made.execute("SELECT count(*) FROM answers").fetchone()
            made.execute("COMMIT")
            made.executescript(INDEXES + "ANALYZE;")
    return int(count)

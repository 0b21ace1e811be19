"""What texts say, read beside the dataset: their file is attached to its connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from tlstudio.core.errors import ProjectError
from tlstudio.data.texts.pack import FILE_NAME, uri_of

SCHEMA = "said"
_BEGINNING = 300


def attach(connection: sqlite3.Connection, dataset: Path) -> None:
    """Attach the texts of a project, for reading, if there are any and they are not yet.

    Args:
        connection: Of the dataset, in no transaction.
        dataset: Its file.

    Raises:
        ProjectError: When the texts are damaged.
    """
    path = dataset.with_name(FILE_NAME)
    if is_attached(connection) or not path.is_file():
        return
    try:
        connection.execute(f"ATTACH DATABASE ? AS {SCHEMA}", (uri_of(path, write=False),))
        connection.execute(f"SELECT 1 FROM {SCHEMA}.texts LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        if is_attached(connection):
            connection.execute(f"DETACH DATABASE {SCHEMA}")
        raise ProjectError(
            f"The texts of the project ({path.name}) cannot be read: {error}.",
            "Bring the file back from a copy, or import the texts again.",
        ) from error


def wholes(connection: sqlite3.Connection, hashes: Sequence[str], most: int) -> dict[str, str]:
    """Texts by their hash, `most` signs of each at most; those that are gone are missing."""
    if not hashes or not is_attached(connection):
        return {}
    marks = ",".join("?" * len(hashes))
    rows = connection.execute(
        f"SELECT sha256, substr(text, 1, ?) FROM {SCHEMA}.texts WHERE sha256 IN ({marks})",
        [most, *hashes],
    )
    return dict(rows.fetchall())


def is_attached(connection: sqlite3.Connection) -> bool:
    """Whether texts are there."""
    return any(row[1] == SCHEMA for row in connection.execute("PRAGMA database_list"))


def beginnings(connection: sqlite3.Connection, hashes: Sequence[str]) -> dict[str, str]:
    """The first few hundred signs of texts by their hash; those that are gone are missing."""
    return wholes(connection, hashes, _BEGINNING)

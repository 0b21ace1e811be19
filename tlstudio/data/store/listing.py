"""Lists of very many samples: ids in a compact array, samples by id when they are looked at."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tlstudio.core.samples import Sample
from tlstudio.data.store import history
from tlstudio.data.store.query import Cursor, Order, Where, statement
from tlstudio.data.store.rows import SAMPLE_COLUMNS, read_samples
from tlstudio.data.store.said import beginnings, wholes
from tlstudio.data.store.suggesting import Suggestion, of_samples

_AT_ONCE = 20_000
_ASKED = 500


@dataclass(frozen=True)
class Ids:
    """Some ids in the list's order, and where the next ones begin; None at the end."""

    ids: array[int]
    next: Cursor | None


@dataclass(frozen=True)
class Listed:
    """A sample with what is needed to show it.

    Attributes:
        files: Of its one image.
        content: Hash of the content, "" until it is known.
        suggestion: What a model answers, where there is such an answer.
        texts: The beginning of each of its texts.
    """

    sample: Sample
    files: tuple[Path, ...]
    content: str
    suggestion: Suggestion | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Locked:
    """What is kept for the final test."""

    images: int = 0
    groups: int = 0


class Listing:
    """Made by `DatasetStore.listing`, for one question or for a few."""

    def __init__(
        self, connection: sqlite3.Connection, roots: Callable[[], dict[str, Path]]
    ) -> None:
        self._connection = connection
        self._roots = roots

    def ids(
        self, where: Where, order: Order, after: Cursor | None = None, limit: int = _AT_ONCE
    ) -> Ids:
        """Ids behind a cursor.

        Joined by the database itself, so that other threads run while it walks through them.
        """
        sql, values = statement(self._connection, "id", where, order, after, limit)
        joined = f"SELECT group_concat(id) FROM ({sql})"
        (text,) = self._connection.execute(joined, values).fetchone()
        found = array("q", map(int, text.split(",")) if text else ())
        if len(found) < limit:
            return Ids(found, None)
        table = "suggested.answers" if order.by == "uncertainty" else "samples"
        key = "sample" if order.by == "uncertainty" else "id"
        row = self._connection.execute(
            f"SELECT {', '.join(order.columns)} FROM {table} WHERE {key} = ?", (found[-1],)
        ).fetchone()
        return Ids(found, Cursor(row))

    def samples(self, ids: Sequence[int]) -> dict[int, Listed]:
        """Samples by id; those that are gone are missing."""
        roots = self._roots()
        found = {}
        for begin in range(0, len(ids), _ASKED):
            some = ids[begin : begin + _ASKED]
            marks = ",".join("?" * len(some))
            rows = self._connection.execute(
                f"SELECT {SAMPLE_COLUMNS} FROM samples WHERE id IN ({marks}) AND removed = 0",
                list(some),
            ).fetchall()
            suggestions = of_samples(self._connection, some)
            samples = read_samples(self._connection, rows)
            said = beginnings(
                self._connection,
                [media.sha256 for one in samples if one.kind == "text" for media in one.media],
            )
            for sample in samples:
                files = tuple(roots[m.root].joinpath(*m.path.split("/")) for m in sample.media)
                content = "+".join(media.sha256 for media in sample.media)
                whole = all(media.sha256 for media in sample.media)
                told = suggestions.get(sample.id)
                texts = tuple(said[m.sha256] for m in sample.media if m.sha256 in said)
                found[sample.id] = Listed(sample, files, content if whole else "", told, texts)
        return found

    def wholes(self, sample: Sample, most: int) -> tuple[str, ...]:
        """The texts of a sample, `most` signs of each at most; "" for one that is gone."""
        found = wholes(self._connection, [media.sha256 for media in sample.media], most)
        return tuple(found.get(media.sha256, "") for media in sample.media)

    def values(self, column: Literal["grp", "annotator"], limit: int) -> tuple[str, ...]:
        """The first different values of a column, each found by one step in its index."""
        found: list[str] = []
        last = ""
        while len(found) < limit:
            (last,) = self._connection.execute(
                f"SELECT min({column}) FROM samples WHERE removed = 0 AND {column} > ?", (last,)
            ).fetchone()
            if last is None:
                break
            found.append(last)
        return tuple(found)

    def locked(self) -> Locked:
        """How much the final test keeps; nothing once it was opened."""
        opened = self._connection.execute("SELECT 1 FROM openings LIMIT 1").fetchone()
        if opened is not None:
            return Locked()
        row = self._connection.execute(
            "SELECT count(*), count(DISTINCT nullif(grp, '')) FROM samples "
            "WHERE removed = 0 AND split = 'test'"
        ).fetchone()
        return Locked(*row)

    def steps(self) -> tuple[str, str]:
        """Words of what undo and redo would do, "" where there is nothing."""
        return history.steps(self._connection)

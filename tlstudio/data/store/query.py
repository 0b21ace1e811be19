"""Which samples, in which order: only what an index answers at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tlstudio.core.annotations import Answer
from tlstudio.core.samples import Sample, SplitPart
from tlstudio.data.store import said
from tlstudio.data.store.suggesting import Suggestion

OrderBy = Literal["name", "label", "group", "added", "uncertainty"]
_COLUMNS: dict[OrderBy, tuple[str, ...]] = {
    "name": ("key",),
    "label": ("label", "key"),
    "group": ("grp", "key"),
    "added": ("id",),
    "uncertainty": ("rank",),
}


@dataclass(frozen=True)
class Where:
    """A filter; None means "any".

    Attributes:
        label: Class name; "" is unlabelled.
        text: Part of the key; of texts, part of what they say.
        problem: True for unreadable ones alone, False for readable ones alone.
        answer: Kind of answer; with `label` "", "answered" means that nobody answered yet.
        without: Part that is left out: the final test, as long as it is locked.
        suggested: True for those that a model answered (see `attach_suggestions`); False for the
            others.
        aside: True for those that are to be labelled first, without a suggestion.
        disagrees: True for labelled ones whose label is not what the model answers.
        unread_by: Labelled ones that this second reader has not read yet.
    """

    split: SplitPart | None = None
    label: str | None = None
    group: str | None = None
    annotator: str | None = None
    text: str | None = None
    problem: bool | None = None
    answer: Answer | None = None
    without: SplitPart | None = None
    suggested: bool | None = None
    aside: bool = False
    disagrees: bool = False
    unread_by: str | None = None

    def sql(
        self, rare: Sequence[int] | None = None, *, texts: bool = False
    ) -> tuple[str, list[object]]:
        """Condition and its values.

        Args:
            texts: Whether the samples are texts, and what they say is beside them.
            rare: Ids of all samples that the text or the disagreement leaves, where they are few;
                see `few_ids`.
        """
        rare_answer = self.answer not in (None, "answered")
        # Known ids, and the small indexes of unreadable and unsure samples, come first.
        first = self.problem or rare_answer or rare is not None
        terms = ["+removed = 0" if first else "removed = 0"]
        values: list[object] = []
        pairs = (
            ("split", self.split),
            ("label", self.label),
            ("grp", self.group),
            ("annotator", self.annotator),
            ("answer", self.answer),
        )
        for column, value in pairs:
            if value is not None:
                terms.append(f"{column} = ?")
                values.append(value)
        if rare is not None:
            terms.append(f"samples.id IN ({','.join('?' * len(rare))})" if rare else "0")
            values.extend(rare)
        if self.text and (rare is None or self.disagrees):
            terms.append(_SAYS if texts else "key LIKE ? ESCAPE '\\'")
            values.append(like(self.text))
        if self.problem is not None:
            terms.append("problem <> ''" if self.problem else "problem = ''")
        if rare_answer:
            terms.append("answer <> 'answered'")
        if self.without is not None:
            terms.append("split <> ?")
            values.append(self.without)
        terms.extend(self._of_suggestions(found=rare is not None))
        if self.unread_by is not None:
            terms.append(
                "+label <> '' AND +annotator <> ? AND NOT EXISTS (SELECT 1 FROM readings "
                "WHERE sample = samples.id AND readings.annotator = ?)"
            )
            values.extend([self.unread_by, self.unread_by])
        return " AND ".join(terms), values

    def _of_suggestions(self, *, found: bool) -> list[str]:
        terms = []
        if self.suggested is not None:
            terms.append(f"{'' if self.suggested else 'NOT '}{_ANSWERED}")
        if self.aside:
            terms.append(
                "label = '' AND samples.id IN "
                "(SELECT sample FROM suggested.answers WHERE aside = 1)"
            )
        if self.disagrees and not found:
            terms.append(f"samples.id IN ({_DISAGREEING})")
        return terms


_ANSWERED = "EXISTS (SELECT 1 FROM suggested.answers a WHERE a.sample = samples.id AND a.aside = 0)"
# Those that differed when the model was asked, and those that were edited since.
_DISAGREEING = """
SELECT a.sample FROM suggested.answers a CROSS JOIN samples s ON s.id = a.sample
WHERE a.differs = 1 AND s.removed = 0 AND s.label <> '' AND s.label <> a.label
UNION
SELECT a.sample FROM suggested.answers a CROSS JOIN samples s ON s.id = a.sample
WHERE a.sample IN (SELECT sample FROM edits) AND a.aside = 0
  AND s.removed = 0 AND s.label <> '' AND s.label <> a.label
"""
_SAYS = (
    f"EXISTS (SELECT 1 FROM media m JOIN {said.SCHEMA}.texts t ON t.sha256 = m.sha256 "
    "WHERE m.sample = samples.id AND t.text LIKE ? ESCAPE '\\')"
)
_FEW = 5000
# Looking through texts one by one takes long: more of them are better known beforehand. SQLite
# takes 32,766 values at most.
_FEW_TEXTS = 30_000
_PIECE = 3


def are_few(connection: sqlite3.Connection, condition: str, values: Sequence[object]) -> bool:
    """Whether a filter leaves at most some thousand samples."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM samples WHERE {condition} LIMIT ?)"
    return int(connection.execute(sql, [*values, _FEW + 1]).fetchone()[0]) <= _FEW


def few_ids(connection: sqlite3.Connection, where: Where) -> list[int] | None:
    """Ids that a filter by name or by disagreement leaves; None where they are many."""
    if not where.disagrees:
        find = few_saying if said.is_attached(connection) else few_named
        return find(connection, where.text)
    rows = connection.execute(f"{_DISAGREEING} LIMIT ?", (_FEW + 1,)).fetchall()
    return None if len(rows) > _FEW else [row[0] for row in rows]


def few_named(connection: sqlite3.Connection, text: str | None) -> list[int] | None:
    """Ids of the samples whose name holds a text; None where they are many.

    Many are found soon by going through the names in order; a few would be looked for long.
    """
    if not text or len(text) < _PIECE:
        return None
    rows = connection.execute(
        "SELECT rowid FROM names WHERE names MATCH ? LIMIT ?", (_pieces(text), _FEW + 1)
    ).fetchall()
    if len(rows) > _FEW:
        return None
    escaped = like(text)
    # Pieces alone say nothing of their order: the name itself decides.
    marks = ",".join("?" * len(rows))
    found = connection.execute(
        f"SELECT id FROM samples WHERE id IN ({marks}) AND key LIKE ? ESCAPE '\\'",
        [*(row[0] for row in rows), escaped],
    )
    return [row[0] for row in found]


def few_saying(connection: sqlite3.Connection, text: str | None) -> list[int] | None:
    """Ids of the samples whose texts hold a text; None where they are many."""
    if not text or len(text) < _PIECE:
        return None
    rows = connection.execute(
        f"SELECT rowid FROM {said.SCHEMA}.pieces WHERE pieces MATCH ? LIMIT ?",
        (_pieces(text), _FEW_TEXTS + 1),
    ).fetchall()
    if not rows or len(rows) > _FEW_TEXTS:
        return None if rows else []
    marks = ",".join("?" * len(rows))
    found = connection.execute(
        f"SELECT DISTINCT m.sample FROM {said.SCHEMA}.texts t CROSS JOIN media m "
        f"INDEXED BY by_hash ON m.sha256 = t.sha256 AND m.sha256 <> '' WHERE t.id IN ({marks}) "
        "AND t.text LIKE ? ESCAPE '\\' LIMIT ?",
        [*(row[0] for row in rows), like(text), _FEW_TEXTS + 1],
    ).fetchall()
    return None if len(found) > _FEW_TEXTS else [row[0] for row in found]


def _pieces(text: str) -> str:
    """Every three letters of a text, for MATCH."""
    pieces = dict.fromkeys(text[i : i + _PIECE] for i in range(len(text) - _PIECE + 1))
    return " AND ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def like(text: str) -> str:
    """A pattern for LIKE, escaped with a backslash, that finds a text anywhere."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


@dataclass(frozen=True)
class Order:
    """A sort; ties are broken by name, so that pages never overlap."""

    by: OrderBy = "name"
    descending: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the table; together they are unique."""
        return _COLUMNS[self.by]

    def sql(self, after: Cursor | None, *, few: bool) -> tuple[str, str, list[object]]:
        """Condition behind a cursor, ORDER BY, and the condition's values.

        Args:
            after: Where the page before ended.
            few: Whether the filter leaves so few that they are better found first and sorted
                then, instead of going through all in the order's index.
        """
        way = " DESC" if self.descending else " ASC"
        mark = "+" if few else ""
        names = [mark + name for name in self.columns]
        order = ", ".join(name + way for name in names)
        if after is None:
            return "1", order, []
        left, right = ", ".join(names), ", ".join("?" * len(names))
        return f"({left}) {'<' if self.descending else '>'} ({right})", order, [*after.values]


@dataclass(frozen=True)
class Cursor:
    """Where a page ended: the next begins behind it.

    Attributes:
        values: Of the order's columns.
    """

    values: tuple[str | int, ...]


def statement(
    connection: sqlite3.Connection,
    columns: str,
    where: Where,
    order: Order,
    after: Cursor | None,
    limit: int,
) -> tuple[str, list[object]]:
    """A SELECT of some columns behind a cursor, and its values."""
    rare, texts = few_ids(connection, where), said.is_attached(connection)
    condition, values = where.sql(rare, texts=texts)
    # Of many texts the first ones are found soon in any order; to count them takes long.
    many = texts and bool(where.text) and rare is None
    few = where != Where() and not many and are_few(connection, condition, values)
    behind, sort, more_values = order.sql(after, few=few)
    # In the order of arrival, the table itself is the index.
    tables = "samples" if few or order.by != "added" else "samples NOT INDEXED"
    if order.by == "uncertainty":
        ranks = "(SELECT sample AS ranked, rank FROM suggested.answers) ON ranked = samples.id"
        # Which is gone through is said, not guessed: the few samples, or the ranks.
        tables = f"samples CROSS JOIN {ranks}"
        if not few:
            tables = f"{ranks.partition(' ON ')[0]} CROSS JOIN samples ON samples.id = ranked"
    sql = f"SELECT {columns} FROM {tables} WHERE {condition} AND {behind} ORDER BY {sort} LIMIT ?"
    return sql, [*values, *more_values, limit]


@dataclass(frozen=True)
class Page:
    """Some samples and where the next ones begin; None at the end.

    Attributes:
        suggestions: Sample id → what a model answers, where there is such an answer.
    """

    samples: tuple[Sample, ...]
    next: Cursor | None
    suggestions: dict[int, Suggestion] = field(default_factory=dict)

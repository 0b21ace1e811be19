"""Edits as pairs of before and after, so that undo and redo are the same act."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_STATE = "annotation, answer, annotator, label, grp, columns, removed"
_NAMES = tuple(name.strip() for name in _STATE.split(","))


@dataclass(frozen=True)
class Change:
    """What an action did to one sample: its columns, and readings by annotator."""

    sample: int
    before: dict[str, Any]
    after: dict[str, Any]


def record(
    connection: sqlite3.Connection,
    words: str,
    ids: Sequence[int],
    change: Iterable[Mapping[str, Any]],
) -> tuple[int, list[Change]]:
    """Apply one change to each sample and keep what was before; one action of the user.

    The caller holds the transaction. Whatever had been undone can no longer be redone.

    Args:
        connection: Inside a transaction.
        words: What the action was, for "Undo …".
        ids: Samples, one for each change.
        change: For each id the columns to set; the key "readings" adds readings by annotator,
            each as text, answer and whether it was blind.

    Returns:
        The action's id, and what it did.

    Raises:
        KeyError: When there is no such sample.
    """
    connection.execute(
        "DELETE FROM edits WHERE action IN (SELECT id FROM actions WHERE undone = 1)"
    )
    connection.execute("DELETE FROM actions WHERE undone = 1")
    action = connection.execute(
        "INSERT INTO actions (words, time) VALUES (?, ?)", (words, time.time())
    ).lastrowid
    done = []
    for sample, new in zip(ids, change, strict=True):
        before = _state(connection, sample)
        after = {**before, **new}
        after["readings"] = {**before["readings"], **new.get("readings", {})}
        _apply(connection, sample, after)
        done.append(Change(sample, before, after))
        connection.execute(
            "INSERT INTO edits (action, sample, before, after) VALUES (?, ?, ?, ?)",
            (action, sample, json.dumps(before), json.dumps(after)),
        )
    return int(action or 0), done


def undo(
    connection: sqlite3.Connection, only: int | None = None
) -> tuple[str | None, list[Change]]:
    """Take the newest action back; its words, None when there is none, and what it did.

    Args:
        connection: Inside a transaction.
        only: Nothing is done when the newest action is another one.
    """
    return _step(connection, "undone = 0 ORDER BY id DESC", "before", 1, only)


def redo(connection: sqlite3.Connection) -> tuple[str | None, list[Change]]:
    """Do the oldest undone action again; its words, None when there is none, and what it did."""
    return _step(connection, "undone = 1 ORDER BY id", "after", 0)


def steps(connection: sqlite3.Connection) -> tuple[str, str]:
    """Words of what undo and redo would do, "" where there is nothing."""
    found = []
    for which in ("undone = 0 ORDER BY id DESC", "undone = 1 ORDER BY id"):
        row = connection.execute(f"SELECT words FROM actions WHERE {which} LIMIT 1").fetchone()
        found.append("" if row is None else str(row[0]))
    return found[0], found[1]


def _step(
    connection: sqlite3.Connection, which: str, side: str, undone: int, only: int | None = None
) -> tuple[str | None, list[Change]]:
    row = connection.execute(f"SELECT id, words FROM actions WHERE {which} LIMIT 1").fetchone()
    if row is None or only not in (None, row[0]):
        return None, []
    action, words = row
    edits = connection.execute(
        f"SELECT sample, {side} FROM edits WHERE action = ?", (action,)
    ).fetchall()
    done = []
    for sample, text in edits:
        now, state = _state(connection, sample), json.loads(text)
        _apply(connection, sample, state)
        done.append(Change(sample, now, state))
    connection.execute("UPDATE actions SET undone = ? WHERE id = ?", (undone, action))
    return str(words), done


def _state(connection: sqlite3.Connection, sample: int) -> dict[str, Any]:
    row = connection.execute(f"SELECT {_STATE} FROM samples WHERE id = ?", (sample,)).fetchone()
    if row is None:
        raise KeyError(sample)
    readings = connection.execute(
        "SELECT annotator, annotation, answer, blind FROM readings WHERE sample = ?", (sample,)
    ).fetchall()
    state: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
    return state | {"readings": {name: said for name, *said in readings}}


def _apply(connection: sqlite3.Connection, sample: int, state: dict[str, Any]) -> None:
    sets = ", ".join(f"{name} = ?" for name in _NAMES)
    connection.execute(
        f"UPDATE samples SET {sets} WHERE id = ?", [*(state[name] for name in _NAMES), sample]
    )
    connection.execute("DELETE FROM readings WHERE sample = ?", (sample,))
    connection.executemany(
        "INSERT INTO readings (sample, annotator, annotation, answer, blind) "
        "VALUES (?, ?, ?, ?, ?)",
        # Edits of the first version of the dataset know of no blind readings.
        [(sample, name, *(*said, 0)[:3]) for name, said in state["readings"].items()],
    )

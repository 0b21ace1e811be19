"""Edits as pairs of before and after, so that undo and redo are the same act."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_STATE = "annotation, answer, annotator, label, grp, columns, removed"
_NAMES = tuple(name.strip() for name in _STATE.split(","))


def record(
    connection: sqlite3.Connection,
    words: str,
    ids: Sequence[int],
    change: Iterable[Mapping[str, Any]],
) -> int:
    """Apply one change to each sample and keep what was before; one action of the user.

    The caller holds the transaction. Whatever had been undone can no longer be redone.

    Args:
        connection: Inside a transaction.
        words: What the action was, for "Undo …".
        ids: Samples, one for each change.
        change: For each id the columns to set; the key "reading" sets the reading of the
            annotator named in "annotator".

    Returns:
        The action's id.
    """
    connection.execute(
        "DELETE FROM edits WHERE action IN (SELECT id FROM actions WHERE undone = 1)"
    )
    connection.execute("DELETE FROM actions WHERE undone = 1")
    action = connection.execute(
        "INSERT INTO actions (words, time) VALUES (?, ?)", (words, time.time())
    ).lastrowid
    for sample, new in zip(ids, change, strict=True):
        before = _state(connection, sample)
        after = {**before, **{key: value for key, value in new.items() if key != "reading"}}
        if "reading" in new:
            after["readings"] = {**before["readings"], new["annotator"]: new["reading"]}
        _apply(connection, sample, after)
        connection.execute(
            "INSERT INTO edits (action, sample, before, after) VALUES (?, ?, ?, ?)",
            (action, sample, json.dumps(before), json.dumps(after)),
        )
    return int(action or 0)


def undo(connection: sqlite3.Connection) -> str | None:
    """Take the newest action back; its words, or None when there is none."""
    return _step(connection, "undone = 0 ORDER BY id DESC", "before", 1)


def redo(connection: sqlite3.Connection) -> str | None:
    """Do the oldest undone action again; its words, or None when there is none."""
    return _step(connection, "undone = 1 ORDER BY id", "after", 0)


def steps(connection: sqlite3.Connection) -> tuple[str, str]:
    """Words of what undo and redo would do, "" where there is nothing."""
    found = []
    for which in ("undone = 0 ORDER BY id DESC", "undone = 1 ORDER BY id"):
        row = connection.execute(f"SELECT words FROM actions WHERE {which} LIMIT 1").fetchone()
        found.append("" if row is None else str(row[0]))
    return found[0], found[1]


def _step(connection: sqlite3.Connection, which: str, side: str, undone: int) -> str | None:
    row = connection.execute(f"SELECT id, words FROM actions WHERE {which} LIMIT 1").fetchone()
    if row is None:
        return None
    action, words = row
    edits = connection.execute(
        f"SELECT sample, {side} FROM edits WHERE action = ?", (action,)
    ).fetchall()
    for sample, state in edits:
        _apply(connection, sample, json.loads(state))
    connection.execute("UPDATE actions SET undone = ? WHERE id = ?", (undone, action))
    return str(words)


def _state(connection: sqlite3.Connection, sample: int) -> dict[str, Any]:
    row = connection.execute(f"SELECT {_STATE} FROM samples WHERE id = ?", (sample,)).fetchone()
    if row is None:
        raise KeyError(sample)
    readings = connection.execute(
        "SELECT annotator, annotation, answer FROM readings WHERE sample = ?", (sample,)
    ).fetchall()
    state: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
    return state | {"readings": {name: [text, answer] for name, text, answer in readings}}


def _apply(connection: sqlite3.Connection, sample: int, state: dict[str, Any]) -> None:
    sets = ", ".join(f"{name} = ?" for name in _NAMES)
    connection.execute(
        f"UPDATE samples SET {sets} WHERE id = ?", [*(state[name] for name in _NAMES), sample]
    )
    connection.execute("DELETE FROM readings WHERE sample = ?", (sample,))
    connection.executemany(
        "INSERT INTO readings (sample, annotator, annotation, answer) VALUES (?, ?, ?, ?)",
        [(sample, name, text, answer) for name, (text, answer) in state["readings"].items()],
    )

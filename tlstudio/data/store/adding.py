"""Samples into the tables: new ones whole, known ones where they are empty."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from tlstudio.core.samples import Sample
from tlstudio.data.store.rows import label_of, text_of


def known_keys(
    connection: sqlite3.Connection, keys: Sequence[str]
) -> dict[str, tuple[int, str, str, str]]:
    """Key → (id, label, group, given part) of those that are stored already."""
    known: dict[str, tuple[int, str, str, str]] = {}
    for begin in range(0, len(keys), 900):
        some = keys[begin : begin + 900]
        marks = ",".join("?" * len(some))
        for ident, key, label, group, given in connection.execute(
            f"SELECT id, key, label, grp, given FROM samples WHERE key IN ({marks})", some
        ):
            known[key] = (ident, label, group, given)
    return known


def fill(
    connection: sqlite3.Connection,
    sample: Sample,
    known: tuple[int, str, str, str],
    annotator: str,
) -> bool:
    """Give a stored sample what it lacks; nothing that a person edited is touched."""
    ident, label, group, given = known
    new_label = label_of(sample.annotation, sample.answer)
    touched = connection.execute(
        "SELECT 1 FROM edits WHERE sample = ? LIMIT 1", (ident,)
    ).fetchone()
    changed = False
    if not label and new_label and touched is None:
        connection.execute(
            "UPDATE samples SET annotation = ?, label = ?, annotator = ? WHERE id = ?",
            (text_of(sample.annotation), new_label, annotator, ident),
        )
        connection.execute(
            "INSERT OR IGNORE INTO readings (sample, annotator, annotation, answer) "
            "VALUES (?, ?, ?, ?)",
            (ident, annotator, text_of(sample.annotation), sample.answer),
        )
        changed = True
    if not group and sample.group and touched is None:
        connection.execute("UPDATE samples SET grp = ? WHERE id = ?", (sample.group, ident))
        changed = True
    if given == "none" and sample.split != "none":
        connection.execute("UPDATE samples SET given = ? WHERE id = ?", (sample.split, ident))
        changed = True
    return changed


def insert(connection: sqlite3.Connection, samples: Sequence[Sample], annotator: str) -> None:
    """Store new samples with their media and first readings."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM samples").fetchone()
    ids = range(last + 1, last + 1 + len(samples))
    texts = [text_of(sample.annotation) for sample in samples]
    connection.executemany(
        "INSERT INTO samples (id, key, kind, grp, given, label, annotation, answer, annotator, "
        "columns, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(ident, s.key, s.kind, s.group, s.split, label_of(s.annotation, s.answer), text),
                *(s.answer, annotator if text else "", json.dumps(s.columns), s.problem),
            )
            for ident, s, text in zip(ids, samples, texts, strict=True)
        ),
    )
    # In one go: a trigger for each row takes six times as long.
    connection.execute(
        "INSERT INTO names (rowid, key) SELECT id, key FROM samples WHERE id > ?", (last,)
    )
    connection.executemany(
        "INSERT INTO media (sample, place, root, path, channel, sha256, size, mtime_ns, phash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(ident, place, ref.root, ref.path, ref.channel),
                *(ref.sha256, ref.size, ref.mtime_ns, ref.phash),
            )
            for ident, s in zip(ids, samples, strict=True)
            for place, ref in enumerate(s.media)
        ),
    )
    connection.executemany(
        "INSERT INTO readings (sample, annotator, annotation, answer) VALUES (?, ?, ?, ?)",
        (
            (ident, annotator, text, s.answer)
            for ident, s, text in zip(ids, samples, texts, strict=True)
            if text
        ),
    )


def fill_groups(connection: sqlite3.Connection, pairs: Iterable[tuple[int, str]]) -> None:
    """Give samples without a group the one that their files tell; edits stay as they are."""
    connection.executemany(
        "UPDATE samples SET grp = ? WHERE id = ? AND grp = '' "
        "AND NOT EXISTS (SELECT 1 FROM edits WHERE sample = samples.id)",
        ((group, ident) for ident, group in pairs),
    )

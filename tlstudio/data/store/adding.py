"""Samples into the tables: new ones whole, known ones where they are empty."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tlstudio.core.samples import Sample
from tlstudio.data.store.rows import label_of, text_of


@dataclass(frozen=True)
class Known:
    """A sample that is stored already.

    Attributes:
        id: 0 for one that came earlier in the same batch.
        given: Part that its source stated.
        content: Hashes of its media, with commas between.
    """

    id: int = 0
    label: str = ""
    group: str = ""
    given: str = "none"
    problem: str = ""
    content: str = ""


def known_keys(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, Known]:
    """What is stored already, by key."""
    known: dict[str, Known] = {}
    for begin in range(0, len(keys), 900):
        some = keys[begin : begin + 900]
        marks = ",".join("?" * len(some))
        for key, *told in connection.execute(
            "SELECT key, id, label, grp, given, problem, "
            "coalesce((SELECT group_concat(sha256) FROM media WHERE sample = id), '') "
            f"FROM samples WHERE key IN ({marks})",
            some,
        ):
            known[key] = Known(*told)
    return known


def holds_other_text(sample: Sample, known: Known) -> bool:
    """Whether a stored sample, with its label, was made of other texts than this one."""
    if sample.kind != "text" or not known.id:
        return False
    return ",".join(ref.sha256 for ref in sample.media) != known.content


def renew(connection: sqlite3.Connection, sample: Sample, known: Known) -> None:
    """Put other texts in the place of ones that could not be used."""
    connection.execute("UPDATE samples SET problem = ? WHERE id = ?", (sample.problem, known.id))
    connection.execute("DELETE FROM media WHERE sample = ?", (known.id,))
    _insert_media(connection, [(known.id, sample)])


def fill(
    connection: sqlite3.Connection,
    sample: Sample,
    known: Known,
    annotator: str,
) -> bool:
    """Give a stored sample what it lacks; nothing that a person edited is touched."""
    ident, label, group, given = known.id, known.label, known.group, known.given
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
    _insert_media(connection, zip(ids, samples, strict=True))
    connection.executemany(
        "INSERT INTO readings (sample, annotator, annotation, answer) VALUES (?, ?, ?, ?)",
        (
            (ident, annotator, text, s.answer)
            for ident, s, text in zip(ids, samples, texts, strict=True)
            if text
        ),
    )


def _insert_media(connection: sqlite3.Connection, samples: Iterable[tuple[int, Sample]]) -> None:
    connection.executemany(
        "INSERT INTO media (sample, place, root, path, channel, sha256, size, mtime_ns, phash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(ident, place, ref.root, ref.path, ref.channel),
                *(ref.sha256, ref.size, ref.mtime_ns, ref.phash),
            )
            for ident, sample in samples
            for place, ref in enumerate(sample.media)
        ),
    )


def fill_groups(connection: sqlite3.Connection, pairs: Iterable[tuple[int, str]]) -> None:
    """Give samples without a group the one that their files tell; edits stay as they are."""
    connection.executemany(
        "UPDATE samples SET grp = ? WHERE id = ? AND grp = '' "
        "AND NOT EXISTS (SELECT 1 FROM edits WHERE sample = samples.id)",
        ((group, ident) for ident, group in pairs),
    )

"""The dataset store: every edit one transaction, nothing ever loads the whole table."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.splits import SplitManifest
from tlstudio.data.store.adding import (
    Known,
    fill,
    fill_groups,
    holds_other_text,
    insert,
    known_keys,
    renew,
)
from tlstudio.data.store.agreement import Agreement
from tlstudio.data.store.moved import find_below, lost_media
from tlstudio.data.store.rows import ContentFacts

_BATCH = 5000
_IMPORTED = 20_000


@dataclass(frozen=True)
class AddCounts:
    """What an import changed.

    Attributes:
        other: Of the unchanged ones those that hold another text now.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    other: int = 0


@dataclass(frozen=True)
class Opening:
    """One opening of the final test."""

    run: str
    why: str
    time: float


class DatasetStore(Agreement):
    """One project's dataset, whole: what is looked at, counted, edited, compared and imported.

    A context manager. One writer, safe from several threads.
    """

    # Import

    def add(self, samples: Iterable[Sample], *, annotator: str, source: str) -> AddCounts:
        """Take samples in; known keys keep what was edited and gain what was empty.

        Args:
            samples: Streamed; kept in memory by batches alone.
            annotator: Who is named for the labels that come along.
            source: Words for the record.
        """
        del source
        added = updated = unchanged = other = 0
        self._connection.execute("PRAGMA cache_size=-262144")
        iterator = iter(samples)
        while batch := list(itertools.islice(iterator, _IMPORTED)):
            with self._transaction() as connection:
                known = known_keys(connection, [sample.key for sample in batch])
                new = []
                for sample in batch:
                    if sample.key not in known:
                        known[sample.key] = Known()
                        new.append(sample)
                        continue
                    differs = holds_other_text(sample, known[sample.key])
                    if differs and not known[sample.key].problem:
                        # Its label was given to what it was.
                        other += 1
                        unchanged += 1
                        continue
                    if differs:
                        renew(connection, sample, known[sample.key])
                    if fill(connection, sample, known[sample.key], annotator):
                        updated += 1
                    else:
                        unchanged += 1
                insert(connection, new, annotator)
                added += len(new)
        self._connection.execute("PRAGMA cache_size=-16384")
        if added:
            # How many there are of each label, group and so on, so that the right index is taken.
            self._connection.execute("PRAGMA analysis_limit=2000")
            self._connection.execute("ANALYZE main")
        return AddCounts(added, updated, unchanged, other)

    def set_content(self, facts: Iterable[ContentFacts]) -> None:
        """Keep what reading files told, one transaction a call."""
        with self._transaction() as connection:
            for fact in facts:
                connection.execute(
                    "UPDATE media SET sha256 = ?, size = ?, mtime_ns = ?, phash = ?, width = ?, "
                    "height = ?, depth = ? WHERE sample = ? AND place = ?",
                    (
                        *(fact.sha256, fact.size, fact.mtime_ns, fact.phash, fact.width),
                        *(fact.height, fact.depth, fact.sample_id, fact.media_index),
                    ),
                )
                connection.execute(
                    "UPDATE samples SET problem = ?, grp = coalesce(nullif(?, ''), grp), "
                    "columns = json_patch(columns, ?) WHERE id = ?",
                    (
                        fact.problem,
                        fact.group,
                        json.dumps(fact.columns or {}),
                        fact.sample_id,
                    ),
                )

    def fill_groups(self, pairs: Iterable[tuple[int, str]]) -> None:
        """Give (id, group) to samples that have none, as part of an import."""
        with self._transaction() as connection:
            fill_groups(connection, pairs)

    def unread(self) -> Iterator[tuple[int, int, MediaRef]]:
        """(sample id, place, file) of every file that was not read yet, streamed."""
        last = (-1, -1)
        while True:
            rows = self._connection.execute(
                "SELECT sample, place, root, path, channel FROM media "
                "WHERE sha256 = '' AND size < 0 AND (sample, place) > (?, ?) "
                "ORDER BY sample, place LIMIT ?",
                (*last, _BATCH),
            ).fetchall()
            if not rows:
                return
            for sample, place, root, path, channel in rows:
                yield sample, place, MediaRef(root, path, channel=channel)
            last = rows[-1][:2]

    # Split and final test

    def save_split(self, split: SplitManifest) -> None:
        """Put a split in force."""
        with self._transaction() as connection:
            connection.execute("UPDATE samples SET split = 'none' WHERE split <> 'none'")
            connection.executemany(
                "UPDATE samples SET split = ? WHERE key = ?",
                ((part, key) for key, part in split.parts.items()),
            )
            connection.execute(
                "INSERT OR REPLACE INTO facts (name, value) VALUES ('split', ?)",
                (split.to_json(),),
            )

    def split(self) -> SplitManifest | None:
        """The split in force."""
        row = self._connection.execute("SELECT value FROM facts WHERE name = 'split'").fetchone()
        return None if row is None else SplitManifest.from_json(row[0])

    def openings(self) -> tuple[Opening, ...]:
        """Every opening of the final test, oldest first."""
        rows = self._connection.execute("SELECT run, why, time FROM openings ORDER BY id")
        return tuple(Opening(*row) for row in rows)

    def record_opening(self, run: str, why: str) -> int:
        """Count an opening before it happens; returns how many there are now."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO openings (run, why, time) VALUES (?, ?, ?)", (run, why, time.time())
            )
        return len(self.openings())

    # Care

    def fingerprint(self) -> str:
        """Hash of items, labels, groups and split in force."""
        digest = hashlib.sha256()
        for row in self._connection.execute(
            "SELECT key, label, grp, split FROM samples WHERE removed = 0 ORDER BY key"
        ):
            digest.update("\0".join(row).encode() + b"\n")
        return digest.hexdigest()

    def integrity(self) -> list[str]:
        """What SQLite finds damaged; empty when whole."""
        rows = self._connection.execute("PRAGMA quick_check").fetchall()
        return [] if rows == [("ok",)] else [str(row[0]) for row in rows]

    def relink(self, folder: Path) -> dict[str, int]:
        """Find missing files below a folder by size and content, and point to them.

        Returns:
            "missing" before, and "found" among them.
        """
        lost = lost_media(self._connection, self.roots())
        total = sum(len(places) for places in lost.values())
        found = list(find_below(folder, lost)) if total else []
        if found:
            ident = self.add_root(folder)
            with self._transaction() as connection:
                connection.executemany(
                    "UPDATE media SET root = ?, path = ? WHERE sample = ? AND place = ?",
                    ((ident, *place) for place in found),
                )
        return {"missing": total, "found": len(found)}

    def backup(self, target: Path) -> None:
        """Copy the whole dataset into one file, whatever is being written."""
        with self._lock:
            copy = sqlite3.connect(target)
            try:
                self._connection.backup(copy)
            finally:
                copy.close()

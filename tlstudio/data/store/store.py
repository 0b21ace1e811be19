"""The dataset store: every edit one transaction, nothing ever loads the whole table."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tlstudio.core.annotations import Answer
from tlstudio.core.errors import ProjectError
from tlstudio.core.samples import AnyAnnotation, MediaRef, Sample, SplitPart
from tlstudio.data.splits import SplitManifest
from tlstudio.data.store import history, schema
from tlstudio.data.store.adding import fill, fill_groups, insert, known_keys
from tlstudio.data.store.listing import Listing
from tlstudio.data.store.moved import find_below, lost_media
from tlstudio.data.store.query import Cursor, Order, Page, Where, few_named, statement
from tlstudio.data.store.rows import (
    SAMPLE_COLUMNS,
    ContentFacts,
    LightRow,
    label_of,
    load_text,
    read_samples,
    text_of,
)

_BATCH = 5000
_IMPORTED = 20_000


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


@dataclass(frozen=True)
class AddCounts:
    """What an import changed."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Reading:
    """What one annotator said of a sample."""

    annotator: str
    annotation: AnyAnnotation | None
    answer: Answer


@dataclass(frozen=True)
class Opening:
    """One opening of the final test."""

    run: str
    why: str
    time: float


class DatasetStore:
    """One project's dataset; a context manager. One writer, safe from several threads."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()

    @classmethod
    def create(cls, path: Path) -> DatasetStore:
        """Make an empty dataset; see `schema.create`."""
        return cls(path, schema.create(path))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> DatasetStore:
        """Open a dataset; see `schema.connect`."""
        return cls(path, schema.connect(path, read_only=read_only))

    def __enter__(self) -> DatasetStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.OperationalError):
                    raise schema.in_words(error) from error
                raise

    # Roots

    def add_root(self, folder: Path) -> str:
        """The id of a folder that samples refer to, made when new; "" is the project itself."""
        folder = folder.resolve()
        home = self.path.parent.resolve()
        if folder == home:
            return ""
        text = str(folder)
        if folder.is_relative_to(home):
            text = folder.relative_to(home).as_posix()
        for ident, path in self._connection.execute("SELECT id, path FROM roots"):
            if path == text:
                return str(ident)
        with self._transaction() as connection:
            (count,) = connection.execute("SELECT count(*) FROM roots").fetchone()
            ident = f"r{count + 1}"
            connection.execute("INSERT INTO roots (id, path) VALUES (?, ?)", (ident, text))
        return ident

    def roots(self) -> dict[str, Path]:
        """Every root's absolute folder, the project's under ""."""
        home = self.path.parent.resolve()
        found = {"": home}
        for ident, path in self._connection.execute("SELECT id, path FROM roots"):
            found[ident] = home / path
        return found

    def move_root(self, root: str, folder: Path) -> None:
        """Say that a root's folder is elsewhere now."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE roots SET path = ? WHERE id = ?", (str(folder.resolve()), root)
            )

    def resolve(self, media: MediaRef) -> Path:
        """Where a file of a sample is."""
        return self.roots()[media.root].joinpath(*media.path.split("/"))

    # Import

    def add(self, samples: Iterable[Sample], *, annotator: str, source: str) -> AddCounts:
        """Take samples in; known keys keep what was edited and gain what was empty.

        Args:
            samples: Streamed; kept in memory by batches alone.
            annotator: Who is named for the labels that come along.
            source: Words for the record.
        """
        del source
        added = updated = unchanged = 0
        self._connection.execute("PRAGMA cache_size=-262144")
        iterator = iter(samples)
        while batch := list(itertools.islice(iterator, _IMPORTED)):
            with self._transaction() as connection:
                known = known_keys(connection, [sample.key for sample in batch])
                new = []
                for sample in batch:
                    if sample.key not in known:
                        known[sample.key] = (0, "", "", "none")
                        new.append(sample)
                    elif fill(connection, sample, known[sample.key], annotator):
                        updated += 1
                    else:
                        unchanged += 1
                insert(connection, new, annotator)
                added += len(new)
        self._connection.execute("PRAGMA cache_size=-16384")
        if added:
            # How many there are of each label, group and so on, so that the right index is taken.
            self._connection.execute("PRAGMA analysis_limit=2000")
            self._connection.execute("ANALYZE")
        return AddCounts(added, updated, unchanged)

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

    # Edits

    def annotate(
        self,
        ids: Sequence[int],
        annotation: AnyAnnotation | Sequence[AnyAnnotation | None] | None,
        *,
        annotator: str,
        answer: Answer = "answered",
    ) -> int:
        """Set an annotator's reading, one for all or one each, in force; one action."""
        each = annotation if isinstance(annotation, Sequence) else [annotation] * len(ids)
        changes = []
        for given in each:
            text, label = text_of(given), label_of(given, answer)
            change = {"annotation": text, "answer": answer, "annotator": annotator, "label": label}
            changes.append({**change, "reading": [text, answer]})
        names = list(dict.fromkeys(str(change["label"]) or answer for change in changes))
        return self._edit(f"label {len(ids)} as {_listed(names)}", ids, changes)

    def set_group(self, ids: Sequence[int], group: str) -> int:
        """Say what samples belong to; one action."""
        return self._edit(f"group {len(ids)} as {group}", ids, [{"grp": group}] * len(ids))

    def set_column(self, ids: Sequence[int], name: str, value: str) -> int:
        """Set a further fact; one action."""
        changes = []
        for ident in ids:
            columns = {**self.sample(ident).columns, name: value}
            changes.append({"columns": json.dumps(columns)})
        return self._edit(f"set {name} of {len(ids)}", ids, changes)

    def remove(self, ids: Sequence[int]) -> int:
        """Take samples out of the dataset (files stay); one action."""
        return self._edit(f"remove {len(ids)}", ids, [{"removed": 1}] * len(ids))

    def rename_class(self, old: str, new: str) -> int:
        """Give a class another name, or merge it into one that exists; one action."""
        ids, changes = [], []
        for sample in self.iterate(Where(label=old)):
            if sample.annotation is None or sample.annotation.kind != "labels":
                continue
            renamed = sample.annotation.model_copy(update={"names": (new,)})
            ids.append(sample.id)
            changes.append({"annotation": text_of(renamed), "label": new})
        return self._edit(f"rename {old} to {new}", ids, changes)

    def _edit(self, words: str, ids: Sequence[int], changes: Sequence[Mapping[str, object]]) -> int:
        with self._transaction() as connection:
            try:
                return history.record(connection, words, ids, changes)
            except KeyError as error:
                raise ProjectError(f"There is no item {error}.") from error

    def undo(self) -> str | None:
        """Take the newest action back, also one from before a restart; its words."""
        with self._transaction() as connection:
            return history.undo(connection)

    def redo(self) -> str | None:
        """Do the newest undone action again; its words."""
        with self._transaction() as connection:
            return history.redo(connection)

    # Reading

    def count(self, where: Where | None = None) -> int:
        """How many samples."""
        wanted = where or Where()
        condition, values = wanted.sql(few_named(self._connection, wanted.text))
        sql = f"SELECT count(*) FROM samples WHERE {condition}"
        return int(self._connection.execute(sql, values).fetchone()[0])

    def page(self, where: Where, order: Order, after: Cursor | None, limit: int) -> Page:
        """Some samples behind a cursor; costs the same on the first page and on the last."""
        columns = f"{SAMPLE_COLUMNS}, {', '.join(order.columns)}"
        sql, values = statement(self._connection, columns, where, order, after, limit)
        rows = self._connection.execute(sql, values).fetchall()
        width = len(order.columns)
        samples = read_samples(self._connection, [row[:-width] for row in rows])
        more = Cursor(rows[-1][-width:]) if len(rows) == limit else None
        return Page(samples, more)

    def listing(self) -> Listing:
        """Ids of very many samples, and samples by their ids."""
        return Listing(self._connection, self.roots)

    def iterate(self, where: Where | None = None) -> Iterator[Sample]:
        """Every sample, streamed in the order in which they came."""
        cursor: Cursor | None = None
        while True:
            page = self.page(where or Where(), Order("added"), cursor, 500)
            yield from page.samples
            if page.next is None:
                return
            cursor = page.next

    def sample(self, sample_id: int) -> Sample:
        """One sample.

        Raises:
            ProjectError: When there is none.
        """
        rows = self._connection.execute(
            f"SELECT {SAMPLE_COLUMNS} FROM samples WHERE id = ?", (sample_id,)
        ).fetchall()
        if not rows:
            raise ProjectError(f"There is no item {sample_id}.")
        return read_samples(self._connection, rows)[0]

    def readings(self, sample_id: int) -> tuple[Reading, ...]:
        """What every annotator said; a second reading never overwrites the first."""
        rows = self._connection.execute(
            "SELECT annotator, annotation, answer FROM readings WHERE sample = ? "
            "ORDER BY annotator",
            (sample_id,),
        )
        return tuple(Reading(name, load_text(text), answer) for name, text, answer in rows)

    def classes(self) -> dict[str, int]:
        """Class name → number of readable samples, single classes of multi-label ones counted."""
        counts: dict[str, int] = {}
        rows = self._connection.execute(
            "SELECT label, annotation, count(*) FROM samples WHERE removed = 0 AND label <> '' "
            "AND problem = '' GROUP BY label, annotation"
        )
        for _, text, count in rows:
            for name in getattr(load_text(text), "names", ()):
                counts[name] = counts.get(name, 0) + count
        return dict(sorted(counts.items()))

    def groups(self) -> dict[str, int]:
        """Group → number of samples."""
        return self._counts("grp")

    def splits(self) -> dict[SplitPart, int]:
        """Part → number of labelled, readable samples."""
        rows = self._connection.execute(
            "SELECT split, count(*) FROM samples WHERE removed = 0 AND label <> '' "
            "AND problem = '' GROUP BY split"
        )
        return dict(rows.fetchall())

    def annotators(self) -> dict[str, int]:
        """Annotator → number of samples whose annotation in force is theirs."""
        return self._counts("annotator")

    def _counts(self, column: str) -> dict[str, int]:
        rows = self._connection.execute(
            f"SELECT {column}, count(*) FROM samples WHERE removed = 0 AND {column} <> '' "
            f"GROUP BY {column}"
        )
        return dict(rows.fetchall())

    def has_deep_images(self) -> bool:
        """Whether any file holds more than 8 bits a value."""
        return (
            self._connection.execute("SELECT 1 FROM media WHERE depth > 8").fetchone() is not None
        )

    def light(self) -> Iterator[LightRow]:
        """What splits and checks need of every sample, without media or annotations, streamed."""
        rows = self._connection.execute(
            "SELECT s.id, s.key, s.annotation, s.answer, s.grp, s.split, s.given, s.problem, "
            "coalesce(m.sha256, ''), coalesce(m.phash, '') FROM samples s "
            "LEFT JOIN media m ON m.sample = s.id AND m.place = 0 "
            "WHERE s.removed = 0 ORDER BY s.id"
        )
        for ident, key, text, answer, group, split, given, problem, content, phash in rows:
            names = getattr(load_text(text), "names", ()) if answer == "answered" else ()
            yield LightRow(ident, key, names, group, split, given, problem, content, phash)

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

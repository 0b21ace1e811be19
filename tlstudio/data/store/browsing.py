"""Samples one by one, in pages and in streams, with what a model suggests for them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from tlstudio.core.errors import ProjectError
from tlstudio.core.samples import Sample
from tlstudio.data.store import said, suggesting
from tlstudio.data.store.connected import Connected
from tlstudio.data.store.listing import Listing
from tlstudio.data.store.query import Cursor, Order, Page, Where, few_ids, statement
from tlstudio.data.store.rows import SAMPLE_COLUMNS, LightRow, load_text, read_samples
from tlstudio.data.texts.likeness import content_of


class Browsing(Connected):
    """The part of the store that only looks."""

    def count(self, where: Where | None = None) -> int:
        """How many samples."""
        wanted = where or Where()
        self._attach_texts(wanted)
        texts = said.is_attached(self._connection)
        condition, values = wanted.sql(few_ids(self._connection, wanted), texts=texts)
        sql = f"SELECT count(*) FROM samples WHERE {condition}"
        return int(self._connection.execute(sql, values).fetchone()[0])

    def page(self, where: Where, order: Order, after: Cursor | None, limit: int) -> Page:
        """Some samples behind a cursor; costs the same on the first page and on the last."""
        self._attach_texts(where)
        columns = f"{SAMPLE_COLUMNS}, {', '.join(order.columns)}"
        sql, values = statement(self._connection, columns, where, order, after, limit)
        rows = self._connection.execute(sql, values).fetchall()
        width = len(order.columns)
        samples = read_samples(self._connection, [row[:-width] for row in rows])
        more = Cursor(rows[-1][-width:]) if len(rows) == limit else None
        found = suggesting.of_samples(self._connection, [sample.id for sample in samples])
        return Page(samples, more, found)

    def attach_suggestions(self, path: Path | None) -> None:
        """Show what a run suggests: `suggestions.sqlite` of it, or nothing.

        For this opening of the dataset alone; the file is only read. On Windows it cannot be
        replaced while it is attached.

        Raises:
            ProjectError: When the file is missing or damaged.
        """
        with self._lock:
            suggesting.attach(self._connection, path)

    def listing(self) -> Listing:
        """Ids of very many samples, and samples by their ids."""
        self._attach_texts()
        return Listing(self._connection, self.roots)

    def _attach_texts(self, where: Where | None = None) -> None:
        """Have what texts say at hand, where it is asked for; they may have come just now."""
        if where is not None and not where.text:
            return
        with self._lock:
            if not self._connection.in_transaction:
                said.attach(self._connection, self.path)

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

    def held_keys(self, keys: Sequence[str]) -> set[str]:
        """Which of some keys, at most a few hundred, belong to samples, removed ones too."""
        marks = ",".join("?" * len(keys))
        sql = f"SELECT key FROM samples WHERE key IN ({marks})"
        return {key for (key,) in self._connection.execute(sql, keys)}

    def held_texts(self, contents: Sequence[tuple[str, ...]]) -> set[tuple[str, ...]]:
        """Which of some texts belong to samples, removed ones too.

        Args:
            contents: At most a few hundred, of each the hashes of its columns.
        """
        wanted = set(contents)
        marks = ",".join("?" * len(contents))
        rows = self._connection.execute(
            "SELECT sample, sha256 FROM media WHERE sample IN (SELECT sample FROM media WHERE "
            f"sha256 <> '' AND place = 0 AND sha256 IN ({marks})) ORDER BY sample, place",
            [content[0] for content in contents],
        )
        return {
            found
            for _, some in itertools.groupby(rows, key=lambda row: int(row[0]))
            if (found := tuple(sha256 for _, sha256 in some)) in wanted
        }

    def light(self) -> Iterator[LightRow]:
        """What splits and checks need of every sample, without media or annotations, streamed."""
        rows = self._connection.execute(
            "SELECT s.id, s.key, s.annotation, s.answer, s.grp, s.split, s.given, s.problem, "
            "coalesce(m.sha256, ''), coalesce(m.phash, ''), "
            "coalesce(m.size, -1) FROM samples s "
            "LEFT JOIN media m ON m.sample = s.id AND m.place = 0 "
            "WHERE s.removed = 0 ORDER BY s.id"
        )
        for ident, key, text, answer, group, split, given, problem, content, phash, size in rows:
            names = getattr(load_text(text), "names", ()) if answer == "answered" else ()
            told = content_of(phash) or content
            yield LightRow(ident, key, names, group, split, given, problem, told, phash, size)

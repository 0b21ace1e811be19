"""How many samples there are of what, remembered until something changes."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from tlstudio.core.annotations import Answer
from tlstudio.core.samples import MediaKind, SplitPart
from tlstudio.data.store.connected import Connected
from tlstudio.data.store.history import Change
from tlstudio.data.store.rows import load_text

# More changes at once are counted anew.
_FOLLOWED = 2000
_ASKED = 500


@dataclass(frozen=True)
class Counts:
    """Numbers of samples; of labels and parts only readable ones.

    Attributes:
        total: All that are in the dataset.
        unreadable: That cannot be used.
        unlabelled: Readable ones without a label.
        labels: Label → samples; several labels of one sample are joined by " · ".
        parts: Part → labelled samples.
        by_part: Part → label → samples.
        annotators: Who → samples whose label in force is theirs.
        answers: Of those without a label how many are unsure, skipped or empty.
    """

    total: int = 0
    unreadable: int = 0
    unlabelled: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    parts: dict[SplitPart, int] = field(default_factory=dict)
    by_part: dict[SplitPart, dict[str, int]] = field(default_factory=dict)
    annotators: dict[str, int] = field(default_factory=dict)
    answers: dict[Answer, int] = field(default_factory=dict)


@dataclass
class _Sums:
    """What counts are made of; follows edits one by one."""

    labels: Counter[tuple[SplitPart, str]] = field(default_factory=Counter)
    bad: Counter[tuple[SplitPart, str]] = field(default_factory=Counter)
    annotators: Counter[str] = field(default_factory=Counter)
    answers: Counter[Answer] = field(default_factory=Counter)

    def counts(self) -> Counts:
        """As told."""
        good = Counter(self.labels)
        good.subtract(self.bad)
        labels: Counter[str] = Counter()
        by_part: dict[SplitPart, dict[str, int]] = {}
        for (part, label), count in sorted(good.items()):
            if label and count > 0:
                labels[label] += count
                by_part.setdefault(part, {})[label] = count
        return Counts(
            total=self.labels.total(),
            unreadable=self.bad.total(),
            unlabelled=sum(count for (_, label), count in good.items() if not label),
            labels=dict(sorted(labels.items())),
            parts={part: sum(found.values()) for part, found in by_part.items()},
            by_part=by_part,
            annotators={name: n for name, n in sorted(self.annotators.items()) if name and n > 0},
            answers={answer: n for answer, n in sorted(self.answers.items()) if n > 0},
        )

    def shift(self, change: Change, part: SplitPart, bad: bool) -> None:
        """Follow one edit of a sample of some part."""
        for state, sign in ((change.before, -1), (change.after, 1)):
            if state["removed"]:
                continue
            self.labels[part, state["label"]] += sign
            self.annotators[state["annotator"]] += sign
            if bad:
                self.bad[part, state["label"]] += sign
            if state["answer"] != "answered":
                self.answers[state["answer"]] += sign


class Counting(Connected):
    """The part of the store that counts."""

    _sums: _Sums | None = None
    _version: int = -1

    def counts(self) -> Counts:
        """Everything that is shown as a number, in one call.

        Counted once by indexes, then kept in step with edits of this opening; what others write
        is noticed.
        """
        with self._lock:
            version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            if self._sums is None or version != self._version:
                self._sums, self._version = _counted(self._connection), version
            return self._sums.counts()

    def _changed(self) -> None:
        self._sums = None

    def _follow(self, before: object, changes: Sequence[Change]) -> None:
        """Keep counts in step with edits that were just saved, instead of counting anew.

        Args:
            before: `_sums` as they were before the transaction.
            changes: What it did.
        """
        if not isinstance(before, _Sums) or len(changes) > _FOLLOWED:
            return
        places = _places(self._connection, [change.sample for change in changes])
        for change in changes:
            before.shift(change, *places[change.sample])
        self._sums = before

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

    def kind(self) -> MediaKind:
        """What the samples are; "image" while there are none."""
        row = self._connection.execute("SELECT kind FROM samples LIMIT 1").fetchone()
        return cast(MediaKind, row[0]) if row else "image"

    def has_deep_images(self) -> bool:
        """Whether any file holds more than 8 bits a value."""
        return (
            self._connection.execute("SELECT 1 FROM media WHERE depth > 8").fetchone() is not None
        )


def _counted(connection: sqlite3.Connection) -> _Sums:
    """By indexes alone, but for the few that are unreadable or unsure."""
    sums = _Sums()
    for part, label, count in connection.execute(
        "SELECT split, label, count(*) FROM samples WHERE removed = 0 GROUP BY split, label"
    ):
        sums.labels[part, label] = count
    for part, label, count in connection.execute(
        "SELECT split, label, count(*) FROM samples WHERE problem <> '' AND +removed = 0 "
        "GROUP BY split, label"
    ):
        sums.bad[part, label] = count
    for name, count in connection.execute(
        "SELECT annotator, count(*) FROM samples WHERE removed = 0 GROUP BY annotator"
    ):
        sums.annotators[name] = count
    for answer, count in connection.execute(
        "SELECT answer, count(*) FROM samples WHERE answer <> 'answered' AND +removed = 0 "
        "GROUP BY answer"
    ):
        sums.answers[answer] = count
    return sums


def _places(
    connection: sqlite3.Connection, ids: Sequence[int]
) -> dict[int, tuple[SplitPart, bool]]:
    """Part of each sample, and whether it is unreadable."""
    found: dict[int, tuple[SplitPart, bool]] = {}
    for begin in range(0, len(ids), _ASKED):
        some = ids[begin : begin + _ASKED]
        marks = ",".join("?" * len(some))
        for ident, part, problem in connection.execute(
            f"SELECT id, split, problem FROM samples WHERE id IN ({marks})", list(some)
        ):
            found[ident] = (part, bool(problem))
    return found

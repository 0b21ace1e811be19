"""What several readers said of the same samples, where they differ, and how well they agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tlstudio.core.annotations import Answer
from tlstudio.core.samples import AnyAnnotation, Sample
from tlstudio.data.kappa import Kappa, cohens_kappa
from tlstudio.data.store.editing import AGREED, Editing
from tlstudio.data.store.rows import SAMPLE_COLUMNS, label_of, load_text, read_samples


@dataclass(frozen=True)
class Reading:
    """What one annotator said of a sample; `blind`: without seeing what others had said."""

    annotator: str
    annotation: AnyAnnotation | None
    answer: Answer
    blind: bool = False


@dataclass(frozen=True)
class Disagreement:
    """A sample of which readers said different things."""

    sample: Sample
    readings: tuple[Reading, ...]


# A blind reading that differs from what is in force, or from another blind one.
_DIFFER = f"""
FROM readings r INDEXED BY by_blind CROSS JOIN samples s ON s.id = r.sample
WHERE r.blind = 1 AND s.removed = 0 AND s.problem = '' AND r.answer <> 'skip'
  AND s.annotator NOT LIKE '{AGREED} (%'
  AND (
    (s.annotator <> '' AND s.annotator <> r.annotator AND s.answer <> 'skip'
     AND (s.annotation IS NOT r.annotation OR s.answer <> r.answer))
    OR EXISTS (
      SELECT 1 FROM readings o WHERE o.sample = r.sample AND o.blind = 1 AND o.answer <> 'skip'
      AND o.annotator <> r.annotator
      AND (o.annotation IS NOT r.annotation OR o.answer <> r.answer)))
"""


class Agreement(Editing):
    """The part of the store that compares readers."""

    def readings(self, sample_id: int) -> tuple[Reading, ...]:
        """What every annotator said; a second reading never overwrites the first."""
        rows = self._connection.execute(
            "SELECT annotator, annotation, answer, blind FROM readings WHERE sample = ? "
            "ORDER BY annotator",
            (sample_id,),
        )
        return tuple(
            Reading(name, load_text(text), answer, bool(blind))
            for name, text, answer, blind in rows
        )

    def second_readers(self) -> dict[str, int]:
        """Who read blindly → how many samples."""
        rows = self._connection.execute(
            "SELECT annotator, count(*) FROM readings INDEXED BY by_blind WHERE blind = 1 "
            "GROUP BY annotator"
        )
        return dict(rows.fetchall())

    def disagreement_count(self) -> int:
        """How many samples wait to be resolved."""
        sql = f"SELECT count(DISTINCT r.sample) {_DIFFER}"
        return int(self._connection.execute(sql).fetchone()[0])

    def disagreements(self, after: int = 0, limit: int = 100) -> tuple[Disagreement, ...]:
        """Samples whose readers said different things and nobody has resolved, by id.

        Args:
            after: Id of the last sample of the page before; 0 for the first page.
            limit: At most so many.
        """
        ids = [
            row[0]
            for row in self._connection.execute(
                f"SELECT DISTINCT r.sample {_DIFFER} AND r.sample > ? ORDER BY r.sample LIMIT ?",
                (after, limit),
            )
        ]
        marks = ",".join("?" * len(ids))
        rows = self._connection.execute(
            f"SELECT {SAMPLE_COLUMNS} FROM samples WHERE id IN ({marks}) ORDER BY id", ids
        ).fetchall()
        return tuple(
            Disagreement(sample, self.readings(sample.id))
            for sample in read_samples(self._connection, rows)
        )

    def kappa(self, one: str, other: str) -> Kappa | None:
        """How well two readers agree beyond chance, where at least one of them read blindly.

        Samples that either was unsure of, or passed over, are left out.

        Returns:
            None when there is no sample that both answered.
        """
        rows = self._connection.execute(
            "WITH both AS MATERIALIZED (SELECT DISTINCT sample FROM readings INDEXED BY by_blind "
            "WHERE blind = 1 AND annotator IN (?, ?)) "
            "SELECT a.annotation, a.answer, b.annotation, b.answer, count(*) "
            "FROM both CROSS JOIN samples s ON s.id = both.sample AND s.removed = 0 "
            "CROSS JOIN readings a ON a.sample = s.id AND a.annotator = ? "
            "CROSS JOIN readings b ON b.sample = s.id AND b.annotator = ? "
            "GROUP BY 1, 2, 3, 4",
            (one, other, one, other),
        )
        table: Counter[tuple[str, str]] = Counter()
        for text, answer, other_text, other_answer, count in rows:
            pair = (_said(text, answer), _said(other_text, other_answer))
            if all(pair):
                table[pair] += count
        return cohens_kappa(table)


def _said(text: str | None, answer: Answer) -> str:
    """One word for a reading, "" where it says nothing."""
    return "\0empty" if answer == "empty" else label_of(load_text(text), answer)

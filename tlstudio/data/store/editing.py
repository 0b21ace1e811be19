"""Labels and other edits: each one action that can be undone, also after a restart."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence

from tlstudio.core.annotations import Answer
from tlstudio.core.errors import ProjectError
from tlstudio.core.samples import AnyAnnotation
from tlstudio.data.store import history
from tlstudio.data.store.browsing import Browsing
from tlstudio.data.store.counting import Counting
from tlstudio.data.store.query import Where
from tlstudio.data.store.rows import label_of, text_of

AGREED = "agreed"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


class Editing(Browsing, Counting):
    """The part of the store that a person changes."""

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
            changes.append({**change, "readings": {annotator: [text, answer, 0]}})
        names = list(dict.fromkeys(str(change["label"]) or answer for change in changes))
        return self._edit(f"label {len(ids)} as {_listed(names)}", ids, changes)

    def set_reading(
        self,
        ids: Sequence[int],
        annotation: AnyAnnotation | None,
        *,
        annotator: str,
        answer: Answer = "answered",
    ) -> int:
        """Keep a blind second reading; what is in force stays as it is; one action."""
        reading = [text_of(annotation), answer, 1]
        label = label_of(annotation, answer)
        words = f"second reading of {len(ids)} as {label or answer}"
        return self._edit(words, ids, [{"readings": {annotator: reading}}] * len(ids))

    def resolve_disagreement(
        self,
        sample_id: int,
        annotation: AnyAnnotation | None,
        *,
        annotator: str,
        answer: Answer = "answered",
    ) -> int:
        """Put in force what was agreed on; what each reader said stays beside it; one action."""
        return self.annotate(
            [sample_id], annotation, annotator=f"{AGREED} ({annotator})", answer=answer
        )

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
        with self._lock:
            sums = self._sums
            with self._transaction() as connection:
                try:
                    action, done = history.record(connection, words, ids, changes)
                except KeyError as error:
                    raise ProjectError(f"There is no item {error}.") from error
            self._follow(sums, done)
            return action

    def undo(self, only: int | None = None) -> str | None:
        """Take the newest action back, also one from before a restart; its words.

        Args:
            only: The action that is meant; None is returned when another one is the newest.
        """
        return self._step(lambda connection: history.undo(connection, only))

    def redo(self) -> str | None:
        """Do the newest undone action again; its words."""
        return self._step(history.redo)

    def _step(
        self, step: Callable[[sqlite3.Connection], tuple[str | None, list[history.Change]]]
    ) -> str | None:
        with self._lock:
            sums = self._sums
            with self._transaction() as connection:
                words, done = step(connection)
            self._follow(sums, done)
            return words

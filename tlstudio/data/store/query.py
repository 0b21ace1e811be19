"""Which samples, in which order: only what an index answers at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tlstudio.core.samples import Sample, SplitPart

OrderBy = Literal["name", "label", "group", "added"]
_COLUMNS: dict[OrderBy, str] = {"name": "key", "label": "label", "group": "grp", "added": "id"}


@dataclass(frozen=True)
class Where:
    """A filter; None means "any".

    Attributes:
        label: Class name; "" is unlabelled.
        text: Part of the key.
        problem: True for unreadable ones alone, False for readable ones alone.
    """

    split: SplitPart | None = None
    label: str | None = None
    group: str | None = None
    annotator: str | None = None
    text: str | None = None
    problem: bool | None = None

    def sql(self) -> tuple[str, list[object]]:
        """Condition and its values."""
        terms = ["removed = 0"]
        values: list[object] = []
        pairs = (
            ("split", self.split),
            ("label", self.label),
            ("grp", self.group),
            ("annotator", self.annotator),
        )
        for column, value in pairs:
            if value is not None:
                terms.append(f"{column} = ?")
                values.append(value)
        if self.text:
            escaped = self.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            terms.append("key LIKE ? ESCAPE '\\'")
            values.append(f"%{escaped}%")
        if self.problem is not None:
            terms.append("problem <> ''" if self.problem else "problem = ''")
        return " AND ".join(terms), values


@dataclass(frozen=True)
class Order:
    """A sort; ties are broken by id, so that pages never overlap."""

    by: OrderBy = "name"
    descending: bool = False

    @property
    def column(self) -> str:
        """Column of the table."""
        return _COLUMNS[self.by]


@dataclass(frozen=True)
class Cursor:
    """Where a page ended: the next begins behind it."""

    value: str | int
    id: int


@dataclass(frozen=True)
class Page:
    """Some samples and where the next ones begin; None at the end."""

    samples: tuple[Sample, ...]
    next: Cursor | None

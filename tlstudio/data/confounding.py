"""Is a class found in a few groups only, so that a model may learn the group instead?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]
_PREFIX = re.compile(r"^([^\W\d_]+)[\s_-]*\w*\d\w*$|^.*$")
_BURST = re.compile(r"\bburst \d+$")
_MOST_CELLS = 20_000_000
_DIGITS = re.compile(r"(\d+)")


NOUNS = {
    **{word: word for word in (
        "plate", "patient", "subject", "case", "camera", "site", "slide", "mouse", "animal",
        "donor", "experiment", "batch", "day", "week", "run", "session", "well", "burst",
    )},
    "pat": "patient", "sub": "subject", "subj": "subject", "cam": "camera",
    "exp": "experiment", "trailcam": "camera",
}  # fmt: skip
"""How names of what belongs together begin → what such a thing is called."""


@dataclass(frozen=True)
class Confounding:
    """A class that lies in fewer groups than chance would put it.

    Attributes:
        label: The class.
        groups: The groups that hold it, sorted.
        images: Number of its images.
        expected: Groups that would hold it if it were spread at random.
        alone: Whether these groups hold nothing else.
        strength: Cramér's V of this class against all others.
    """

    label: str
    groups: tuple[str, ...]
    images: int
    expected: float
    alone: bool
    strength: float


def contingency(
    labels: Sequence[str], groups: Sequence[str]
) -> tuple[_Floats, tuple[str, ...], tuple[str, ...]]:
    """(classes, groups) table of counts, with the names of its rows and columns."""
    rows, row = np.unique(np.array(labels, dtype=object).astype(str), return_inverse=True)
    columns, column = np.unique(np.array(groups, dtype=object).astype(str), return_inverse=True)
    shape = (len(rows), len(columns))
    flat = np.bincount(
        row.reshape(-1) * shape[1] + column.reshape(-1), minlength=shape[0] * shape[1]
    )
    return (
        flat.reshape(shape).astype(np.float64),
        tuple(str(name) for name in rows),
        tuple(str(name) for name in columns),
    )


def cramers_v(table: _Floats) -> float:
    """Association of rows and columns, 0 (none) to 1 (one tells the other).

    Corrected for the bias of small samples: Bergsma 2013, J. Korean Stat. Soc. 42, 323-328.

    Args:
        table: Counts; rows and columns without any count are left out.
    """
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    n = float(table.sum())
    rows, columns = table.shape
    if n < 2 or min(rows, columns) < 2:
        return 0.0
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / n
    phi2 = float(((table - expected) ** 2 / expected).sum()) / n
    corrected = max(0.0, phi2 - (rows - 1) * (columns - 1) / (n - 1))
    rows_c = rows - (rows - 1) ** 2 / (n - 1)
    columns_c = columns - (columns - 1) ** 2 / (n - 1)
    smallest = min(rows_c, columns_c) - 1
    return float(min(1.0, np.sqrt(corrected / smallest))) if smallest > 0 else 0.0


def confounded(labels: Sequence[str], groups: Sequence[str]) -> tuple[Confounding, ...]:
    """Classes that are found in few groups only.

    A class of n images spread at random over groups with shares p would be met in
    sum(1 - (1 - p)^n) of them. One that is met in a third of that or less stands out; so does one
    in a single group when two were expected. Patients who have one diagnosis each are nothing
    unusual by this measure, as long as every diagnosis has its share of patients. Tables of more
    than 20 million cells are passed over: with so many groups no class lies in a few.

    Args:
        labels: Class of each image.
        groups: Group of each image.
    """
    if len(set(labels)) * len(set(groups)) > _MOST_CELLS:
        return ()
    table, names, group_names = contingency(labels, groups)
    if min(table.shape) < 2:
        return ()
    total = table.sum(axis=0)
    share = total / total.sum()
    found = []
    for row, name in zip(table, names, strict=True):
        images = int(row.sum())
        holding = np.flatnonzero(row)
        expected = float((1.0 - (1.0 - share) ** images).sum())
        few = max(1.0, 0.34 * expected, 2.0 if expected >= 4 else 0.0)
        if len(holding) <= few and expected - len(holding) >= 0.9:
            found.append(
                Confounding(
                    label=name,
                    groups=natural(group_names[index] for index in holding),
                    images=images,
                    expected=expected,
                    alone=bool(total[holding].sum() == images),
                    strength=cramers_v(np.stack([row, total - row])),
                )
            )
    return tuple(found)


def group_noun(groups: Sequence[str]) -> str:
    """The word that all names begin with ("plate 3", "plate 7": "plate"), or "group".

    Only words of things that hold images: "CHX1000" and "CHX1001" are no chxs.
    """
    if groups and all(_BURST.search(name) for name in groups):
        return "burst"
    words = {_PREFIX.sub(r"\1", name.rpartition("/")[2]).lower() for name in groups}
    word = words.pop() if len(words) == 1 else ""
    return NOUNS.get(word, "group")


def natural(names: Iterable[str]) -> tuple[str, ...]:
    """Sorted as people do: "plate 9" before "plate 10"."""
    return tuple(sorted(names, key=_parts))


def _parts(name: str) -> list[tuple[int, int, str]]:
    pieces = _DIGITS.split(name)
    return [
        (1, 0, piece) if not piece.isdecimal() else (0, int(piece), piece)
        for piece in pieces
        if piece
    ]

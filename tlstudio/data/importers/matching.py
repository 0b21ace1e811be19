"""Rows of a table and the files that they mean: by path, name, stem or DICOM PatientID."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tlstudio.data.importers.inside import patient_of
from tlstudio.data.importers.tabular import Table
from tlstudio.data.media.suffixes import DICOM, SUFFIXES

How = Literal["path", "name", "stem", "patient"]
_HOWS: tuple[How, ...] = ("path", "name", "stem", "patient")
_NO_PATIENT = SUFFIXES - DICOM


@dataclass(frozen=True)
class TableMatch:
    """How rows and files were matched.

    Attributes:
        column: The column that named the files.
        pairs: (row, file) in the table's order.
        rows: Numbers of rows without a file, counted from 1 below the header.
        files: Files without a row.
    """

    column: str
    how: How
    pairs: tuple[tuple[int, str], ...]
    rows: tuple[int, ...]
    files: tuple[str, ...]


class Files:
    """The files beside a table, found by each of the ways; every file is opened once at most."""

    def __init__(self, base: Path, files: Sequence[str]) -> None:
        self.base = base
        self.all = tuple(files)
        self._indexes: dict[How, dict[str, list[str]]] = {}

    def index(self, how: How) -> dict[str, list[str]]:
        """What a cell may say → files."""
        if how not in self._indexes:
            index: dict[str, list[str]] = defaultdict(list)
            for file in self.all:
                if key := self._key(how, file):
                    index[key].append(file)
            self._indexes[how] = index
        return self._indexes[how]

    def patients(self) -> dict[str, str]:
        """File → PatientID, for those that have one."""
        return {file: key for key, some in self.index("patient").items() for file in some}

    def _key(self, how: How, file: str) -> str:
        normal = normal_path(file)
        name = normal.rpartition("/")[2]
        if how == "path":
            return normal
        if how == "name":
            return name
        if how == "stem":
            return name.rpartition(".")[0] or name
        path = self.base.joinpath(*file.split("/"))
        return "" if path.suffix.lower() in _NO_PATIENT else normal_path(patient_of(path))


def match_column(table: Table, column: str, files: Files) -> TableMatch:
    """Match the cells of one column by path, then name, then stem, then patient; the best wins."""
    wanted = [normal_path(row[column]) for row in table.rows]
    every = tuple(range(1, len(wanted) + 1))
    best = TableMatch(column, "path", (), every, files.all)
    for how in _HOWS:
        match = _match(column, how, wanted, files)
        if len(match.pairs) > len(best.pairs):
            best = match
        if not best.rows:
            break
    return best


def match_any(
    table: Table, files: Files, first: Sequence[str], never: Sequence[str] = ()
) -> TableMatch:
    """The match of the column that names most files.

    Args:
        table: What was read.
        files: Those beside it.
        first: Columns that are called as such columns usually are, asked before all others; one
            that matches at all is taken.
        never: Columns that are something else: a class may be called as a file is.
    """
    for column in first:
        match = match_column(table, column, files)
        if match.pairs:
            return match
    others = [column for column in table.columns if column not in (*first, *never)]
    tried = [*first[:1], *others] or [table.columns[0]]
    return max(
        (match_column(table, column, files) for column in tried),
        key=lambda match: len(match.pairs),
    )


def _match(column: str, how: How, wanted: Sequence[str], files: Files) -> TableMatch:
    index = files.index(how)
    pairs: list[tuple[int, str]] = []
    for row, value in enumerate(wanted):
        found = index.get(value if how != "name" else value.rpartition("/")[2], [])
        # A name that several files share would be a guess; a patient may have several files.
        if how == "patient" or len(found) == 1:
            pairs.extend((row, file) for file in found)
    have = {row for row, _ in pairs}
    used = {file for _, file in pairs}
    return TableMatch(
        column=column,
        how=how,
        pairs=tuple(pairs),
        rows=tuple(row + 1 for row in range(len(wanted)) if row not in have),
        files=tuple(file for file in files.all if file not in used),
    )


def normal_path(text: str) -> str:
    """As cells and paths are compared."""
    return unicodedata.normalize("NFC", text.strip().replace("\\", "/").removeprefix("./"))

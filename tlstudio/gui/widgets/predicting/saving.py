"""A table of predictions for others: CSV, JSON, the clipboard; written in pieces."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.cells import safe_cell, tab_separated
from tlstudio.core.files import atomic_path
from tlstudio.gui.widgets.predicting.table import Row, Table

_PIECE = 500
COPIED = 20_000
_LAST = ("problem", "short_list", "distance", "unlike")


def save_table(table: Table, numbers: NDArray[np.int64], target: Path) -> int:
    """Write some rows in their order; a name that ends in .json gives JSON, any other CSV.

    Returns:
        Number of rows.

    Raises:
        DiskFullError: When there is no room; an older file stays whole.
        ProjectError: When the place is read-only.
    """
    as_json = target.suffix.lower() == ".json"
    with atomic_path(target) as temporary:
        if as_json:
            with temporary.open("w", encoding="utf-8") as stream:
                _write_json(stream, _rows(table, numbers))
        else:
            # The mark at the beginning makes spreadsheets read it as UTF-8.
            with temporary.open("w", encoding="utf-8-sig", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow([safe_cell(name) for name in _head(table)])
                for row in _rows(table, numbers):
                    writer.writerow([safe_cell(cell) for cell in _cells(row, table.classes)])
    return len(numbers)


def as_text(table: Table, numbers: NDArray[np.int64]) -> str:
    """The first rows for the clipboard, at most `COPIED`."""
    rows = (_cells(row, table.classes) for row in _rows(table, numbers[:COPIED]))
    return tab_separated([_head(table), *rows])


def paths_of(table: Table, numbers: NDArray[np.int64]) -> tuple[Path, ...]:
    """Files of the rows that have an answer."""
    return tuple(row.path for row in answered(table, numbers))


def answered(table: Table, numbers: NDArray[np.int64]) -> Iterator[Row]:
    """The rows that have an answer, streamed."""
    return (row for row in _rows(table, numbers) if not row.problem)


def _rows(table: Table, numbers: NDArray[np.int64]) -> Iterator[Row]:
    for begin in range(0, len(numbers), _PIECE):
        yield from table.rows([int(number) for number in numbers[begin : begin + _PIECE]])


def _head(table: Table) -> list[str]:
    chances = (f"p({name})" for name in table.classes)
    return ["path", "prediction", "probability", *chances, *_LAST, *table.texts]


def _cells(row: Row, classes: tuple[str, ...]) -> list[Any]:
    chances = [_number(row.probabilities.get(name)) for name in classes]
    unlike = "" if row.distance is None else "yes" if row.unlike else "no"
    last = [row.problem, "; ".join(row.short_list), _number(row.distance), unlike]
    return [str(row.path), row.answer, _number(row.probability), *chances, *last, *row.texts]


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _write_json(stream: IO[str], rows: Iterator[Row]) -> None:
    between = "[\n"
    for row in rows:
        said = {
            "path": str(row.path),
            "prediction": row.answer,
            "labels": list(row.names),
            "probability": row.probability,
            "probabilities": row.probabilities,
            "problem": row.problem,
            "short_list": list(row.short_list),
            "distance": row.distance,
            "unlike": None if row.distance is None else row.unlike,
        }
        if row.texts:
            said["texts"] = list(row.texts)
        stream.write(between + json.dumps(said, ensure_ascii=False))
        between = ",\n"
    stream.write("[]\n" if between == "[\n" else "\n]\n")

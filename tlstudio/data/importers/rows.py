"""Rows of a table of any size, one after another: CSV, TSV, XLSX and JSON lines."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

import openpyxl

from tlstudio.core.errors import BadInputError
from tlstudio.data.importers.delimited import LONGEST_LINE, Dialect, dialect_of, head_of, records
from tlstudio.data.importers.header import has_header
from tlstudio.data.texts.encodings import Encoding, encoding_of

DELIMITED = {".csv", ".tsv", ".txt", ".tab"}
JSON_LINES = {".jsonl", ".ndjson"}
SUFFIXES_OF_ROWS = {*DELIMITED, *JSON_LINES, ".xlsx"}
LIST = "\x1f"
"""Between the values of a cell that is a list."""

_HEAD = 1000
_MOST_UNPACKED = 512 * 2**20
_MOST_COLUMNS = 1000


@dataclass(frozen=True)
class Row:
    """One row.

    Attributes:
        number: From 1; the header and empty rows are not counted.
        line: Of the file, from 1, where there are lines.
        cells: One a column.
        problem: Why it cannot be used, "" when it can.
    """

    number: int
    line: int
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True)
class Rows:
    """A table that was looked at, not read.

    Attributes:
        columns: Names; "column 1" and so on without a header.
        head: Its first rows, a thousand at most.
    """

    path: Path
    columns: tuple[str, ...]
    header: bool
    head: tuple[Row, ...]
    encoding: Encoding | None = None
    dialect: Dialect | None = None

    @property
    def said(self) -> str:
        """How it is read, in words."""
        if self.encoding is None:
            return "XLSX"
        written = f", {self.dialect.said}" if self.dialect else ", JSON lines"
        return f"{self.encoding.said}{written}"

    def __iter__(self) -> Iterator[Row]:
        """Every row, streamed."""
        found = _records(self.path, self.encoding, self.dialect, self.columns)
        return _rows(islice(found, int(self.header), None), self.columns, self.dialect)


_Record = tuple[int, tuple[str, ...], str]


def open_rows(
    path: Path,
    *,
    encoding: str = "",
    header: str = "auto",
    delimiter: str = "",
    quotes: str = "auto",
) -> Rows:
    """Look at a table: how it is written, its columns, its first rows.

    Args:
        path: With one of `SUFFIXES_OF_ROWS`; any other is taken as CSV.
        encoding: What a person says it is, "" when nobody said.
        header: "yes" or "no" when a person said so, else "auto".
        delimiter: Between cells, likewise; "" finds out.
        quotes: Whether quotation marks enclose cells, likewise.

    Raises:
        BadInputError: When it is empty, no table, or not in the encoding that was given.
    """
    suffix = path.suffix.lower()
    if path.stat().st_size == 0:
        raise BadInputError(f"{path.name} is empty.", "Choose another file.")
    if suffix == ".xlsx":
        first = list(islice(_xlsx(path), _HEAD + 1))
        return _looked_at(path, first, header, None, None)
    known = encoding_of(path, encoding)
    if suffix in JSON_LINES:
        return _json_rows(path, known)
    with known.open(path) as stream:
        head = head_of(stream)
    given = delimiter or ("\t" if suffix in (".tsv", ".tab") else "")
    dialect = dialect_of(head, delimiter=given, quotes=quotes, plain=suffix == ".txt")
    first = list(islice(_delimited(path, known, dialect), _HEAD + 1))
    return _looked_at(path, first, header, known, dialect)


def _looked_at(
    path: Path,
    first: Sequence[_Record],
    header: str,
    encoding: Encoding | None,
    dialect: Dialect | None,
) -> Rows:
    cells = [record[1] for record in first if record[1]]
    if not cells:
        raise BadInputError(f"{path.name} holds no rows.", "Choose another file.")
    titled = bool(first[0][1]) and (
        has_header(cells[0], cells[1:]) if header == "auto" else header == "yes"
    )
    if titled and len(first) < 2:
        raise BadInputError(f"{path.name} has no rows below its header.")
    width = len(cells[0]) if titled else max(map(len, cells))
    if width > _MOST_COLUMNS:
        raise BadInputError(f"{path.name} has {width:,} columns.", "Keep the ones that are needed.")
    names = [cell.strip() for cell in cells[0]] if titled else [""] * width
    columns = tuple(name or f"column {place + 1}" for place, name in enumerate(names))
    twice = sorted(name for name in set(columns) if columns.count(name) > 1)
    if twice:
        raise BadInputError(f"{path.name} has the column {twice[0]!r} twice.", "Rename one.")
    found = _rows(iter(first[int(titled) :]), columns, dialect)
    return Rows(path, columns, titled, tuple(islice(found, _HEAD)), encoding, dialect)


def _json_rows(path: Path, encoding: Encoding) -> Rows:
    names: dict[str, None] = {}
    for _, value, _ in islice(_json_lines(path, encoding), _HEAD):
        names.update(dict.fromkeys(value or ()))
    if not names or len(names) > _MOST_COLUMNS:
        raise BadInputError(
            f"{path.name} holds no JSON lines: its first lines are no objects.",
            'A line looks like {"text": "It was great.", "label": "positive"}.',
        )
    columns = tuple(names)
    head = islice(_rows(_records(path, encoding, None, columns), columns, None), _HEAD)
    return Rows(path, columns, False, tuple(head), encoding)


def _rows(
    found: Iterator[_Record], columns: Sequence[str], dialect: Dialect | None
) -> Iterator[Row]:
    width = len(columns)
    for number, (line, cells, problem) in enumerate(found, 1):
        wrong = problem
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            wrong = (
                f"It has {len(cells)} cells instead of {width}: a "
                f"{dialect.delimiter if dialect else ','!r} in the text, without quotation marks "
                f"around it (line {line})."
            )
        yield Row(number, line, (*cells, *[""] * width)[:width], wrong)


def _records(
    path: Path, encoding: Encoding | None, dialect: Dialect | None, columns: Sequence[str]
) -> Iterator[_Record]:
    if encoding is None:
        return _xlsx(path)
    if dialect is not None:
        return _delimited(path, encoding, dialect)
    return (
        (line, tuple(_cell(value.get(name)) for name in columns) if value else (), problem)
        for line, value, problem in _json_lines(path, encoding)
    )


def _delimited(path: Path, encoding: Encoding, dialect: Dialect) -> Iterator[_Record]:
    with encoding.open(path) as stream:
        for record in records(stream, dialect, path.name):
            yield record.line, record.cells, record.problem


def _json_lines(path: Path, encoding: Encoding) -> Iterator[tuple[int, dict[str, Any] | None, str]]:
    with encoding.open(path) as stream:
        for number, line in enumerate(_whole_lines(stream), 1):
            if line is not None and not line.strip():
                continue
            try:
                value = json.loads(line or "")
            except (ValueError, RecursionError):
                value = None
            if isinstance(value, dict):
                yield number, value, ""
            else:
                yield number, None, f"It is no JSON object (line {number})."


def _whole_lines(stream: IO[str]) -> Iterator[str | None]:
    """Every line; None for one that is too long to be read."""
    while line := stream.readline(LONGEST_LINE):
        whole = line[-1] in "\r\n" or len(line) < LONGEST_LINE
        yield line if whole else None
        while not whole:
            rest = stream.readline(LONGEST_LINE)
            whole = not rest or rest[-1] in "\r\n"


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return LIST.join(map(_cell, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _xlsx(path: Path) -> Iterator[_Record]:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > _MOST_UNPACKED:
            raise BadInputError(
                f"{path.name} unpacks to more than 512 MB.", "Save it as CSV (UTF-8)."
            )
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for line, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            texts = tuple(map(_cell, cells))
            if any(text.strip() for text in texts):
                yield line, texts, ""
        book.close()
    except BadInputError:
        raise
    except Exception as error:  # a damaged workbook makes its reader raise nearly anything
        raise BadInputError(
            f"The table {path.name} is damaged: {str(error)[:200] or type(error).__name__}.",
            "Open it in a spreadsheet and save it again, best as CSV (UTF-8).",
        ) from error

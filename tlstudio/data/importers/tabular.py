"""Read a table whose encoding and delimiter nobody stated."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from tlstudio.core.errors import BadInputError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MAX_BYTES = 512 * 2**20
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Table:
    """A table in memory: every cell is text, rows are dictionaries by column."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    encoding: str


def read_table(path: Path) -> Table:
    """Read CSV, TSV or XLSX.

    Raises:
        BadInputError: When it is empty, too large, no table, or has a column twice.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise BadInputError(f"The table {path.name} is larger than 512 MB.", "Split it.")
    if path.suffix.lower() == ".xlsx":
        lines, encoding = _xlsx(path), "XLSX"
    else:
        text, encoding = decode(path.read_bytes(), path.name)
        lines = _csv(text, path.name)
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if len(lines) < 2:
        raise BadInputError(f"The table {path.name} has no rows below its header.")
    header = [cell.strip() for cell in lines[0]]
    twice = {name for name in header if name and header.count(name) > 1}
    if twice:
        raise BadInputError(f"The table {path.name} has the column {sorted(twice)[0]!r} twice.")
    columns = tuple(name or f"column {index + 1}" for index, name in enumerate(header))
    rows = tuple(
        dict(zip(columns, [*line, *[""] * len(columns)][: len(columns)], strict=True))
        for line in lines[1:]
    )
    return Table(columns, rows, encoding)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Text and the encoding that it was found in.

    Raises:
        BadInputError: When it is no text at all.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), encoding.removesuffix("-sig").upper()
    if b"\0" in data[:4096]:
        raise BadInputError(f"The table {name} is no text.", "Save it as CSV (UTF-8), or as XLSX.")
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252"


def _csv(text: str, name: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadInputError(
            f"The table {name} cannot be read: {error}.",
            "Most often a quotation mark is not closed.",
        ) from error


def _xlsx(path: Path) -> list[list[str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > _MAX_BYTES:
            raise BadInputError(f"The table {path.name} unpacks to more than 512 MB.", "Split it.")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = [
            ["" if cell is None else str(cell) for cell in line]
            for line in sheet.iter_rows(values_only=True)
        ]
        book.close()
    except BadInputError:
        raise
    except Exception as error:  # a damaged workbook makes its reader raise nearly anything
        raise BadInputError(
            f"The table {path.name} is damaged: {str(error)[:200] or type(error).__name__}.",
            "Open it in a spreadsheet and save it again, best as CSV (UTF-8).",
        ) from error
    return lines

"""Tables of texts: CSV, TSV, XLSX and JSON lines, with a class, a group and a part."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.fields import option
from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import MediaKind, Sample, SplitPart
from tlstudio.data.importers.class_names import name_list, numbered
from tlstudio.data.importers.columns import NO_COLUMN, named
from tlstudio.data.importers.grouping import Grouping, parse_grouping
from tlstudio.data.importers.header import free_texts, label_among, texts_among, usual_of
from tlstudio.data.importers.protocol import Guess
from tlstudio.data.importers.rows import LIST, SUFFIXES_OF_ROWS, Row, Rows, open_rows
from tlstudio.data.importers.walking import SPLIT_NAMES
from tlstudio.data.texts.keeping import TextSample, text_sample
from tlstudio.data.wording import listed

_COUNTED = 64 * 2**20
_LONGEST_FACT = 100
_SHOWN = 200
_MOST_SHOWN = 40
_MOST_CODES = 100


class TextTableOptions(BaseModel):
    """How a table of texts is read; what is left empty is found out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text_columns: str = option(
        "",
        label="Text columns",
        help="Column that holds the text; several, with commas between, are read together.",
        advanced=False,
    )
    label_column: str = option(
        "", label="Label column", help="Column with the class; - for none.", advanced=False
    )
    split_column: str = option(
        "", label="Split column", help="Column with train, val or test; - for none."
    )
    group_by: str = option(
        "",
        label="Belongs together",
        help="Column of what belongs together, as in column:author; none for nothing.",
        advanced=False,
    )
    label_separator: str = option(
        "", label="Several labels", help="Sign between several classes of one text, as ; or |."
    )
    class_names: str = option(
        "",
        label="Names of classes",
        help="For classes given as numbers: their names with commas between, or a file whose line "
        "n names class n (classes.txt beside the table is taken unasked); - for none.",
    )
    part: Literal["", "train", "validation", "test"] = option(
        "",
        label="Part",
        help="What all rows are for, when the table is one part of a dataset.",
        words={"": "to be divided", "validation": "tuning", "test": "final test"},
    )
    header: Literal["auto", "yes", "no"] = option(
        "auto", label="Header", help="Whether the first row names the columns."
    )
    encoding: str = option(
        "",
        label="Encoding",
        help="Of the signs, as utf-8, utf-16 or cp1252; empty finds out.",
    )
    delimiter: str = option(
        "", label="Delimiter", help="Between cells: tab, comma, semicolon, or a sign."
    )
    quotes: Literal["auto", "yes", "no"] = option(
        "auto",
        label="Quotation marks",
        help="Whether they enclose cells; no takes them as ordinary signs.",
    )


@dataclass(frozen=True)
class _Read:
    """A table and what its columns are.

    Attributes:
        texts: Places of the text columns.
        label: Place of the class, -1 without; likewise `group` and `split`.
        names: Label as it stands in the table → class.
        named_by: Where the names are from.
        facts: Places of further columns that hold no free text.
    """

    rows: Rows
    texts: tuple[int, ...]
    label: int
    group: int
    split: int
    names: dict[str, str]
    named_by: str
    facts: tuple[int, ...]

    def column(self, place: int) -> str:
        """Name of a column, "" for none."""
        return self.rows.columns[place] if place >= 0 else ""


class TextTableImporter:
    """A table that holds the texts themselves."""

    id = "text_table"
    title = "Table of texts"
    kind: MediaKind = "text"
    options: type[BaseModel] = TextTableOptions

    def accepts(self, source: Path) -> bool:
        """Files with a table's suffix."""
        return source.is_file() and source.suffix.lower() in SUFFIXES_OF_ROWS

    def guess(self, source: Path, options: Any) -> Guess:
        """Which columns are what, and how the file is written."""
        chosen = cast(TextTableOptions, options or TextTableOptions())
        read = _read(source, chosen, whole=False)
        rows = read.rows
        count, about = _count(rows)
        other = [name for place, name in enumerate(rows.columns) if _is_other(place, read)]
        bad = [row for row in rows.head if row.problem]
        good = [row for row in rows.head if not row.problem]
        told = [
            f"{'about ' * about}{count:,} rows ({rows.said}"
            f"{'' if rows.header or rows.encoding is None or not rows.dialect else ', no header'})",
            f"texts are in {listed([read.column(place) for place in read.texts])}",
            _classes(read, chosen),
            f"{read.column(read.group)!r} tells what belongs together" * (read.group >= 0),
            f"{read.column(read.split)!r} tells the part" * (read.split >= 0),
            f"--text-columns takes {listed(other)} in, too" * bool(other),
            _part_in_name(source, chosen),
            f"of the first {len(rows.head):,} rows {len(bad)} cannot be used" * bool(bad),
        ]
        details = {
            "columns": {
                "text": [read.column(place) for place in read.texts],
                "label": read.column(read.label),
                "group": read.column(read.group),
                "split": read.column(read.split),
            },
            "headers": rows.columns,
            "header": rows.header,
            "encoding": rows.encoding.name if rows.encoding else "",
            "rows": count,
            "images": count,
            "other_texts": other,
            "cells": [[cell[:_SHOWN] for cell in row.cells[:_MOST_SHOWN]] for row in good[:4]],
            "labels": _label_codes(read, good, chosen),
            "names": read.names,
            "named_by": read.named_by,
            "first": [[row.cells[place][:200] for place in read.texts] for row in rows.head[:5]],
        }
        return Guess("; ".join(filter(None, told)) + ".", details=details)

    def scan(
        self, source: Path, options: Any, reporter: Reporter, *, root: str
    ) -> Iterator[Sample]:
        """Samples of the rows, streamed; those that cannot be used say why."""
        del root
        chosen = cast(TextTableOptions, options)
        read = _read(source, chosen, whole=True)
        rows = read.rows
        columns = listed([read.column(place) for place in read.texts])
        reporter.emit("note", text=f"Read as {rows.said}; texts are in {columns}.")
        if rows.encoding is not None and rows.encoding.damaged:
            reporter.emit(
                "warning",
                text=f"Line {rows.encoding.damaged} of {source.name} holds bytes that are no sign "
                f"of {rows.encoding.title}; such rows are left out.",
            )
        for row in rows:
            yield _sample(source, row, read, chosen)


def _read(source: Path, chosen: TextTableOptions, *, whole: bool) -> _Read:
    grouping = parse_grouping(chosen.group_by)
    if grouping.kind not in ("", "none", "column"):
        raise UsageError(
            f"A table of texts is not grouped by {grouping.kind}.",
            "Name one of its columns: column:NAME.",
        )
    rows = open_rows(
        source,
        encoding=chosen.encoding,
        header=chosen.header,
        delimiter=chosen.delimiter,
        quotes=chosen.quotes,
    )
    columns, head = rows.columns, [row.cells for row in rows.head if not row.problem]
    if not head:
        raise BadInputError(
            f"No row of {source.name} can be read: {rows.head[0].problem.lower()}",
            "Save it again from a spreadsheet, best as CSV (UTF-8).",
        )
    known = _named(chosen, grouping, columns)
    given = _wanted(chosen.text_columns, columns)
    free = [name for name in columns if name not in known.values()]
    if not given and not free:
        raise BadInputError(
            f"No column of {source.name} is left for the text.", f"It has: {', '.join(columns)}."
        )
    texts = given or texts_among(free, _narrow(head, columns, free))
    taken = [*texts, *known.values()]
    label = known.get("label", label_among(columns, head, taken))
    others = [name for name in columns if name not in (*texts, label)]
    group = known.get("group", next(iter(usual_of("group", others)), ""))
    split = known.get("split", _split_among(others, columns, head))
    used = [name for name in (*texts, label, group, split) if name]
    free = [*used, *free_texts(columns, head, used)]
    read = _Read(
        rows,
        texts=tuple(columns.index(name) for name in texts),
        label=_place(columns, label),
        group=_place(columns, group),
        split=_place(columns, split),
        names={},
        named_by="",
        facts=tuple(place for place, name in enumerate(columns) if name not in free),
    )
    names, named_by = name_list(source, chosen.class_names)
    if not names or not label:
        return read
    place = columns.index(label)
    found = (row.cells[place] for row in (rows if whole else rows.head) if not row.problem)
    codes = numbered(names, _codes(found, chosen), asked=bool(chosen.class_names))
    return replace(read, names=codes, named_by=named_by)


def _codes(found: Iterator[str], chosen: TextTableOptions) -> set[str]:
    return {label for cell in set(found) for label in _labels(cell, chosen.label_separator)}


def _label_codes(read: _Read, rows: list[Row], chosen: TextTableOptions) -> list[str]:
    """Labels as the table has them, of some rows; the first ones of very many."""
    if read.label < 0:
        return []
    return sorted(_codes((row.cells[read.label] for row in rows), chosen))[:_MOST_CODES]


def _narrow(
    rows: list[tuple[str, ...]], columns: tuple[str, ...], some: list[str]
) -> list[list[str]]:
    places = [columns.index(name) for name in some]
    return [[row[place] for place in places] for row in rows]


def _named(
    chosen: TextTableOptions, grouping: Grouping, columns: tuple[str, ...]
) -> dict[str, str]:
    given = {"label": chosen.label_column, "split": chosen.split_column}
    given["group"] = NO_COLUMN if grouping.kind == "none" else grouping.column
    return named(given, columns)


def _wanted(text: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Text columns as a person names them; a name may hold a comma itself."""
    if not text.strip():
        return ()
    names = [text] if text in columns else text.split(",")
    return tuple(named({"text": name.strip()}, columns)["text"] for name in names if name.strip())


def _split_among(others: list[str], columns: tuple[str, ...], head: list[tuple[str, ...]]) -> str:
    for name in usual_of("split", others):
        values = {row[columns.index(name)].strip().lower() for row in head} - {""}
        if values <= set(SPLIT_NAMES):
            return name
    return ""


def _place(columns: tuple[str, ...], name: str) -> int:
    return columns.index(name) if name else -1


def _is_other(place: int, read: _Read) -> bool:
    """Whether a column holds free text that is not taken in."""
    return place not in (*read.texts, read.label, read.group, read.split, *read.facts)


def _classes(read: _Read, chosen: TextTableOptions) -> str:
    if read.label < 0:
        return "no column seems to hold a class"
    cells = (row.cells[read.label] for row in read.rows.head if not row.problem)
    counts = Counter(
        read.names.get(label, label)
        for cell in cells
        for label in _labels(cell, chosen.label_separator)
    )
    names = sorted(counts)
    named_by = f", named by {read.named_by}" if read.names else ""
    return (
        f"{read.column(read.label)!r} is the class ({len(names)}: {', '.join(names[:5])}"
        f"{' …' * (len(names) > 5)}{named_by})"
    )


def _part_in_name(source: Path, chosen: TextTableOptions) -> str:
    part = SPLIT_NAMES.get(source.stem.lower())
    if chosen.part or part is None:
        return ""
    return f"--part {part} keeps all of it as that part, as its name says"


def _count(rows: Rows) -> tuple[int, bool]:
    """Rows, and whether that is an estimate."""
    size = rows.path.stat().st_size
    if size <= _COUNTED:
        return sum(1 for _ in rows), False
    signs = sum(sum(map(len, row.cells)) + len(row.cells) for row in rows.head)
    return 1000 * round(size * len(rows.head) / max(1, signs) / 1000), True


def _labels(cell: str, separator: str) -> list[str]:
    parts = [part for piece in cell.split(LIST) for part in _split(piece, separator)]
    return [unicodedata.normalize("NFC", part.strip()) for part in parts if part.strip()]


def _split(text: str, separator: str) -> list[str]:
    return text.split(separator) if separator else [text]


def _sample(source: Path, row: Row, read: _Read, chosen: TextTableOptions) -> TextSample:
    texts = [row.cells[place].replace(LIST, "\n") for place in read.texts]
    labels: tuple[str, ...] = ()
    if read.label >= 0:
        found = _labels(row.cells[read.label], chosen.label_separator)
        labels = tuple(dict.fromkeys(read.names.get(label, label) for label in found))
    split: SplitPart = chosen.part or "none"
    if read.split >= 0:
        split = SPLIT_NAMES.get(row.cells[read.split].strip().lower(), split)
    facts = {
        read.column(place): row.cells[place]
        for place in read.facts
        if 0 < len(row.cells[place]) <= _LONGEST_FACT
    }
    sample = Sample(
        id=0,
        key=unicodedata.normalize("NFC", f"{source.name}#{row.number}"),
        media=(),
        group=row.cells[read.group].strip() if read.group >= 0 else "",
        split=split,
        annotation=Labels(names=labels) if labels else None,
        columns=facts,
        problem=row.problem,
    )
    return text_sample(sample, texts, [read.column(place) for place in read.texts])


IMPORTER = TextTableImporter()

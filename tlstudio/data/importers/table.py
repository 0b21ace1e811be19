"""Tables that name files: CSV, TSV and XLSX with a label, a split, a group and further columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.fields import option
from tlstudio.core.paths import safe_join
from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import MediaKind, MediaRef, Sample, SplitPart
from tlstudio.data.importers.columns import NO_COLUMN, named, usual
from tlstudio.data.importers.grouping import parse_grouping
from tlstudio.data.importers.matching import Files, TableMatch, match_any, match_column
from tlstudio.data.importers.protocol import Guess
from tlstudio.data.importers.tabular import Table, read_table
from tlstudio.data.importers.walking import SPLIT_NAMES
from tlstudio.data.media.suffixes import SUFFIXES

SUFFIXES_OF_TABLES = {".csv", ".tsv", ".txt", ".tab", ".xlsx"}
_TOLD = 200


class TableOptions(BaseModel):
    """How a table is read; empty columns are found by their usual names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path_column: str = option("", label="File column", help="Column that names the files.")
    label_column: str = option("", label="Label column", help="Column with the class; - for none.")
    split_column: str = option(
        "", label="Split column", help="Column with train, val or test; - for none."
    )
    group_by: str = option(
        "",
        label="Belongs together",
        help="Column of what belongs together, as in column:patient; or patient (DICOM), burst "
        "(EXIF time), name:REGEX, none.",
        advanced=False,
    )
    label_separator: str = option(
        "",
        label="Several labels",
        help="Sign between several classes of one image, such as ; or |.",
    )
    files: str = option(
        "", label="Folder of the files", help="Where the files are, if not beside the table."
    )
    rest: bool = option(
        False,
        label="Images without a row",
        help="Bring them in as well, without a label.",
    )


@dataclass(frozen=True)
class _Read:
    """A table, what its columns are, and which row means which file."""

    table: Table
    columns: dict[str, str]
    files: Files
    match: TableMatch


class TableImporter:
    """A table beside its files."""

    id = "table"
    title = "Table of images"
    kind: MediaKind = "image"
    options: type[BaseModel] = TableOptions

    def accepts(self, source: Path) -> bool:
        """Files with a table's suffix."""
        return source.is_file() and source.suffix.lower() in SUFFIXES_OF_TABLES

    def guess(self, source: Path, options: Any) -> Guess:
        """Which columns are what, and how many rows have their file."""
        chosen = cast(TableOptions, options or TableOptions())
        read = _read(source, chosen)
        table, match, columns = read.table, read.match, read.columns
        said = ", ".join(f"{role} is {name!r}" for role, name in columns.items() if name)
        matched = len(table.rows) - len(match.rows)
        return Guess(
            f"{len(table.rows)} rows ({table.encoding}); {said}; "
            f"{matched} of {len(table.rows)} matched by {match.how}.",
            details={
                "columns": columns,
                "headers": table.columns,
                "how": match.how,
                "matched": matched,
                "rows": len(table.rows),
                "images": len(match.pairs) + (len(match.files) if chosen.rest else 0),
                "files": len(read.files.all),
                "files_matched": len(read.files.all) - len(match.files),
                "rows_without_file": [
                    table.rows[row - 1][match.column] for row in match.rows[:_TOLD]
                ],
                "files_without_row": match.files[:_TOLD],
                "unmatched": (len(match.rows), len(match.files)),
            },
        )

    def scan(
        self, source: Path, options: Any, reporter: Reporter, *, root: str
    ) -> Iterator[Sample]:
        """Samples of the rows that have a file, in the table's order; the rest if wanted."""
        chosen = cast(TableOptions, options)
        grouping = parse_grouping(chosen.group_by)
        read = _read(source, chosen)
        table, match = read.table, read.match
        _tell(table, match, reporter, rest=chosen.rest)
        if not match.pairs:
            raise BadInputError(
                f"None of the {len(table.rows)} rows of {source.name} has a file.",
                f"The column {match.column!r} was compared with {len(read.files.all)} files by "
                "path, name, stem and DICOM PatientID. Choose the column that names the files "
                f"(--path-column), or their folder (--files). There is: {', '.join(table.columns)}",
            )
        for row, file in match.pairs:
            sample = _sample(table.rows[row], read.columns, file, chosen.label_separator, root)
            group = grouping.from_name(sample.key)
            yield replace(sample, group=group) if group else sample
        if chosen.rest:
            patients = read.files.patients() if read.columns["group"] == match.column else {}
            for file in match.files:
                key = unicodedata.normalize("NFC", file)
                group = grouping.from_name(key) or patients.get(file, "")
                yield Sample(id=0, key=key, media=(MediaRef(root, file),), group=group)


def _read(source: Path, chosen: TableOptions) -> _Read:
    grouping = parse_grouping(chosen.group_by)
    if grouping.kind == "folder":
        raise UsageError(
            "A table is not grouped by folders.", "Name one of its columns: column:NAME."
        )
    table = read_table(source)
    given = {
        "path": chosen.path_column,
        "label": chosen.label_column,
        "split": chosen.split_column,
        "group": NO_COLUMN if grouping.kind in ("burst", "name", "none") else grouping.column,
    }
    known = named(given, table.columns)
    files = Files(source.parent, _files(source, chosen))
    if path := known.get("path"):
        match = match_column(table, path, files)
    else:
        other = [column for role in ("label", "split") for column in usual(role, table.columns)]
        match = match_any(table, files, usual("path", table.columns), other)
    columns = {"path": match.column}
    for role in ("label", "split", "group"):
        guessed = next(iter(usual(role, table.columns)), "")
        columns[role] = known.get(role, guessed)
    if match.how == "patient" and match.pairs and "group" not in known:
        columns["group"] = match.column
    if columns["label"] == match.column:
        columns["label"] = ""
    return _Read(table, columns, files, match)


def _files(source: Path, chosen: TableOptions) -> list[str]:
    base = source.parent
    below = safe_join(base, chosen.files) if chosen.files else base
    if not below.is_dir():
        raise BadInputError(f"There is no folder {chosen.files!r} beside {source.name}.")
    return sorted(
        path.relative_to(base).as_posix()
        for path in below.rglob("*")
        if (path.suffix.lower() in SUFFIXES or not path.suffix)
        and path != source
        and not any(part.startswith(".") for part in path.relative_to(base).parts)
        and path.is_file()
    )


def _tell(table: Table, match: TableMatch, reporter: Reporter, *, rest: bool) -> None:
    total = len(table.rows)
    text = f"{total - len(match.rows)} of {total} rows matched by {match.how} ({table.encoding})."
    reporter.emit("note", text=text)
    if match.rows:
        some = ", ".join(repr(table.rows[row - 1][match.column]) for row in match.rows[:5])
        reporter.emit(
            "warning",
            text=f"{len(match.rows)} rows have no file: {some}…",
            unmatched=len(match.rows),
        )
    if match.files and not rest:
        some = ", ".join(match.files[:5])
        reporter.emit(
            "warning", text=f"{len(match.files)} files have no row: {some}…",
            unmatched=len(match.files),
        )  # fmt: skip


def _sample(
    row: dict[str, str], columns: dict[str, str], file: str, separator: str, root: str
) -> Sample:
    text = row[columns["label"]].strip() if columns["label"] else ""
    names = [part.strip() for part in text.split(separator)] if separator else [text]
    labels = tuple(unicodedata.normalize("NFC", name) for name in names if name)
    split: SplitPart = "none"
    if columns["split"]:
        split = SPLIT_NAMES.get(row[columns["split"]].strip().lower(), "none")
    kept = {name: value for name, value in row.items() if value and name not in columns.values()}
    return Sample(
        id=0,
        key=unicodedata.normalize("NFC", file),
        media=(MediaRef(root, file),),
        group=row[columns["group"]].strip() if columns["group"] else "",
        split=split,
        annotation=Labels(names=labels) if labels else None,
        columns=kept,
    )


IMPORTER = TableImporter()

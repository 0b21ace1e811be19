"""Tables that name files: CSV, TSV and XLSX with a label, a split, a group and further columns."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.fields import option
from tlstudio.core.paths import safe_join
from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import MediaRef, Sample, SplitPart
from tlstudio.data.importers.folders import SPLIT_NAMES
from tlstudio.data.importers.grouping import parse_grouping
from tlstudio.data.importers.inside import patient_of
from tlstudio.data.importers.protocol import Guess
from tlstudio.data.importers.tabular import Table, read_table
from tlstudio.data.media.read import SUFFIXES

_TABLES = {".csv", ".tsv", ".txt", ".tab", ".xlsx"}
_TOLD = 200
_NO_COLUMN = "-"
_NAMES = {
    "path": ("path", "file", "filename", "file_name", "filepath", "image", "image_path", "img",
             "name", "id", "image_id", "patient_id", "patientid"),
    "label": ("label", "labels", "class", "diagnosis", "category", "phenotype", "species",
              "target", "annotation"),
    "split": ("split", "part", "set", "subset", "fold_name"),
    "group": ("group", "patient", "patient_id", "patientid", "subject", "plate", "camera",
              "site", "slide", "animal"),
}  # fmt: skip


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


@dataclass(frozen=True)
class TableMatch:
    """How rows and files were matched.

    Attributes:
        how: "path", "name", "stem" or "patient".
        pairs: (row, file) in the table's order.
        rows: Numbers of rows without a file, counted from 1 below the header.
        files: Files without a row.
    """

    how: str
    pairs: tuple[tuple[int, str], ...]
    rows: tuple[int, ...]
    files: tuple[str, ...]


class TableImporter:
    """A table beside its files."""

    id = "table"
    title = "Table of images"
    options: type[BaseModel] = TableOptions

    def accepts(self, source: Path) -> bool:
        """Files with a table's suffix."""
        return source.is_file() and source.suffix.lower() in _TABLES

    def guess(self, source: Path, options: Any) -> Guess:
        """Which columns are what, and how many rows have their file."""
        chosen = cast(TableOptions, options or TableOptions())
        table = read_table(source)
        columns = _columns(table, chosen)
        match = match_files(table, columns["path"], _files(source, chosen), source)
        said = ", ".join(f"{role} is {name!r}" for role, name in columns.items() if name)
        return Guess(
            f"{len(table.rows)} rows ({table.encoding}); {said}; "
            f"{len(match.pairs)} of {len(table.rows)} matched by {match.how}.",
            details={
                "columns": columns,
                "headers": table.columns,
                "how": match.how,
                "matched": len(match.pairs),
                "rows": len(table.rows),
                "rows_without_file": [
                    table.rows[row - 1][columns["path"]] for row in match.rows[:_TOLD]
                ],
                "files_without_row": match.files[:_TOLD],
                "unmatched": (len(match.rows), len(match.files)),
            },
        )

    def scan(
        self, source: Path, options: Any, reporter: Reporter, *, root: str
    ) -> Iterator[Sample]:
        """Samples of the rows that have a file, in the table's order."""
        chosen = cast(TableOptions, options)
        table = read_table(source)
        columns = _columns(table, chosen)
        grouping = parse_grouping(chosen.group_by)
        files = _files(source, chosen)
        match = match_files(table, columns["path"], files, source)
        _tell(table, match, columns["path"], reporter)
        if not match.pairs:
            raise BadInputError(
                f"None of the {len(table.rows)} rows of {source.name} has a file.",
                f"The column {columns['path']!r} was compared with {len(files)} files by path, "
                "name, stem and DICOM PatientID; name another with --path-column, or the folder "
                "with --files.",
            )
        for row, file in match.pairs:
            sample = _sample(table.rows[row], columns, file, chosen.label_separator, root)
            group = grouping.from_name(sample.key)
            yield replace(sample, group=group) if group else sample


def _columns(table: Table, chosen: TableOptions) -> dict[str, str]:
    grouping = parse_grouping(chosen.group_by)
    if grouping.kind == "folder":
        raise UsageError(
            "A table is not grouped by folders.", "Name one of its columns: column:NAME."
        )
    given = {
        "path": chosen.path_column,
        "label": chosen.label_column,
        "split": chosen.split_column,
        "group": grouping.column,
    }
    lower = {name.lower().strip(): name for name in table.columns}
    found: dict[str, str] = {}
    for role, name in given.items():
        if name == _NO_COLUMN:
            found[role] = ""
            continue
        if name and name.lower() not in lower:
            raise BadInputError(
                f"The table has no column {name!r}.", f"It has: {', '.join(table.columns)}."
            )
        usual = next((lower[word] for word in _NAMES[role] if word in lower), "")
        found[role] = lower[name.lower()] if name else usual
    if grouping.kind in ("burst", "name", "none"):
        found["group"] = ""
    if not found["path"]:
        raise BadInputError(
            "No column of the table names the files.",
            f"Name it with --path-column; the table has: {', '.join(table.columns)}.",
        )
    if found["label"] == found["path"]:
        found["label"] = ""
    return found


def _files(source: Path, chosen: TableOptions) -> list[str]:
    base = source.parent
    below = safe_join(base, chosen.files) if chosen.files else base
    if not below.is_dir():
        raise BadInputError(f"There is no folder {chosen.files!r} beside {source.name}.")
    return sorted(
        path.relative_to(base).as_posix()
        for path in below.rglob("*")
        if path.is_file()
        and path != source
        and (path.suffix.lower() in SUFFIXES or not path.suffix)
        and not any(part.startswith(".") for part in path.relative_to(base).parts)
    )


def match_files(table: Table, column: str, files: Sequence[str], source: Path) -> TableMatch:
    """Match rows to files by path, then name, then stem, then DICOM PatientID; the best wins."""
    wanted = [_normal(row[column]) for row in table.rows]
    best = TableMatch("path", (), tuple(range(1, len(wanted) + 1)), tuple(files))
    for how in ("path", "name", "stem", "patient"):
        index: dict[str, list[str]] = defaultdict(list)
        for file in files:
            for key in _keys(how, file, source):
                index[key].append(file)
        match = _match(how, wanted, index, files)
        if len(match.pairs) > len(best.pairs):
            best = match
        if not best.rows:
            break
    return best


def _match(
    how: str, wanted: Sequence[str], index: dict[str, list[str]], files: Sequence[str]
) -> TableMatch:
    pairs: list[tuple[int, str]] = []
    for row, value in enumerate(wanted):
        found = index.get(value if how != "name" else value.rpartition("/")[2], [])
        # A name that several files share would be a guess; a patient may have several files.
        if how == "patient" or len(found) == 1:
            pairs.extend((row, file) for file in found)
    have = {row for row, _ in pairs}
    used = {file for _, file in pairs}
    return TableMatch(
        how=how,
        pairs=tuple(pairs),
        rows=tuple(row + 1 for row in range(len(wanted)) if row not in have),
        files=tuple(file for file in files if file not in used),
    )


def _keys(how: str, file: str, source: Path) -> tuple[str, ...]:
    normal = _normal(file)
    if how == "path":
        return (normal,)
    name = normal.rpartition("/")[2]
    if how == "name":
        return (name,)
    if how == "stem":
        return (name.rpartition(".")[0] or name,)
    patient = patient_of(source.parent.joinpath(*file.split("/")))
    return (_normal(patient),) if patient else ()


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip().replace("\\", "/").removeprefix("./"))


def _tell(table: Table, match: TableMatch, column: str, reporter: Reporter) -> None:
    total = len(table.rows)
    text = f"{total - len(match.rows)} of {total} rows matched by {match.how} ({table.encoding})."
    reporter.emit("note", text=text)
    if match.rows:
        some = ", ".join(repr(table.rows[row - 1][column]) for row in match.rows[:5])
        reporter.emit(
            "warning",
            text=f"{len(match.rows)} rows have no file: {some}…",
            unmatched=len(match.rows),
        )
    if match.files:
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

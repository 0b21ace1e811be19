"""What is to be predicted: files, folders, and tables whose rows name files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tlstudio.core.errors import BadInputError, StudioError
from tlstudio.core.paths import safe_join
from tlstudio.data.importers.columns import named, usual
from tlstudio.data.importers.tabular import Table, read_table
from tlstudio.data.media.finding import image_files

TABLES = frozenset((".csv", ".tsv", ".xlsx"))
_TRIED = 200


@dataclass(frozen=True)
class Asked:
    """One file to be answered.

    Attributes:
        extra: Cells of its row in a table, one for each of `Inputs.columns`.
        problem: Why it cannot even be looked for; "" when it can.
    """

    path: Path
    extra: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Inputs:
    """Everything that is asked.

    Attributes:
        columns: Of all tables, without those that name the files.
        files: Goes through all of it anew, without holding it.
    """

    columns: tuple[str, ...]
    files: Callable[[], Iterator[Asked]]

    @property
    def total(self) -> int:
        """How many files there are."""
        return sum(1 for _ in self.files())


def gather(given: Sequence[Path], column: str = "") -> Inputs:
    """Make one list of files, of everything below folders, and of the rows of tables.

    Args:
        given: Files, whatever their name, folders, and tables (CSV, TSV, XLSX).
        column: The column of tables that names the files; "" finds it.

    Raises:
        BadInputError: When a table cannot be read, or no column of it names a file.
    """
    parts = [_rows_of(path, column) if is_table(path) else _below(path) for path in given]
    columns = tuple(dict.fromkeys(name for part in parts for name in part.columns))

    def files() -> Iterator[Asked]:
        for part in parts:
            place = {name: index for index, name in enumerate(part.columns)}
            for one in part.files():
                cells = tuple(one.extra[place[name]] if name in place else "" for name in columns)
                yield Asked(one.path, cells, one.problem)

    return Inputs(columns, files)


def is_table(path: Path) -> bool:
    """Whether an input is a table of files rather than an image."""
    return path.suffix.lower() in TABLES and path.is_file()


def _below(path: Path) -> Inputs:
    return Inputs((), lambda: map(Asked, image_files([path])))


def _rows_of(path: Path, column: str) -> Inputs:
    table = read_table(path)
    chosen = named({"path": column}, table.columns)["path"] if column else _naming(table, path)
    others = tuple(name for name in table.columns if name != chosen)

    def files() -> Iterator[Asked]:
        for number, row in enumerate(table.rows, start=1):
            yield _asked(path, number, row[chosen].strip(), tuple(row[name] for name in others))

    return Inputs(others, files)


def _asked(table: Path, number: int, cell: str, extra: tuple[str, ...]) -> Asked:
    if not cell:
        return Asked(table, extra, f"Row {number} of {table.name} names no file.")
    try:
        return Asked(safe_join(table.parent, cell), extra)
    except StudioError as error:
        return Asked(Path(cell), extra, f"Row {number} of {table.name}: {error.message}")


def _naming(table: Table, path: Path) -> str:
    """The column whose cells name most files beside the table; usual names win a tie."""
    first = usual("path", table.columns)
    tried = (*first, *(name for name in table.columns if name not in first))
    counts = {name: _found(table, path.parent, name) for name in tried}
    best = max(tried, key=counts.__getitem__)
    if not counts[best]:
        raise BadInputError(
            f"No column of {path.name} names files that lie beside it.",
            "Write their paths relative to the table's folder, or name the column: --column. "
            f"It has: {', '.join(table.columns)}.",
        )
    return best


def _found(table: Table, folder: Path, column: str) -> int:
    count = 0
    for row in table.rows[:_TRIED]:
        cell = row[column].strip()
        try:
            count += bool(cell) and safe_join(folder, cell).is_file()
        except (StudioError, OSError):
            continue
    return count

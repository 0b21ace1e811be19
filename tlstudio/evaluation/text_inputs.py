"""Texts that are to be answered: given as they are, in files, and in rows of tables; streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.samples import Sample
from tlstudio.data.importers.header import texts_among
from tlstudio.data.importers.rows import SUFFIXES_OF_ROWS, Row, Rows, open_rows
from tlstudio.data.texts.encodings import encoding_of
from tlstudio.data.texts.keeping import LONGEST, text_sample
from tlstudio.data.texts.recipe import TextRecipe

_FILE = ".txt"


@dataclass(frozen=True)
class AskedText:
    """One item to be answered.

    Attributes:
        path: Its file; of a row the table's with the number of the row, as datasets name it.
        texts: One a column.
        extra: Cells of its row, one for each of `AskedTexts.columns`.
        problem: Why it cannot be answered; "" when it can.
    """

    path: Path
    texts: tuple[str, ...]
    extra: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class AskedTexts:
    """Everything that is asked.

    Attributes:
        columns: Of all tables.
        items: Goes through all of it anew, without holding it.
    """

    columns: tuple[str, ...]
    items: Callable[[], Iterator[AskedText]]


def gather_texts(
    given: Sequence[Path], recipe: TextRecipe, *, column: str = "", said: Sequence[str] = ()
) -> AskedTexts:
    """Make one stream of texts, of text files, of those below folders, and of rows of tables.

    Args:
        given: Files, folders (searched to their depth for .txt) and tables.
        recipe: Of the model: how many texts an item has, and how their columns were called.
        column: Of tables, which hold the texts, with commas between several; "" finds out.
        said: Texts themselves.

    Raises:
        BadInputError: When a table cannot be read, or it is not known which columns hold texts.
        UsageError: When the model reads several texts of each item and gets one.
    """
    if recipe.columns > 1 and (said or any(not _is_table(path) for path in given)):
        raise UsageError(
            f"This model reads {recipe.columns} texts of each item.",
            "Give a table with a column for each.",
        )
    parts = [AskedTexts((), lambda: _said(said))] if said else []
    parts += [_table(p, recipe, column) if _is_table(p) else _files(p) for p in given]
    columns = tuple(dict.fromkeys(name for part in parts for name in part.columns))

    def items() -> Iterator[AskedText]:
        for part in parts:
            place = {name: index for index, name in enumerate(part.columns)}
            for one in part.items():
                cells = tuple(one.extra[place[name]] if name in place else "" for name in columns)
                yield AskedText(one.path, one.texts, cells, one.problem)

    return AskedTexts(columns, items)


def _is_table(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in SUFFIXES_OF_ROWS - {_FILE}


def _said(texts: Sequence[str]) -> Iterator[AskedText]:
    for number, text in enumerate(texts, start=1):
        yield _asked(Path(f"text {number}"), (text,))


def _asked(
    path: Path, texts: tuple[str, ...], extra: tuple[str, ...] = (), problem: str = ""
) -> AskedText:
    bare = Sample(id=0, key=path.name, media=(), kind="text", problem=problem)
    made = text_sample(bare, texts, tuple(map(str, range(len(texts)))))
    return AskedText(path, made.texts, extra, made.problem)


def _files(path: Path) -> AskedTexts:
    def items() -> Iterator[AskedText]:
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() == _FILE and p.is_file())
        for file in inside if path.is_dir() else [path]:
            yield _of_file(file)

    return AskedTexts((), items)


def _of_file(file: Path) -> AskedText:
    try:
        with encoding_of(file).open(file) as stream:
            return _asked(file, (stream.read(LONGEST + 1),))
    except BadInputError as error:
        return AskedText(file, (), problem=error.message)
    except OSError as error:
        return AskedText(file, (), problem=f"The file cannot be read: {error.strerror or error}.")


def _table(path: Path, recipe: TextRecipe, column: str) -> AskedTexts:
    rows = open_rows(path)
    places = _places(rows, recipe, column)

    def items() -> Iterator[AskedText]:
        for row in rows:
            yield _of_row(path, row, places)

    return AskedTexts(rows.columns, items)


def _of_row(path: Path, row: Row, places: Sequence[int]) -> AskedText:
    name = path.with_name(f"{path.name}#{row.number}")
    if row.problem:
        return AskedText(name, (), row.cells, f"Line {row.line} of {path.name}: {row.problem}")
    return _asked(name, tuple(row.cells[place] for place in places), row.cells)


def _places(rows: Rows, recipe: TextRecipe, column: str) -> list[int]:
    """Which columns hold the texts: as the person says, as in the training, or by their looks."""
    columns = rows.columns
    if column:
        wanted = [column] if column in columns else [name.strip() for name in column.split(",")]
        unknown = [name for name in wanted if name not in columns]
        if unknown:
            raise BadInputError(
                f"{rows.path.name} has no column {unknown[0]!r}.",
                f"It has: {', '.join(columns)}.",
            )
    elif recipe.names and all(name in columns for name in recipe.names):
        wanted = list(recipe.names)
    else:
        wanted = list(texts_among(columns, [row.cells for row in rows.head if not row.problem]))
    if len(wanted) != recipe.columns:
        raise BadInputError(
            f"The model reads {recipe.columns} text{'s' * (recipe.columns > 1)} of each row; in "
            f"{rows.path.name} it is not clear which.",
            f"Name the columns: --column. It has: {', '.join(columns)}.",
        )
    return [columns.index(name) for name in wanted]

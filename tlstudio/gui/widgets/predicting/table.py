"""Predictions as a table that does not grow in memory: a few rows held, many left in their file."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.cells import plain_cell
from tlstudio.core.errors import BadInputError
from tlstudio.core.files import atomic_path
from tlstudio.data.unseen import Unseen
from tlstudio.jobs.answers import FileAnswer

SortBy = Literal["found", "unsure", "sure", "class"]
_FIXED = 3
# Problem, short list, distance, unlike.
_AFTER = 4
_SEPARATOR = "; "
NO_ANSWER = -1
BROKEN = -2


@dataclass(frozen=True)
class Row:
    """The answer to one file.

    Attributes:
        names: Classes that are named.
        probabilities: Class → probability.
        probability: Of what is named; None where nothing is.
        problem: Why there is no answer; "" when there is one.
        further: Other files of the same image, where each channel has one.
        group: What it belongs with, for models that scale brightness by group.
        short_list: Classes of which one is right as often as was asked; () where not known.
        distance: From the training images, above 1 for what is unlike them; None when unknown.
        texts: What was read, for a model of texts; `columns` are their names, if any.
    """

    path: Path
    names: tuple[str, ...] = ()
    probabilities: dict[str, float] = field(default_factory=dict)
    probability: float | None = None
    problem: str = ""
    further: tuple[Path, ...] = ()
    group: str = ""
    short_list: tuple[str, ...] = ()
    distance: float | None = None
    texts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def names_of_texts(self) -> tuple[str, ...]:
        """Of the columns, one for each text; "" where they have none."""
        return self.columns if len(self.columns) == len(self.texts) else ("",) * len(self.texts)

    @property
    def unlike(self) -> bool:
        """Whether it is unlike the images of the training."""
        return self.distance is not None and self.distance > 1

    @property
    def files(self) -> tuple[Path, ...]:
        """All files of the image."""
        return (self.path, *self.further)

    @property
    def answer(self) -> str:
        """What is named, in one text."""
        return _SEPARATOR.join(self.names)


@dataclass(frozen=True)
class Wish:
    """Which rows, in which order.

    Attributes:
        label: A class; "" any; see `broken`.
        broken: Files without an answer alone.
        unlike: What is unlike the training images alone.
        low: Least certainty.
        high: Certainty below it; above 1 takes all.
    """

    label: str = ""
    broken: bool = False
    unlike: bool = False
    low: float = 0.0
    high: float = 2.0
    by: SortBy = "found"


class Table(Protocol):
    """Rows by number; what is filtered and sorted by is held, the rest is read when it is shown.

    Attributes:
        classes: That the model knows.
        codes: (N,) place of the first class that is named, `NO_ANSWER` or `BROKEN`.
        certainty: (N,) probability of what is named, NaN where nothing is.
        unlike: (N,) whether each is unlike the training images.
        texts: Names of the columns of texts; () for files.
        file: Where it is kept, None when it is not.
    """

    classes: tuple[str, ...]
    codes: NDArray[np.int32]
    certainty: NDArray[np.float32]
    unlike: NDArray[np.bool_]
    texts: tuple[str, ...]
    file: Path | None

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """Some rows; may read a file, so not for the window's thread."""


class HeldTable:
    """A few rows in memory."""

    def __init__(self, classes: tuple[str, ...], rows: Sequence[Row] = ()) -> None:
        self.classes = classes
        self.texts: tuple[str, ...] = ()
        self.file: Path | None = None
        self._rows = tuple(rows)
        self.codes = np.array([code_of(row, classes) for row in rows], np.int32)
        self.certainty = np.array([_known(row.probability) for row in rows], np.float32)
        self.unlike = np.array([row.unlike for row in rows], bool)

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """Some rows."""
        return [self._rows[number] for number in numbers]

    def with_answers(self, answers: Sequence[FileAnswer]) -> HeldTable:
        """The table with further answers at its end; an older answer to the same file goes."""
        new = {answer.files[0]: row_of(answer) for answer in answers}
        kept = [row for row in self._rows if row.path not in new]
        return HeldTable(self.classes, [*kept, *new.values()])


class FileTable:
    """Rows of a CSV file, found by the place where each begins.

    Attributes:
        hidden: Rows that were left out when it was taken over.
    """

    def __init__(
        self,
        file: Path,
        classes: tuple[str, ...],
        places: NDArray[np.int64],
        codes: NDArray[np.int32],
        certainty: NDArray[np.float32],
        unlike: NDArray[np.bool_],
        hidden: int = 0,
        texts: tuple[str, ...] = (),
    ) -> None:
        self.texts = texts
        self.file: Path | None = file
        self.classes = classes
        self.codes = codes
        self.certainty = certainty
        self.unlike = unlike
        self.hidden = hidden
        self._file = file
        self._places = places

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """Some rows, read from the file.

        Raises:
            BadInputError: When the file is gone or was changed.
        """
        found = []
        try:
            with self._file.open("rb") as stream:
                for number in numbers:
                    stream.seek(int(self._places[number]))
                    cells = next(csv.reader(_Lines(stream)))
                    found.append(_row(cells, self.classes, self.texts))
        except (OSError, ValueError, IndexError, StopIteration, csv.Error) as error:
            raise _changed(self._file) from error
        return found


def row_of(answer: FileAnswer) -> Row:
    """A row of an answer that came from a desk."""
    return Row(
        answer.files[0],
        answer.names,
        answer.probabilities,
        answer.probability,
        answer.problem,
        short_list=answer.short_list,
        distance=answer.distance,
    )


def code_of(row: Row, classes: tuple[str, ...]) -> int:
    """The place of the first class that is named."""
    if row.problem:
        return BROKEN
    return classes.index(row.names[0]) if row.names and row.names[0] in classes else NO_ANSWER


def take_over(
    source: Path, target: Path, classes: tuple[str, ...], unseen: Unseen | None = None
) -> FileTable:
    """Move a table of predictions to its place, less what must not be seen, and index it.

    Args:
        source: CSV that a prediction wrote; gone afterwards.
        target: Where it is kept.
        classes: Of the model.
        unseen: Files whose rows are left out, and those of their copies.

    Raises:
        BadInputError: When it is no such table.
        DiskFullError: When there is no room.
    """
    places: list[int] = []
    codes: list[int] = []
    certainty: list[float] = []
    unlike: list[bool] = []
    hidden = 0
    try:
        with (
            source.open("rb") as stream,
            atomic_path(target) as temporary,
            temporary.open("wb") as out,
        ):
            lines = _Lines(stream, keep=True)
            reader = csv.reader(lines)
            texts = _texts_among(next(reader, []), classes)
            out.write(lines.taken())
            for cells in reader:
                text = lines.taken()
                row = _row(cells, classes, texts)
                if unseen is not None and _held(row, unseen):
                    hidden += 1
                    continue
                places.append(out.tell())
                codes.append(code_of(row, classes))
                certainty.append(_known(row.probability))
                unlike.append(row.unlike)
                out.write(text)
    except (ValueError, IndexError, UnicodeDecodeError, csv.Error) as error:
        raise _changed(source) from error
    source.unlink(missing_ok=True)
    return FileTable(
        target,
        classes,
        np.array(places, np.int64),
        np.array(codes, np.int32),
        np.array(certainty, np.float32),
        np.array(unlike, bool),
        hidden,
        texts,
    )


def select(table: Table, wish: Wish) -> NDArray[np.int64]:
    """Numbers of the rows that are wanted, in their order."""
    codes, certainty = table.codes, table.certainty
    keep = np.ones(len(codes), bool)
    if wish.broken:
        keep &= codes == BROKEN
    elif wish.unlike:
        keep &= table.unlike
    elif wish.label:
        keep &= codes == table.classes.index(wish.label)
    if not wish.broken and (wish.low > 0 or wish.high <= 1):
        keep &= (certainty >= wish.low) & (certainty < wish.high)
    found = np.flatnonzero(keep)
    if wish.by in ("unsure", "sure"):
        values = certainty[found]
        # What has no answer comes last, whichever way.
        values = np.where(np.isnan(values), np.inf, values if wish.by == "unsure" else -values)
        found = found[np.argsort(values, kind="stable")]
    elif wish.by == "class":
        order = np.where(codes[found] < 0, len(table.classes) - codes[found], codes[found])
        found = found[np.argsort(order, kind="stable")]
    return found.astype(np.int64)


class _Lines:
    """Lines of a stream for a CSV reader that says what each record was made of."""

    def __init__(self, stream: BinaryIO, *, keep: bool = False) -> None:
        self._stream = stream
        self._keep = keep
        self._taken: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline()
        if not line:
            raise StopIteration
        if self._keep:
            self._taken.append(line)
        return line.decode("utf-8")

    def taken(self) -> bytes:
        """Everything that was read since this was asked last."""
        taken, self._taken = b"".join(self._taken), []
        return taken


def _texts_among(head: Sequence[str], classes: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the columns of texts, which come first of what is not always there."""
    further = head[_FIXED + len(classes) + _AFTER :]
    return tuple(itertools.takewhile(lambda name: re.fullmatch(r"text( \d+)?", name), further))


def _held(row: Row, unseen: Unseen) -> bool:
    return unseen.holds_texts(row.texts) if row.texts else unseen.holds(row.path)


def _row(cells: Sequence[str], classes: tuple[str, ...], texts: tuple[str, ...] = ()) -> Row:
    chances = cells[_FIXED : _FIXED + len(classes)]
    answer = plain_cell(cells[1])
    after = _FIXED + len(classes) + _AFTER
    names = (answer,) if answer in classes else tuple(answer.split(_SEPARATOR)) if answer else ()
    return Row(
        path=Path(plain_cell(cells[0])),
        names=names,
        probabilities={
            name: float(text) for name, text in zip(classes, chances, strict=True) if text
        },
        probability=float(cells[2]) if cells[2] else None,
        problem=plain_cell(cells[_FIXED + len(classes)]),
        **_certainty(cells[_FIXED + len(classes) + 1 :]),
        texts=tuple(map(plain_cell, cells[after : after + len(texts)])),
        columns=texts if len(texts) > 1 else (),
    )


def _certainty(cells: Sequence[str]) -> dict[str, Any]:
    """What stands after the problem; tables of before knew nothing of it."""
    if len(cells) < 2:
        return {}
    listed = plain_cell(cells[0])
    return {
        "short_list": tuple(listed.split(_SEPARATOR)) if listed else (),
        "distance": float(cells[1]) if cells[1] else None,
    }


def _known(value: float | None) -> float:
    return float("nan") if value is None else value


def _changed(file: Path) -> BadInputError:
    return BadInputError(
        f"The table {file.name} is gone or was changed.", "Predict on the images again."
    )

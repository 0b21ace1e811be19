"""CSV and its kin, record by record in bounded memory; a record that cannot be read is one row."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

from tlstudio.core.errors import BadInputError

LONGEST_LINE = 8_000_000
"""Signs of the longest line, or record of several lines, that is read."""

_MOST_LINES = 1000
_MOST_BAD = 1000
_HEAD_RECORDS = 1000
_PLAIN = 0.5
_HEAD_SIGNS = 1 << 19
_DELIMITERS = ("\t", ";", ",", "|")
_SIGNS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}


@dataclass(frozen=True)
class Dialect:
    """How a table of text is written.

    Attributes:
        delimiter: One sign between cells.
        quotes: Whether quotation marks enclose cells; else they are ordinary signs.
        escape: A backslash before a quotation mark makes it an ordinary sign.
    """

    delimiter: str = ","
    quotes: bool = True
    escape: bool = False

    @property
    def said(self) -> str:
        """In words."""
        if self == ONE_A_LINE:
            return "one text a line"
        name = next((name for name, sign in _SIGNS.items() if sign == self.delimiter), "")
        return f"{name or repr(self.delimiter)} between cells"


ONE_A_LINE = Dialect("\x1f", quotes=False)
"""Of lines that are not divided into cells."""


@dataclass(frozen=True)
class Record:
    """One record; `problem` says why it has no cells."""

    line: int
    cells: tuple[str, ...]
    problem: str = ""


class _Lines:
    """Lines of a stream; those of the record at hand can be gone through again."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._again: deque[str] = deque()
        self.number = 0
        self.record: list[str] = []
        self._signs = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._stream.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        self.record.append(line)
        self._signs += len(line)
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            self._pass_over_line()
            raise csv.Error(f"the line is longer than {LONGEST_LINE:,} signs")
        if len(self.record) > _MOST_LINES or self._signs > LONGEST_LINE:
            raise csv.Error("a quotation mark is not closed")
        return line

    def begin(self) -> None:
        """A new record begins."""
        self.record.clear()
        self._signs = 0

    def back(self) -> None:
        """All lines of the record but its first come again."""
        again = self.record[1:]
        self._again.extendleft(reversed(again))
        self.number -= len(again)

    def _pass_over_line(self) -> None:
        while rest := self._stream.readline(LONGEST_LINE):
            if rest[-1] in "\r\n":
                return


def records(stream: IO[str], dialect: Dialect, name: str = "") -> Iterator[Record]:
    """Every record that holds something, in order.

    A quotation mark that is not closed spoils its own line alone: reading goes on with the next.

    Args:
        stream: Opened with `newline=""`.
        dialect: How it is written.
        name: Of the file, for errors.

    Raises:
        BadInputError: When more than a thousand records, and more than one in ten, are unreadable.
    """
    csv.field_size_limit(LONGEST_LINE)
    lines = _Lines(stream)
    reader = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.quotes else csv.QUOTE_NONE,
        escapechar="\\" if dialect.escape else None,
        strict=True,
    )
    good, bad, first = 0, 0, 0
    while True:
        lines.begin()
        line = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            bad, first = bad + 1, first or line
            if bad > _MOST_BAD and bad > good / 10:
                raise BadInputError(
                    f"{bad:,} of the first {good + bad:,} rows of {name} cannot be read, the first "
                    f"in line {first}: {_why(error)}.",
                    "If quotation marks are ordinary signs in it, say --quotes no; else save it "
                    "again from a spreadsheet, best as CSV (UTF-8).",
                ) from error
            yield Record(line, (), f"{_why(error).capitalize()} (line {line}).")
            lines.back()
            continue
        if any(cell.strip() for cell in cells):
            good += 1
            yield Record(line, tuple(cells))


def _why(error: csv.Error) -> str:
    said = str(error)
    if "is longer" in said:
        return said
    return "a quotation mark is not closed, or stands inside a cell"


def dialect_of(
    head: str, *, delimiter: str = "", quotes: str = "auto", plain: bool = False
) -> Dialect:
    """How a table is written, by trying what is usual on its first lines.

    Args:
        head: Its first lines, whole.
        delimiter: Said by a person; "" tries tab, semicolon, comma and |.
        quotes: "yes" or "no" when a person said so, else "auto".
        plain: Whether lines may be plain texts, whose commas mean nothing.
    """
    delimiters = (_SIGNS.get(delimiter, delimiter),) if delimiter else _DELIMITERS
    styles = [(True, False), (True, True), (False, False)]
    if quotes != "auto":
        styles = [style for style in styles if style[0] == (quotes == "yes")]
    tried = [Dialect(sign, *style) for style in styles for sign in delimiters]
    scores = [_score(head, dialect) for dialect in tried]
    if not delimiter and max(scores) <= (_PLAIN if plain else 0):
        return ONE_A_LINE
    return tried[scores.index(max(scores))]


def _score(head: str, dialect: Dialect) -> float:
    """Share of records that are whole and have the usual number of cells, more than one."""
    some = list(islice(records(io.StringIO(head, newline=""), dialect), _HEAD_RECORDS))
    widths = Counter(len(record.cells) for record in some if len(record.cells) > 1)
    if not widths:
        return 0.0
    score = widths.most_common(1)[0][1] / len(some)
    if not dialect.quotes:
        # As many cells begin with a quotation mark as end with one: they enclose something.
        begun = sum(cell.startswith('"') for record in some for cell in record.cells)
        ended = sum(cell.endswith('"') for record in some for cell in record.cells)
        score -= 0.5 * (0 < begun <= 2 * ended and ended <= 2 * begun)
    return score


def head_of(stream: IO[str]) -> str:
    """The first lines of a stream, whole ones."""
    text = stream.read(_HEAD_SIGNS)
    if len(text) < _HEAD_SIGNS:
        return text
    return text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text

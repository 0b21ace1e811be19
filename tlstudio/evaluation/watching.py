"""A watched folder: files are answered once they stopped growing, each batch appended whole."""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from tlstudio.core.cells import plain_cell
from tlstudio.core.errors import BadInputError
from tlstudio.core.files import disk_errors
from tlstudio.core.reporting import Reporter
from tlstudio.data.media.finding import image_files
from tlstudio.data.unseen import Unseen
from tlstudio.evaluation.inputs import Asked
from tlstudio.evaluation.locked import but_locked
from tlstudio.evaluation.predict import Prediction, answers, say_what_differs
from tlstudio.evaluation.tables import Counter, PredictionCounts, csv_header, csv_row
from tlstudio.evaluation.usable import open_model
from tlstudio.project.lock import FileLock

POLL = 1.0
_LOOK = 0.2
_STAGE = "watching"
_NAMED = 3
_EMPTY_NS = 30 * 10**9
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class _Look:
    """What a file was like: it has stopped growing when two looks agree."""

    size: int
    mtime_ns: int


class _Watched:
    """What was seen of some folders, and what was answered.

    Args:
        answered: Path → the time up to which its answer is known to hold, in nanoseconds.
    """

    def __init__(self, inputs: Sequence[Path], answered: dict[str, int]) -> None:
        self._inputs = inputs
        self._answered = answered
        self._growing: dict[str, _Look] = {}
        self._ready: dict[str, _Look] = {}
        self._done: dict[str, _Look] = {}

    def ready(self) -> list[Path]:
        """Files that are as they were at the last look and have no answer yet."""
        found: list[Path] = []
        before, self._growing, self._ready = self._growing, {}, {}
        for path in image_files([folder for folder in self._inputs if folder.exists()]):
            try:
                stat = path.stat()
            except OSError:
                continue  # gone again
            name, look = str(path), _Look(stat.st_size, stat.st_mtime_ns)
            known = self._answered.get(name)
            if self._done.get(name) == look or (known is not None and look.mtime_ns <= known):
                continue
            # Some programs make a file first and fill it later.
            young = look.size == 0 and time.time_ns() - look.mtime_ns < _EMPTY_NS
            if before.get(name) == look and not young:
                found.append(path)
                self._ready[name] = look
            else:
                self._growing[name] = look
        return found

    def answered(self, path: Path) -> None:
        """Do not ask again unless the file is another one than when it was ready."""
        name = str(path)
        self._answered.pop(name, None)
        self._done[name] = self._ready[name]


def watch(
    model_dir: Path,
    inputs: Sequence[Path],
    target: Path,
    reporter: Reporter,
    *,
    batch: int = 32,
    poll: float = POLL,
    locked: Unseen | None = None,
) -> PredictionCounts:
    """Answer what comes into some folders until the reporter says stop.

    The table grows by whole batches, each on the disk before the next begins. What a killed watch
    left is gone on with: answered files are not answered again unless they changed.

    Args:
        model_dir: A run's model folder, or a file that `export` wrote.
        inputs: Folders, which may be empty or not even there yet, and files.
        target: CSV file.
        reporter: Asked whether to stop.
        batch: Images at a time.
        poll: Seconds between two looks at the folders.
        locked: Files that get no answer, nor do copies of them.

    Raises:
        BadInputError: When the model cannot be used, or the table is another one's.
        LockedError: When somebody else adds to the table.
        DiskFullError: When there is no room; the table ends with the last whole batch.
    """
    model = open_model(model_dir)
    say_what_differs(model, reporter)
    counter = Counter()
    with disk_errors(target.name):
        target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(target.with_name(f".{target.name}.lock")), _Grown.open(target) as table:
        watched = _Watched(inputs, table.begin(csv_header(model.classes)))
        count = 0
        while not reporter.should_stop():
            ready = watched.ready()
            for answered in answers(model, map(Asked, ready), batch=batch):
                some = [but_locked(one, locked or Unseen()) for one in answered]
                table.append(list(counter.over(some)))
                for one in some:
                    watched.answered(one.path)
                count += len(some)
                reporter.emit("note", text=_words(some))
                reporter.progress(_STAGE, count)
                if reporter.should_stop():
                    break
            _wait(poll, reporter)
    return counter.counts


def _wait(seconds: float, reporter: Reporter) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0 and not reporter.should_stop():
        time.sleep(min(left, _LOOK))


def _words(some: Sequence[Prediction]) -> str:
    told = [f"{one.path.name}: {one.problem or one.label or 'none'}" for one in some[:_NAMED]]
    more = len(some) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more else "")


class _Grown:
    """A CSV file that grows by whole records; unbuffered, so that nothing is left for later."""

    def __init__(self, path: Path, stream: FileIO) -> None:
        self._path = path
        self._stream = stream

    @classmethod
    def open(cls, path: Path) -> _Grown:
        """Open or make it."""
        with disk_errors(path.name):
            return cls(path, FileIO(path, "r+" if path.exists() else "w+"))

    def __enter__(self) -> _Grown:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def begin(self, header: list[str]) -> dict[str, int]:
        """Write the header, or take up an older table: a torn last record is cut away.

        Returns:
            Path → time of the table's last change, for every file that it answers.

        Raises:
            BadInputError: When the table has other columns.
        """
        changed = self._path.stat().st_mtime_ns
        first = _BOM + _text([header])
        answered: dict[str, int] = {}
        with self._path.open("rb") as stream:
            # A watch may have been killed while it wrote the first line.
            if not first.startswith(stream.read(len(first))):
                raise BadInputError(
                    f"The file {self._path.name} is no table of this model's predictions.",
                    "Name another file: nothing was added to this one.",
                )
            end = stream.tell() if stream.tell() == len(first) else 0
            for cells, offset in _records(stream, end):
                if len(cells) != len(header):
                    break
                answered[plain_cell(cells[0])] = changed
                end = offset
        self._stream.truncate(end)
        self._stream.seek(end)
        if not end:
            self._write(first)
        return answered

    def append(self, some: Sequence[Prediction]) -> None:
        """Add records, all of them or none, and see them onto the disk."""
        self._write(_text([csv_row(one) for one in some]))

    def _write(self, data: bytes) -> None:
        before = self._stream.tell()
        with disk_errors(self._path.name):
            try:
                left = memoryview(data)
                while left:
                    left = left[self._stream.write(left) :]
                os.fsync(self._stream.fileno())
            except OSError:
                with suppress(OSError):
                    self._stream.truncate(before)
                raise


def _text(rows: Sequence[Sequence[object]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("utf-8")


def _records(stream: BinaryIO, offset: int) -> Iterator[tuple[list[str], int]]:
    """Whole records from an offset on, with the offset behind each."""
    stream.seek(offset)
    whole = True

    def lines() -> Iterator[str]:
        nonlocal offset, whole
        for line in stream:
            offset += len(line)
            whole = line.endswith(b"\n")
            yield line.decode("utf-8", "replace")

    reader = csv.reader(lines(), strict=True)
    with suppress(StopIteration, csv.Error):
        while True:
            cells = next(reader)
            if not whole:
                return
            yield cells, offset

"""What of a table of predictions is added to a project: files, or texts as they were read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tlstudio.data.taking_texts import GivenText, write_given
from tlstudio.data.unseen import Unseen
from tlstudio.gui.widgets.predicting.saving import answered, paths_of
from tlstudio.gui.widgets.predicting.table import Table
from tlstudio.jobs.requests import TakeInRequest
from tlstudio.project.project import Project


class Chosen(Protocol):
    """Items that have an answer."""

    @property
    def number(self) -> int:
        """How many."""

    def request(self, project: Project, unseen: Unseen) -> tuple[TakeInRequest, int]:
        """The job that adds them, less those that must stay unseen, and how many it adds.

        May read and write files, so not for the window's thread.
        """


def chosen_of(table: Table, numbers: NDArray[np.int64]) -> Chosen:
    """What the rows of a table name; reads a file, so not for the window's thread."""
    if table.texts:
        return _Texts(table, numbers, sum(1 for _ in answered(table, numbers)))
    return _Files(paths_of(table, numbers))


@dataclass(frozen=True)
class _Files:
    files: tuple[Path, ...]

    @property
    def number(self) -> int:
        return len(self.files)

    def request(self, project: Project, unseen: Unseen) -> tuple[TakeInRequest, int]:
        kept = tuple(file for file in self.files if not unseen.holds(file))
        return TakeInRequest(project=project.folder.resolve(), files=kept), len(kept)


@dataclass(frozen=True)
class _Texts:
    """Rows that may be very many: they go through a file."""

    table: Table
    numbers: NDArray[np.int64]
    number: int

    def request(self, project: Project, unseen: Unseen) -> tuple[TakeInRequest, int]:
        target = project.cache_dir.resolve() / f"taking-{time.time_ns():x}.jsonl"
        written = write_given(self._kept(unseen), target)
        return TakeInRequest(project=project.folder.resolve(), texts=target), written

    def _kept(self, unseen: Unseen) -> Iterator[GivenText]:
        for row in answered(self.table, self.numbers):
            if not unseen.holds_texts(row.texts):
                yield GivenText(row.path.name, row.texts)

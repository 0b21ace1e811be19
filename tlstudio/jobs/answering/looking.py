"""A quick look at a source: whether it is of images or of texts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePath

from tlstudio.core.cards import Modality
from tlstudio.core.errors import StudioError
from tlstudio.data.importers.header import free_texts
from tlstudio.data.importers.rows import JSON_LINES, SUFFIXES_OF_ROWS, open_rows
from tlstudio.data.importers.table import IMPORTER as IMAGE_TABLE
from tlstudio.data.importers.table import TableOptions
from tlstudio.data.media.suffixes import SUFFIXES
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import TaskFound
from tlstudio.jobs.beginning import USUAL_TASK
from tlstudio.jobs.questions import FindTask
from tlstudio.tasks.specs import task_specs

_FILES = 5000
_ROWS = 200
_MOST_BYTES = 32 * 2**20
_TEXTS = {".txt", ".text", ".md"}


def answer_find_task(question: FindTask, listener: Listener) -> TaskFound:
    """The first task of what the source seems to hold; the usual one where nothing is told."""
    del listener
    try:
        found = _modality(question.source)
    except (StudioError, OSError):
        found = "image"
    fit = (ident for ident, spec in task_specs().items() if spec.modality == found)
    return TaskFound(task=USUAL_TASK if found == "image" else next(fit, USUAL_TASK))


def _modality(source: Path) -> Modality:
    if source.is_dir():
        kinds = Counter(_kind(file.suffix.lower()) for file in islice(_files(source), _FILES))
        texts = kinds["text"] or kinds["table"]
        return "text" if texts and not kinds["image"] and not kinds[""] else "image"
    suffix = source.suffix.lower()
    if suffix in JSON_LINES:
        return "text"
    if suffix not in SUFFIXES_OF_ROWS:
        return "image"
    rows = open_rows(source)
    cells = [row.cells for row in rows.head[:_ROWS] if not row.problem]
    if _name_images(cells) or not free_texts(rows.columns, cells, ()):
        return "image"
    return "image" if _names_images_near(source) else "text"


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in names if not name.startswith("."))


def _kind(suffix: str) -> str:
    if suffix in SUFFIXES:
        return "image"
    if suffix in _TEXTS:
        return "text"
    # A file without an ending may be a DICOM.
    return "table" if suffix in SUFFIXES_OF_ROWS else "other" if suffix else ""


def _name_images(rows: list[tuple[str, ...]]) -> bool:
    """Whether a column holds mostly names of image files."""
    for column in zip(*rows, strict=True):
        ends = [PurePath(cell.strip()).suffix.lower() in SUFFIXES for cell in column]
        if 2 * sum(ends) > len(ends):
            return True
    return False


def _names_images_near(source: Path) -> bool:
    """Whether images lie beside the table, and its rows are theirs."""
    near = islice(_files(source.parent), _FILES)
    if not any(_kind(file.suffix.lower()) in ("image", "") for file in near):
        return False
    if source.stat().st_size > _MOST_BYTES:
        return False
    details = IMAGE_TABLE.guess(source, TableOptions()).details or {}
    return bool(details.get("files_matched"))

"""What a run's evaluations say, read back from their folders; damage is told, never fatal."""

from __future__ import annotations

import csv
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from tlstudio.core import files
from tlstudio.core.cells import plain_cell
from tlstudio.core.errors import NewerVersionError, ProjectError, StudioError
from tlstudio.core.reports import EvaluationReport, ReportPart, Scored
from tlstudio.project.runs import RunFolder

REPORT_FILE = "report.json"
PREDICTIONS_FILE = "predictions.csv"
_VERSION = 1
_BEING_WRITTEN = 60.0
_FIXED = ("image", "group", "truth", "prediction", "right")
_PART: TypeAdapter[Any] = TypeAdapter(ReportPart)


@dataclass(frozen=True)
class Evaluation:
    """One evaluation.

    Attributes:
        folder: `evaluation/<n>`.
        report: What it says.
        unknown: Parts of kinds that this version does not know, as plain data.
    """

    folder: Path
    report: EvaluationReport
    unknown: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Evaluations:
    """All of a run.

    Attributes:
        found: Oldest first.
        problems: A sentence for each that cannot be read.
    """

    found: tuple[Evaluation, ...] = ()
    problems: tuple[str, ...] = ()

    def newest(self, part: Scored) -> Evaluation | None:
        """The last one on a part of the split."""
        return next((one for one in reversed(self.found) if one.report.split == part), None)


@dataclass(frozen=True)
class Scores:
    """The answer to every single image.

    Attributes:
        classes: K names.
        keys: (N) sample keys.
        groups: (N) what they belong to.
        truth: (N) class names, several joined by "; ".
        answers: (N) likewise.
        right: (N,) whether both are the same.
        probabilities: (N, K) float32.
    """

    classes: tuple[str, ...]
    keys: tuple[str, ...]
    groups: tuple[str, ...]
    truth: tuple[str, ...]
    answers: tuple[str, ...]
    right: NDArray[np.bool_]
    probabilities: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.keys)

    def certainty(self) -> NDArray[np.float32]:
        """(N,) probability of the likeliest class."""
        if not len(self):
            return np.zeros(0, np.float32)
        found: NDArray[np.float32] = self.probabilities.max(axis=1)
        return found


def read_evaluations(run: RunFolder) -> Evaluations:
    """Every evaluation of a run that can be read."""
    found: list[Evaluation] = []
    problems: list[str] = []
    for folder in run.evaluations():
        try:
            found.append(read_evaluation(folder))
        except StudioError as error:
            if not _young(folder):
                problems.append(f"Evaluation {int(folder.name)}: {error.message}")
    return Evaluations(tuple(found), tuple(problems))


def read_evaluation(folder: Path) -> Evaluation:
    """One evaluation.

    Raises:
        ProjectError: When its report is missing or damaged.
        NewerVersionError: When a newer program wrote it.
    """
    raw = files.read_json(folder / REPORT_FILE)
    if not isinstance(raw, dict):
        raise ProjectError(f"The file {REPORT_FILE} in {folder.name} is damaged.")
    if isinstance(raw.get("schema_version"), int) and raw["schema_version"] > _VERSION:
        raise NewerVersionError("It was made by a newer version.", "Update the program.")
    known, unknown = _sorted_out(raw.get("parts"))
    try:
        report = EvaluationReport.model_validate({**raw, "parts": known})
    except ValidationError as error:
        raise ProjectError(f"The file {REPORT_FILE} in {folder.name} is damaged.") from error
    return Evaluation(folder, report, tuple(unknown))


def _sorted_out(parts: object) -> tuple[list[Any], list[dict[str, Any]]]:
    """Parts that can be read, and those of unknown kinds."""
    known: list[Any] = []
    unknown: list[dict[str, Any]] = []
    for raw in parts if isinstance(parts, list) else ():
        try:
            known.append(_PART.validate_python(raw))
        except ValidationError as error:
            if not isinstance(raw, dict) or error.errors()[0]["type"] != "union_tag_invalid":
                raise ProjectError(f"A part of {REPORT_FILE} is damaged.") from error
            unknown.append(raw)
    return known, unknown


def read_scores(folder: Path) -> Scores:
    """The answers of an evaluation.

    Raises:
        ProjectError: When the file is missing or damaged.
    """
    path = folder / PREDICTIONS_FILE
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            head = next(reader)
            rows = [row for row in reader if row]
        # The first column is called what the items are: image, text.
        if tuple(head[1 : len(_FIXED)]) != _FIXED[1:] or any(len(row) != len(head) for row in rows):
            raise ValueError("columns")
        start = len(_FIXED)
        classes = tuple(plain_cell(name)[2:-1] for name in head[start:])
        chances = np.array([row[start:] for row in rows], np.float32)
    except FileNotFoundError as error:
        raise ProjectError(f"The list of answers {PREDICTIONS_FILE} is missing.") from error
    except (OSError, ValueError, StopIteration, csv.Error) as error:
        raise ProjectError(f"The list of answers {PREDICTIONS_FILE} is damaged.") from error
    columns = [tuple(plain_cell(row[place]) for row in rows) for place in range(4)]
    return Scores(
        classes=classes,
        keys=columns[0],
        groups=columns[1],
        truth=columns[2],
        answers=columns[3],
        right=np.array([row[4] == "yes" for row in rows], bool),
        probabilities=chances.reshape(len(rows), len(classes)),
    )


def _young(folder: Path) -> bool:
    """Whether it may still be being written."""
    try:
        return time.time() - folder.stat().st_mtime < _BEING_WRITTEN
    except OSError:
        return False

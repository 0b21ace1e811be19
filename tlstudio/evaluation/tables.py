"""Predictions as files: CSV safe to open in a spreadsheet, JSON lossless; streamed, atomic."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from tlstudio.core.cells import safe_cell
from tlstudio.core.files import atomic_path
from tlstudio.evaluation.predict import Prediction

_PROBLEMS = 50
_DIGITS = 6


@dataclass(frozen=True)
class PredictionCounts:
    """What was written.

    Attributes:
        predicted: Files with an answer.
        failed: Files without one.
        problems: The first sentences of why not.
    """

    predicted: int
    failed: int
    problems: tuple[str, ...] = ()


def write_predictions(
    predictions: Iterable[Prediction],
    target: Path,
    form: Literal["csv", "json"],
) -> PredictionCounts:
    """Write a table as the predictions come; the file appears whole or not at all.

    Args:
        predictions: May be a running prediction; nothing is held but counts.
        target: File to write.
        form: csv: one line a file, UTF-8 with a byte-order mark for spreadsheets. json: a list.

    Raises:
        DiskFullError: When there is no room; an older file stays whole.
    """
    counter = _Counter()
    counted = counter.over(predictions)
    with atomic_path(target) as temporary:
        if form == "json":
            with temporary.open("w", encoding="utf-8") as stream:
                _write_json(stream, counted)
        else:
            with temporary.open("w", encoding="utf-8-sig", newline="") as stream:
                _write_csv(stream, counted)
    return PredictionCounts(counter.predicted, counter.failed, tuple(counter.problems))


class _Counter:
    def __init__(self) -> None:
        self.predicted = 0
        self.failed = 0
        self.problems: list[str] = []

    def over(self, predictions: Iterable[Prediction]) -> Iterator[Prediction]:
        """Hand through and count."""
        for one in predictions:
            if one.problem:
                self.failed += 1
                if len(self.problems) < _PROBLEMS:
                    self.problems.append(one.problem)
            else:
                self.predicted += 1
            yield one


def _write_csv(stream: IO[str], predictions: Iterable[Prediction]) -> None:
    writer = csv.writer(stream)
    classes: tuple[str, ...] | None = None
    for one in predictions:
        if classes is None:
            classes = one.classes or tuple(one.probabilities)
            writer.writerow(_header(classes))
        writer.writerow(_row(one, classes))
    if classes is None:
        writer.writerow(_header(()))


def _header(classes: tuple[str, ...]) -> list[Any]:
    return [
        "path",
        "prediction",
        "probability",
        *(safe_cell(f"p({c})") for c in classes),
        "problem",
    ]


def _row(one: Prediction, classes: tuple[str, ...]) -> list[Any]:
    chances = [one.probabilities.get(name) for name in classes]
    return [
        safe_cell(str(one.path)),
        safe_cell(one.label),
        _number(one.probability),
        *(_number(chance) for chance in chances),
        safe_cell(one.problem),
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.{_DIGITS}f}"


def _write_json(stream: IO[str], predictions: Iterable[Prediction]) -> None:
    between = "[\n"
    for one in predictions:
        row = {
            "path": str(one.path),
            "prediction": one.label,
            "labels": list(one.labels),
            "probability": one.probability,
            "probabilities": one.probabilities,
            "problem": one.problem,
        }
        stream.write(between + json.dumps(row, ensure_ascii=False))
        between = ",\n"
    stream.write("[]\n" if between == "[\n" else "\n]\n")

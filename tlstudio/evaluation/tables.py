"""Predictions as files: CSV safe to open in a spreadsheet, JSON and Parquet lossless; streamed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from tlstudio.core.cells import safe_cell
from tlstudio.core.files import atomic_path
from tlstudio.evaluation.parquet import write_parquet
from tlstudio.evaluation.predict import Prediction

Form = Literal["csv", "json", "parquet"]
_PROBLEMS = 50
_DIGITS = 6
_SEPARATOR = "; "
_AFTER = ("problem", "short_list", "distance", "unlike")


@dataclass(frozen=True)
class PredictionCounts:
    """What was written.

    Attributes:
        predicted: Files with an answer.
        failed: Files without one.
        unlike: Of those with an answer, how many are unlike the training images.
        problems: The first sentences of why not.
    """

    predicted: int
    failed: int
    unlike: int = 0
    problems: tuple[str, ...] = ()


class Counter:
    """Counts predictions on their way; holds nothing else."""

    def __init__(self) -> None:
        self._predicted = self._failed = self._unlike = 0
        self._problems: list[str] = []

    def over(self, predictions: Iterable[Prediction]) -> Iterator[Prediction]:
        """Hand through and count."""
        for one in predictions:
            if one.problem:
                self._failed += 1
                if len(self._problems) < _PROBLEMS:
                    self._problems.append(one.problem)
            else:
                self._predicted += 1
                self._unlike += one.unlike
            yield one

    @property
    def counts(self) -> PredictionCounts:
        """What went by so far."""
        return PredictionCounts(self._predicted, self._failed, self._unlike, tuple(self._problems))


def write_predictions(
    predictions: Iterable[Prediction], target: Path, form: Form
) -> PredictionCounts:
    """Write a table as the predictions come; the file appears whole or not at all.

    Args:
        predictions: May be a running prediction; nothing is held but counts.
        target: File to write.
        form: csv: one line a file, UTF-8 with a byte-order mark for spreadsheets. json: a list.
            parquet: typed columns.

    Raises:
        DiskFullError: When there is no room; an older file stays whole.
    """
    counter = Counter()
    counted = counter.over(predictions)
    with atomic_path(target) as temporary:
        if form == "json":
            with temporary.open("w", encoding="utf-8") as stream:
                _write_json(stream, counted)
        elif form == "parquet":
            write_parquet(temporary, counted)
        else:
            with temporary.open("w", encoding="utf-8-sig", newline="") as stream:
                _write_csv(stream, counted)
    return counter.counts


def _write_csv(stream: IO[str], predictions: Iterable[Prediction]) -> None:
    writer = csv.writer(stream)
    begun = False
    for one in predictions:
        if not begun:
            classes = one.classes or tuple(one.probabilities)
            writer.writerow(csv_header(classes, tuple(one.extra), one.reads))
            begun = True
        writer.writerow(csv_row(one))
    if not begun:
        writer.writerow(csv_header(()))


def csv_header(classes: tuple[str, ...], extra: tuple[str, ...] = (), texts: int = 0) -> list[Any]:
    """Names of the columns; those of the table that named the files come last.

    Args:
        classes: That the model knows.
        extra: Columns of that table.
        texts: How many texts of each item the model reads.
    """
    chances = (f"p({name})" for name in classes)
    ours = ["path", "prediction", "probability", *chances, *_AFTER, *text_names(texts)]
    theirs = [f"{name} (table)" if name in ours else name for name in extra]
    return [safe_cell(name) for name in (*ours, *theirs)]


def csv_row(one: Prediction) -> list[Any]:
    """The cells of one file."""
    chances = [one.probabilities.get(name) for name in one.classes or one.probabilities]
    unlike = "" if one.distance is None else "yes" if one.unlike else "no"
    return [
        safe_cell(str(one.path)),
        safe_cell(one.label),
        _number(one.probability),
        *(_number(chance) for chance in chances),
        safe_cell(one.problem),
        safe_cell(_SEPARATOR.join(one.short_list)),
        _number(one.distance),
        unlike,
        *(safe_cell(text) for text in (one.texts or ("",) * one.reads)),
        *(safe_cell(cell) for cell in one.extra.values()),
    ]


def text_names(count: int) -> tuple[str, ...]:
    """Columns of what was read: `text`, or `text 1`, `text 2` and so on."""
    return ("text",) if count == 1 else tuple(f"text {place}" for place in range(1, count + 1))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.{_DIGITS}f}"


def _write_json(stream: IO[str], predictions: Iterable[Prediction]) -> None:
    between = "[\n"
    for one in predictions:
        row: dict[str, Any] = {
            "path": str(one.path),
            "prediction": one.label,
            "labels": list(one.labels),
            "probability": one.probability,
            "probabilities": one.probabilities,
            "short_list": list(one.short_list),
            "distance": one.distance,
            "unlike": None if one.distance is None else one.unlike,
            "problem": one.problem,
        }
        if one.reads:
            row["texts"] = list(one.texts)
        if one.extra:
            row["table"] = one.extra
        stream.write(between + json.dumps(row, ensure_ascii=False))
        between = ",\n"
    stream.write("[]\n" if between == "[\n" else "\n]\n")

"""What was true and what was answered, checked once so that metrics need not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.errors import BadInputError
from tlstudio.core.words import IMAGE, Noun
from tlstudio.metrics.deciding import Costs, decide

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Answers:
    """Probabilities of a classifier beside the truth.

    Make it with `answers_of`, which checks it.

    Attributes:
        truth: (N, K) membership in every class; exactly one a row unless `multi_label`.
        predicted: (N, K) classes that are named.
        probabilities: (N, K), rows sum to 1 unless `multi_label`.
        multi_label: Whether an item may have any number of classes.
        items: What an item is called.
    """

    truth: NDArray[np.bool_]
    predicted: NDArray[np.bool_]
    probabilities: Floats
    multi_label: bool = False
    items: Noun = IMAGE

    def __len__(self) -> int:
        return len(self.truth)

    @property
    def classes(self) -> int:
        """Number of classes."""
        return int(self.truth.shape[1])

    def correct(self) -> NDArray[np.bool_]:
        """(N,) whether the whole answer is right."""
        right: NDArray[np.bool_] = (self.truth == self.predicted).all(axis=1)
        return right

    def select(self, rows: NDArray[Any]) -> Answers:
        """The answers of some rows."""
        return replace(
            self,
            truth=self.truth[rows],
            predicted=self.predicted[rows],
            probabilities=self.probabilities[rows],
        )


def answers_of(
    truth: NDArray[Any],
    probabilities: NDArray[Any],
    *,
    multi_label: bool = False,
    threshold: float = 0.5,
    costs: Costs | None = None,
    items: Noun = IMAGE,
) -> Answers:
    """Check a truth and probabilities and put them together.

    Args:
        truth: (N,) class codes, or (N, K) zeros and ones for multi-label.
        probabilities: (N, K) in [0, 1].
        multi_label: Whether an item may have any number of classes.
        threshold: Probability from which a class is named, for multi-label without costs.
        costs: (K,) of missing an item of each class, against 1 (see `decide`); None: all alike.
        items: What an item is called.

    Raises:
        BadInputError: When there is nothing, shapes differ, a class code is unknown, a
            probability is not a number between 0 and 1, or a cost is not above 0.
    """
    table = np.asarray(probabilities, np.float64)
    if table.ndim != 2 or len(table) != len(truth):
        raise BadInputError(
            f"There are {len(truth)} true answers and probabilities of shape {table.shape}.",
            "Give one row of probabilities for each item.",
        )
    if len(table) == 0:
        raise BadInputError("There is no item to score.", f"Label {items.many} of this part first.")
    _check_probabilities(table, multi_label)
    named = decide(table, costs, multi_label)
    if multi_label and costs is None:
        named = table >= threshold
    true = _membership(truth, table.shape[1], multi_label)
    return Answers(true, named, table, multi_label, items)


def _check_probabilities(table: Floats, multi_label: bool) -> None:
    bad = ~np.isfinite(table).all(axis=1)
    if bad.any():
        raise BadInputError(
            f"{int(bad.sum())} of {len(table)} answers hold values that are not numbers (NaN or "
            f"infinite), the first at item {int(bad.argmax())}.",
            "The model is damaged or its training diverged: train again with a smaller rate.",
        )
    if table.min() < 0 or table.max() > 1 + 1e-6:
        raise BadInputError(
            f"Probabilities lie between {table.min():.3g} and {table.max():.3g}, not 0 and 1.",
            "Turn the model's outputs into probabilities first.",
        )
    if not multi_label and np.abs(table.sum(axis=1) - 1).max() > 1e-3:
        raise BadInputError(
            "The probabilities of an item do not sum to 1.",
            "Turn the model's outputs into probabilities first, or score them as multi-label.",
        )


def _membership(truth: NDArray[Any], classes: int, multi_label: bool) -> NDArray[np.bool_]:
    truth = np.asarray(truth)
    if multi_label:
        if truth.shape != (len(truth), classes):
            raise BadInputError(
                f"The truth has the shape {truth.shape} and there are {classes} classes.",
                "Give one row of zeros and ones for each item.",
            )
        return truth.astype(bool)
    if truth.ndim != 1 or truth.min() < 0 or truth.max() >= classes:
        raise BadInputError(
            f"The truth holds class codes outside 0…{classes - 1}.",
            "Score only labelled items, with the classes that the model was trained for.",
        )
    return _one_hot(truth.astype(np.int64), classes)


def _one_hot(codes: NDArray[Any], classes: int) -> NDArray[np.bool_]:
    rows = np.zeros((len(codes), classes), bool)
    rows[np.arange(len(codes)), codes] = True
    return rows

"""What the model of one fold answered, kept so that a run that was ended goes on behind it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from tlstudio.core import files
from tlstudio.evaluation.answering import RUNGS, Answered
from tlstudio.metrics.answers import Answers

_FILE = "answers.npz"
_VERSION = 1


@dataclass(frozen=True)
class Fold:
    """One fold, answered by a model that saw none of it.

    Attributes:
        number: 0…k-1.
        answered: Of this recipe and of simpler methods.
        temperature: Learned inside the fold.
        taught: Images that the model learned from.
        strength: Of the penalty of an exact solution; NaN for others.
        inner: Nested: what the choice of the strength promised; NaN for others.
        seconds: That it took.
    """

    number: int
    answered: Answered
    temperature: float
    taught: int
    strength: float = np.nan
    inner: float = np.nan
    seconds: float = 0.0

    def save(self, folder: Path) -> None:
        """Write it, atomically."""
        found = self.answered
        arrays: dict[str, NDArray[Any]] = {
            "version": np.array(_VERSION),
            "rows": found.rows,
            "groups": found.groups,
            "failed": np.array(list(found.failures), np.int64),
            "why": np.array(list(found.failures.values()), np.str_),
            "truth": found.run.truth,
            "multi_label": np.array(found.run.multi_label),
            "numbers": np.array(
                [
                    self.number,
                    self.temperature,
                    self.taught,
                    self.strength,
                    self.inner,
                    self.seconds,
                ]
            ),
        }
        for name, answers in found.by_rung.items():
            arrays[f"predicted_{name}"] = answers.predicted
            arrays[f"probabilities_{name}"] = answers.probabilities
        stream = io.BytesIO()
        np.savez_compressed(stream, **cast(Any, arrays))
        with files.atomic_path(folder / _FILE) as temporary:
            temporary.write_bytes(stream.getvalue())

    @classmethod
    def load(cls, folder: Path) -> Fold | None:
        """What was kept; None when there is nothing, or it cannot be read."""
        path = folder / _FILE
        if not path.is_file():
            return None
        try:
            with np.load(path, allow_pickle=False) as raw:
                return cls._from(dict(raw))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    @classmethod
    def _from(cls, raw: dict[str, NDArray[Any]]) -> Fold | None:
        if int(raw["version"]) != _VERSION:
            return None
        truth, several = raw["truth"].astype(bool), bool(raw["multi_label"])
        by_rung = {
            name: Answers(truth, raw[f"predicted_{name}"], raw[f"probabilities_{name}"], several)
            for name in RUNGS
            if f"predicted_{name}" in raw
        }
        failures = dict(zip(raw["failed"].tolist(), raw["why"].tolist(), strict=True))
        number, temperature, taught, strength, inner, seconds = raw["numbers"].tolist()
        return cls(
            int(number),
            Answered(raw["rows"], raw["groups"], failures, by_rung),
            temperature,
            int(taught),
            strength,
            inner,
            seconds,
        )


def pooled(folds: list[Fold]) -> Answered:
    """The answers of all folds, each image once, in the order of rows."""
    rows = np.concatenate([fold.answered.rows for fold in folds])
    order = np.argsort(rows, kind="stable")
    names = [name for name in RUNGS if all(name in fold.answered.by_rung for fold in folds)]

    def joined(name: str) -> Answers:
        parts = [fold.answered.by_rung[name] for fold in folds]
        return Answers(
            np.concatenate([part.truth for part in parts])[order],
            np.concatenate([part.predicted for part in parts])[order],
            np.concatenate([part.probabilities for part in parts])[order],
            parts[0].multi_label,
        )

    failures: dict[int, str] = {}
    for fold in folds:
        failures |= fold.answered.failures
    groups = np.concatenate([fold.answered.groups for fold in folds])[order]
    return Answered(rows[order], groups, failures, {name: joined(name) for name in names})

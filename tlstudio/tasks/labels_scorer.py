"""Quick metrics of a set, counted as it goes by; intervals and tables are the evaluation's."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError
from tlstudio.core.samples import AnyAnnotation

_TINY = 1e-15


class LabelsScorer:
    """Accuracy, balanced accuracy, macro-F1 and log-loss.

    For multi-label, accuracy is the share of items whose whole set of labels is right, and
    balanced accuracy is the mean over classes of (sensitivity + specificity) / 2. Classes that
    never occur in the truth are left out of means over classes.
    """

    def __init__(self, classes: Sequence[str], *, multi_label: bool = False) -> None:
        self._codes = {name: code for code, name in enumerate(classes)}
        self._multi_label = multi_label
        self._n = 0
        self._right = 0
        self._log_loss = 0.0
        self._scored = 0
        self._true = np.zeros(len(self._codes), dtype=np.int64)
        self._named = np.zeros(len(self._codes), dtype=np.int64)
        self._hit = np.zeros(len(self._codes), dtype=np.int64)

    def update(self, truth: Sequence[AnyAnnotation], predicted: Sequence[AnyAnnotation]) -> None:
        """Take in some items.

        Raises:
            BadInputError: When an annotation holds no labels.
        """
        for true, guess in zip(truth, predicted, strict=True):
            if not isinstance(true, Labels) or not isinstance(guess, Labels):
                raise BadInputError("Classification scores labels only.")
            wanted = {self._codes[name] for name in true.names}
            named = {self._codes[name] for name in guess.names}
            self._n += 1
            self._right += wanted == named
            self._true[list(wanted)] += 1
            self._named[list(named)] += 1
            self._hit[list(wanted & named)] += 1
            if guess.probabilities:
                self._scored += 1
                self._log_loss += self._loss(wanted, guess.probabilities)

    def compute(self) -> dict[str, float]:
        """Metrics by name; empty when there were no items."""
        if not self._n:
            return {}
        seen = self._true > 0
        recall = self._hit[seen] / self._true[seen]
        f1 = 2 * self._hit[seen] / (self._true[seen] + self._named[seen])
        balanced = recall
        if self._multi_label:
            absent = self._n - self._true[seen]
            wrong = self._named[seen] - self._hit[seen]
            specificity = np.where(absent > 0, 1.0 - wrong / np.maximum(absent, 1), 1.0)
            balanced = (recall + specificity) / 2
        found = {"accuracy": self._right / self._n}
        if seen.any():
            found |= {"balanced_accuracy": float(balanced.mean()), "macro_f1": float(f1.mean())}
        if self._scored:
            found["log_loss"] = self._log_loss / self._scored
        return found

    def _loss(self, wanted: set[int], probabilities: dict[str, float]) -> float:
        if not self._multi_label:
            return sum(
                -math.log(max(probabilities[name], _TINY))
                for name, code in self._codes.items()
                if code in wanted
            )
        total = 0.0
        for name, code in self._codes.items():
            chance = probabilities[name] if code in wanted else 1.0 - probabilities[name]
            total -= math.log(max(chance, _TINY))
        return total / max(len(self._codes), 1)

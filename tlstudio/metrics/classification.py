"""Metrics of classification, as functions of a few sums, so that resampling is arithmetic.

Every metric here depends on the items only through additive sums (how many there are, how many
are right, the loss; of every class how often it was true, named, and both). The sums of a
bootstrap draw, of a group left out, or of two models with some answers exchanged are then one
matrix product away, for thousands of draws at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tlstudio.metrics.answers import Answers, Floats, Integers

ClassMetric = Literal["recall", "precision", "specificity", "f1"]
_ALL, _RIGHT, _LOSS, _SCALARS = 0, 1, 2, 3
_TINY = 1e-15


@dataclass(frozen=True)
class MetricInfo:
    """What a metric is called and which way is better.

    Attributes:
        bounded: Whether it lies between 0 and 1.
    """

    name: str
    label: str
    higher_is_better: bool = True
    bounded: bool = True


METRICS: tuple[MetricInfo, ...] = (
    MetricInfo("accuracy", "Accuracy"),
    MetricInfo("balanced_accuracy", "Balanced accuracy"),
    MetricInfo("macro_f1", "Macro F1"),
    MetricInfo("log_loss", "Log-loss", higher_is_better=False, bounded=False),
)
CLASS_METRICS: tuple[ClassMetric, ...] = ("recall", "precision", "specificity", "f1")


@dataclass(frozen=True)
class Sums:
    """Additive sums; the last axis holds them, axes before it are sets of items.

    Attributes:
        values: (…, 3 + 3 K): items, right ones, loss; then for each class true, named, both.
        classes: K.
        multi_label: Whether an item may have any number of classes.
    """

    values: Floats
    classes: int
    multi_label: bool = False

    @property
    def items(self) -> Floats:
        """(…) number of items."""
        return self.values[..., _ALL]

    def of_class(self, which: Literal["true", "named", "both"]) -> Floats:
        """(…, K) of every class how often it was true, named, or both."""
        begin = _SCALARS + self.classes * ("true", "named", "both").index(which)
        return self.values[..., begin : begin + self.classes]


def item_sums(answers: Answers) -> sparse.csr_array:
    """(N, 3 + 3 K) sums of every single item, sparse because an item touches few classes."""
    scalars = np.stack(
        [np.ones(len(answers)), answers.correct().astype(np.float64), log_losses(answers)], axis=1
    )
    parts = [answers.truth, answers.predicted, answers.truth & answers.predicted]
    blocks = [sparse.csr_array(scalars), *(sparse.csr_array(p, dtype=np.float64) for p in parts)]
    return sparse.csr_array(sparse.hstack(blocks))


def group_sums(items: sparse.csr_array, groups: NDArray[Any]) -> sparse.csr_array:
    """(G, 3 + 3 K) sums of every group, from those of items (N, …) and their group codes (N,)."""
    codes, inverse = np.unique(groups, return_inverse=True)
    ones = np.ones(len(groups))
    gather = sparse.csr_array(
        (ones, (inverse.reshape(-1), np.arange(len(groups)))), (len(codes), len(groups))
    )
    return sparse.csr_array(gather @ items)


def total(items: sparse.csr_array, answers: Answers) -> Sums:
    """The sums of all items together."""
    values = np.asarray(items.sum(axis=0), np.float64).reshape(-1)
    return Sums(values, answers.classes, answers.multi_label)


def log_losses(answers: Answers) -> Floats:
    """(N,) negative log-likelihood of the truth; for multi-label the mean over classes."""
    chances = np.where(answers.truth, answers.probabilities, 1.0 - answers.probabilities)
    losses = -np.log(np.maximum(chances, _TINY))
    if answers.multi_label:
        mean: Floats = losses.mean(axis=1)
        return mean
    single: Floats = np.where(answers.truth, losses, 0.0).sum(axis=1)
    return single


def metric_values(sums: Sums, names: Sequence[str]) -> Floats:
    """(…, len(names)) metrics of sets of items; NaN where a set is empty.

    Classes that never occur in a set's truth are left out of its means over classes. For
    multi-label, accuracy is the share of items whose whole answer is right, and balanced
    accuracy the mean of (sensitivity + specificity) / 2.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        found = [_metric(sums, name) for name in names]
    return np.stack(found, axis=-1)


def class_values(sums: Sums, name: ClassMetric) -> Floats:
    """(…, K) of every class; NaN where it cannot be told, as the recall of an absent class.

    Precision is NaN for a class that is never named, F1 for one neither true nor named.
    """
    true, named, both = (sums.of_class(which) for which in ("true", "named", "both"))
    absent = sums.items[..., None] - true
    parts: dict[ClassMetric, tuple[Floats, Floats]] = {
        "recall": (both, true),
        "precision": (both, named),
        "specificity": (absent - (named - both), absent),
        "f1": (2 * both, true + named),
    }
    above, below = parts[name]
    with np.errstate(divide="ignore", invalid="ignore"):
        values: Floats = np.where(below > 0, above / below, np.nan)
    return values


def _metric(sums: Sums, name: str) -> Floats:
    if name == "accuracy":
        accuracy: Floats = sums.values[..., _RIGHT] / sums.items
        return accuracy
    if name == "log_loss":
        loss: Floats = sums.values[..., _LOSS] / sums.items
        return loss
    if name == "macro_f1":
        return _mean_of_present(sums, class_values(sums, "f1"))
    if name == "balanced_accuracy":
        recall = class_values(sums, "recall")
        if sums.multi_label:
            specificity = class_values(sums, "specificity")
            recall = (recall + np.where(np.isnan(specificity), 1.0, specificity)) / 2
        return _mean_of_present(sums, recall)
    raise ValueError(f"there is no metric {name!r}")


def _mean_of_present(sums: Sums, values: Floats) -> Floats:
    present = sums.of_class("true") > 0
    count = present.sum(axis=-1)
    mean: Floats = np.where(present, values, 0.0).sum(axis=-1) / count
    return mean


def confusion(answers: Answers) -> Integers:
    """(K, K) counts: rows are the truth, columns the prediction.

    Raises:
        ValueError: For multi-label answers, which have none.
    """
    if answers.multi_label:
        raise ValueError("multi-label answers have no confusion matrix")
    rows = answers.truth.argmax(axis=1)
    columns = answers.predicted.argmax(axis=1)
    flat = np.bincount(rows * answers.classes + columns, minlength=answers.classes**2)
    return flat.reshape(answers.classes, answers.classes).astype(np.int64)

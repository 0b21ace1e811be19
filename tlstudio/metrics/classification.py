"""How often answers are right: of all items, and of every class."""

from __future__ import annotations

from typing import Literal

import numpy as np

from tlstudio.metrics.answers import Answers, Floats, Integers
from tlstudio.metrics.sums import Sums

ClassMetric = Literal["recall", "precision", "specificity", "f1"]
CLASS_METRICS: tuple[ClassMetric, ...] = ("recall", "precision", "specificity", "f1")


def accuracy(sums: Sums) -> Floats:
    """(…) share of items whose whole answer is right."""
    return sums.scalar("right") / sums.items


def balanced_accuracy(sums: Sums) -> Floats:
    """(…) mean recall of the classes; for multi-label mean of (sensitivity + specificity) / 2."""
    recall = class_values(sums, "recall")
    if sums.multi_label:
        specificity = class_values(sums, "specificity")
        recall = (recall + np.where(np.isnan(specificity), 1.0, specificity)) / 2
    return mean_of_present(sums, recall)


def macro_f1(sums: Sums) -> Floats:
    """(…) mean F1 of the classes."""
    return mean_of_present(sums, class_values(sums, "f1"))


def micro_f1(sums: Sums) -> Floats:
    """(…) F1 of all decisions together; the accuracy, where an item has one class."""
    true, named, both = (sums.of_class(which).sum(axis=-1) for which in ("true", "named", "both"))
    f1: Floats = 2 * both / (true + named)
    return f1


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


def mean_of_present(sums: Sums, values: Floats) -> Floats:
    """(…) mean over the classes that occur in the truth of a set, of values (…, K)."""
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

"""Every metric by name: what it is called, which way is better, between which numbers it lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tlstudio.metrics import agreement, classification, multilabel, ordinal, probability
from tlstudio.metrics.answers import Floats
from tlstudio.metrics.sums import Sums

Use = Literal["any", "single", "several", "ordered"]


@dataclass(frozen=True)
class MetricInfo:
    """What a metric is called and which way is better.

    Attributes:
        label: Words for the screen.
        low: Its smallest value.
        high: Its largest value; None when there is none.
        use: For items of one class, of several, for classes in order, or for any.
    """

    name: str
    label: str
    higher_is_better: bool = True
    low: float = 0.0
    high: float | None = 1.0
    use: Use = "any"


METRICS: tuple[MetricInfo, ...] = (
    MetricInfo("accuracy", "Accuracy"),
    MetricInfo("balanced_accuracy", "Balanced accuracy"),
    MetricInfo("macro_f1", "Macro F1"),
    MetricInfo("auroc", "AUROC"),
    MetricInfo("quadratic_kappa", "Quadratic weighted kappa", low=-1.0, use="ordered"),
    MetricInfo("class_distance", "Mean error in classes", False, high=None, use="ordered"),
    MetricInfo("within_one", "At most one class off", use="ordered"),
    MetricInfo("hamming_loss", "Hamming loss", False, use="several"),
    MetricInfo("micro_f1", "Micro F1"),
    MetricInfo("average_precision", "Average precision"),
    MetricInfo("matthews", "Matthews correlation", low=-1.0, use="single"),
    MetricInfo("kappa", "Cohen's kappa", low=-1.0, use="single"),
    MetricInfo("log_loss", "Log-loss", False, high=None),
    MetricInfo("brier", "Brier score", False, high=None),
    MetricInfo("calibration_error", "Expected calibration error", False),
)
# What a run's scores and the proof of an export are told in.
USUAL = ("accuracy", "balanced_accuracy", "macro_f1", "log_loss")
INFO = {metric.name: metric for metric in METRICS}

# The rest needs the items themselves (see `scores`).
BY_SUMS: dict[str, Callable[[Sums], Floats]] = {
    "accuracy": classification.accuracy,
    "balanced_accuracy": classification.balanced_accuracy,
    "macro_f1": classification.macro_f1,
    "micro_f1": classification.micro_f1,
    "hamming_loss": multilabel.hamming_loss,
    "quadratic_kappa": ordinal.quadratic_kappa,
    "class_distance": ordinal.class_distance,
    "within_one": ordinal.within_one,
    "matthews": agreement.matthews,
    "kappa": agreement.kappa,
    "log_loss": probability.log_loss,
    "brier": probability.brier,
}


def names_for(*, multi_label: bool, ordered: bool) -> tuple[str, ...]:
    """The metrics that mean something, in the order of reading."""
    uses = {"any", "several" if multi_label else "single"} | ({"ordered"} if ordered else set())
    return tuple(metric.name for metric in METRICS if metric.use in uses)


def metric_values(sums: Sums, names: Sequence[str]) -> Floats:
    """(…, len(names)) metrics of sets of items; NaN where a set is empty or cannot tell.

    Classes that never occur in a set's truth are left out of its means over classes. For
    multi-label, accuracy is the share of items whose whole answer is right.

    Raises:
        ValueError: When there is no such metric among those of sums.
    """
    unknown = [name for name in names if name not in BY_SUMS]
    if unknown:
        raise ValueError(f"there is no metric {unknown[0]!r} of sums")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.stack([BY_SUMS[name](sums) for name in names], axis=-1)

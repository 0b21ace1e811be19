"""How a threshold trades one kind of error for another: ROC and precision-recall curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.reports import Curve
from tlstudio.evaluation.answering import Answered
from tlstudio.metrics.intervals import ClassScores

_MOST_POINTS = 200
_MOST_LINES = 12
_LEAST = 2
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Operating:
    """One class against all others at every threshold, from the largest to the smallest.

    Attributes:
        thresholds: (T,) probability from which the class is named; above 1 first.
        false_positive_rate: (T,).
        recall: (T,) true positive rate.
        precision: (T,) 1 where nothing is named.
    """

    thresholds: Floats
    false_positive_rate: Floats
    recall: Floats
    precision: Floats


def operating(truth: NDArray[np.bool_], scores: Floats) -> Operating:
    """Of one class.

    Args:
        truth: (N,) which items are of the class; at least one is and one is not.
        scores: (N,) their probability of it.
    """
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    # One point for each value: items of equal score cannot be told apart.
    last = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True))
    hits = np.cumsum(truth[order])[last].astype(np.float64)
    named = (last + 1).astype(np.float64)
    positives, negatives = float(truth.sum()), float((~truth).sum())
    recall = np.concatenate([[0.0], hits / positives])
    false = np.concatenate([[0.0], (named - hits) / negatives])
    precision = np.concatenate([[1.0], hits / named])
    return Operating(
        thresholds=np.concatenate([[np.nextafter(1.0, 2.0)], ordered[last]]),
        false_positive_rate=false,
        recall=recall,
        precision=precision,
    )


def curve_parts(answered: Answered, classes: Sequence[str]) -> tuple[Curve, ...]:
    """Both curves: of the rarer of two classes, else of each class against the others."""
    run = answered.run
    counts = run.truth.sum(axis=0)
    codes = [code for code in range(len(classes)) if 0 < counts[code] < len(run)]
    if not codes or len(run) < 2 * _LEAST:
        return ()
    if len(classes) == 2 and not run.multi_label:
        codes = [min(codes, key=lambda code: (counts[code], -code))]
    codes = sorted(codes, key=lambda code: -counts[code])[:_MOST_LINES]
    found = {code: operating(run.truth[:, code], run.probabilities[:, code]) for code in codes}
    names = {code: classes[code] for code in sorted(codes)}
    areas = _listed(names, answered.rankings["auroc"].by_class)
    sums = _listed(names, answered.rankings["average_precision"].by_class)
    return (
        Curve(
            title="ROC curve",
            x_label="false positive rate (1 - specificity)",
            y_label="sensitivity",
            lines={
                name: _line(found[code].false_positive_rate, found[code].recall)
                for code, name in names.items()
            },
            note=f"Area under the curve (AUROC): {areas}.",
        ),
        Curve(
            title="Precision and recall",
            x_label="recall (sensitivity)",
            y_label="precision",
            lines={
                name: _line(found[code].recall, found[code].precision)
                for code, name in names.items()
            },
            note=f"Average precision: {sums}.",
        ),
    )


def _listed(names: Mapping[int, str], scores: ClassScores) -> str:
    said = []
    for code, name in names.items():
        text = f"{name} {scores.values[code]:.3f}"
        if np.isfinite(scores.low[code]):
            text += f" ({scores.low[code]:.3f} to {scores.high[code]:.3f})"
        said.append(text)
    return ", ".join(said)


def _line(x: Floats, y: Floats) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Points of a line, evenly thinned where there are very many."""
    step = np.unique(np.linspace(0, len(x) - 1, min(len(x), _MOST_POINTS)).round().astype(int))
    return tuple(np.round(x[step], 5).tolist()), tuple(np.round(y[step], 5).tolist())

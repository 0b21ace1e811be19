"""What a report says of the model's certainty: is it as sure as it may be, and when it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import special

from tlstudio.core.certainty import Certainty
from tlstudio.core.reports import Curve, ReportPart, Table
from tlstudio.core.samples import SplitPart
from tlstudio.core.words import Noun, percent
from tlstudio.evaluation.answering import Answered
from tlstudio.metrics.answers import Answers, Floats
from tlstudio.metrics.calibration import BINS, LEAST_ITEMS, calibration_error, reliability
from tlstudio.metrics.conformal import (
    EVERY_CLASS,
    SetQuality,
    cross_quality,
    largest_coverage,
    prediction_sets,
    quality_of,
)
from tlstudio.metrics.deciding import decide, threshold_from
from tlstudio.metrics.operating import mean_cost, operating_point
from tlstudio.metrics.shares import Share, share_of

_TINY = 1e-12
TOPIC = "certainty"
Row = tuple[str | float | int | None, ...]
Line = tuple[tuple[float, ...], tuple[float, ...]]
Interval3 = tuple[float | None, float | None, float | None]


def certainty_parts(
    answered: Answered, certainty: Certainty | None, classes: Sequence[str], split: SplitPart
) -> tuple[ReportPart, ...]:
    """Reliability, decisions by cost, short lists, and images unlike those of the training.

    Args:
        answered: Answers with this certainty.
        certainty: None where a run has none; then there is nothing to say.
        classes: K names.
        split: Whose images these are; those that the certainty was learned from are not counted
            as new.
    """
    if certainty is None or not certainty.n:
        return ()
    found: list[ReportPart | None] = [
        reliability_part(answered, certainty.temperature, split),
        costs_part(answered, certainty, classes),
        lists_part(answered, certainty, classes, split),
        unlike_part(answered, certainty),
    ]
    return tuple(part for part in found if part is not None)


def reliability_part(answered: Answered, temperature: float, split: SplitPart) -> Curve | None:
    """Is it right 80 % of the time where it is 80 % sure?"""
    items = answered.run.items
    run = answered.run
    if len(run) < LEAST_ITEMS:
        return None
    raw = replace(run, probabilities=uncalibrated(run, temperature))
    lines: dict[str, Line] = {"ideal": ((0.0, 1.0), (0.0, 1.0))}
    for name, answers in (("as trained", raw), ("calibrated", run)):
        bins = [one for one in reliability(answers, BINS, answered.groups) if one.right.count]
        lines[name] = (
            tuple(round(one.confidence, 5) for one in bins),
            tuple(round(one.right.value, 5) for one in bins),
        )
    before, after = calibration_error(raw), calibration_error(run)
    note = (
        f"Mean distance from the ideal line (expected calibration error, {BINS} bins): "
        f"{before:.3f} as trained, {after:.3f} calibrated with a temperature of "
        f"{temperature:.2f}."
    )
    if split == "validation":
        note += f" The temperature was learned from these very {items.many}; it is one number only."
    return Curve(
        topic=TOPIC,
        title="When it is 80 % sure, is it right 80 % of the time?",
        x_label="how sure it is",
        y_label="share that is right",
        lines=lines,
        note=note,
    )


def uncalibrated(answers: Answers, temperature: float) -> Floats:
    """(N, K) probabilities before the temperature, from those after it."""
    chances = np.clip(answers.probabilities, _TINY, 1 - _TINY)
    if answers.multi_label:
        several: Floats = special.expit(special.logit(chances) * temperature)
        return several
    one: Floats = special.softmax(np.log(chances) * temperature, axis=1)
    return one


def costs_part(answered: Answered, certainty: Certainty, classes: Sequence[str]) -> Table | None:
    """Where errors cost differently: what is found and missed at the decision that was chosen."""
    items = answered.run.items
    weights = certainty.choices.weights(tuple(classes))
    if weights is None:
        return None
    run = answered.run
    points = [operating_point(run, code, answered.groups) for code in range(run.classes)]
    rows = [
        (
            name,
            weights[code],
            _named_from(weights, code, multi_label=run.multi_label),
            *_three(points[code].sensitivity),
            *_three(points[code].specificity),
            *_three(points[code].positive_value),
        )
        for code, name in enumerate(classes)
    ]
    plain = replace(run, predicted=decide(run.probabilities, None, run.multi_label))
    ours, theirs = (mean_cost(one, weights, answered.groups).value for one in (run, plain))
    return Table(
        topic=TOPIC,
        title="Decisions by what an error costs",
        columns=(
            *("class", "cost of missing it", "named from"),
            *("sensitivity", "sensitivity low", "sensitivity high"),
            *("specificity", "specificity low", "specificity high"),
            *("right when named", "right when named low", "right when named high"),
        ),
        rows=tuple(rows),
        note=(
            f"A class is named where that costs least on average. Mean cost {items.a_one}: "
            f"{ours:.3f}, against {theirs:.3f} if the likeliest class were named."
        ),
    )


def _named_from(weights: Sequence[float], code: int, *, multi_label: bool) -> float | None:
    if multi_label:
        return 1 / (1 + weights[code])
    return threshold_from(weights, code) if len(weights) == 2 else None


def lists_part(
    answered: Answered, certainty: Certainty, classes: Sequence[str], split: SplitPart
) -> Table | None:
    """Short lists: how often they hold the truth, and how long they are."""
    items = answered.run.items
    rule = certainty.sets
    if rule is None:
        return None
    quality = _quality(answered, certainty, split)
    rows: list[Row] = [(f"all {items.many}", *_three(quality.coverage), quality.coverage.count)]
    rows += [
        (name, *_three(share), share.count)
        for name, share in zip(classes, quality.by_class, strict=True)
    ]
    return Table(
        topic=TOPIC,
        title=(
            f"Short lists that hold the truth in {percent(rule.coverage)} of similar {items.many}"
        ),
        columns=("", "holds the truth", "holds the truth low", "holds the truth high", items.many),
        rows=tuple(rows),
        note=_lists_note(certainty, quality, split, items),
    )


def _quality(answered: Answered, certainty: Certainty, split: SplitPart) -> SetQuality:
    run, rule = answered.run, certainty.sets
    assert rule is not None
    if split == "validation":
        return cross_quality(run.probabilities, run.truth, rule.coverage, answered.groups)
    return quality_of(
        prediction_sets(run.probabilities, rule.threshold), run.truth, answered.groups
    )


def _lists_note(certainty: Certainty, quality: SetQuality, split: SplitPart, items: Noun) -> str:
    rule = certainty.sets
    assert rule is not None
    units = rule.groups
    what = "groups" if units < rule.n else items.many
    if rule.threshold >= EVERY_CLASS:
        most = percent(largest_coverage(units))
        return (
            f"With {units} tuning {what} no list shorter than all classes can promise "
            f"{percent(rule.coverage)}: at most {most} can be promised. "
            f"Ask for less, or tune on more {what}."
        )
    said = [
        f"{percent(round(quality.sure, 2))} of the lists have one class; "
        f"{quality.mean_size:.2f} classes on average (conformal prediction)."
    ]
    if split == "validation":
        said.append(f"Each list was made by what the other tuning {items.many} taught.")
    low = quality.coverage.high
    if np.isfinite(low) and low < rule.coverage:
        said.append(f"They hold the truth less often than promised: these {items.many} differ.")
    said.append(
        "The promise is for new "
        + (f"{items.many} of new groups" if what == "groups" else items.many)
        + " like these, over all classes together, not for each class."
    )
    return " ".join(said)


def unlike_part(answered: Answered, certainty: Certainty) -> Table | None:
    """How many images are unlike the training, and how right the model is on them."""
    items = answered.run.items
    rule = certainty.unlike
    if rule is None or answered.distances is None:
        return None
    far = answered.distances > 1
    right = answered.run.correct()
    rows: list[Row] = []
    for name, here in (
        (f"like the training {items.many}", ~far),
        (f"unlike the training {items.many}", far),
    ):
        share = share_of(right[here], answered.groups[here])
        rows.append((name, int(here.sum()), *_three(share)))
    return Table(
        topic=TOPIC,
        title=f"{items.many.capitalize()} unlike those of the training",
        columns=("", items.many, "accuracy", "accuracy low", "accuracy high"),
        rows=tuple(rows),
        note=(
            f"Measured by the distance of features from the class means of {rule.fitted_on} "
            f"training {items.many}; within the limit lie {percent(round(rule.share, 2))} of "
            f"{rule.n} tuning {items.many}. Look at {items.many} beyond it yourself."
        ),
    )


def _three(share: Share) -> Interval3:
    """Value and ends, None where they cannot be told."""
    value, low, high = (
        float(number) if np.isfinite(number) else None
        for number in (share.value, share.low, share.high)
    )
    return value, low, high

"""Which of two runs or more is better, or are they practically the same?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from scipy import special

from tlstudio.core.comparing import MARGIN, Compared, ComparedRun, Pair, Said
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.reports import Metric
from tlstudio.core.samples import SplitPart
from tlstudio.core.words import IMAGE, Noun
from tlstudio.evaluation.comparing.common import Common, common
from tlstudio.evaluation.comparing.fields import differing
from tlstudio.metrics.answers import Answers
from tlstudio.metrics.balance import is_unbalanced
from tlstudio.metrics.catalogue import BY_SUMS, INFO, USUAL, names_for
from tlstudio.metrics.intervals import TRUSTED_GROUPS, student
from tlstudio.metrics.ordinal import class_order
from tlstudio.metrics.paired import Comparison
from tlstudio.metrics.paired import compare as compare_pair
from tlstudio.metrics.scores import scores_of
from tlstudio.metrics.units import Units, units_of
from tlstudio.project.evaluations import Evaluation, Scores, read_evaluations, read_scores
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.specs import task_noun

_LEVEL = 0.05
_MOST = 8


def compare_runs(
    runs: Sequence[RunFolder],
    part: SplitPart = "validation",
    *,
    margin: float = MARGIN,
    metric: str = "",
) -> Compared:
    """Compare runs by their stored answers; nothing is computed anew, no part is opened.

    Args:
        runs: Two or more.
        part: Of the split; of the final test only what was opened before is read.
        margin: Differences below it are practically none.
        metric: The deciding one; "" takes accuracy, or balanced accuracy for unbalanced classes.

    Raises:
        UsageError: When there are too few or too many runs, or no such metric for these classes.
        BadInputError: When a run was not scored on the part, or nothing is common.
    """
    if len({run.name for run in runs}) < 2:
        raise UsageError("There is one run only.", "Name two runs or more to compare.")
    if len(runs) > _MOST:
        raise UsageError(f"{len(runs)} runs are too many.", f"Name up to {_MOST} of them.")
    evaluations = {run.name: _newest(run, part) for run in runs}
    scores = {name: read_scores(one.folder) for name, one in evaluations.items()}
    return compared(scores, evaluations, part, margin=margin, metric=metric)


def _newest(run: RunFolder, part: SplitPart) -> Evaluation:
    found = read_evaluations(run).newest(part)
    if found is not None:
        return found
    if part == "test":
        raise BadInputError(
            f"The final test was not opened for the run {run.name}.",
            "Compare on the tuning part; the final test is for the run that you choose.",
        )
    raise BadInputError(
        f"The run {run.name} was not evaluated yet.",
        f"Evaluate it first: tlstudio evaluate PROJECT {run.name}.",
    )


def compared(
    scores: Mapping[str, Scores],
    evaluations: Mapping[str, Evaluation],
    part: SplitPart,
    *,
    margin: float = MARGIN,
    metric: str = "",
) -> Compared:
    """Compare answers that are at hand; see `compare_runs`."""
    if not 0 < margin < 1:
        raise UsageError(f"A margin of {margin:g} is not allowed.", "Give a share, as 0.02.")
    shared = common(scores)
    name = metric or _deciding(shared)
    known = _comparable(shared)
    if name not in known:
        raise UsageError(
            f"These runs cannot be compared by {name!r}.", f"Choose one of: {', '.join(known)}."
        )
    names = (name, *(usual for usual in USUAL if usual != name))
    units = {run: units_of(answers, shared.groups) for run, answers in shared.answers.items()}
    pairs = _pairs(shared, units, names, margin)
    return Compared(
        part=part,
        n=len(shared.keys),
        groups=len(next(iter(units.values()))),
        left_out=shared.left_out + shared.relabelled,
        metric=name,
        label=INFO[name].label,
        margin=margin,
        runs=tuple(
            ComparedRun(name=run, metrics=_metrics(answers, units[run], names))
            for run, answers in shared.answers.items()
        ),
        pairs=pairs,
        verdicts=tuple(sentence(pair, margin) for pair in pairs),
        notes=tuple(_notes(shared, units, evaluations, part, len(pairs))),
        fields=differing({run: one.report for run, one in evaluations.items()}),
    )


def _comparable(shared: Common) -> tuple[str, ...]:
    """Metrics that mean something for these answers and can be compared pair by pair."""
    several = any(answers.multi_label for answers in shared.answers.values())
    ordered = not several and class_order(shared.classes) is not None
    names = names_for(multi_label=several, ordered=ordered)
    return tuple(name for name in names if name in BY_SUMS)


def _deciding(shared: Common) -> str:
    counts = next(iter(shared.answers.values())).truth.sum(axis=0)
    return "balanced_accuracy" if is_unbalanced(counts) else "accuracy"


def _metrics(answers: Answers, units: Units, names: Sequence[str]) -> tuple[Metric, ...]:
    return tuple(
        Metric(
            name=score.info.name,
            label=score.info.label,
            value=score.value,
            low=score.interval.low,
            high=score.interval.high,
            method=score.interval.method,
            higher_is_better=score.info.higher_is_better,
            headline=score.info.name == names[0],
        )
        for score in scores_of(answers, units, names)
        if np.isfinite(score.value)
    )


def _pairs(
    shared: Common, units: Mapping[str, Units], names: Sequence[str], margin: float
) -> tuple[Pair, ...]:
    found: list[tuple[str, str, dict[str, Comparison]]] = []
    for first, second in combinations(shared.answers, 2):
        by_metric = {
            name: compare_pair(
                shared.answers[first], shared.answers[second], (units[first], units[second]), name
            )
            for name in names
        }
        found.append((first, second, by_metric))
    corrected = holm([by_metric[names[0]].p_value for _, _, by_metric in found])
    count = len(next(iter(units.values())))
    pairs = []
    for (first, second, by_metric), p_corrected in zip(found, corrected, strict=True):
        deciding = by_metric[names[0]]
        pairs.append(
            Pair(
                first=first,
                second=second,
                differences=tuple(_difference(name, one) for name, one in by_metric.items()),
                p_value=deciding.p_value,
                p_corrected=p_corrected,
                p_same=_p_same(deciding, count, margin),
                test=deciding.test,
                said=_said(deciding, p_corrected, margin, INFO[names[0]].higher_is_better),
            )
        )
    return tuple(pairs)


def _difference(name: str, found: Comparison) -> Metric:
    info = INFO[name]
    return Metric(
        name=name,
        label=info.label,
        value=found.difference,
        low=found.interval.low,
        high=found.interval.high,
        method=found.interval.method,
        higher_is_better=info.higher_is_better,
    )


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """P-values corrected for their number (Holm 1979, Scand. J. Stat. 6, 65-70)."""
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    found = [0.0] * len(p_values)
    largest = 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        found[place] = largest
    return tuple(found)


def _p_same(found: Comparison, count: int, margin: float) -> float | None:
    """Two one-sided t-tests (Schuirmann 1987, J. Pharmacokinet. Biopharm. 15, 657-680)."""
    low, high = found.interval.low, found.interval.high
    if low is None or high is None or count < 2:
        return None
    # An end that was cut off says too little; the other one is as far away.
    half = max(high - found.difference, found.difference - low)
    if half <= 0:
        return 0.0 if abs(found.difference) < margin else 1.0
    t = (margin - abs(found.difference)) * float(student(count)) / half
    return float(special.stdtr(count - 1, -t))


def _said(found: Comparison, p_corrected: float, margin: float, higher_is_better: bool) -> Said:
    low, high = found.interval.low, found.interval.high
    if low is None or high is None:
        return "unknown"
    if -margin < low and high < margin:
        return "same"
    if p_corrected < _LEVEL and (low > 0 or high < 0):
        return "better" if (low > 0) == higher_is_better else "worse"
    return "unknown"


def sentence(pair: Pair, margin: float, items: Noun = IMAGE) -> str:
    """The verdict on a pair."""
    one = pair.difference
    name = one.label.lower() if not one.label.isupper() else one.label
    if one.low is None or one.high is None:
        return f"Too few {items.many} to tell {pair.first} from {pair.second}."
    ends = f"95 % between {one.low:+.3f} and {one.high:+.3f}"
    if pair.said == "same":
        return (
            f"{pair.first} and {pair.second} are practically the same: they differ by "
            f"{one.value:+.3f} in {name} ({ends}), within the margin of {margin:g}."
        )
    if pair.said == "unknown":
        return (
            f"It cannot be told whether {pair.first} or {pair.second} is better: they differ by "
            f"{one.value:+.3f} in {name} ({ends})."
        )
    winner, loser = pair.first, pair.second
    if pair.said == "worse":
        winner, loser = loser, winner
    return (
        f"{winner} is better than {loser}, by {abs(one.value):.3f} in {name} ({ends}, "
        f"p = {pair.p_corrected:.2g})."
    )


def _notes(
    shared: Common,
    units: Mapping[str, Units],
    evaluations: Mapping[str, Evaluation],
    part: SplitPart,
    pairs: int,
) -> list[str]:
    said = []
    items = task_noun(next(iter(evaluations.values())).report.task)
    if shared.left_out:
        said.append(
            f"{shared.left_out} {items.many} were answered by some of the runs only and are left "
            "out."
        )
    if shared.relabelled:
        said.append(
            f"{shared.relabelled} {items.many} have another label in one of the runs and are "
            "left out."
        )
    if len({one.report.dataset for one in evaluations.values()}) > 1:
        said.append(f"The labels, {items.many} or parts of the dataset changed between these runs.")
    first = next(iter(units.values()))
    if first.grouped and len(first) < TRUSTED_GROUPS:
        said.append(
            f"The {items.many} come from {len(first)} groups only: intervals are not to trust."
        )
    if pairs > 1:
        said.append(
            f"P-values are corrected for {pairs} comparisons (Holm); each interval is of its pair "
            "alone."
        )
    if part == "validation":
        said.append(
            f"These {items.many} also chose the best pass of each run: compare on new "
            f"{items.many}, or open the final test for the chosen run alone."
        )
    return said

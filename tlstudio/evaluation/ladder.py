"""Is the run better than simpler methods on the same images?"""

from __future__ import annotations

from collections.abc import Sequence

from tlstudio.core.reports import Ladder, Metric, Rung
from tlstudio.core.words import Noun
from tlstudio.evaluation.answering import RUNGS, Answered
from tlstudio.evaluation.metric_parts import metrics_of
from tlstudio.metrics.catalogue import USUAL
from tlstudio.metrics.paired import compare
from tlstudio.metrics.units import units_of


def ladder_part(answered: Answered, headline: str, *, is_probe: bool, offer: str = "") -> Ladder:
    """Simpler methods on the same items, each with a paired test against the run.

    Args:
        answered: Answers of all of them.
        headline: Metric of the comparison.
        is_probe: Whether the run is a linear layer on the model as it is.
        offer: What was not tried.
    """
    ours = answered.units
    rungs = []
    for name, label in RUNGS.items():
        answers = answered.by_rung.get(name)
        if answers is None:
            continue
        units = ours if answers is answered.run else units_of(answers, answered.groups)
        if name == "this_run":
            rungs.append(
                Rung(name=name, label=label, metrics=metrics_of(answers, units, USUAL, headline))
            )
            continue
        found = compare(answered.run, answers, (ours, units), headline)
        difference = Metric(
            name=headline,
            label="This run is better by",
            value=found.difference,
            low=found.interval.low,
            high=found.interval.high,
            method=found.interval.method,
        )
        rungs.append(
            Rung(
                name=name,
                label=label,
                metrics=metrics_of(answers, units, USUAL, headline),
                difference=difference,
                p_value=found.p_value,
                test=found.test,
            )
        )
    verdict, beaten = _verdict(rungs, headline, answered.run.items, is_probe=is_probe)
    verdict = " ".join(filter(None, (verdict, _worth(rungs, headline))))
    return Ladder(rungs=tuple(rungs), verdict=verdict, beaten=beaten, offer=offer)


def _worth(rungs: Sequence[Rung], headline: str) -> str:
    """What the pretraining is worth, where the same network was trained from scratch."""
    rung = next((rung for rung in rungs if rung.name == "from_scratch"), None)
    if rung is None or rung.difference is None:
        return ""
    found, name = rung.difference, headline.replace("_", " ")
    if found.low is None or found.high is None:
        return ""
    ends = f"95 % between {found.low:+.3f} and {found.high:+.3f}"
    if found.low > 0:
        return f"From scratch the same network is worse by {found.value:.3f} in {name} ({ends})."
    if found.high < 0:
        return (
            f"From scratch the same network is better by {-found.value:.3f} in {name} ({ends}): "
            "the pretraining does not help here."
        )
    return (
        f"From scratch the same network is not clearly worse (difference {found.value:+.3f} in "
        f"{name}, {ends})."
    )


def _verdict(
    rungs: Sequence[Rung], headline: str, items: Noun, *, is_probe: bool
) -> tuple[str, bool]:
    by_name = {rung.name: rung for rung in rungs}
    rival = "majority" if is_probe else "linear_probe"
    what = "always naming the most frequent class" if is_probe else "a linear layer alone"
    rung = by_name.get(rival)
    if rung is None or rung.difference is None:
        return "There is nothing simpler to compare with.", True
    difference, name = rung.difference, headline.replace("_", " ")
    by = f"{abs(difference.value):.3f} in {name}"
    lead = "This run is itself the linear layer on the model as it is. " if is_probe else ""
    if difference.low is None or difference.high is None:
        return f"{lead}Too few {items.many} to say whether it is better than {what}.", False
    if difference.low > 0:
        return f"{lead}It is better than {what}, by {by}.", True
    if difference.high < 0:
        return f"{lead}It is worse than {what}, by {by}: take the simpler one.", False
    return (
        f"{lead}It is not clearly better than {what} (difference {difference.value:+.3f}, "
        f"95 % between {difference.low:+.3f} and {difference.high:+.3f}): the simpler one may "
        "serve as well.",
        False,
    )

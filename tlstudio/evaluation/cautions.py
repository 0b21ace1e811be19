"""What a referee would ask about, said before the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from tlstudio.core.reports import Warnings
from tlstudio.evaluation.answering import Answered
from tlstudio.metrics.intervals import FEW_GROUPS, TRUSTED_GROUPS
from tlstudio.metrics.units import Units

_FEW_ITEMS = 20
_MOST_NAMES = 5


def warnings_part(
    answered: Answered, units: Units, classes: Sequence[str], *, split: str, openings: int
) -> Warnings | None:
    """Few groups, rare classes, answers that are all alike, images that chose the model."""
    items = answered.run.items
    said = [*_of_units(units, split), *_of_classes(answered, classes)]
    if answered.failures:
        said.append(f"{len(answered.failures)} {items.many} could not be read and were not scored.")
    if split == "validation":
        said.append(
            f"These {items.many} also tuned this run: its best pass where there are several, and "
            "how sure it is. So the numbers flatter a little. The final test was not touched."
        )
    if split == "train":
        said.append(
            f"These {items.many} were learned from: the numbers say nothing about new {items.many}."
        )
    if openings > 1:
        said.append(
            f"The final test had been opened {openings} times, this time included: choices made "
            "after looking at it make its numbers too good."
        )
    return Warnings(sentences=tuple(said)) if said else None


def _of_units(units: Units, split: str) -> list[str]:
    items = units.items
    count, said = len(units), list[str]()
    if not units.grouped:
        return said
    if count == 1:
        said.append(
            f"All {items.many} come from one group, so nothing is known of other groups: no "
            f"interval can be given. Bring {items.many} of more groups."
        )
    elif count < TRUSTED_GROUPS:
        said.append(
            f"The {items.many} come from {count} groups only. Intervals from fewer than "
            f"{TRUSTED_GROUPS} groups cannot be trusted: in simulated studies some held the truth "
            f"in less than 90 of 100. Bring more groups, not more {items.many} of the same ones"
            + ("." if split == "folds" else ", or use cross-validation.")
        )
    elif count < FEW_GROUPS:
        said.append(
            f"The {items.many} come from {count} groups only. With fewer than {FEW_GROUPS}, "
            f"intervals are wide and rough: bring more groups, not more {items.many} of the same "
            "ones."
        )
    return said


def _of_classes(answered: Answered, classes: Sequence[str]) -> list[str]:
    items = answered.run.items
    run, said = answered.run, list[str]()
    counts, named = run.truth.sum(axis=0), run.predicted.sum(axis=0)
    absent = [name for name, count in zip(classes, counts, strict=True) if count == 0]
    rare = [name for name, count in zip(classes, counts, strict=True) if 0 < count < _FEW_ITEMS]
    if absent:
        said.append(
            f"There is no {items.one} here of: {_listed(absent)}. Nothing is known of them."
        )
    if rare:
        said.append(f"Fewer than {_FEW_ITEMS} {items.many} here of: {_listed(rare)}.")
    several = len(classes) - len(absent) > 1
    if len(run) > 1 and (run.probabilities == run.probabilities[0]).all():
        said.append(
            f"Every {items.one} got the very same probabilities: the model has learned nothing."
        )
    elif several and not run.multi_label and named.max() == len(run):
        only = classes[int(named.argmax())]
        said.append(
            f"Every {items.one} was named {only}: the model does not tell the classes apart."
        )
    return said


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")

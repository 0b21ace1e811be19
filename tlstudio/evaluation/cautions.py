"""What a referee would ask about, said before the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    said = [*_of_units(units), *_of_classes(answered, classes)]
    if answered.failures:
        said.append(f"{len(answered.failures)} images could not be read and were not scored.")
    if split == "validation":
        said.append(
            "These images also chose the best pass, so the numbers flatter a little. The final "
            "test was not touched."
        )
    if split == "train":
        said.append("These images were learned from: the numbers say nothing about new images.")
    if openings > 1:
        said.append(
            f"The final test had been opened {openings} times, this time included: choices made "
            "after looking at it make its numbers too good."
        )
    return Warnings(sentences=tuple(said)) if said else None


def _of_units(units: Units) -> Iterator[str]:
    count = len(units)
    if not units.grouped:
        return
    if count == 1:
        yield (
            "All images come from one group, so nothing is known of other groups: no interval can "
            "be given. Bring images of more groups."
        )
    elif count < TRUSTED_GROUPS:
        yield (
            f"The images come from {count} groups only. Intervals from fewer than "
            f"{TRUSTED_GROUPS} groups cannot be trusted: in simulated studies they held the truth "
            "in less than 90 of 100. Bring more groups, not more images of the same ones, or use "
            "cross-validation."
        )
    elif count < FEW_GROUPS:
        yield (
            f"The images come from {count} groups only. With fewer than {FEW_GROUPS}, "
            "intervals are wide and rough: bring more groups, not more images of the same ones."
        )


def _of_classes(answered: Answered, classes: Sequence[str]) -> Iterator[str]:
    counts, named = answered.run.truth.sum(axis=0), answered.run.predicted.sum(axis=0)
    absent = [name for name, count in zip(classes, counts, strict=True) if count == 0]
    rare = [name for name, count in zip(classes, counts, strict=True) if 0 < count < _FEW_ITEMS]
    if absent:
        yield f"There is no image here of: {_listed(absent)}. Nothing is known of them."
    if rare:
        yield f"Fewer than {_FEW_ITEMS} images here of: {_listed(rare)}."
    if (answered.run.probabilities == answered.run.probabilities[:1]).all() and len(
        answered.run
    ) > 1:
        yield "Every image got the very same probabilities: the model has learned nothing."
    elif (
        not answered.run.multi_label
        and (named == len(answered.run)).any()
        and len(absent) < (len(classes) - 1)
    ):
        only = classes[int(named.argmax())]
        yield f"Every image was named {only}: the model does not tell the classes apart."


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")

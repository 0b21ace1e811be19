"""Stored answers of several runs, brought to the same images, truth and order of classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.errors import BadInputError
from tlstudio.metrics.answers import Answers
from tlstudio.metrics.ordinal import class_order
from tlstudio.project.evaluations import Scores

_JOINT = "; "


@dataclass(frozen=True)
class Common:
    """What all runs have answered.

    Attributes:
        classes: K names of all runs together, from the smallest to the largest where they are in
            an order, else by the alphabet.
        keys: (N,) images in one order.
        groups: (N,) codes of what belongs together; an image without a group stands alone.
        answers: Run → its answers.
        left_out: Images that some have answered, but not all.
        relabelled: Images that all have answered, each by another truth.
    """

    classes: tuple[str, ...]
    keys: tuple[str, ...]
    groups: NDArray[np.int64]
    answers: dict[str, Answers]
    left_out: int
    relabelled: int


def common(found: Mapping[str, Scores]) -> Common:
    """Bring stored answers together.

    Args:
        found: Run → its answers to one and the same part of the split.

    Raises:
        BadInputError: When no image was answered by all with the same truth.
    """
    classes = tuple(sorted({name for scores in found.values() for name in scores.classes}))
    if (order := class_order(classes)) is not None:
        classes = tuple(classes[place] for place in order)
    places = [{key: row for row, key in enumerate(scores.keys)} for scores in found.values()]
    shared = [key for key in places[0] if all(key in place for place in places[1:])]
    everything = len(set().union(*places))
    scores_of = list(found.values())

    def truths(key: str) -> set[str]:
        return {scores.truth[place[key]] for scores, place in zip(scores_of, places, strict=True)}

    keys = sorted(key for key in shared if len(truths(key)) == 1)
    if not keys:
        raise BadInputError(
            "These runs have nothing in common: they were scored on different items, or the "
            "labels of all of them have changed since.",
            "Train and evaluate them on the same division, then compare again.",
        )
    several = any(
        text not in classes for scores in scores_of for text in (*scores.truth, *scores.answers)
    )
    answers = {
        name: _answers(scores, [place[key] for key in keys], classes, several=several)
        for (name, scores), place in zip(found.items(), places, strict=True)
    }
    newest = scores_of[0]
    groups = _codes([newest.groups[places[0][key]] for key in keys])
    return Common(
        classes=classes,
        keys=tuple(keys),
        groups=groups,
        answers=answers,
        left_out=everything - len(shared),
        relabelled=len(shared) - len(keys),
    )


def stored_answers(scores: Scores, keys: Sequence[str], classes: Sequence[str]) -> Answers | None:
    """Answers to these images in this order of classes; None where one is missing."""
    place = {key: row for row, key in enumerate(scores.keys)}
    if set(scores.classes) != set(classes) or not all(key in place for key in keys):
        return None
    several = any(text not in classes for text in (*scores.truth, *scores.answers))
    return _answers(scores, [place[key] for key in keys], tuple(classes), several=several)


def _answers(
    scores: Scores, rows: Sequence[int], classes: tuple[str, ...], *, several: bool
) -> Answers:
    columns = [classes.index(name) for name in scores.classes]
    chances = np.zeros((len(rows), len(classes)))
    chances[:, columns] = scores.probabilities[list(rows)]
    if not several:
        # They were rounded when they were stored.
        chances /= np.maximum(chances.sum(axis=1, keepdims=True), 1e-12)
    return Answers(
        truth=_members([scores.truth[row] for row in rows], classes),
        predicted=_members([scores.answers[row] for row in rows], classes),
        probabilities=chances,
        multi_label=several,
    )


def _members(texts: Sequence[str], classes: tuple[str, ...]) -> NDArray[np.bool_]:
    found = np.zeros((len(texts), len(classes)), bool)
    codes = {name: code for code, name in enumerate(classes)}
    for row, text in enumerate(texts):
        # A class name may hold the joint itself.
        for name in (text,) if text in codes else text.split(_JOINT):
            if name in codes:
                found[row, codes[name]] = True
    return found


def _codes(groups: Sequence[str]) -> NDArray[np.int64]:
    named = [group or f"\0{row}" for row, group in enumerate(groups)]
    found: NDArray[np.int64] = np.unique(named, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return found

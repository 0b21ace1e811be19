"""Confident learning (Northcutt et al. 2021, arXiv 1911.00068): which labels are probably wrong.

An item counts as confidently of a class when its probability there reaches the mean that items
labelled so have. Counted by label and confident class, that gives the confident joint: how many
items of each label are of which class. Brought to the numbers of labels that there are, it says how
many of each label to doubt; doubted are those that stand out most (the paper's "prune by noise
rate"). All probabilities must come from models that never learned from the item itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SLACK = 1e-6
_NOBODY = 2.0
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Doubts:
    """What confident learning says of N labels.

    Attributes:
        flagged: (N,) whether the label is probably wrong.
        score: (N,) from 0, surely wrong, to 1, surely right: the normalised margin, which is half
            of one more than the label's probability less the largest one of another class.
        confidence: (N,) probability of the label itself (self-confidence).
    """

    flagged: Flags
    score: Floats
    confidence: Floats


def doubts(labels: Ints, chances: Floats) -> Doubts:
    """Judge the labels of items that have one class each.

    Args:
        labels: (N,) class codes.
        chances: (N, K) probabilities by models that did not learn from the item.
    """
    confidence = self_confidence(labels, chances)
    flagged = doubted(labels, chances)
    return Doubts(flagged, normalised_margin(labels, chances), confidence)


def doubts_of_several(members: NDArray[np.uint8], chances: Floats) -> tuple[Doubts, Flags]:
    """Judge the labels of items that may have several classes, each class for itself.

    Args:
        members: (N, K) 1 where the item is labelled with the class.
        chances: (N, K) probability of each class by itself.

    Returns:
        What is said of the items, by their worst class; and (N, K), which memberships are doubted.
    """
    believed = np.where(members == 1, chances, 1 - chances)
    wrong = np.zeros(members.shape, bool)
    for code in range(members.shape[1]):
        two = np.stack([1 - chances[:, code], chances[:, code]], axis=1)
        wrong[:, code] = doubted(members[:, code].astype(np.int64), two)
    worst = believed.min(axis=1)
    flagged: Flags = np.asarray(wrong.any(axis=1), bool)
    return Doubts(flagged, worst, worst), wrong


def self_confidence(labels: Ints, chances: Floats) -> Floats:
    """(N,) probability of each item's own label."""
    found: Floats = chances[np.arange(len(labels)), labels]
    return found


def normalised_margin(labels: Ints, chances: Floats) -> Floats:
    """(N,) half of one more than the label's probability less the largest of another class."""
    own = self_confidence(labels, chances)
    if chances.shape[1] < 2:
        return np.ones(len(labels))
    others = chances.copy()
    others[np.arange(len(labels)), labels] = -1.0
    margin: Floats = (own - others.max(axis=1) + 1) / 2
    return margin


def thresholds(labels: Ints, chances: Floats) -> Floats:
    """(K,) mean probability of a class among the items labelled so; beyond 1 without any."""
    found = np.full(chances.shape[1], _NOBODY)
    for code in np.unique(labels):
        found[code] = max(float(chances[labels == code, code].mean()), _SLACK)
    return found


def confident_joint(labels: Ints, chances: Floats) -> Ints:
    """(K, K) items by their label and the class that they confidently are of, as counted."""
    classes = chances.shape[1]
    sure = chances >= thresholds(labels, chances) - _SLACK
    some = sure.any(axis=1)
    guess = np.where(sure, chances, -1.0).argmax(axis=1)
    # Of several classes that are reached the likeliest one of all is meant.
    several = sure.sum(axis=1) > 1
    guess[several] = chances[several].argmax(axis=1)
    joint = np.zeros((classes, classes), np.int64)
    np.add.at(joint, (labels[some], guess[some]), 1)
    # At least one item of each class is believed to be what its label says.
    np.fill_diagonal(joint, np.maximum(joint.diagonal(), 1))
    return joint


def calibrated(joint: Ints, labels: Ints) -> Ints:
    """The joint brought to the numbers of labels that there are, in whole items."""
    counts = np.bincount(labels, minlength=len(joint))
    sums = joint.sum(axis=1, keepdims=True)
    scaled = joint / np.maximum(sums, _SLACK) * counts[:, None]
    return np.stack([_whole(row, int(total)) for row, total in zip(scaled, counts, strict=True)])


def _whole(shares: Floats, total: int) -> Ints:
    """Whole numbers near the shares, with the given sum; largest remainders are rounded up."""
    found = np.floor(shares + _SLACK).astype(np.int64)
    missing = max(total - int(found.sum()), 0)
    rest = shares - found
    found[np.argsort(-rest, kind="stable")[:missing]] += 1
    return found


def doubted(labels: Ints, chances: Floats) -> Flags:
    """(N,) which labels are probably wrong; see `pruned`."""
    if chances.shape[1] < 2 or not len(labels):
        return np.zeros(len(labels), bool)
    joint = calibrated(confident_joint(labels, chances), labels)
    return pruned(labels, chances, joint)


def pruned(labels: Ints, chances: Floats, joint: Ints) -> Flags:
    """(N,) as many of each label as the joint says, those that stand out most.

    A label is never doubted where the models' likeliest class is the label itself, and at least one
    item of each label is left alone.
    """
    found = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        for other in np.flatnonzero(joint[label] > 0):
            if other == label:
                continue
            count = min(int(joint[label, other]), len(places) - 1)
            margin = chances[places, other] - chances[places, label]
            found[places[np.argsort(-margin, kind="stable")[:count]]] = True
    found[self_confidence(labels, chances) >= chances.max(axis=1) - _SLACK] = False
    return found

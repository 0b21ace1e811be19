"""Answers to every item by a model that did not learn from it, nor from its group."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.features.linear import fit_linear

FOLDS = 5
FEWEST = 3
"""Items of a class that the models must have learned from, before they may judge its labels."""

_HOLD = 10.0
_STRONGEST = 1.0
# Held back ten times as much as answers best, a layer does not bend to single labels that are
# wrong: with 5 % of them flipped, 70 instead of 64 of 100 came into the first tenth of the queue.


def deal(y: NDArray[Any], groups: NDArray[np.int64], folds: int, seed: int) -> NDArray[np.int64]:
    """(N,) fold of each item: groups whole, classes spread evenly.

    Groups are dealt like cards, sorted by their most frequent class and in random order within it.

    Args:
        y: (N,) class codes, or (N, K) memberships.
        groups: (N,) codes; an item that belongs to no other one is a group of its own.
        folds: At most as many as there are groups.
        seed: Of the random order.
    """
    rng = np.random.default_rng(seed)
    ids, inverse = np.unique(groups, return_inverse=True)
    count = y.shape[1] if y.ndim == 2 else int(y.max()) + 1
    table = np.zeros((len(ids), count), np.int64)
    if y.ndim == 2:
        np.add.at(table, inverse, y.astype(np.int64))
    else:
        np.add.at(table, (inverse, y), 1)
    # Rare classes first: what a group has of them decides where it goes.
    shares = table / np.maximum(table.sum(axis=0), 1)
    order = np.lexsort((rng.random(len(ids)), shares.argmax(axis=1)))
    dealt = np.empty(len(ids), np.int64)
    dealt[order] = np.arange(len(ids)) % folds
    return dealt[inverse]


def out_of_fold(
    x: NDArray[Any],
    y: NDArray[Any],
    classes: int,
    groups: NDArray[np.int64],
    *,
    seed: int = 0,
    folds: int = FOLDS,
    reporter: Reporter | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]] | None:
    """Probabilities of a linear layer on features, fitted on the other folds.

    Args:
        x: (N, D) features of a network that did not learn from these labels.
        y: (N,) class codes, or (N, K) memberships.
        classes: K.
        groups: (N,) codes of what belongs together.
        seed: Of the folds.
        folds: At most so many.
        reporter: Hears of progress, asked whether to stop.

    Returns:
        (N, K) probabilities, and (N, K) whether the model behind them had learned from enough items
        of the class; None where items cannot be divided, for they all belong together.

    Raises:
        Stopped: When the reporter said so.
    """
    folds = min(folds, len(np.unique(groups)))
    if folds < 2:
        return None
    fold = deal(y, groups, folds, seed)
    members = y.astype(bool) if y.ndim == 2 else y[:, None] == np.arange(classes)
    chances = np.zeros((len(x), classes))
    known = np.zeros((len(x), classes), bool)
    # Only how strongly to hold back is taken from here; one choice serves all folds.
    strength = min(_HOLD * fit_linear(x, y, classes, groups=groups, seed=seed).l2, _STRONGEST)
    for number in range(folds):
        if reporter is not None:
            reporter.progress("judging labels", number, folds)
            if reporter.should_stop():
                raise Stopped
        inside, asked = fold != number, fold == number
        model = fit_linear(x[inside], y[inside], classes, l2=strength, seed=seed)
        chances[asked] = model.predict_proba(x[asked])
        known[asked] = members[inside].sum(axis=0) >= FEWEST
    return chances, known

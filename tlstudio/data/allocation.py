"""Deal units of items into parts of given shares, so that each part resembles the whole.

The same aim as scikit-learn's `StratifiedGroupKFold`, which deals into equal folds only: here
parts have any share, some items lie already in a part, and items may have several classes.
Units of several items are dealt greedily by a chi-squared cost and then moved while that helps,
from several starts; single items of one class fill what is missing in closed form, so that a
million of them take seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Ints = NDArray[np.int64]
_Floats = NDArray[np.float64]
_MAX_STARTS = 40
_WORK = 4000
_PASSES = 4


@dataclass(frozen=True)
class Problem:
    """What is to be dealt out.

    Attributes:
        unit: (N,) unit of each item; items of one unit stay together.
        labels: Class codes of each item, 0…classes-1.
        classes: Number of classes.
        want: (P, classes + 1) wanted count of each class in each part; the last column is the
            number of items.
        have: The same shape: what the parts hold already.
        cover: Part that shall see every class, -1 for none.
    """

    unit: _Ints
    labels: Sequence[tuple[int, ...]]
    classes: int
    want: _Floats
    have: _Floats
    cover: int = -1


@dataclass(frozen=True)
class _Bundle:
    """One unit: its classes with their counts, the last one being the number of items."""

    items: _Ints
    codes: _Ints
    counts: _Floats


def count_labels(labels: Sequence[tuple[int, ...]], classes: int) -> _Floats:
    """(classes + 1,) images of each class, and of all."""
    codes = np.fromiter((code for item in labels for code in item), dtype=np.int64)
    counts = np.bincount(codes, minlength=classes + 1).astype(np.float64)
    counts[classes] = len(labels)
    return counts


def allocate(problem: Problem, rng: np.random.Generator) -> _Ints:
    """Part 0…P-1 of each item.

    Args:
        problem: Items, units and what each part should hold.
        rng: Decides between equals; the same state gives the same answer.
    """
    parts = np.full(len(problem.unit), -1, dtype=np.int64)
    bundles, singles = _sort_out(problem)
    have = problem.have.copy()
    if bundles:
        placed = _deal(bundles, problem, rng)
        for bundle, part in zip(bundles, placed, strict=True):
            parts[bundle.items] = part
            have[part, bundle.codes] += bundle.counts
    if len(singles):
        codes = np.array([problem.labels[item][0] for item in singles], dtype=np.int64)
        parts[singles] = _fill(codes, have, problem, rng)
    if problem.cover >= 0:
        _cover_classes(parts, problem)
    return parts


def _sort_out(problem: Problem) -> tuple[list[_Bundle], _Ints]:
    """Units that must be weighed one by one, and single items of a single class."""
    if not len(problem.unit):
        return [], np.zeros(0, dtype=np.int64)
    order = np.argsort(problem.unit, kind="stable").astype(np.int64)
    starts = np.flatnonzero(np.diff(problem.unit[order], prepend=-1))
    sizes = np.diff(starts, append=len(order))
    simple = np.fromiter((len(item) == 1 for item in problem.labels), dtype=bool)
    alone = (sizes == 1) & simple[order[starts]]
    bundles = []
    for start, size in zip(starts[~alone], sizes[~alone], strict=True):
        items = order[start : start + size]
        codes, counts = np.unique(
            [code for item in items for code in problem.labels[item]], return_counts=True
        )
        bundles.append(
            _Bundle(
                items,
                np.append(codes, problem.classes).astype(np.int64),
                np.append(counts, size).astype(np.float64),
            )
        )
    return bundles, order[starts[alone]]


def _deal(bundles: list[_Bundle], problem: Problem, rng: np.random.Generator) -> list[int]:
    """The best of several starts; a start is greedy, the largest units first."""
    sizes = np.array([bundle.counts[-1] for bundle in bundles])
    starts = int(np.clip(_WORK // len(bundles), 1, _MAX_STARTS))
    best: tuple[tuple[int, int, float], list[int]] | None = None
    for start in range(starts):
        blur = rng.uniform(1.0, 1.0 + 0.5 * (start > 0), len(bundles))
        order = np.lexsort((rng.random(len(bundles)), -sizes * blur))
        have = problem.have.copy()
        placed = [-1] * len(bundles)
        for _ in range(_PASSES):
            if not _place(order, bundles, placed, have, problem.want):
                break
        score = _score(have, problem)
        if best is None or score < best[0]:
            best = (score, placed)
    assert best is not None
    return best[1]


def _place(
    order: _Ints, bundles: list[_Bundle], placed: list[int], have: _Floats, want: _Floats
) -> bool:
    """Put each unit where it costs least, taking it out first; whether anything moved."""
    safe = np.maximum(want, 1e-3)
    moved = False
    for index in order:
        bundle, old = bundles[index], placed[index]
        codes, counts = bundle.codes, bundle.counts
        if old >= 0:
            have[old, codes] -= counts
        excess = 2.0 * (have[:, codes] - want[:, codes]) + counts
        cost = (excess * counts / safe[:, codes]).sum(axis=1)
        new = int(np.argmin(cost))
        if old >= 0 and cost[old] <= cost[new] + 1e-9:
            new = old
        have[new, codes] += counts
        placed[index] = new
        moved |= new != old
    return moved


def _score(have: _Floats, problem: Problem) -> tuple[int, int, float]:
    """Classes without a training image, then empty parts, then chi-squared; smaller is better."""
    want = problem.want
    exists = want.sum(axis=0) > 0
    missing = 0
    if problem.cover >= 0:
        missing = int((exists & (have[problem.cover] == 0)).sum())
    empty = int(((have[:, -1] == 0) & (want[:, -1] > 0)).sum())
    return missing, empty, float(((have - want) ** 2 / np.maximum(want, 1e-3)).sum())


def _fill(codes: _Ints, have: _Floats, problem: Problem, rng: np.random.Generator) -> _Ints:
    """Deal single items by largest remainder, class by class, the rarest first."""
    n_parts = len(have)
    shuffled = rng.permutation(len(codes)).astype(np.int64)
    by_class = shuffled[np.argsort(codes[shuffled], kind="stable")]
    counts = np.bincount(codes, minlength=problem.classes)
    ends = np.cumsum(counts)
    parts = np.empty(len(codes), dtype=np.int64)
    have = have.copy()
    for code in np.argsort(counts, kind="stable"):
        if counts[code]:
            shares = _shares(int(counts[code]), int(code), have, problem)
            have[:, code] += shares
            have[:, -1] += shares
            members = by_class[ends[code] - counts[code] : ends[code]]
            parts[members] = np.repeat(np.arange(n_parts), shares)
    return parts


def _shares(count: int, code: int, have: _Floats, problem: Problem) -> _Ints:
    """How many of `count` items of a class go to each part; ties go to the emptiest part."""
    need = np.maximum(problem.want[:, code] - have[:, code], 0.0)
    if need.sum() <= 0:
        need = np.maximum(problem.want[:, code], 1e-9)
    quota = count * need / need.sum()
    shares: _Ints = np.floor(quota + 1e-9).astype(np.int64)
    if problem.cover >= 0 and have[problem.cover, code] == 0 and shares[problem.cover] == 0:
        shares[problem.cover] = 1
        if shares.sum() > count:
            others = np.where(np.arange(len(shares)) == problem.cover, -1, shares)
            shares[int(np.argmax(others))] -= 1
    filled = (have[:, -1] + shares) / np.maximum(problem.want[:, -1], 1e-9)
    order = np.lexsort((filled, -np.round(quota - shares, 6)))
    shares[order[: count - int(shares.sum())]] += 1
    return shares


def _cover_classes(parts: _Ints, problem: Problem) -> None:
    """Give the covering part the smallest unit of each class that it lacks; changes `parts`."""
    seen = set(np.flatnonzero(problem.have[problem.cover, :-1]).tolist())
    where: dict[int, list[int]] = {}
    for item, codes in enumerate(problem.labels):
        if parts[item] == problem.cover:
            seen.update(codes)
        for code in codes:
            where.setdefault(code, []).append(item)
    sizes = np.bincount(problem.unit)
    for code in sorted(set(where) - seen):
        if code in seen:
            continue
        smallest = min(where[code], key=lambda item: (int(sizes[problem.unit[item]]), item))
        members = np.flatnonzero(problem.unit == problem.unit[smallest])
        parts[members] = problem.cover
        for item in members.tolist():
            seen.update(problem.labels[item])

"""From names to a division: pins what is given, makes what is missing, says what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.samples import SplitPart
from tlstudio.data.allocation import Problem, allocate, count_labels
from tlstudio.data.together import together
from tlstudio.data.wording import listed, number, plural

_PARTS: tuple[Literal["train", "validation", "test"], ...] = ("train", "validation", "test")
_CODE: dict[str, int] = {part: code for code, part in enumerate(_PARTS)}
_SCREEN = {"train": "training", "validation": "tuning", "test": "final test"}
_Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Division:
    """The answer, item by item.

    Attributes:
        parts: Part of each item.
        folds: Fold of each item, -1 for the final test and without cross-validation.
        given: Parts that the source stated.
    """

    parts: list[SplitPart]
    folds: list[int]
    given: tuple[SplitPart, ...]
    warnings: tuple[str, ...]


@dataclass
class _Items:
    """The items as numbers."""

    names: tuple[str, ...]
    labels: list[tuple[int, ...]]
    unit: _Ints
    noun: str
    warnings: list[str] = field(default_factory=list)


def divide(
    *,
    labels: Sequence[tuple[str, ...]],
    groups: Sequence[str],
    clusters: Sequence[str],
    given: Sequence[SplitPart],
    pinned: Sequence[SplitPart],
    closed: Sequence[SplitPart],
    pinned_folds: Sequence[int],
    shares: Mapping[str, float],
    folds: int,
    seed: int,
    noun: str = "image",
) -> Division:
    """Divide items; all sequences run over the same items.

    Args:
        labels: Class names.
        groups: What belongs together; "" for independent items.
        clusters: Near-duplicates; "" for none.
        given: What the source states.
        pinned: What an earlier split decided; it stays.
        closed: Parts that the source of that earlier split stated.
        pinned_folds: Fold of an earlier split, -1 for none.
        shares: Wanted shares of "validation" and "test".
        folds: Number of folds, 0 for none.
        seed: Decides between equals.
        noun: What an item is called.
    """
    items = _numbered(labels, groups, clusters, noun)
    stated = {part for part in given if part in _CODE} - {"train"} | set(closed)
    fixed = _fixed(items, given, pinned, stated, shares)
    parts = _hold_out(items, fixed, stated, shares, np.random.default_rng((seed, 0)))
    if folds:
        outside = np.flatnonzero(parts != _CODE["test"])
        dealt = _deal_folds(items, outside, pinned_folds, folds, np.random.default_rng((seed, 1)))
    else:
        dealt = np.full(len(parts), -1, dtype=np.int64)
    _warn(items, parts, shares, stated)
    return Division(
        parts=[_PARTS[code] for code in parts],
        folds=dealt.tolist(),
        given=tuple(part for part in _PARTS if part in stated),
        warnings=tuple(items.warnings),
    )


def _numbered(
    labels: Sequence[tuple[str, ...]], groups: Sequence[str], clusters: Sequence[str], noun: str
) -> _Items:
    """Classes as codes and what stays together as units; drops ties that leave one unit only."""
    names = tuple(sorted({name for item in labels for name in item}))
    code = {name: index for index, name in enumerate(names)}
    distinct_labels = {item: tuple(sorted({code[name] for name in item})) for item in set(labels)}
    coded = [distinct_labels[item] for item in labels]
    warnings: list[str] = []
    unit = together(len(coded), groups, clusters)
    if len(coded) > 1 and unit.max() == 0:
        distinct = {group for group in groups if group}
        if len(distinct) == 1:
            warnings.append(
                f"All {plural(noun)} belong to one group ({next(iter(distinct))}): they are "
                "divided one by one, so the results say nothing about another group."
            )
            unit = together(len(coded), clusters)
        if unit.max() == 0:
            warnings.append(
                f"Nearly identical {plural(noun)} tie everything together: they are divided all "
                "the same, and the results will look better than they are."
            )
            unit = together(len(coded), groups if len(distinct) > 1 else [""] * len(coded))
    return _Items(names, coded, unit, noun, warnings)


def _fixed(
    items: _Items,
    given: Sequence[SplitPart],
    pinned: Sequence[SplitPart],
    stated: set[SplitPart],
    shares: Mapping[str, float],
) -> _Ints:
    """Part code of each item whose place is decided, -1 for the others.

    What an earlier split or the source says of an item holds for its whole unit. An image that
    the source calls training is free while a part has still to be made out of those.
    """
    missing = any(share > 0 and part not in stated for part, share in shares.items())
    fixed = np.full(len(items.unit), -1, dtype=np.int64)
    for index, (old, source) in enumerate(zip(pinned, given, strict=True)):
        part = old if old != "none" else source
        if part in _CODE and not (missing and old == "none" and part == "train"):
            fixed[index] = _CODE[part]
    _check_sides(items, given)
    votes: dict[int, Counter[int]] = {}
    for unit, part_code in zip(items.unit.tolist(), fixed.tolist(), strict=True):
        if part_code >= 0:
            votes.setdefault(unit, Counter())[part_code] += 1
    for index, source in enumerate(given):
        unit = int(items.unit[index])
        if fixed[index] < 0 and unit in votes:
            told_to_train = source == "train" and pinned[index] == "none"
            fixed[index] = 0 if told_to_train else votes[unit].most_common(1)[0][0]
    return fixed


def _check_sides(items: _Items, given: Sequence[SplitPart]) -> None:
    """Warn where the source itself puts what belongs together on two sides."""
    sides: dict[int, set[str]] = {}
    sizes: Counter[int] = Counter()
    for unit, part in zip(items.unit.tolist(), given, strict=True):
        if part in _CODE:
            sides.setdefault(unit, set()).add(part)
            sizes[unit] += 1
    torn = [unit for unit, found in sides.items() if len(found) > 1]
    if torn:
        images = sum(sizes[unit] for unit in torn)
        items.warnings.append(
            f"The folders or the table put {plural(items.noun)} that belong together on both sides "
            f"({number(images, items.noun)} in {number(len(torn), 'group')}): results will look "
            "better than they are."
        )


def _hold_out(
    items: _Items,
    fixed: _Ints,
    stated: set[SplitPart],
    shares: Mapping[str, float],
    rng: np.random.Generator,
) -> _Ints:
    """Part code of each item: the free ones are dealt into training and what must be made."""
    free = np.flatnonzero(fixed < 0)
    parts = fixed.copy()
    if not len(free):
        return parts
    classes = len(items.names)
    made = [0, *(_CODE[part] for part in _PARTS[1:] if shares[part] > 0 and part not in stated)]
    inside = np.flatnonzero((fixed < 0) | np.isin(fixed, made))
    base = count_labels([items.labels[index] for index in inside], classes)
    share = np.array([1.0, *(shares[_PARTS[code]] for code in made[1:])])
    share[0] = 1.0 - share[1:].sum()
    have = np.stack(
        [
            count_labels([items.labels[index] for index in np.flatnonzero(fixed == code)], classes)
            for code in made
        ]
    )
    problem = Problem(
        unit=_renumbered(items.unit[free]),
        labels=[items.labels[index] for index in free],
        classes=classes,
        want=share[:, None] * base[None, :],
        have=have,
        cover=0,
    )
    parts[free] = np.array(made, dtype=np.int64)[allocate(problem, rng)]
    return parts


def _deal_folds(
    items: _Items,
    outside: _Ints,
    pinned_folds: Sequence[int],
    folds: int,
    rng: np.random.Generator,
) -> _Ints:
    """Fold of each item in `outside`, keeping earlier folds, -1 for all others."""
    dealt = np.full(len(items.unit), -1, dtype=np.int64)
    votes: dict[int, int] = {}
    for index in outside.tolist():
        if 0 <= pinned_folds[index] < folds:
            dealt[index] = pinned_folds[index]
            votes.setdefault(int(items.unit[index]), pinned_folds[index])
    for index in outside.tolist():
        if dealt[index] < 0:
            dealt[index] = votes.get(int(items.unit[index]), -1)
    free = outside[dealt[outside] < 0]
    if not len(free):
        return dealt
    classes = len(items.names)
    total = count_labels([items.labels[index] for index in outside], classes)
    have = np.stack(
        [
            count_labels([items.labels[index] for index in np.flatnonzero(dealt == fold)], classes)
            for fold in range(folds)
        ]
    )
    problem = Problem(
        unit=_renumbered(items.unit[free]),
        labels=[items.labels[index] for index in free],
        classes=classes,
        want=np.tile(total / folds, (folds, 1)),
        have=have,
    )
    dealt[free] = allocate(problem, rng)
    if len(np.unique(dealt[outside])) < folds:
        items.warnings.append(
            f"There are fewer groups than the {folds} folds: some folds are empty."
        )
    return dealt


def _renumbered(unit: _Ints) -> _Ints:
    _, codes = np.unique(unit, return_inverse=True)
    return codes.astype(np.int64).reshape(-1)


def _warn(items: _Items, parts: _Ints, shares: Mapping[str, float], stated: set[SplitPart]) -> None:
    """Say which part is empty and which class is missing where."""
    units = len(np.unique(items.unit))
    many = plural(items.noun)
    shows = "shows" if items.noun == "image" else "is of"
    wanted = [p for p in _PARTS if p == "train" or p in stated or shares.get(p, 0) > 0]
    for part in wanted:
        inside = np.flatnonzero(parts == _CODE[part])
        word = _SCREEN[part]
        if not len(inside):
            items.warnings.append(
                f"There are no {word} {many}: there {'is' if units == 1 else 'are'} only "
                f"{number(units, 'group')} of {many} that belong together. Cross-validation is "
                "recommended."
                if part != "train"
                else f"There are no training {many}: every {items.noun} was given to another part."
            )
            continue
        seen = {code for index in inside for code in items.labels[index]}
        lacking = [name for code, name in enumerate(items.names) if code not in seen]
        if lacking:
            items.warnings.append(
                f"No {word} {items.noun} {shows} {listed(lacking, 'or')}: "
                + (
                    "the model cannot learn it."
                    if part == "train"
                    else "nothing can be said about it there."
                )
            )

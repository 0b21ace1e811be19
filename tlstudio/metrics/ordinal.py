"""Metrics of classes that stand in an order, as grades do: a near miss is better than a far one.

The classes of the sums must be in their order (see `class_order`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from tlstudio.metrics.answers import Floats
from tlstudio.metrics.sums import Sums

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LEAST = 3
# Numbers behind these words are names, no amounts.
_KINDS = frozenset(
    (
        *("category", "class", "cluster", "digit", "group", "item", "kind", "label", "no", "nr"),
        *("number", "patient", "plate", "species", "type"),
        *("art", "gruppe", "klasse", "nummer", "typ", "ziffer"),
    )
)


def class_order(names: Sequence[str]) -> tuple[int, ...] | None:
    """The places of the classes from the smallest to the largest; None when they have no order.

    They have one when there are three or more, each name contains one number, and they differ
    in nothing else: "grade 0", "grade 1", "grade 2". Numbers that are mere names ("type 1") are
    no order.
    """
    found = [_NUMBER.findall(name) for name in names]
    rests = {_NUMBER.sub("", name).strip(" _-.").casefold() for name in names}
    if len(names) < _LEAST or len(rests) != 1 or any(len(numbers) != 1 for numbers in found):
        return None
    values = [float(numbers[0].replace(",", ".")) for numbers in found]
    if len(set(values)) != len(values) or rests & _KINDS:
        return None
    return tuple(int(place) for place in np.argsort(values, kind="stable"))


def quadratic_kappa(sums: Sums) -> Floats:
    """(…) kappa in which a mistake counts with its squared distance in classes (Cohen 1968).

    NaN where truth and answers are all of one class.
    """
    ranks = np.arange(sums.classes, dtype=np.float64)
    true, named = sums.of_class("true"), sums.of_class("named")
    crossed = (true * ranks).sum(axis=-1) * (named * ranks).sum(axis=-1)
    expected = ((true + named) * ranks**2).sum(axis=-1) - 2 * crossed / sums.items
    found: Floats = np.where(expected > 0, 1 - sums.scalar("squared") / expected, np.nan)
    return found


def class_distance(sums: Sums) -> Floats:
    """(…) mean absolute error, counted in classes."""
    return sums.scalar("distance") / sums.items


def within_one(sums: Sums) -> Floats:
    """(…) share of items at most one class off."""
    return sums.scalar("near") / sums.items

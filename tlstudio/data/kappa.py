"""Cohen's kappa of two readers, with its interval."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

_Z = 1.959963984540054


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance: 1 is perfect, 0 is what chance would give.

    Attributes:
        low: Lower end of the 95 % interval.
        high: Upper end.
        n: Samples that both answered.
        agreed: How many of them alike.
    """

    value: float
    low: float
    high: float
    n: int
    agreed: int


def cohens_kappa(table: Mapping[tuple[str, str], int]) -> Kappa | None:
    """Kappa of a table of pairs (Cohen 1960, Educ. Psychol. Meas. 20, 37-46).

    The interval uses the large-sample standard error of Fleiss, Cohen & Everitt 1969 (Psychol.
    Bull. 72, 323-327).

    Args:
        table: What the one and the other said → how often.

    Returns:
        None for an empty table. Where both always say the same single thing there is nothing to
        agree on by chance: kappa is 1.
    """
    n = sum(table.values())
    if n == 0:
        return None
    shares = {pair: count / n for pair, count in table.items() if count}
    first: dict[str, float] = {}
    second: dict[str, float] = {}
    for (one, other), share in shares.items():
        first[one] = first.get(one, 0.0) + share
        second[other] = second.get(other, 0.0) + share
    observed = sum(share for (one, other), share in shares.items() if one == other)
    expected = sum(share * second.get(name, 0.0) for name, share in first.items())
    agreed = sum(count for (one, other), count in table.items() if one == other)
    if expected >= 1:
        return Kappa(1.0, 1.0, 1.0, n, agreed)
    value = (observed - expected) / (1 - expected)
    variance = -((value - expected * (1 - value)) ** 2)
    for (one, other), share in shares.items():
        if one == other:
            marginal = first[one] + second[one]
            variance += share * (1 - marginal * (1 - value)) ** 2
        else:
            marginal = second.get(one, 0.0) + first.get(other, 0.0)
            variance += share * (1 - value) ** 2 * marginal**2
    error = math.sqrt(max(0.0, variance) / n) / (1 - expected)
    return Kappa(value, max(-1.0, value - _Z * error), min(1.0, value + _Z * error), n, agreed)

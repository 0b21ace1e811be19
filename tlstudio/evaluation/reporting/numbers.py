"""How numbers are written in a report."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tlstudio.core.reports import Metric
from tlstudio.data.wording import number as counted

THIN = "\u202f"


def number(value: object) -> str:
    """Three decimals for numbers with a fraction, a dash for nothing, words as they are."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return count(value)
    if isinstance(value, float):
        small = value != 0 and abs(value) < 0.0005
        return f"{value:.1e}" if small else f"{value:.3f}".replace("-", "−")
    return str(value)


def count(value: int) -> str:
    """Thousands apart."""
    return f"{value:,}".replace(",", THIN)


def interval(value: object, low: object, high: object) -> str:
    """Value and both ends."""
    if low is None or high is None:
        return number(value)
    return f"{number(value)} ({number(low)} to {number(high)})"


def metric(found: Metric) -> str:
    """Value and interval of a metric."""
    return interval(found.value, found.low, found.high)


def p_value(value: float | None) -> str:
    """As journals print it."""
    if value is None or not math.isfinite(value):
        return "–"
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def plural(amount: int, noun: str, several: str = "") -> str:
    """`1 image`, `12 000 images`."""
    return counted(amount, noun, several).replace(",", THIN)


def times(amount: int) -> str:
    """`once`, `twice`, `5 times`."""
    return {1: "once", 2: "twice"}.get(amount, f"{amount} times")


def listed(names: Sequence[str], word: str = "and") -> str:
    """`a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def duration(seconds: float) -> str:
    """In the unit that a person would say."""
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    if seconds < 5400:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.1f} hours"


def lowered(label: str) -> str:
    """A label inside a sentence: `balanced accuracy`, but `AUROC` and `Cohen's kappa`."""
    first = label.split(" ", maxsplit=1)[0]
    name = first.isupper() or first.endswith("'s") or first in ("Brier", "Matthews")
    return label if name else label[:1].lower() + label[1:]


def sure(metric_value: float, low: float | None, high: float | None) -> str:
    """A value in a sentence: `0.874 (95 % interval 0.771 to 0.935)`."""
    if low is None or high is None:
        return f"{number(metric_value)} (no interval can be given)"
    return f"{number(metric_value)} (95\u00a0% interval {number(low)} to {number(high)})"

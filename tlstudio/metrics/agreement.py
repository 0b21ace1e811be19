"""Agreement of answer and truth beyond what chance would give."""

from __future__ import annotations

import numpy as np

from tlstudio.metrics.answers import Floats
from tlstudio.metrics.sums import Sums


def kappa(sums: Sums) -> Floats:
    """(…) Cohen's kappa (1960, Educ. Psychol. Meas. 20, 37-46); NaN where only chance is seen."""
    items = sums.items
    expected = (sums.of_class("true") * sums.of_class("named")).sum(axis=-1) / items
    below = items - expected
    found: Floats = np.where(below > 0, (sums.scalar("right") - expected) / below, np.nan)
    return found


def matthews(sums: Sums) -> Floats:
    """(…) Matthews correlation of any number of classes (Gorodkin 2004, Comput. Biol. Chem. 28).

    0 where always the same class is named; NaN where there is but one true class.
    """
    items, true, named = sums.items, sums.of_class("true"), sums.of_class("named")
    spread_true = items**2 - (true**2).sum(axis=-1)
    spread_named = items**2 - (named**2).sum(axis=-1)
    together = sums.scalar("right") * items - (true * named).sum(axis=-1)
    found = np.where(spread_named > 0, together / np.sqrt(spread_true * spread_named), 0.0)
    correlation: Floats = np.where(spread_true > 0, found, np.nan)
    return correlation

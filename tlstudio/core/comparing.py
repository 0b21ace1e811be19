"""What a comparison of runs says: the same for the command line, the window and the reports."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from tlstudio.core.reports import Metric
from tlstudio.core.samples import SplitPart

MARGIN = 0.02
"""Two points: differences below it matter to nobody, unless somebody says otherwise."""

Said = Literal["better", "worse", "same", "unknown"]


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ComparedRun(_Noun):
    """One run on the images that all have answered."""

    name: str
    metrics: tuple[Metric, ...]


class Pair(_Noun):
    """The first run less the second.

    Attributes:
        differences: Of several metrics, positive where the first has more; the deciding one first.
        p_value: Of the paired test in the deciding metric.
        p_corrected: Holm's, for as many pairs as there are.
        p_same: Of two one-sided tests that the difference is beyond the margin; None where it
            cannot be told.
        said: What the first is beside the second.
    """

    first: str
    second: str
    differences: tuple[Metric, ...]
    p_value: float
    p_corrected: float
    p_same: float | None
    test: str
    said: Said

    @property
    def difference(self) -> Metric:
        """In the deciding metric."""
        return self.differences[0]


class Compared(_Noun):
    """Two runs or more on the same images.

    Attributes:
        n: Images that all have answered, with the same truth.
        groups: How many units they make.
        left_out: Images that some have answered, but not all, or with another truth.
        metric: The deciding one.
        margin: Differences below it are practically none.
        verdicts: A sentence for each pair, in the same order.
        notes: What to be careful about.
        fields: What differs in recipe and data: its name, then its value in each run.
    """

    part: SplitPart
    n: int
    groups: int
    left_out: int
    metric: str
    label: str
    margin: float
    runs: tuple[ComparedRun, ...]
    pairs: tuple[Pair, ...]
    verdicts: tuple[str, ...]
    notes: tuple[str, ...]
    fields: tuple[tuple[str, ...], ...]

"""What an evaluation says, in parts that views and pages draw without knowing the task."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tlstudio.core.samples import SplitPart

Scored = SplitPart | Literal["folds"]
"""What was scored: a part of the split, or all folds of a cross-validation, each image once."""


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Metric(_Noun):
    """One number with its 95 % interval.

    Attributes:
        name: Field's term ("balanced_accuracy").
        label: Words for the screen ("Balanced accuracy").
        value: The estimate.
        low: Lower end, None when it cannot be given.
        high: Upper end.
        method: How the interval was made ("BCa bootstrap by group, 2000 draws").
        higher_is_better: Direction.
        headline: Whether it is shown first.
    """

    name: str
    label: str
    value: float
    low: float | None = None
    high: float | None = None
    method: str = ""
    higher_is_better: bool = True
    headline: bool = False


class _Part(_Noun):
    """A part of a report.

    Attributes:
        topic: What it belongs to, where its kind alone does not say so ("certainty").
    """

    topic: str = ""


class Metrics(_Part):
    """The headline table."""

    part: Literal["metrics"] = "metrics"
    title: str = "Results"
    metrics: tuple[Metric, ...]


class Rung(_Noun):
    """One simpler method beside the run, on the same items.

    Attributes:
        difference: run minus rung in the headline metric, with its interval.
        p_value: Of the paired test, None when there is none.
    """

    name: str
    label: str
    metrics: tuple[Metric, ...]
    difference: Metric | None = None
    p_value: float | None = None
    test: str = ""


class Ladder(_Part):
    """Is it better than simpler methods?

    Attributes:
        offer: What was not tried, what it would take, and how; "" when nothing is left.
    """

    part: Literal["ladder"] = "ladder"
    title: str = "Is it better than simpler methods?"
    rungs: tuple[Rung, ...]
    verdict: str = ""
    beaten: bool = True
    offer: str = ""


class Table(_Part):
    """Rows for a person; numbers stay numbers.

    Attributes:
        name: What it is ("subgroups"); "" for anything else.
    """

    part: Literal["table"] = "table"
    name: str = ""
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | int | None, ...], ...]
    note: str = ""


class Confusion(_Part):
    """Counts: rows are the truth, columns the prediction."""

    part: Literal["confusion"] = "confusion"
    title: str = "Confusion matrix"
    classes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


class Curve(_Part):
    """One or several lines; x and y of the same length each."""

    part: Literal["curve"] = "curve"
    title: str
    x_label: str
    y_label: str
    lines: dict[str, tuple[tuple[float, ...], tuple[float, ...]]]
    note: str = ""


class Gallery(_Part):
    """Items worth a look, by sample key.

    Attributes:
        name: What they are ("suspects", "mistakes"); "" for anything else.
        beginnings: For texts, the first words of each; like names, not for everybody's eyes.
    """

    part: Literal["gallery"] = "gallery"
    name: str = ""
    title: str
    keys: tuple[str, ...]
    captions: tuple[str, ...]
    beginnings: tuple[str, ...] = Field(default=(), exclude_if=lambda found: not found)
    note: str = ""


class Warnings(_Part):
    """Sentences that a referee would want."""

    part: Literal["warnings"] = "warnings"
    title: str = "Read this first"
    sentences: tuple[str, ...]


class Prose(_Part):
    """Text to be read, or copied into a paper.

    Attributes:
        name: What it is ("methods", "limits", "references", "no-suspects"); "" for anything else.
        paragraphs: Each a paragraph, or an entry of a list of references.
        copyable: Whether it is made to be pasted elsewhere.
    """

    part: Literal["prose"] = "prose"
    name: str = ""
    title: str
    paragraphs: tuple[str, ...]
    copyable: bool = False


class Check(_Part):
    """The program's test of itself: a sentence, and the numbers behind it.

    Attributes:
        name: Of what ("maps"); "" for anything else.
        passed: None when it was not made; the sentence says why.
    """

    part: Literal["check"] = "check"
    name: str = ""
    title: str
    sentence: str
    passed: bool | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | float | int | None, ...], ...] = ()
    note: str = ""


ReportPart = Annotated[
    Metrics | Ladder | Table | Confusion | Curve | Gallery | Warnings | Prose | Check,
    Field(discriminator="part"),
]


class EvaluationReport(_Noun):
    """One evaluation of one run on one part of the split, or of a recipe over all folds.

    Attributes:
        created: ISO time, for display.
        openings: How often the test part had been opened, this time included.
        dataset: Fingerprint of the labels and items that were scored.
    """

    schema_version: int = 1
    run: str
    task: str
    split: Scored
    n: int
    groups: int
    created: str
    openings: int = 0
    dataset: str = ""
    parts: tuple[ReportPart, ...]
    facts: dict[str, Any] = Field(default_factory=dict)

    def metric(self, name: str) -> Metric | None:
        """A headline metric by name."""
        for part in self.parts:
            if isinstance(part, Metrics):
                for metric in part.metrics:
                    if metric.name == name:
                        return metric
        return None

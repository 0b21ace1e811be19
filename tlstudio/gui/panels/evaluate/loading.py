"""A run's results, read off the window's thread."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field

from tlstudio.core.errors import StudioError
from tlstudio.core.samples import SplitPart
from tlstudio.gui.facts import RunFacts
from tlstudio.gui.views.view import views
from tlstudio.project.evaluations import (
    Evaluation,
    Evaluations,
    Scores,
    read_evaluations,
    read_scores,
)
from tlstudio.project.runs import RunFolder

PARTS: tuple[SplitPart, ...] = ("validation", "test")


@dataclass(frozen=True)
class Loaded:
    """What there is of one run.

    Attributes:
        newest: Part of the split → its newest evaluation.
        scores: Part of the split → answers to single images.
        problems: A sentence for everything that cannot be read.
    """

    run: RunFolder
    newest: dict[SplitPart, Evaluation] = field(default_factory=dict)
    scores: dict[SplitPart, Scores] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def load(run: RunFolder) -> Loaded:
    """Read the newest evaluation of each part, and import what draws it."""
    importlib.import_module("pyqtgraph")
    problems = [f"{name}: {why}" for name, why in views().broken.items()]
    found = read_evaluations(run)
    newest: dict[SplitPart, Evaluation] = {}
    scores: dict[SplitPart, Scores] = {}
    for part in PARTS:
        one = found.newest(part)
        if one is None:
            continue
        newest[part] = one
        try:
            scores[part] = read_scores(one.folder)
        except StudioError as error:
            problems.append(f"{error.message}")
    return Loaded(run, newest, scores, (*found.problems, *problems))


@dataclass(frozen=True)
class Compared:
    """A run and its newest evaluation of one part."""

    run: RunFacts
    evaluation: Evaluation


def load_all(runs: tuple[RunFacts, ...], part: SplitPart) -> tuple[Compared, ...]:
    """Runs that have an evaluation of a part, the newest first."""
    found: list[Compared] = []
    for run in reversed(runs):
        evaluations: Evaluations = read_evaluations(run.folder)
        newest = evaluations.newest(part)
        if newest is not None:
            found.append(Compared(run, newest))
    return tuple(found)

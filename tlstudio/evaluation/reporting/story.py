"""Everything that a report tells, read from a run's folder; no network is loaded for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tlstudio.core import files
from tlstudio.core.certainty import Certainty
from tlstudio.core.errors import StudioError
from tlstudio.core.events import RunEvent
from tlstudio.core.plans import Phase, Plan
from tlstudio.core.reports import Check, EvaluationReport, Metric
from tlstudio.core.surgery import SurgeryTable
from tlstudio.core.words import Noun
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.reporting.project_facts import ProjectFacts, from_dict
from tlstudio.models.saved import SavedModel
from tlstudio.project.journal import passes, read_events
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.specs import task_noun

PARTS = ("train", "validation", "test")
PART_WORDS = {
    "train": "training {}",
    "validation": "tuning {}",
    "test": "final test {}",
    "folds": "{} of the cross-validation",
}


@dataclass(frozen=True)
class PartFacts:
    """One part of the frozen dataset.

    Attributes:
        classes: Class → images of it.
        groups: What was sampled: groups, where an image without one is alone.
    """

    images: int
    groups: int
    classes: dict[str, int]


@dataclass(frozen=True)
class Stage:
    """A stage of the recipe and what became of it.

    Attributes:
        done: Passes that were made; an exact solution counts as one.
        exact: Whether the layer was solved instead of trained by steps.
        trainable: Parameters that learned; 0 where it was not told.
        views: Cached views of each training image: 1 is the plain image, 0 a fresh change in
            every pass.
    """

    phase: Phase
    done: int
    exact: bool
    trainable: int
    views: int

    def augmented(self, plan: Plan) -> bool:
        """Whether it saw changed images."""
        return not self.exact and plan.augmentation.set != "none" and self.views != 1


@dataclass(frozen=True)
class Training:
    """How the training went.

    Attributes:
        seconds: At work, over all resumes; None when not told.
        best: (stage, pass) of the network that was kept, counted from 0.
        resumed: How often it went on after an end.
        stopped_early: Whether a stage ended for want of gain.
        warnings: What was said on the way.
    """

    stages: tuple[Stage, ...]
    seconds: float | None = None
    best: tuple[int, int] | None = None
    resumed: int = 0
    stopped_early: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """What a report is written from.

    Attributes:
        unknown: Parts of kinds that this version does not know.
        parts: Of the frozen dataset.
        grouped: Whether images of it belong together.
        surgery: None for a report of an early version.
        engines: Boundary → what ran the kept part.
        project: None when the dataset cannot be read.
        manifest_sha256: Of the frozen list of images.
    """

    report: EvaluationReport
    plan: Plan
    info: SavedModel
    parts: dict[str, PartFacts]
    grouped: bool
    manifest_sha256: str
    training: Training
    surgery: SurgeryTable | None = None
    engines: dict[str, str] = field(default_factory=dict)
    environment: dict[str, Any] = field(default_factory=dict)
    project: ProjectFacts | None = None
    unknown: tuple[dict[str, Any], ...] = ()

    @property
    def certainty(self) -> Certainty | None:
        """What the model knows of its own certainty."""
        return self.info.certainty

    @property
    def final(self) -> bool:
        """Whether this is the final test."""
        return self.report.split == "test"

    @property
    def part_words(self) -> str:
        """What the scored images are called."""
        return PART_WORDS.get(self.report.split, "{}").format(self.items.many)

    @property
    def items(self) -> Noun:
        """What an item of the dataset is called."""
        return task_noun(self.report.task)

    @property
    def headline(self) -> Metric | None:
        """The number that is shown first."""
        metrics = [m for p in self.report.parts if p.part == "metrics" for m in p.metrics]
        return next((m for m in metrics if m.headline), metrics[0] if metrics else None)

    @property
    def chosen(self) -> bool:
        """Whether the tuning images chose one of several passes."""
        return sum(stage.done for stage in self.training.stages) > 1

    @property
    def outdated(self) -> bool:
        """Whether labels, groups or parts changed since the run was frozen."""
        return self.project is not None and self.project.fingerprint != self.report.dataset

    def named(self, *names: str) -> bool:
        """Whether the report has a part of one of these names."""
        return any(getattr(part, "name", "") in names for part in self.report.parts)

    @property
    def maps_checked(self) -> bool:
        """Whether heat-maps were compared with those of a network that knows nothing."""
        return any(
            isinstance(part, Check) and part.name == "maps" and part.passed is not None
            for part in self.report.parts
        )


def tell(
    run: RunFolder,
    report: EvaluationReport,
    plan: Plan,
    info: SavedModel,
    manifest: Manifest,
    project: ProjectFacts | None,
    unknown: Sequence[dict[str, Any]] = (),
) -> Story:
    """Gather it all.

    Args:
        run: That was evaluated.
        report: One of its evaluations.
        plan: Its recipe.
        info: Its model, with what it knows of its certainty.
        manifest: Its frozen dataset.
        project: What the dataset says now; None takes what the report kept of it.
        unknown: Parts of the report of kinds that this version does not know.
    """
    choices = _json(run, "choices.json")
    raw = report.facts.get("surgery")
    return Story(
        report=report,
        plan=plan,
        info=info,
        parts=_parts(manifest),
        grouped=manifest.has_groups(),
        manifest_sha256=manifest.sha256,
        training=_training(run, plan, choices, info.cut),
        surgery=SurgeryTable.model_validate(raw) if raw else None,
        engines={str(k): str(v) for k, v in dict(choices.get("engines", {})).items()},
        environment=_json(run, "environment.json"),
        project=project or from_dict(report.facts.get("project")),
        unknown=tuple(unknown),
    )


def _parts(manifest: Manifest) -> dict[str, PartFacts]:
    groups, targets = manifest.groups(), manifest.targets()
    hot = manifest.multi_hot() if manifest.multi_label else None
    found = {}
    for part in PARTS:
        rows = manifest.rows(part)  # type: ignore[arg-type]
        if not len(rows):
            continue
        if hot is None:
            counts = np.bincount(targets[rows], minlength=len(manifest.classes))
        else:
            counts = hot[rows].sum(axis=0, dtype=np.int64)
        classes = {name: int(n) for name, n in zip(manifest.classes, counts, strict=True)}
        found[part] = PartFacts(len(rows), len(np.unique(groups[rows])), classes)
    return found


def _training(run: RunFolder, plan: Plan, choices: dict[str, Any], cut: int) -> Training:
    events = read_events(run.events_path)
    done = passes(events)
    stages = tuple(
        _stage(place, phase, plan, events, done, choices, cut)
        for place, phase in enumerate(plan.phases)
    )
    bests = [
        (float(e.data["best"]), int(e.data["phase"]), int(e.data["epoch"]))
        for e in done
        if isinstance(e.data.get("best"), int | float)
    ]
    best = next(((p, n) for value, p, n in bests if value == bests[-1][0]), None)
    texts = [str(e.data.get("text", "")) for e in events if e.kind in ("note", "warning")]
    return Training(
        stages=stages,
        seconds=_seconds(events),
        best=best,
        resumed=sum(e.kind == "started" and bool(e.data.get("resumed")) for e in events),
        stopped_early=any(text.startswith("Stopped early") for text in texts),
        warnings=tuple(str(e.data.get("text", "")) for e in events if e.kind == "warning"),
    )


def _stage(
    place: int,
    phase: Phase,
    plan: Plan,
    events: Sequence[RunEvent],
    done: Sequence[RunEvent],
    choices: dict[str, Any],
    cut: int,
) -> Stage:
    mine = [event for event in done if event.data.get("phase") == place]
    told = [e for e in events if e.kind == "phase" and e.data.get("index") == place]
    limit = cut if phase.unfreeze_from is None else phase.unfreeze_from
    views = 0
    if limit == cut:
        views = plan.augmentation.views or 1
    elif limit:
        views = int(dict(choices.get("cached", {})).get(str(limit), 0))
    return Stage(
        phase=phase,
        done=len(mine),
        # Steps have a loss of their own; an exact solution has none.
        exact=bool(mine) and all(event.data.get("train_loss") is None for event in mine),
        trainable=int(told[-1].data.get("trainable", 0)) if told else 0,
        views=views,
    )


def _seconds(events: Sequence[RunEvent]) -> float | None:
    """Until the last pass was saved, of every process that worked on it."""
    total, last = 0.0, 0.0
    for event in events:
        if event.kind == "started":
            total, last = total + last, 0.0
        elif event.kind in ("epoch", "checkpoint"):
            last = max(last, event.elapsed)
    return total + last or None


def _json(run: RunFolder, name: str) -> dict[str, Any]:
    try:
        return dict(files.read_json(run.path / name))
    except (StudioError, TypeError, ValueError):
        return {}

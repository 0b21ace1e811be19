"""What the rail and the panels need to know of an open project, read off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from tlstudio.core.errors import StudioError
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.model.names import display_name
from tlstudio.jobs.drafts import Draft, read_draft
from tlstudio.models.catalogue.catalogue import card
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder, RunStatus

StepName = Literal["data", "model", "train", "evaluate", "deploy"]
StepState = Literal["todo", "needs", "running", "done"]
_NAMES = 50
STEPS: tuple[StepName, ...] = ("data", "model", "train", "evaluate", "deploy")


@dataclass(frozen=True)
class RunFacts:
    """One run.

    Attributes:
        model: What people call its pretrained model; its id where it is not known here.
        has_model: Whether its network can be used.
        evaluations: How many there are.
        from_scratch: Whether it began with random weights, as a yardstick.
    """

    folder: RunFolder
    status: RunStatus
    backbone: str
    preset: str
    has_model: bool
    evaluations: int
    from_scratch: bool = False
    model: str = ""

    @property
    def name(self) -> str:
        """Folder name."""
        return self.folder.name

    @property
    def measuring(self) -> bool:
        """Whether it is trained, and its worker scores it for the first time."""
        busy = self.status.state in ("running", "paused")
        return self.has_model and not self.evaluations and busy


@dataclass(frozen=True)
class ProjectFacts:
    """Everything that is shown outside the panels.

    Attributes:
        images: All items.
        classes: Class → labelled, readable items.
        splits: Part → labelled, readable items.
        groups: How many different groups.
        group_names: Some of their names.
        draft: The surgery chosen last.
        runs: The newest last.
        exports: Files under exports/.
        openings: Of the final test.
    """

    images: int = 0
    classes: dict[str, int] = field(default_factory=dict)
    splits: dict[str, int] = field(default_factory=dict)
    groups: int = 0
    group_names: tuple[str, ...] = ()
    draft: Draft = field(default_factory=Draft)
    runs: tuple[RunFacts, ...] = ()
    exports: int = 0
    openings: int = 0

    @property
    def labelled(self) -> int:
        """Labelled, readable items, as far as each has one class."""
        return sum(self.splits.values())

    @property
    def model_runs(self) -> tuple[RunFacts, ...]:
        """Runs whose model can be used, the newest last, yardsticks from scratch before all."""
        usable = [run for run in self.runs if run.has_model]
        return tuple(sorted(usable, key=lambda run: not run.from_scratch))

    @property
    def trainable(self) -> bool:
        """Whether there is something to learn from."""
        present = [name for name, count in self.classes.items() if count]
        return len(present) > 1 and bool(self.splits.get("train") and self.splits.get("validation"))


def read_facts(project: Project, store: DatasetStore) -> ProjectFacts:
    """Read them; some file and database work."""
    exports = project.exports_dir
    groups = store.groups()
    return ProjectFacts(
        images=store.count(),
        classes=store.classes(),
        splits={str(part): count for part, count in store.splits().items()},
        groups=len(groups),
        group_names=tuple(islice(groups, _NAMES)),
        draft=_draft(project),
        runs=tuple(_run_facts(run) for run in project.runs()),
        exports=sum(1 for _ in exports.iterdir()) if exports.is_dir() else 0,
        openings=len(store.openings()),
    )


def _draft(project: Project) -> Draft:
    try:
        return read_draft(project)
    except StudioError:
        return Draft()


def _run_facts(run: RunFolder) -> RunFacts:
    try:
        plan = run.plan()
        backbone, preset, scratch = plan.backbone, str(plan.preset), plan.weights == "random"
    except StudioError:
        backbone, preset, scratch = "", "", False
    return RunFacts(
        folder=run,
        status=run.status(),
        backbone=backbone,
        preset=preset,
        has_model=(run.model_dir / "model.json").is_file(),
        evaluations=len(run.evaluations()),
        from_scratch=scratch,
        model=model_title(backbone),
    )


def model_title(backbone: str) -> str:
    """A pretrained model as people call it, its id where it is not known here; reads files."""
    try:
        return display_name(card(backbone))
    except StudioError:
        return backbone


def step_states(facts: ProjectFacts) -> dict[StepName, StepState]:
    """How each step of the rail stands."""
    busy = any(run.status.state in ("running", "paused") for run in facts.runs)
    models = facts.model_runs
    data: StepState = "done" if facts.trainable else "needs"
    chosen = bool(facts.draft.backbone or facts.runs)
    model: StepState = "done" if chosen else "needs" if facts.trainable else "todo"
    train: StepState = "todo"
    if busy:
        train = "running"
    elif models:
        train = "done"
    elif chosen and facts.trainable:
        train = "needs"
    evaluate: StepState = "todo"
    if models:
        evaluate = "done" if any(run.evaluations for run in models) else "needs"
        if any(run.measuring for run in models):
            evaluate = "running"
    deploy: StepState = "done" if facts.exports else "needs" if evaluate == "done" else "todo"
    return {"data": data, "model": model, "train": train, "evaluate": evaluate, "deploy": deploy}

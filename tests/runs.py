"""Small projects and runs that tests train in this process or in a worker."""

from __future__ import annotations

from pathlib import Path

from tests.pictures import write_folders
from tlstudio.core.plans import Augmentation, Head, InputPlan, Phase, Plan
from tlstudio.core.reporting import Silent
from tlstudio.data.importing import ensure_split, import_source
from tlstudio.data.manifest import write_manifest
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.store import DatasetStore
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder

SIZE = 48


def make_project(
    folder: Path,
    *,
    classes: tuple[str, ...] = ("red", "blue"),
    per_class: int = 6,
    plates: int = 6,
) -> Path:
    """A project with pictures of two colours on some plates."""
    pictures = write_folders(folder / "plates", classes=classes, per_class=per_class, plates=plates)
    project = folder / "project"
    with (
        Project.create(project, task="image-classification") as opened,
        DatasetStore.create(opened.dataset_path) as store,
    ):
        import_source(
            store, pictures, "folders", {"levels": "plate=group,colour=class"}, Silent(),
            copy=False, annotator="test",
        )  # fmt: skip
        ensure_split(store, SplitSpec(), again=True)
    return project


def small_plan(**changes: object) -> Plan:
    """A plan of two stages on the embedded backbone, small and quick."""
    fields: dict[str, object] = {
        "backbone": "fractalnet",
        "head": Head(),
        "input": InputPlan(size=SIZE),
        "phases": (
            Phase(name="new layers", epochs=3, lr=1e-2),
            Phase(name="upper blocks", unfreeze_from=5, epochs=4, lr=1e-3, layer_decay=0.8),
        ),
        "augmentation": Augmentation(views=1),
        "batch_size": 8,
        "threads": 1,
        "engine": "channels-last",
    }
    return Plan.model_validate(fields | changes)


def new_run(project: Path, plan: Plan, name: str = "test") -> RunFolder:
    """A run folder with the plan and the dataset as it is now."""
    with Project.open(project) as opened, DatasetStore.open(opened.dataset_path) as store:
        run = opened.new_run(name, plan)
        write_manifest(store, run.manifest_path)
    return run

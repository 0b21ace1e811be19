"""New projects and new images: what there is to choose from before anything is written."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.registry import discover
from tlstudio.core.tasks import TaskSpec
from tlstudio.data.importers.protocol import Importer
from tlstudio.data.store.store import DatasetStore
from tlstudio.project.project import Project
from tlstudio.tasks.specs import task_specs

USUAL_TASK = "image-classification"


def importers(task: str = "") -> dict[str, Importer]:
    """Importers by id, the usual one first: those of a task, or every one.

    Raises:
        UsageError: When there is no such task.
    """
    every = discover("tlstudio.data.importers", "IMPORTER", _importer_id).items
    if not task:
        return dict(every)
    return {ident: every[ident] for ident in _spec(task).importers if ident in every}


def choose_importer(source: Path, wanted: str = "", *, task: str = USUAL_TASK) -> Importer:
    """The importer of that id, or the first of the task's that takes the source.

    Raises:
        BadInputError: When there is nothing at that path.
        UsageError: When no importer of the task fits.
    """
    if not source.exists():
        raise BadInputError(f"There is no file or folder {source}.", "Check the path.")
    known = importers(task)
    chosen = wanted or next((key for key, item in known.items() if item.accepts(source)), "")
    if chosen not in known:
        raise UsageError(
            f"No importer fits {source.name!r}." if not wanted else f"No importer {wanted!r}.",
            f"Known formats: {', '.join(known)}.",
        )
    return known[chosen]


def _importer_id(importer: Importer) -> str:
    return importer.id


def _spec(task: str) -> TaskSpec:
    known = task_specs()
    if task not in known:
        raise UsageError(f"There is no task {task!r}.", f"Known tasks: {', '.join(known)}.")
    return known[task]


def create_project(folder: Path, task: str, name: str = "") -> Project:
    """Make a project's folder with its settings and its empty dataset; it is open for writing.

    Raises:
        UsageError: When there is no such task; the known ones are named.
        ProjectError: When the folder holds something already or cannot be written.
    """
    _spec(task)
    project = Project.create(folder, name=name or folder.name, task=task)
    try:
        DatasetStore.create(project.dataset_path).close()
    except BaseException:
        project.close()
        raise
    return project


def annotator_name() -> str:
    """Who sets labels from here: `TLSTUDIO_ANNOTATOR`, or the login name."""
    try:
        return os.environ.get("TLSTUDIO_ANNOTATOR") or getpass.getuser()
    except (KeyError, OSError):
        return "unnamed"


def open_store(project: Project, *, read_only: bool = False) -> DatasetStore:
    """The dataset of a project."""
    return DatasetStore.open(project.dataset_path, read_only=read_only or project.read_only)

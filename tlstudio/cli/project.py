"""Small things that several verbs ask of a project."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from tlstudio.core import files
from tlstudio.core.errors import BadInputError
from tlstudio.data.store.store import DatasetStore
from tlstudio.project.project import Project

SURGERY_FILE = "surgery.json"


def annotator_name() -> str:
    """Who sets labels from here: `TLSTUDIO_ANNOTATOR`, or the login name."""
    try:
        return os.environ.get("TLSTUDIO_ANNOTATOR") or getpass.getuser()
    except (KeyError, OSError):
        return "unnamed"


def draft(project: Path) -> dict[str, object]:
    """The surgery that was saved last; empty when there is none."""
    path = project / SURGERY_FILE
    return dict(files.read_json(path)) if path.is_file() else {}


def require_trainable(store: DatasetStore) -> None:
    """Refuse to train on what cannot be learned from.

    Raises:
        BadInputError: Without images, labels, two classes, or a split.
    """
    classes = {name: count for name, count in store.classes().items() if count}
    if store.count() == 0:
        raise BadInputError("The project has no images yet.", "Import some: tlstudio import.")
    if not classes:
        raise BadInputError("No image has a label yet.", "Import labels from folders or a table.")
    if len(classes) == 1:
        raise BadInputError(
            f"All labelled images are of one class, {next(iter(classes))!r}.",
            "A classifier needs at least two classes.",
        )
    parts = store.splits()
    if not parts.get("train") or not parts.get("validation"):
        raise BadInputError(
            "The images are not divided into parts to train and to tune.",
            "Import again with --resplit, or with more images in each class.",
        )


def open_store(project: Project, *, read_only: bool = False) -> DatasetStore:
    """The dataset of a project."""
    return DatasetStore.open(project.dataset_path, read_only=read_only or project.read_only)

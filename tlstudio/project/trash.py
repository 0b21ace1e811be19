"""Runs that were deleted lie in the cache until it is emptied, so that they can come back."""

from __future__ import annotations

from pathlib import Path

from tlstudio.core import files
from tlstudio.core.errors import UsageError
from tlstudio.project.project import Project

_FOLDER = "trash"


def discard_run(project: Project, name: str) -> Path:
    """Take a run out of the project.

    Returns:
        Where it lies now.

    Raises:
        UsageError: When there is no such run, or it is at work.
        DiskFullError: When it cannot be moved for want of room.
    """
    run = project.run(name)
    if run.alive():
        raise UsageError(f"The run {run.name} is at work.", "Stop it first.")
    target = project.cache_dir / _FOLDER / run.name
    with files.disk_errors("the run"):
        target.parent.mkdir(parents=True, exist_ok=True)
        files.replace(run.path, target)
    return target


def bring_back_run(project: Project, name: str) -> None:
    """Undo `discard_run`.

    Raises:
        UsageError: When it is not there any more.
    """
    source = project.cache_dir / _FOLDER / name
    if not source.is_dir():
        raise UsageError(f"The run {name} is not there any more.", "The cache was emptied.")
    with files.disk_errors("the run"):
        files.replace(source, project.runs_dir / name)

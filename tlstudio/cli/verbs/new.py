"""`tlstudio new`: an empty project."""

from __future__ import annotations

import argparse
from pathlib import Path

from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import UsageError
from tlstudio.core.registry import discover
from tlstudio.core.tasks import TaskSpec
from tlstudio.data.store.store import DatasetStore
from tlstudio.project.project import Project


def task_spec(ident: str) -> TaskSpec:
    """The task of that id.

    Raises:
        UsageError: When there is none; the known ones are named.
    """
    tasks = discover("tlstudio.tasks", "SPEC", _ident, module="spec").items
    if ident not in tasks:
        raise UsageError(f"There is no task {ident!r}.", f"Known tasks: {', '.join(tasks)}.")
    return tasks[ident]


def create(folder: Path, task: str, name: str = "") -> None:
    """Make the folder with its settings and its empty dataset."""
    spec = task_spec(task)
    with Project.create(folder, name=name or folder.name, task=spec.id) as project:
        DatasetStore.create(project.dataset_path).close()


def _ident(spec: TaskSpec) -> str:
    return spec.id


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="folder to make; it must be new or empty")
    parser.add_argument("--task", default="image-classification", help="what the model will do")
    parser.add_argument("--name", default="", help="title of the project [the folder's name]")


def _run(args: argparse.Namespace, out: Output) -> int:
    create(args.project, args.task, args.name)
    out.say(f"Made the project {args.project}.", style="green")
    out.say(f"Next: tlstudio import {args.project} FOLDER-OF-IMAGES")
    out.result({"project": str(args.project), "task": args.task})
    return 0


VERB = Verb(
    name="new",
    help="make an empty project",
    description="Make a project: an ordinary folder that you can copy, read and carry.",
    examples=("tlstudio new my-cells --task image-classification",),
    configure=_configure,
    run=_run,
    order=10,
)

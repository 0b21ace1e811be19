"""`tlstudio new`: an empty project."""

from __future__ import annotations

import argparse
from pathlib import Path

from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.jobs.beginning import create_project
from tlstudio.tasks.specs import task_specs

_SOURCES = {"image": "FOLDER-OF-IMAGES", "text": "TABLE-OR-FOLDER-OF-TEXTS"}


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="folder to make; it must be new or empty")
    parser.add_argument("--task", default="image-classification", help="what the model will do")
    parser.add_argument("--name", default="", help="title of the project [the folder's name]")


def _run(args: argparse.Namespace, out: Output) -> int:
    create_project(args.project, args.task, args.name).close()
    out.say(f"Made the project {args.project}.", style="green")
    source = _SOURCES.get(task_specs()[args.task].modality, "FOLDER")
    out.say(f"Next: tlstudio import {args.project} {source}")
    out.result({"project": str(args.project), "task": args.task})
    return 0


VERB = Verb(
    name="new",
    help="make an empty project",
    description="Make a project: an ordinary folder that you can copy, read and carry.",
    examples=(
        "tlstudio new my-cells --task image-classification",
        "tlstudio new my-reviews --task text-classification",
    ),
    configure=_configure,
    run=_run,
    order=10,
)

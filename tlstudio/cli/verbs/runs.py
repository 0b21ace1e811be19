"""`tlstudio runs`: the trainings of a project."""

from __future__ import annotations

import argparse
from pathlib import Path

from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import StudioError
from tlstudio.project.project import Project


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")


def _run(args: argparse.Namespace, out: Output) -> int:
    project = Project.open(args.project, write=False)
    rows = []
    for run in project.runs():
        status = run.status()
        try:
            plan = run.plan()
            recipe: tuple[str, str] = (plan.backbone, plan.preset)
        except StudioError as error:
            recipe = ("?", error.message)
        rows.append((run.name, status.state, *recipe, status.epoch, status.best))
    if rows:
        out.table(("run", "state", "pretrained model", "recipe", "passes", "best"), rows)
    else:
        out.say("No runs yet. Next: tlstudio train.")
    keys = ("run", "state", "backbone", "preset", "epochs", "best")
    out.result([dict(zip(keys, row, strict=True)) for row in rows])
    return 0


VERB = Verb(
    name="runs",
    help="list the trainings of a project",
    description="List every run with its state; a run that died can go on: train --resume RUN.",
    examples=("tlstudio runs my-cells", "tlstudio train my-cells --resume 20261124"),
    configure=_configure,
    run=_run,
    order=41,
)

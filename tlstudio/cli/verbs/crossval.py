"""`tlstudio crossval`: how good a recipe is, over folds."""

from __future__ import annotations

import argparse
from pathlib import Path

from tlstudio.cli.evaluation import show_evaluation
from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import BadInputError
from tlstudio.core.plans import Plan, from_toml
from tlstudio.jobs.beginning import open_store
from tlstudio.jobs.preparing import prepare_crossval, resume_crossval
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("--folds", type=int, default=5, help="how many, 3 to 50 [5]")
    recipe = parser.add_mutually_exclusive_group()
    recipe.add_argument(
        "--preset",
        default="quick",
        choices=("quick", "balanced", "best"),
        help="quick takes seconds, the others train a network for each fold [quick]",
    )
    recipe.add_argument("--plan", type=Path, metavar="FILE", help="a plan.toml, as runs hold it")
    recipe.add_argument(
        "--resume",
        nargs="?",
        const="",
        metavar="NAME",
        help="go on with one that was ended [the newest]",
    )
    parser.add_argument(
        "--nested",
        action="store_true",
        help="choose the new layer's penalty inside each fold; show what the choice flatters",
    )


def _run(args: argparse.Namespace, out: Output) -> int:
    with Project.open(args.project) as project, open_store(project) as store:
        if args.resume is not None:
            run, request = resume_crossval(project, args.resume)
        else:
            run, request = prepare_crossval(
                project,
                store,
                preset=args.preset,
                plan=None if args.plan is None else _read_plan(args.plan),
                folds=args.folds,
                nested=args.nested,
            )
    out.say(f"Cross-validation {run.name}", style="bold")
    outcome = follow(Job(run.path, request), out)
    if outcome.state == "stopped":
        out.say("Stopped; finished folds are kept: crossval --resume.", style="yellow")
        out.result({"state": "stopped", "run": run.name})
        return outcome.exit_code
    result = outcome.value()
    show_evaluation(result, out)
    out.result(result)
    return 0


def _read_plan(path: Path) -> Plan:
    try:
        return from_toml(path.read_text("utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"The plan {path} cannot be read.", str(error)) from error


VERB = Verb(
    name="crossval",
    help="judge a recipe by cross-validation, where images or groups are few",
    description=(
        "Answer every image outside the final test once, by a model that learned neither from it\n"
        "nor from what belongs to it, and pool the answers. The final test takes no part. The\n"
        "result is of the recipe, not of one model that could be used: train that afterwards."
    ),
    examples=(
        "tlstudio crossval my-cells",
        "tlstudio crossval my-cells --folds 10 --nested --json",
        "tlstudio crossval my-cells --preset balanced",
    ),
    configure=_configure,
    run=_run,
    order=45,
)

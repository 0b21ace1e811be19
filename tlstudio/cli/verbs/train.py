"""`tlstudio train`: head first, then more of the model with smaller rates."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tlstudio.cli.evaluation import show_evaluation
from tlstudio.cli.follow import follow
from tlstudio.cli.options import add_options, nested, overrides
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.fields import options_of
from tlstudio.core.plans import Phase, Plan, from_toml
from tlstudio.jobs.beginning import open_store
from tlstudio.jobs.drafts import boundary, read_draft
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.preparing import (
    default_backbone,
    prepare_scratch,
    prepare_training,
    resume_training,
)
from tlstudio.jobs.processes import Launcher, write_launch_script
from tlstudio.jobs.requests import TrainRequest, write_request
from tlstudio.jobs.supervisor import Job
from tlstudio.models.catalogue.catalogue import card
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder


def start(
    project: Path,
    out: Output,
    *,
    preset: str = "balanced",
    plan_file: Path | None = None,
    given: dict[str, str] | None = None,
    name: str = "",
    processes: int = 1,
) -> Outcome:
    """Freeze the plan and the dataset into a new run and train it."""
    run, request = prepare(
        project, preset=preset, plan_file=plan_file, given=given, name=name, processes=processes
    )
    plan = run.plan()
    out.say(f"Run {run.name}: {plan.backbone}, {plan.preset}", style="bold")
    return follow(Job(run.path, request), out)


def prepare(
    project: Path,
    *,
    preset: str = "balanced",
    plan_file: Path | None = None,
    given: dict[str, str] | None = None,
    name: str = "",
    processes: int = 1,
) -> tuple[RunFolder, TrainRequest]:
    """Freeze the plan and the dataset into a new run; nothing is started."""
    with Project.open(project) as opened, open_store(opened) as store:
        return prepare_training(
            opened,
            store,
            preset=preset,
            plan=None if plan_file is None else _read_plan(plan_file),
            given=given,
            name=name,
            processes=processes,
        )


def resume(project: Path, name: str, out: Output) -> Outcome:
    """Go on with a run from its newest checkpoint; see `resume_training`."""
    run, request = resume_training(Project.open(project, write=False), name)
    out.say(f"Going on with {run.name}", style="bold")
    return follow(Job(run.path, request), out)


def from_scratch(project: Path, name: str, out: Output) -> Outcome:
    """Train the same network from random weights; see `prepare_scratch`."""
    with Project.open(project) as opened:
        run, request = prepare_scratch(opened, name)
    out.say(f"Run {run.name}: from scratch, to compare with {name}", style="bold")
    return follow(Job(run.path, request), out)


def _read_plan(path: Path) -> Plan:
    try:
        return from_toml(path.read_text("utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"The plan {path} cannot be read.", str(error)) from error


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    recipe = parser.add_mutually_exclusive_group()
    recipe.add_argument(
        "--preset",
        default="balanced",
        choices=("quick", "balanced", "best"),
        help="quick: new layers only; balanced: then the upper blocks; best: longer, all blocks",
    )
    recipe.add_argument("--plan", type=Path, metavar="FILE", help="a plan.toml, as runs hold it")
    parser.add_argument("--resume", metavar="RUN", help="go on with a run that was ended")
    parser.add_argument(
        "--from-scratch",
        metavar="RUN",
        help="the same network from random weights, to see what the pretraining of RUN is worth",
    )
    parser.add_argument(
        "--processes", type=int, default=1, metavar="N", help="processes that share each batch [1]"
    )
    parser.add_argument(
        "--launch-script",
        choices=("torchrun", "slurm"),
        help="prepare the run and write a script that trains it on a cluster; start nothing",
    )
    parser.add_argument("--name", default="", help="name of the run [the preset]")
    parser.add_argument("--cut", metavar="BLOCK", help="last block that stays (name or number)")
    parser.add_argument("--freeze-to", metavar="BLOCK", help="kept as they are up to this block")
    fields = [field for field in options_of(Plan) if field.path != "preset"]
    add_options(parser, fields, title="plan")
    add_options(
        parser,
        options_of(Phase, "phase."),
        title="stages (one value for all, or one for each: 5,10)",
    )


def _run(args: argparse.Namespace, out: Output) -> int:
    if args.resume:
        outcome = resume(args.project, args.resume, out)
        return _end(outcome, out)
    if args.from_scratch:
        return _end(from_scratch(args.project, args.from_scratch, out), out)
    given = overrides(args)
    # A mistyped value is told before anything is looked at.
    nested({k: v for k, v in given.items() if not k.startswith("phase.")}, options_of(Plan))
    if args.cut is not None or args.freeze_to is not None:
        opened = Project.open(args.project, write=False)
        usual = default_backbone(opened.config.task)
        chosen = card(given.get("backbone") or read_draft(opened).backbone or usual)
        cut = boundary(args.cut, chosen, option="--cut")
        freeze_to = boundary(args.freeze_to, chosen, option="--freeze-to")
        given |= {"cut": str(cut)} if cut is not None else {}
        given |= {"unfreeze_from": str(freeze_to)} if freeze_to is not None else {}
    if not 1 <= args.processes <= 64:
        raise UsageError(f"--processes takes 1 to 64, not {args.processes}.")
    wanted: dict[str, Any] = {
        "preset": args.preset,
        "plan_file": args.plan,
        "given": given,
        "name": args.name,
        "processes": args.processes,
    }
    if args.launch_script:
        return _script(*prepare(args.project, **wanted), args.launch_script, out)
    return _end(start(args.project, out, **wanted), out)


def _script(run: RunFolder, request: TrainRequest, launcher: Launcher, out: Output) -> int:
    """Leave everything ready for a cluster."""
    # Nobody waits at its standard input, and what a time limit ended goes on when started again.
    ready = request.model_copy(update={"keep_running": True, "resume": True})
    write_request(run.path, ready)
    path = write_launch_script(run.path.resolve(), launcher, processes=request.processes)
    out.say(f"Prepared {run.name}. Start it with:", style="bold")
    out.say(f"  {'sh' if launcher == 'torchrun' else 'sbatch'} {path}")
    out.result({"run": run.name, "script": str(path)})
    return 0


def _end(outcome: Outcome, out: Output) -> int:
    if outcome.state == "stopped":
        out.say("Stopped; the run is saved and can go on: train --resume RUN.", style="yellow")
        out.result({"state": "stopped"})
        return outcome.exit_code
    result = outcome.value()
    if "evaluation" in result:
        show_evaluation(result["evaluation"], out)
    out.result(result)
    return 0


VERB = Verb(
    name="train",
    help="train the new layers, then fine-tune more of the model",
    description=(
        "Train on the project's training images. The first stage trains the new last layers on\n"
        "features computed once; later stages unfreeze more blocks with smaller rates. Ctrl-C\n"
        "stops after the step and saves; a run that was killed goes on with --resume."
    ),
    examples=(
        "tlstudio train my-cells --preset quick",
        "tlstudio train my-cells --backbone squeezenet1_1-imagenet --epochs 5,10 --lr 1e-3,1e-4",
        "tlstudio train my-cells --resume 20261124-1402",
    ),
    configure=_configure,
    run=_run,
    order=40,
)

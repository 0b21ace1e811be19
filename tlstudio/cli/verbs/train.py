"""`tlstudio train`: head first, then more of the model with smaller rates."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tlstudio.cli.evaluation import show_evaluation
from tlstudio.cli.follow import follow
from tlstudio.cli.options import add_options, nested, overrides
from tlstudio.cli.output import Output
from tlstudio.cli.project import draft, open_store, require_trainable
from tlstudio.cli.verb import Verb
from tlstudio.cli.verbs.surgery import boundary
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.fields import options_of
from tlstudio.core.plans import Phase, Plan, from_toml
from tlstudio.data.manifest import write_manifest
from tlstudio.data.store.store import DatasetStore
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.processes import Launcher, write_launch_script
from tlstudio.jobs.requests import TrainRequest, write_request
from tlstudio.jobs.supervisor import Job
from tlstudio.models.catalogue.catalogue import available, card
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder
from tlstudio.training.presets import DatasetFacts, apply_overrides, preset_plan

DEFAULT_BACKBONE = "fractalnet"


def facts_of(store: DatasetStore) -> DatasetFacts:
    """What a preset needs to know of the dataset."""
    counts = [count for count in store.classes().values() if count]
    return DatasetFacts(
        n_train=store.splits().get("train", 0),
        classes=len(counts),
        imbalance=max(counts) / min(counts),
        deep_images=store.has_deep_images(),
    )


def make_plan(
    store: DatasetStore,
    *,
    preset: str,
    saved: dict[str, Any],
    given: dict[str, str],
) -> Plan:
    """The plan from a preset, the saved surgery and what was said on the command line.

    Raises:
        UsageError: When the model is unknown or an option is no plan field.
        BadInputError: When the model's weights are not on this computer.
    """
    chosen = card(given.get("backbone") or str(saved.get("backbone") or DEFAULT_BACKBONE))
    if not available(chosen):
        raise BadInputError(
            f"The weights of {chosen.id} are not on this computer.",
            f"Bring them with 'tlstudio models fetch {chosen.id}' (network) or "
            "'tlstudio models unpack FILE' (USB stick).",
        )
    plan = preset_plan(preset, chosen, facts_of(store))
    texts = {"backbone": chosen.id}
    if saved.get("backbone") == chosen.id:
        texts |= _from_draft(saved)
    return apply_overrides(plan, texts | _spread(given, len(plan.phases)))


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
        require_trainable(store)
        if plan_file is None:
            plan = make_plan(store, preset=preset, saved=draft(project), given=given or {})
        else:
            plan = apply_overrides(_read_plan(plan_file), given or {})
        run = opened.new_run(name or plan.preset, plan)
        write_manifest(store, run.manifest_path)
        request = TrainRequest(
            run=run.path.resolve(), cache=opened.cache_dir.resolve(), processes=processes
        )
    return run, request


def resume(project: Path, name: str, out: Output) -> Outcome:
    """Go on with a run from its newest checkpoint.

    Raises:
        UsageError: When the run is still at work or has ended well.
    """
    opened = Project.open(project, write=False)
    run = opened.run(name)
    state = run.status().state
    if state in ("running", "paused"):
        raise UsageError(f"The run {run.name} is at work in another process.", "Wait for it.")
    if state == "finished":
        raise UsageError(f"The run {run.name} has finished.", "Train a new one.")
    request = TrainRequest(
        run=run.path.resolve(),
        cache=opened.cache_dir.resolve(),
        resume=True,
    )
    out.say(f"Going on with {run.name}", style="bold")
    return follow(Job(run.path, request), out)


def _read_plan(path: Path) -> Plan:
    try:
        return from_toml(path.read_text("utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"The plan {path} cannot be read.", str(error)) from error


def _from_draft(saved: dict[str, Any]) -> dict[str, str]:
    texts = {f"head.{key}": str(value) for key, value in dict(saved.get("head") or {}).items()}
    pairs = (("cut", "cut"), ("freeze_to", "unfreeze_from"))
    texts |= {new: str(saved[old]) for old, new in pairs if saved.get(old) is not None}
    inputs = (("size", "input.size"), ("channels", "input.channels"))
    return texts | {new: str(saved[old]) for old, new in inputs if saved.get(old) is not None}


def _spread(given: dict[str, str], phases: int) -> dict[str, str]:
    """`phase.lr = "1e-3,1e-4"` for the first and second stage becomes `phases.0.lr` and so on."""
    spread: dict[str, str] = {}
    for path, text in given.items():
        if not path.startswith("phase."):
            spread[path] = text
            continue
        values = text.split(",")
        if len(values) not in (1, phases):
            raise UsageError(
                f"--{path.replace('.', '-').replace('_', '-')} has {len(values)} values; "
                f"this recipe has {phases} stages.",
                "Give one value for all stages, or one for each, with commas between.",
            )
        for index in range(phases):
            value = values[index if len(values) > 1 else 0]
            spread[path.replace("phase.", f"phases.{index}.", 1)] = value.strip()
    return spread


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
    given = overrides(args)
    # A mistyped value is told before anything is looked at.
    nested({k: v for k, v in given.items() if not k.startswith("phase.")}, options_of(Plan))
    if args.cut is not None or args.freeze_to is not None:
        saved = draft(args.project)
        chosen = card(given.get("backbone") or str(saved.get("backbone") or DEFAULT_BACKBONE))
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
        return 0
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

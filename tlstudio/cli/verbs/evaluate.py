"""`tlstudio evaluate`: the tuning part, or, once, the final test."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tlstudio.cli.evaluation import show_evaluation
from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.project import open_store
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.data.manifest import Manifest
from tlstudio.jobs.requests import EvaluateRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder


def run_evaluate(
    project: Path, name: str | None, out: Output, *, final: bool = False, yes: bool = False
) -> int:
    """Evaluate, show and print; see `VERB`."""
    with Project.open(project, write=final) as opened:
        run = opened.run(name)
        openings = 0
        if final:
            openings = _open_test(opened, run, out, yes=yes)
        request = EvaluateRequest(
            run=run.path.resolve(),
            cache=opened.cache_dir.resolve(),
            part="test" if final else "validation",
            openings=openings,
        )
    result = follow(Job.scratch(request), out).value()
    show_evaluation(result, out)
    if final:
        times = "for the first time" if openings == 1 else f"for the {openings}th time"
        out.say(f"The final test was opened {times}; reports say so.")
    else:
        out.say("These are the tuning images. The final test stays locked: evaluate --final.")
    out.result(result)
    return 0


def _open_test(project: Project, run: RunFolder, out: Output, *, yes: bool) -> int:
    count = len(Manifest.read(run.manifest_path).rows("test"))
    if count == 0:
        raise BadInputError(
            "This project has no final test part.",
            "Import with --split-test 0.2 to set one aside, then train again.",
        )
    with open_store(project) as store:
        before = len(store.openings())
        question = f"Final test: {count} images never used. Open once?"
        if before:
            question = f"The final test was opened {before} times already. Open it again?"
        if not yes and not _ask(question, out):
            raise UsageError("The final test was not opened.", "Say yes, or give --yes.")
        store.record_opening(run.name, "evaluate --final")
        return before + 1


def _ask(question: str, out: Output) -> bool:
    if out.as_json or not sys.stdin.isatty():
        return False
    out.console.print(f"{question} [yes/no] ", end="", markup=False)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("run", nargs="?", help="name of a run, or its beginning [the newest]")
    parser.add_argument("--final", action="store_true", help="open the locked final test")
    parser.add_argument("--yes", action="store_true", help="do not ask before opening it")


def _run(args: argparse.Namespace, out: Output) -> int:
    return run_evaluate(args.project, args.run, out, final=args.final, yes=args.yes)


VERB = Verb(
    name="evaluate",
    help="score a run, with intervals and simpler methods beside it",
    description=(
        "Score a run on the tuning images and say so. `--final` opens the locked final test:\n"
        "it asks first, and every opening is counted and printed in the report."
    ),
    examples=("tlstudio evaluate my-cells", "tlstudio evaluate my-cells --final --yes --json"),
    configure=_configure,
    run=_run,
    order=50,
)

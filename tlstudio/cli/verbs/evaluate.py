"""`tlstudio evaluate`: the tuning part, or, once, the final test."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pydantic import ValidationError

from tlstudio.cli.evaluation import show_evaluation
from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.certainty import Choices, refuse_on_final_test
from tlstudio.core.errors import UsageError
from tlstudio.core.fields import problem_in
from tlstudio.jobs.beginning import open_store
from tlstudio.jobs.preparing import (
    count_final_test,
    is_outdated,
    open_final_test,
    validation_request,
)
from tlstudio.jobs.requests import EvaluateRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.specs import task_noun


def run_evaluate(
    project: Path,
    name: str | None,
    out: Output,
    *,
    final: bool = False,
    yes: bool = False,
    choices: Choices | None = None,
) -> int:
    """Evaluate, show and print; see `VERB`."""
    with Project.open(project, write=final) as opened:
        run = opened.run(name)
        request = (
            _open_test(opened, run, out, yes=yes) if final else validation_request(opened, run)
        ).model_copy(update={"choices": choices})
        with open_store(opened, read_only=True) as store:
            outdated = is_outdated(store.fingerprint(), run)
    result = follow(Job.scratch(request), out).value()
    result["outdated"] = outdated
    show_evaluation(result, out)
    if outdated:
        out.warn(
            "These numbers are old: labels, groups or parts changed since this training. Train "
            "again to learn from them and to score on them."
        )
    if final:
        count = request.openings
        times = "for the first time" if count == 1 else f"for the {count}th time"
        out.say(f"The final test was opened {times}; reports say so.")
    else:
        items = task_noun(result["task"]).many
        out.say(f"These are the tuning {items}. The final test stays locked: evaluate --final.")
    out.result(result)
    return 0


def _open_test(project: Project, run: RunFolder, out: Output, *, yes: bool) -> EvaluateRequest:
    count = count_final_test(run)
    items = task_noun(project.config.task).many
    with open_store(project) as store:
        before = len(store.openings())
        question = f"Final test: {count} {items} never used. Open once?"
        if before:
            question = f"The final test was opened {before} times already. Open it again?"
        if not yes and not _ask(question, out):
            raise UsageError("The final test was not opened.", "Say yes, or give --yes.")
        return open_final_test(project, store, run, why="evaluate --final")


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
    parser.add_argument(
        "--coverage",
        type=float,
        help="how often a short list of classes is to hold the truth, as 0.9 [0.95]",
    )
    parser.add_argument(
        "--cost",
        action="append",
        metavar="CLASS=TIMES",
        help="missing this class is so many times worse than other errors; may be repeated",
    )


def _run(args: argparse.Namespace, out: Output) -> int:
    choices = _choices(args.coverage, args.cost)
    if args.final and choices is not None:
        # Before anything is opened and counted.
        raise refuse_on_final_test()
    return run_evaluate(
        args.project, args.run, out, final=args.final, yes=args.yes, choices=choices
    )


def _choices(coverage: float | None, costs: list[str] | None) -> Choices | None:
    """What was asked of the model's certainty; None when nothing was.

    Raises:
        UsageError: When something is no number, or out of range.
    """
    if coverage is None and not costs:
        return None
    found: dict[str, float] = {}
    for text in costs or ():
        name, _, number = text.rpartition("=")
        try:
            found[name] = float(number)
        except ValueError:
            raise UsageError(f"{text!r} is no cost.", "Write it as --cost tumour=5.") from None
    asked = {} if coverage is None else {"coverage": coverage}
    try:
        return Choices.model_validate({"costs": found} | asked)
    except ValidationError as error:
        raise UsageError(f"{problem_in(error)}.", "See evaluate --help.") from error


VERB = Verb(
    name="evaluate",
    help="score a run, with intervals and simpler methods beside it",
    description=(
        "Score a run on the tuning images and say so. `--final` opens the locked final test:\n"
        "it asks first, and every opening is counted and printed in the report."
    ),
    examples=(
        "tlstudio evaluate my-cells",
        "tlstudio evaluate my-cells --coverage 0.9 --cost tumour=5",
        "tlstudio evaluate my-cells --final --yes --json",
    ),
    configure=_configure,
    run=_run,
    order=50,
)

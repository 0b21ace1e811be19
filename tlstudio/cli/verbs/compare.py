"""`tlstudio compare`: runs side by side, with a paired test."""

from __future__ import annotations

import argparse
from pathlib import Path

from tlstudio.cli.evaluation import number
from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.comparing import MARGIN, Compared
from tlstudio.jobs.beginning import open_store
from tlstudio.jobs.preparing import is_outdated
from tlstudio.jobs.requests import CompareRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.specs import task_noun


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("runs", nargs="+", metavar="RUN", help="names of runs, or beginnings")
    parser.add_argument(
        "--margin",
        type=float,
        default=MARGIN,
        help=f"a smaller difference is practically none [{MARGIN:g}]",
    )
    parser.add_argument("--metric", default="", help="what decides [the one that reports show]")
    parser.add_argument(
        "--final", action="store_true", help="on the final test, where it was opened already"
    )


def _run(args: argparse.Namespace, out: Output) -> int:
    project = Project.open(args.project, write=False)
    names = dict.fromkeys(project.run(name).path.resolve() for name in args.runs)
    request = CompareRequest(
        runs=tuple(names),
        part="test" if args.final else "validation",
        margin=args.margin,
        metric=args.metric,
    )
    runs = [RunFolder(path) for path in names]
    with open_store(project, read_only=True) as store:
        now = store.fingerprint()
    outdated = [run.name for run in runs if is_outdated(now, run)]
    result = follow(Job.scratch(request), out).value() | {"outdated": outdated}
    found = Compared.model_validate({k: v for k, v in result.items() if k != "outdated"})
    _show(found, task_noun(project.config.task).many, out)
    if outdated:
        out.warn(
            "The numbers of these runs are old, labels, groups or parts changed since: "
            f"{', '.join(outdated)}."
        )
    out.result(result)
    return 0


def _show(found: Compared, items: str, out: Output) -> None:
    part = f"{'final test' if found.part == 'test' else 'tuning'} {items}"
    for verdict in found.verdicts:
        out.say(verdict, style="bold")
    out.say()
    out.say(f"On the {found.n} {part} that all have answered, 95 % intervals", style="bold")
    rows = [
        (run.name, *(number(metric.model_dump()) for metric in run.metrics)) for run in found.runs
    ]
    out.table(("run", *(metric.label for metric in found.runs[0].metrics)), rows)
    out.say()
    out.table(
        ("first", "second", "first has more by", "p", "p corrected", "test"),
        [
            (
                pair.first,
                pair.second,
                number(pair.difference.model_dump()),
                pair.p_value,
                pair.p_corrected,
                pair.test,
            )
            for pair in found.pairs
        ],
    )
    out.say()
    if found.fields:
        out.table(("what differs", *(run.name for run in found.runs)), found.fields)
    else:
        out.say("Recipe, model and data are the same.")
    for note in found.notes:
        out.warn(note)


VERB = Verb(
    name="compare",
    help="compare runs on the same images, with a paired test",
    description=(
        "Compare two runs or more by the answers that their evaluations stored, on the images\n"
        "that all have answered. Nothing is computed anew, and the final test is not opened:\n"
        "`--final` reads what was opened before. Runs whose difference surely lies within the\n"
        "margin are practically the same."
    ),
    examples=(
        "tlstudio compare my-cells 20261124-1402 20261124-1530",
        "tlstudio compare my-cells 20261124-1402 20261124-1530 --margin 0.05 --json",
    ),
    configure=_configure,
    run=_run,
    order=51,
)

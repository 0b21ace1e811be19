"""`tlstudio suspects`: labels that are probably wrong."""

from __future__ import annotations

import argparse
from pathlib import Path

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.words import whole_percent
from tlstudio.jobs.requests import SuspectsRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("run", nargs="?", help="name of a run, or its beginning [the newest]")
    parser.add_argument("-o", "--output", type=Path, help="table of all labels to write (.csv)")
    parser.add_argument("--first", type=int, default=20, help="how many are shown [20]")


def _run(args: argparse.Namespace, out: Output) -> int:
    project = Project.open(args.project, write=False)
    request = SuspectsRequest(
        project=project.folder.resolve(),
        run=project.run(args.run).path.resolve(),
        cache=project.cache_dir.resolve(),
        output=args.output.resolve() if args.output is not None else None,
        first=max(1, min(args.first, 1000)),
    )
    result = follow(Job.scratch(request), out).value()
    rows = [
        (row["image"], row["label"], row["looks_like"], whole_percent(row["sure"]))
        for row in result["first"]
    ]
    if rows:
        out.table(("image", "labelled", "looks like", "sure"), rows)
    out.say(f"{result['doubted']} of {result['judged']} labels are probably wrong: look at them.")
    if result["note"]:
        out.say(result["note"])
    if result["output"]:
        out.say(f"Wrote {args.output}", style="green")
    out.result(result)
    return 0


VERB = Verb(
    name="suspects",
    help="list labels that are probably wrong",
    description=(
        "Judge every label outside the final test by linear layers on the run's pretrained model\n"
        "that saw neither the image nor its group (5 parts in turn, confident learning), the most\n"
        "suspicious first. Nothing is changed."
    ),
    examples=("tlstudio suspects my-cells", "tlstudio suspects my-cells -o labels.csv --json"),
    configure=_configure,
    run=_run,
    order=52,
)

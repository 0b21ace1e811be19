"""`tlstudio report`: what came out, as a page or a PDF for a referee."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import UsageError
from tlstudio.jobs.requests import ReportRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project

_FORMATS = (".html", ".pdf")


def run_report(
    project: Path,
    name: str | None,
    out: Output,
    *,
    final: bool = False,
    target: Path | None = None,
    names: bool = False,
) -> dict[str, Any]:
    """Write the report; it lies in the project's `exports` unless said otherwise."""
    if target is not None and target.suffix.lower() not in _FORMATS:
        raise UsageError(
            f"A report cannot be written as {target.name}.", "End its name in .html or .pdf."
        )
    opened = Project.open(project, write=False)
    run = opened.run(name)
    usual = opened.exports_dir / f"{run.name}{'-final' * final}-report.html"
    request = ReportRequest(
        run=run.path.resolve(),
        target=(target or usual).resolve(),
        part="test" if final else "validation",
        names=names,
    )
    return follow(Job.scratch(request), out).value()


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("run", nargs="?", help="name of a run, or its beginning [the newest]")
    parser.add_argument(
        "--final", action="store_true", help="the result of the final test; it must be open already"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="a .html or .pdf file [in exports/]"
    )
    parser.add_argument(
        "--names",
        action="store_true",
        help="show names of files and groups; left out otherwise, as they may name patients",
    )


def _run(args: argparse.Namespace, out: Output) -> int:
    result = run_report(
        args.project, args.run, out, final=args.final, target=args.output, names=args.names
    )
    out.say(f"Wrote {result['file']}.", style="green")
    if args.names:
        out.warn("It holds names of files and groups: look whether one tells who a person is.")
    else:
        out.say("Not included: images, names of files and groups, patient ids, paths.", "dim")
    out.result(result)
    return 0


VERB = Verb(
    name="report",
    help="write a report for a referee, as a web page or a PDF",
    description=(
        "Write what an evaluation found: the answer, data, model, recipe, results, limits, a\n"
        "methods paragraph with its references, reporting guidelines, and how to repeat it. The\n"
        "page holds everything and opens without network. Nothing is scored anew."
    ),
    examples=(
        "tlstudio report my-cells",
        "tlstudio report my-cells -o report.pdf",
        "tlstudio report my-cells --final -o final.html --names",
    ),
    configure=_configure,
    run=_run,
    order=51,
)

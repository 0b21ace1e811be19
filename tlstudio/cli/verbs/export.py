"""`tlstudio export`: the model for others, with its proof."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.jobs.requests import ExportRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project


def run_export(
    project: Path, name: str | None, out: Output, *, form: str = "onnx", target: Path | None = None
) -> dict[str, Any]:
    """Export and prove; the file lies in the project's `exports` unless said otherwise."""
    opened = Project.open(project, write=False)
    run = opened.run(name)
    request = ExportRequest(
        run=run.path.resolve(),
        format=form,
        target=(target or opened.exports_dir / f"{run.name}.{form}").resolve(),
    )
    return follow(Job.scratch(request), out).value()


def show(result: dict[str, Any], out: Output) -> None:
    """Where it is and how well it agrees."""
    out.say(f"Wrote {result['file']} ({result['size'] / 1e6:.1f} MB).", style="green")
    out.say(
        f"Proof: reloaded and run on {result['n']} tuning images, largest difference "
        f"{result['difference']:.1e} from the trained model, "
        f"{result['agreement']:.1%} of the predictions the same."
    )
    out.say("Included: weights, class names. Not included: images, patient ids, paths.", "dim")


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("run", nargs="?", help="name of a run, or its beginning [the newest]")
    parser.add_argument("--format", default="onnx", choices=("onnx",), help="[onnx]")
    parser.add_argument("-o", "--output", type=Path, help="file to write [in exports/]")


def _run(args: argparse.Namespace, out: Output) -> int:
    result = run_export(args.project, args.run, out, form=args.format, target=args.output)
    show(result, out)
    out.result(result)
    return 0


VERB = Verb(
    name="export",
    help="write the model in a format for others, and prove it",
    description=(
        "Write the trained model with its preprocessing and class names, reload it with the\n"
        "program it is for, and store beside it how far its answers differ."
    ),
    examples=("tlstudio export my-cells --format onnx", "tlstudio export my-cells -o model.onnx"),
    configure=_configure,
    run=_run,
    order=61,
)

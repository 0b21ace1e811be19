"""`tlstudio export`: the model for others, with its proof."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tlstudio.cli.follow import follow
from tlstudio.cli.options import add_options, nested, overrides
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import UsageError
from tlstudio.core.fields import OptionField, options_of
from tlstudio.core.words import percent
from tlstudio.export.formats import all_formats, format_of
from tlstudio.jobs.beginning import open_store
from tlstudio.jobs.requests import ExportRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project

_PARTS = {"validation": "tuning", "test": "final test", "train": "training"}


def run_export(
    project: Path,
    name: str | None,
    out: Output,
    *,
    form: str = "onnx",
    target: Path | None = None,
    options: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Export and prove; the file lies in the project's `exports` unless said otherwise."""
    chosen = format_of(form)
    opened = Project.open(project, write=False)
    run = opened.run(name)
    with open_store(opened, read_only=True) as store:
        openings = sum(opening.run == run.name for opening in store.openings())
    usual = opened.exports_dir / f"{run.name}{chosen.suffix}"
    request = ExportRequest(
        run=run.path.resolve(),
        format=form,
        target=(target or usual).resolve(),
        options=options or {},
        openings=openings,
    )
    return follow(Job.scratch(request), out).value()


def show(result: dict[str, Any], out: Output) -> None:
    """Where it is, how well it agrees, what it holds and what it does not."""
    out.say(f"Wrote {result['file']} ({result['size'] / 1e6:.1f} MB).", style="green")
    out.say(
        f"Proof: reloaded and run on {result['n']} {_PARTS[result['part']]} images, largest "
        f"difference {result['difference']:.1e} from the trained model, "
        f"{percent(result['agreement'])} of the answers the same."
    )
    if result["distance_difference"] is not None:
        out.say(
            "Distances from the training images differ by at most "
            f"{result['distance_difference']:.1e} of the limit."
        )
    by_file = result["by_file"]
    if by_file is not None:
        refused = f"; it cannot take {by_file['refused']}" if by_file["refused"] else ""
        out.say(
            f"From image files on, by its own program: {by_file['n']} images, largest difference "
            f"{by_file['difference']:.1e}, {percent(by_file['agreement'])} of the answers the "
            f"same{refused}."
        )
    _scores(result, out)
    for title, lines in (
        ("Included", result["included"]),
        ("Not included", result["not_included"]),
    ):
        out.say(f"{title}: {'; '.join(lines)}.", style="dim")


def _scores(result: dict[str, Any], out: Output) -> None:
    rows = []
    for name, value in result["metrics"].items():
        low, high = result["intervals"].get(name) or (None, None)
        interval = "–" if low is None or high is None else f"{low:.3f} to {high:.3f}"
        rows.append((name.replace("_", " "), value, interval, result["source_metrics"][name]))
    out.table(("", "export", "95 % interval", "trained model"), rows)
    if result["options"].get("precision") == "int8":
        out.say(f"In 8 bits it loses {100 * result['loss']:.1f} points of balanced accuracy.")


def _configure(parser: argparse.ArgumentParser) -> None:
    formats = all_formats().items
    words = "; ".join(f"{one.id}: {one.purpose}" for one in formats.values())
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("run", nargs="?", help="name of a run, or its beginning [the newest]")
    parser.add_argument("--format", default="onnx", choices=tuple(formats), help=f"{words} [onnx]")
    parser.add_argument("-o", "--output", type=Path, help="file or folder to write [in exports/]")
    add_options(parser, _fields().values(), title="options of the formats")


def _fields() -> dict[str, OptionField]:
    """Every declared option by its path; formats that share one declare it alike."""
    found: dict[str, OptionField] = {}
    for form in all_formats().items.values():
        for field in options_of(form.options):
            found.setdefault(field.path, field)
    return found


def _run(args: argparse.Namespace, out: Output) -> int:
    chosen = format_of(args.format)
    fields = _fields()
    given = nested(overrides(args), fields.values())
    known = {field.path for field in options_of(chosen.options)}
    for path in given:
        if path not in known:
            raise UsageError(
                f"{fields[path].flag} is no option of the format {chosen.id}.",
                f"Options of it: {', '.join(fields[one].flag for one in known) or 'none'}.",
            )
    chosen.settings(given)
    result = run_export(
        args.project, args.run, out, form=args.format, target=args.output, options=given
    )
    show(result, out)
    out.result(result)
    return 0


VERB = Verb(
    name="export",
    help="write the model in a format for others, and prove it",
    description=(
        "Write the trained model with its preprocessing and class names, reload it with the\n"
        "program it is for, and store beside it how far its answers differ. The images of the\n"
        "proof are the tuning images, or those of the final test once it is open."
    ),
    examples=(
        "tlstudio export my-cells --format onnx",
        "tlstudio export my-cells --format bundle -o model.tlstudio.zip",
        "tlstudio export my-cells --format bundle --precision int8 --max-loss 1",
    ),
    configure=_configure,
    run=_run,
    order=61,
)

"""`tlstudio import`: images or texts and their labels into a project."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tlstudio.cli.follow import follow
from tlstudio.cli.options import add_options, nested, overrides
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.fields import OptionField, options_of
from tlstudio.data.importing import parse_options
from tlstudio.data.splits import SplitSpec
from tlstudio.jobs.beginning import USUAL_TASK, annotator_name, choose_importer, importers
from tlstudio.jobs.requests import ImportRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project, read_config


def run_import(
    project: Path,
    source: Path,
    out: Output,
    *,
    importer: str = "",
    options: dict[str, Any] | None = None,
    split: dict[str, Any] | None = None,
    copy_files: bool = False,
    resplit: bool = False,
) -> dict[str, Any]:
    """Import and say what was found; see `ImportRequest`."""
    chosen = choose_importer(source, importer, task=read_config(project).task)
    with Project.open(project) as opened:
        request = ImportRequest(
            project=opened.folder.resolve(),
            source=source.resolve(),
            importer=chosen.id,
            options=options or {},
            split=split or {},
            copy_files=copy_files,
            annotator=annotator_name(),
            resplit=resplit,
        )
        return follow(Job.scratch(request), out).value()


def describe(result: dict[str, Any], out: Output) -> None:
    """The summary of an import, in words."""
    thing = result.get("noun", "image")
    look = "look" if thing == "image" else "are"
    out.say(
        f"Found {result['found']} {thing}s: {result['added']} added, "
        f"{result['unchanged']} known before, {result['unreadable']} unreadable."
    )
    for key, words in (
        ("duplicates", _TWICE.get(thing, "appear twice (same content)")),
        ("near_duplicates", f"{look} nearly the same and stay on one side of the split"),
        ("unmatched", "of the table have no file, or of the files no row"),
    ):
        if result.get(key):
            out.say(f"{result[key]} {words}.")
    for problem in result.get("problems", [])[:10]:
        out.warn(str(problem))
    classes = result.get("classes", {})
    if classes:
        splits = result.get("splits", {})
        out.table(("class", f"{thing}s"), [(name, count) for name, count in classes.items()])
        parts = ", ".join(
            f"{splits[p]} {w.format(thing=thing)}" for p, w in _PARTS.items() if splits.get(p)
        )
        groups = f" in {result['groups']} groups" if result.get("groups") else ""
        out.say(f"{parts}{groups}.")
    for sentence in [*result.get("split_warnings", []), *result.get("findings", [])]:
        out.warn(str(sentence))


_TWICE = {"text": "appear twice (the same but for capitals, spaces and signs)"}
_PARTS = {
    "train": "{thing}s to train",
    "validation": "to tune",
    "test": "for the final test (locked)",
    "none": "without a part",
}


def _fields() -> list[OptionField]:
    seen: dict[str, OptionField] = {}
    for importer in importers().values():
        for field in options_of(importer.options):
            seen.setdefault(field.path, field)
    return list(seen.values())


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("source", type=Path, help="a folder, or a table (CSV, TSV, XLSX, JSONL)")
    parser.add_argument("--format", default="", choices=("", *importers()), help="[guessed]")
    parser.add_argument("--copy", action="store_true", help="copy the files into the project")
    parser.add_argument(
        "--dry-run", action="store_true", help="say how the folder is understood; write nothing"
    )
    parser.add_argument("--resplit", action="store_true", help="make the split anew")
    add_options(parser, _fields(), title="how the source is read")
    add_options(parser, options_of(SplitSpec, "split."), title="how they are divided")


def _run(args: argparse.Namespace, out: Output) -> int:
    given = overrides(args)
    split_fields = options_of(SplitSpec, "split.")
    split = nested({k: v for k, v in given.items() if k.startswith("split.")}, split_fields)
    options = nested({k: v for k, v in given.items() if not k.startswith("split.")}, _fields())
    if args.dry_run:
        return _guess(args, options, out)
    result = run_import(
        args.project,
        args.source,
        out,
        importer=args.format,
        options=options,
        split=split.get("split", {}),
        copy_files=args.copy,
        resplit=args.resplit,
    )
    describe(result, out)
    out.result(result)
    return 0


def _guess(args: argparse.Namespace, options: dict[str, Any], out: Output) -> int:
    task = read_config(args.project).task if (args.project / "project.toml").exists() else ""
    importer = choose_importer(args.source, args.format, task=task or USUAL_TASK)
    guess = importer.guess(args.source, parse_options(importer.options, options))
    out.say(guess.sentence)
    out.result({"format": importer.id, "sentence": guess.sentence})
    return 0


VERB = Verb(
    name="import",
    help="bring images or texts and their labels into a project",
    description=(
        "Register images where they are (or copy them with --copy), read each once, find\n"
        "duplicates and unreadable files, and divide them into parts to train, to tune and for\n"
        "the final test. Texts are kept in the project. Importing again adds what is new and\n"
        "never overwrites your edits."
    ),
    examples=(
        "tlstudio import my-cells plates/ --levels plate=group,phenotype=class",
        "tlstudio import my-xrays table.csv --group-by patient",
        "tlstudio import my-cells plates/ --dry-run",
        "tlstudio import my-reviews reviews.csv --text-columns title,body --label-column stars",
    ),
    configure=_configure,
    run=_run,
    order=11,
)

"""`tlstudio check`: what is damaged, missing, stale or doubtful."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import UsageError
from tlstudio.jobs.requests import CheckRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("--fix", action="store_true", help="repair what needs no question")
    parser.add_argument(
        "--relink",
        type=Path,
        metavar="FOLDER",
        help="find moved files below a folder by their content, and point to them",
    )
    parser.add_argument(
        "--restore",
        action="store_true",
        help="put the newest whole copy in the place of a damaged dataset",
    )


def _run(args: argparse.Namespace, out: Output) -> int:
    if args.relink is not None and not args.relink.is_dir():
        raise UsageError(f"{args.relink} is no folder.", "Name the folder the files are in now.")
    write = args.fix or args.restore or args.relink is not None
    with Project.open(args.project, write=write) as project:
        request = CheckRequest(
            project=project.folder.resolve(),
            fix=args.fix,
            restore=args.restore,
            relink=None if args.relink is None else args.relink.resolve(),
        )
        result = follow(Job.scratch(request), out).value()
    _show_repairs(result, out)
    clean = True
    for text in result["damage"]:
        clean = False
        out.warn(text)
    if result["missing_count"]:
        clean = False
        out.warn(f"{result['missing_count']} files are not where they were:")
        for path in result["missing"][:10]:
            out.say(f"  {path}")
        out.say("If they were moved: tlstudio check PROJECT --relink NEW-FOLDER finds them.")
    for finding in result["findings"]:
        clean = clean and finding["level"] == "note"
        out.warn(finding["sentence"])
        if finding["hint"]:
            out.say(f"  {finding['hint']}", style="dim")
    for text in result["cache_problems"]:
        out.warn(f"In the cache: {text}")
    for name, state in result["runs"].items():
        if state == "died":
            out.warn(f"The run {name} was ended in the middle: train --resume {name}")
    if clean:
        out.say("Nothing is damaged or missing.", style="green")
    out.result(result | {"clean": clean})
    return 0 if clean else 1


def _show_repairs(result: dict[str, Any], out: Output) -> None:
    if "restored" in result:
        because = result["restored_because"]
        out.say(f"The dataset was damaged ({because}); the copy {result['restored']} is in place.")
        out.say("The damaged file was kept beside it. Later edits are not in the copy.")
    if "relinked" in result:
        counts = result["relinked"]
        out.say(f"{counts['found']} of {counts['missing']} moved files found again.")
    if result["freed_bytes"]:
        out.say(f"Freed {result['freed_bytes'] / 1e6:.0f} MB of cache.", style="green")


VERB = Verb(
    name="check",
    help="look for damaged, missing, stale and doubtful things",
    description=(
        "Look whether every file is still there, whether the dataset is whole, whether caches\n"
        "are stale, and for what a referee would ask (few images in a class, plates that hold\n"
        "one class only, duplicates with different labels)."
    ),
    examples=(
        "tlstudio check my-cells",
        "tlstudio check my-cells --fix",
        "tlstudio check my-cells --relink /data/moved-here",
        "tlstudio check my-cells --restore",
    ),
    configure=_configure,
    run=_run,
    order=70,
)

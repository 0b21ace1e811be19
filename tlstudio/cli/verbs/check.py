"""`tlstudio check`: what is damaged, missing, stale or doubtful."""

from __future__ import annotations

import argparse
from pathlib import Path

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.jobs.requests import CheckRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("--fix", action="store_true", help="repair what needs no question")


def _run(args: argparse.Namespace, out: Output) -> int:
    with Project.open(args.project, write=args.fix) as project:
        request = CheckRequest(project=project.folder.resolve(), fix=args.fix)
        result = follow(Job.scratch(request), out).value()
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
    if result["freed_bytes"]:
        out.say(f"Freed {result['freed_bytes'] / 1e6:.0f} MB of cache.", style="green")
    for name, state in result["runs"].items():
        if state == "died":
            out.warn(f"The run {name} was ended in the middle: train --resume {name}")
    if clean:
        out.say("Nothing is damaged or missing.", style="green")
    out.result(result | {"clean": clean})
    return 0 if clean else 1


VERB = Verb(
    name="check",
    help="look for damaged, missing, stale and doubtful things",
    description=(
        "Look whether every file is still there, whether the dataset is whole, whether caches\n"
        "are stale, and for what a referee would ask (few images in a class, plates that hold\n"
        "one class only, duplicates with different labels)."
    ),
    examples=("tlstudio check my-cells", "tlstudio check my-cells --fix"),
    configure=_configure,
    run=_run,
    order=70,
)

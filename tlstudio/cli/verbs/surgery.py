"""`tlstudio surgery`: what is removed, what is new, what is kept as it is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tlstudio.cli.follow import follow
from tlstudio.cli.options import add_options, nested, overrides
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.cards import BackboneCard
from tlstudio.core.fields import options_of
from tlstudio.core.plans import Head
from tlstudio.core.surgery import SurgeryTable
from tlstudio.jobs.beginning import open_store
from tlstudio.jobs.drafts import Draft, boundary, write_draft
from tlstudio.jobs.requests import SurgeryRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.models.catalogue.catalogue import card
from tlstudio.project.project import Project


def compute(
    chosen: BackboneCard,
    out: Output,
    *,
    classes: int,
    cut: int | None = None,
    head: dict[str, Any] | None = None,
    unfreeze_from: int | None = None,
    size: int | None = None,
    channels: int | None = None,
) -> SurgeryTable:
    """The before/after table, made by the worker."""
    request = SurgeryRequest(
        backbone=chosen.id,
        cut=cut,
        head=head or {},
        classes=classes,
        unfreeze_from=unfreeze_from,
        size=size,
        channels=channels,
    )
    return SurgeryTable.model_validate(follow(Job.scratch(request), out).value()["table"])


def show(table: SurgeryTable, out: Output) -> None:
    """Print the table: removed layers, new ones, what learns and what is kept as it is."""
    removed = [row for row in table.before if row.state == "removed"]
    rows = [
        (
            row.index if row.index >= 0 else None,
            row.name,
            row.kind,
            " × ".join(str(side) for side in row.shape),
            row.parameters,
            _STATES[row.state],
        )
        for row in [*table.after, *removed]
    ]
    columns = ("block", "layer", "what it is", "output", "parameters", "")
    out.table(columns, rows, title=f"{table.backbone}, input {_shape(table.input_shape)}")
    out.say(
        f"{table.total_before:,} parameters before, {table.total_after:,} after: "
        f"{table.trainable:,} learn, {table.frozen:,} are kept as they are.".replace(",", "\u202f")
    )


_STATES = {
    "frozen": "kept as it is",
    "trainable": "learns",
    "removed": "removed",
    "new": "new, learns",
}


def _shape(shape: tuple[int, ...]) -> str:
    return " × ".join(str(side) for side in shape)


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("--backbone", required=True, metavar="ID", help="see tlstudio models list")
    parser.add_argument("--cut", metavar="BLOCK", help="last block that stays (name or number)")
    parser.add_argument(
        "--freeze-to", metavar="BLOCK", help="blocks up to here are kept as they are [all]"
    )
    parser.add_argument("--channels", type=int, help="input channels [3]")
    parser.add_argument("--size", type=int, help="image side in pixels [the model's own]")
    add_options(parser, options_of(Head, "head."), title="the new last layers")


def _run(args: argparse.Namespace, out: Output) -> int:
    chosen = card(args.backbone)
    head = nested(overrides(args), options_of(Head, "head.")).get("head", {})
    cut = boundary(args.cut, chosen, option="--cut")
    freeze_to = boundary(args.freeze_to, chosen, option="--freeze-to")
    with Project.open(args.project) as project:
        with open_store(project, read_only=True) as store:
            classes = max(2, len(store.classes()))
        table = compute(
            chosen,
            out,
            classes=classes,
            cut=cut,
            head=head,
            unfreeze_from=freeze_to,
            size=args.size,
            channels=args.channels,
        )
        draft = Draft(
            backbone=chosen.id,
            cut=cut,
            head=head,
            freeze_to=freeze_to,
            size=args.size,
            channels=args.channels,
        )
        write_draft(project, draft)
    show(table, out)
    out.say("Saved. Next: tlstudio train uses this.", style="green")
    out.result({"draft": draft.model_dump(mode="json"), "table": table.model_dump(mode="json")})
    return 0


VERB = Verb(
    name="surgery",
    help="remove the last layers, add new ones, choose what is kept",
    description=(
        "Show the model before and after: the layers removed, the new last layers, and what is\n"
        "kept as it is. The result is saved as the project's draft, which `train` uses."
    ),
    examples=(
        "tlstudio surgery my-cells --backbone fractalnet",
        "tlstudio surgery my-cells --backbone squeezenet1_1 --cut 9 --head-kind mlp --freeze-to 6",
    ),
    configure=_configure,
    run=_run,
    order=30,
)

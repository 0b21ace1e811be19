"""`tlstudio models`: browse, fetch, add and carry pretrained models."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import BadInputError
from tlstudio.jobs.requests import AddRequest, FetchRequest, PackRequest, UnpackRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.models.catalogue.catalogue import all_cards, available, card

Action = Callable[[argparse.Namespace, Output], int]


def _list(args: argparse.Namespace, out: Output) -> int:
    found = all_cards()
    words = [word.lower() for word in args.search]
    cards = [
        item
        for item in found.items.values()
        if all(word in f"{item.id} {item.title} {item.family}".lower() for word in words)
        and (not args.offline or available(item))
    ]
    if not args.all and not words and not args.offline:
        cards = [item for item in cards if available(item)]
    rows = [
        (
            item.id,
            item.family,
            f"{item.modality}s",
            f"{item.parameters / 1e6:.1f} M",
            f"{item.macs / 1e9:.2f} G" if item.macs else "–",
            item.accuracy,
            item.licence,
            "yes" if available(item) else "fetch",
        )
        for item in cards
    ]
    columns = (
        "id",
        "family",
        "reads",
        "parameters",
        "MACs",
        "ImageNet %",
        "licence",
        "on this computer",
    )
    out.table(columns, rows)
    total = len(found.items)
    out.say(f"{len(cards)} of {total} models. --all lists every one; words search.", style="dim")
    for name, why in found.broken.items():
        out.warn(f"{name} could not be read: {why}")
    out.result([_facts(item) for item in cards])
    return 0


def _show(args: argparse.Namespace, out: Output) -> int:
    chosen = card(args.id)
    facts: list[tuple[str, Any]] = [
        ("title", chosen.title),
        ("family", chosen.family),
        ("pretrained on", chosen.pretrained_on),
        ("licence", chosen.licence),
        ("input", f"{chosen.input.size} px, {chosen.input.channels} channels"),
        ("parameters", f"{chosen.parameters:,}".replace(",", "\u202f")),
        ("MACs", f"{chosen.macs / 1e9:.2f} G" if chosen.macs else "–"),
        ("features", str(chosen.width)),
        ("ImageNet accuracy", f"{chosen.accuracy} %" if chosen.accuracy else "–"),
        ("blocks", ", ".join(chosen.blocks)),
        ("on this computer", "yes" if available(chosen) else "no: tlstudio models fetch"),
        ("notes", chosen.notes or "–"),
    ]
    out.table(("", chosen.id), facts)
    out.result(_facts(chosen))
    return 0


def _fetch(args: argparse.Namespace, out: Output) -> int:
    result = follow(Job.scratch(FetchRequest(ident=card(args.id).id)), out).value()
    out.say(f"{result['id']} is here: {result['file']}", style="green")
    out.result(result)
    return 0


def _add(args: argparse.Namespace, out: Output) -> int:
    if not args.path.exists():
        raise BadInputError(f"There is no file or folder {args.path}.", "Check the path.")
    request = AddRequest(
        path=args.path.resolve(),
        architecture=args.architecture,
        ident=args.id or "",
        licence=args.licence,
    )
    result = follow(Job.scratch(request), out).value()
    out.say(f"Added {result['id']}: {result['sentence']}", style="green")
    for key, words in (
        ("missing", "missing in the file, kept at random values"),
        ("unexpected", "in the file without a place"),
        ("mismatched", "of another shape"),
        ("renamed", "matched by order and shape"),
    ):
        names = result.get(key) or []
        if names:
            more = f" and {len(names) - 8} more" if len(names) > 8 else ""
            out.say(f"{len(names)} {words}: {', '.join(map(str, names[:8]))}{more}")
    out.result(result)
    return 0


def _pack(args: argparse.Namespace, out: Output) -> int:
    idents = tuple(card(ident).id for ident in args.ids)
    target = args.output.resolve()
    result = follow(Job.scratch(PackRequest(idents=idents, target=target)), out).value()
    out.say(f"Packed {len(idents)} models into {args.output}.", style="green")
    out.say("On the other computer: tlstudio models unpack FILE")
    out.result(result)
    return 0


def _unpack(args: argparse.Namespace, out: Output) -> int:
    if not args.file.is_file():
        raise BadInputError(f"There is no file {args.file}.", "Check the path.")
    request = UnpackRequest(source=args.file.resolve())
    result = follow(Job.scratch(request), out).value()
    out.say(f"Here now: {', '.join(result['models'])}", style="green")
    out.result(result)
    return 0


def _facts(item: BackboneCard) -> dict[str, Any]:
    return item.model_dump(mode="json", exclude={"config"}) | {"available": available(item)}


def _configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    def action(name: str, text: str, run: Action) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=text, description=text)
        made.add_argument("--json", action="store_true", help="print one JSON object")
        made.set_defaults(action=run)
        return made

    listed = action("list", "list models; without words, those on this computer", _list)
    listed.add_argument("search", nargs="*", help="words of the id, title or family")
    listed.add_argument("--all", action="store_true", help="also those to fetch")
    listed.add_argument("--offline", action="store_true", help="only those on this computer")
    action("show", "everything known of one model", _show).add_argument("id")
    action("fetch", "download the weights; goes on where it was cut", _fetch).add_argument("id")
    added = action("add", "take in a weights file or a transformers folder", _add)
    added.add_argument("path", type=Path, help=".safetensors, .pth, .pt, or a folder")
    added.add_argument("--architecture", help="which network it is for [guessed]")
    added.add_argument("--id", help="name in the list [the file's]")
    added.add_argument("--licence", default="", help="licence of the weights, for the report")
    packed = action("pack", "put models into one file for another computer", _pack)
    packed.add_argument("ids", nargs="+", help="ids of models on this computer")
    packed.add_argument("-o", "--output", type=Path, required=True, help="file to write (.zip)")
    action("unpack", "take models out of such a file", _unpack).add_argument("file", type=Path)


def _run(args: argparse.Namespace, out: Output) -> int:
    code: int = args.action(args, out)
    return code


VERB = Verb(
    name="models",
    help="browse, fetch, add and carry pretrained models",
    description="Pretrained models: what there is, what is here, and how to bring more.",
    examples=(
        "tlstudio models list",
        "tlstudio models list mobilenet",
        "tlstudio models show fractalnet",
        "tlstudio models add squeezenet.pth --licence MIT",
        "tlstudio models pack fractalnet squeezenet -o stick.zip",
    ),
    configure=_configure,
    run=_run,
    order=20,
)

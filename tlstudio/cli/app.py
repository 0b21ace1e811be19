"""The program's entry on the command line: parse, run one verb, end with a clear code."""

from __future__ import annotations

import argparse
import sys

from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import StudioError
from tlstudio.core.registry import discover
from tlstudio.version import __version__

_DESCRIPTION = """\
Transfer Learning Studio adapts pretrained models to a small labelled dataset.
The six steps: choose a pretrained model, remove the last layers, add new layers,
train, fine-tune, evaluate and deploy.

start here:
  tlstudio demo            a real project in about a minute, without network
  tlstudio VERB --help     what a verb does, with examples"""


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="tlstudio",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"tlstudio {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    found = discover("tlstudio.cli.verbs", "VERB", _name)
    for verb in sorted(found.items.values(), key=lambda verb: verb.order):
        verb.add_to(verbs)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one call; returns 0, 1 (the request failed), 2 (it made no sense) or 130 (stopped)."""
    parser = build_parser()
    args = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    if not hasattr(args, "verb"):
        parser.print_help()
        return 0
    out = Output(as_json=args.json)
    verb: Verb = args.verb
    try:
        return verb.run(args, out)
    except StudioError as error:
        out.error(error)
        return error.exit_code
    except KeyboardInterrupt:
        out.warn("Interrupted; what was saved before is safe.")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _name(verb: Verb) -> str:
    return verb.name

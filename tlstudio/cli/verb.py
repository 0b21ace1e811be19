"""What every verb of the command line is made of."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from tlstudio.cli.output import Output


@dataclass(frozen=True)
class Verb:
    """One verb.

    Attributes:
        name: What is typed.
        help: One line for the list of verbs.
        description: What it does and when to use it; shown by `--help`.
        examples: Lines that work as they stand.
        configure: Adds arguments.
        run: Does it; returns the exit code.
        order: Place in the list of verbs.
    """

    name: str
    help: str
    description: str
    examples: tuple[str, ...]
    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Output], int]
    order: int = 50

    def add_to(
        self, verbs: argparse._SubParsersAction[argparse.ArgumentParser]
    ) -> argparse.ArgumentParser:
        """Make the verb's parser."""
        epilog = "examples:\n" + "\n".join(f"  {line}" for line in self.examples)
        parser = verbs.add_parser(
            self.name,
            help=self.help,
            description=self.description,
            epilog=epilog if self.examples else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object and nothing else"
        )
        self.configure(parser)
        parser.set_defaults(verb=self)
        return parser

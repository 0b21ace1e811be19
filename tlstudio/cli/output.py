"""What the command line prints: words and bars for people, one JSON object for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from tlstudio.core.errors import StudioError


class Output:
    """Prints for one call of the program.

    Args:
        as_json: Keep silent but for one object at the end on standard output.
    """

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json
        self.console = Console(highlight=False, quiet=as_json)
        self.errors = Console(stderr=True, highlight=False)

    def say(self, text: str = "", style: str | None = None) -> None:
        """A line for a person."""
        _print(self.console, text, style)

    def step(self, number: int, name: str, text: str = "") -> None:
        """Name one of the six steps of transfer learning."""
        self.console.print()
        self.console.rule(f"[bold]Step {number} of 6 · {name}", align="left", style="dim")
        if text:
            self.say(text, style="dim")

    def warn(self, text: str) -> None:
        """A sentence that matters, on standard error."""
        _print(self.errors, f"! {text}", "yellow")

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str = "") -> None:
        """Rows for a person; numbers stand right."""
        table = Table(title=title or None, title_justify="left", header_style="bold", box=None)
        for index, column in enumerate(columns):
            numeric = all(isinstance(row[index], int | float | None) for row in rows) and rows
            table.add_column(column, justify="right" if numeric else "left", overflow="fold")
        for row in rows:
            table.add_row(*[_cell(value) for value in row])
        self.console.print(table, markup=False)

    def result(self, value: object) -> None:
        """The object for machines; nothing when a person reads."""
        if self.as_json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n")

    def error(self, error: StudioError) -> None:
        """One sentence and its hint, on standard error; JSON for machines."""
        if self.as_json:
            value = {"error": error.kind, "message": error.message, "hint": error.hint}
            sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
            return
        _print(self.errors, f"Error: {error.message}", "bold red")
        if error.hint:
            _print(self.errors, error.hint)


def _print(console: Console, text: str, style: str | None = None) -> None:
    # In a file or a pipe there is no line to fit: a path stays whole, to be searched and copied.
    console.print(text, style=style, markup=False, soft_wrap=not console.is_terminal)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", "\u202f")
    return str(value)

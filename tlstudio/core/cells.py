"""Cells of tables that a spreadsheet opens: nothing in them is taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    text = value if isinstance(value, str) else None
    return f"'{text}" if text is not None and text.startswith(_DANGEROUS) else value


def plain_cell(text: str) -> str:
    """What `safe_cell` made the cell of."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_DANGEROUS) else text


def tab_separated(rows: Iterable[Sequence[object]]) -> str:
    """Rows as spreadsheets take them from the clipboard; None is an empty cell."""
    return "\n".join("\t".join(_one_line(value) for value in row) for row in rows) + "\n"


def _one_line(value: object) -> str:
    cell = safe_cell(value)
    return "" if cell is None else " ".join(str(cell).split("\n")).replace("\t", " ")

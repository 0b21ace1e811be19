"""Cells of tables are safe to open and to paste."""

from __future__ import annotations

import pytest

from tlstudio.core.cells import plain_cell, safe_cell, tab_separated


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@sum", "\tx", "plain", "it's", ""])
def test_a_cell_is_no_formula_and_comes_back(text: str) -> None:
    safe = str(safe_cell(text))
    assert not safe.startswith(("=", "+", "-", "@", "\t"))
    assert plain_cell(safe) == text


def test_rows_for_the_clipboard_keep_their_shape() -> None:
    text = tab_separated([("class", "=cmd", "n"), ("a\tb\nc", -0.5, None)])
    assert text == "class\t'=cmd\tn\na b c\t-0.5\t\n"

"""Small help for sentences: numbers with their noun, lists with "and"."""

from __future__ import annotations

from collections.abc import Sequence

_IRREGULAR = {"mouse": "mice", "batch": "batches"}


def plural(noun: str) -> str:
    """`plates`, `mice`."""
    return _IRREGULAR.get(noun, f"{noun}s")


def number(count: int, noun: str, many: str = "") -> str:
    """`3 images`, `1 image`, `12,000 images`."""
    return f"{count:,} {noun if count == 1 else many or plural(noun)}"


def listed(names: Sequence[str], word: str = "and", most: int = 5, quote: str = "'") -> str:
    """`'a', 'b' and 'c'`; of a long list the first ones and how many more."""
    shown = [f"{quote}{name}{quote}" for name in names[:most]]
    if len(names) > most:
        shown.append(f"{len(names) - most:,} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {word} {shown[-1]}"

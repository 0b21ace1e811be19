"""How wide the columns of a table become, so that nothing is cut and little is broken."""

from __future__ import annotations

from collections.abc import Sequence

from tlstudio.evaluation.reporting.pdf_fonts import BOLD, PLAIN, width

_MOST = 400


def column_widths(
    rows: Sequence[Sequence[str]], size: float, room: float, pad: float, *, stretch: bool
) -> list[float]:
    """Widths of all columns; together never more than the room.

    Args:
        rows: The texts, the heads first.
        size: Of the letters.
        room: Width of the page.
        pad: Left and right of each text.
        stretch: Fill the room where the texts need less.
    """
    count = len(rows[0])
    natural, least = [2 * pad] * count, [2 * pad] * count
    for down, row in enumerate(rows[:_MOST]):
        font = BOLD if down == 0 else PLAIN
        for place, text in enumerate(row):
            whole = width(text, size, font) + 2 * pad + 1
            words = text.split() or [""]
            longest = max(width(word, size, font) for word in words) + 2 * pad + 1
            natural[place] = max(natural[place], whole)
            least[place] = max(least[place], longest)
    total = sum(natural)
    if total <= room:
        return [room / total * one for one in natural] if stretch else natural
    needed = sum(least)
    if needed >= room:
        # Words must break: no column takes more than its fair share of what is left.
        return _fair(least, room)
    more = [n - small for n, small in zip(natural, least, strict=True)]
    share = (room - needed) / sum(more)
    return [small + share * extra for small, extra in zip(least, more, strict=True)]


def _fair(wanted: Sequence[float], room: float) -> list[float]:
    """What each wants where that is less than an equal share, the rest divided equally."""
    given: dict[int, float] = {}
    while len(given) < len(wanted):
        open_ones = [n for n in range(len(wanted)) if n not in given]
        share = (room - sum(given.values())) / len(open_ones)
        small = [n for n in open_ones if wanted[n] <= share]
        if not small:
            given |= dict.fromkeys(open_ones, share)
            break
        given |= {n: wanted[n] for n in small}
    return [given[n] for n in range(len(wanted))]

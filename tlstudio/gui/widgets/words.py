"""Numbers as a person would say them."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)


def duration(seconds: float) -> str:
    """Seconds in the unit that a person would say."""
    if seconds < 90:
        return _tr("%1 s").replace("%1", f"{max(0, seconds):.0f}")
    if seconds < 5400:
        return _tr("%1 min").replace("%1", f"{seconds / 60:.0f}")
    return _tr("%1 h").replace("%1", f"{seconds / 3600:.1f}")


def count(number: float) -> str:
    """A large number, shortened: 1.2 M, 850 k."""
    for limit, letter in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if abs(number) >= limit:
            scale = 1e3 if letter == "k" else limit
            return f"{number / scale:.3g} {letter}"
    return f"{number:,.0f}".replace(",", "\u202f")


def size(number: float) -> str:
    """Bytes as kB, MB or GB."""
    for limit, unit in ((1e9, "GB"), (1e6, "MB")):
        if number >= limit:
            return f"{number / limit:.3g} {unit}"
    return f"{number / 1e3:.0f} kB" if number >= 1e3 else f"{number:.0f} B"


def breakable(path: str) -> str:
    """A path or a file name that a wrapped label may break behind its signs."""
    return re.sub(r"([/\\_.-])", "\\1\u200b", path)

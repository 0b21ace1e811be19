"""Fonts of the PDF: embedded ones only, and a number in place of a letter that none of them has."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tlstudio.core.paths import resources_dir

PLAIN, BOLD = "Inter-Regular", "Inter-SemiBold"
MONO = "NanumGothicCoding"
# Latin, Greek and Cyrillic; Han and kana; Hangul.
_FILES = (PLAIN, BOLD, "DroidSansFallbackFull", MONO)
_OTHERS = ("DroidSansFallbackFull", MONO)


@dataclass(frozen=True)
class Run:
    """Letters that one font can write."""

    font: str
    text: str


@functools.cache
def _letters() -> dict[str, frozenset[int]]:
    """Font → code points it has; registers the fonts on the way."""
    found = {}
    for name in _FILES:
        font: Any = TTFont(name, resources_dir() / "fonts" / "pdf" / f"{name}.ttf")
        pdfmetrics.registerFont(font)
        found[name] = frozenset(font.face.charToGlyph)
    return found


def register() -> None:
    """Make the fonts known to the library."""
    _letters()


@functools.lru_cache(maxsize=8192)
def _font_of(letter: str, font: str) -> str | None:
    letters = _letters()
    return next((name for name in (font, *_OTHERS) if ord(letter) in letters[name]), None)


def runs(text: str, font: str = PLAIN) -> list[Run]:
    """A text in pieces of one font each; a letter without any is written as its number."""
    found: list[Run] = []
    for letter in text:
        name, written = _font_of(letter, font), letter
        if letter in "\u200b\ufeff\ufe0f":
            continue  # they have no shape
        if name is None:
            name, written = font, f"[U+{ord(letter):04X}]"
        if found and found[-1].font == name:
            found[-1] = Run(name, found[-1].text + written)
        else:
            found.append(Run(name, written))
    return found


def width(text: str, size: float, font: str = PLAIN) -> float:
    """How wide a text becomes."""
    found = (pdfmetrics.stringWidth(run.text, run.font, size) for run in runs(text, font))
    return float(sum(found))


def missing(text: str) -> set[str]:
    """Letters of a text that no font has."""
    return {letter for letter in text if letter.isprintable() and _font_of(letter, PLAIN) is None}

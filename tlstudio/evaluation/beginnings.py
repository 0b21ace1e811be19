"""The beginnings of texts, by which a person knows them."""

from __future__ import annotations

from tlstudio.core.errors import StudioError
from tlstudio.core.samples import Sample
from tlstudio.data.manifest import Manifest

_LETTERS = 120


def beginning_of(manifest: Manifest, sample: Sample) -> str:
    """The first words of a sample's texts, in one line; "" for other kinds, or when lost."""
    if sample.kind != "text":
        return ""
    try:
        texts = manifest.texts(sample)
    except StudioError:
        return ""
    return shortened(" · ".join(text[: 2 * _LETTERS] for text in texts))


def shortened(text: str) -> str:
    """One line of a text, cut between words."""
    line = " ".join(text.split())
    if len(line) <= _LETTERS:
        return line
    return line[:_LETTERS].rsplit(" ", 1)[0].rstrip(".,;:") + " …"

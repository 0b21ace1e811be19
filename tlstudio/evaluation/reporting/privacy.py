"""Names of files, groups and patients are left out of a report unless the person wants them in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from tlstudio.core.words import IMAGE, Noun, noun_of
from tlstudio.data.manifest import Manifest

_PERSONAL = re.compile(r"(?i)\b(groups?|patients?|subjects?|persons?|participants?|id)\b")


@dataclass
class Names:
    """Replaces what could tell who or where, the same name always by the same words.

    Attributes:
        shown: Leave everything as it is.
        keys: Names of items and the last parts of them, as the dataset has them.
        items: What an item is called.
    """

    shown: bool = False
    keys: frozenset[str] = frozenset()
    items: Noun = IMAGE
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, manifest: Manifest, *, shown: bool) -> Names:
        """Those of a run's frozen dataset."""
        if shown:
            return cls(shown=True, items=noun_of(manifest.kind))
        return cls(keys=frozenset(_keys(manifest)), items=noun_of(manifest.kind))

    def cell(self, text: str, column: str) -> str:
        """A cell of a table under some column."""
        if self.shown or not text or text in ("–", "not told"):
            return text
        if text in self.keys:
            return self._numbered(self.items.one, text)
        return self._numbered(_noun(column), text) if _PERSONAL.search(column) else text

    def key(self, text: str) -> str:
        """Name of an image."""
        return text if self.shown else self._numbered(self.items.one, text)

    def words(self, text: str) -> str:
        """A sentence."""
        if self.shown or not self.keys:
            return text
        quoted = _QUOTED.sub(lambda found: self._hidden(found[0]), text)
        return _TOKEN.sub(lambda found: self._hidden(found[0]), quoted)

    def _hidden(self, piece: str) -> str:
        """A word or a quotation, with the name of an image in it replaced."""
        bare = piece.strip(_AROUND)
        if bare not in self.keys:
            return piece
        return piece.replace(bare, self._numbered(self.items.one, bare))

    def _numbered(self, noun: str, text: str) -> str:
        ours = [key for key in self._numbers if key[0] == noun]
        return f"{noun} {self._numbers.setdefault((noun, text), len(ours) + 1)}"


_AROUND = "'\"„“”‘’.,:;!?()"
_QUOTED = re.compile(r"'[^']+'|\"[^\"]+\"|“[^”]+”|‘[^’]+’")
_TOKEN = re.compile(r"[^\s(),;]+")


def _keys(manifest: Manifest) -> Iterable[str]:
    classes = set(manifest.classes)
    for sample in manifest.stream(np.arange(len(manifest), dtype=np.int64)):
        for name in (sample.key, sample.key.rpartition("/")[2]):
            if name not in classes:
                yield name


def _noun(column: str) -> str:
    found = _PERSONAL.search(column)
    word = found[1].lower() if found else "group"
    return "person" if word == "id" else word.removesuffix("s")

"""Files that must not be seen before the final test is opened: its own, and copies of them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tlstudio.core.files import sha256
from tlstudio.core.samples import MediaRef
from tlstudio.data.manifest import Manifest
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.texts.pack import hash_of


@dataclass(frozen=True)
class Unseen:
    """Files, by where they lie and by what is in them.

    Attributes:
        paths: Real paths.
        contents: Size in bytes → SHA-256 of the files of that size.
    """

    paths: frozenset[str] = frozenset()
    contents: dict[int, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.paths or self.contents)

    def holds(self, path: Path) -> bool:
        """Whether a file is one of them or a copy; reads it only where its size fits."""
        if not self:
            return False
        if os.path.realpath(path) in self.paths:
            return True
        try:
            wanted = self.contents.get(path.stat().st_size)
            return wanted is not None and sha256(path) in wanted
        except OSError:
            return False

    def holds_texts(self, texts: Sequence[str]) -> bool:
        """Whether every one of some texts is among them."""
        return bool(self and texts) and all(map(self._holds_text, texts))

    def _holds_text(self, text: str) -> bool:
        return hash_of(text) in self.contents.get(len(text.encode()), frozenset())


def final_test_of(manifest: Manifest) -> Unseen:
    """The files of the final test as it was when a run began."""
    return _of(
        (place, media)
        for sample in manifest.stream(manifest.rows("test"))
        for place, media in zip(manifest.files(sample), sample.media, strict=True)
    )


def unseen(store: DatasetStore) -> Unseen:
    """The files of the final test as long as it was never opened; nothing after that."""
    return Unseen() if store.openings() else final_test_files(store)


def final_test_files(store: DatasetStore) -> Unseen:
    """The files of the final test, whether it was opened or not."""
    roots = store.roots()
    return _of(
        (root.joinpath(*media.path.split("/")) if root else None, media)
        for sample in store.iterate(Where(split="test"))
        for media in sample.media
        for root in (roots.get(media.root),)
    )


def _of(found: Iterable[tuple[Path | None, MediaRef]]) -> Unseen:
    """Of files with what is known of each; None where nobody knows where one lies."""
    paths: set[str] = set()
    contents: defaultdict[int, set[str]] = defaultdict(set)
    for place, media in found:
        if place is not None:
            paths.add(os.path.realpath(place))
        if media.sha256:
            contents[media.size].add(media.sha256)
    return Unseen(frozenset(paths), {size: frozenset(hashes) for size, hashes in contents.items()})

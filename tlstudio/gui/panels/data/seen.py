"""An image of the dataset with its files, to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tlstudio.core.samples import Sample
from tlstudio.data.store.store import DatasetStore


@dataclass(frozen=True)
class Seen:
    """A sample and where its files are."""

    sample: Sample
    files: tuple[Path, ...]

    @property
    def content(self) -> str:
        """Content hash where it is known, for caches."""
        hashes = [media.sha256 for media in self.sample.media]
        return "".join(hashes) if all(hashes) else ""


def seen(store: DatasetStore, samples: Iterable[Sample]) -> tuple[Seen, ...]:
    """Samples with their files."""
    roots = store.roots()
    return tuple(
        Seen(s, tuple(roots[m.root].joinpath(*m.path.split("/")) for m in s.media)) for s in samples
    )

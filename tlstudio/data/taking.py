"""Single files into a dataset, without a label, under the names that an import would give them."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.reading import read_files
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import AddCounts, DatasetStore

_SOURCE = "predictions"


def take_in(store: DatasetStore, files: Sequence[Path], reporter: Reporter) -> AddCounts:
    """Add files that the dataset does not hold yet, and read them.

    No label, group or part of the split is given or changed.

    Raises:
        Stopped: When the reporter said so; what was done is kept.
    """
    counts = store.add(list(_samples(store, files)), annotator="", source=_SOURCE)
    read_files(store, reporter)
    return counts


def _samples(store: DatasetStore, files: Sequence[Path]) -> Iterator[Sample]:
    roots = {name: Path(os.path.realpath(folder)) for name, folder in store.roots().items()}
    strangers: list[Path] = []
    for given in files:
        file = Path(os.path.realpath(given))
        # The deepest folder first: it is the one that this file was most likely imported with.
        homes = sorted(
            (name for name, root in roots.items() if file.is_relative_to(root)),
            key=lambda name: -len(roots[name].parts),
        )
        made = [_sample(name, file.relative_to(roots[name]).as_posix()) for name in homes]
        if not made:
            strangers.append(file)
        elif len(made) == 1:
            yield made[0]
        else:
            yield next((one for one in made if _known(store, one.key)), made[0])
    for folder, some in _together(strangers):
        name = store.add_root(folder)
        for file in some:
            yield _sample(name, file.relative_to(folder).as_posix())


def _sample(root: str, relative: str) -> Sample:
    prefix = "" if root in {"", "r1"} else f"{root}/"
    key = unicodedata.normalize("NFC", relative)
    return Sample(0, prefix + key, (MediaRef(root, relative),))


def _known(store: DatasetStore, key: str) -> bool:
    page = store.page(Where(text=key), Order("name"), None, 20)
    return any(sample.key == key for sample in page.samples)


def _together(files: Sequence[Path]) -> Iterator[tuple[Path, list[Path]]]:
    """Files by the folder that holds them all; drives stay apart."""
    drives: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        drives[file.anchor].append(file)
    for some in drives.values():
        yield Path(os.path.commonpath([file.parent for file in some])), some

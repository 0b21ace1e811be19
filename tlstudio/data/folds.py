"""Cross-validation: the frozen images dealt into folds, and the frozen list of each fold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError
from tlstudio.core.files import atomic_path
from tlstudio.core.samples import Sample, SplitPart
from tlstudio.data.dividing import divide
from tlstudio.data.duplicates import exact_clusters, marks_of, near_clusters
from tlstudio.data.manifest import Manifest

FEWEST = 3
"""Folds: one answers, one sets the temperature, the others teach."""


def open_rows(manifest: Manifest) -> NDArray[np.int64]:
    """Rows that take part in cross-validation: labelled and outside the final test."""
    return np.sort(np.concatenate([manifest.rows("train"), manifest.rows("validation")]))


def deal(
    manifest: Manifest, folds: int, *, given: dict[str, int], alike: bool = True, seed: int = 0
) -> dict[str, int]:
    """Fold of each image outside the final test: classes spread evenly, groups kept whole.

    Args:
        manifest: The frozen dataset.
        folds: Wanted; fewer are made where there are fewer groups.
        given: Folds that were dealt before, by key; they stay.
        alike: Keep near copies together; exact ones always are.
        seed: Decides between equals.

    Returns:
        Folds 0…k-1 by key, none of them empty.

    Raises:
        BadInputError: When there are fewer than three things to deal.
    """
    samples = manifest.samples(open_rows(manifest))
    labels = [_labels(sample) for sample in samples]
    marks = [marks_of(sample) for sample in samples]
    contents, hashes = [content for content, _ in marks], [phash for _, phash in marks]
    clusters = near_clusters(hashes, contents) if alike else exact_clusters(contents)
    division = divide(
        labels=labels,
        groups=[sample.group for sample in samples],
        clusters=clusters,
        given=["none"] * len(samples),
        pinned=["train"] * len(samples),
        closed=(),
        pinned_folds=[given.get(sample.key, -1) for sample in samples],
        shares={"validation": 0.0, "test": 0.0},
        folds=folds,
        seed=seed,
    )
    used = sorted(set(division.folds))
    if len(used) < FEWEST:
        raise BadInputError(
            f"Cross-validation needs {FEWEST} folds at least, and what belongs together makes "
            f"only {len(used)} here.",
            "Bring images of more groups, or more images.",
        )
    return {
        sample.key: used.index(fold) for sample, fold in zip(samples, division.folds, strict=True)
    }


def _labels(sample: Sample) -> tuple[str, ...]:
    return sample.annotation.names if isinstance(sample.annotation, Labels) else ()


def write_fold(manifest: Manifest, target: Path, folds: dict[str, int], number: int) -> Manifest:
    """The frozen list of one fold: it waits as the test part, the next one tunes, the rest teach.

    Rows keep their numbers; images of the locked final test are of no part here.

    Args:
        manifest: Of all images.
        target: File to write, atomically.
        folds: By key.
        number: Of the fold that is held out.
    """
    count = max(folds.values()) + 1
    tuning = (number + 1) % count
    with (
        manifest.path.open("rb") as source,
        atomic_path(target) as temporary,
        temporary.open("wb") as stream,
    ):
        stream.write(source.readline())
        for line in source:
            raw = json.loads(line)
            raw["split"] = _part(folds.get(raw["key"], -1), number, tuning)
            text = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
            stream.write(text.encode() + b"\n")
    return Manifest.read(target)


def _part(fold: int, held: int, tuning: int) -> SplitPart:
    if fold < 0:
        return "none"
    return "test" if fold == held else "validation" if fold == tuning else "train"


def missing_classes(manifest: Manifest, folds: Sequence[NDArray[np.int64]]) -> dict[str, int]:
    """Class → number of folds whose teaching images hold none of it.

    Args:
        manifest: The frozen dataset.
        folds: Rows that teach, for each fold.
    """
    table = manifest.multi_hot() if manifest.multi_label else None
    targets = manifest.targets()
    found: dict[str, int] = {}
    for rows in folds:
        for code, name in enumerate(manifest.classes):
            here = table[rows, code].any() if table is not None else (targets[rows] == code).any()
            if not here:
                found[name] = found.get(name, 0) + 1
    return found

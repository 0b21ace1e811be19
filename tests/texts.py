"""Small projects of texts that tests build for themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from tlstudio.core.annotations import Labels
from tlstudio.core.samples import MediaRef, Sample, SplitPart
from tlstudio.data.importing import ensure_split
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.texts.pack import FILE_NAME, TextPack
from tlstudio.project.project import Project

_WORDS = {
    "positive": ("lovely", "great", "charming", "funny", "moving", "wonderful"),
    "negative": ("dull", "awful", "boring", "clumsy", "tired", "dreadful"),
}
_PLAIN = (
    *("the", "film", "story", "actors", "camera", "music", "scene", "it", "and", "was", "with"),
    *("of", "a", "plot", "script", "end"),
)


def sentences(label: str, count: int, seed: int = 0) -> list[str]:
    """Different sentences of 5 to 20 words, of which some tell the class."""
    rng = np.random.default_rng([seed, *label.encode()])
    telling = _WORDS.get(label) or tuple(f"{label}{end}" for end in ("like", "ish", "ful"))
    found = []
    for number in range(count):
        words = [*rng.choice(_PLAIN, rng.integers(3, 18)), *rng.choice(telling, 2)]
        rng.shuffle(words)
        found.append(f"{' '.join(map(str, words))} {label[:1]}{number}.")
    return found


def text_sample(
    key: str,
    hashes: Sequence[str],
    sizes: Sequence[int],
    label: str = "",
    *,
    columns: Sequence[str] = ("",),
    group: str = "",
    split: SplitPart = "none",
) -> Sample:
    """A sample as importers of texts make it."""
    return Sample(
        id=0,
        key=key,
        media=tuple(
            MediaRef("", FILE_NAME, sha256, size, channel=column)
            for sha256, size, column in zip(hashes, sizes, columns, strict=True)
        ),
        kind="text",
        group=group,
        split=split,
        annotation=Labels(names=(label,)) if label else None,
    )


def make_text_project(
    folder: Path,
    *,
    classes: tuple[str, ...] = ("negative", "positive"),
    per_class: int = 30,
    columns: tuple[str, ...] = ("",),
    groups: int = 0,
) -> Path:
    """A project of short labelled texts, divided into parts.

    Args:
        folder: Where `project` is made.
        classes: Names; "positive" and "negative" have words of their own.
        per_class: Texts of each.
        columns: Names of the text columns; one nameless one is usual.
        groups: How many groups they are dealt into; 0 for none.
    """
    rows = [
        ([*sentences(label, per_class), *sentences(label, per_class, 1)], label)
        for label in classes
    ]
    table = [
        (tuple(texts[number + per_class * (place % 2)] for place in range(len(columns))), label)
        for texts, label in rows
        for number in range(per_class)
    ]
    return project_of(folder / "project", table, columns=columns, groups=groups)


def project_of(
    project: Path,
    rows: Iterable[tuple[tuple[str, ...], str]],
    *,
    columns: tuple[str, ...] = ("",),
    groups: int = 0,
) -> Path:
    """A project of given (texts, label), divided into parts."""
    with (
        Project.create(project, task="text-classification") as opened,
        DatasetStore.create(opened.dataset_path) as store,
        TextPack.open(opened.folder / FILE_NAME, write=True) as pack,
    ):
        samples = []
        for number, (texts, label) in enumerate(rows, 1):
            sizes = [len(text.encode()) for text in texts]
            group = f"writer{number % groups}" if groups else ""
            samples.append(
                text_sample(
                    f"table.csv#{number}", pack.add(texts), sizes, label,
                    columns=columns, group=group,
                )
            )  # fmt: skip
        store.add(samples, annotator="test", source="test")
        ensure_split(store, SplitSpec(), again=True)
    return project

"""Small projects of texts that tests build for themselves."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from tlstudio.core.annotations import Labels
from tlstudio.core.samples import Sample
from tlstudio.data.importing import ensure_split
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.texts.keeping import kept, text_sample
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
        samples = (
            text_sample(
                Sample(
                    id=0,
                    key=f"table.csv#{number}",
                    media=(),
                    group=f"writer{number % groups}" if groups else "",
                    annotation=Labels(names=(label,)) if label else None,
                ),
                texts,
                columns,
            )
            for number, (texts, label) in enumerate(rows, 1)
        )
        store.add(kept(samples, pack), annotator="test", source="test")
        ensure_split(store, SplitSpec(), again=True)
    return project

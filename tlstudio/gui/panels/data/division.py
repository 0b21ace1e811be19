"""What there is to know of the division into parts, read from the dataset at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tlstudio.core.samples import Sample, SplitPart
from tlstudio.data.checks import findings
from tlstudio.data.duplicates import exact_clusters, near_clusters
from tlstudio.data.findings import Finding
from tlstudio.data.store.query import Where
from tlstudio.data.store.rows import LightRow
from tlstudio.data.store.store import DatasetStore, Opening

_MOST = 500
# Of one large cluster (a thousand frames of one camera) nobody looks at more.
_MEMBERS = 12


@dataclass(frozen=True)
class PartFacts:
    """Labelled, readable images of a part; an image without a group counts as one."""

    images: int
    groups: int


@dataclass(frozen=True)
class Unreadable:
    """An image that cannot be used."""

    key: str
    problem: str
    path: Path


@dataclass(frozen=True)
class Alike:
    """Images that are the same ("exact") or nearly so ("near"); ids, the first dozen."""

    kind: Literal["exact", "near"]
    ids: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class DivisionFacts:
    """Everything that the view of the split shows.

    Attributes:
        classes: Class → part → images.
        torn: Groups that lie in several parts.
        spec: Fields of the split in force; empty while there is none.
        folds: How many folds.
        alike: Sets of like images, the first 500.
    """

    images: int = 0
    unlabelled: int = 0
    parts: dict[SplitPart, PartFacts] = field(default_factory=dict)
    classes: dict[str, dict[SplitPart, int]] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()
    spec: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    openings: tuple[Opening, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    unreadable_count: int = 0
    alike: tuple[Alike, ...] = ()


def read_division(path: Path) -> DivisionFacts:
    """Read it over a connection of its own: the grid need not wait for it.

    Raises:
        ProjectError: When the dataset is damaged.
    """
    with DatasetStore.open(path, read_only=True) as store:
        rows = list(store.light())
        usable = [row for row in rows if row.labels and not row.problem]
        split = store.split()
        sides: dict[str, set[str]] = defaultdict(set)
        for row in usable:
            if row.group and row.split != "none":
                sides[row.group].add(row.split)
        bad = sum(1 for row in rows if row.problem)
        return DivisionFacts(
            images=len(rows),
            unlabelled=len(rows) - len(usable) - bad,
            parts=_parts(usable),
            classes=_classes(usable),
            groups=tuple(sorted({row.group for row in rows if row.group})),
            torn=tuple(sorted(name for name, found in sides.items() if len(found) > 1)),
            spec=split.spec.model_dump() if split else {},
            warnings=split.warnings if split else (),
            findings=findings(store),
            openings=store.openings(),
            unreadable=tuple(_unreadable(store)),
            unreadable_count=bad,
            alike=_alike([row for row in rows if not row.problem], locked=not store.openings()),
        )


def _parts(rows: list[LightRow]) -> dict[SplitPart, PartFacts]:
    images: dict[SplitPart, int] = defaultdict(int)
    units: dict[SplitPart, set[str]] = defaultdict(set)
    for row in rows:
        images[row.split] += 1
        units[row.split].add(f"group {row.group}" if row.group else f"image {row.key}")
    return {part: PartFacts(images[part], len(units[part])) for part in images}


def _classes(rows: list[LightRow]) -> dict[str, dict[SplitPart, int]]:
    found: dict[str, dict[SplitPart, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        for name in row.labels:
            found[name][row.split] += 1
    return {name: dict(found[name]) for name in sorted(found)}


def _unreadable(store: DatasetStore) -> list[Unreadable]:
    roots = store.roots()
    found: list[Unreadable] = []
    for sample in store.iterate(Where(problem=True)):
        if len(found) == _MOST:
            break
        found.append(Unreadable(sample.key, sample.problem, _path(sample, roots)))
    return found


def _path(sample: Sample, roots: dict[str, Path]) -> Path:
    media = sample.media[0]
    return roots[media.root].joinpath(*media.path.split("/"))


def _alike(rows: list[LightRow], *, locked: bool) -> tuple[Alike, ...]:
    """Near sets that hold only copies of one content are exact; copies first.

    Sets that lie in the locked final test altogether are left out: nothing of them may be seen.
    """
    contents = [row.sha256[:16] for row in rows]
    exact = _sets(rows, exact_clusters(contents))
    near = _sets(rows, near_clusters([row.phash for row in rows], contents))
    mixed = [found for found in near if len({row.sha256 or row.key for row in found}) > 1]
    inside = {row.id for found in mixed for row in found}
    wanted = [("exact", found) for found in exact if found[0].id not in inside]
    wanted += [("near", found) for found in mixed]
    made = [_made(kind, found) for kind, found in wanted if _seen(found, locked=locked)]
    return tuple(made[:_MOST])


def _made(kind: str, rows: list[LightRow]) -> Alike:
    return Alike(
        "exact" if kind == "exact" else "near", tuple(row.id for row in rows[:_MEMBERS]), len(rows)
    )


def _sets(rows: list[LightRow], names: list[str]) -> list[list[LightRow]]:
    sets: dict[str, list[LightRow]] = {}
    for row, name in zip(rows, names, strict=True):
        if name:
            sets.setdefault(name, []).append(row)
    return list(sets.values())


def _seen(found: list[LightRow], *, locked: bool) -> bool:
    return not locked or any(row.split != "test" for row in found)

"""What a run found out by measuring, written down so that a resumed run repeats it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tlstudio.core import files
from tlstudio.core.errors import ProjectError
from tlstudio.core.plans import Phase, Plan

_FILE = "choices.json"
# What a disk or its cache gives for random rows, and how much of it caches may fill.
_BYTES_PER_SECOND = 400e6
_SHARE_OF_DISK = 0.5
_MOST_VIEWS = 4


@dataclass
class Choices:
    """Engines by boundary, and whether activations at a boundary are cached.

    Attributes:
        engines: Boundary → engine of the frozen part.
        cached: Boundary → number of cached views; 0 where the frozen part runs in every step.
        seconds: Boundary → measured seconds of the frozen part for one image.
    """

    folder: Path
    engines: dict[int, str] = field(default_factory=dict)
    cached: dict[int, int] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Choices:
        """Those of a run; empty ones for a run that begins."""
        try:
            raw: dict[str, Any] = files.read_json(folder / _FILE)
        except ProjectError:
            return cls(folder)
        return cls(
            folder,
            engines={int(key): str(value) for key, value in raw["engines"].items()},
            cached={int(key): int(value) for key, value in raw["cached"].items()},
            seconds={int(key): float(value) for key, value in raw["seconds"].items()},
        )

    def write(self) -> None:
        """Keep them."""
        raw = {"engines": self.engines, "cached": self.cached, "seconds": self.seconds}
        files.write_json(self.folder / _FILE, raw)


def usual_views(plan: Plan, phase: Phase) -> int:
    """Views of each image that are cached at an inner boundary, if any are."""
    wanted = plan.augmentation
    usual = 1 if wanted.set == "none" else min(_MOST_VIEWS, max(1, phase.epochs // 2))
    return wanted.views or usual


def worth_caching(
    *, item_bytes: int, items: int, views: int, epochs: int, seconds: float, cache: Path, limit: int
) -> bool:
    """Whether reading cached activations is clearly cheaper than computing them.

    Args:
        item_bytes: Bytes of one image's activation.
        items: Images.
        views: Views of each.
        epochs: Passes of the stage.
        seconds: Of the frozen part for one image.
        cache: Where it would lie.
        limit: Bytes that the cache may hold.
    """
    size = item_bytes * items * views
    there = next(folder for folder in (cache, *cache.parents) if folder.is_dir())
    room = min(limit, _SHARE_OF_DISK * shutil.disk_usage(there).free)
    if size > room or epochs <= views:
        return False
    return item_bytes / _BYTES_PER_SECOND < 0.5 * seconds

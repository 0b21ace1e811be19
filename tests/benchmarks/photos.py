"""Photos for benchmarks: copies of real ones, divided into train and validation folders."""

from __future__ import annotations

import shutil
from pathlib import Path

_SETS = {"trashnet": None, "hymenoptera/train": None, "hymenoptera/val": None}


def link_photos(data: Path, target: Path, *, blood: bool = True) -> tuple[int, int]:
    """Make `train/<class>` and `val/<class>` of rubbish, insects and blood smears.

    Args:
        data: Folder of the real data.
        target: Where the copies go.
        blood: Whether blood smears are a class, too.

    Returns:
        Numbers of training and validation photos.
    """
    by_class: dict[str, list[Path]] = {}
    for name in _SETS:
        for folder in sorted((data / name).iterdir()):
            if folder.is_dir():
                by_class.setdefault(folder.name, []).extend(sorted(folder.glob("*.jp*g")))
    if blood:
        by_class["blood"] = sorted((data / "bccd").rglob("*.jpg"))
    counts = {"train": 0, "val": 0}
    for name, photos in by_class.items():
        for number, photo in enumerate(photos):
            part = "val" if number % 5 == 4 else "train"
            folder = target / part / name
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(photo, folder / f"{number:04d}{photo.suffix}")
            counts[part] += 1
    return counts["train"], counts["val"]

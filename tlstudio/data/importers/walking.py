"""Files below a folder, and what the levels of folders mean; the same for images and texts."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import cast, get_args

from tlstudio.core.errors import UsageError
from tlstudio.core.samples import SplitPart
from tlstudio.data.importers.levels import guess_levels
from tlstudio.data.importers.protocol import LevelGuess, Role

SPLIT_NAMES: dict[str, SplitPart] = {
    **dict.fromkeys(("train", "training", "trn"), "train"),
    **dict.fromkeys(("val", "valid", "validation", "dev", "tune", "tuning"), "validation"),
    **dict.fromkeys(("test", "testing", "tst", "holdout", "hold-out"), "test"),
}
WORDS: dict[Role, str] = {
    "class": "the class",
    "group": "what belongs together",
    "split": "the part (train, tune, test)",
    "nothing": "without meaning",
}
_ROLES = get_args(Role)
_JUNK = {"thumbs.db", "desktop.ini", "__macosx"}


@dataclass(frozen=True)
class FoundFiles:
    """What a walk through a folder found.

    Attributes:
        files: That fit, relative POSIX paths in order.
        skipped: Suffix → how many others.
        outside: Links that lead out of the folder.
    """

    files: tuple[str, ...]
    skipped: Counter[str]
    outside: tuple[str, ...]


def _folders(source: Path, only: str) -> Iterator[tuple[str, list[str], list[str]]]:
    if not only.strip():
        yield from os.walk(source)
        return
    for line in filter(str.strip, only.splitlines()):
        place = PurePosixPath(line)
        if place.is_absolute() or ".." in place.parts:
            raise UsageError(f"{line!r} is not below {source.name}.", "Name what is inside it.")
        path = source / place
        if path.is_dir():
            yield from os.walk(path)
        elif path.is_file():
            yield str(path.parent), [], [path.name]


def walk(source: Path, only: str, fits: Callable[[Path], bool]) -> FoundFiles:
    """Files of a folder that fit.

    Args:
        source: The folder.
        only: Files and folders to take, one a line; "" takes all.
        fits: Whether a file is wanted.

    Raises:
        UsageError: When `only` names something outside.
    """
    files: list[str] = []
    outside: list[str] = []
    skipped: Counter[str] = Counter()
    seen: set[str] = set()
    home = source.resolve()
    for base, folders, names in _folders(source, only):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f.lower() not in _JUNK)
        for name in sorted(names):
            path = Path(base) / name
            if name.startswith(".") or name.lower() in _JUNK:
                continue
            relative = path.relative_to(source).as_posix()
            if relative in seen:
                continue
            seen.add(relative)
            if path.is_symlink() and not path.resolve().is_relative_to(home):
                outside.append(relative)
            elif fits(path):
                files.append(relative)
            else:
                skipped[path.suffix.lower() or "no suffix"] += 1
    return FoundFiles(tuple(sorted(files)), skipped, tuple(sorted(outside)))


def levels_of(files: Sequence[str], given: str) -> tuple[LevelGuess, ...]:
    """What each level means: as a person says, else guessed.

    Args:
        files: Relative paths.
        given: `plate=group,phenotype=class`, from the top; "" guesses.

    Raises:
        UsageError: When a role is unknown, or there are fewer levels.
    """
    guessed = guess_levels(files, SPLIT_NAMES)
    if not given:
        return guessed
    depth = max(file.count("/") for file in files)
    roles: list[Role] = []
    for term in given.split(","):
        role = term.split("=")[-1].strip().lower()
        if role not in _ROLES:
            raise UsageError(f"A folder level cannot be {role!r}.", f"Roles: {', '.join(_ROLES)}.")
        roles.append(cast(Role, role))
    if len(roles) > depth:
        raise UsageError(
            f"{len(roles)} levels are named, but there are {depth} below the folder.",
            "Name the levels from the top, one each.",
        )
    told = []
    for index, role in enumerate(roles):
        names = sorted({f.split("/")[index] for f in files if f.count("/") > index})
        told.append(LevelGuess(index + 1, role, tuple(names[:8]), len(names), "as said"))
    return tuple(told)


def place_of(
    folders: Sequence[str], levels: Sequence[LevelGuess]
) -> tuple[str, list[str], SplitPart]:
    """Class, groups and part that the folders of a file tell."""
    label = ""
    groups: list[str] = []
    split: SplitPart = "none"
    for level in levels:
        if level.depth > len(folders):
            continue
        value = unicodedata.normalize("NFC", folders[level.depth - 1])
        if level.role == "class":
            label = value
        elif level.role == "group":
            groups.append(value)
        elif level.role == "split":
            split = SPLIT_NAMES.get(value.lower(), "none")
    return label, groups, split

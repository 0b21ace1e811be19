"""Guess what folder levels mean, from their names and counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tlstudio.core.samples import SplitPart
from tlstudio.data.importers.protocol import LevelGuess, Role

_GROUP_WORDS = re.compile(
    r"(plate|patient|subject|case|camera|cam|site|slide|mouse|animal|donor|experiment|exp|batch|"
    r"day|week|run|session|pat|subj|sub|well)[\s_-]*\w{0,6}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\D{0,3}\d+")


def guess_levels(
    files: Sequence[str], split_names: Mapping[str, SplitPart]
) -> tuple[LevelGuess, ...]:
    """A role for each folder level.

    The deepest level is the class unless it looks like groups; a level whose names are train,
    val or test is the split; names with a word like "plate" or numbers alone are groups.

    Args:
        files: Relative paths of all images.
        split_names: Lower-case folder names that mean a part.
    """
    depth = max(file.count("/") for file in files)
    levels = [_names(files, index) for index in range(depth)]
    roles: list[tuple[Role, str]] = []
    for index, names in enumerate(levels):
        roles.append(_role(names, files, index, split_names))
    unlabelled = [i for i, (role, _) in enumerate(roles) if role == "nothing"]
    if unlabelled and not any(role == "class" for role, _ in roles):
        roles[unlabelled[-1]] = ("class", "the deepest level that is neither part nor group")
    if not any(role == "class" for role, _ in roles):
        groups = [i for i, (role, _) in enumerate(roles) if role == "group"]
        if groups:
            roles[groups[-1]] = ("class", "the deepest level")
    return tuple(
        LevelGuess(index + 1, role, tuple(sorted(names)[:8]), len(names), why)
        for index, (names, (role, why)) in enumerate(zip(levels, roles, strict=True))
    )


def _names(files: Sequence[str], index: int) -> set[str]:
    return {file.split("/")[index] for file in files if file.count("/") > index}


def _role(
    names: set[str], files: Sequence[str], index: int, split_names: Mapping[str, SplitPart]
) -> tuple[Role, str]:
    lower = {name.lower() for name in names}
    if lower <= set(split_names) and len(names) <= 4:
        return "split", "its names are parts of a split"
    if all(_GROUP_WORDS.fullmatch(name) for name in names) and len(names) > 1:
        return "group", "its names are of one kind with numbers"
    if len(names) > 2 and all(_NUMBERED.fullmatch(name) for name in names):
        return "group", "its names are numbers"
    if len(names) > 1 and _repeats_below(files, index):
        return "group", "the same folders stand below each of them"
    return "nothing", "no sign of a meaning"


def _repeats_below(files: Sequence[str], index: int) -> bool:
    below: dict[str, set[str]] = defaultdict(set)
    for file in files:
        parts = file.split("/")
        if len(parts) > index + 2:
            below[parts[index]].add(parts[index + 1])
    if len(below) < 2:
        return False
    sets = list(below.values())
    common, every = set.intersection(*sets), set.union(*sets)
    return len(common) >= 2 and len(common) >= len(every) / 2

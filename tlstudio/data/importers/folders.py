"""Folders of images: each level is class, group, split or nothing."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, cast, get_args

from pydantic import BaseModel, ConfigDict

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.fields import option
from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import MediaRef, Sample, SplitPart
from tlstudio.data.importers.grouping import Grouping, parse_grouping
from tlstudio.data.importers.inside import groups_inside
from tlstudio.data.importers.levels import guess_levels
from tlstudio.data.importers.protocol import Guess, LevelGuess, Role
from tlstudio.data.media.finding import is_dicom
from tlstudio.data.media.suffixes import SUFFIXES

SPLIT_NAMES: dict[str, SplitPart] = {
    **dict.fromkeys(("train", "training", "trn"), "train"),
    **dict.fromkeys(("val", "valid", "validation", "dev", "tune", "tuning"), "validation"),
    **dict.fromkeys(("test", "testing", "tst", "holdout", "hold-out"), "test"),
}
_ROLES = get_args(Role)
_JUNK = {"thumbs.db", "desktop.ini", "__macosx"}


class FolderOptions(BaseModel):
    """How folders are read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: str = option(
        "",
        label="Folder levels",
        help="What each level means, from the top: plate=group,phenotype=class; roles are class, "
        "group, split and nothing. Empty: guessed from names and counts.",
        advanced=False,
    )
    group_by: str = option(
        "",
        label="Belongs together",
        help="Which images belong together: folder:1 (a level), name:REGEX (its first bracket), "
        "patient (DICOM), burst or burst:SECONDS (EXIF time), column:NAME (a table), none.",
        advanced=False,
    )
    only: str = option(
        "",
        label="Only these",
        help="Files and folders to take, one a line, named from the folder on; empty takes all.",
    )
    channel_pattern: str = option(
        "",
        label="Channel files",
        help="For one file a channel: a pattern such as {name}_w{channel} that file names follow.",
    )


@dataclass(frozen=True)
class _Found:
    files: tuple[str, ...]
    skipped: Counter[str]
    outside: tuple[str, ...]


class FolderImporter:
    """Images in folders."""

    id = "folders"
    title = "Folders of images"
    options: type[BaseModel] = FolderOptions

    def accepts(self, source: Path) -> bool:
        """Any folder."""
        return source.is_dir()

    def guess(self, source: Path, options: Any) -> Guess:
        """What each level seems to mean, in one sentence."""
        found = _walk(source, options.only if options is not None else "")
        if not found.files:
            raise _nothing(source, found)
        given: str = options.levels if options is not None else ""
        levels = _levels(found.files, given)
        said = [
            f"level {level.depth} is {_WORDS[level.role]} ({level.count}: "
            f"{', '.join(level.names[:4])}{' …' if level.count > 4 else ''})"
            for level in levels
        ]
        sentence = f"{len(found.files)} images; " + ("; ".join(said) or "no folders inside") + "."
        return Guess(sentence, levels, {"images": len(found.files)})

    def scan(
        self, source: Path, options: Any, reporter: Reporter, *, root: str
    ) -> Iterator[Sample]:
        """Samples of a folder, in the order of their names."""
        chosen = cast(FolderOptions, options)
        found = _walk(source, chosen.only)
        _tell(found, reporter)
        if not found.files:
            raise _nothing(source, found)
        levels = _levels(found.files, chosen.levels)
        grouping = parse_grouping(chosen.group_by)
        if grouping.kind == "column":
            raise UsageError(
                f"A folder has no column {grouping.column!r}.",
                "Import a table, or group by folder:1, name:REGEX, patient or burst.",
            )
        inside = groups_inside(source, found.files, grouping, reporter)
        for name, files in _joined(found.files, chosen.channel_pattern):
            sample = _sample(name, files, levels, grouping, root)
            group = inside.get(files[0][1])
            yield replace(sample, group=group) if group else sample


_WORDS: dict[Role, str] = {
    "class": "the class",
    "group": "what belongs together",
    "split": "the part (train, tune, test)",
    "nothing": "without meaning",
}


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


def _walk(source: Path, only: str = "") -> _Found:
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
            elif path.suffix.lower() in SUFFIXES or (not path.suffix and is_dicom(path)):
                files.append(relative)
            else:
                skipped[path.suffix.lower() or "no suffix"] += 1
    return _Found(tuple(sorted(files)), skipped, tuple(sorted(outside)))


def _tell(found: _Found, reporter: Reporter) -> None:
    if found.skipped:
        kinds = ", ".join(f"{count} × {kind}" for kind, count in found.skipped.most_common(5))
        reporter.emit("note", text=f"Passed over files that are no images: {kinds}.")
    if found.outside:
        reporter.emit(
            "warning",
            text=f"{len(found.outside)} links lead out of the folder and were passed over, "
            f"the first is {found.outside[0]}.",
        )


def _nothing(source: Path, found: _Found) -> BadInputError:
    total = sum(found.skipped.values())
    what = f", only {total} other files" if total else " and no other files"
    if found.outside:
        return BadInputError(
            f"The folder {source.name} holds no images, only {len(found.outside)} links that "
            "lead out of it.",
            "Import the folder that they lead to, or copy the files in.",
        )
    return BadInputError(
        f"The folder {source.name} holds no images{what}.",
        "Supported: JPEG, PNG, WebP, BMP, GIF, TIFF and DICOM.",
    )


def _levels(files: Sequence[str], given: str) -> tuple[LevelGuess, ...]:
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


def _joined(
    files: Sequence[str], pattern: str
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """(name, ((channel, file), …)) of every image."""
    if not pattern:
        for file in files:
            yield file, (("", file),)
        return
    expression = _channel_expression(pattern)
    together: dict[str, list[tuple[str, str]]] = {}
    for file in files:
        folder, _, base = file.rpartition("/")
        match = expression.fullmatch(base.rsplit(".", 1)[0])
        name = match["name"] if match else base
        channel = match["channel"] if match else ""
        together.setdefault(f"{folder}/{name}" if folder else name, []).append((channel, file))
    for name, parts in together.items():
        yield name, tuple(sorted(parts))


def _channel_expression(pattern: str) -> re.Pattern[str]:
    if "{name}" not in pattern or "{channel}" not in pattern:
        raise UsageError(
            f"The channel pattern {pattern!r} names no {{name}} or no {{channel}}.",
            "Example: {name}_w{channel}",
        )
    escaped = re.escape(pattern)
    escaped = escaped.replace(r"\{name\}", "(?P<name>.+?)")
    return re.compile(escaped.replace(r"\{channel\}", "(?P<channel>[^_]+)"))


def _sample(
    name: str,
    files: tuple[tuple[str, str], ...],
    levels: tuple[LevelGuess, ...],
    grouping: Grouping,
    root: str,
) -> Sample:
    folders = name.split("/")[:-1]
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
    key = unicodedata.normalize("NFC", name)
    return Sample(
        id=0,
        key=key,
        media=tuple(MediaRef(root, file, channel=channel) for channel, file in files),
        group="" if grouping.kind == "none" else grouping.from_name(key) or "/".join(groups),
        split=split,
        annotation=Labels(names=(label,)) if label else None,
    )


IMPORTER = FolderImporter()

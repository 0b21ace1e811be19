"""Folders of images: each level is class, group, split or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.fields import option
from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import MediaKind, MediaRef, Sample
from tlstudio.data.importers.grouping import Grouping, parse_grouping
from tlstudio.data.importers.inside import groups_inside
from tlstudio.data.importers.protocol import Guess, LevelGuess
from tlstudio.data.importers.walking import WORDS, FoundFiles, levels_of, place_of, walk
from tlstudio.data.media.finding import is_dicom
from tlstudio.data.media.suffixes import SUFFIXES


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


class FolderImporter:
    """Images in folders."""

    id = "folders"
    title = "Folders of images"
    kind: MediaKind = "image"
    options: type[BaseModel] = FolderOptions

    def accepts(self, source: Path) -> bool:
        """Any folder."""
        return source.is_dir()

    def guess(self, source: Path, options: Any) -> Guess:
        """What each level seems to mean, in one sentence."""
        found = walk(source, options.only if options is not None else "", _is_image)
        if not found.files:
            raise _nothing(source, found)
        given: str = options.levels if options is not None else ""
        levels = levels_of(found.files, given)
        said = [
            f"level {level.depth} is {WORDS[level.role]} ({level.count}: "
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
        found = walk(source, chosen.only, _is_image)
        _tell(found, reporter)
        if not found.files:
            raise _nothing(source, found)
        levels = levels_of(found.files, chosen.levels)
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


def _is_image(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES or (not path.suffix and is_dicom(path))


def _tell(found: FoundFiles, reporter: Reporter) -> None:
    if found.skipped:
        kinds = ", ".join(f"{count} × {kind}" for kind, count in found.skipped.most_common(5))
        reporter.emit("note", text=f"Passed over files that are no images: {kinds}.")
    if found.outside:
        reporter.emit(
            "warning",
            text=f"{len(found.outside)} links lead out of the folder and were passed over, "
            f"the first is {found.outside[0]}.",
        )


def _nothing(source: Path, found: FoundFiles) -> BadInputError:
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
    label, groups, split = place_of(name.split("/")[:-1], levels)
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

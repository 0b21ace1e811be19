"""Folders of text files: one text a file below a folder of each class, or one a line in a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, cast

from pydantic import BaseModel, ConfigDict

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.fields import option
from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import MediaKind, Sample
from tlstudio.data.importers.grouping import Grouping, parse_grouping
from tlstudio.data.importers.protocol import Guess, LevelGuess
from tlstudio.data.importers.walking import WORDS, FoundFiles, levels_of, place_of, walk
from tlstudio.data.texts.encodings import Encoding, common_encoding, encoding_of
from tlstudio.data.texts.keeping import LONGEST, text_sample

_SUFFIXES = {".txt", ".text", ".md"}
_ABOUT = {"readme", "license", "licence", "copying", "changelog"}
_FEW_FILES = 200
_LINES = 5
_LOOKED_AT = 20
_HEAD = 1 << 16


class TextFileOptions(BaseModel):
    """How folders of texts are read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: str = option(
        "",
        label="Folder levels",
        help="What each level means, from the top: part=split,topic=class; roles are class, group, "
        "split and nothing. Where each line is a text, the files' names are the last level. "
        "Empty: guessed from names and counts.",
        advanced=False,
    )
    unit: Literal["auto", "file", "line"] = option(
        "auto",
        label="One text is",
        help="Whether each file is a text, or each line of a file.",
        words={"auto": "found out", "file": "a file", "line": "a line"},
        advanced=False,
    )
    group_by: str = option(
        "",
        label="Belongs together",
        help="Which texts belong together: folder:1 (a level), name:REGEX (its first bracket), "
        "none.",
        advanced=False,
    )
    only: str = option(
        "",
        label="Only these",
        help="Files and folders to take, one a line, named from the folder on; empty takes all.",
    )
    encoding: str = option(
        "",
        label="Encoding",
        help="Of the signs, as utf-8, utf-16 or cp1252; empty finds out.",
    )


@dataclass(frozen=True)
class _Read:
    """What was found, and how it is read.

    Attributes:
        files: Relative paths.
        lines: Whether each line is a text.
        levels: Of the folders; of lines, the names of files are the last.
    """

    files: tuple[str, ...]
    lines: bool
    levels: tuple[LevelGuess, ...]


class TextFilesImporter:
    """Text files in folders."""

    id = "text_files"
    title = "Folders of texts"
    kind: MediaKind = "text"
    options: type[BaseModel] = TextFileOptions

    def accepts(self, source: Path) -> bool:
        """Any folder."""
        return source.is_dir()

    def guess(self, source: Path, options: Any) -> Guess:
        """What a text is, what each level seems to mean, and the encoding."""
        chosen = cast(TextFileOptions, options or TextFileOptions())
        read = _read(source, chosen, walk(source, chosen.only, _is_text))
        encoding = _common(source, read.files, chosen.encoding)
        said = [
            f"level {level.depth} is {WORDS[level.role]} ({level.count}: "
            f"{', '.join(level.names[:4])}{' …' if level.count > 4 else ''})"
            for level in read.levels
        ]
        unit = "each line is a text" if read.lines else "each file is a text"
        parts = [f"{len(read.files):,} files ({encoding.said}), {unit}", *said]
        count = _count_lines(source, read.files, encoding) if read.lines else len(read.files)
        return Guess(
            "; ".join(parts) + ".",
            read.levels,
            {"images": count, "unit": "line" if read.lines else "file", "encoding": encoding.name},
        )

    def scan(
        self, source: Path, options: Any, reporter: Reporter, *, root: str
    ) -> Iterator[Sample]:
        """Samples of a folder, in the order of the names; those that cannot be used say why."""
        del root
        chosen = cast(TextFileOptions, options)
        grouping = parse_grouping(chosen.group_by)
        if grouping.kind not in ("", "none", "folder", "name"):
            raise UsageError(
                f"Text files are not grouped by {chosen.group_by}.",
                "Group by folder:1 or name:REGEX.",
            )
        found = walk(source, chosen.only, _is_text)
        _tell(found, reporter)
        read = _read(source, chosen, found)
        common = _common(source, read.files, chosen.encoding)
        reporter.emit("note", text=f"Read as {common.said}.")
        for file in read.files:
            for key, text, problem in _texts(source, file, common, chosen, lines=read.lines):
                yield text_sample(_sample(key, problem, read, grouping), [text], [""])


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and path.stem.lower() not in _ABOUT


def _tell(found: FoundFiles, reporter: Reporter) -> None:
    if found.skipped:
        kinds = ", ".join(f"{count} × {kind}" for kind, count in found.skipped.most_common(5))
        reporter.emit("note", text=f"Passed over files that are no texts: {kinds}.")
    if found.outside:
        reporter.emit(
            "warning",
            text=f"{len(found.outside)} links lead out of the folder and were passed over, "
            f"the first is {found.outside[0]}.",
        )


def _read(source: Path, chosen: TextFileOptions, found: FoundFiles) -> _Read:
    if not found.files:
        tables = [kind for kind in (".csv", ".tsv", ".xlsx", ".jsonl") if found.skipped[kind]]
        raise BadInputError(
            f"The folder {source.name} holds no text files (.txt).",
            f"Choose one of the {tables[0]} files in it."
            if tables
            else "Choose a folder that holds text files, or folders of them.",
        )
    lines = chosen.unit == "line" or (chosen.unit == "auto" and _seem_lines(source, found.files))
    named = [f"{_stem(file)}/0" if lines else file for file in found.files]
    return _Read(found.files, lines, levels_of(named, chosen.levels))


def _seem_lines(source: Path, files: Sequence[str]) -> bool:
    """Whether few files, named unlike numbers, hold many short lines each."""
    if len(files) > _FEW_FILES:
        return False
    counts = []
    for file in files[:_LOOKED_AT]:
        with _place(source, file).open("rb") as stream:
            told = [line for line in stream.read(_HEAD).splitlines() if line.strip(b" \t\0")]
        counts.append(len(told))
    by_folder = {file.rpartition("/")[0] for file in files}
    alone = len(files) <= 20 * len(by_folder)
    return alone and sorted(counts)[len(counts) // 2] >= _LINES


def _stem(file: str) -> str:
    folder, _, name = file.rpartition("/")
    stem = name.rpartition(".")[0]
    return f"{folder}/{stem}" if folder else stem


def _place(source: Path, file: str) -> Path:
    return source.joinpath(*file.split("/"))


def _common(source: Path, files: Sequence[str], given: str) -> Encoding:
    """What was said, or the encoding of the files that are not UTF-8."""
    if given:
        return encoding_of(_place(source, files[0]), given)
    return common_encoding(_place(source, file) for file in files)


def _count_lines(source: Path, files: Sequence[str], encoding: Encoding) -> int:
    count = 0
    for file in files:
        with encoding.open(_place(source, file)) as stream:
            count += sum(1 for _, line in _lines(stream) if line)
    return count


def _texts(
    source: Path, file: str, common: Encoding, chosen: TextFileOptions, *, lines: bool
) -> Iterator[tuple[str, str, str]]:
    """(key, text, problem) of every text of a file."""
    path = _place(source, file)
    try:
        with _own(path, common, chosen).open(path) as stream:
            if not lines:
                yield file, stream.read(LONGEST + 1), ""
                return
            for number, line in _lines(stream):
                if line:
                    yield f"{file}#{number}", line, ""
    except BadInputError as error:
        yield file, "", error.message
    except OSError as error:
        yield file, "", f"The file cannot be read: {error.strerror or error}."


def _own(path: Path, common: Encoding, chosen: TextFileOptions) -> Encoding:
    """A file that is UTF-8, or says what it is, is read so whatever the others are."""
    own = encoding_of(path, chosen.encoding)
    return own if own.sure else common


def _lines(stream: IO[str]) -> Iterator[tuple[int, str]]:
    """Number and text of every line, "" for empty ones; a line that is too long is cut."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        yield number, line.strip()
        while line and line[-1] not in "\r\n":
            line = stream.readline(LONGEST + 1)


def _sample(key: str, problem: str, read: _Read, grouping: Grouping) -> Sample:
    name = unicodedata.normalize("NFC", key)
    file = name.rpartition("#")[0] if read.lines else name
    folders = f"{_stem(file)}/0" if read.lines else file
    label, groups, split = place_of(folders.split("/")[:-1], read.levels)
    group = "" if grouping.kind == "none" else grouping.from_name(file) or "/".join(groups)
    return Sample(
        id=0,
        key=name,
        media=(),
        group=group,
        split=split,
        annotation=Labels(names=(label,)) if label else None,
        problem=problem,
    )


IMPORTER = TextFilesImporter()

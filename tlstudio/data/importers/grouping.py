"""Which images belong together: read from folders, names, files or a table's column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tlstudio.core.errors import UsageError

Kind = Literal["", "folder", "name", "patient", "burst", "column", "none"]
_KINDS = ("folder", "name", "patient", "burst", "column", "none")
_BURST_SECONDS = 60.0


@dataclass(frozen=True)
class Grouping:
    """A parsed `--group-by`.

    Attributes:
        kind: "" leaves what folders or tables say, "none" makes every image independent.
        level: Folder level from 1, for "folder".
        pattern: For "name": its first bracket, or the whole match, is the group.
        seconds: Longest pause within a burst.
        column: For "column".
    """

    kind: Kind = ""
    level: int = 0
    pattern: re.Pattern[str] | None = None
    seconds: float = _BURST_SECONDS
    column: str = ""

    @property
    def needs_files(self) -> bool:
        """Whether the group stands inside the files, known only once they are read."""
        return self.kind in ("patient", "burst")

    def from_name(self, key: str) -> str:
        """The group that a sample's path tells, "" when it tells none."""
        if self.kind == "folder":
            folders = key.split("/")[:-1]
            return folders[self.level - 1] if self.level <= len(folders) else ""
        if self.kind == "name" and self.pattern is not None:
            match = self.pattern.search(key.rsplit("/", 1)[-1])
            if match:
                return match[1] if match.groups() else match[0]
        return ""


def parse_grouping(text: str) -> Grouping:
    """Read folder:N, name:REGEX, patient, burst[:SECONDS], column:NAME or none.

    Raises:
        UsageError: For anything else, or a pattern that is no regular expression.
    """
    kind, _, rest = text.strip().partition(":")
    if not kind:
        return Grouping()
    if kind not in _KINDS:
        return Grouping("column", column=text.strip())
    try:
        made = _made(kind, rest)
    except (ValueError, re.error) as error:
        raise UsageError(f"--group-by {text}: {error}.", _HELP) from error
    if made.kind == "column" and not rest:
        raise UsageError("--group-by column: names no column.", _HELP)
    return made


def _made(kind: str, rest: str) -> Grouping:
    if kind == "folder":
        return Grouping("folder", level=max(1, int(rest or "1")))
    if kind == "name":
        return Grouping("name", pattern=re.compile(rest))
    if kind == "burst":
        return Grouping("burst", seconds=float(rest or _BURST_SECONDS))
    if kind == "column":
        return Grouping("column", column=rest)
    return Grouping("patient" if kind == "patient" else "none")


_HELP = "Examples: folder:1, name:(P\\d+)_, patient, burst:60, column:patient, none"

"""What an importer is, and what it says of a source before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import BaseModel

from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import MediaKind, Sample

Role = Literal["class", "group", "split", "nothing"]


@dataclass(frozen=True)
class LevelGuess:
    """What a folder level seems to mean.

    Attributes:
        depth: 1 for the folders directly below the source.
        names: Some of the folders' names.
        count: How many different names there are.
        why: The reason, for a person.
    """

    depth: int
    role: Role
    names: tuple[str, ...]
    count: int
    why: str


@dataclass(frozen=True)
class Guess:
    """How a source is understood; `details` are facts for scripts."""

    sentence: str
    levels: tuple[LevelGuess, ...] = ()
    details: dict[str, Any] | None = None


class Importer(Protocol):
    """One source format; the object `IMPORTER` of its module."""

    @property
    def id(self) -> str:
        """Name on the command line."""

    @property
    def title(self) -> str:
        """Name on the screen."""

    @property
    def kind(self) -> MediaKind:
        """What its samples are."""

    @property
    def options(self) -> type[BaseModel]:
        """Model of its declared options."""

    def accepts(self, source: Path) -> bool:
        """Whether the source looks like this format."""

    def guess(self, source: Path, options: Any) -> Guess:
        """How the source is understood; writes nothing."""

    def scan(
        self, source: Path, options: Any, reporter: Reporter, *, root: str
    ) -> Iterator[Sample]:
        """Samples of the source, streamed; `root` is the id of the source's folder.

        Those of texts are `TextSample`s, which carry their texts.
        """

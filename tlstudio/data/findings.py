"""A finding: one thing worth saying about a dataset before training."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from tlstudio.core.samples import SplitPart

Level = Literal["note", "warning", "error"]


@dataclass(frozen=True)
class Finding:
    """One thing worth saying.

    Attributes:
        kind: What was looked for ("class-too-small").
        level: note: good to know. warning: results will be doubtful. error: training cannot work.
        sentence: For the person.
        hint: What to do; may be empty.
        keys: Samples concerned, the first 200.
        value: Size of the effect where there is one (Cramér's V, number of images).
    """

    kind: str
    level: Level
    sentence: str
    hint: str = ""
    keys: tuple[str, ...] = ()
    value: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CheckItem:
    """What the checks look at.

    Attributes:
        key: Sample key.
        labels: Class names, () when unlabelled.
        problem: Why it cannot be read, "" when it can.
        sha256: Content hash; see `LightRow`.
        size: Bytes of its first file or text, -1 until known.
    """

    key: str
    labels: tuple[str, ...] = ()
    group: str = ""
    part: SplitPart = "none"
    sha256: str = ""
    phash: str = ""
    problem: str = ""
    size: int = -1

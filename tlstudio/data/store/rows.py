"""Between rows of the database and samples."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from tlstudio.core.annotations import Answer, Labels, dump, load
from tlstudio.core.samples import AnyAnnotation, MediaKind, MediaRef, Sample, SplitPart

SAMPLE_COLUMNS = "id, key, kind, grp, split, annotation, answer, annotator, columns, problem, label"
_JOIN = " · "


@dataclass(frozen=True)
class ContentFacts:
    """What reading a file told.

    Attributes:
        phash: Perceptual hash as hexadecimal digits, "" when there is none.
        depth: Significant bits of a pixel value.
        problem: Why it cannot be used; "" when it can.
        group: Group found inside the file (patient, burst); None leaves the sample's.
        columns: Further facts to keep beside the sample.
    """

    sample_id: int
    media_index: int
    sha256: str
    size: int
    mtime_ns: int
    phash: str = ""
    width: int = 0
    height: int = 0
    depth: int = 8
    problem: str = ""
    group: str | None = None
    columns: dict[str, str] | None = None


def label_of(annotation: AnyAnnotation | None, answer: Answer) -> str:
    """What filters and counts call an annotation: its class, or several joined."""
    if isinstance(annotation, Labels) and answer == "answered":
        return _JOIN.join(annotation.names)
    return ""


def text_of(annotation: AnyAnnotation | None) -> str | None:
    """As stored."""
    return None if annotation is None else dump(annotation)


def read_samples(
    connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]
) -> tuple[Sample, ...]:
    """Samples of rows of `SAMPLE_COLUMNS`, with their media in one more query."""
    if not rows:
        return ()
    marks = ",".join("?" * len(rows))
    media: dict[int, list[MediaRef]] = {}
    for sample, root, path, channel, sha256, size, mtime_ns, phash in connection.execute(
        "SELECT sample, root, path, channel, sha256, size, mtime_ns, phash FROM media "
        f"WHERE sample IN ({marks}) ORDER BY sample, place",
        [row[0] for row in rows],
    ):
        ref = MediaRef(root, path, sha256, size, mtime_ns, channel, phash or "")
        media.setdefault(sample, []).append(ref)
    return tuple(_sample(row, tuple(media.get(row[0], ()))) for row in rows)


def _sample(row: tuple[Any, ...], media: tuple[MediaRef, ...]) -> Sample:
    ident, key, kind, group, split, annotation, answer, annotator, columns, problem, _ = row
    return Sample(
        id=ident,
        key=key,
        media=media,
        kind=cast(MediaKind, kind),
        group=group,
        split=cast(SplitPart, split),
        annotation=load_text(annotation),
        answer=cast(Answer, answer),
        annotator=annotator,
        columns=json.loads(columns),
        problem=problem,
    )


@dataclass(frozen=True)
class LightRow:
    """A sample for splits and checks.

    Attributes:
        sha256: Content hash; of a text it passes over signs and capitals.
        size: Bytes of its first file or text, -1 until known.
    """

    id: int
    key: str
    labels: tuple[str, ...]
    group: str
    split: SplitPart
    given: SplitPart
    problem: str
    sha256: str
    phash: str
    size: int = -1


def load_text(text: str | None) -> AnyAnnotation | None:
    """The other way of `text_of`."""
    return None if text is None else load(text)

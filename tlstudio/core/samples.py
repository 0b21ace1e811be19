"""One item of a dataset, as importers make it, the store keeps it and tasks read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tlstudio.core.annotations import Answer, Boxes, Labels, Mask, Numbers, Rating, Text

SplitPart = Literal["train", "validation", "test", "none"]
MediaKind = Literal["image", "text", "audio", "row", "molecule"]
AnyAnnotation = Labels | Boxes | Mask | Text | Numbers | Rating


@dataclass(frozen=True)
class MediaRef:
    """One file of a sample.

    Attributes:
        root: Which root the path is relative to: "" is the project folder, else a root id.
        path: POSIX path relative to the root.
        sha256: Content hash; "" until it was computed in the background.
        size: Bytes; -1 until known.
        mtime_ns: Modification time; -1 until known.
        channel: Name of the channel that this file carries, "" for a whole image.
        phash: Perceptual hash as hexadecimal digits; "" when there is none.
    """

    root: str
    path: str
    sha256: str = ""
    size: int = -1
    mtime_ns: int = -1
    channel: str = ""
    phash: str = ""


@dataclass(frozen=True)
class Sample:
    """One item: media, group, and the annotation in force.

    Attributes:
        id: Row id in the store, 0 before it is stored.
        key: Stable name within the dataset (root id + path), unique.
        media: One reference, or several for one-file-a-channel images.
        kind: Modality.
        group: Patient, plate, camera …; "" when independent.
        split: Part in the split in force.
        annotation: The annotation in force, None when unlabelled.
        answer: What kind of answer it was.
        annotator: Who set it.
        columns: Further facts for results by subgroup (age, scanner …).
        problem: Why the item cannot be used; "" when it can.
    """

    id: int
    key: str
    media: tuple[MediaRef, ...]
    kind: MediaKind = "image"
    group: str = ""
    split: SplitPart = "none"
    annotation: AnyAnnotation | None = None
    answer: Answer = "answered"
    annotator: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def label(self) -> str:
        """First class name, "" when there is none."""
        if isinstance(self.annotation, Labels) and self.annotation.names:
            return self.annotation.names[0]
        return ""

"""The frozen dataset that a run reads: one line a sample, found by its place in the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.annotations import Labels, load
from tlstudio.core.errors import NewerVersionError, ProjectError
from tlstudio.core.files import atomic_path
from tlstudio.core.samples import MediaKind, MediaRef, Sample, SplitPart
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.texts.pack import FILE_NAME, TextPack

_VERSION = 1
_PARTS: tuple[SplitPart, ...] = ("none", "train", "validation", "test")


@dataclass(frozen=True)
class ManifestInfo:
    """What was frozen."""

    samples: int
    classes: tuple[str, ...]
    fingerprint: str
    sha256: str


def write_manifest(
    store: DatasetStore, path: Path, *, with_unlabelled: bool = False
) -> ManifestInfo:
    """Freeze the dataset as it is now, streamed and atomic.

    Args:
        store: The dataset.
        path: `manifest.jsonl` of the run.
        with_unlabelled: Keep samples without a label too (for pre-training).
    """
    classes = tuple(store.classes())
    counts = dict.fromkeys(_PARTS, 0)
    multi = False
    for row in store.light():
        counts[row.split] += 1
        multi = multi or len(row.labels) > 1
    header = {
        "version": _VERSION,
        "classes": classes,
        "fingerprint": store.fingerprint(),
        "multi_label": multi,
        "roots": {ident: str(folder) for ident, folder in store.roots().items()},
        "counts": counts,
    }
    digest = hashlib.sha256()
    kept = 0
    with atomic_path(path) as temporary, temporary.open("wb") as stream:
        for text in _lines(store, header, with_unlabelled=with_unlabelled):
            line = text.encode("utf-8") + b"\n"
            digest.update(line)
            stream.write(line)
            kept += 1
    return ManifestInfo(kept - 1, classes, str(header["fingerprint"]), digest.hexdigest())


def _lines(store: DatasetStore, header: dict[str, Any], *, with_unlabelled: bool) -> Iterator[str]:
    yield _json(header)
    for sample in store.iterate():
        labelled = sample.answer == "answered" and sample.annotation is not None
        if sample.problem or not (labelled or with_unlabelled):
            continue
        yield _json(
            {
                "id": sample.id,
                "key": sample.key,
                "kind": sample.kind,
                "group": sample.group,
                "split": sample.split,
                "annotation": sample.annotation.model_dump_json() if sample.annotation else None,
                "answer": sample.answer,
                "annotator": sample.annotator,
                "columns": sample.columns,
                "media": [
                    [
                        *(ref.root, ref.path, ref.sha256, ref.size, ref.mtime_ns),
                        *(ref.channel, ref.phash),
                    ]
                    for ref in sample.media
                ],
            }
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Manifest:
    """Samples by row, read from the file when asked for; memory is a few bytes a sample.

    Attributes:
        path: The file.
        classes: Class names, sorted.
        fingerprint: Of the dataset when it was frozen.
        multi_label: Whether a sample may have several classes.
        kind: What the samples are; "image" when there are none.
        sha256: Of the file.
    """

    def __init__(self, path: Path, header: dict[str, Any], scan: _Scan) -> None:
        self.path = path
        self.classes: tuple[str, ...] = tuple(header["classes"])
        self.fingerprint = str(header["fingerprint"])
        self.multi_label = bool(header["multi_label"])
        self.kind: MediaKind = scan.kind
        self.sha256 = scan.sha256
        self._pack: TextPack | None = None
        self._roots = {ident: Path(text) for ident, text in header["roots"].items()}
        self._scan = scan

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Open a manifest.

        Raises:
            ProjectError: When it is missing or damaged.
            NewerVersionError: When a newer program wrote it.
        """
        try:
            with path.open("rb") as stream:
                header = json.loads(stream.readline())
            if header["version"] > _VERSION:
                raise NewerVersionError(
                    f"The frozen dataset {path} is of a newer version.", "Update the program."
                )
            return cls(path, header, _scan(path, tuple(header["classes"])))
        except FileNotFoundError as error:
            raise ProjectError(f"The frozen dataset {path} is missing.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise ProjectError(
                f"The frozen dataset {path} is damaged.", "Train a new run."
            ) from error

    def __len__(self) -> int:
        return len(self._scan.offsets)

    def __getitem__(self, row: int) -> Sample:
        with self.path.open("rb") as stream:
            stream.seek(int(self._scan.offsets[row]))
            return _sample(json.loads(stream.readline()))

    def samples(self, rows: NDArray[np.int64]) -> list[Sample]:
        """Several samples with the file opened once."""
        return list(self.stream(rows))

    def rows(self, part: SplitPart) -> NDArray[np.int64]:
        """Rows of the labelled samples of a part, in order."""
        wanted = (self._scan.parts == _PARTS.index(part)) & self._scan.labelled
        return np.flatnonzero(wanted).astype(np.int64)

    def rows_outside(self, part: SplitPart) -> NDArray[np.int64]:
        """Rows of all samples that are not of a part, labelled or not, in order."""
        return np.flatnonzero(self._scan.parts != _PARTS.index(part)).astype(np.int64)

    def targets(self) -> NDArray[np.int64]:
        """(N,) class index of every row's first class, -1 without one."""
        return self._scan.targets

    def multi_hot(self) -> NDArray[np.uint8]:
        """(N, K) membership of every row in every class."""
        hot = np.zeros((len(self), len(self.classes)), np.uint8)
        index = {name: code for code, name in enumerate(self.classes)}
        for row in range(len(self)):
            annotation = self[row].annotation
            if isinstance(annotation, Labels):
                hot[row, [index[name] for name in annotation.names]] = 1
        return hot

    def groups(self) -> NDArray[np.int64]:
        """(N,) group code of every row; a sample without a group is alone in its own."""
        return self._scan.groups

    def has_groups(self) -> bool:
        """Whether any two samples belong together."""
        return self._scan.grouped

    def files(self, sample: Sample) -> tuple[Path, ...]:
        """Where a sample's files are."""
        return tuple(self._roots[ref.root].joinpath(*ref.path.split("/")) for ref in sample.media)

    def texts(self, sample: Sample) -> tuple[str, ...]:
        """A sample's texts, one a column, in order.

        Raises:
            ProjectError: When the project's texts are missing or damaged.
        """
        if self._pack is None:
            self._pack = TextPack.open(self._roots[""] / FILE_NAME)
        return tuple(self._pack.stream([ref.sha256 for ref in sample.media]))

    def content_key(self, rows: NDArray[np.int64]) -> str:
        """A hash of what the files of some rows hold, in their order, for cache keys.

        Labels and groups do not count. Name, size and time stand in where the content was not read.
        """
        digest = hashlib.sha256()
        for sample in self.stream(rows):
            for ref in sample.media:
                digest.update(f"{ref.sha256 or ref.path}:{ref.size}:{ref.mtime_ns}|".encode())
            digest.update(f"{sample.group}\n".encode())
        return digest.hexdigest()

    def stream(self, rows: NDArray[np.int64]) -> Iterator[Sample]:
        """Samples of some rows, one after another, with the file opened once."""
        with self.path.open("rb") as stream:
            for row in rows:
                stream.seek(int(self._scan.offsets[row]))
                yield _sample(json.loads(stream.readline()))


@dataclass(frozen=True)
class _Scan:
    offsets: NDArray[np.int64]
    parts: NDArray[np.int8]
    labelled: NDArray[np.bool_]
    targets: NDArray[np.int64]
    groups: NDArray[np.int64]
    grouped: bool
    kind: MediaKind
    sha256: str


def _scan(path: Path, classes: tuple[str, ...]) -> _Scan:
    index = {name: code for code, name in enumerate(classes)}
    part_codes = {part: code for code, part in enumerate(_PARTS)}
    offsets, parts, targets, groups = [], [], [], []
    codes: dict[str, int] = {}
    kind: MediaKind = "image"
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        digest.update(stream.readline())
        offset = stream.tell()
        for row, line in enumerate(stream):
            digest.update(line)
            raw = json.loads(line)
            kind = raw["kind"] if row == 0 else kind
            names = json.loads(raw["annotation"])["names"] if raw["annotation"] else []
            answered = raw["answer"] == "answered"
            targets.append(index[names[0]] if names and answered else -1)
            parts.append(part_codes[raw["split"]])
            group = raw["group"] or f"\0{row}"
            groups.append(codes.setdefault(group, len(codes)))
            offsets.append(offset)
            offset += len(line)
    target_array = np.array(targets, np.int64)
    return _Scan(
        offsets=np.array(offsets, np.int64),
        parts=np.array(parts, np.int8),
        labelled=target_array >= 0,
        targets=target_array,
        groups=np.array(groups, np.int64),
        grouped=len(codes) < len(groups),
        kind=kind,
        sha256=digest.hexdigest(),
    )


def _sample(raw: dict[str, Any]) -> Sample:
    return Sample(
        id=raw["id"],
        key=raw["key"],
        # Lists frozen by older versions have no perceptual hash.
        media=tuple(MediaRef(*fields) for fields in raw["media"]),
        kind=raw["kind"],
        group=raw["group"],
        split=raw["split"],
        annotation=load(raw["annotation"]) if raw["annotation"] else None,
        answer=raw["answer"],
        annotator=raw["annotator"],
        columns=raw["columns"],
    )

"""Groups that stand inside the files: patients of DICOM images, bursts of photos in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from tlstudio.data.importers.grouping import Grouping

_FORMATS = ("%Y:%m:%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")


@dataclass
class FileGroups:
    """Hears what files tell while they are read, and gives the groups at the end."""

    grouping: Grouping
    _patients: dict[int, str] = field(default_factory=dict)
    _times: list[tuple[str, float, int]] = field(default_factory=list)

    def hear(self, sample: int, path: str, facts: dict[str, str]) -> None:
        """Take in the facts of a sample's file.

        Args:
            sample: Id in the store.
            path: Path of the file; photos of different folders are never one burst.
            facts: As the reader of media gives them.
        """
        if self.grouping.kind == "patient" and facts.get("patient_id"):
            self._patients[sample] = facts["patient_id"]
        elif self.grouping.kind == "burst":
            taken = seconds_of(facts.get("taken", ""))
            if taken is not None:
                self._times.append((str(PurePosixPath(path).parent), taken, sample))

    def groups(self) -> Iterator[tuple[int, str]]:
        """(sample, group) of every sample whose files told something."""
        if self.grouping.kind == "patient":
            yield from self._patients.items()
        else:
            yield from bursts(self._times, self.grouping.seconds)


def bursts(times: Iterable[tuple[str, float, int]], longest: float) -> Iterator[tuple[int, str]]:
    """Photos that follow one another with no pause longer than `longest` seconds.

    Args:
        times: (folder, seconds, sample) of each photo.
        longest: Longest pause within a burst.

    Returns:
        (sample, group); groups are named by their folder and the time of their first photo.
    """
    last_folder, last_time, name = "", 0.0, ""
    for folder, taken, sample in sorted(times):
        if not name or folder != last_folder or taken - last_time > longest:
            begin = datetime.fromtimestamp(taken).strftime("%Y-%m-%d %H:%M:%S")
            name = f"{folder} {begin}" if folder not in {"", "."} else begin
        last_folder, last_time = folder, taken
        yield sample, name


def seconds_of(text: str) -> float | None:
    """Seconds of an EXIF time, None when it is none."""
    cleaned = text.strip().strip("\0")[:19]
    for form in _FORMATS:
        try:
            return datetime.strptime(cleaned, form).timestamp()
        except (ValueError, OverflowError, OSError):
            continue
    return None

"""Groups that stand inside the files: the patient of a DICOM file, bursts of photos in time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import pydicom
from PIL import Image

from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.data.importers.grouping import Grouping
from tlstudio.data.media.pillow import FORMATS

_EXIF, _TAKEN, _CHANGED = 0x8769, 0x9003, 0x0132


def groups_inside(
    source: Path, files: Sequence[str], grouping: Grouping, reporter: Reporter
) -> dict[str, str]:
    """File → group, for groupings that need the files' headers; empty for the others.

    Bursts are photos of one folder whose times are at most `grouping.seconds` apart from one to
    the next. Files that tell nothing are left out, and counted in a warning.
    """
    if not grouping.needs_files:
        return {}
    found: dict[str, str] = {}
    times: list[tuple[str, float, str]] = []
    for done, file in enumerate(files):
        if done % 64 == 0 and reporter.should_stop():
            raise Stopped
        reporter.progress("reading headers", done, len(files))
        path = source.joinpath(*file.split("/"))
        if grouping.kind == "patient":
            if patient := patient_of(path):
                found[file] = patient
        elif (taken := taken_at(path)) is not None:
            times.append((file.rpartition("/")[0], taken, file))
    if grouping.kind == "burst":
        found = _bursts(times, grouping.seconds)
    silent = len(files) - len(found)
    if silent:
        what = "patient id" if grouping.kind == "patient" else "time of taking"
        reporter.emit("warning", text=f"{silent} of {len(files)} files hold no {what}.")
    return found


def patient_of(path: Path) -> str:
    """PatientID of a DICOM file, "" without one."""
    try:
        dataset = pydicom.dcmread(path, stop_before_pixels=True, specific_tags=["PatientID"])
        return str(getattr(dataset, "PatientID", "") or "")
    except Exception:  # noqa: BLE001 - any file may stand beside a table, and damage raises nearly anything
        return ""


def taken_at(path: Path) -> float | None:
    """Seconds at which a photo was taken by its EXIF, None without."""
    try:
        with Image.open(path, formats=FORMATS) as image:
            exif = image.getexif()
            text = exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_CHANGED)
        parsed = datetime.datetime.strptime(str(text), "%Y:%m:%d %H:%M:%S")
        return parsed.replace(tzinfo=datetime.UTC).timestamp()
    except Exception:  # noqa: BLE001 - damage raises nearly anything; reading the image tells of it later
        return None


def _bursts(times: list[tuple[str, float, str]], pause: float) -> dict[str, str]:
    found: dict[str, str] = {}
    number, last_folder, last_time = 0, "", 0.0
    for folder, taken, file in sorted(times):
        if not found or folder != last_folder or taken - last_time > pause:
            number += 1
        last_folder, last_time = folder, taken
        found[file] = f"{folder or 'photos'} burst {number}"
    return found

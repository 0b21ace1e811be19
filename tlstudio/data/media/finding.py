"""Which files below some folders are images; nothing is decoded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tlstudio.data.media.suffixes import SUFFIXES

_PREAMBLE = 128


def image_files(inputs: Sequence[Path]) -> Iterator[Path]:
    """Files to be answered, in a steady order, without holding them all.

    A file that is named is taken as it is, a folder is searched: files with the suffix of an image
    and DICOM files without one. Hidden files are passed over, links to folders not followed.
    """
    for given in inputs:
        if given.is_dir():
            yield from _below(given)
        else:
            yield given


def _below(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError:
        return
    for name, is_folder in found:
        path = folder / name
        if name.startswith("."):
            continue
        if is_folder:
            yield from _below(path)
        elif path.suffix.lower() in SUFFIXES or (not path.suffix and is_dicom(path)):
            yield path


def is_dicom(path: Path) -> bool:
    """Whether a file begins as DICOM files do."""
    try:
        with path.open("rb") as stream:
            return stream.read(_PREAMBLE + 4)[_PREAMBLE:] == b"DICM"
    except OSError:
        return False

"""Media that were moved: found again below a folder by size and content."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from tlstudio.core.files import sha256

Lost = dict[tuple[str, int], list[tuple[int, int]]]
"""Content and size → the samples and places that use it."""


def lost_media(connection: sqlite3.Connection, roots: Mapping[str, Path]) -> Lost:
    """Every file of known content that is no longer where it was."""
    lost: Lost = {}
    rows = connection.execute(
        "SELECT sample, place, root, path, sha256, size FROM media WHERE sha256 <> ''"
    ).fetchall()
    for sample, place, root, path, content, size in rows:
        if not roots[root].joinpath(*path.split("/")).is_file():
            lost.setdefault((content, size), []).append((sample, place))
    return lost


def find_below(folder: Path, lost: Lost) -> Iterator[tuple[str, int, int]]:
    """Relative path, sample and place of every lost file found; reads only files of a fit size."""
    wanted = dict(lost)
    sizes = {size for _, size in wanted}
    for path in _files_below(folder):
        try:
            size = path.stat().st_size
            key = (sha256(path), size) if size in sizes else None
        except OSError:
            continue
        for sample, place in wanted.pop(key, []) if key else []:
            yield path.relative_to(folder).as_posix(), sample, place


def _files_below(folder: Path) -> Iterator[Path]:
    for base, _, names in os.walk(folder):
        yield from (Path(base) / name for name in names)

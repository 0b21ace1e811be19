"""Tables that lie in a folder of images, or beside it, and name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tlstudio.core.errors import StudioError
from tlstudio.data.importers.table import IMPORTER, SUFFIXES_OF_TABLES, TableOptions

_MOST_TABLES = 8
_MOST_BYTES = 32 * 2**20


def tables_near(folder: Path) -> list[dict[str, Any]]:
    """Tables with a label for images of a folder, those that name most images first.

    Returns:
        For each: its path, the option `files` that it needs, and how many images it names, as
        plain JSON.
    """
    found: list[dict[str, Any]] = []
    for table, files in _candidates(folder):
        try:
            details = IMPORTER.guess(table, TableOptions(files=files)).details or {}
        except (StudioError, OSError):
            continue
        if details["files_matched"] and details["columns"]["label"]:
            found.append({"path": str(table), "files": files, "matched": details["files_matched"]})
    return sorted(found, key=lambda one: -int(one["matched"]))


def _candidates(folder: Path) -> Iterator[tuple[Path, str]]:
    for place, files in ((folder, ""), (folder.parent, folder.name)):
        if files and place == folder:
            continue
        tables = (path for path in _listed(place) if _may_be(path))
        yield from [(path, files) for path, _ in zip(tables, range(_MOST_TABLES), strict=False)]


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _may_be(path: Path) -> bool:
    try:
        return (
            path.suffix.lower() in SUFFIXES_OF_TABLES - {".txt", ".tab"}
            and not path.name.startswith((".", "~$"))
            and path.is_file()
            and path.stat().st_size <= _MOST_BYTES
        )
    except OSError:
        return False

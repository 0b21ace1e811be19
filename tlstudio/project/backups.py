"""Copies of the dataset, made by themselves: the newest ten, in the project's `backups` folder."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path

from tlstudio.core import files
from tlstudio.core.errors import ProjectError

_DATASET = "dataset.sqlite"
_FOLDER = "backups"
_KEPT = 10
_HOUR = 3600.0


def back_up(project: Path, *, at_least: float = _HOUR) -> Path | None:
    """Copy the dataset, unless nothing changed or the newest copy is young.

    Args:
        project: The project's folder, locked by this process.
        at_least: Seconds between two copies.

    Returns:
        The copy, None when none was needed or the dataset is not whole.
    """
    dataset = project / _DATASET
    if not dataset.is_file():
        return None
    changed = max(path.stat().st_mtime for path in _with_log(dataset))
    newest = next(iter(backups(project)), None)
    if newest is not None:
        made = newest.stat().st_mtime
        if made >= changed or time.time() - made < at_least:
            return None
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    target = project / _FOLDER / f"{stamp}.sqlite"
    try:
        with files.atomic_path(target) as temporary:
            _copy(dataset, temporary)
            if damage(temporary):
                # A copy of a damaged file must never push a good one out.
                temporary.unlink()
                return None
    except (sqlite3.DatabaseError, FileNotFoundError):
        return None
    for old in backups(project)[_KEPT:]:
        old.unlink(missing_ok=True)
    return target


def backups(project: Path) -> list[Path]:
    """Every copy, the newest first."""
    return sorted((project / _FOLDER).glob("*.sqlite"), reverse=True)


def restore(project: Path) -> Path:
    """Put the newest whole copy in the place of the dataset; the old file is set aside.

    Args:
        project: The project's folder, locked by this process.

    Returns:
        The copy that was taken.

    Raises:
        ProjectError: When there is no whole copy.
    """
    dataset = project / _DATASET
    for copy in backups(project):
        if damage(copy):
            continue
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
        with files.disk_errors("the dataset"):
            for path in _with_log(dataset):
                files.replace(path, path.with_name(f"damaged-{stamp}-{path.name}"))
            with files.atomic_path(dataset) as temporary:
                _copy(copy, temporary)
        return copy
    raise ProjectError(
        f"There is no whole copy of the dataset in {project / _FOLDER}.",
        "Bring dataset.sqlite back from a copy of your own.",
    )


def damage(dataset: Path) -> str:
    """What is wrong with a dataset file, "" when it is whole."""
    try:
        connection = sqlite3.connect(f"{dataset.resolve().as_uri()}?mode=ro", uri=True)
        with contextlib.closing(connection):
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            connection.execute("SELECT count(*) FROM (SELECT 1 FROM samples LIMIT 1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == "ok" else str(found)


def _with_log(dataset: Path) -> list[Path]:
    places = (dataset, *(dataset.with_name(dataset.name + end) for end in ("-wal", "-shm")))
    return [path for path in places if path.is_file()]


def _copy(source: Path, target: Path) -> None:
    """One whole file, whatever lies in the write-ahead log; the source is left as it is."""
    with (
        contextlib.closing(sqlite3.connect(source)) as old,
        contextlib.closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)

"""Where things live on this computer, and paths from outside kept inside their folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import appdirs

from tlstudio.core.errors import UnsafeInputError

APP = "tlstudio"
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}


def data_dir() -> Path:
    """Folder of the user's models; `TLSTUDIO_DATA_DIR` overrides it."""
    return Path(os.environ.get("TLSTUDIO_DATA_DIR") or appdirs.user_data_dir(APP, appauthor=False))


def cache_dir() -> Path:
    """Folder of what can be made again; `TLSTUDIO_CACHE_DIR` overrides it."""
    folder = os.environ.get("TLSTUDIO_CACHE_DIR")
    return Path(folder or appdirs.user_cache_dir(APP, appauthor=False))


def config_dir() -> Path:
    """Folder of the user's settings; `TLSTUDIO_CONFIG_DIR` overrides it."""
    folder = os.environ.get("TLSTUDIO_CONFIG_DIR")
    return Path(folder or appdirs.user_config_dir(APP, appauthor=False))


def models_dir() -> Path:
    """Folder of weights that were fetched or added."""
    return data_dir() / "models"


def resources_dir() -> Path:
    """Folder of what ships with the program: inside an installed package, or beside the source."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def safe_join(root: Path, relative: str) -> Path:
    """Join a path that came from outside to the folder it must stay in.

    Args:
        root: The folder.
        relative: A POSIX or Windows relative path as found in a table or an archive.

    Returns:
        The joined path, not necessarily existing.

    Raises:
        UnsafeInputError: For absolute paths, drives, UNC, `..`, NUL, reserved device names,
            or links that leave the folder.
    """
    posix = relative.replace("\\", "/")
    windows = PureWindowsPath(relative)
    parts = PurePosixPath(posix).parts
    bad = (
        not posix
        or "\0" in posix
        or posix.startswith("/")
        or bool(windows.drive)
        or ".." in parts
        or any(part.split(".")[0].rstrip(" ").lower() in _RESERVED for part in parts)
    )
    if bad:
        raise UnsafeInputError(
            f"The path {relative!r} does not stay inside {root.name!r}.",
            "Use paths relative to the folder, without '..' or drive letters.",
        )
    joined = root.joinpath(*parts)
    base = root.resolve()
    if not joined.resolve().is_relative_to(base):
        raise UnsafeInputError(
            f"The path {relative!r} follows a link out of {root.name!r}.",
            "Copy the file into the folder instead of linking to it.",
        )
    return joined

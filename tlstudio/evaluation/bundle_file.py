"""A bundle: a model and all around it in one zip file, read in memory and never unpacked."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tlstudio.core.errors import BadInputError, NewerVersionError, UnsafeInputError

BUNDLE_SUFFIX = ".tlstudio.zip"
BUNDLE_VERSION = 1
MANIFEST, MODEL, SAID = "manifest.json", "model.onnx", "model.json"
_NEEDED = {MODEL, SAID}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_MAX_FILES = 32
_MAX_TOTAL = 4 * 2**30
_MAX_MANIFEST = 1 << 20
_LINK, _KIND = 0o120000, 0o170000
_ENCRYPTED = 1
_NEVER = (1980, 1, 1, 0, 0, 0)


class _Held(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class _Manifest(BaseModel):
    """Every other file in the bundle, with its hash."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["tlstudio-bundle"] = "tlstudio-bundle"
    version: int = BUNDLE_VERSION
    files: dict[str, _Held]


def is_bundle(path: Path) -> bool:
    """Whether a file begins as zip files do."""
    try:
        with path.open("rb") as stream:
            return stream.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def write_bundle(target: Path, members: Mapping[str, bytes]) -> None:
    """Write a bundle with its manifest; nothing tells when or where it was made."""
    held = {
        name: _Held(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        for name, data in members.items()
    }
    manifest = _Manifest(files=held).model_dump_json(indent=1).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in (*members.items(), (MANIFEST, manifest)):
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)


def read_bundle(path: Path) -> dict[str, bytes]:
    """Every file of a bundle by name, each checked against the manifest.

    Nothing is written to the disk, so no name can lead anywhere. Files are stored as they are: a
    compressed one is refused, and with it every bomb.

    Raises:
        BadInputError: When it is no bundle, or damaged.
        UnsafeInputError: When it was changed after it was made, or tries more than a bundle does.
        NewerVersionError: When a newer version made it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = _guarded(archive, path.name)
            manifest = _manifest(archive, entries, path.name)
            return {
                name: _checked(archive, entries, name, held, path.name)
                for name, held in manifest.files.items()
            }
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadInputError(
            f"The file {path.name} is no whole bundle: a part of it is damaged.", "Copy it again."
        ) from error
    except OSError as error:
        raise BadInputError(
            f"The file {path.name} cannot be opened: {error.strerror or error}."
        ) from error


def _guarded(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    found = {entry.filename: entry for entry in entries}
    refused = ""
    if len(entries) > _MAX_FILES or sum(entry.file_size for entry in entries) > _MAX_TOTAL:
        refused = "it holds far more than a model"
    elif len(found) != len(entries):
        refused = "it holds two files of one name"
    for entry in entries:
        if not _NAME.fullmatch(entry.filename):
            refused = f"it holds a file named {entry.filename[:80]!r}"
        elif (entry.external_attr >> 16) & _KIND == _LINK:
            refused = f"it holds a link ({entry.filename})"
        elif entry.flag_bits & _ENCRYPTED:
            refused = f"it holds a locked file ({entry.filename})"
        elif entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
            refused = f"it holds a compressed file ({entry.filename})"
    if refused:
        raise UnsafeInputError(
            f"The file {name} was refused: {refused}, which no bundle of this program does.",
            "Ask whoever gave it to you for the file as it was exported.",
        )
    return found


def _manifest(
    archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], name: str
) -> _Manifest:
    entry = entries.get(MANIFEST)
    if entry is None or entry.file_size > _MAX_MANIFEST:
        raise BadInputError(
            f"The file {name} is no bundle of this program.",
            "Give a file that 'tlstudio export --format bundle' made.",
        )
    try:
        raw = json.loads(archive.read(entry))
        if isinstance(raw, dict) and _newer(raw.get("version")):
            raise NewerVersionError(
                f"The bundle {name} was made by a newer version.", "Update the program."
            )
        manifest = _Manifest.model_validate(raw)
    except (ValidationError, ValueError, RecursionError) as error:
        raise BadInputError(
            f"The list of what {name} holds is damaged.", "Copy the file again."
        ) from error
    if manifest.files.keys() != entries.keys() - {MANIFEST} or not entries.keys() >= _NEEDED:
        raise _changed(name, "what it holds is not what its list names")
    return manifest


def _newer(version: object) -> bool:
    return isinstance(version, int) and version > BUNDLE_VERSION


def _checked(
    archive: zipfile.ZipFile,
    entries: dict[str, zipfile.ZipInfo],
    name: str,
    held: _Held,
    bundle: str,
) -> bytes:
    if entries[name].file_size != held.size:
        raise _changed(bundle, f"{name} has another size than its list says")
    data = archive.read(entries[name])
    if hashlib.sha256(data).hexdigest() != held.sha256:
        raise _changed(bundle, f"the hash of {name} is not the one in its list")
    return data


def _changed(bundle: str, why: str) -> UnsafeInputError:
    return UnsafeInputError(
        f"The bundle {bundle} was changed after it was made: {why}.",
        "Ask whoever gave it to you for the file as it was exported.",
    )

"""Models in one file for a USB stick, and out of it again: hashes checked, nothing else let in."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from tlstudio.core import files
from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import BadInputError, UnsafeInputError
from tlstudio.core.paths import models_dir, safe_join
from tlstudio.models.catalogue.catalogue import (
    all_cards,
    available,
    card,
    tokenizer_file,
    weights_file,
)

_INDEX = "models.json"
_VERSION = 1
_MAX_FILES = 1000
_MAX_TOTAL = 200 * 2**30
_MAX_RATIO = 100
_CHUNK = 1 << 20


def pack(idents: Sequence[str], target: Path) -> None:
    """Write models with their cards and hashes into one zip file, atomically.

    Raises:
        BadInputError: When the weights of one are not on this computer.
        DiskFullError: When there is no room.
    """
    cards = [card(ident) for ident in idents]
    for found in cards:
        if not available(found):
            raise BadInputError(
                f"The weights of {found.id} are not on this computer.",
                f"Fetch them first: tlstudio models fetch {found.id}.",
            )
    with (
        files.atomic_path(target) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive,
    ):
        index = []
        for found in cards:
            path = weights_file(found)
            packed = f"{found.id}{path.suffix}"
            index.append(
                {
                    "card": found.model_dump(mode="json"),
                    "file": packed,
                    "sha256": files.sha256(path),
                    "size": path.stat().st_size,
                }
            )
            archive.write(path, packed)
            if found.text is not None:
                archive.write(tokenizer_file(found), _tokenizer(found))
        archive.writestr(_INDEX, json.dumps({"version": _VERSION, "models": index}, indent=1))


def unpack(source: Path) -> tuple[str, ...]:
    """Take every model out of a file into the models folder.

    Returns:
        Ids of what is here now.

    Raises:
        BadInputError: When it is no such file, damaged, or a hash differs.
        UnsafeInputError: For links, paths that leave the folder, or a bomb.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            _guard(archive, source.name)
            index = json.loads(archive.read(_INDEX))
            done = [_take(archive, entry, source.name) for entry in index["models"]]
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadInputError(f"{source.name} is no whole zip file.", "Copy it again.") from error
    except (KeyError, TypeError, ValueError, ValidationError) as error:
        raise BadInputError(
            f"{source.name} was not made by 'tlstudio models pack', or is damaged."
        ) from error
    return tuple(done)


def _tokenizer(found: BackboneCard) -> str:
    return f"{found.id}.tokenizer.json"


def _guard(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    # Weights hardly shrink; an honest file is not even compressed.
    bomb = any(entry.file_size > max(1, entry.compress_size) * _MAX_RATIO for entry in entries)
    if len(entries) > _MAX_FILES or total > _MAX_TOTAL or bomb:
        raise UnsafeInputError(f"{name} would unpack to far more than it holds; it was refused.")
    for entry in entries:
        if (entry.external_attr >> 16) & 0o170000 == 0o120000:
            raise UnsafeInputError(f"{name} holds a link ({entry.filename}); it was refused.")
        safe_join(models_dir(), entry.filename)


def _take(archive: zipfile.ZipFile, entry: dict[str, object], name: str) -> str:
    found = BackboneCard.model_validate(entry["card"])
    packed = str(entry["file"])
    suffix = Path(packed).suffix
    if suffix not in (".safetensors", ".pth", ".pt"):
        raise UnsafeInputError(f"{name} holds {packed}, which is no weights file.")
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", found.id):
        raise UnsafeInputError(f"{name} holds a model with the odd id {found.id!r}.")
    own = all_cards().items.get(found.id)
    if own is not None:
        _same(own, str(entry["sha256"]), name)
    if own is not None and own.origin == "embedded":
        return own.id
    tokenizer = archive.read(_tokenizer(found)) if found.text is not None else None
    if found.text is not None and hashlib.sha256(tokenizer or b"").hexdigest() != (
        found.text.tokenizer
    ):
        raise BadInputError(
            f"The tokenizer of {found.id} in {name} is not the one that belongs to its weights.",
            "Pack them again.",
        )
    target = safe_join(models_dir(), found.id + suffix)
    if own is not None:
        target = weights_file(own)
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with files.atomic_path(target) as temporary:
        with archive.open(packed) as reader, temporary.open("wb") as writer:
            while chunk := reader.read(_CHUNK):
                digest.update(chunk)
                writer.write(chunk)
        if digest.hexdigest() != entry["sha256"]:
            raise BadInputError(
                f"The weights of {found.id} in {name} are damaged (their SHA-256 differs).",
                "Pack them again.",
            )
    if tokenizer is not None:
        files.write_bytes(target.with_name(f"{target.stem}.tokenizer.json"), tokenizer)
    if own is None:
        # A card that this version's catalogue lacks is kept with its weights.
        source = found.weights.model_copy(
            update={"file": target.name, "sha256": entry["sha256"], "sha256_prefix": ""}
        )
        stated = found.model_copy(update={"weights": source, "origin": "user"})
        files.write_text(models_dir() / f"{found.id}.json", stated.model_dump_json(indent=1) + "\n")
    return found.id


def _same(own: BackboneCard, digest: str, name: str) -> None:
    """Refuse weights that would take the place of others under the same id."""
    stated = own.weights.sha256 or own.weights.sha256_prefix
    here = weights_file(own)
    if not stated and here.is_file():
        stated = files.sha256(here)
    if not digest.startswith(stated):
        raise BadInputError(
            f"The weights of {own.id} in {name} are not those that belong to this id.",
            "Nothing was replaced. Add the file under another id: tlstudio models add --id.",
        )

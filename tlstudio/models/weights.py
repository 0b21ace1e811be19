"""Weights from files: safetensors, or tensors alone out of a pickle; never code."""

from __future__ import annotations

import pickle
import struct
import zipfile
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from tlstudio.core.errors import BadInputError, UnsafeInputError

_REFUSED = {".pt2", ".ptl", ".pkl", ".pickle", ".joblib", ".keras", ".h5", ".pb", ".npz", ".ckpt"}
# What reading a damaged archive or pickle was seen to raise.
_DAMAGE = (
    *(RuntimeError, EOFError, ValueError, OSError, LookupError, TypeError, AttributeError),
    *(AssertionError, OverflowError, MemoryError, struct.error, zipfile.BadZipFile),
)
_AGAIN = "Copy or download it again."
_CONTAINERS = ("state_dict", "model_state_dict", "model", "model_ema", "net", "params", "weights")


def load_state(path: Path) -> dict[str, Tensor]:
    """Named tensors of a weights file.

    Raises:
        UnsafeInputError: When the file wants to run code, or is of a kind that may.
        BadInputError: When it is missing, truncated, or holds no tensors.
    """
    if not path.is_file():
        raise BadInputError(f"There is no weights file {path}.", "Check the path.")
    if path.suffix.lower() in _REFUSED:
        raise UnsafeInputError(
            f"Weights of the kind {path.suffix} are not opened.",
            "Save a state dict as .safetensors or .pth.",
        )
    if not path.stat().st_size:
        raise BadInputError(f"The weights file {path.name} is empty.", _AGAIN)
    if path.suffix.lower() == ".safetensors":
        try:
            return dict(load_file(path))
        except (SafetensorError, ValueError, OSError) as error:
            raise _damaged(path, str(error)) from error
    return _from_pickle(path)


def _from_pickle(path: Path) -> dict[str, Tensor]:
    if _is_torchscript(path):
        raise UnsafeInputError(
            f"{path.name} is a TorchScript program, not a file of weights.",
            "Save its state dict as .safetensors or .pth.",
        )
    if _sums_differ(path):
        raise _damaged(path, "its checksums do not fit its content")
    try:
        loaded = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        text = str(error)
        if "weights_only" in text.lower() or "unsupported" in text.lower():
            raise UnsafeInputError(
                f"{path.name} holds more than weights and was not opened: it could run code.",
                "Ask for the weights alone (a state dict), best as .safetensors.",
            ) from error
        raise _damaged(path, "it cannot be read as weights") from error
    except _DAMAGE as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        # torch adds advice for its own developers behind the first sentence.
        raise _damaged(path, first.split(". ")[0].rstrip(".")[:200]) from error
    return _tensors(loaded, path.name)


def _damaged(path: Path, why: str) -> BadInputError:
    return BadInputError(f"The weights file {path.name} is damaged or incomplete: {why}.", _AGAIN)


def _sums_differ(path: Path) -> bool:
    """Whether some parts of an archive differ from their checksums, which torch does not look at.

    Files written without checksums differ in every part; they are taken as they are.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            fits = [_fits(archive, entry) for entry in archive.infolist() if entry.file_size]
    except _DAMAGE:
        return False  # an older kind of file, or one that torch itself will refuse
    return any(fits) and not all(fits)


def _fits(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    try:
        with archive.open(entry) as stream:
            while stream.read(1 << 20):
                pass
    except zipfile.BadZipFile:
        return False
    return True


def _is_torchscript(path: Path) -> bool:
    try:
        if not zipfile.is_zipfile(path):
            return False
        with zipfile.ZipFile(path) as archive:
            return any(
                "/code/" in name or name.endswith("constants.pkl") for name in archive.namelist()
            )
    except _DAMAGE:
        return False


def _tensors(loaded: Any, name: str) -> dict[str, Tensor]:
    if isinstance(loaded, dict):
        for key in _CONTAINERS:
            if isinstance(loaded.get(key), dict):
                loaded = loaded[key]
                break
        found = {str(key): value for key, value in loaded.items() if isinstance(value, Tensor)}
        if found:
            return found
    raise BadInputError(
        f"The file {name} holds no named weights.", "A state dict is needed: names with tensors."
    )

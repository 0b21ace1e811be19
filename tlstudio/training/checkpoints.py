"""Checkpoints: written beside, synced, read again, then put in place; the newest whole one wins."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import torch

from tlstudio.core.files import atomic_path

_KEPT = 2


def save(folder: Path, number: int, state: dict[str, Any]) -> Path:
    """Write a checkpoint and delete all but the newest two.

    Args:
        folder: `checkpoints` of the run.
        number: Steps done so far; orders checkpoints.
        state: Tensors, numbers, texts, lists and dictionaries alone.

    Raises:
        DiskFullError: When there is no room; older ones stay.
    """
    target = folder / f"{number:09d}.pt"
    with atomic_path(target) as temporary:
        torch.save(state, temporary)
        torch.load(temporary, weights_only=True, mmap=True)
    for old in sorted(folder.glob("*.pt"))[:-_KEPT]:
        old.unlink(missing_ok=True)
    return target


def newest(folder: Path) -> dict[str, Any] | None:
    """The newest checkpoint that can be read; None when there is none."""
    for path in sorted(folder.glob("*.pt"), reverse=True):
        try:
            found: dict[str, Any] = torch.load(path, weights_only=True, map_location="cpu")
        except (RuntimeError, EOFError, OSError, ValueError, KeyError, pickle.UnpicklingError):
            continue
        return found
    return None

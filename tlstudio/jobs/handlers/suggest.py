"""Suggested labels, and maps of similar images."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.reporting import Reporter
from tlstudio.data.manifest import Manifest, write_manifest
from tlstudio.data.store.store import DatasetStore
from tlstudio.evaluation.embedding import embed
from tlstudio.evaluation.suggest import suggest
from tlstudio.jobs.requests import EmbeddingRequest, SuggestRequest
from tlstudio.project.runs import RunFolder


def do_suggest(request: SuggestRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Suggest labels for the dataset as it is now; the final test is left alone."""
    everything = folder / "everything.jsonl"
    with DatasetStore.open(request.project / "dataset.sqlite", read_only=True) as store:
        write_manifest(store, everything, with_unlabelled=True)
    try:
        found = suggest(
            RunFolder(request.run),
            Manifest.read(everything),
            reporter,
            cache=request.cache,
            aside=request.aside,
        )
    finally:
        everything.unlink(missing_ok=True)
    return {
        "file": str(found.file),
        "answered": found.answered,
        "aside": found.aside,
        "failed": found.failed,
    }


def do_embedding(request: EmbeddingRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Draw a map."""
    del folder
    found = embed(
        RunFolder(request.run),
        request.part,
        request.method,
        reporter,
        cache=request.cache,
        openings=request.openings,
    )
    return {
        "file": str(found.file),
        "method": found.method,
        "n": found.n,
        "left_out": found.left_out,
    }

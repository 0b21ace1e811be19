"""Import of a source into a project's dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.reporting import Reporter
from tlstudio.data.importing import ensure_split, import_source
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.store import DatasetStore
from tlstudio.jobs.requests import ImportRequest


def do_import(request: ImportRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Register, read, compare, split; the store's own transactions make it resumable."""
    del folder
    with DatasetStore.open(request.project / "dataset.sqlite") as store:
        summary = import_source(
            store,
            request.source,
            request.importer,
            request.options,
            reporter,
            copy=request.copy_files,
            annotator=request.annotator,
        )
        split = ensure_split(store, SplitSpec.model_validate(request.split), again=request.resplit)
        return summary.to_dict() | {
            "classes": store.classes(),
            "groups": len(store.groups()),
            "splits": store.splits(),
            "split_warnings": list(split.warnings) if split else [],
        }

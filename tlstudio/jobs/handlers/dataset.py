"""Images into a project's dataset, and their division into parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.reporting import Reporter
from tlstudio.data.importing import ensure_split, import_source, parse_options
from tlstudio.data.sample_project import write_sample_images
from tlstudio.data.splits import SplitManifest, SplitSpec
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.taking import take_in
from tlstudio.data.taking_texts import take_in_texts
from tlstudio.jobs.requests import ImportRequest, SampleRequest, SplitRequest, TakeInRequest

_SAMPLE_FOLDER = "media/sample-images"
_SAMPLE_LEVELS = "plate=group,phenotype=class"


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
        spec = SplitSpec.model_validate(request.split)
        split = ensure_split(store, spec, again=request.resplit)
        return summary.to_dict() | {"classes": store.classes()} | _parts(store, split)


def do_sample(request: SampleRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Draw and import; the same seed draws the same images, so it may be done again."""
    source = request.project / _SAMPLE_FOLDER
    write_sample_images(source, reporter=reporter)
    wanted = ImportRequest(
        project=request.project,
        source=source,
        importer="folders",
        options={"levels": _SAMPLE_LEVELS},
        annotator=request.annotator,
    )
    return do_import(wanted, reporter, folder)


def do_split(request: SplitRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Make the split anew, with the shares that were chosen."""
    del folder
    spec = parse_options(SplitSpec, request.split)
    reporter.progress("dividing the images", 0)
    with DatasetStore.open(request.project / "dataset.sqlite") as store:
        return _parts(store, ensure_split(store, spec, again=True))


def _parts(store: DatasetStore, split: SplitManifest | None) -> dict[str, Any]:
    return {
        "groups": len(store.groups()),
        "splits": store.splits(),
        "split_warnings": list(split.warnings) if split else [],
    }


def do_take(request: TakeInRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Add files or texts without a label; what is known already stays as it is."""
    del folder
    with DatasetStore.open(request.project / "dataset.sqlite") as store:
        if request.texts is None:
            counts = take_in(store, request.files, reporter)
        else:
            counts = take_in_texts(store, request.texts, reporter)
            request.texts.unlink(missing_ok=True)
    return {"added": counts.added, "known": counts.unchanged + counts.updated}

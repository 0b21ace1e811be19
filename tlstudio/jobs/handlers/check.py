"""What is damaged, missing, stale or doubtful in a project, and its repair."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.errors import ProjectError
from tlstudio.core.reporting import Reporter
from tlstudio.data.checks import findings
from tlstudio.data.store.store import DatasetStore
from tlstudio.features.cache import FeatureCache
from tlstudio.jobs.requests import CheckRequest
from tlstudio.project.backups import damage, restore
from tlstudio.project.project import Project


def do_check(request: CheckRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Look, and repair what was asked for: caches, a damaged dataset, files that were moved."""
    del folder
    project = Project.open(request.project, write=False)
    repairs = _repair(request, project)
    with DatasetStore.open(project.dataset_path, read_only=request.relink is None) as store:
        if request.relink is not None:
            repairs["relinked"] = store.relink(request.relink)
        missing = _missing(store, reporter)
        found = [item.to_dict() for item in findings(store)]
        faults = store.integrity()
    cache = FeatureCache(project.cache_dir / "features")
    stale = cache.stale_or_broken()
    freed = cache.clean() if request.fix else 0
    runs = {run.name: run.status().state for run in project.runs()}
    return {
        "missing": missing[:100],
        "missing_count": len(missing),
        "damage": faults,
        "findings": found,
        "cache_problems": [str(item) for item in stale],
        "freed_bytes": freed,
        "runs": runs,
        **repairs,
    }


def _repair(request: CheckRequest, project: Project) -> dict[str, Any]:
    if not request.restore:
        return {}
    why = damage(project.dataset_path) if project.dataset_path.is_file() else "it is missing"
    if not why:
        raise ProjectError(
            "The dataset is whole: nothing was brought back.",
            "A copy would lose the edits made since. Check without --restore.",
        )
    return {"restored": restore(project.folder).name, "restored_because": why}


def _missing(store: DatasetStore, reporter: Reporter) -> list[str]:
    missing: list[str] = []
    total = store.count()
    for done, sample in enumerate(store.iterate()):
        reporter.progress("looking for the files", done, total)
        missing.extend(ref.path for ref in sample.media if not store.resolve(ref).is_file())
    return missing

"""What is damaged, missing, stale or doubtful in a project, and its repair."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.reporting import Reporter
from tlstudio.data.checks import findings
from tlstudio.data.store.store import DatasetStore
from tlstudio.features.cache import FeatureCache
from tlstudio.jobs.requests import CheckRequest
from tlstudio.project.project import Project


def do_check(request: CheckRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Look, and with `fix` repair what can be repaired without asking."""
    del folder
    project = Project.open(request.project, write=False)
    with DatasetStore.open(project.dataset_path, read_only=not request.fix) as store:
        missing = _missing(store, reporter)
        found = [item.to_dict() for item in findings(store)]
        damage = store.integrity()
    cache = FeatureCache(project.cache_dir / "features")
    stale = cache.stale_or_broken()
    freed = cache.clean() if request.fix else 0
    runs = {run.name: run.status().state for run in project.runs()}
    return {
        "missing": missing[:100],
        "missing_count": len(missing),
        "damage": damage,
        "findings": found,
        "cache_problems": [str(item) for item in stale],
        "freed_bytes": freed,
        "runs": runs,
    }


def _missing(store: DatasetStore, reporter: Reporter) -> list[str]:
    missing: list[str] = []
    total = store.count()
    for done, sample in enumerate(store.iterate()):
        reporter.progress("looking for the files", done, total)
        missing.extend(ref.path for ref in sample.media if not store.resolve(ref).is_file())
    return missing

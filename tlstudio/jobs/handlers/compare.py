"""Runs beside one another, on the images that all have answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.reporting import Reporter
from tlstudio.evaluation.comparing.compare import compare_runs
from tlstudio.jobs.requests import CompareRequest
from tlstudio.project.runs import RunFolder


def do_compare(request: CompareRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Compare by stored answers; nothing is computed anew and no part is opened."""
    del reporter, folder
    runs = [RunFolder(path) for path in request.runs]
    found = compare_runs(runs, request.part, margin=request.margin, metric=request.metric)
    return found.model_dump(mode="json")

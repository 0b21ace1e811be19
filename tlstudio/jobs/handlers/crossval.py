"""A recipe judged over folds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.reporting import Reporter
from tlstudio.evaluation.crossval.run import cross_validate
from tlstudio.jobs.handlers.evaluate import summary
from tlstudio.jobs.requests import CrossvalRequest
from tlstudio.project.runs import RunFolder


def do_crossval(request: CrossvalRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Answer every image outside the final test once, and pool the answers."""
    del folder
    run = RunFolder(request.run)
    report = cross_validate(run, reporter, cache=request.cache)
    facts = {name: report.facts[name] for name in ("folds", "nested", "optimism")}
    return summary(report) | facts | {"report": str(run.report_path)}

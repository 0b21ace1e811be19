"""The report of an evaluation, as a file to read, print and share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.errors import UsageError
from tlstudio.core.reporting import Reporter
from tlstudio.evaluation.reporting.writing import document_of, write_document
from tlstudio.jobs.requests import ReportRequest
from tlstudio.project.evaluations import read_evaluations
from tlstudio.project.runs import RunFolder

_HINTS = {
    "test": "Open the final test first: tlstudio evaluate --final.",
    "validation": "Score it first: tlstudio evaluate.",
    "train": "Only tuning images and the final test have reports.",
}
_WORDS = {"test": "final test", "validation": "tuning images", "train": "training images"}


def do_report(request: ReportRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Write it; nothing is scored anew, and the final test is not opened."""
    del folder
    run = RunFolder(request.run)
    found = read_evaluations(run).newest(request.part)
    if found is None:
        raise UsageError(
            f"The run {run.name} has no result on the {_WORDS[request.part]} yet.",
            _HINTS[request.part],
        )
    reporter.progress("writing the report", 0)
    document = document_of(run, found.report, found.unknown, names=request.names)
    write_document(document, request.target)
    return {
        "file": str(request.target),
        "run": run.name,
        "split": request.part,
        "names": request.names,
        "sections": [section.title for section in document.sections],
    }

"""Writes the report of an evaluation as a page or a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tlstudio.core import files
from tlstudio.core.errors import UsageError
from tlstudio.core.reports import EvaluationReport
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.reporting.compose import compose
from tlstudio.evaluation.reporting.document import Document
from tlstudio.evaluation.reporting.page import page
from tlstudio.evaluation.reporting.privacy import Names
from tlstudio.evaluation.reporting.project_facts import project_facts
from tlstudio.evaluation.reporting.story import tell
from tlstudio.models.saved import read_info
from tlstudio.project.runs import RunFolder

FORMATS = (".html", ".pdf")


def document_of(
    run: RunFolder,
    report: EvaluationReport,
    unknown: Sequence[dict[str, Any]] = (),
    *,
    names: bool = False,
) -> Document:
    """The report before it takes a form.

    Args:
        run: That was evaluated.
        report: What came out.
        unknown: Parts of it of kinds that this version does not know.
        names: Show names of files, groups and people as the dataset has them.

    Raises:
        ProjectError: When the run's plan or list of images is missing or damaged.
        BadInputError: When its model is.
    """
    info, manifest = read_info(run.model_dir), Manifest.read(run.manifest_path)
    story = tell(run, report, run.plan(), info, manifest, project_facts(run), unknown)
    return compose(story, Names.of(manifest, shown=names))


def write_document(document: Document, *targets: Path) -> None:
    """Write it, atomically, in the form that each name ends in.

    Raises:
        UsageError: When a name ends in something else.
        DiskFullError: When there is no room.
    """
    for target in targets:
        form = target.suffix.lower()
        if form not in FORMATS:
            raise UsageError(
                f"A report cannot be written as {target.name}.", "End its name in .html or .pdf."
            )
        if form == ".html":
            files.write_text(target, page(document))
        else:
            # The library for PDF takes a while to come up, and most reports are pages.
            from tlstudio.evaluation.reporting.pdf import pdf  # noqa: PLC0415

            files.write_bytes(target, pdf(document))

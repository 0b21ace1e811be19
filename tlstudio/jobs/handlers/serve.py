"""Predictions over HTTP, until told to stop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.reporting import Reporter
from tlstudio.evaluation.locked import locked_files
from tlstudio.jobs.requests import ServeRequest
from tlstudio.serving.server import serve


def do_serve(request: ServeRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Answer on the loopback address; the result says how many images were answered."""
    del folder
    locked = locked_files(request.locked_of)
    return {"answered": serve(request.model, request.port, reporter, locked)}

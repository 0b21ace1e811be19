"""Predictions on new files, and exports with their proof."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.evaluation.locked import but_locked, locked_files
from tlstudio.evaluation.predict import Prediction, predict
from tlstudio.evaluation.tables import write_predictions
from tlstudio.evaluation.watching import watch
from tlstudio.export.run import export_run
from tlstudio.jobs.requests import ExportRequest, PredictRequest
from tlstudio.project.runs import RunFolder


def do_predict(request: PredictRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Predict every readable image below the inputs; broken files are listed, never fatal."""
    del folder
    locked = locked_files(request.locked_of)
    if request.watch:
        counts = watch(
            request.model,
            request.inputs,
            request.output,
            reporter,
            batch=request.batch,
            locked=locked,
        )
    else:
        predictions = predict(
            request.model,
            request.inputs,
            reporter,
            batch=request.batch,
            column=request.column,
            texts=request.texts,
        )
        predictions = (but_locked(one, locked) for one in predictions)
        if request.partly:
            predictions = _until_stopped(predictions)
        counts = write_predictions(predictions, request.output, request.format)
    return {
        "output": str(request.output),
        "predicted": counts.predicted,
        "failed": counts.failed,
        "unlike": counts.unlike,
        "problems": list(counts.problems),
    }


def _until_stopped(predictions: Iterator[Prediction]) -> Iterator[Prediction]:
    """What was answered before somebody said stop; the last batch is complete by then."""
    with contextlib.suppress(Stopped):
        yield from predictions


def do_export(request: ExportRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Export and prove, on the final test when it is open already, else on the tuning images."""
    del folder
    done = export_run(
        RunFolder(request.run),
        request.format,
        request.target,
        reporter,
        options=request.options,
        part="test" if request.openings else "validation",
    )
    return done.summary()

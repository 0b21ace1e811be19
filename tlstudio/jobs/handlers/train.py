"""A training, and the first look at its result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.errors import StudioError
from tlstudio.core.events import MEASURING
from tlstudio.core.reporting import Reporter
from tlstudio.jobs.processes import rank
from tlstudio.jobs.requests import TrainRequest
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train


def do_train(request: TrainRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Train; then score the validation part, unless it was not wanted."""
    del folder
    run = RunFolder(request.run)
    outcome = train(
        run,
        reporter,
        resume=request.resume,
        cache_folder=request.cache,
    )
    result: dict[str, Any] = {"run": run.name, "training": outcome.summary()}
    if request.evaluate and rank() == 0:
        from tlstudio.jobs.handlers.evaluate import evaluation_result

        reporter.progress(MEASURING, 0)
        result["evaluation"] = evaluation_result(
            run, "validation", reporter, cache=request.cache, openings=0
        )
        if request.beside is not None:
            beside = RunFolder(request.beside)
            try:
                result["beside"] = evaluation_result(
                    beside, "validation", reporter, cache=request.cache, openings=0
                )
            except StudioError as error:
                # The training itself is done, and its own result stands.
                text = f"The run {beside.name} could not be scored again beside it: {error}"
                reporter.emit("warning", text=text)
    return result

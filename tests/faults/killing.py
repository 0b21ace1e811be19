"""Kill a training at random moments, go on each time, and see that nothing was lost."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import numpy as np
import safetensors.torch
import torch

from tests.runs import new_run
from tlstudio.core import files
from tlstudio.core.plans import Plan
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import TrainRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.models.saved import WEIGHTS_FILE
from tlstudio.project.journal import read_events
from tlstudio.project.runs import RunFolder

_WORK = frozenset({"phase", "note", "progress", "step", "epoch", "checkpoint"})


def train_in_worker(run: RunFolder, cache: Path, *, resume: bool = False) -> Outcome:
    """A whole training in a child process."""
    with Job(run.path, TrainRequest(run=run.path, cache=cache, resume=resume)) as job:
        return job.run()


def kill_at(run: RunFolder, cache: Path, *, resume: bool, after: int, wait: float) -> str:
    """Start or go on with a training and SIGKILL it a moment after so many signs of work.

    Counted in events and not in seconds, so that a fast machine is hit as often as a slow one.

    Args:
        after: How many events of its work to let pass.
        wait: Seconds after that, so that kills fall between events too.

    Returns:
        The kind of its last event, "finished" when it was quicker than the kill.
    """
    seen = 0
    with Job(run.path, TrainRequest(run=run.path, cache=cache, resume=resume)) as job:
        for event in job.events(lambda: None):
            seen += event.kind in _WORK
            if seen >= after:
                time.sleep(wait)
                os.kill(job.pid, signal.SIGKILL)
                break
        job.kill()
    return read_events(run.events_path)[-1].kind


def tortured(project: Path, plan: Plan, *, kills: int, seed: int) -> tuple[RunFolder, list[str]]:
    """A run that is killed at random moments until it has survived so many kills.

    Returns:
        The run, finished, and where each kill hit it.
    """
    rng = np.random.default_rng(seed)
    run = new_run(project, plan, "tortured")
    cache = project / f"cache-{seed}"
    hits: list[str] = []
    while len(hits) < kills:
        after, wait = int(rng.integers(1, 9)), float(rng.uniform(0, 0.05))
        last = kill_at(run, cache, resume=bool(hits), after=after, wait=wait)
        if last == "finished":
            break
        hits.append(last)
    if read_events(run.events_path)[-1].kind != "finished":
        outcome = train_in_worker(run, cache, resume=True)
        outcome.value()
    return run, hits


def differences(first: RunFolder, second: RunFolder) -> list[str]:
    """What differs between two finished runs in weights and in validation metrics."""
    one, other = (safetensors.torch.load_file(r.model_dir / WEIGHTS_FILE) for r in (first, second))
    found = [name for name in one if name not in other or not torch.equal(one[name], other[name])]
    left, right = (_scores(run) for run in (first, second))
    return found + [name for name in left if left[name] != right.get(name)]


def _scores(run: RunFolder) -> dict[str, object]:
    report = files.read_json(run.evaluations()[-1] / "report.json")
    part = next(part for part in report["parts"] if part["part"] == "metrics")
    return {metric["name"]: metric["value"] for metric in part["metrics"]}

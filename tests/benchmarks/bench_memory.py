"""Private memory of import, training and prediction must not grow with the number of files.

    python -m tests.benchmarks.bench_memory [--small 1000] [--large 50000]

Prints the peak private memory (unique set size) of the worker for each kind of job, at both
sizes, and the ratio; a ratio of 1.10 is the bound.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
from PIL import Image

from tlstudio.cli.output import Output
from tlstudio.core.events import RunEvent
from tlstudio.data.manifest import write_manifest
from tlstudio.jobs.beginning import create_project, open_store
from tlstudio.jobs.drafts import Draft
from tlstudio.jobs.preparing import make_plan
from tlstudio.jobs.requests import ImportRequest, JobRequest, PredictRequest, TrainRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project

_SIDE = 40


def write_many(root: Path, count: int) -> None:
    """`count` different small JPEG files in two classes."""
    rng = np.random.default_rng(count)
    for index in range(count):
        folder = root / ("light" if index % 2 else "dark")
        folder.mkdir(parents=True, exist_ok=True)
        pixels = rng.integers(0, 120, (_SIDE, _SIDE, 3)) + (index % 2) * 120
        Image.fromarray(pixels.astype(np.uint8)).save(folder / f"{index:06d}.jpg", quality=80)


def peak(job: Job) -> tuple[float, float]:
    """Peak private megabytes of a job's worker and its seconds."""
    highest = 0.0

    def look(_: RunEvent | None = None) -> None:
        nonlocal highest
        try:
            highest = max(highest, psutil.Process(job.pid).memory_full_info().uss / 1e6)
        except psutil.Error:
            return

    begin = time.perf_counter()
    with job:
        for event in job.events(idle=look):
            look(event)
    if job.outcome is None or job.outcome.state != "finished":
        raise SystemExit(f"the job did not finish: {job.outcome}")
    return highest, time.perf_counter() - begin


def measure(folder: Path, count: int) -> dict[str, tuple[float, float]]:
    """Peaks of the three kinds of job on `count` files."""
    images = folder / "images"
    write_many(images, count)
    project = folder / "project"
    create_project(project, "image-classification").close()
    requests: dict[str, Callable[[], tuple[Path | None, JobRequest]]] = {
        "import": lambda: (
            None,
            ImportRequest(project=project, source=images, importer="folders"),
        ),
        "train": lambda: _training(project),
        "predict": lambda: (
            None,
            PredictRequest(
                model=Project.open(project, write=False).run(None).model_dir,
                inputs=(images,),
                output=folder / "table.csv",
            ),
        ),
    }
    peaks = {}
    for kind, make in requests.items():
        place, request = make()
        peaks[kind] = peak(Job.scratch(request) if place is None else Job(place, request))
    return peaks


def _training(project: Path) -> tuple[Path, JobRequest]:
    with Project.open(project) as opened, open_store(opened) as store:
        plan = make_plan(store, preset="quick", saved=Draft(), given={"input.size": "32"})
        run = opened.new_run("memory", plan)
        write_manifest(store, run.manifest_path)
        return run.path, TrainRequest(run=run.path, cache=opened.cache_dir, evaluate=False)


def main() -> None:
    """Measure both sizes and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=50_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = measure(Path(folder) / "small", args.small)
        large = measure(Path(folder) / "large", args.large)
    out = Output()
    columns = ("job", f"MB at {args.small}", f"MB at {args.large}", "ratio", "images/s at large")
    rows = [
        (
            kind,
            round(small[kind][0]),
            round(large[kind][0]),
            large[kind][0] / small[kind][0],
            round(args.large / large[kind][1]),
        )
        for kind in small
    ]
    out.table(columns, rows)


if __name__ == "__main__":
    main()

"""Jobs end in a clear outcome, whatever happens to the worker or to its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tlstudio.core.errors import StudioError
from tlstudio.jobs.requests import DoctorRequest, PackRequest, read_request
from tlstudio.jobs.supervisor import Job


def test_a_finished_job_gives_its_result_and_leaves_no_folder() -> None:
    with Job.scratch(DoctorRequest()) as job:
        outcome = job.run()
    assert outcome.state == "finished"
    cpu = next(device for device in outcome.value()["devices"] if device["device"] == "cpu")
    assert cpu["usable"]
    assert cpu["gflops"] > 0
    assert not job.folder.exists()


def test_a_failed_job_carries_its_sentence(tmp_path: Path) -> None:
    request = PackRequest(idents=("no-such-model",), target=tmp_path / "x.zip")
    with Job(tmp_path / "job", request) as job:
        outcome = job.run()
    assert outcome.state == "failed"
    with pytest.raises(StudioError, match="no-such-model"):
        outcome.value()
    assert read_request(job.folder) == request


def test_a_killed_worker_is_told_apart(tmp_path: Path) -> None:
    with Job(tmp_path / "job", DoctorRequest()) as job:
        for event in job.events():
            if event.kind == "started":
                os.kill(job.pid, signal.SIGKILL)
    assert job.outcome is not None
    assert job.outcome.state == "died"
    assert "killed by the system" in str(job.outcome.error)


def test_leaving_the_context_kills_the_worker(tmp_path: Path) -> None:
    with Job(tmp_path / "job", DoctorRequest()) as job:
        process = psutil.Process(job.pid)
    assert not process.is_running()


_PARENT = """
import sys, time
from pathlib import Path
from tlstudio.jobs.requests import TrainRequest, DoctorRequest
from tlstudio.jobs.supervisor import Job
job = Job(Path(sys.argv[1]), DoctorRequest(keep_running=sys.argv[2] == "yes"))
job.start()
print(job.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("keep_running", ["no", "yes"])
def test_a_worker_outlives_its_parent_only_when_asked_to(tmp_path: Path, keep_running: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(tmp_path / "job"), keep_running],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    worker = psutil.Process(pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 60
    while worker.is_running() and worker.status() != "zombie" and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not worker.is_running() or worker.status() == "zombie"
    last = (tmp_path / "job" / "events.jsonl").read_text("utf-8").splitlines()[-1]
    assert ("finished" in last) == (keep_running == "yes")

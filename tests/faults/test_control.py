"""A training in its worker heeds pause, resume and stop, and one project has one writer."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.killing import differences, train_in_worker
from tests.runs import make_project, new_run, small_plan
from tlstudio.core.errors import LockedError
from tlstudio.core.plans import Phase, Plan
from tlstudio.jobs.requests import TrainRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.journal import read_events
from tlstudio.project.project import Project


def long_plan() -> Plan:
    """Some seconds of work behind cached features."""
    return small_plan(
        phases=(
            Phase(name="new layers", epochs=1),
            Phase(name="upper", unfreeze_from=5, epochs=40, lr=1e-3),
        )
    )


@pytest.mark.long
@pytest.mark.timeout(240)
def test_pause_holds_resume_goes_on_and_stop_saves(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    cache = project / "cache"
    plain = new_run(project, long_plan(), "plain")
    train_in_worker(plain, cache).value()
    run = new_run(project, long_plan(), "held")
    words = ["pause", "resume", "stop"]
    quiet = 0.0
    with Job(run.path, TrainRequest(run=run.path, cache=cache)) as job:
        for event in job.events():
            if event.kind == "epoch" and words and words[0] in ("pause", "stop"):
                job.send(words.pop(0))  # type: ignore[arg-type]
            if event.kind == "paused":
                assert run.status().state == "paused"
                before = len(read_events(run.events_path))
                time.sleep(1.5)
                quiet = len(read_events(run.events_path)) - before
                job.send(words.pop(0))  # type: ignore[arg-type]
        assert job.outcome is not None
        assert job.outcome.state == "stopped"
    kinds = [event.kind for event in read_events(run.events_path)]
    assert quiet == 0
    assert kinds.index("paused") < kinds.index("resumed") < kinds.index("stopped")
    assert run.status().state == "stopped"
    train_in_worker(run, cache, resume=True).value()
    assert differences(plain, run) == []


_HOLDER = """
import sys, time
from pathlib import Path
from tlstudio.project.project import Project
with Project.open(Path(sys.argv[1])):
    print("open", flush=True)
    time.sleep(60)
"""


def test_a_second_process_is_told_who_holds_the_project(tmp_path: Path) -> None:
    project = make_project(tmp_path, plates=2, per_class=2)
    command = [sys.executable, "-c", _HOLDER, str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(LockedError, match=str(holder.pid)):
            Project.open(project)
        assert Project.open(project, write=False).read_only
        holder.kill()
        holder.wait()
    # The lock of a process that was killed does not stay behind.
    with Project.open(project) as opened:
        assert not opened.read_only

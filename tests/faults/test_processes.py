"""Two processes share each batch and end where one ends."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest
import safetensors.torch
import torch

from tests.runs import make_project, new_run, small_plan
from tlstudio.core.plans import Augmentation, Phase, Plan
from tlstudio.jobs.processes import write_launch_script
from tlstudio.jobs.requests import TrainRequest, write_request
from tlstudio.jobs.supervisor import Job
from tlstudio.models.saved import WEIGHTS_FILE
from tlstudio.project.journal import read_events
from tlstudio.project.runs import RunFolder

PHASES = (
    Phase(name="new layers", epochs=1),
    Phase(name="upper", unfreeze_from=4, epochs=2, lr=1e-3),
    Phase(name="all", unfreeze_from=0, epochs=2, lr=3e-4),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def plan() -> Plan:
    # 7 does not divide the images: the last batch is one that not every process gets a share of.
    return small_plan(phases=PHASES, augmentation=Augmentation(set="none"), batch_size=7)


def losses(run: RunFolder) -> list[float]:
    events = read_events(run.events_path)
    return [event.data["validation_loss"] for event in events if event.kind == "epoch"]


def trained(project: Path, plan: Plan, processes: int) -> RunFolder:
    run = new_run(project, plan)
    request = TrainRequest(
        run=run.path, cache=project / "cache", processes=processes, evaluate=False
    )
    with Job(run.path, request) as job:
        job.run().value()
    return run


@pytest.mark.long
@pytest.mark.timeout(300)
def test_two_processes_end_where_one_ends(project: Path, plan: Plan) -> None:
    one, two = trained(project, plan, 1), trained(project, plan, 2)
    torch.testing.assert_close(losses(two), losses(one), rtol=1e-4, atol=1e-6)
    first, second = (safetensors.torch.load_file(r.model_dir / WEIGHTS_FILE) for r in (one, two))
    for name, value in first.items():
        torch.testing.assert_close(second[name], value, rtol=1e-4, atol=1e-5)


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.skipif(os.name == "nt", reason="the script is for POSIX shells")
def test_the_written_script_trains_and_goes_on_when_started_again(
    project: Path, plan: Plan
) -> None:
    run = new_run(project, plan)
    request = TrainRequest(
        run=run.path, cache=project / "cache", evaluate=False, keep_running=True, resume=True
    )
    write_request(run.path, request)
    script = write_launch_script(run.path, "torchrun", processes=2)
    environment = {**os.environ, "HEAD": "localhost:0"}
    done = subprocess.run(
        ["sh", str(script)], env=environment, capture_output=True, check=False, timeout=200
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert read_events(run.events_path)[-1].kind == "finished"
    assert (run.model_dir / "model.json").is_file()
    slurm = write_launch_script(run.path, "slurm", processes=2)
    assert subprocess.run(["bash", "-n", str(slurm)], check=False).returncode == 0
    assert "#SBATCH" in slurm.read_text("utf-8")


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_killed_companion_ends_the_training_in_words(project: Path, plan: Plan) -> None:
    import psutil

    long = plan.model_copy(
        update={"phases": (Phase(name="all", unfreeze_from=0, epochs=500, lr=1e-4),)}
    )
    run = new_run(project, long)
    request = TrainRequest(run=run.path, cache=project / "cache", processes=2, evaluate=False)
    with Job(run.path, request) as job:
        for event in job.events():
            if event.kind == "epoch":
                (companion,) = psutil.Process(job.pid).children()
                os.kill(companion.pid, signal.SIGKILL)
        outcome = job.outcome
    assert outcome is not None
    assert outcome.state in ("failed", "died")
    assert str(outcome.error)

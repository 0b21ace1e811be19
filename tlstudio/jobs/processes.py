"""Several processes for one training: started here, or by torchrun or Slurm from a script."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from tlstudio.core import files
from tlstudio.core.events import EventKind
from tlstudio.jobs.command import worker_command

Launcher = Literal["torchrun", "slurm"]


class Companion:
    """What the other processes of a training report through: the first one speaks for all."""

    def emit(self, kind: EventKind, **data: Any) -> None:
        """Said by the first process."""

    def progress(self, stage: str, done: int, total: int | None = None) -> None:
        """Said by the first process."""

    def should_stop(self) -> bool:
        """Decided by the first process."""
        return False


def rank() -> int:
    """Number of this process in its training, 0 for the first or only one."""
    return int(os.environ.get("RANK", "0"))


def start_companions(folder: Path, count: int) -> list[subprocess.Popen[bytes]]:
    """Make this process the first of `count` on this computer and start the others.

    Does nothing when a launcher has started several already.
    """
    if count < 2 or "WORLD_SIZE" in os.environ:
        return []
    shared = {
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(_free_port()),
        "WORLD_SIZE": str(count),
        "LOCAL_WORLD_SIZE": str(count),
    }
    started = []
    for number in range(1, count):
        mine = {"RANK": str(number), "LOCAL_RANK": str(number)}
        started.append(
            subprocess.Popen(
                [*worker_command(), str(folder)],
                stdin=subprocess.DEVNULL,
                env={**os.environ, **shared, **mine},
            )
        )
    os.environ.update(shared | {"RANK": "0", "LOCAL_RANK": "0"})
    return started


def end_companions(started: list[subprocess.Popen[bytes]], *, patience: float = 30.0) -> None:
    """Wait for the others; none outlives the first."""
    for process in started:
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def write_launch_script(run: Path, launcher: Launcher, *, processes: int) -> Path:
    """Write a script beside a prepared run that trains it on a cluster.

    The script can be started again after a time limit: the run goes on from its checkpoint.

    Args:
        run: The run's folder, on storage that every machine sees.
        launcher: For whom.
        processes: On each machine.
    """
    text = _TORCHRUN if launcher == "torchrun" else _SLURM
    path = run / ("launch.sh" if launcher == "torchrun" else "launch.slurm")
    filled = (
        text.replace("@PYTHON@", shlex.quote(sys.executable))
        .replace("@RUN@", shlex.quote(str(run)))
        .replace("@NAME@", run.name)
        .replace("@PROCESSES@", str(processes))
    )
    files.write_text(path, filled)
    return path


_TORCHRUN = """\
#!/bin/sh
# Trains @NAME@ with torchrun.
# On this machine:         sh launch.sh
# On two machines, each:   NODES=2 HEAD=first-machine:29500 sh launch.sh
# Started again after an interruption, it goes on from the last checkpoint.
set -eu
exec @PYTHON@ -m torch.distributed.run \\
    --nnodes "${NODES:-1}" --nproc-per-node "${PROCESSES:-@PROCESSES@}" \\
    --rdzv-backend c10d --rdzv-endpoint "${HEAD:-localhost:29500}" \\
    -m tlstudio.jobs.worker @RUN@
"""

_SLURM = """\
#!/bin/bash
# Trains @NAME@ under Slurm: sbatch launch.slurm
# For more machines: sbatch --nodes=2 launch.slurm. Submitted again, it goes on.
#SBATCH --job-name=tlstudio
#SBATCH --nodes=1
#SBATCH --ntasks-per-node=1
#SBATCH --gpus-per-node=@PROCESSES@
#SBATCH --time=04:00:00
#SBATCH --output=@RUN@/slurm-%j.txt
set -eu
HEAD="$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1):29500"
export HEAD
srun @PYTHON@ -m torch.distributed.run \\
    --nnodes "$SLURM_NNODES" --nproc-per-node @PROCESSES@ \\
    --rdzv-id "$SLURM_JOB_ID" --rdzv-backend c10d --rdzv-endpoint "$HEAD" \\
    -m tlstudio.jobs.worker @RUN@
"""

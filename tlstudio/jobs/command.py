"""How a worker is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Literal

Kind = Literal["worker", "desk"]
_MODULES: dict[Kind, str] = {
    "worker": "tlstudio.jobs.worker",
    "desk": "tlstudio.jobs.desk_worker",
}


def worker_command(kind: Kind = "worker") -> list[str]:
    """How to start a worker: this interpreter, or the console executable of a package."""
    if getattr(sys, "frozen", False):
        name = "tlstudio-cli.exe" if os.name == "nt" else "tlstudio-cli"
        return [str(Path(sys.executable).with_name(name)), kind]
    return [sys.executable, "-m", _MODULES[kind]]


def start_worker(argument: str, *, output: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Start a worker in a process group of its own, its standard input open.

    Args:
        argument: Folder of its job, or `--wait`.
        output: Where its standard output and error go.
    """
    return subprocess.Popen(
        [*worker_command(), argument],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=os.name != "nt",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )

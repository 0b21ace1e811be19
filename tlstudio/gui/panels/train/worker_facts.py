"""What a worker takes of the machine, looked up off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

import psutil

from tlstudio.core import files
from tlstudio.core.errors import ProjectError
from tlstudio.project.runs import RunFolder


@dataclass(frozen=True)
class WorkerFacts:
    """What is known now.

    Attributes:
        device: Where it computes, "" before it said so.
        memory: Bytes of the process, None when it cannot be asked.
    """

    device: str = ""
    memory: int | None = None


def look(run: RunFolder, pid: int) -> WorkerFacts:
    """Ask the run's folder and the process."""
    memory: int | None = None
    if pid:
        try:
            memory = int(psutil.Process(pid).memory_info().rss)
        except (psutil.Error, OSError):
            memory = None
    try:
        device = str(files.read_json(run.environment_path).get("device", ""))
    except ProjectError:
        device = ""
    return WorkerFacts(device, memory)

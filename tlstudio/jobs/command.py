"""How a worker is started."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def worker_command() -> list[str]:
    """How to start a worker: this interpreter, or the console executable of a package."""
    if getattr(sys, "frozen", False):
        name = "tlstudio-cli.exe" if os.name == "nt" else "tlstudio-cli"
        return [str(Path(sys.executable).with_name(name)), "worker"]
    return [sys.executable, "-m", "tlstudio.jobs.worker"]

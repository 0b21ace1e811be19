"""`tlstudio doctor`: what this computer can do, tried out."""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
import shutil
import sys
from pathlib import Path
from typing import Any

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core import paths
from tlstudio.jobs.requests import DoctorRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.version import __version__

_PACKAGES = (
    "torch",
    "torchvision",
    "transformers",
    "accelerate",
    "numpy",
    "pillow",
    "pydicom",
    "onnx",
    "onnxruntime",
    "PySide6-Essentials",
)


def versions() -> dict[str, str]:
    """Name → version of what the results depend on."""
    found = {"tlstudio": __version__, "python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "missing"
    return found


def folders() -> list[tuple[str, Path, float]]:
    """What for, where, and free gigabytes there."""
    places = (
        ("models", paths.models_dir()),
        ("cache", paths.cache_dir()),
        ("settings", paths.config_dir()),
        ("this folder", Path.cwd()),
    )
    return [(name, path, _free(path)) for name, path in places]


def _free(path: Path) -> float:
    existing = next(place for place in (path, *path.parents) if place.exists())
    return shutil.disk_usage(existing).free / 1e9


def _configure(parser: argparse.ArgumentParser) -> None:
    del parser


def _run(args: argparse.Namespace, out: Output) -> int:
    del args
    result: dict[str, Any] = follow(Job.scratch(DoctorRequest()), out).value()
    rows = []
    for device in result["devices"]:
        state = "works" if device["usable"] else f"not used: {device['why_not']}"
        speed = device.get("gflops")
        rows.append((device["device"], device["title"], state, speed and f"{speed:.0f} GFLOP/s"))
    out.table(("device", "", "", "speed"), rows)
    out.say(f"Training will use: {result['chosen']}.", style="green")
    out.say()
    places = folders()
    shown = [(name, str(path), f"{free:.0f} GB free") for name, path, free in places]
    out.table(("folder", "", ""), shown)
    out.say()
    known = versions()
    out.table(("part", "version"), list(known.items()))
    out.say(f"{platform.platform()}, {sys.executable}", style="dim")
    out.result(
        result
        | {"versions": known}
        | {"folders": {n: {"path": str(p), "free_gb": round(f, 1)} for n, p, f in places}}
        | {"platform": platform.platform()}
    )
    return 0 if any(device["usable"] for device in result["devices"]) else 1


VERB = Verb(
    name="doctor",
    help="try every device, show versions, folders and free disk",
    description="Run a real computation on every device and say why one is not used.",
    examples=("tlstudio doctor", "tlstudio doctor --json"),
    configure=_configure,
    run=_run,
    order=71,
)

"""Memory of the window's process with 100,000 images: home, project opened, grid scrolled, steps.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_window_memory [--count 100000]

The window runs in a process of its own and says its resident and its private memory at each
place; worker processes are not part of it. Bound: 250 MB resident with 100,000 images.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.benchmarks.bench_grid import make_project
from tlstudio.gui.app import make_application
from tlstudio.gui.facts import STEPS
from tlstudio.gui.panels.data.panel import DataPanel
from tlstudio.gui.services import Services
from tlstudio.gui.settings import Settings
from tlstudio.gui.window import MainWindow

_LIMIT = 250.0
_PATIENCE = 300.0


def told(place: str) -> float:
    """Print and give the megabytes of this process."""
    memory = psutil.Process().memory_full_info()
    print(f"{place:32s} {memory.rss / 1e6:6.0f} MB, private {memory.uss / 1e6:6.0f} MB", flush=True)
    return float(memory.rss) / 1e6


def window(folder: Path) -> int:
    """Walk through a project; 0 when it stays below the limit."""
    settings = Settings(theme="light", annotator="benchmark")
    app = make_application(settings, [])
    services = Services(settings)
    shown = MainWindow(services)

    def until(condition: Callable[[], bool], least: float = 1.0) -> None:
        begin = time.monotonic()
        while time.monotonic() < begin + least or not condition():
            if time.monotonic() > begin + _PATIENCE:
                raise TimeoutError("the window did not get that far")
            app.processEvents()
            time.sleep(0.002)

    shown.show()
    until(lambda: True)
    most = told("home")
    shown.open_project(folder)
    until(lambda: shown.project is not None)
    page = shown.project
    if page is None:
        raise RuntimeError("no project is shown")
    page.show_step("data")
    panel = page.panels["data"]
    if not isinstance(panel, DataPanel) or panel.images is None:
        raise RuntimeError("no images are shown")
    view = panel.images
    until(lambda: view.items.complete, 3)
    most = max(most, told("project opened, images listed"))
    bar = view.grid.verticalScrollBar()
    for step in range(400):
        bar.setValue(step * (bar.maximum() // 400))
        until(lambda: True, 0.02)
    view.selection.everything()
    until(lambda: True)
    most = max(most, told("grid scrolled, all selected"))
    for name in STEPS:
        page.show_step(name)
        until(lambda: True)
        most = max(most, told(f"step {name}"))
    print(f"most {most:.0f} MB, bound {_LIMIT:.0f} MB")
    sys.stdout.flush()
    services.close()
    # What is left of the window needs no polite end here.
    os._exit(int(most > _LIMIT))


def main() -> int:
    """Make the project here, measure the window in another process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--window", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.window is not None:
        return window(args.window)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("DATA", "CACHE", "CONFIG"):
            os.environ[f"TLSTUDIO_{name}_DIR"] = f"{folder}/{name}"
        project = Path(folder) / "project"
        make_project(project, args.count)
        command = [sys.executable, "-m", "tests.benchmarks.bench_window_memory", "--window"]
        return subprocess.run([*command, str(project)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

"""The grid with a million images: first paint, scrolling while thumbnails arrive, memory.

    QT_QPA_PLATFORM=offscreen uv run python -m tests.benchmarks.bench_grid [--count 1000000]

The images are three thousand JPEG files under a million names; their thumbnails come from the real
picture process. Prints milliseconds and megabytes; `--project` keeps the dataset for another time.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
from PIL import Image
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from tlstudio.core.annotations import Labels
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.app import make_application
from tlstudio.gui.panels.data.images_view import ImagesView
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session, open_project
from tlstudio.gui.settings import Settings
from tlstudio.gui.widgets.thumbnail import Thumbnails
from tlstudio.project.project import Project

_FILES = 3000
_CLASSES = ("apoptotic", "interphase", "mitotic", "")
_FRAME = 0.016


def _samples(count: int) -> Iterator[Sample]:
    for number in range(count):
        label = _CLASSES[number % 4]
        yield Sample(
            0, f"plate{number % 997:03d}/{label or 'new'}/well_{number:07d}.jpg",
            (MediaRef("", f"pictures/{number % _FILES}.jpg"),), group=f"plate{number % 997:03d}",
            annotation=Labels(names=(label,)) if label else None,
        )  # fmt: skip


def make_project(folder: Path, count: int) -> None:
    """A project of a million names for a few files."""
    draws = np.random.default_rng(0)
    with (
        Project.create(folder, task="image-classification") as opened,
        DatasetStore.create(opened.dataset_path) as store,
    ):
        (folder / "pictures").mkdir()
        for number in range(_FILES):
            small = draws.integers(0, 255, (12, 16, 3), dtype=np.uint8)
            picture = Image.fromarray(small).resize((640, 480), Image.Resampling.BICUBIC)
            picture.save(folder / "pictures" / f"{number}.jpg", quality=85)
        store.add(_samples(count), annotator="import", source="benchmark")


class FirstPaint(QObject):
    """Notes when a widget was painted first."""

    when = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        del watched
        if event.type() == QEvent.Type.Paint and not self.when:
            self.when = time.perf_counter()
        return False


class Clock:
    """Runs the event loop in steps and keeps how long each held it."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.steps: list[float] = []

    def step(self) -> None:
        """Whatever waits now."""
        begin = time.perf_counter()
        self.app.processEvents()
        self.steps.append(time.perf_counter() - begin)

    def until(self, seconds: float) -> None:
        """As a loop would, for a while."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.step()
            time.sleep(0.001)


def _memory() -> float:
    return float(psutil.Process(os.getpid()).memory_full_info().uss) / 1e6


def _row(words: str, values: list[float]) -> None:
    found = np.array(values) * 1e3
    p50, p95, p99 = np.percentile(found, (50, 95, 99))
    print(f"{words:34s} p50 {p50:6.2f}  p95 {p95:6.2f}  p99 {p99:6.2f}  max {found.max():6.2f} ms")


def scroll(view: ImagesView, clock: Clock, step: int, frames: int) -> tuple[list[float], int]:
    """Scroll on by some pixels a frame; the frames, and how many thumbnails came meanwhile."""
    came: list[object] = []
    bar = view.grid.verticalScrollBar()
    thumbnails = Thumbnails.of(view.grid.items.session)
    thumbnails.arrived.connect(came.append)
    times = []
    for _ in range(frames):
        begin = time.perf_counter()
        bar.setValue(bar.value() + step)
        clock.app.processEvents()
        times.append(time.perf_counter() - begin)
        clock.until(max(0.0, _FRAME - times[-1]))
    thumbnails.arrived.disconnect(came.append)
    return times, len(came)


def measure(session: Session, app: QApplication) -> None:
    """Measure and print."""
    clock, paint = Clock(app), FirstPaint()
    before = _memory()
    begin = time.perf_counter()
    view = ImagesView(session)
    view.resize(1280, 800)
    built = time.perf_counter()
    view.grid.viewport().installEventFilter(paint)
    view.show()
    while not paint.when:
        clock.step()
    print(f"built in {(built - begin) * 1e3:.1f} ms")
    print(f"painted first after {(paint.when - built) * 1e3:.1f} ms")
    while not len(view.items):
        clock.step()
    print(f"first images listed after {(time.perf_counter() - begin) * 1e3:.0f} ms")
    listing = Clock(app)
    while not view.items.complete:
        listing.until(0.005)
    print(f"all {len(view.items):,} ids here after {time.perf_counter() - begin:.2f} s")
    _row("event loop meanwhile", listing.steps)
    clock.until(1.0)
    start = _memory()
    print(f"memory: {before:.0f} MB before, {start:.0f} MB with the list")
    moving = Clock(app)
    for words, step, frames in (
        ("slow scroll, 12 px a frame", 12, 400),
        ("wheel, 80 px a frame", 80, 400),
        ("dragged bar, 60,000 px a frame", 60_000, 200),
    ):
        times, came = scroll(view, moving, step, frames)
        _row(words, times)
        print(f"{'':34s} {came} thumbnails came")
    _row("event loop between frames", moving.steps)
    begin = time.perf_counter()
    view.grid.viewport().repaint()
    print(f"whole repaint {(time.perf_counter() - begin) * 1e3:.1f} ms")
    begin = time.perf_counter()
    view.selection.everything()
    clock.step()
    print(f"everything selected {(time.perf_counter() - begin) * 1e3:.1f} ms")
    end = _memory()
    print(f"memory after scrolling {end:.0f} MB ({end - start:+.0f} MB, {end / start - 1:+.0%})")
    view.close()


def main() -> None:
    """Make a project, open it, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--project", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.project or Path(temporary) / "million"
        if not folder.exists():
            make_project(folder, args.count)
        settings = Settings(theme="light", annotator="benchmark")
        app = make_application(settings, [])
        services = Services(settings)
        session = Session(services, open_project(folder))
        services.prepare_workers()
        measure(session, app)
        session.close()
        services.close()


if __name__ == "__main__":
    main()

"""How late the window's event loop is while a training uses every core, beside an idle window.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_lateness [--seconds 20] [--rounds 3]

A timer of 5 ms notes how much later than wanted it comes; between two notes the train panel does
what it does anyway: curves, words, previews. Idle and training alternate, so that the machine's
own hiccups are seen in both. Bounds: p99 under 10 ms, p99.9 under 50 ms.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.runs import make_project, small_plan
from tlstudio.core.plans import Augmentation, InputPlan, Phase
from tlstudio.gui.panels.train.panel import TrainPanel
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session, open_project
from tlstudio.gui.settings import Settings
from tlstudio.gui.theme import theme

_STEP = 5


class Clock(QObject):
    """Notes the lateness of a timer in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_STEP, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._note)
        self._timer.start()

    def _note(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - _STEP))
        self._last = now

    def stop(self) -> list[float]:
        """The notes."""
        self._timer.stop()
        return self.late


def spin(seconds: float) -> None:
    """Run the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def until(condition: Callable[[], bool], limit: float = 120.0) -> None:
    """Run the event loop until something is so."""
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the training did not get that far")
        spin(0.05)


def measured(seconds: float) -> list[float]:
    """Lateness over a while."""
    clock = Clock()
    spin(seconds)
    return clock.stop()


def told(name: str, late: list[float], load: float) -> None:
    """Print the percentiles."""
    p50, p99, p999 = np.percentile(late, (50, 99, 99.9))
    print(
        f"{name}: p50 {p50:.2f} ms, p99 {p99:.1f} ms, p99.9 {p999:.1f} ms, "
        f"max {max(late):.1f} ms over {len(late)} ticks, processors {load:.0f} % busy"
    )


def main() -> None:
    """Measure in turn and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    app = QApplication([])
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "CACHE", "DATA"):
            os.environ[f"TLSTUDIO_{name}_DIR"] = f"{folder}/{name}"
        project = make_project(Path(folder), per_class=20, plates=12)
        services = Services(Settings(annotator="bench"))
        services.prepare_workers()
        session = Session(services, open_project(project))
        panel = TrainPanel(session)
        panel.resize(1050, 740)
        panel.show()
        panel.entered()
        until(panel.start.button.isEnabled)
        try:
            measure(panel, args.rounds, args.seconds)
        finally:
            services.centre.close()
            session.close()
            services.close()


def measure(panel: TrainPanel, rounds: int, seconds: float) -> None:
    """Idle and at work in turn; a paused training is idle."""
    plan = small_plan(
        input=InputPlan(size=96),
        phases=(Phase(name="all blocks", unfreeze_from=0, epochs=5000, lr=1e-4),),
        augmentation=Augmentation(),
        threads=None,
    )
    panel.start.take_plan(plan)
    panel.start.press_start()
    until(lambda: panel.view.record is not None and len(panel.view.record.passes) >= 2)
    notes: dict[str, list[float]] = {"idle": [], "training": []}
    loads: dict[str, list[float]] = {"idle": [], "training": []}
    item = panel.trainings.item(panel.trainings.running())
    if item is None:
        raise RuntimeError("the training has ended")
    for _ in range(rounds):
        item.pause()
        until(lambda: item.state == "paused")
        for name in ("idle", "training"):
            if name == "training":
                item.resume()
                until(lambda: item.state == "running")
            spin(1)
            psutil.cpu_percent()
            notes[name] += measured(seconds)
            loads[name].append(psutil.cpu_percent())
    for name, late in notes.items():
        told(name, late, float(np.mean(loads[name])))


if __name__ == "__main__":
    main()

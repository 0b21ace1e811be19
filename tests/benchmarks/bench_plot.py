"""Milliseconds of one redraw of the live plot, while a line grows to many points.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_plot [--points 100000] [--runs 200]

The line is given all its points anew, thinned and painted, as a training does it at most 20 times
a second. Beside it the same points in a pyqtgraph curve as it comes. The bound is 10 ms.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tlstudio.gui.theme import theme
from tlstudio.gui.widgets.live_plot import LivePlot

_WIDTH, _HEIGHT = 700, 260


def milliseconds(redraw: Callable[[], object], widget: QWidget, runs: int) -> list[float]:
    """Of each redraw with its painting, sorted."""
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    found = []
    for run in range(runs + 5):
        begin = time.perf_counter()
        redraw()
        QWidget.render(widget, image)
        if run >= 5:
            found.append((time.perf_counter() - begin) * 1000)
    return sorted(found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=200)
    args = parser.parse_args()
    app = QApplication([])
    theme.apply(app, "light")
    rng = np.random.default_rng(0)
    x = np.linspace(0, 30, args.points)
    y = np.exp(-x / 10) + rng.normal(0, 0.05, args.points)
    ours = LivePlot("Loss", "passes")
    ours.resize(_WIDTH, _HEIGHT)
    ours.add_line("step", "this pass", "muted")
    ours.set_stages([(0, 5, "new layers"), (5, 30, "upper blocks")], 30)
    ours.show()
    plain = pg.PlotWidget()
    plain.resize(_WIDTH, _HEIGHT)
    curve = plain.plot(pen=pg.mkPen(width=1))
    plain.show()
    app.processEvents()

    def redraw() -> None:
        ours.set_line("step", x, y)
        ours.redraw()

    for name, times in (
        ("ours", milliseconds(redraw, ours, args.runs)),
        ("pyqtgraph as it comes", milliseconds(lambda: curve.setData(x, y), plain, args.runs // 4)),
    ):
        middle, late = statistics.median(times), times[int(len(times) * 0.95)]
        print(f"{args.points:,} points, {name}: p50 {middle:.1f} ms, p95 {late:.1f} ms")


if __name__ == "__main__":
    main()

"""The live plot: what is drawn, how often, and that drawing loses nothing."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tlstudio.gui.theme import theme
from tlstudio.gui.widgets.live_plot import LivePlot, thinned


@pytest.mark.parametrize("count", [10, 2000, 2001, 99_999, 100_000])
def test_thinned_points_keep_both_ends_and_every_peak(count: int) -> None:
    x = np.arange(count, dtype=np.float64)
    y = np.sin(x / 50)
    y[count // 3], y[count // 2] = 9.0, -9.0
    few_x, few_y = thinned(x, y)
    assert len(few_x) <= 4002
    assert (few_x[0], few_x[-1]) == (0, count - 1) or few_x[0] < count / 1000
    assert (np.diff(few_x) > 0).all()
    assert few_y.max() == 9.0
    assert few_y.min() == -9.0
    np.testing.assert_array_equal(few_y, y[few_x.astype(int)])


def test_a_burst_of_points_is_drawn_once(themed: QApplication, qtbot: QtBot) -> None:
    del themed
    plot = LivePlot("Loss", "passes")
    qtbot.addWidget(plot)
    plot.add_line("train", "training", "accent")
    drawn: list[int] = []
    line = plot.plot.listDataItems()[0]
    line.sigPlotChanged.connect(lambda *_: drawn.append(1))
    for count in range(1, 500):
        plot.set_line("train", np.arange(count, dtype=float), np.ones(count))
    qtbot.waitUntil(lambda: bool(drawn))
    qtbot.wait(120)
    assert drawn == [1]


def test_values_are_told_to_screen_readers(themed: QApplication, qtbot: QtBot) -> None:
    del themed
    plot = LivePlot("Right answers", "passes", shares=True)
    qtbot.addWidget(plot)
    plot.add_line("accuracy", "accuracy", "accent", dots=True)
    plot.set_line("accuracy", np.array([1.0, 2.0]), np.array([0.5, 0.875]))
    plot.redraw()
    assert plot.accessibleName() == "Right answers"
    assert plot.accessibleDescription() == "accuracy: 87.5 %"


def test_two_thousand_repaints_lose_no_reference(themed: QApplication, qtbot: QtBot) -> None:
    plot = LivePlot("Loss", "passes")
    qtbot.addWidget(plot)
    plot.resize(320, 200)
    plot.add_line("step", "each step", "muted")
    plot.add_line("train", "training", "accent", dots=True)
    plot.set_stages([(0, 3, "new layers"), (3, 12, "upper blocks")], 12)
    x = np.linspace(0, 12, 300)
    plot.set_line("step", x, np.cos(x))
    plot.set_line("train", np.arange(12.0), np.ones(12))
    plot.redraw()
    plot.grab()
    before = sys.getrefcount(None)
    for _ in range(2000):
        plot.plot.viewport().grab()
    themed.processEvents()
    # A lost reference a repaint would be two thousand; garbage moves it by some dozens.
    assert sys.getrefcount(None) > before - 1000


def test_the_theme_recolours_it(themed: QApplication, qtbot: QtBot) -> None:
    plot = LivePlot("Loss", "passes")
    qtbot.addWidget(plot)
    plot.resize(300, 200)
    light = plot.grab().toImage().pixelColor(250, 120).lightness()
    theme.apply(themed, "dark")
    dark = plot.grab().toImage().pixelColor(250, 120).lightness()
    theme.apply(themed, "light")
    assert light > 200
    assert dark < 80

"""The curves of a training leave the window: as a figure, as a table, over the clipboard."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.panels.train.test_record import Told, begin, one_pass
from tests.runs import small_plan
from tlstudio.gui.panels.train.curves import Curves
from tlstudio.gui.panels.train.record import RunRecord
from tlstudio.gui.services import Services
from tlstudio.gui.views.figure_dialog import FigureDialog
from tlstudio.gui.views.figure_files import FORMATS, FigureSize, encode
from tlstudio.gui.views.paper import FigureStyle


@pytest.fixture
def curves(services: Services, qtbot: QtBot) -> Curves:
    """Of a training in its second stage."""
    made = Curves(services)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.right is not None, timeout=20_000)
    return made


@pytest.fixture
def told() -> Told:
    """A training that says what it does."""
    return Told(RunRecord(small_plan()))


def test_nothing_is_offered_before_the_first_point(curves: Curves, told: Told) -> None:
    curves.show_record(told.record)
    assert not any(export.picture.isEnabled() for export in curves.exports)
    begin(told)
    curves.show_record(told.record)
    assert all(export.copy.isEnabled() for export in curves.exports)


def test_every_point_up_to_now_is_in_the_table(
    curves: Curves, told: Told, tmp_path: Path, services: Services, qtbot: QtBot
) -> None:
    begin(told)
    one_pass(told, 0, 0.6)
    curves.show_record(told.record)
    with qtbot.waitSignal(services.told):
        curves.exports[0].save_data_to(tmp_path / "loss.csv")
    rows = list(csv.reader((tmp_path / "loss.csv").open(encoding="utf-8-sig")))
    assert rows[0] == ["line", "passes", "Loss"]
    assert ["tuning images", "1.0", "0.9"] in rows
    assert ["tuning images", "2.0", "0.6"] in rows
    assert sum(row[0] == "this pass" for row in rows) == 3
    curves.exports[1].copy_data()
    text = QGuiApplication.clipboard().text()
    assert "accuracy\t2.0\t0.4" in text
    assert "balanced\t1.0\t0.4" in text


def test_a_running_training_gives_a_figure_in_every_format(curves: Curves, told: Told) -> None:
    begin(told)
    one_pass(told, 0, 0.6)
    curves.show_record(told.record)
    assert curves.loss is not None
    figure = curves.figure(curves.loss)
    assert figure is not None
    assert figure.stages == ((0.0, "new layers"), (1.0, "upper blocks"))
    assert figure.classes == ("this pass", "training", "tuning images")
    assert "pass 2 was the best" in figure.legend
    for form in FORMATS:
        assert len(encode(figure, form, FigureSize(85, 300), FigureStyle())) > 1000


def test_the_dialog_for_figures_opens_on_the_curve(
    curves: Curves, told: Told, qtbot: QtBot
) -> None:
    begin(told)
    curves.show_record(told.record)
    curves.exports[1].open_dialog()
    qtbot.waitUntil(lambda: bool(curves.findChildren(FigureDialog)), timeout=20_000)
    dialog = curves.findChildren(FigureDialog)[0]
    qtbot.waitUntil(lambda: not dialog.preview.pixmap().isNull(), timeout=20_000)
    assert dialog.names.count() == 2
    dialog.reject()

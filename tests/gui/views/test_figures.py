"""Figures for a paper have the size that was asked for, stay vectors, and carry their data."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tlstudio.core.errors import BadInputError
from tlstudio.gui.services import Services
from tlstudio.gui.views.figure_dialog import FigureDialog
from tlstudio.gui.views.figure_files import (
    FORMATS,
    FigureSize,
    Format,
    encode,
    height_mm,
    render,
    write_table,
)
from tlstudio.gui.views.figures import (
    Figure,
    IntervalFigure,
    IntervalRow,
    LineFigure,
    MatrixFigure,
    ScatterFigure,
    thinned,
)
from tlstudio.gui.views.paper import FigureStyle, mix

MATRIX = MatrixFigure(("ant", "bee"), ((8, 2), (1, 9)), "truth", "answer", legend="20 images.")


def figures() -> list[Figure]:
    rng = np.random.default_rng(0)
    rows = (
        IntervalRow("Most frequent class", 0.5, 0.4, 0.6),
        IntervalRow("This run", 0.9, 0.8, 0.95, ours=True),
        IntervalRow("Without interval", 0.7),
    )
    steps = tuple(float(n) for n in range(5))
    return [
        IntervalFigure(rows, "accuracy"),
        LineFigure({"one": (steps, steps), "two": (steps, (1.0, np.nan, 2.0, 3.0, 4.0))}, "a", "b"),
        LineFigure(
            {"ant": ((0.0, 1.0), (0.0, 1.0))}, "x", "y",
            diagonal=True, unit_square=True, marks=((0.5, 0.5),),
        ),
        MATRIX,
        ScatterFigure(
            rng.normal(size=9).astype(np.float32), rng.normal(size=9).astype(np.float32),
            rng.integers(0, 2, 9), np.array([True] + [False] * 8), tuple("abcdefghi"),
            ("ant", "bee"),
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("width", [85.0, 174.0])
def test_a_file_has_the_size_that_was_asked_for(
    themed: object, tmp_path: Path, form: Format, width: float
) -> None:
    size, style = FigureSize(width, 600), FigureStyle()
    path = tmp_path / f"figure.{form}"
    path.write_bytes(encode(MATRIX, form, size, style))
    height = height_mm(MATRIX, size, style)
    if form in ("tiff", "png"):
        with Image.open(path) as image:
            assert image.size == size.pixels(height)
            assert image.size[0] == round(width / 25.4 * 600)
            assert [round(float(dpi)) for dpi in image.info["dpi"]] == [600, 600]
        return
    text = path.read_bytes().decode("latin-1")
    if form == "svg":
        found = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', text)
        assert found is not None
        sides = float(found[1]), float(found[2])
    else:
        found = re.search(r"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)", text)
        assert found is not None
        sides = float(found[1]) * 25.4 / 72, float(found[2]) * 25.4 / 72
    assert sides == pytest.approx((width, height), abs=0.4)
    assert "<image" not in text
    assert "/Subtype /Image" not in text


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("width", [60.0, 174.0])
def test_every_figure_draws_something_and_writes_its_data(
    themed: object, tmp_path: Path, place: int, width: float
) -> None:
    figure = figures()[place]
    image = render(figure, FigureSize(width, 100), FigureStyle())
    colours = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}
    assert len(colours) > 3
    write_table(figure, tmp_path / "data.csv")
    rows = list(csv.reader((tmp_path / "data.csv").open(encoding="utf-8-sig")))
    assert len(rows) == len(figure.table())
    assert rows[0] == [str(cell) for cell in figure.table()[0]]


def test_names_and_order_of_classes_change_in_the_figure_alone(themed: object) -> None:
    size = FigureSize(85, 150)
    plain = render(MATRIX, size, FigureStyle())
    turned = render(MATRIX, size, FigureStyle(order=("bee", "ant")))
    named = render(MATRIX, size, FigureStyle(names={"ant": "Formica"}))
    assert plain != turned
    assert plain.size() != named.size() or plain != named
    assert MATRIX.table()[1][0] == "ant"


def test_a_figure_too_large_to_hold_is_refused(themed: object) -> None:
    with pytest.raises(BadInputError, match="pixels"):
        render(MATRIX, FigureSize(600, 2400), FigureStyle())


def test_long_lines_are_thinned_and_keep_their_extremes() -> None:
    ys = np.zeros(100_000)
    ys[777] = 5.0
    xs, thin = thinned(list(range(100_000)), ys.tolist())
    assert len(xs) <= 2002
    assert max(thin) == 5.0
    assert (xs[0], xs[-1]) == (0, 99_999)


def test_colours_mix() -> None:
    assert QColor(mix("#000000", "#ffffff", 0.0)).name() == "#ffffff"
    assert QColor(mix("#000000", "#ffffff", 1.0)).name() == "#000000"


def test_the_dialog_previews_copies_and_saves(
    services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = FigureDialog(MATRIX, services, parent)
    qtbot.waitUntil(lambda: not dialog.preview.pixmap().isNull())
    dialog.copy_legend()
    assert QGuiApplication.clipboard().text() == "20 images."
    dialog.form.setCurrentIndex(FORMATS.index("tiff"))
    dialog.width_choice.setCurrentIndex(1)
    dialog.dpi.setCurrentIndex(1)
    dialog.points.setValue(10.5)
    item = dialog.names.item(0)
    item.setText("Formica")
    dialog.names.setCurrentRow(0)
    dialog._shift(1)
    wish = dialog.wish()
    assert (wish.form, wish.size) == ("tiff", FigureSize(174.0, 600))
    assert wish.style.order == ("bee", "ant")
    assert wish.style.name("ant") == "Formica"
    assert wish.style.points == 10.5
    assert "px" in dialog.measures.text() or dialog._timer.isActive()
    dialog.save_to(tmp_path / "out")
    qtbot.waitUntil(lambda: "out.tif" in dialog.banner.text)
    with Image.open(tmp_path / "out.tif") as image:
        assert image.size[0] == round(174 / 25.4 * 600)
    dialog.save_table_to(tmp_path / "data.csv")
    qtbot.waitUntil(lambda: "data.csv" in dialog.banner.text)
    assert "ant,8,2" in (tmp_path / "data.csv").read_text("utf-8-sig")
    (tmp_path / "taken.tif").mkdir()
    dialog.save_to(tmp_path / "taken.tif")
    qtbot.waitUntil(lambda: "Saved" not in dialog.banner.text)
    assert dialog.save.isEnabled()
    dialog.close()

"""The image canvas and the thumbnails: what is seen, and what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.pictures import noisy
from tlstudio.gui.services import Services
from tlstudio.gui.theme import theme
from tlstudio.gui.widgets.canvas import ImageCanvas
from tlstudio.gui.widgets.pixels import compose, heat_image, window
from tlstudio.gui.widgets.thumbnail import Thumb, ThumbnailLabel, Thumbnails


@pytest.fixture
def canvas(themed: object, qtbot: QtBot) -> ImageCanvas:
    made = ImageCanvas("cells")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def colour_at(canvas: ImageCanvas, x: int, y: int) -> tuple[int, int, int]:
    shot = canvas.grab().toImage()
    ratio = shot.devicePixelRatio()
    found = shot.pixelColor(round(x * ratio), round(y * ratio))
    return found.red(), found.green(), found.blue()


def test_a_window_maps_every_depth_alike() -> None:
    for dtype in (np.uint8, np.uint16, np.float32):
        values = np.array([[0, 50, 100, 150, 200]], dtype)
        assert window(values, 50, 150).tolist() == [[0, 0, 127, 255, 255]]
    assert window(np.array([[np.nan, 1.0]], np.float32), 0, 1).tolist() == [[0, 255]]


def test_channels_are_shown_grey_or_in_colours() -> None:
    pixels = np.zeros((2, 2, 4), np.uint16)
    pixels[..., 1] = 1000
    one = compose(pixels, (1,), 0, 1000).pixelColor(0, 0)
    assert (one.red(), one.green(), one.blue()) == (255, 255, 255)
    two = compose(pixels, (1, 2), 0, 1000).pixelColor(0, 0)
    assert (two.red(), two.green(), two.blue()) == (0, 255, 0)
    three = compose(pixels, (0, 1, 2), 0, 1000).pixelColor(0, 0)
    assert (three.red(), three.green(), three.blue()) == (0, 255, 0)
    cold = heat_image(np.array([[0.0, 1.0]], np.float32))
    assert cold.pixelColor(0, 0).alpha() == 0
    assert cold.pixelColor(1, 0).alpha() == 255


def test_it_fits_zooms_about_the_pointer_and_pans(canvas: ImageCanvas, qtbot: QtBot) -> None:
    canvas.show_rgb(np.full((600, 800, 3), 200, np.uint8))
    assert canvas.seen().scale == pytest.approx(0.5)
    point = QPointF(300, 100)
    before = canvas.to_original(point)
    canvas.zoom(4, point)
    after = canvas.to_original(point)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()))
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.seen().scale == pytest.approx(1 / canvas.devicePixelRatioF())
    x = canvas.seen().x
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.seen().x > x
    with qtbot.waitSignal(canvas.sight_changed):
        QTest.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.seen().scale == pytest.approx(0.5)
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert canvas.seen().scale > 0.5


def test_the_right_button_changes_the_window_of_deep_images(
    canvas: ImageCanvas, qtbot: QtBot
) -> None:
    pixels = np.full((30, 40, 1), 300, np.uint16)
    canvas.show_pixels(pixels, low=0, high=600)
    assert colour_at(canvas, 200, 150)[0] == pytest.approx(127, abs=2)
    right = Qt.MouseButton.RightButton
    QTest.mousePress(canvas, right, pos=QPoint(200, 150))
    with qtbot.waitSignal(canvas.window_changed):
        QTest.mouseMove(canvas, QPoint(200, 80))
    QTest.mouseRelease(canvas, right, pos=QPoint(200, 80))
    assert canvas.low < 0
    assert colour_at(canvas, 200, 150)[0] > 140
    canvas.set_window(300, 400)
    assert colour_at(canvas, 200, 150) == (0, 0, 0)


def test_linked_canvases_show_the_same_place(canvas: ImageCanvas, qtbot: QtBot) -> None:
    other = ImageCanvas("what the model sees")
    qtbot.addWidget(other)
    other.resize(400, 300)
    other.show()
    canvas.link(other)
    canvas.show_rgb(np.zeros((300, 400, 3), np.uint8))
    other.show_rgb(np.zeros((50, 50, 3), np.uint8), box=(50, 0, 300, 300))
    canvas.zoom(3, QPointF(10, 10))
    left, right = (item.to_original(QPointF(33, 44)) for item in (canvas, other))
    assert (left.x(), left.y()) == (right.x(), right.y())


def test_a_heat_map_lies_on_its_box_with_its_opacity(canvas: ImageCanvas) -> None:
    canvas.show_rgb(np.zeros((300, 400, 3), np.uint8))
    canvas.set_heat(np.ones((2, 2), np.float32), box=(0, 0, 200, 300))
    canvas.set_opacity(1.0)
    assert colour_at(canvas, 100, 150)[0] > 200
    assert colour_at(canvas, 300, 150) == (0, 0, 0)
    canvas.set_opacity(0.0)
    assert colour_at(canvas, 100, 150) == (0, 0, 0)
    canvas.say("This image cannot be read.")
    assert not canvas.has_image
    assert colour_at(canvas, 3, 3) == theme_ground()


def theme_ground() -> tuple[int, int, int]:
    text = theme.colours().raised
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def test_thumbnails_come_once_and_failures_are_told(
    services: Services, qtbot: QtBot, tmp_path: Path, settle: Callable[..., None]
) -> None:
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    noisy("red", 1).save(good)
    bad.write_bytes(b"nothing")
    thumbnails = Thumbnails.of(services)
    assert Thumbnails.of(services) is thumbnails
    client = QObject()
    first, second = Thumb((good,), 32), Thumb((bad,), 32)
    thumbnails.want(client, (first, second))
    settle(lambda: thumbnails.find(first) is not None and bool(thumbnails.problem(second)))
    picture = thumbnails.find(first)
    assert picture is not None
    assert picture.width() == 32
    assert "bad.png" in thumbnails.problem(second)
    label = ThumbnailLabel(thumbnails, 32)
    qtbot.addWidget(label)
    label.show_files((good,))
    shot = label.grab().toImage().pixelColor(16, 16)
    assert shot.red() > shot.blue() + 20


def test_the_memory_of_thumbnails_is_bounded(services: Services) -> None:
    thumbnails = Thumbnails(services, limit=10 * 40 * 40 * 4)
    for number in range(50):
        image = compose(np.zeros((40, 40, 1), np.uint8), (0,), 0, 255)
        thumbnails.keep(Thumb((Path(f"{number}.png"),), 40), image)
    assert thumbnails.bytes_kept <= 10 * 40 * 40 * 4
    assert thumbnails.find(Thumb((Path("49.png"),), 40)) is not None
    assert thumbnails.find(Thumb((Path("0.png"),), 40)) is None

"""An image with one file a channel is shown, and asked about, as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from tlstudio.gui.services import Services
from tlstudio.gui.widgets.predicting.detail import PredictionDetail
from tlstudio.gui.widgets.predicting.table import Row
from tlstudio.jobs.questions import Heatmap


@pytest.fixture
def channels(tmp_path: Path) -> tuple[Path, ...]:
    """Three files of 16 bit, each the channel of one image."""
    made = []
    for place in range(3):
        path = tmp_path / f"cell_c{place}.tif"
        Image.fromarray(np.full((40, 60), 1000 * (place + 1), np.uint16)).save(path)
        made.append(path)
    return tuple(made)


def test_every_file_of_an_image_is_shown_and_looked_at(
    services: Services,
    channels: tuple[Path, ...],
    qtbot: QtBot,
    settle: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Heatmap] = []
    monkeypatch.setattr(services, "ask_models", lambda question, **_: asked.append(question))
    detail = PredictionDetail(services)
    qtbot.addWidget(detail)
    detail.show()
    detail.set_model(Path("model"), ("a", "b"))
    first, *further = channels
    chances = {"a": 0.7, "b": 0.3}
    detail.show_row(Row(first, ("a",), chances, 0.7, further=tuple(further), group="plate 3"))
    settle(lambda: detail.canvas.has_image)
    assert detail.channels.isVisible()
    assert detail.channels.count() == 4
    assert detail.channels.places[:3] == (0, 1, 2)
    detail.heat.setChecked(True)
    assert asked[-1].files == channels
    assert asked[-1].group == "plate 3"
    detail.channels.setCurrentIndex(3)
    assert detail.channels.currentData() == (2,)
    detail.show_row(Row(first, ("a",), chances, 0.7))
    settle(lambda: not detail.channels.isVisible())
    assert asked[-1].files == (first,)

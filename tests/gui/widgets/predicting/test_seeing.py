"""How to see why stays behind its button; a map is tested when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.pictures import noisy
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.services import Services
from tlstudio.gui.widgets.predicting.detail import PredictionDetail
from tlstudio.gui.widgets.predicting.seeing import SeeingChoice
from tlstudio.gui.widgets.predicting.table import Row
from tlstudio.jobs.answers import Heat, MapChecked
from tlstudio.jobs.questions import CheckMap, Heatmap

Settle = Callable[..., None]
FAILED = MapChecked(
    passed=False, words="The map hardly changes.", stages=(("new layers", 0.9, 0.8),)
)


def test_methods_and_numbers_are_behind_advanced(qtbot: QtBot) -> None:
    choice = SeeingChoice()
    qtbot.addWidget(choice)
    choice.show()
    choice.offer(usable=True)
    assert not choice.methods.isVisible()
    choice.button.click()
    assert choice.methods.isVisible()
    assert choice.methods.currentData() == "gradcam"
    with qtbot.waitSignal(choice.chosen):
        choice.methods.setCurrentIndex(1)
    assert choice.method == "integrated-gradients"
    assert "Integrated gradients" in choice.methods.toolTip()
    choice.take(FAILED)
    assert choice.verdict.property("role") == "error"
    assert "new layers shuffled: rank correlation 0.90" in choice.numbers.text()
    choice.methods.setCurrentIndex(2)
    assert not choice.verdict.isVisible()
    choice.offer(usable=False)
    assert not choice.methods.isVisible()
    assert not choice.button.isEnabled()


def test_a_map_is_asked_for_by_the_chosen_method_and_checked(
    services: Services, qtbot: QtBot, tmp_path: Path, settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[Any] = []

    def answer(question: Any, *, owner: QObject, done: Callable[[Any], None], **_: Any) -> Ticket:
        asked.append(question)
        if isinstance(question, Heatmap):
            done(
                Heat(
                    pixels=np.ones((4, 4), np.float32), box=(0, 0, 48, 48), label="red",
                    probability=0.9, words=question.method,
                )
            )  # fmt: skip
        else:
            done(FAILED)
        return Ticket(owner, done, None)

    monkeypatch.setattr(services, "ask_models", answer)
    path = tmp_path / "a.png"
    noisy("red", 1).save(path)
    detail = PredictionDetail(services)
    qtbot.addWidget(detail)
    detail.set_model(tmp_path, ("red", "blue"))
    detail.show_row(Row(path, ("red",), {"red": 0.9, "blue": 0.1}, 0.9, group="plate1"))
    settle(lambda: detail.canvas.has_image)
    assert not detail.seeing.button.isEnabled()
    detail.heat.setChecked(True)
    detail.seeing.methods.setCurrentIndex(1)
    assert [question.method for question in asked] == ["gradcam", "integrated-gradients"]
    assert asked[-1].group == "plate1"
    assert detail.note.text() == "integrated-gradients"
    detail.seeing.check.click()
    assert isinstance(asked[-1], CheckMap)
    assert asked[-1].label == "red"
    assert detail.seeing.verdict.text() == "The map hardly changes."
    detail.show_row(None)
    assert detail.seeing.verdict.text() == ""

"""An estimate says roughly what a training then takes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.pictures import noisy
from tlstudio.core.errors import UsageError
from tlstudio.core.plans import InputPlan, Plan
from tlstudio.core.reporting import Stopped
from tlstudio.jobs.answering import speed
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answering.speed import answer_estimate
from tlstudio.jobs.questions import Estimate
from tlstudio.models.catalogue.catalogue import card
from tlstudio.training.presets import DatasetFacts, preset_plan


def plans(n_train: int, size: int = 64) -> dict[str, Plan]:
    facts = DatasetFacts(n_train=n_train, classes=2)
    return {
        name: preset_plan(name, card("fractalnet"), facts).model_copy(
            update={"input": InputPlan(size=size)}
        )
        for name in ("quick", "balanced", "best")
    }


def test_longer_recipes_and_more_images_take_longer(tmp_path: Path) -> None:
    noisy("red", 1).save(tmp_path / "a.png")
    samples = ((tmp_path / "a.png",),) * 3
    few, many = (
        answer_estimate(
            Estimate(
                backbone="fractalnet", plans=plans(n), n_train=n, n_validation=n // 4,
                samples=samples,
            ),
            Listener(),
        )
        for n in (200, 4000)
    )  # fmt: skip
    assert few.seconds["quick"] < few.seconds["balanced"] < few.seconds["best"]
    for name in ("quick", "balanced", "best"):
        assert few.seconds[name] < many.seconds[name]
    assert few.images_per_second > few.train_images_per_second > 0
    assert 0 < few.decode_seconds < 0.1
    assert few.device in ("cpu", "cuda")
    assert "Timed here" in few.words


def test_the_speed_of_a_model_needs_neither_plans_nor_weights() -> None:
    found = answer_estimate(Estimate(backbone="mobilenet_v3_small"), Listener())
    assert found.seconds == {}
    assert found.images_per_second > 1


def test_a_very_large_model_is_reckoned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "too_large", lambda chosen: chosen.id != "fractalnet")
    found = answer_estimate(Estimate(backbone="resnet50", plans=plans(100)), Listener())
    assert found.seconds == {}
    assert "reckoned" in found.words
    assert found.images_per_second > 0


def test_what_makes_no_sense_is_told_and_what_is_not_wanted_ends() -> None:
    with pytest.raises(UsageError, match="no model"):
        answer_estimate(Estimate(backbone="nonsense"), Listener())
    enough = threading.Event()
    enough.set()
    with pytest.raises(Stopped):
        answer_estimate(Estimate(backbone="fractalnet", plans=plans(10)), Listener(enough))

"""Events become curves, stages and times."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.runs import small_plan
from tlstudio.core.events import EventKind, RunEvent
from tlstudio.core.plans import Head, Phase
from tlstudio.gui.panels.train.record import Growing, RunRecord, planned_passes
from tlstudio.gui.panels.train.timing import seconds_left


class Told:
    """Makes events in order."""

    def __init__(self, record: RunRecord) -> None:
        self.record = record
        self.seq = 0
        self.elapsed = 0.0

    def __call__(self, kind: EventKind, **data: Any) -> None:
        self.seq += 1
        self.elapsed += 1.0
        self.record.hear(RunEvent(self.seq, kind, 1e9 + self.seq, self.elapsed, data))


@pytest.fixture
def told() -> Told:
    """One exact stage, then four passes of three steps."""
    return Told(RunRecord(small_plan()))


def begin(told: Told) -> None:
    told("started", pid=7)
    told("phase", index=0, name="new layers", epochs=3)
    shares = {"accuracy": 0.5, "balanced_accuracy": 0.4}
    told("epoch", phase=0, epoch=0, validation_loss=0.9, metrics=shares, best=-0.9)
    told("phase", index=1, name="upper blocks", epochs=4)


def one_pass(told: Told, epoch: int, loss: float) -> None:
    for step in (1, 2, 3):
        told(
            "step", phase=1, epoch=epoch, step=step, steps=3, loss=loss, rate=50.0, eta=9.0, lr=1e-3
        )
    told(
        "epoch", phase=1, epoch=epoch, train_loss=loss, validation_loss=loss,
        metrics={"accuracy": 1 - loss, "balanced_accuracy": 1 - loss}, best=-loss,
    )  # fmt: skip


def test_the_exact_stage_is_one_pass() -> None:
    plan = small_plan()
    assert [planned_passes(plan, phase) for phase in plan.phases] == [1, 4]
    mlp = small_plan(head=Head(kind="mlp"))
    assert planned_passes(mlp, mlp.phases[0]) == 3
    steps = small_plan(phases=(Phase(epochs=3, solver="steps"),))
    assert planned_passes(steps, steps.phases[0]) == 3


def test_curves_run_over_both_stages(told: Told) -> None:
    begin(told)
    one_pass(told, 0, 0.6)
    one_pass(told, 1, 0.3)
    record = told.record
    x, y = record.curves["validation"].points
    assert x.tolist() == [1, 2, 3]
    assert y.tolist() == [0.9, 0.6, 0.3]
    x, _ = record.curves["step"].points
    assert x == pytest.approx([1 + 1 / 3, 1 + 2 / 3, 2, 2 + 1 / 3, 2 + 2 / 3, 3])
    assert record.stages() == ((0, 1, "new layers"), (1, 5, "upper blocks"))
    assert record.span == 5
    assert record.fraction == pytest.approx(3 / 5)
    best = record.best_pass()
    assert best is not None
    assert best.metrics["accuracy"] == 0.7


def test_what_was_done_again_after_a_kill_counts_once(told: Told) -> None:
    begin(told)
    one_pass(told, 0, 0.6)
    one_pass(told, 1, 0.5)
    told("started", pid=8, resumed=True)
    told("phase", index=1, name="upper blocks", epochs=4)
    one_pass(told, 1, 0.4)
    record = told.record
    x, y = record.curves["validation"].points
    assert x.tolist() == [1, 2, 3]
    assert y.tolist() == [0.9, 0.6, 0.4]
    assert len(record.passes) == 3
    assert record.pid == 8


def test_an_event_heard_twice_is_heard_once(told: Told) -> None:
    begin(told)
    event = RunEvent(told.seq, "note", 1e9, 1.0, {"text": "again"})
    assert not told.record.hear(event)
    assert told.record.log == []


def test_notes_previews_memory_and_result_are_kept(told: Told) -> None:
    begin(told)
    told("note", text="Memory is short.")
    told("warning", text="Two images cannot be read.")
    told("preview", phase=1, epoch=0, items=[{"key": "a"}])
    told("epoch", phase=1, epoch=0, train_loss=1.0, metrics={}, memory={"process": 5, "gpu": None})
    told("result", evaluation={"headline": "accuracy"})
    record = told.record
    assert [(said.level, said.text) for said in record.log] == [
        ("note", "Memory is short."),
        ("warning", "Two images cannot be read."),
    ]
    assert record.preview == ({"key": "a"},)
    assert record.memory == (5, None)
    assert record.result["evaluation"]["headline"] == "accuracy"


def test_time_left_comes_from_the_estimate_then_from_what_is_measured(told: Told) -> None:
    assert seconds_left(told.record, None) is None
    assert seconds_left(told.record, 40.0) == 40.0
    begin(told)
    one_pass(told, 0, 0.6)
    told("step", phase=1, epoch=1, step=1, steps=3, loss=0.5, rate=50.0, eta=9.0, lr=1e-3)
    assert seconds_left(told.record, 40.0) == 9.0


def test_growing_keeps_all_points() -> None:
    line = Growing()
    for place in range(1000):
        line.add(place, -place)
    x, y = line.points
    np.testing.assert_array_equal(x, np.arange(1000))
    np.testing.assert_array_equal(y, -x)
    assert len(line) == 1000

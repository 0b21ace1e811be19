"""Five `kill -9` in one training, mid-pass included; fifty in `kill_training.py`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.killing import differences, tortured, train_in_worker
from tests.runs import make_project, new_run, small_plan
from tlstudio.core.plans import Phase


@pytest.mark.long
@pytest.mark.timeout(420)
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_five_kills_end_in_the_same_bits_as_none(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    phases = (
        Phase(name="new layers", epochs=1),
        Phase(name="upper", unfreeze_from=3, epochs=14, lr=1e-3, layer_decay=0.8),
    )
    plan = small_plan(phases=phases, ema=0.9)
    straight = new_run(project, plan, "straight")
    train_in_worker(straight, project / "cache").value()
    run, hits = tortured(project, plan, kills=5, seed=1)
    assert len(hits) == 5
    assert differences(straight, run) == []

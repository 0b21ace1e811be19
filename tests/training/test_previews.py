"""After every pass some tuning images tell what the network says of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.runs import make_project, new_run, small_plan
from tlstudio.core.plans import Phase
from tlstudio.core.reporting import Silent
from tlstudio.data.manifest import Manifest
from tlstudio.training.previews import Previews, spread
from tlstudio.training.run import train


def test_every_class_is_shown_before_any_is_shown_twice() -> None:
    targets = np.array([0] * 50 + [1] * 3 + [2])
    found = spread(targets, 6)
    assert sorted(targets[found[:3]]) == [0, 1, 2]
    assert len(set(found)) == len(found) <= 6
    assert list(spread(np.array([0]), 8)) == [0]
    assert len(spread(np.empty(0, np.int64), 8)) == 0
    assert len(spread(np.arange(40), 8)) == 8


def test_previews_and_memory_are_told_with_every_pass(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    phases = (
        Phase(name="new layers", epochs=2),
        Phase(name="upper blocks", unfreeze_from=6, epochs=2, lr=1e-3),
    )
    run = new_run(project, small_plan(phases=phases))
    reporter = Silent()
    train(run, reporter, cache_folder=project / "cache")
    manifest = Manifest.read(run.manifest_path)
    samples = {s.key: s for s in manifest.stream(manifest.rows("validation"))}
    kinds = [kind for kind, _ in reporter.events if kind in ("preview", "epoch")]
    assert kinds == ["preview", "epoch"] * 3
    for kind, data in reporter.events:
        if kind == "epoch":
            assert data["memory"]["process"] > 1e7
        if kind != "preview":
            continue
        assert len(data["items"]) >= 2
        for item in data["items"]:
            assert item["truth"] == samples[item["key"]].label
            assert item["answer"] in manifest.classes
            assert 0.5 <= item["probability"] <= 1
    last = [data for kind, data in reporter.events if kind == "preview"][-1]
    right = [item["truth"] == item["answer"] for item in last["items"]]
    assert sum(right) >= len(right) * 0.7


def test_several_classes_are_named_together() -> None:
    shown = Previews(np.empty(0, np.int64), (), (), ("a", "b", "c"), multi_label=True)
    assert shown._answer([0.9, 0.6, 0.1]) == ("a; b", 0.6)
    assert shown._answer([0.2, 0.3, 0.1]) == ("", 0.7)

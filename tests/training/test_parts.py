"""Schedules, mixing, presets, choices: small parts with exact expectations."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import torch

from tlstudio.core.errors import UsageError
from tlstudio.core.plans import Augmentation, Phase
from tlstudio.features.augment import augment
from tlstudio.models.catalogue.catalogue import card
from tlstudio.training.choices import Choices, worth_caching
from tlstudio.training.compute import is_out_of_memory
from tlstudio.training.fit import balanced_shares
from tlstudio.training.head import class_weights
from tlstudio.training.mixing import mix
from tlstudio.training.presets import DatasetFacts, apply_overrides, preset_plan
from tlstudio.training.schedule import factor


def test_one_cycle_rises_from_a_twenty_fifth_and_falls_to_nearly_nothing() -> None:
    phase = Phase(schedule="one-cycle", warmup=0.25)
    values = [factor(phase, share) for share in np.linspace(0, 1, 101)]
    assert values[0] == pytest.approx(1 / 25)
    assert max(values) == pytest.approx(1.0)
    assert int(np.argmax(values)) == 25
    assert values[-1] == pytest.approx(1e-4)
    assert all(a > b for a, b in itertools.pairwise(values[25:]))


def test_cosine_warms_up_in_a_line_and_constant_stays() -> None:
    phase = Phase(schedule="cosine", warmup=0.5)
    assert factor(phase, 0.25) == pytest.approx(0.5, abs=0.01)
    assert factor(phase, 0.5) == pytest.approx(1.0)
    assert factor(phase, 1.0) == pytest.approx(0.0, abs=1e-9)
    assert factor(Phase(schedule="constant", warmup=0.5), 0.1) == 1.0


def test_mixup_blends_images_and_truth_alike() -> None:
    images = torch.arange(4.0).view(4, 1, 1, 1).expand(4, 1, 2, 2)
    plan = Augmentation(mixup=1.0)
    blended, truth = mix(images, torch.arange(4), plan, classes=4, seed=3)
    torch.testing.assert_close(truth.sum(1), torch.ones(4))
    expected = truth @ torch.arange(4.0)
    torch.testing.assert_close(blended[:, 0, 0, 0], expected)


def test_cutmix_shares_follow_the_pasted_area() -> None:
    images = torch.arange(6.0).view(6, 1, 1, 1).expand(6, 1, 20, 20).clone()
    plan = Augmentation(cutmix=1.0)
    for seed in range(5):
        pasted, truth = mix(images, torch.arange(6), plan, classes=6, seed=seed)
        torch.testing.assert_close(pasted.mean((1, 2, 3)), truth @ torch.arange(6.0))


def test_without_a_strength_nothing_is_mixed() -> None:
    images, truth = torch.rand(3, 1, 2, 2), torch.tensor([0, 1, 1])
    same, codes = mix(images, truth, Augmentation(), classes=2, seed=0)
    assert same is images
    assert codes is truth


@pytest.mark.parametrize("kind", ["photo", "microscopy", "document"])
def test_augmentation_repeats_with_its_seed_and_keeps_the_scale(kind: str) -> None:
    rng = np.random.default_rng(0)
    canvases = torch.from_numpy(rng.integers(60, 200, (5, 40, 40, 3), dtype=np.uint8))
    plan = Augmentation.model_validate({"set": kind, "strength": 1.0})

    def once(seed: int) -> torch.Tensor:
        return augment(canvases, 32, plan, torch.Generator().manual_seed(seed), 255.0)

    assert once(1).shape == (5, 32, 32, 3)
    assert torch.equal(once(1), once(1))
    assert not torch.equal(once(1), once(2))
    assert float(once(1).min()) >= 0
    assert float(once(1).max()) <= 255.0


def test_rare_classes_are_drawn_and_weighted_up() -> None:
    targets = torch.tensor([0] * 9 + [1])
    shares = balanced_shares(targets)
    assert shares[:9].sum() == pytest.approx(0.5)
    weights = class_weights(targets, 2)
    assert weights[1] / weights[0] == pytest.approx(9.0)
    assert weights[targets.numpy()].mean() == pytest.approx(1.0)
    several = torch.tensor([[1.0, 0.0], [1.0, 1.0], [0.0, 0.0]])
    assert balanced_shares(several)[1] == max(balanced_shares(several))


def test_presets_go_from_new_layers_to_all_blocks() -> None:
    small = DatasetFacts(n_train=200, classes=3, imbalance=4.0)
    chosen = card("fractalnet")
    quick, balanced, best = (
        preset_plan(name, chosen, small) for name in ("quick", "balanced", "best")
    )
    assert [len(plan.phases) for plan in (quick, balanced, best)] == [1, 2, 3]
    assert best.phases[-1].unfreeze_from == 0
    assert quick.class_weights
    many = preset_plan("balanced", chosen, DatasetFacts(n_train=20_000, classes=3))
    assert many.phases[1].epochs < balanced.phases[1].epochs
    with pytest.raises(UsageError, match="no preset"):
        preset_plan("fast", chosen, small)


def test_overrides_reach_every_part_of_a_plan_and_refuse_the_rest() -> None:
    plan = preset_plan("balanced", card("fractalnet"), DatasetFacts(100, 2))
    changed = apply_overrides(
        plan, {"head.kind": "mlp", "phases.1.lr": "1e-5", "unfreeze_from": "2", "threads": "auto"}
    )
    assert changed.head.kind == "mlp"
    assert changed.phases[1].lr == 1e-5
    assert changed.phases[1].unfreeze_from == 2
    assert changed.phases[0].unfreeze_from is None
    for texts in ({"nonsense": "1"}, {"head.kind": "tree"}, {"phases.7.lr": "1"}):
        with pytest.raises(UsageError):
            apply_overrides(plan, texts)


def test_choices_are_read_as_they_were_written(tmp_path: Path) -> None:
    Choices(tmp_path, {3: "eager"}, {3: 2}, {3: 0.5}).write()
    assert Choices.read(tmp_path) == Choices(tmp_path, {3: "eager"}, {3: 2}, {3: 0.5})
    assert Choices.read(tmp_path / "new").engines == {}


def test_caching_pays_only_where_reading_is_cheaper(tmp_path: Path) -> None:
    def pays(**changes: float) -> bool:
        usual = {"item_bytes": 100_000, "items": 500, "views": 2, "epochs": 8, "seconds": 0.02}
        numbers = usual | changes
        return worth_caching(
            item_bytes=int(numbers["item_bytes"]), items=int(numbers["items"]),
            views=int(numbers["views"]), epochs=int(numbers["epochs"]),
            seconds=numbers["seconds"], cache=tmp_path, limit=10**9,
        )  # fmt: skip

    assert pays()
    assert not pays(seconds=1e-5)
    assert not pays(epochs=2)
    assert not pays(items=10**6)


def test_a_project_that_is_gone_is_not_made_again_by_an_estimate(tmp_path: Path) -> None:
    assert worth_caching(
        item_bytes=100_000, items=500, views=2, epochs=8, seconds=0.02,
        cache=tmp_path / "project" / "cache", limit=10**9,
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_what_counts_as_running_out_of_memory() -> None:
    assert is_out_of_memory(torch.OutOfMemoryError("x"))
    assert is_out_of_memory(MemoryError())
    assert is_out_of_memory(RuntimeError("DefaultCPUAllocator: can't allocate memory"))
    assert not is_out_of_memory(RuntimeError("shapes differ"))

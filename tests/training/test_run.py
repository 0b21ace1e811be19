"""A training in this process: what comes out, and that a resumed one ends in the same bits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch

from tests.runs import make_project, new_run, small_plan
from tlstudio.core.errors import BadInputError, DivergedError, UsageError
from tlstudio.core.events import EventKind
from tlstudio.core.plans import Augmentation, Head, Optimizer, Phase, Plan
from tlstudio.core.reporting import Silent, Stopped
from tlstudio.models.saved import WEIGHTS_FILE, load_model
from tlstudio.project.runs import RunFolder
from tlstudio.training import checkpoints, fit
from tlstudio.training.run import train

ONE_STAGE = (Phase(name="new layers", epochs=4, lr=1e-2),)


class Counting(Silent):
    """Stops after so many events of a kind."""

    def __init__(self, stop_after: int, kind: str = "step") -> None:
        super().__init__()
        self._left = stop_after
        self._kind = kind

    def emit(self, kind: EventKind, **data: Any) -> None:
        """Count."""
        super().emit(kind, **data)
        self._left -= kind == self._kind

    def should_stop(self) -> bool:
        """After the last one."""
        return self._left <= 0


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"))


def weights(run: RunFolder) -> dict[str, torch.Tensor]:
    return safetensors.torch.load_file(run.model_dir / WEIGHTS_FILE)


def same(first: RunFolder, second: RunFolder) -> bool:
    one, other = weights(first), weights(second)
    return one.keys() == other.keys() and all(torch.equal(one[k], other[k]) for k in one)


def trained(project: Path, plan: Plan, reporter: Silent | None = None) -> RunFolder:
    run = new_run(project, plan)
    train(run, reporter or Silent(), cache_folder=project / "cache")
    return run


PLANS = {
    "cached views, EMA": small_plan(ema=0.9, augmentation=Augmentation(views=2, mixup=0.2)),
    "whole network, MLP with dropout": small_plan(
        head=Head(kind="mlp", hidden=16, dropout=0.4),
        phases=(
            Phase(name="new layers", epochs=2, lr=1e-2),
            Phase(name="all", unfreeze_from=0, epochs=2, lr=1e-3),
        ),
        augmentation=Augmentation(set="microscopy", cutmix=1.0),
        batch_norm="learn",
        optimizer=Optimizer(name="sgd"),
    ),
}


@pytest.mark.parametrize("name", PLANS)
def test_stopped_anywhere_and_resumed_ends_in_the_same_bits(project: Path, name: str) -> None:
    straight = trained(project, PLANS[name])
    halting = new_run(project, PLANS[name])
    stops = 0
    for step in (1, 2, 3, 5, 2, 1, 4):
        try:
            train(halting, Counting(step), resume=stops > 0, cache_folder=project / "cache")
            break
        except Stopped:
            stops += 1
    else:
        train(halting, Silent(), resume=True, cache_folder=project / "cache")
    assert stops >= 5
    assert same(straight, halting)


def test_the_same_seed_gives_the_same_network_and_another_one_does_not(project: Path) -> None:
    plan = small_plan()
    first, second = trained(project, plan), trained(project, plan)
    other = trained(project, plan.model_copy(update={"seed": 1}))
    assert same(first, second)
    assert not same(first, other)


def test_quick_learns_the_colours_and_keeps_the_pretrained_blocks(project: Path) -> None:
    reporter = Silent()
    run = trained(project, small_plan(phases=ONE_STAGE), reporter)
    network, info = load_model(run.model_dir)
    assert info.classes == ("blue", "red")
    accuracy = [data["metrics"]["accuracy"] for kind, data in reporter.events if kind == "epoch"]
    assert accuracy[-1] == 1.0
    from tlstudio.models.build import build_backbone

    untouched = build_backbone(info.card).state_dict()
    for key, value in network.backbone.state_dict().items():
        assert torch.equal(value, untouched[key]), key


def test_steps_and_the_exact_solution_agree_about_the_answer(project: Path) -> None:
    exact = Silent()
    trained(project, small_plan(phases=ONE_STAGE), exact)
    steps = Silent()
    phase = Phase(name="new layers", epochs=12, lr=3e-2, solver="steps")
    trained(project, small_plan(phases=(phase,)), steps)

    def final(reporter: Silent) -> float:
        return max(
            float(data["metrics"]["accuracy"]) for kind, data in reporter.events if kind == "epoch"
        )

    assert final(steps) >= final(exact) - 0.01


def test_views_behind_kept_blocks_are_computed_once(project: Path) -> None:
    plan = small_plan(
        input={"size": 64},
        phases=(Phase(name="upper", unfreeze_from=6, epochs=6, lr=1e-4),),
        augmentation=Augmentation(views=2),
    )
    reporter = Silent()
    run = trained(project, plan, reporter)
    assert (run.path / "choices.json").is_file()
    notes = [data["text"] for kind, data in reporter.events if kind == "note"]
    assert any("2 views" in note for note in notes), notes


def test_a_loss_that_is_no_number_ends_in_words_and_keeps_the_best(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small_plan(
        phases=(
            Phase(name="new layers", epochs=1),
            Phase(name="wild", unfreeze_from=0, epochs=3, lr=10.0),
        ),
        optimizer=Optimizer(name="sgd", clip=0),
    )
    run = new_run(project, plan)
    with pytest.raises(DivergedError, match=r"The loss became .* stage 2"):
        train(run, Silent(), cache_folder=project / "cache")
    network, _ = load_model(run.model_dir)
    assert all(torch.isfinite(p).all() for p in network.parameters())


@pytest.mark.parametrize("limit", [5, 3, 1])
def test_memory_that_runs_out_late_halves_the_batch_and_goes_on(
    project: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    plan = small_plan(augmentation=Augmentation(set="none"))
    plain = trained(project, plan)
    forward = fit.Upper.forward
    calls = 0

    def greedy(self: fit.Upper, hidden: torch.Tensor) -> torch.Tensor:
        nonlocal calls
        calls += 1
        if calls > 6 and len(hidden) > limit and hidden.ndim == 4:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20 MiB")
        return forward(self, hidden)

    monkeypatch.setattr(fit.Upper, "forward", greedy)
    reporter = Silent()
    run = trained(project, plan, reporter)
    assert calls > 6
    said = [data["text"] for kind, data in reporter.events if kind == "warning"]
    assert any("Memory ran out" in text for text in said)
    for key, value in weights(plain).items():
        torch.testing.assert_close(weights(run)[key], value, rtol=2e-2, atol=2e-3)


def test_a_network_that_fits_not_even_one_image_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(self: fit.Upper, hidden: torch.Tensor) -> torch.Tensor:
        raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory")

    monkeypatch.setattr(fit.Upper, "forward", never)
    plan = small_plan(phases=(Phase(name="all", unfreeze_from=0, epochs=1),), head=Head(kind="mlp"))
    from tlstudio.core.errors import OutOfMemoryError

    with pytest.raises(OutOfMemoryError, match="Not even one image"):
        trained(project, plan)


def test_a_checkpoint_torn_by_a_power_cut_falls_back_to_the_one_before(project: Path) -> None:
    plan = small_plan()
    straight = trained(project, plan)
    run = new_run(project, plan)
    with pytest.raises(Stopped):
        train(run, Counting(9), cache_folder=project / "cache")
    newest = sorted(run.checkpoints_dir.glob("*.pt"))[-1]
    newest.write_bytes(newest.read_bytes()[: newest.stat().st_size // 2])
    assert checkpoints.newest(run.checkpoints_dir) is not None
    train(run, Silent(), resume=True, cache_folder=project / "cache")
    assert same(straight, run)


def test_mistaken_plans_are_refused_in_words(project: Path) -> None:
    too_high = small_plan(phases=(Phase(name="upper", unfreeze_from=99, epochs=1),))
    with pytest.raises(UsageError, match="unfreezes from 99"):
        trained(project, too_high)
    exact = Phase(name="all", unfreeze_from=0, epochs=1, solver="exact")
    with pytest.raises(UsageError, match="no exact solution"):
        trained(project, small_plan(phases=(exact,)))
    with pytest.raises(BadInputError, match="NVIDIA"):
        trained(project, small_plan(device="cuda"))


def test_early_stopping_ends_a_stage_that_gains_nothing(project: Path) -> None:
    phase = Phase(name="upper", unfreeze_from=6, epochs=50, lr=0.0)
    reporter = Silent()
    trained(project, small_plan(phases=(phase,), early_stopping=2), reporter)
    passes = [data for kind, data in reporter.events if kind == "epoch"]
    assert 2 <= len(passes) <= 5

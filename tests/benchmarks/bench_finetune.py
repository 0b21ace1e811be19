"""Fine-tuning: what a pass costs beyond the computation itself, and against the usual loop.

    uv run python -m tests.benchmarks.bench_finetune --data DATA [--network mobilenet_v3_small]

Full: a pass over cached canvases against the same augmentation, forward, backward and step on one
repeated batch in memory, and against the usual loop (two loader workers). Kept lower blocks: a pass
over cached views against forward and backward of the upper part on one repeated batch. All passes
interleaved; the first ones, which fill caches, do not count.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from tests.benchmarks import usual
from tests.benchmarks.bench_frozen import Side, our_side
from tests.benchmarks.photos import link_photos
from tlstudio.core.plans import Augmentation, Phase, Plan
from tlstudio.core.reporting import Silent
from tlstudio.features.extract import FeatureTable, features_at
from tlstudio.features.images import canvases_of
from tlstudio.features.inputs import View
from tlstudio.tasks.protocol import ObjectiveOptions
from tlstudio.tasks.registry import task
from tlstudio.training.compute import Compute
from tlstudio.training.fit import Progress, Stage
from tlstudio.training.previews import Previews
from tlstudio.training.sources import CanvasSource, Part, Source, TableSource

_ROUNDS = 3


def stage_of(side: Side, source: Source, plan: Plan, compute: Compute) -> Stage:
    """A stage on a source, without validation."""
    targets = torch.from_numpy(side.manifest.targets()[source.rows])
    part = Part(source, targets)
    objective = task("image-classification").objective(ObjectiveOptions())
    return Stage(
        network=side.network, plan=plan, phase=plan.phases[0], train=part, validation=part,
        loss=objective, plain_loss=objective, compute=compute, progress=Progress(),
        reporter=Silent(), learned=frozenset(), checkpoint=lambda state: None,
        previews=Previews.of(side.manifest, source.rows),
    )  # fmt: skip


class Passes:
    """Passes of a stage, one at a time, and the same on one batch that stays in memory."""

    def __init__(self, stage: Stage) -> None:
        stage.upper = stage.upper_part()
        stage.wrapped = stage.upper
        self.stage = stage
        self.optimiser = stage.optimiser()
        self.rates = [float(group["lr"]) for group in self.optimiser.param_groups]
        self.steps = stage.steps()

    def once(self) -> float:
        """Milliseconds an image of a whole pass."""
        now = self.stage.progress
        self.stage.train.source.prepare(now.epoch)
        begin = time.perf_counter()
        self.stage.one_pass(self.optimiser, self.rates, self.steps)
        seconds = time.perf_counter() - begin
        now.epoch, now.step, now.loss_sum = now.epoch + 1, 0, 0.0
        return seconds / len(self.stage.train) * 1e3

    def repeated(self, steps: int = 12) -> float:
        """Milliseconds an image of steps on one batch."""
        source = self.stage.train.source
        kept = source.plain(np.arange(self.stage.plan.batch_size))
        canvases = getattr(source, "canvases", None)
        raw = canvases.batch(np.arange(self.stage.plan.batch_size)) if canvases else None
        order = np.arange(self.stage.plan.batch_size)
        original = self.stage.train.source
        self.stage.train = Part(_Repeated(original, kept, raw), self.stage.train.targets)
        begin = time.perf_counter()
        for _ in range(steps):
            self.stage.progress.step = 0
            self.stage.one_step(order, self.optimiser)
        seconds = time.perf_counter() - begin
        self.stage.train = Part(original, self.stage.train.targets)
        self.stage.progress.step = 0
        return seconds / (steps * len(order)) * 1e3


class _Repeated:
    """A source whose every batch is the same one, in memory."""

    def __init__(self, source: Source, kept: torch.Tensor, raw: object) -> None:
        self._source = source
        self._kept = kept
        self._raw = raw
        self.boundary = source.boundary
        self.rows = source.rows
        self.lengths = source.lengths

    def prepare(self, epoch: int) -> None:
        """Nothing."""

    def batch(self, places: np.ndarray, epoch: int, seed: int) -> torch.Tensor:
        """Augmented anew where the source does that."""
        if isinstance(self._source, CanvasSource):
            held = _Held(self._raw)
            again = CanvasSource(
                held,  # type: ignore[arg-type]
                self._source.recipe, self._source.augmentation, self._source.device,
            )  # fmt: skip
            return again.batch(places, epoch, seed)
        return self._kept

    def plain(self, places: np.ndarray) -> torch.Tensor:
        """The batch."""
        return self._kept


class _Held:
    def __init__(self, raw: object) -> None:
        self._raw = raw

    def batch(self, places: np.ndarray) -> object:
        """Always the same canvases."""
        return self._raw


def interleaved(sides: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Medians of some rounds, every side in each."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, run in sides.items():
            found[name].append(run())
    return {name: statistics.median(values) for name, values in found.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--network", default="mobilenet_v3_small")
    parser.add_argument("--freeze-to", type=int, default=None, help="[two thirds of the blocks]")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        photos = folder / "photos"
        link_photos(args.data.resolve(), photos, blood=False)
        side = our_side(photos, folder, args.network, None)
        phase = Phase(unfreeze_from=0, epochs=1000, lr=1e-4, schedule="constant")
        plan = Plan(backbone=args.network, phases=(phase,), augmentation=Augmentation())
        compute = Compute(plan)
        side.network.to(memory_format=compute.layout)
        rows = side.manifest.rows("train")
        canvases = canvases_of(
            side.manifest, rows, side.recipe, folder=side.cache / "canvases", reporter=Silent()
        )
        source = CanvasSource(canvases, side.recipe, plan.augmentation, compute.device)
        side.network.freeze_below(0)
        side.network.keep_statistics(True)
        full = Passes(stage_of(side, source, plan, compute))
        full.repeated(3)
        loop = usual.full_epochs(_original(args.network, len(side.manifest.classes)),
                                 photos / "train")  # fmt: skip

        def usual_pass() -> float:
            begin = time.perf_counter()
            next(loop)
            return (time.perf_counter() - begin) / len(rows) * 1e3

        found = interleaved(
            {"ours": full.once, "one batch": full.repeated, "usual loop": usual_pass}, args.rounds
        )
        print(f"{args.network}, whole network, {len(rows)} photos, ms an image")
        print("  " + ", ".join(f"{name} {value:.1f}" for name, value in found.items()))
        print(f"  ours is {found['ours'] / found['one batch']:.2f} of one repeated batch, and "
              f"{found['usual loop'] / found['ours']:.2f}x faster than the usual loop")  # fmt: skip

        limit = args.freeze_to or side.network.cut * 2 // 3
        part = plan.model_copy(update={"phases": (phase.model_copy(
            update={"unfreeze_from": limit}),)})  # fmt: skip
        side.network.freeze_below(limit)

        def view(number: int) -> FeatureTable:
            return features_at(
                side.network, limit, side.manifest, rows, side.recipe,
                folder=side.cache / "features", reporter=Silent(), engine="channels-last",
                view=View(plan.augmentation, number, 0),
            )  # fmt: skip

        tables = TableSource(view, 2, limit, compute.device)
        upper = Passes(stage_of(side, tables, part, compute))
        upper.once()
        upper.once()
        found = interleaved({"ours": upper.once, "one batch": upper.repeated}, args.rounds + 2)
        print(f"{args.network}, blocks below {limit} kept, ms an image")
        print("  " + ", ".join(f"{name} {value:.2f}" for name, value in found.items()))
        print(f"  ours is {found['ours'] / found['one batch']:.2f} of one repeated batch")


def _original(name: str, classes: int) -> torch.nn.Module:
    import torchvision

    model: torch.nn.Module = torchvision.models.get_model(name, weights=None, num_classes=classes)
    return model


if __name__ == "__main__":
    main()

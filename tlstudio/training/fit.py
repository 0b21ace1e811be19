"""One stage of fine-tuning: batches, steps, validation, checkpoints; resumable to the bit."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tlstudio.core.errors import DivergedError
from tlstudio.core.plans import Phase, Plan
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.data.preprocess import Recipe
from tlstudio.features.batches import as_tensor, normalised, to_input
from tlstudio.features.images import Canvases
from tlstudio.models.network import Network
from tlstudio.training.augment import augment

Loss = Callable[[Tensor, Tensor], Tensor]
_CHECKPOINT_SECONDS = 60.0


@dataclass
class Progress:
    """Where a training is; all of it goes into a checkpoint.

    Attributes:
        phase: Index of the stage.
        epoch: Pass within the stage.
        step: Next step within the pass.
        total: Steps done over all stages.
        best: Smallest validation loss so far.
        best_state: Network of that moment.
        waited: Passes without gain.
        loss_sum: Of the current pass.
        average: Moving average of the weights that learn.
    """

    phase: int = 0
    epoch: int = 0
    step: int = 0
    total: int = 0
    best: float = math.inf
    best_state: dict[str, Tensor] = field(default_factory=dict)
    waited: int = 0
    loss_sum: float = 0.0
    average: dict[str, Tensor] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """Images of one part of the split with their class codes, in the order of the canvases."""

    canvases: Canvases
    targets: NDArray[np.int64]


def scores(
    network: Network, part: Part, recipe: Recipe, loss: Loss, batch: int
) -> dict[str, float]:
    """Loss and accuracy on a part, without augmentation."""
    network.eval()
    total, right = 0.0, 0
    with torch.inference_mode():
        for begin in range(0, len(part.targets), batch):
            places = np.arange(begin, min(begin + batch, len(part.targets)))
            logits = network(to_input(part.canvases.batch(places), recipe))
            truth = torch.from_numpy(part.targets[places])
            total += float(loss(logits, truth)) * len(places)
            right += int((logits.argmax(1) == truth).sum())
    return {"loss": total / len(part.targets), "accuracy": right / len(part.targets)}


@dataclass
class Stage:
    """One stage; `run` goes from where `progress` is to its end."""

    network: Network
    plan: Plan
    phase: Phase
    recipe: Recipe
    train: Part
    validation: Part
    loss: Loss
    plain_loss: Loss
    progress: Progress
    reporter: Reporter
    checkpoint: Callable[[dict[str, Any]], None]

    def run(self, optimiser_state: dict[str, Any] | None) -> None:
        """Train to the end of the stage.

        Raises:
            Stopped: After the step at hand and a checkpoint, when the reporter said so.
            DivergedError: When the loss is no number any more.
        """
        plan, phase, now = self.plan, self.phase, self.progress
        groups = self.network.parameter_groups(
            phase.lr, phase.layer_decay, plan.optimizer.weight_decay
        )
        optimiser = self._optimiser(groups)
        rates = [float(group["lr"]) for group in groups]
        if optimiser_state is not None:
            optimiser.load_state_dict(optimiser_state)
        steps = -(-len(self.train.targets) // plan.batch_size)
        saved = time.monotonic()
        while now.epoch < phase.epochs:
            order = self._order(now.epoch)
            begin = time.monotonic()
            first = now.step
            while now.step < steps:
                share = (now.epoch * steps + now.step) / (phase.epochs * steps)
                for group, rate in zip(optimiser.param_groups, rates, strict=True):
                    group["lr"] = rate * schedule(phase, share)
                now.loss_sum += self._step(order, optimiser)
                now.step += 1
                now.total += 1
                spent = max(1e-9, time.monotonic() - begin)
                rate_now = (now.step - first) * plan.batch_size / spent
                self.reporter.emit(
                    "step", phase=now.phase, epoch=now.epoch, step=now.step, steps=steps,
                    loss=now.loss_sum / now.step, rate=rate_now,
                    eta=left(phase, now, steps) * plan.batch_size / rate_now,
                )  # fmt: skip
                stop = self.reporter.should_stop()
                if stop or time.monotonic() - saved > _CHECKPOINT_SECONDS:
                    self.checkpoint(optimiser.state_dict())
                    saved = time.monotonic()
                if stop:
                    raise Stopped
            self._end_epoch(steps)
            self.checkpoint(optimiser.state_dict())
            if plan.early_stopping and now.waited >= plan.early_stopping:
                self.reporter.emit("note", text="Stopped early: no gain for some passes.")
                break

    def _optimiser(self, groups: list[dict[str, Any]]) -> torch.optim.Optimizer:
        if self.plan.optimizer.name == "sgd":
            return torch.optim.SGD(groups, momentum=self.plan.optimizer.momentum, nesterov=True)
        return torch.optim.AdamW(groups)

    def _seed(self, *where: int) -> int:
        return int(np.random.SeedSequence([self.plan.seed, *where]).generate_state(1)[0])

    def _order(self, epoch: int) -> NDArray[np.int64]:
        rng = np.random.default_rng(self._seed(self.progress.phase, epoch))
        count = len(self.train.targets)
        if not self.plan.balanced_sampling:
            return rng.permutation(count)
        share = 1 / np.bincount(self.train.targets)[self.train.targets]
        return rng.choice(count, count, p=share / share.sum())

    def _step(self, order: NDArray[np.int64], optimiser: torch.optim.Optimizer) -> float:
        plan, now = self.plan, self.progress
        # Every step has random numbers of its own, so that a resumed run needs none of the past.
        seed = self._seed(now.phase, now.epoch, now.step)
        torch.manual_seed(seed)
        generator = torch.Generator().manual_seed(seed)
        places = order[now.step * plan.batch_size : (now.step + 1) * plan.batch_size]
        canvases = as_tensor(self.train.canvases.batch(places))
        truth = torch.from_numpy(self.train.targets[places])
        if plan.augmentation.set == "none":
            images = to_input(canvases, self.recipe)
        else:
            changed = augment(
                canvases, self.recipe.size, plan.augmentation, generator, self.recipe.white
            )
            images = normalised(changed, self.recipe)
        self.network.train()
        optimiser.zero_grad(set_to_none=True)
        loss = self.loss(self.network(images), truth)
        value = float(loss.detach())
        if not math.isfinite(value):
            raise DivergedError(
                f"The loss became {value} in stage {now.phase + 1}, pass {now.epoch + 1}, "
                f"step {now.step + 1}.",
                "Choose a smaller learning rate. The best network so far is kept.",
            )
        loss.backward()  # type: ignore[no-untyped-call]
        if plan.optimizer.clip:
            learning = [p for p in self.network.parameters() if p.requires_grad]
            torch.nn.utils.clip_grad_norm_(learning, plan.optimizer.clip)
        optimiser.step()
        self._average()
        return value

    def _average(self) -> None:
        decay = self.plan.ema
        if not decay:
            return
        kept = self.progress.average
        for name, value in self.network.state_dict().items():
            if name in kept and value.is_floating_point():
                kept[name].lerp_(value, 1 - decay)
            else:
                kept[name] = value.detach().clone()

    def _end_epoch(self, steps: int) -> None:
        now = self.progress
        own = {name: value.clone() for name, value in self.network.state_dict().items()}
        if self.plan.ema:
            self.network.load_state_dict(now.average)
        found = scores(
            self.network, self.validation, self.recipe, self.plain_loss, self.plan.batch_size
        )
        better = found["loss"] < now.best
        if better:
            now.best = found["loss"]
            now.best_state = {k: v.clone() for k, v in self.network.state_dict().items()}
        now.waited = 0 if better else now.waited + 1
        self.network.load_state_dict(own)
        self.reporter.emit(
            "epoch", phase=now.phase, epoch=now.epoch, train_loss=now.loss_sum / steps,
            validation_loss=found["loss"], metrics={"accuracy": found["accuracy"]}, best=now.best,
        )  # fmt: skip
        now.epoch, now.step, now.loss_sum = now.epoch + 1, 0, 0.0


def left(phase: Phase, now: Progress, steps: int) -> int:
    """Steps left in a stage."""
    return steps * (phase.epochs - now.epoch) - now.step


def schedule(phase: Phase, share: float) -> float:
    """Factor of the learning rate when a share of the stage is done: warm-up, then a cosine."""
    if phase.schedule == "constant":
        return 1.0
    if share < phase.warmup:
        return (share + 1e-3) / (phase.warmup + 1e-3)
    rest = (share - phase.warmup) / max(1e-9, 1 - phase.warmup)
    return 0.5 * (1 + math.cos(math.pi * min(1.0, rest)))

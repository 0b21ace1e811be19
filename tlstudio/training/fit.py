"""One stage of training: batches, steps, validation, checkpoints; resumable to the bit."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from tlstudio.core.errors import DivergedError, OutOfMemoryError
from tlstudio.core.plans import Phase, Plan
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.core.words import IMAGE, Noun
from tlstudio.features.tokens import bucketed
from tlstudio.models.network import Network
from tlstudio.tasks.protocol import Objective
from tlstudio.training.compute import Compute, free_memory, is_out_of_memory
from tlstudio.training.mixing import mix
from tlstudio.training.previews import Previews
from tlstudio.training.schedule import factor
from tlstudio.training.scores import scores
from tlstudio.training.sources import Part

_CHECKPOINT_SECONDS = 60.0


@dataclass
class Progress:
    """Where a training is; all of it goes into a checkpoint.

    Attributes:
        phase: Index of the stage.
        epoch: Pass within the stage.
        step: Next step within the pass.
        total: Steps done over all stages.
        best: Best value of the deciding metric so far, larger is better.
        best_state: What was learned at that moment.
        waited: Passes without gain.
        loss_sum: Of the current pass.
        average: Moving average of what learns.
        micro: Items computed at once; 0 is the whole batch.
    """

    phase: int = 0
    epoch: int = 0
    step: int = 0
    total: int = 0
    best: float = -math.inf
    best_state: dict[str, Tensor] = field(default_factory=dict)
    waited: int = 0
    loss_sum: float = 0.0
    average: dict[str, Tensor] = field(default_factory=dict)
    micro: int = 0


def quick_metrics(found: dict[str, float]) -> dict[str, float]:
    """What is told of scores after every pass."""
    return {name: found[name] for name in ("accuracy", "balanced_accuracy")}


def deciding(found: dict[str, float], metric: str) -> float:
    """The value that decides which pass is the best; larger is better."""
    return -found["loss"] if metric in ("auto", "loss") else found[metric]


class Upper(nn.Module):
    """The part of a network above a boundary; calling it is what several processes share."""

    def __init__(self, network: Network, boundary: int) -> None:
        super().__init__()
        self.network = network
        self.boundary = boundary

    def forward(self, hidden: Tensor) -> Tensor:
        """(N, K) logits from the activation at the boundary."""
        return self.network.logits_from(hidden, self.boundary)


@dataclass
class Stage:
    """One stage; `run` goes from where `progress` is to its end."""

    network: Network
    plan: Plan
    phase: Phase
    train: Part
    validation: Part
    loss: Objective[Tensor, Tensor]
    plain_loss: Objective[Tensor, Tensor]
    compute: Compute
    progress: Progress
    reporter: Reporter
    learned: frozenset[str]
    checkpoint: Callable[[dict[str, Any]], None]
    previews: Previews
    noun: Noun = IMAGE

    def run(self, optimiser_state: dict[str, Any] | None) -> None:
        """Train to the end of the stage.

        Raises:
            Stopped: After the step at hand and a checkpoint, when the reporter said so.
            DivergedError: When the loss is no number any more.
            OutOfMemoryError: When not even a single item fits.
        """
        self.upper = self.upper_part()
        self.wrapped = self.compute.wrap(self.upper)
        optimiser = self.optimiser()
        rates = [float(group["lr"]) for group in optimiser.param_groups]
        if optimiser_state is not None:
            optimiser.load_state_dict(optimiser_state)
        steps = self.steps()
        while self.progress.epoch < self.phase.epochs:
            self.train.source.prepare(self.progress.epoch)
            self.one_pass(optimiser, rates, steps)
            self._end_epoch(steps)
            self.checkpoint(optimiser.state_dict())
            if self.plan.early_stopping and self.progress.waited >= self.plan.early_stopping:
                self.reporter.emit("note", text="Stopped early: no gain for some passes.")
                break

    def upper_part(self) -> Upper:
        """What is trained, from where the inputs enter."""
        return Upper(self.network, self.train.source.boundary)

    def one_pass(self, optimiser: torch.optim.Optimizer, rates: list[float], steps: int) -> None:
        """The steps that are left of the pass at hand."""
        now, plan, phase = self.progress, self.plan, self.phase
        order = self._order(now.epoch)
        begin = saved = time.monotonic()
        first = now.step
        while now.step < steps:
            share = (now.epoch * steps + now.step) / (phase.epochs * steps)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * factor(phase, share)
            now.loss_sum += self.one_step(order, optimiser)
            now.step += 1
            now.total += 1
            rate_now = (now.step - first) / max(1e-9, time.monotonic() - begin)
            self.reporter.emit(
                "step", phase=now.phase, epoch=now.epoch, step=now.step, steps=steps,
                loss=now.loss_sum / now.step, rate=rate_now * plan.batch_size,
                eta=(steps * (phase.epochs - now.epoch) - now.step) / rate_now,
                lr=optimiser.param_groups[-1]["lr"],
            )  # fmt: skip
            stop = self.compute.agreed(self.reporter.should_stop())
            if stop or self._time_to_save(saved):
                self.checkpoint(optimiser.state_dict())
                saved = time.monotonic()
            if stop:
                raise Stopped

    def _time_to_save(self, saved: float) -> bool:
        return self.compute.world == 1 and time.monotonic() - saved > _CHECKPOINT_SECONDS

    def steps(self) -> int:
        """Steps of a pass."""
        size, count = self.plan.batch_size, len(self.train)
        steps = -(-count // size)
        # Learned batch-norm statistics of a single image are none.
        single = self.plan.batch_norm == "learn" and count % size == 1 and steps > 1
        return steps - single

    def optimiser(self) -> torch.optim.Optimizer:
        """A fresh optimiser with the rates of the stage."""
        wanted = self.plan.optimizer
        groups = self.network.parameter_groups(
            self.phase.lr, self.phase.layer_decay, wanted.weight_decay
        )
        fused = self.compute.device.type == "cuda"
        if wanted.name == "sgd":
            nesterov = wanted.momentum > 0
            found: torch.optim.Optimizer = torch.optim.SGD(
                groups, momentum=wanted.momentum, nesterov=nesterov, fused=fused
            )
        else:
            found = torch.optim.AdamW(groups, fused=fused)
        return self.compute.optimiser(found)

    def _seed(self, *where: int) -> int:
        return int(np.random.SeedSequence([self.plan.seed, *where]).generate_state(1)[0])

    def _order(self, epoch: int) -> NDArray[np.int64]:
        rng = np.random.default_rng(self._seed(self.progress.phase, epoch))
        count, lengths = len(self.train), self.train.source.lengths
        order = (
            rng.choice(count, count, p=balanced_shares(self.train.targets))
            if self.plan.balanced_sampling
            else rng.permutation(count)
        )
        if lengths is None:
            return order
        return bucketed(order, lengths, self.plan.batch_size, rng)

    def one_step(self, order: NDArray[np.int64], optimiser: torch.optim.Optimizer) -> float:
        """One step on the batch at hand; its mean loss."""
        plan, now = self.plan, self.progress
        # Every step has random numbers of its own, so that a resumed run needs none of the past.
        seed = self._seed(now.phase, now.epoch, now.step)
        places = order[now.step * plan.batch_size : (now.step + 1) * plan.batch_size]
        share = self.compute.share(places)
        inputs = self.train.source.batch(share.places, now.epoch, seed + self.compute.rank)
        targets = self.train.targets[torch.from_numpy(share.places)].to(self.compute.device)
        inputs, targets = mix(
            inputs, targets, plan.augmentation, classes=self.network.classes, seed=seed
        )
        self.wrapped.train()
        scaled = share.weights * (self.compute.world / share.total)
        loss = self._gradients(inputs, targets, scaled, optimiser, seed)
        value = float(self.compute.summed(loss)) / self.compute.world
        if not math.isfinite(value):
            raise DivergedError(
                f"The loss became {value} in stage {now.phase + 1}, pass {now.epoch + 1}, "
                f"step {now.step + 1}.",
                "Choose a smaller learning rate. The best network so far is kept.",
            )
        if plan.optimizer.clip:
            self.compute.unscale(optimiser)
            learning = [p for p in self.network.parameters() if p.requires_grad]
            torch.nn.utils.clip_grad_norm_(learning, plan.optimizer.clip)
        optimiser.step()
        self._average()
        return value

    def _gradients(
        self,
        inputs: Tensor,
        targets: Tensor,
        weights: Tensor,
        optimiser: torch.optim.Optimizer,
        seed: int,
    ) -> Tensor:
        """The loss of a batch, its gradients in place; smaller pieces when memory runs out."""
        while True:
            optimiser.zero_grad(set_to_none=True)
            size = self.progress.micro or len(inputs)
            torch.manual_seed(seed)
            short = False
            total = torch.zeros((), device=self.compute.device)
            try:
                for begin in range(0, len(inputs), size):
                    piece = slice(begin, begin + size)
                    with self.compute.autocast():
                        outputs = self.wrapped(inputs[piece])
                    losses = self.loss.per_item(outputs, targets[piece])
                    loss = (losses * weights[piece]).sum()
                    self.compute.backward(loss)
                    total += loss.detach()
            except (RuntimeError, MemoryError) as error:
                # Several processes cannot repeat a step that only one of them failed in.
                if not is_out_of_memory(error) or self.compute.world > 1:
                    raise
                short = True
            if not short:
                return total
            self._halve(size)

    def _halve(self, size: int) -> None:
        if size <= 1:
            raise OutOfMemoryError(
                f"Not even one {self.noun.one} at a time fits into the memory.",
                f"Choose a smaller {self.noun.one} size or a smaller pretrained model, or train "
                "on the CPU.",
            )
        self.network.zero_grad(set_to_none=True)
        free_memory(self.compute.device)
        self.progress.micro = -(-size // 2)
        self.reporter.emit(
            "warning",
            text=f"Memory ran out: batches are now computed {self.noun.count(self.progress.micro)} "
            "at a time and added up. Results are the same but for rounding, not to the last bit.",
        )

    def _average(self) -> None:
        if not self.plan.ema:
            return
        kept = self.progress.average
        done = self.progress.epoch * self.steps() + self.progress.step
        # Averages over all steps so far while there are few, so that the start is forgotten.
        decay = min(self.plan.ema, (1 + done) / (10 + done))
        for name, value in self.network.state_dict().items():
            if name not in self.learned:
                continue
            if name in kept and value.is_floating_point():
                # After a resume the average comes from the CPU.
                kept[name] = kept[name].to(value.device).lerp_(value, 1 - decay)
            else:
                kept[name] = value.detach().clone()

    def learned_state(self) -> dict[str, Tensor]:
        """A copy of what the run changes."""
        return learned_state(self.network, self.learned)

    def _end_epoch(self, steps: int) -> None:
        now = self.progress
        own: dict[str, Tensor] = {}
        if self.plan.ema:
            own = self.learned_state()
            self.network.load_state_dict(now.average, strict=False)
        self.upper.eval()
        found = self._scores()
        value = deciding(found, self.plan.patience_metric)
        better = value > now.best
        if better:
            now.best = value
            now.best_state = self.learned_state()
        now.waited = 0 if better else now.waited + 1
        shown = self.previews.items(self.upper, self.validation.source, self.compute)
        if own:
            self.network.load_state_dict(own, strict=False)
        self.reporter.emit("preview", phase=now.phase, epoch=now.epoch, items=shown)
        self.reporter.emit(
            "epoch", phase=now.phase, epoch=now.epoch, train_loss=now.loss_sum / steps,
            validation_loss=found["loss"], metrics=quick_metrics(found), best=now.best,
            memory=self.compute.memory(),
        )  # fmt: skip
        now.epoch, now.step, now.loss_sum = now.epoch + 1, 0, 0.0

    def _scores(self) -> dict[str, float]:
        size = self.progress.micro or self.plan.batch_size
        while True:
            try:
                return scores(self.upper, self.validation, self.plain_loss, self.compute, size)
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error) or self.compute.world > 1 or size <= 1:
                    raise
            free_memory(self.compute.device)
            size = -(-size // 2)


def learned_state(network: Network, names: frozenset[str]) -> dict[str, Tensor]:
    """A copy, on the CPU, of some tensors of a network."""
    return {
        name: value.detach().cpu().clone()
        for name, value in network.state_dict().items()
        if name in names
    }


def balanced_shares(targets: Tensor) -> NDArray[np.float64]:
    """(N,) chance of each item so that every class is drawn equally often.

    An item with several classes counts as its rarest; one without any as the mean.
    """
    if targets.ndim == 1:
        codes = targets.numpy()
        chance = 1 / np.bincount(codes)[codes].astype(np.float64)
    else:
        table = targets.numpy()
        rarity = 1 / np.maximum(table.sum(axis=0), 1)
        chance = (table * rarity).max(axis=1).astype(np.float64)
        chance[chance == 0] = chance.mean() or 1.0
    shares: NDArray[np.float64] = chance / chance.sum()
    return shares

"""How long a training will take here: a few timed steps of the real network, and arithmetic.

The stages of a plan are walked through as `Training` walks through them: one pass below a frozen
boundary for each cached view, then passes from the boundary up, then the scores.

Held against trainings of the built-in model on 349 photos by their processor time (one thread):
estimated 4.4, 17 and 75 s for the three presets, of which 2.5 s are fixed; used 3.3, 16 and 62 s,
the last one stopped early.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from tlstudio.core.cards import BackboneCard
from tlstudio.core.plans import Head, Phase, Plan
from tlstudio.features.cache import DEFAULT_LIMIT
from tlstudio.features.engine import make_engine
from tlstudio.models.network import Network, count_parameters
from tlstudio.models.surgery import operate
from tlstudio.training.choices import usual_views, worth_caching
from tlstudio.training.compute import choose_device, default_threads

_LARGE = 300_000_000
_BACKWARD = 3.0
_ENOUGH_SECONDS = 1.0
_RUNS = 4
_FRICTION = 0.12
# Reading and shrinking a usual photo, where there is none to time.
_USUAL_DECODE = 0.006
_AUGMENT = 0.0008
# Start, report and everything that does not grow with the images.
_FIXED = 2.5
# One evaluation of the loss of the new layer for a feature and class, and how many there are.
_EXACT = 3e-10
_EVALUATIONS = 900
_CHECKPOINT_BYTES = 150e6


@dataclass
class Speed:
    """Seconds an image of one network on one device, measured when first asked for.

    Args:
        card: The pretrained model; its weights need not be here.
        size: Side of the images, or tokens of a usual text.
        channels: Of the images; None for texts.
        cut: Boundary behind the last block that stays; None keeps all.
        device: "auto" or a name.
    """

    card: BackboneCard
    size: int
    channels: int | None
    cut: int | None = None
    device: str = "auto"
    _forward: dict[int, float] = field(default_factory=dict)
    _training: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = torch.device(choose_device(self.device))
        begin = time.perf_counter()
        self.network: Network = operate(
            self.card,
            cut=self.cut,
            head=Head(),
            classes=4,
            in_channels=self.channels,
            seed=0,
            weights=False,
        )
        self.network.to(self.place)
        self.load_seconds = time.perf_counter() - begin
        macs = self.card.macs * (self.size / self.card.input.size) ** 2
        self.batch = 8 if macs < 1e9 else 4
        if self.place.type == "cuda":
            self.batch = 32

    def forward(self, boundary: int) -> float:
        """Of the blocks below a boundary, by the engine that training would use."""
        if boundary not in self._forward:
            images = self._images()
            name = "eager" if self.card.modality == "text" else "channels-last"
            engine = make_engine(self.network, boundary, name, images, self.place)
            self._forward[boundary] = self._timed(lambda: engine.run(images))
        return self._forward[boundary]

    def training(self, boundary: int) -> float:
        """Forward, backward and step of everything above a boundary."""
        if boundary not in self._training:
            self._training[boundary] = self._step(boundary)
        return self._training[boundary]

    def _step(self, boundary: int) -> float:
        network = self.network
        network.freeze_below(boundary)
        layout = torch.contiguous_format if self.place.type == "mps" else torch.channels_last
        network.to(memory_format=layout)
        learning = [p for p in network.parameters() if p.requires_grad]
        optimiser = torch.optim.AdamW(learning, lr=0.0)
        network.eval()
        with torch.no_grad():
            hidden = network.run(self._images(), 0, boundary) if boundary else self._images()
        targets = torch.zeros(len(hidden), dtype=torch.int64, device=self.place)
        network.train()
        network.keep_statistics(True)

        def step() -> Tensor:
            optimiser.zero_grad(set_to_none=True)
            loss = nn.functional.cross_entropy(network.logits_from(hidden, boundary), targets)
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            return loss.detach()

        found = self._timed(step)
        network.eval()
        network.freeze_below(None)
        return found

    def _images(self) -> Tensor:
        if self.card.modality == "text":
            return self.network.backbone.example(self.batch, self.size)
        shape = (self.batch, self.channels or 3, self.size, self.size)
        return torch.rand(shape, generator=torch.Generator().manual_seed(0)).to(self.place)

    def _timed(self, work: Callable[[], Tensor]) -> float:
        """Seconds an image on an idle computer: the best of some runs after one to warm up."""
        if self.place.type == "cpu":
            return cpu_seconds(lambda: float(work().flatten()[0])) / self.batch
        times: list[float] = []
        for _ in range(4):
            begin = time.perf_counter()
            float(work().flatten()[0])  # waits for the GPU
            times.append(time.perf_counter() - begin)
        return min(times[1:]) / self.batch


def cpu_seconds(work: Callable[[], object]) -> float:
    """Seconds that some computing would take with all processors to itself.

    One thread works and its own processor time is taken, which other programs hardly change (the
    clock on the wall showed thirty times as much on a busy computer); what more threads gain is
    reckoned.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        times: list[float] = []
        while len(times) < 2 or (sum(times) < _ENOUGH_SECONDS and len(times) < _RUNS):
            begin = time.thread_time()
            work()
            times.append(time.thread_time() - begin)
    finally:
        torch.set_num_threads(threads)
    return min(times[1:]) / gain(default_threads())


def gain(threads: int) -> float:
    """How many times faster so many threads are than one: each added one helps a little less."""
    return threads / (1 + _FRICTION * (threads - 1))


def plan_seconds(
    plan: Plan, speed: Speed, *, n_train: int, n_validation: int, decode: float, classes: int = 4
) -> float:
    """Seconds from the start of a training to its first report.

    Args:
        plan: The recipe.
        speed: Of its network.
        n_train: Images to learn from.
        n_validation: Images to tune with.
        decode: Seconds to read and shrink one image with all threads at work.
        classes: Number of classes.
    """
    network = speed.network
    cut, both = network.cut, n_train + n_validation
    frozen = speed.forward(cut)
    # On a CPU reading and computing share the processors, a GPU computes meanwhile.
    on_cpu = speed.place.type == "cpu"

    def passed(boundary: int, views: int = 1) -> float:
        work = speed.forward(boundary)
        each = decode + work if on_cpu else max(decode, work)
        return (n_train * views + n_validation) * each

    solve = _EVALUATIONS * _EXACT * n_train * network.backbone.width_at(cut) * classes
    total = _FIXED + speed.load_seconds + passed(cut) + 2 * solve
    tuned = False
    for phase in plan.phases:
        limit = cut if phase.unfreeze_from is None else min(phase.unfreeze_from, cut)
        if limit == cut and plan.head.kind == "linear" and phase.solver != "steps":
            continue
        upper = speed.training(limit)
        total += phase.epochs * (n_train * upper + n_validation * upper / _BACKWARD)
        total += phase.epochs * _checkpoint(network, limit)
        if limit == cut:
            continue
        tuned = True
        views = _cached_views(plan, phase, speed, limit, both) if limit else 0
        if views:
            total += passed(limit, views)
        else:
            below = speed.forward(limit) if limit else 0.0
            total += both * decode
            total += phase.epochs * (both * below + n_train * _AUGMENT)
    # A tuned network gives other features, so that the scores need a pass of their own.
    return total + (n_validation * (decode + frozen) if tuned else 0.0)


def _cached_views(plan: Plan, phase: Phase, speed: Speed, limit: int, images: int) -> int:
    """Views that training would cache at a boundary, 0 where that would not pay."""
    views = usual_views(plan, phase)
    shape = speed.network.backbone.shapes(speed.size, speed.channels)[limit - 1]
    worth = worth_caching(
        item_bytes=int(np.prod(shape)) * 2,
        items=images,
        views=views,
        epochs=phase.epochs,
        seconds=speed.forward(limit),
        cache=Path(tempfile.gettempdir()),
        limit=DEFAULT_LIMIT // 2,
    )
    return min(views, phase.epochs) if worth else 0


def _checkpoint(network: Network, limit: int) -> float:
    """Seconds to save what learns and the optimiser's two moments of it."""
    network.freeze_below(limit)
    learning = count_parameters(network, trainable=True)
    network.freeze_below(None)
    return 4 * 4 * learning / _CHECKPOINT_BYTES + 0.05


def decode_seconds(read: Callable[[int], None], count: int) -> float:
    """Seconds an image when all threads read.

    Args:
        read: Reads and shrinks the image of a number; called once for each.
        count: Images there are; 0 assumes a usual photo.
    """
    if count == 0:
        return _USUAL_DECODE / gain(default_threads())
    begin = time.thread_time()
    for number in range(count):
        read(number)
    return (time.thread_time() - begin) / count / gain(default_threads())


def scaled(card: BackboneCard, known: BackboneCard, speed: float) -> float:
    """Seconds an item of a network too large to be tried, by its MACs beside a known one.

    Where they are not known, as of text encoders, by its parameters.
    """
    if card.macs and known.macs:
        return speed * card.macs / known.macs
    return speed * max(card.parameters, 1) / max(known.parameters, 1)


def too_large(card: BackboneCard) -> bool:
    """Whether trying it would take more memory or time than a question may."""
    return card.parameters > _LARGE

"""What a task is: five small things instead of one class of many methods.

One class with `encode`, `loss`, `decode` and `score` fits image classification and bends for the
rest. Three tasks far from it were worked through on paper; each decided something here.

Spike detection in long recordings. An item is a window, its truth a set of times, its output one
score a time step. `decode` suppresses neighbours and yields as many answers as there are, so
codecs speak of annotations and not of class codes. A score over windows would count a spike at a
border twice: the scorer is fed with `update` and answers once for the whole set in `compute`. All
windows of a recording must lie on one side of the split: `unit` names the recording.

Sequence to sequence (translation, transcription). Targets are ragged, so `collate` belongs to
the codec, which knows the padding. Training forces the truth into the decoder while prediction
generates word by word: the two ways through a network are the predictor's, and only its training
way sees targets. BLEU is a number of the corpus, not a mean over items: the scorer again.

Recommendation. An item is a user with a thing and a rating; the loss compares with things not
chosen, so the objective sees the whole batch, and it gives one loss an item all the same, which
keeps accumulation over micro-batches exact. Honest splits hide each user's latest ratings:
`Unit.order` lets a split cut in time inside a unit instead of keeping the unit whole.

So: `spec` (torch-free, in its own module) says what the task is; the codec goes between
annotations and tensors, both ways; the objective gives the loss; the predictor runs the network;
the scorer counts; `unit` says what must not be divided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from torch import Tensor, nn

from tlstudio.core.samples import AnyAnnotation, Sample
from tlstudio.core.tasks import TaskSpec

Target = TypeVar("Target")
Batch = TypeVar("Batch")
Output = TypeVar("Output")
BatchIn_contra = TypeVar("BatchIn_contra", contravariant=True)
OutputIn_contra = TypeVar("OutputIn_contra", contravariant=True)
OutputOut_co = TypeVar("OutputOut_co", covariant=True)


@dataclass(frozen=True)
class Unit:
    """What must not be divided between parts of the split.

    Attributes:
        name: Items of one name stay together; "" stands alone.
        order: When set, the split may cut inside the unit, along this order (a time), with the
            later items in the parts that are held back.
    """

    name: str = ""
    order: float | None = None


@dataclass(frozen=True)
class ObjectiveOptions:
    """What a plan says about the loss.

    Attributes:
        label_smoothing: Share of the truth that is spread over all answers.
        weights: Weight of each class, () for none; a mean of 1 over the training items keeps
            the scale of the loss.
    """

    label_smoothing: float = 0.0
    weights: tuple[float, ...] = ()


class Codec(Protocol[Target, Batch, Output]):
    """Between annotations and tensors."""

    def encode(self, sample: Sample) -> Target | None:
        """The truth of one item; None when it has no usable answer."""

    def collate(self, targets: Sequence[Target]) -> Batch:
        """The truth of a batch."""

    def decode(self, outputs: Output) -> list[AnyAnnotation]:
        """What the network's outputs say, item by item, as a person would have drawn it."""

    def ideal(self, targets: Batch) -> Output:
        """Outputs of a network that is right and sure: `decode(ideal(x))` gives the truth."""


class Objective(Protocol[BatchIn_contra, OutputIn_contra]):
    """The loss."""

    def __call__(self, outputs: OutputIn_contra, targets: BatchIn_contra) -> Tensor:
        """Mean loss of the batch, a scalar that can be differentiated."""

    def per_item(self, outputs: OutputIn_contra, targets: BatchIn_contra) -> Tensor:
        """(N,) loss of each item; its mean is the loss of the batch."""


class Predictor(Protocol[BatchIn_contra, OutputOut_co]):
    """The ways through a network."""

    def train(self, network: nn.Module, inputs: Tensor, targets: BatchIn_contra) -> OutputOut_co:
        """Outputs for the objective; a generating network is shown the truth."""

    def predict(self, network: nn.Module, inputs: Tensor) -> OutputOut_co:
        """Outputs for `decode`, without the truth."""


class Scorer(Protocol):
    """Counts over a whole set of items, in whatever batches it arrives."""

    def update(self, truth: Sequence[AnyAnnotation], predicted: Sequence[AnyAnnotation]) -> None:
        """Take in some items."""

    def compute(self) -> dict[str, float]:
        """Metrics by the field's names, over all items so far."""


class Task(Protocol[Target, Batch, Output]):
    """One task; the object `TASK` in `tasks/<folder>/task.py`."""

    @property
    def spec(self) -> TaskSpec:
        """Its torch-free part."""

    def codec(
        self, classes: Sequence[str], *, multi_label: bool = False
    ) -> Codec[Target, Batch, Output]:
        """The codec for a dataset's classes."""

    def objective(
        self, options: ObjectiveOptions, *, multi_label: bool = False
    ) -> Objective[Batch, Output]:
        """The loss that a plan asks for."""

    def predictor(self) -> Predictor[Batch, Output]:
        """How its networks are run."""

    def scorer(self, classes: Sequence[str], *, multi_label: bool = False) -> Scorer:
        """A fresh scorer."""

    def unit(self, sample: Sample) -> Unit:
        """What the item must stay with."""


AnyTask = Task[Any, Any, Any]

"""What all tasks share whose items get one class, or several; they differ in their spec."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor, nn

from tlstudio.core.samples import Sample
from tlstudio.core.tasks import TaskSpec
from tlstudio.tasks.labels_codec import LabelsCodec
from tlstudio.tasks.labels_objective import BinaryCrossEntropy, CrossEntropy
from tlstudio.tasks.labels_scorer import LabelsScorer
from tlstudio.tasks.protocol import ObjectiveOptions, Unit


class StraightThrough:
    """Inputs in, logits (N, K) out, in training as in prediction."""

    def train(self, network: nn.Module, inputs: Tensor, targets: Tensor) -> Tensor:
        """Logits; the truth is not shown."""
        del targets
        return self.predict(network, inputs)

    def predict(self, network: nn.Module, inputs: Tensor) -> Tensor:
        """Logits."""
        outputs: Tensor = network(inputs)
        return outputs


@dataclass(frozen=True)
class Labelling:
    """A task that names classes; it holds no state."""

    spec: TaskSpec

    def codec(self, classes: Sequence[str], *, multi_label: bool = False) -> LabelsCodec:
        """Labels to class codes and back."""
        return LabelsCodec(classes, multi_label=multi_label, noun=self.spec.noun)

    def objective(
        self, options: ObjectiveOptions, *, multi_label: bool = False
    ) -> CrossEntropy | BinaryCrossEntropy:
        """Cross-entropy; binary for multi-label."""
        return BinaryCrossEntropy(options) if multi_label else CrossEntropy(options)

    def predictor(self) -> StraightThrough:
        """Inputs in, logits out."""
        return StraightThrough()

    def scorer(self, classes: Sequence[str], *, multi_label: bool = False) -> LabelsScorer:
        """A fresh scorer."""
        return LabelsScorer(classes, multi_label=multi_label)

    def unit(self, sample: Sample) -> Unit:
        """Items of one group stay together."""
        return Unit(sample.group)

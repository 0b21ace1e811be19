"""Image classification: one class an image, or several."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from tlstudio.core.samples import Sample
from tlstudio.core.tasks import TaskSpec
from tlstudio.tasks.image_classification.codec import LabelsCodec
from tlstudio.tasks.image_classification.objective import BinaryCrossEntropy, CrossEntropy
from tlstudio.tasks.image_classification.scorer import LabelsScorer
from tlstudio.tasks.image_classification.spec import SPEC
from tlstudio.tasks.protocol import AnyTask, ObjectiveOptions, Unit


class StraightThrough:
    """Images in, logits (N, K) out, in training as in prediction."""

    def train(self, network: nn.Module, inputs: Tensor, targets: Tensor) -> Tensor:
        """Logits; the truth is not shown."""
        del targets
        return self.predict(network, inputs)

    def predict(self, network: nn.Module, inputs: Tensor) -> Tensor:
        """Logits."""
        outputs: Tensor = network(inputs)
        return outputs


class ImageClassification:
    """The task; it holds no state."""

    @property
    def spec(self) -> TaskSpec:
        """Its torch-free part."""
        return SPEC

    def codec(self, classes: Sequence[str], *, multi_label: bool = False) -> LabelsCodec:
        """Labels to class codes and back."""
        return LabelsCodec(classes, multi_label=multi_label)

    def objective(
        self, options: ObjectiveOptions, *, multi_label: bool = False
    ) -> CrossEntropy | BinaryCrossEntropy:
        """Cross-entropy; binary for multi-label."""
        return BinaryCrossEntropy(options) if multi_label else CrossEntropy(options)

    def predictor(self) -> StraightThrough:
        """Images in, logits out."""
        return StraightThrough()

    def scorer(self, classes: Sequence[str], *, multi_label: bool = False) -> LabelsScorer:
        """A fresh scorer."""
        return LabelsScorer(classes, multi_label=multi_label)

    def unit(self, sample: Sample) -> Unit:
        """Images of one group stay together."""
        return Unit(sample.group)


TASK: AnyTask = ImageClassification()

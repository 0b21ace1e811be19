"""Image classification: names, losses and counts, in the corners."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
import torch
from sklearn.metrics import balanced_accuracy_score, f1_score, log_loss

from tests.contract.samples import CLASSES, sample
from tlstudio.core.annotations import Labels, Text
from tlstudio.core.errors import BadInputError
from tlstudio.tasks.labels_codec import LabelsCodec
from tlstudio.tasks.labels_objective import (
    BinaryCrossEntropy,
    CrossEntropy,
    balanced_weights,
)
from tlstudio.tasks.labels_scorer import LabelsScorer
from tlstudio.tasks.protocol import ObjectiveOptions


def test_unanswered_images_have_no_target() -> None:
    codec = LabelsCodec(CLASSES)
    assert codec.encode(sample(0, ("mitotic",))) == (2,)
    assert codec.encode(sample(0, ("mitotic",), "unsure")) is None
    assert codec.encode(sample(0, (), "skip")) is None
    assert codec.encode(sample(0, ())) is None


def test_an_empty_answer_is_an_answer_when_several_classes_may_apply() -> None:
    codec = LabelsCodec(CLASSES, multi_label=True)
    assert codec.encode(sample(0, (), "empty")) == ()
    assert codec.collate([(), (0, 2)]).tolist() == [[0, 0, 0], [1, 0, 1]]


def test_an_unknown_label_is_named() -> None:
    with pytest.raises(BadInputError, match="'genet'"):
        LabelsCodec(CLASSES).encode(sample(0, ("genet",)))


def test_probabilities_add_up_and_go_with_the_name() -> None:
    logits = torch.tensor([[0.0, 2.0, 1.0], [5.0, 0.0, 0.0]])
    first, second = LabelsCodec(CLASSES).decode(logits)
    assert isinstance(first, Labels)
    assert isinstance(second, Labels)
    assert (first.names, second.names) == (("interphase",), ("apoptotic",))
    assert sum(first.probabilities.values()) == pytest.approx(1)
    assert list(first.probabilities) == list(CLASSES)


def test_large_logits_do_not_overflow_and_nan_is_refused() -> None:
    codec = LabelsCodec(CLASSES)
    found = codec.decode(torch.tensor([[6e4, 0.0, -6e4]], dtype=torch.float16))[0]
    assert isinstance(found, Labels)
    assert found.probabilities["apoptotic"] == 1.0
    with pytest.raises(BadInputError, match="not numbers"):
        codec.decode(torch.tensor([[float("nan"), 0.0, 0.0]]))


def test_mixed_targets_give_the_mixture_of_losses() -> None:
    objective = CrossEntropy(ObjectiveOptions(label_smoothing=0.1, weights=(1.0, 2.0, 0.5)))
    outputs = torch.randn(4, 3, generator=torch.Generator().manual_seed(0))
    one, two = torch.tensor([0, 1, 2, 0]), torch.tensor([1, 1, 0, 2])
    mixed = 0.3 * torch.eye(3)[one] + 0.7 * torch.eye(3)[two]
    expected = 0.3 * objective.per_item(outputs, one) + 0.7 * objective.per_item(outputs, two)
    assert torch.allclose(objective.per_item(outputs, mixed), expected, atol=1e-6)


def test_half_precision_outputs_are_summed_in_single() -> None:
    for objective, targets in (
        (CrossEntropy(ObjectiveOptions()), torch.tensor([0, 1])),
        (BinaryCrossEntropy(ObjectiveOptions()), torch.eye(2)),
    ):
        assert objective(torch.zeros(2, 2, dtype=torch.bfloat16), targets).dtype == torch.float32


def test_balanced_weights_have_a_mean_of_one_over_the_images() -> None:
    counts = (80, 15, 5, 0)
    weights = balanced_weights(counts)
    assert sum(w * n for w, n in zip(weights, counts, strict=True)) == pytest.approx(100)
    assert weights[2] == pytest.approx(16 * weights[0])
    assert weights[3] == 0


def test_metrics_agree_with_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 3, 200)
    table = rng.dirichlet(np.ones(3), 200)
    scorer = LabelsScorer(CLASSES)
    scorer.update(
        [Labels(names=(CLASSES[code],)) for code in truth],
        [
            Labels(
                names=(CLASSES[int(row.argmax())],),
                probabilities=dict(zip(CLASSES, row.tolist(), strict=True)),
            )
            for row in table
        ],
    )
    found, named = scorer.compute(), table.argmax(axis=1)
    assert found["accuracy"] == pytest.approx((truth == named).mean())
    assert found["balanced_accuracy"] == pytest.approx(balanced_accuracy_score(truth, named))
    assert found["macro_f1"] == pytest.approx(f1_score(truth, named, average="macro"))
    assert found["log_loss"] == pytest.approx(log_loss(truth, table))


def test_a_certain_error_costs_much_but_not_infinity() -> None:
    scorer = LabelsScorer(CLASSES)
    sure = Labels(
        names=("mitotic",), probabilities=dict(zip(CLASSES, (0.0, 0.0, 1.0), strict=True))
    )
    scorer.update([Labels(names=("apoptotic",))], [sure])
    assert 30 < scorer.compute()["log_loss"] < math.inf


def test_other_annotations_are_refused() -> None:
    with pytest.raises(BadInputError):
        LabelsScorer(CLASSES).update([Text(text="a")], [Labels(names=())])


def test_the_spec_needs_no_torch() -> None:
    code = "import tlstudio.tasks.image_classification.spec, sys; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

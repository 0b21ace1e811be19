"""Every metric against scikit-learn and torchmetrics, and at the edge of what can be told."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from sklearn import metrics as reference
from torchmetrics import functional as other

from tests.metrics.answering import some
from tlstudio.metrics.answers import Answers, answers_of
from tlstudio.metrics.catalogue import METRICS, metric_values, names_for
from tlstudio.metrics.ordinal import class_order
from tlstudio.metrics.scores import scores_of
from tlstudio.metrics.units import units_of


def values(answers: Answers, *names: str) -> list[float]:
    return [float(value) for value in metric_values(units_of(answers).sums, names)]


@pytest.mark.parametrize("seed", range(6))
def test_agreement_and_probabilities(seed: int) -> None:
    classes = 2 + seed % 4
    truth, chances = some(80, classes, seed)
    named = chances.argmax(axis=1)
    kappa, matthews, brier, micro = values(
        answers_of(truth, chances), "kappa", "matthews", "brier", "micro_f1"
    )
    assert kappa == pytest.approx(reference.cohen_kappa_score(truth, named))
    assert matthews == pytest.approx(reference.matthews_corrcoef(truth, named))
    assert micro == pytest.approx(reference.f1_score(truth, named, average="micro"))
    expected = np.square(chances - np.eye(classes)[truth]).sum(axis=1).mean()
    assert brier == pytest.approx(expected / 2 if classes == 2 else expected)
    if classes == 2:
        assert brier == pytest.approx(reference.brier_score_loss(truth, chances[:, 1]))
    table, codes = torch.from_numpy(chances), torch.from_numpy(truth)
    for found, metric in ((kappa, other.cohen_kappa), (matthews, other.matthews_corrcoef)):
        theirs = float(metric(table, codes, task="multiclass", num_classes=classes))
        assert found == pytest.approx(theirs, abs=1e-5)


def test_classes_in_order() -> None:
    truth, chances = some(90, 4, 2)
    named = chances.argmax(axis=1)
    kappa, distance, near = values(
        answers_of(truth, chances), "quadratic_kappa", "class_distance", "within_one"
    )
    assert kappa == pytest.approx(reference.cohen_kappa_score(truth, named, weights="quadratic"))
    assert distance == pytest.approx(reference.mean_absolute_error(truth, named))
    assert near == pytest.approx((np.abs(truth - named) <= 1).mean())


def test_several_classes_an_item() -> None:
    rng = np.random.default_rng(4)
    truth, chances = rng.integers(0, 2, (70, 3)), rng.random((70, 3))
    answers, named = answers_of(truth, chances, multi_label=True), chances >= 0.5
    found = values(answers, "accuracy", "hamming_loss", "micro_f1", "macro_f1", "log_loss")
    assert found == pytest.approx(
        [
            reference.accuracy_score(truth, named),
            reference.hamming_loss(truth, named),
            reference.f1_score(truth, named, average="micro"),
            reference.f1_score(truth, named, average="macro"),
            np.mean([reference.log_loss(truth[:, k], chances[:, k]) for k in range(3)]),
        ]
    )
    scores = {s.info.name: s.value for s in scores_of(answers, units_of(answers), names_for(
        multi_label=True, ordered=False))}  # fmt: skip
    assert scores["auroc"] == pytest.approx(reference.roc_auc_score(truth, chances))
    assert scores["average_precision"] == pytest.approx(
        reference.average_precision_score(truth, chances)
    )
    table, codes = torch.from_numpy(chances), torch.from_numpy(truth)
    exact = other.classification.multilabel_exact_match(table, codes, num_labels=3)
    assert scores["accuracy"] == pytest.approx(float(exact))


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (("grade 0", "grade 1", "grade 2"), (0, 1, 2)),
        (("stage_10", "stage_2", "stage_1"), (2, 1, 0)),
        (("0", "1", "2", "3"), (0, 1, 2, 3)),
        (("1,5 mm", "0,5 mm", "1 mm"), (1, 2, 0)),
        (("grade 0", "grade 1"), None),
        (("type 1", "type 2", "type 3"), None),
        (("grade 0", "stage 1", "grade 2"), None),
        (("grade 1", "grade 01", "grade 2"), None),
        (("cat", "dog", "cow"), None),
        (("a 1 b 2", "a 2 b 2", "a 3 b 2"), None),
    ],
)
def test_classes_are_in_order_when_a_number_alone_differs(
    names: tuple[str, ...], order: tuple[int, ...] | None
) -> None:
    assert class_order(names) == order


ALL = names_for(multi_label=False, ordered=True)


def every(answers: Answers, groups: NDArray[np.int64] | None = None) -> dict[str, float]:
    """Values; each interval holds its value and lies where the metric does."""
    found = {}
    for score in scores_of(answers, units_of(answers, groups), ALL):
        low, high = score.interval.low, score.interval.high
        if low is not None:
            assert score.info.low - 1e-9 <= low <= score.value + 1e-9
        if high is not None:
            assert score.value - 1e-9 <= high
            assert score.info.high is None or high <= score.info.high + 1e-9
        assert score.interval.method
        found[score.info.name] = score.value
    return found


def test_every_metric_has_an_interval_around_it_and_names_it() -> None:
    truth, chances = some(120, 3, 1)
    answers = answers_of(truth, chances)
    groups = np.arange(120) // 6
    every(answers, groups)
    for score in scores_of(answers, units_of(answers, groups), ALL):
        assert score.interval.low is not None
        assert score.interval.high is not None
        assert score.interval.low < score.value < score.interval.high
        assert "20 groups" in score.interval.method
    assert set(ALL) | {"hamming_loss"} == {metric.name for metric in METRICS}


def test_one_class_absent() -> None:
    truth, chances = some(40, 3, 1)
    found = every(answers_of(np.minimum(truth, 1), chances))
    assert all(np.isfinite(value) for value in found.values())


def test_always_the_same_answer() -> None:
    chances = np.tile([0.6, 0.3, 0.1], (12, 1))
    found = every(answers_of(np.array([0, 1, 2] * 4), chances))
    assert found["kappa"] == found["matthews"] == 0.0
    assert found["auroc"] == 0.5


@pytest.mark.parametrize("n", [1, 2])
def test_very_few_items_of_one_class(n: int) -> None:
    found = every(answers_of(np.zeros(n, np.int64), np.tile([0.6, 0.3, 0.1], (n, 1))))
    assert found["accuracy"] == 1.0
    assert np.isnan(found["auroc"])
    assert np.isnan(found["matthews"])


def test_no_mistake_at_all() -> None:
    truth = np.array([0, 1, 2] * 7)
    found = every(answers_of(truth, np.eye(3)[truth]))
    assert found["kappa"] == found["quadratic_kappa"] == found["auroc"] == 1.0
    assert found["class_distance"] == 0.0


def test_one_group_has_no_interval() -> None:
    truth, chances = some(30, 3, 1)
    answers = answers_of(truth, chances)
    for score in scores_of(answers, units_of(answers, np.zeros(30, np.int64)), ALL):
        assert (score.interval.low, score.interval.high) == (None, None)
        assert "1 unit only" in score.interval.method


def test_an_unknown_metric_is_named() -> None:
    answers = answers_of(*some(5, 2, 0))
    with pytest.raises(ValueError, match="nonsense"):
        values(answers, "nonsense")

"""Metrics against scikit-learn, and on input at the edge of what can be scored."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn import metrics as reference

from tlstudio.core.errors import BadInputError
from tlstudio.metrics.answers import Answers, answers_of
from tlstudio.metrics.catalogue import USUAL, metric_values
from tlstudio.metrics.classification import class_values, confusion
from tlstudio.metrics.sums import item_sums, total

NAMES = USUAL


def some(n: int, classes: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, n)
    return truth, rng.dirichlet(np.full(classes, 0.5), n)


def scores(answers: Answers) -> dict[str, float]:
    values = metric_values(total(item_sums(answers), answers), NAMES)
    return dict(zip(NAMES, map(float, values), strict=True))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 60), st.integers(2, 6), st.integers(0, 10_000))
def test_they_are_scikit_learns(n: int, classes: int, seed: int) -> None:
    truth, chances = some(n, classes, seed)
    found = scores(answers_of(truth, chances))
    named = chances.argmax(axis=1)
    present = np.unique(truth)
    assert found["accuracy"] == pytest.approx(reference.accuracy_score(truth, named))
    assert found["balanced_accuracy"] == pytest.approx(
        reference.recall_score(truth, named, labels=present, average="macro", zero_division=0)
    )
    assert found["macro_f1"] == pytest.approx(
        reference.f1_score(truth, named, labels=present, average="macro", zero_division=0)
    )
    assert found["log_loss"] == pytest.approx(
        reference.log_loss(truth, chances, labels=list(range(classes))), rel=1e-6
    )


def test_values_by_class_and_the_confusion_matrix_are_scikit_learns() -> None:
    truth, chances = some(200, 4, 1)
    answers = answers_of(truth, chances)
    named = chances.argmax(axis=1)
    sums = total(item_sums(answers), answers)
    precision, recall, f1, _ = reference.precision_recall_fscore_support(truth, named)
    np.testing.assert_allclose(class_values(sums, "precision"), precision)
    np.testing.assert_allclose(class_values(sums, "recall"), recall)
    np.testing.assert_allclose(class_values(sums, "f1"), f1)
    np.testing.assert_array_equal(confusion(answers), reference.confusion_matrix(truth, named))
    table = reference.multilabel_confusion_matrix(truth, named)
    specificity = table[:, 0, 0] / table[:, 0].sum(axis=1)
    np.testing.assert_allclose(class_values(sums, "specificity"), specificity)


def test_a_class_that_is_absent_is_left_out_of_means() -> None:
    chances = np.array([[0.7, 0.2, 0.1], [0.6, 0.3, 0.1], [0.2, 0.7, 0.1]])
    found = scores(answers_of(np.array([0, 0, 1]), chances))
    assert found["balanced_accuracy"] == 1.0
    assert found["macro_f1"] == 1.0


def test_always_the_same_answer_is_scored_not_refused() -> None:
    chances = np.tile([0.9, 0.1], (10, 1))
    answers = answers_of(np.array([0] * 7 + [1] * 3), chances)
    found = scores(answers)
    assert found["accuracy"] == pytest.approx(0.7)
    assert found["balanced_accuracy"] == pytest.approx(0.5)
    precision = class_values(total(item_sums(answers), answers), "precision")
    assert np.isnan(precision[1])


def test_several_labels_at_once() -> None:
    truth = np.array([[1, 0], [1, 1], [0, 0], [0, 1]])
    chances = np.array([[0.9, 0.2], [0.8, 0.4], [0.1, 0.2], [0.3, 0.9]])
    answers = answers_of(truth, chances, multi_label=True)
    found = scores(answers)
    assert found["accuracy"] == pytest.approx(3 / 4)
    assert found["balanced_accuracy"] == pytest.approx((1.0 + (0.5 + 1.0) / 2) / 2)
    with pytest.raises(ValueError, match="confusion"):
        confusion(answers)


@pytest.mark.parametrize(
    ("truth", "chances", "words"),
    [
        ([0, 1], [[0.5, 0.5]], "2 true answers"),
        ([], np.empty((0, 2)), "no item"),
        ([0], [[np.nan, 1.0]], "not numbers"),
        ([0], [[1.4, -0.4]], "Probabilities lie between"),
        ([0], [[0.4, 0.4]], "do not sum to 1"),
        ([5], [[0.4, 0.6]], "class codes outside"),
    ],
)
def test_what_cannot_be_scored_is_refused_in_words(
    truth: list[int], chances: list[list[float]], words: str
) -> None:
    with pytest.raises(BadInputError, match=words):
        answers_of(np.array(truth, np.int64), np.array(chances))

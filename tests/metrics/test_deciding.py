"""Decisions that weigh what a mistake costs, and what they are worth."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics as reference

from tests.metrics.answering import some
from tlstudio.core.errors import BadInputError
from tlstudio.metrics.answers import answers_of
from tlstudio.metrics.deciding import costs_from, decide, threshold_from
from tlstudio.metrics.operating import mean_cost, operating_point


def test_it_names_what_costs_least() -> None:
    truth, chances = some(300, 3, 1)
    costs = np.array([1.0, 6.0, 2.0])
    named = decide(chances, costs).argmax(axis=1)
    # Naming class k misses each other class j at its cost.
    expected = [(chances * costs).sum(axis=1) - chances[:, k] * costs[k] for k in range(3)]
    np.testing.assert_array_equal(named, np.argmin(expected, axis=0))
    plain = answers_of(truth, chances)
    careful = answers_of(truth, chances, costs=costs)
    assert mean_cost(careful, costs).value <= mean_cost(plain, costs).value
    np.testing.assert_array_equal(plain.predicted, decide(chances))


def test_two_classes_have_a_threshold() -> None:
    assert threshold_from((1, 4)) == pytest.approx(0.2)
    assert threshold_from((1, 4), positive=0) == pytest.approx(0.8)
    assert costs_from(0.2) == pytest.approx((1, 4))
    assert costs_from(0.25, positive=0) == pytest.approx((3, 1))
    chances = np.array([[0.79, 0.21], [0.81, 0.19]])
    assert decide(chances, (1, 4)).tolist() == [[False, True], [True, False]]


def test_classes_on_their_own_have_one_each() -> None:
    chances = np.array([[0.3, 0.3], [0.2, 0.5]])
    assert decide(chances, (3, 1), multi_label=True).tolist() == [[True, False], [False, True]]
    answers = answers_of(np.array([[1, 0], [1, 0]]), chances, multi_label=True, costs=(3, 1))
    assert mean_cost(answers, (3, 1)).value == pytest.approx((0 + 3 + 1) / 2)


@pytest.mark.parametrize("costs", [(1,), (1, 0), (1, -1), (1, np.nan)])
def test_costs_that_are_none_are_refused(costs: tuple[float, ...]) -> None:
    with pytest.raises(BadInputError, match=r"cost"):
        decide(np.array([[0.5, 0.5]]), costs)


def test_a_threshold_beyond_all_probabilities_is_refused() -> None:
    with pytest.raises(BadInputError, match="between 0 and 1"):
        costs_from(1.0)


def test_an_operating_point_is_scikit_learns() -> None:
    truth, chances = some(200, 2, 3)
    answers = answers_of(truth, chances, costs=(1, 3))
    named = answers.predicted[:, 1]
    found = operating_point(answers, 1, np.arange(200) // 5)
    (negative, false), (missed, hit) = reference.confusion_matrix(truth, named)
    pairs = (
        (found.sensitivity, hit / (hit + missed)),
        (found.specificity, negative / (negative + false)),
        (found.positive_value, hit / (hit + false)),
        (found.negative_value, negative / (negative + missed)),
    )
    for share, expected in pairs:
        assert share.value == pytest.approx(expected)
        assert share.low < share.value < share.high
    cost = mean_cost(answers, (1, 3), np.arange(200) // 5)
    assert cost.value == pytest.approx((false + 3 * missed) / 200)
    assert 0 < cost.low < cost.value < cost.high < 3

"""Intervals hold what they promise, also for groups, rare classes and few mistakes."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tlstudio.metrics.answers import Answers, answers_of
from tlstudio.metrics.intervals import class_scores, metric_intervals, wilson
from tlstudio.metrics.paired import compare, mcnemar
from tlstudio.metrics.units import units_of


def answers_from(right: NDArray[np.bool_], truth: NDArray[np.int64]) -> Answers:
    chances = np.where(right[:, None] == (np.arange(2) == truth[:, None]), 0.8, 0.2)
    return answers_of(truth, chances)


def grouped(
    rng: np.random.Generator, groups: int, size: int, spread: float
) -> tuple[Answers, NDArray[np.int64]]:
    """Answers whose accuracy differs between groups, 0.8 on average."""
    level = rng.beta(0.8 * spread, 0.2 * spread, groups)
    code = np.repeat(np.arange(groups), size)
    right = rng.random(groups * size) < level[code]
    return answers_from(right, rng.integers(0, 2, len(code))), code


def test_wilson_is_the_published_interval() -> None:
    low, high = wilson(0.9, 10)
    assert float(low) == pytest.approx(0.5958, abs=1e-3)
    assert float(high) == pytest.approx(0.9821, abs=1e-3)
    assert [float(v) for v in wilson(1.0, 5)][1] == 1.0


@pytest.mark.parametrize(("groups", "size"), [(8, 10), (30, 6), (200, 1)])
def test_coverage_by_simulation(groups: int, size: int) -> None:
    rng = np.random.default_rng(7)
    hits = 0
    for _ in range(300):
        answers, code = grouped(rng, groups, size, 6.0 if size > 1 else 1e9)
        interval = metric_intervals(units_of(answers, code), ["accuracy"])[0]
        assert interval.low is not None
        assert interval.high is not None
        hits += interval.low <= 0.8 <= interval.high
    assert hits / 300 >= 0.92


def test_groups_widen_intervals_and_are_named() -> None:
    answers, code = grouped(np.random.default_rng(1), 12, 20, 3.0)
    alone = metric_intervals(units_of(answers), ["accuracy"])[0]
    together = metric_intervals(units_of(answers, code), ["accuracy"])[0]
    assert together.high is not None
    assert together.low is not None
    assert alone.high is not None
    assert alone.low is not None
    assert together.high - together.low > 1.5 * (alone.high - alone.low)
    assert "12 groups" in together.method


def test_one_group_gives_no_interval_and_says_why() -> None:
    answers, _ = grouped(np.random.default_rng(1), 1, 20, 3.0)
    interval = metric_intervals(units_of(answers, np.zeros(20, np.int64)), ["accuracy"])[0]
    assert (interval.low, interval.high) == (None, None)
    assert "1 unit" in interval.method


def test_no_mistake_is_no_certainty() -> None:
    truth = np.array([0, 1] * 10)
    units = units_of(answers_from(np.ones(20, bool), truth))
    for interval in metric_intervals(units, ["accuracy", "balanced_accuracy", "macro_f1"]):
        assert interval.high == pytest.approx(1.0)
        assert interval.low is not None
        assert 0.5 < interval.low < 0.95
    recall = class_scores(units, "recall")
    assert (recall.low < 1).all()


def test_mcnemar_is_the_exact_binomial_test() -> None:
    truth = np.zeros(20, np.int64)
    first, second = np.ones(20, bool), np.ones(20, bool)
    second[:6] = False
    first[19] = False
    found = mcnemar(answers_from(first, truth), answers_from(second, truth))
    assert found == pytest.approx(0.125)  # 2 * (C(7,0) + C(7,1)) / 2**7
    same = answers_from(first, truth)
    assert mcnemar(same, same) == 1.0


def test_a_comparison_by_groups_finds_a_true_gain_and_no_false_one() -> None:
    rng = np.random.default_rng(3)
    truth = rng.integers(0, 2, 400)
    code = np.repeat(np.arange(20), 20)
    weak, strong = rng.random(400) < 0.6, rng.random(400) < 0.9
    first, second = answers_from(strong, truth), answers_from(weak, truth)
    found = compare(
        first, second, (units_of(first, code), units_of(second, code)), "balanced_accuracy"
    )
    assert found.difference > 0.2
    assert found.interval.low is not None
    assert found.interval.low > 0
    assert found.p_value < 0.01
    assert "exchange" in found.test
    null = compare(first, first, (units_of(first, code), units_of(first, code)), "accuracy")
    assert (null.difference, null.p_value) == (0.0, 1.0)


def test_an_interval_claims_nothing_that_the_test_does_not() -> None:
    # On each of three plates exactly one image more is right: nothing varies, and nothing is sure.
    groups = np.repeat(np.arange(3), 18)
    truth = np.zeros(54, np.int64)
    wrong, right = np.array([0.2, 0.8]), np.array([0.8, 0.2])
    better = np.where(np.arange(54)[:, None] % 18 < 3, wrong, right)
    worse = np.where(np.arange(54)[:, None] % 18 < 4, wrong, right)
    answers = tuple(answers_of(truth, table) for table in (better, worse))
    units = tuple(units_of(one, groups) for one in answers)
    found = compare(answers[0], answers[1], (units[0], units[1]), "accuracy")
    assert found.difference == pytest.approx(1 / 18)
    assert found.p_value == pytest.approx(0.25)
    assert found.interval.low is not None
    assert found.interval.low <= 0
    assert "the test" in found.interval.method

"""AUROC and average precision against two libraries, and their variance."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as reference
from torchmetrics import functional as other

from tests.metrics.answering import some
from tlstudio.metrics.answers import answers_of
from tlstudio.metrics.ranking import Ranked, auroc, average_precision
from tlstudio.metrics.scores import rankings_of, scores_of
from tlstudio.metrics.units import influence_variance, units_of


@settings(max_examples=25, deadline=None)
@given(st.integers(4, 60), st.integers(2, 5), st.integers(0, 10_000), st.sampled_from([1, 2, 9]))
def test_they_are_scikit_learns(n: int, classes: int, seed: int, digits: int) -> None:
    truth, chances = some(n, classes, seed)
    # Rounded, so that many are equal; rows need not sum to one here.
    answers = answers_of(np.eye(classes)[truth], np.round(chances, digits), multi_label=True)
    areas, sums = auroc(answers).values, average_precision(answers).values
    for code in range(classes):
        here, scores = truth == code, answers.probabilities[:, code]
        if not 0 < here.sum() < n:
            assert np.isnan(areas[code])
            assert np.isnan(sums[code])
            continue
        assert areas[code] == pytest.approx(reference.roc_auc_score(here, scores))
        assert sums[code] == pytest.approx(reference.average_precision_score(here, scores))


def test_means_over_classes_are_torchmetrics() -> None:
    truth, chances = some(150, 4, 3)
    answers = answers_of(truth, chances)
    table, codes = torch.from_numpy(chances), torch.from_numpy(truth)
    area = other.auroc(table, codes, task="multiclass", num_classes=4)
    step = other.average_precision(table, codes, task="multiclass", num_classes=4)
    assert area is not None
    assert step is not None
    assert auroc(answers).mean()[0] == pytest.approx(float(area), abs=1e-6)
    assert average_precision(answers).mean()[0] == pytest.approx(float(step), abs=1e-6)


@pytest.mark.parametrize("metric", [auroc, average_precision])
def test_influences_are_derivatives_by_weight(metric: object) -> None:
    """Against what an item more, or less, does to the metric."""
    assert callable(metric)
    truth, chances = some(400, 3, 5)
    answers = answers_of(truth, chances)
    found: Ranked = metric(answers)
    np.testing.assert_allclose(found.influences.sum(axis=0), 0, atol=1e-9)
    for item in range(0, 400, 40):
        rows = np.append(np.arange(400), item)
        change = metric(answers.select(rows)).values - found.values
        np.testing.assert_allclose(change, found.influences[item], atol=2e-4)


def test_the_variance_of_auroc_is_delongs() -> None:
    truth, chances = some(60, 2, 8)
    answers = answers_of(truth, chances)
    positive, scores = truth == 1, chances[:, 1]
    above = scores[positive][:, None] > scores[~positive][None]
    placements = above.mean(axis=1), above.mean(axis=0)
    expected = sum(part.var(ddof=1) / len(part) for part in placements)
    units = units_of(answers)
    found = influence_variance(units, auroc(answers).influences[:, 1:])
    assert float(found[0]) == pytest.approx(float(expected), rel=0.05)


def test_groups_that_are_alike_widen_the_interval() -> None:
    truth, chances = some(40, 2, 2)
    many = answers_of(np.repeat(truth, 5), np.repeat(chances, 5, axis=0))
    alone = rankings_of(answers_of(truth, chances), units_of(answers_of(truth, chances)))[
        "auroc"
    ].by_class
    code = np.repeat(np.arange(40), 5)
    grouped = rankings_of(many, units_of(many, code))["auroc"].by_class
    np.testing.assert_allclose(grouped.low, alone.low, rtol=0.01)
    np.testing.assert_allclose(grouped.high, alone.high, rtol=0.01)
    (single,) = scores_of(many, units_of(many), ["auroc"])
    assert single.interval.low is not None
    assert single.interval.low > grouped.low[1]


def test_all_in_order_is_no_certainty() -> None:
    truth = np.array([0] * 8 + [1] * 8)
    chances = np.where(truth[:, None] == np.arange(2), 0.9, 0.1)
    answers = answers_of(truth, chances)
    (score,) = scores_of(answers, units_of(answers), ["auroc"])
    assert score.value == 1.0
    assert score.interval.high == 1.0
    assert score.interval.low is not None
    assert 0.5 < score.interval.low < 0.9


def test_constant_probabilities_guess() -> None:
    answers = answers_of(np.array([0, 0, 1, 1, 1]), np.tile([0.3, 0.7], (5, 1)))
    np.testing.assert_allclose(auroc(answers).values, 0.5)
    np.testing.assert_allclose(average_precision(answers).values, [0.4, 0.6])


def test_one_class_alone_has_none() -> None:
    answers = answers_of(np.zeros(3, np.int64), np.tile([0.3, 0.7], (3, 1)))
    (score,) = scores_of(answers, units_of(answers), ["auroc"])
    assert np.isnan(score.value)
    assert (score.interval.low, score.interval.high) == (None, None)

"""Temperatures, reliability and the error of calibration."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy import special
from torchmetrics.functional.classification import binary_calibration_error
from torchmetrics.functional.classification import multiclass_calibration_error as theirs

from tests.metrics.answering import some
from tlstudio.core.errors import BadInputError
from tlstudio.metrics.answers import answers_of
from tlstudio.metrics.calibration import (
    LEAST_ITEMS,
    TRUSTED_GROUPS,
    calibration_error,
    error_interval,
    fit_temperature,
    reliability,
)
from tlstudio.metrics.units import units_of


def drawn(n: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Logits of which the softmax is right, and classes drawn from it."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 2, (n, 4))
    ends = np.cumsum(special.softmax(logits, axis=1), axis=1)
    return logits, (rng.random((n, 1)) > ends).sum(axis=1).clip(0, 3)


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0])
def test_a_temperature_is_found_again(factor: float) -> None:
    logits, truth = drawn(4000, 1)
    assert fit_temperature(logits * factor, truth) == pytest.approx(factor, rel=0.06)


def test_it_has_the_smallest_loss() -> None:
    logits, truth = drawn(500, 2)
    found = fit_temperature(logits * 2, truth)
    losses = [
        float(
            torch.nn.functional.cross_entropy(
                torch.from_numpy(logits * 2 / t), torch.from_numpy(truth)
            )
        )
        for t in (found * 0.9, found, found * 1.1)
    ]
    assert losses[1] < min(losses[0], losses[2])


def test_classes_on_their_own_have_a_temperature_too() -> None:
    rng = np.random.default_rng(3)
    logits = rng.normal(0, 2, (2000, 3))
    truth = rng.random(logits.shape) < special.expit(logits)
    assert fit_temperature(logits * 2, truth) == pytest.approx(2, rel=0.08)


def test_no_mistake_does_not_make_it_infinitely_sure() -> None:
    truth = np.array([0, 1] * 50)
    logits = np.where(truth[:, None] == np.arange(2), 1.0, -1.0)
    sure = special.softmax(logits / fit_temperature(logits, truth), axis=1).max()
    assert 0.98 < sure < 0.997


def test_too_little_to_learn_from_changes_nothing() -> None:
    logits, truth = drawn(LEAST_ITEMS - 1, 4)
    assert fit_temperature(logits, truth) == 1.0
    assert fit_temperature(np.ones((50, 2)), np.zeros(50, np.int64)) == 1.0
    with pytest.raises(BadInputError, match="not numbers"):
        fit_temperature(np.full((50, 2), np.nan), np.arange(50) % 2)


@pytest.mark.parametrize("bins", [10, 15])
def test_the_error_is_torchmetrics(bins: int) -> None:
    truth, chances = some(300, 4, 5)
    expected = theirs(torch.from_numpy(chances), torch.from_numpy(truth), 4, n_bins=bins)
    found = calibration_error(answers_of(truth, chances), bins)
    assert found == pytest.approx(float(expected), abs=1e-6)
    members = np.eye(4, dtype=np.int64)[truth]
    both = torch.from_numpy(chances.reshape(-1)), torch.from_numpy(members.reshape(-1))
    several = answers_of(members, chances, multi_label=True)
    pooled = float(binary_calibration_error(*both, n_bins=bins))
    assert calibration_error(several, bins) == pytest.approx(pooled, abs=1e-6)


def test_bins_hold_all_answers_and_their_shares() -> None:
    logits, truth = drawn(600, 6)
    answers = answers_of(truth, special.softmax(logits, axis=1))
    bins = reliability(answers, 10, np.arange(600) // 10)
    assert sum(one.right.count for one in bins) == 600
    full = [one for one in bins if one.right.count > 30]
    assert all(one.low <= one.confidence <= one.high for one in full)
    assert all(one.right.low <= one.right.value <= one.right.high for one in full)
    gaps = sum(abs(b.confidence - b.right.value) * b.right.count for b in bins if b.right.count)
    assert calibration_error(answers) == pytest.approx(gaps / 600)
    assert np.isnan(bins[0].confidence)


def test_a_calibrated_model_may_have_no_error_at_all() -> None:
    logits, truth = drawn(200, 7)
    answers = answers_of(truth, special.softmax(logits, axis=1))
    found = error_interval(answers, units_of(answers))
    assert found.low == 0.0
    assert found.high is not None
    assert found.high < 0.2
    hot = answers_of(truth, special.softmax(logits * 4, axis=1))
    found = error_interval(hot, units_of(hot))
    assert found.low is not None
    assert found.low > 0.05


def test_few_groups_give_no_interval_and_say_why() -> None:
    logits, truth = drawn(200, 8)
    answers = answers_of(truth, special.softmax(logits, axis=1))
    few = error_interval(answers, units_of(answers, np.arange(200) % (TRUSTED_GROUPS - 1)))
    assert (few.low, few.high) == (None, None)
    assert "20 groups" in few.method
    assert error_interval(answers, units_of(answers, np.arange(200) % TRUSTED_GROUPS)).low == 0.0

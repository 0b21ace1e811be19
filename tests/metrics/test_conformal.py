"""Short lists hold what they promise, for single items and for groups, and as MAPIE makes them."""

from __future__ import annotations

import numpy as np
import pytest
from mapie.classification import SplitConformalClassifier
from numpy.typing import NDArray
from scipy import special
from sklearn.linear_model import LogisticRegression

from tests.metrics.answering import some
from tlstudio.core.errors import BadInputError
from tlstudio.metrics.conformal import (
    EVERY_CLASS,
    calibration_scores,
    cross_quality,
    largest_coverage,
    prediction_sets,
    quality_of,
    threshold_of,
)

Pair = tuple[NDArray[np.float64], NDArray[np.int64]]


def test_lists_are_mapies() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(400, 4))
    y = (x @ rng.normal(size=(4, 3)) + rng.gumbel(size=(400, 3))).argmax(axis=1)
    model = LogisticRegression().fit(x[:150], y[:150])
    theirs = SplitConformalClassifier(model, confidence_level=0.9, conformity_score="lac")
    theirs.conformalize(x[150:300], y[150:300])
    _, sets = theirs.predict_set(x[300:])
    chances = model.predict_proba(x[150:300])
    limit = threshold_of(calibration_scores(chances, y[150:300]), 0.9)
    ours = prediction_sets(model.predict_proba(x[300:]), limit)
    expected = sets[:, :, 0].astype(bool)
    # Theirs may be empty, ours never is.
    np.testing.assert_array_equal(ours[expected.any(axis=1)], expected[expected.any(axis=1)])
    assert ours.any(axis=1).all()


def test_the_threshold_is_the_corrected_quantile() -> None:
    scores = np.arange(1, 20) / 20
    assert threshold_of(scores, 0.9) == pytest.approx(18 / 20)  # ceil(20 * 0.9) = 18th of 19
    assert threshold_of(scores, 0.95) == pytest.approx(19 / 20)
    assert threshold_of(scores, 0.96) == EVERY_CLASS
    assert largest_coverage(19) == pytest.approx(0.95)
    alone = threshold_of(scores, 0.9, np.arange(19))
    assert alone == threshold_of(scores, 0.9)


def new_groups(rng: np.random.Generator, groups: int, size: int) -> tuple[Pair, NDArray[np.int64]]:
    """Groups some of which are much harder than others."""
    code = np.repeat(np.arange(groups), size)
    clear = np.exp(rng.normal(0, 1.0, groups))[code]
    truth = rng.integers(0, 4, len(code))
    logits = 2 * clear[:, None] * np.eye(4)[truth] + rng.gumbel(size=(len(code), 4))
    return (special.softmax(logits, axis=1), truth), code


def test_the_promise_is_kept_for_new_groups() -> None:
    rng = np.random.default_rng(1)
    held = []
    for _ in range(150):
        (chances, truth), code = new_groups(rng, 25, 8)
        limit = threshold_of(calibration_scores(chances, truth), 0.9, code)
        (fresh, true), _ = new_groups(rng, 40, 1)
        held.append(quality_of(prediction_sets(fresh, limit), true).coverage.value)
    assert np.mean(held) >= 0.89


def test_quality_on_the_calibration_part_itself_does_not_flatter() -> None:
    rng = np.random.default_rng(2)
    (chances, truth), code = new_groups(rng, 60, 6)
    found = cross_quality(chances, truth, 0.9, code)
    assert found.coverage.low < 0.93
    assert found.coverage.high > 0.88
    assert found.coverage.units == 60
    assert found.sizes.sum() == len(truth)
    assert found.sizes[0] == 0
    assert found.mean_size == pytest.approx((found.sizes * np.arange(5)).sum() / len(truth))
    assert sum(share.count for share in found.by_class) == len(truth)
    again = cross_quality(chances, truth, 0.9, code)
    np.testing.assert_array_equal(found.sets, again.sets)


def test_several_classes_an_item_are_all_held() -> None:
    rng = np.random.default_rng(3)
    chances = rng.random((500, 3))
    truth = rng.random(chances.shape) < chances
    limit = threshold_of(calibration_scores(chances[:300], truth[:300]), 0.8)
    found = quality_of(prediction_sets(chances[300:], limit), truth[300:])
    assert found.coverage.value == pytest.approx(0.8, abs=0.08)


def test_few_items_or_groups_promise_nothing_but_every_class() -> None:
    truth, chances = some(40, 3, 4)
    scores = calibration_scores(chances, truth)
    limit = threshold_of(scores, 0.95, np.arange(40) // 10)
    assert limit == EVERY_CLASS
    assert prediction_sets(chances, limit).all()
    one = cross_quality(chances[:1], truth[:1], 0.9)
    assert one.sets.all()
    with pytest.raises(BadInputError, match="cannot be promised"):
        threshold_of(scores, 1.0)
    with pytest.raises(BadInputError, match="no usable answers"):
        threshold_of(scores[:0], 0.9)

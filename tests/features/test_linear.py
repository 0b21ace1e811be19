"""The exact head against scikit-learn's logistic regression on the same features."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from tlstudio.features.linear import fit_linear, fold_codes, standardisation


def blobs(
    classes: int = 3, count: int = 150, seed: int = 0
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Features of overlapping classes, and their codes."""
    rng = np.random.default_rng(seed)
    y = rng.integers(classes, size=count)
    centres = rng.normal(0, 1, (classes, 12))
    x = (centres[y] + rng.normal(0, 1.2, (count, 12))) * rng.uniform(0.5, 3, 12) + 5
    return x.astype(np.float32), y


@pytest.mark.parametrize("l2", [1e-3, 1e-2, 1e-1])
@pytest.mark.parametrize("classes", [2, 3, 6])
def test_it_agrees_with_scikit_learn(l2: float, classes: int) -> None:
    x, y = blobs(classes)
    mean, scale = standardisation(x)
    ours = fit_linear(x, y, classes, l2=l2)
    if classes == 2:
        # Two rows of weights share the penalty: half of it weighs on their difference.
        theirs = LogisticRegression(C=2 / (len(y) * l2), max_iter=5000, tol=1e-8)
    else:
        theirs = LogisticRegression(C=1 / (len(y) * l2), max_iter=5000, tol=1e-8)
    theirs.fit((x - mean) * scale, y)
    want = theirs.predict_proba((x - mean) * scale)
    np.testing.assert_allclose(ours.predict_proba(x), want, atol=5e-3)


def test_the_strength_chosen_is_about_the_best_on_new_data() -> None:
    excesses = []
    for seed in range(6):
        all_x, all_y = blobs(4, 2120, seed)
        x, new_x, y, new_y = all_x[:120], all_x[120:], all_y[:120], all_y[120:]

        def loss(l2: float | None, x: Any = x, y: Any = y, new: Any = (new_x, new_y)) -> float:
            answered = fit_linear(x, y, 4, l2=l2).predict_proba(new[0])
            return float(log_loss(new[1], answered, labels=range(4)))

        excesses.append(loss(None) / min(map(loss, (1e-4, 1e-3, 1e-2, 1e-1, 1.0))))
    assert np.mean(excesses) <= 1.1
    assert max(excesses) <= 1.3


def test_weights_and_several_classes_at_once() -> None:
    x, y = blobs(2, 200)
    heavy = fit_linear(x, y, 2, l2=1e-2, sample_weights=np.where(y == 1, 9.0, 1.0))
    plain = fit_linear(x, y, 2, l2=1e-2)
    assert heavy.predict_proba(x)[:, 1].mean() > plain.predict_proba(x)[:, 1].mean()
    many = np.stack([y == 1, y == 0, np.ones(len(y))], axis=1)
    model = fit_linear(x, many, 3, l2=1e-2)
    answered = model.predict_proba(x)
    assert model.multi_label
    assert (answered[:, 2] > 0.9).mean() > 0.9
    assert ((answered[:, 0] > 0.5) == (y == 1)).mean() > 0.8


def test_it_is_deterministic_and_lives_with_constant_and_absent_things() -> None:
    x, y = blobs(3)
    x[:, 4] = 2.5
    one, two = fit_linear(x, y, 4), fit_linear(x, y, 4)
    assert np.array_equal(one.weight, two.weight)
    assert np.isfinite(one.weight).all()
    assert one.predict_proba(x)[:, 3].max() < 0.2


def test_groups_stay_in_one_fold_and_classes_are_spread() -> None:
    groups = np.repeat(np.arange(30), 5)
    y = np.tile([0, 1, 2], 50)
    folds = fold_codes(y, groups, 0)
    assert all(len(set(folds[groups == group])) == 1 for group in range(30))
    folds = fold_codes(y, None, 0)
    counts = np.array([[np.sum((folds == f) & (y == c)) for c in range(3)] for f in range(3)])
    assert counts.max() - counts.min() <= 1

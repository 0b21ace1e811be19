"""Confident learning finds what was made wrong on purpose, and agrees with cleanlab."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tlstudio.evaluation.suspects.confident import (
    calibrated,
    confident_joint,
    doubted,
    doubts,
    doubts_of_several,
    pruned,
    thresholds,
)


def noisy(seed: int, classes: int, count: int = 300, share: float = 0.1) -> tuple[Any, Any, Any]:
    """Given labels, probabilities as of an out-of-fold model, and which labels are wrong."""
    rng = np.random.default_rng(seed)
    true = rng.integers(classes, size=count)
    logits = rng.normal(0, 1, (count, classes))
    logits[np.arange(count), true] += 2.5
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    wrong = rng.random(count) < share
    given = np.where(wrong, (true + rng.integers(1, classes, count)) % classes, true)
    return given, chances, wrong


@pytest.mark.parametrize("classes", [2, 3, 7])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_flags_and_scores_are_those_of_cleanlab(classes: int, seed: int) -> None:
    filtering = pytest.importorskip("cleanlab.filter")
    ranking = pytest.importorskip("cleanlab.rank")
    counting = pytest.importorskip("cleanlab.count")
    given, chances, _ = noisy(seed, classes)
    joint = counting.compute_confident_joint(given, chances, calibrate=False)
    np.testing.assert_array_equal(confident_joint(given, chances), joint)
    whole = counting.calibrate_confident_joint(joint, given)
    assert np.abs(calibrated(joint, given) - whole).max() <= 1
    theirs = np.asarray(filtering.find_label_issues(given, chances, n_jobs=1))
    found = doubts(given, chances)
    np.testing.assert_array_equal(pruned(given, chances, whole), theirs)
    # Left is how shares of items are rounded to whole ones.
    assert (found.flagged != theirs).mean() <= 0.02
    for method, ours in (("normalized_margin", found.score), ("self_confidence", found.confidence)):
        scores = ranking.get_label_quality_scores(given, chances, method=method)
        np.testing.assert_allclose(ours, scores, atol=1e-9)


def test_several_labels_are_judged_class_by_class_as_cleanlab_does() -> None:
    filtering = pytest.importorskip("cleanlab.filter")
    rng = np.random.default_rng(4)
    truth = rng.random((300, 4)) < 0.4
    logits = rng.normal(0, 1, truth.shape) + np.where(truth, 2.5, -2.5)
    chances = 1 / (1 + np.exp(-logits))
    flip = rng.random(truth.shape) < 0.05
    given = (truth ^ flip).astype(np.uint8)
    found, wrong = doubts_of_several(given, chances)
    lists = [np.flatnonzero(row).tolist() for row in given]
    theirs = filtering.find_label_issues(lists, chances, multi_label=True, n_jobs=1)
    assert (found.flagged != np.asarray(theirs)).mean() < 0.02
    assert (wrong & flip).sum() / flip.sum() > 0.8
    assert (wrong & flip).sum() / wrong.sum() > 0.5
    assert set(np.flatnonzero(wrong.any(axis=1))) == set(np.flatnonzero(found.flagged))


def test_most_of_what_was_flipped_comes_first() -> None:
    given, chances, wrong = noisy(5, 3, count=600, share=0.05)
    found = doubts(given, chances)
    first = np.argsort(found.confidence)[:60]
    assert wrong[first].sum() / wrong.sum() > 0.9
    assert (found.flagged & wrong).sum() / wrong.sum() > 0.7


def test_clean_labels_of_a_sure_model_are_left_alone() -> None:
    labels = np.arange(60) % 3
    chances = np.full((60, 3), 0.01)
    chances[np.arange(60), labels] = 0.98
    assert not doubts(labels, chances).flagged.any()


def test_poor_input_raises_nothing() -> None:
    assert not doubted(np.zeros(0, np.int64), np.zeros((0, 3))).any()
    assert not doubted(np.zeros(4, np.int64), np.ones((4, 1))).any()
    assert doubts(np.zeros(4, np.int64), np.ones((4, 1))).score.tolist() == [1.0] * 4
    same = np.full((6, 2), 0.5)
    assert not doubts(np.array([0, 1] * 3), same).flagged.any()
    # A class that nobody has is reached by nobody.
    labels, chances = np.array([0, 0, 1, 1]), np.array([[0.5, 0.1, 0.4]] * 4)
    assert thresholds(labels, chances)[2] > 1
    assert confident_joint(labels, chances)[:, 2].tolist() == [0, 0, 1]
    # One item of a class is never all that is doubted of it.
    lonely = np.array([0] * 9 + [1])
    sure = np.tile([0.9, 0.1], (10, 1))
    assert not doubted(lonely, sure)[9]

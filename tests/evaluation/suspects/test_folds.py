"""No model judges what it has seen."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.core.reporting import Silent, Stopped
from tlstudio.evaluation.suspects.find import cannot_judge, judged_of
from tlstudio.evaluation.suspects.folds import deal, out_of_fold


def test_groups_stay_whole_and_classes_are_spread() -> None:
    rng = np.random.default_rng(0)
    groups = np.repeat(np.arange(25), 8)
    y = np.repeat(rng.permutation(np.arange(25) % 3), 8)
    fold = deal(y, groups, 5, 1)
    for group in range(25):
        assert len(np.unique(fold[groups == group])) == 1
    assert np.bincount(fold).tolist() == [40] * 5
    for code in range(3):
        assert len(np.unique(fold[y == code])) == 5
    assert (deal(y, groups, 5, 1) == fold).all()


def test_an_item_says_nothing_of_itself() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(0, 1, (60, 40)).astype(np.float32)
    y = rng.integers(2, size=60)
    # Copies within a group could be learned by heart; the labels are pure chance.
    x, y, groups = np.repeat(x, 3, axis=0), np.repeat(y, 3), np.repeat(np.arange(60), 3)
    whole = out_of_fold(x, y, 2, groups)
    split = out_of_fold(x, y, 2, np.arange(len(y)))
    assert whole is not None
    assert split is not None
    own = [float((found[0].argmax(1) == y).mean()) for found in (whole, split)]
    assert own[0] < 0.7
    assert own[1] > 0.9


def test_a_class_that_is_too_rare_is_not_judged() -> None:
    rng = np.random.default_rng(0)
    y = np.array([0] * 20 + [1] * 20 + [2] * 2)
    x = (rng.normal(0, 0.3, (42, 3)) + np.eye(3)[y]).astype(np.float32)
    found = out_of_fold(x, y, 3, np.arange(42))
    assert found is not None
    judged = judged_of(np.arange(42), ("ant", "bee", "genet"), y, *found)
    assert judged.judged.sum() == 40
    assert not judged.flagged[40:].any()
    assert set(judged.order[-2:].tolist()) == {40, 41}
    assert cannot_judge(judged).startswith("2 labels could not be judged")
    assert "genet" in cannot_judge(judged)


def test_a_class_of_one_group_is_not_judged_by_others() -> None:
    rng = np.random.default_rng(0)
    y = np.array([0] * 20 + [1] * 20 + [2] * 10)
    groups = np.concatenate([np.arange(40), np.full(10, 99)])
    x = (rng.normal(0, 0.3, (50, 3)) + np.eye(3)[y]).astype(np.float32)
    found = out_of_fold(x, y, 3, groups)
    assert found is not None
    judged = judged_of(np.arange(50), ("a", "b", "c"), y, *found)
    assert not judged.judged[40:].any()
    assert judged.unjudged() == ("c",)


def test_what_belongs_together_as_a_whole_cannot_be_judged() -> None:
    x = np.random.default_rng(0).normal(0, 1, (10, 3)).astype(np.float32)
    assert out_of_fold(x, np.arange(10) % 2, 2, np.zeros(10, np.int64)) is None


def test_several_classes_are_suggested_as_they_look() -> None:
    rng = np.random.default_rng(1)
    members = (rng.random((120, 3)) < 0.5).astype(np.uint8)
    x = (members + rng.normal(0, 0.2, members.shape)).astype(np.float32)
    given = members.copy()
    given[7, 1] ^= 1
    found = out_of_fold(x, given, 3, np.arange(120))
    assert found is not None
    judged = judged_of(np.arange(120), ("a", "b", "c"), given, *found)
    assert judged.queue[0] == 7
    assert (judged.looks[7] == members[7]).all()
    assert judged.sure(7) > 0.5


def test_it_stops_when_told() -> None:
    class Enough(Silent):
        def should_stop(self) -> bool:
            return True

    x = np.random.default_rng(0).normal(0, 1, (10, 3)).astype(np.float32)
    with pytest.raises(Stopped):
        out_of_fold(x, np.arange(10) % 2, 2, np.arange(10), reporter=Enough())

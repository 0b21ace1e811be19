"""Numbers, tables and cautions of a report, from answers alone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.metrics.answering import some
from tlstudio.evaluation.answering import Answered
from tlstudio.evaluation.cautions import warnings_part
from tlstudio.evaluation.metric_parts import (
    class_table,
    distance_table,
    metrics_parts,
    ranking_table,
)
from tlstudio.metrics.answers import Answers, answers_of
from tlstudio.metrics.intervals import TRUSTED_GROUPS
from tlstudio.metrics.units import units_of

GRADES = ("grade 10", "grade 1", "grade 2")
NAMES = ("ant", "bee", "cow")


def answered(answers: Answers, groups: NDArray[np.int64] | None = None) -> Answered:
    rows = np.arange(len(answers))
    return Answered(rows, rows if groups is None else groups, {}, {"this_run": answers})


@pytest.fixture
def usual() -> Answered:
    return answered(answers_of(*some(150, 3, 1)), np.arange(150) // 5)


def test_the_first_screen_is_short_and_the_headline_stands_first(usual: Answered) -> None:
    first, more = metrics_parts(usual, "balanced_accuracy", NAMES)
    assert first.metrics[0].headline
    names = [metric.name for metric in first.metrics]
    assert names == [
        *("balanced_accuracy", "accuracy", "macro_f1", "auroc", "calibration_error"),
    ]
    rest = {metric.name for metric in more.metrics}
    assert not rest & set(names)
    assert {"kappa", "matthews", "log_loss", "brier", "average_precision"} <= rest
    assert "quadratic_kappa" not in rest
    for metric in (*first.metrics, *more.metrics):
        assert metric.low is not None
        assert metric.high is not None
        assert metric.low < metric.value < metric.high
        assert "30 groups" in metric.method


def test_a_headline_from_the_long_list_comes_to_the_front(usual: Answered) -> None:
    first, more = metrics_parts(usual, "kappa", NAMES)
    assert first.metrics[0].name == "kappa"
    assert "kappa" not in {metric.name for metric in more.metrics}


def test_several_classes_an_image_have_their_own_numbers() -> None:
    rng = np.random.default_rng(0)
    answers = answers_of(rng.integers(0, 2, (60, 3)), rng.random((60, 3)), multi_label=True)
    first, more = metrics_parts(answered(answers), "macro_f1", NAMES)
    names = {metric.name for metric in (*first.metrics, *more.metrics)}
    assert {"hamming_loss", "micro_f1", "auroc"} <= names
    assert not {"kappa", "quadratic_kappa"} & names
    assert distance_table(answered(answers), GRADES) is None


def test_grades_are_taken_as_an_order_whatever_the_order_of_their_names() -> None:
    # Truth is grade 1; one is said to be grade 2, one to be grade 10.
    chances = np.eye(3)[[1, 1, 2, 0]]
    run = answered(answers_of(np.array([1, 1, 1, 1]), chances))
    table = distance_table(run, GRADES)
    assert table is not None
    assert [row[:3] for row in table.rows] == [(0, 2, 0.5), (1, 1, 0.25), (2, 1, 0.25)]
    first, more = metrics_parts(run, "accuracy", GRADES)
    values = {metric.name: metric.value for metric in (*first.metrics, *more.metrics)}
    assert values["class_distance"] == pytest.approx(3 / 4)
    assert values["within_one"] == pytest.approx(3 / 4)
    assert distance_table(run, NAMES) is None


def test_tables_by_class_hold_support_and_intervals(usual: Answered) -> None:
    for table in (class_table(usual, NAMES), ranking_table(usual, NAMES)):
        assert table.columns[:2] == ("class", "images")
        assert sum(int(row[1] or 0) for row in table.rows) == 150
        for row in table.rows:
            for value, low, high in zip(row[2::3], row[3::3], row[4::3], strict=True):
                assert isinstance(value, float)
                assert isinstance(low, float)
                assert isinstance(high, float)
                assert low <= value <= high


def cautions(found: Answered) -> str:
    part = warnings_part(found, units_of(found.run, found.groups), NAMES, split="test", openings=1)
    return " ".join(part.sentences) if part else ""


def test_a_class_without_images_is_named_and_has_dashes() -> None:
    truth, chances = some(60, 3, 2)
    found = answered(answers_of(np.minimum(truth, 1), chances))
    assert "no image here of: cow" in cautions(found)
    assert ranking_table(found, NAMES).rows[2] == ("cow", 0, *[None] * 6)


def test_too_few_groups_are_said_by_their_number() -> None:
    answers = answers_of(*some(120, 3, 3))
    few = TRUSTED_GROUPS - 1
    assert "cannot be trusted" in cautions(answered(answers, np.arange(120) % few))
    rough = cautions(answered(answers, np.arange(120) % (TRUSTED_GROUPS + 1)))
    assert "wide and rough" in rough
    assert "cannot be trusted" not in rough
    assert "no interval can be given" in cautions(answered(answers, np.zeros(120, np.int64)))
    assert cautions(answered(answers, np.arange(120))) == ""


def test_answers_that_are_all_alike_are_said() -> None:
    truth = np.array([0, 1, 2] * 30)
    same = answers_of(truth, np.tile([0.5, 0.3, 0.2], (90, 1)))
    assert "the very same probabilities" in cautions(answered(same))
    wobbling = np.column_stack([np.linspace(0.6, 0.9, 90), np.linspace(0.4, 0.1, 90), np.zeros(90)])
    assert "Every image was named ant" in cautions(answered(answers_of(truth, wobbling)))


def test_one_image_is_scored_without_pretending() -> None:
    found = answered(answers_of(np.array([0]), np.array([[0.7, 0.2, 0.1]])))
    first, _ = metrics_parts(found, "accuracy", NAMES)
    accuracy = first.metrics[0]
    assert (accuracy.value, accuracy.low, accuracy.high) == (1.0, None, None)
    assert "auroc" not in {metric.name for metric in first.metrics}

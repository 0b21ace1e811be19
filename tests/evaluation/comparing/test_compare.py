"""Runs are told apart only where the same images tell them apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from tlstudio.core.comparing import Compared
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.reports import EvaluationReport
from tlstudio.evaluation.comparing.compare import compare_runs, compared, holm
from tlstudio.project.evaluations import Evaluation, Scores
from tlstudio.project.runs import RunFolder

CLASSES = ("cat", "dog")


def scores(
    right: np.ndarray, *, classes: tuple[str, ...] = CLASSES, groups: int = 0, lead: str = "i"
) -> Scores:
    """Answers to images of two classes in turn, right where it is said."""
    count = len(right)
    truth = np.arange(count) % 2
    named = np.where(right, truth, 1 - truth)
    chances = np.where(named[:, None] == np.arange(len(classes)), 0.9, 0.1 / (len(classes) - 1))
    return Scores(
        classes=classes,
        keys=tuple(f"{lead}{n}" for n in range(count)),
        groups=tuple(f"g{n % groups}" if groups else "" for n in range(count)),
        truth=tuple(CLASSES[code] for code in truth),
        answers=tuple(CLASSES[code] for code in named),
        right=right,
        probabilities=chances.astype(np.float32),
    )


def evaluation(name: str, **facts: object) -> Evaluation:
    """A report without parts."""
    report = EvaluationReport(
        run=name, task="t", split="validation", n=1, groups=1, created="", dataset="d" * 64,
        parts=(), facts=dict(facts),
    )  # fmt: skip
    return Evaluation(Path(name), report)


def compare(*given: Scores, margin: float = 0.02, metric: str = "") -> Compared:
    names = [f"run{n}" for n in range(len(given))]
    return compared(
        dict(zip(names, given, strict=True)),
        {name: evaluation(name) for name in names},
        "validation",
        margin=margin,
        metric=metric,
    )


def graded(named: list[int], classes: tuple[str, ...]) -> Scores:
    """Answers to images of each class in turn."""
    truth = np.arange(len(named)) % len(classes)
    return Scores(
        classes=classes,
        keys=tuple(f"i{n}" for n in range(len(named))),
        groups=("",) * len(named),
        truth=tuple(classes[code] for code in truth),
        answers=tuple(classes[code] for code in named),
        right=truth == named,
        probabilities=np.eye(len(classes), dtype=np.float32)[named],
    )


def wrong(count: int, *places: int) -> np.ndarray:
    right = np.ones(count, bool)
    right[list(places)] = False
    return right


def test_a_clear_difference_is_better_and_the_test_is_mcnemars() -> None:
    found = compare(scores(wrong(200, 0, 1)), scores(wrong(200, *range(40))))
    (pair,) = found.pairs
    assert pair.said == "better"
    assert pair.difference.value == pytest.approx(38 / 200)
    assert pair.p_value == pytest.approx(stats.binomtest(0, 38, 0.5).pvalue)
    assert "run0 is better than run1" in found.verdicts[0]
    other = compare(scores(wrong(200, *range(40))), scores(wrong(200, 0, 1)))
    assert other.pairs[0].said == "worse"
    assert "run1 is better than run0" in other.verdicts[0]


def test_practically_the_same_needs_enough_images() -> None:
    few = compare(scores(wrong(60, 3)), scores(wrong(60, 3)))
    assert few.pairs[0].said == "unknown"
    assert few.pairs[0].difference.value == 0
    many = compare(scores(wrong(600, 3)), scores(wrong(600, 3)))
    assert many.pairs[0].said == "same"
    assert "practically the same" in many.verdicts[0]
    wider = compare(scores(wrong(60, 3)), scores(wrong(60, 3)), margin=0.06)
    assert wider.pairs[0].said == "same"


def test_equivalence_is_the_two_one_sided_tests() -> None:
    right = np.random.default_rng(0).random((2, 3000)) > 0.02
    found = compare(scores(right[0]), scores(right[1]), margin=0.03)
    apart = right[0].astype(float) - right[1]
    error = apart.std(ddof=1) / np.sqrt(len(apart))
    t = (0.03 - abs(apart.mean())) / error
    assert found.pairs[0].p_same == pytest.approx(stats.t.sf(t, 2999), rel=0.02, abs=1e-12)
    assert found.pairs[0].said == "same"


def test_a_small_sample_cannot_tell() -> None:
    found = compare(scores(wrong(30, 1, 2)), scores(wrong(30, 4, 5, 6, 7)))
    assert found.pairs[0].said == "unknown"
    assert "cannot be told" in found.verdicts[0]


def test_intervals_of_differences_end_where_no_difference_can_lie() -> None:
    right = np.arange(12) % 4 < 3
    found = compare(scores(right, groups=3), scores(~right, groups=3))
    for metric in found.pairs[0].differences:
        if metric.name != "log_loss":
            assert metric.low is not None
            assert metric.high is not None
            assert -1 <= metric.low <= metric.value <= metric.high <= 1


def test_only_images_that_all_have_answered_with_one_truth_count() -> None:
    one, other = scores(wrong(40)), scores(wrong(50))
    changed = ("dog", *other.truth[1:])
    other = Scores(other.classes, other.keys, other.groups, changed, other.answers,
                   other.right, other.probabilities)  # fmt: skip
    found = compare(one, other)
    assert found.n == 39
    assert found.left_out == 11
    assert any("answered by some" in note for note in found.notes)
    assert any("another label" in note for note in found.notes)


def test_nothing_in_common_is_refused_in_words() -> None:
    with pytest.raises(BadInputError, match="nothing in common"):
        compare(scores(wrong(9)), scores(wrong(9), lead="other"))


def test_runs_of_other_classes_are_brought_to_one_order() -> None:
    found = compare(scores(wrong(80)), scores(wrong(80), classes=("cat", "dog", "emu")))
    assert found.pairs[0].difference.value == 0


def test_a_distance_between_classes_follows_their_order_and_not_the_alphabet() -> None:
    grades = ("grade 1", "grade 2", "grade 10")
    found = compare(
        graded([0, 1, 2] * 20, grades), graded([0, 1, 1] * 20, grades), metric="class_distance"
    )
    assert found.pairs[0].difference.value == pytest.approx(-1 / 3)
    near = compare(
        graded([0, 1, 2] * 20, grades), graded([2, 1, 2] * 20, grades), metric="within_one"
    )
    assert near.pairs[0].difference.value == pytest.approx(1 / 3)


@pytest.mark.parametrize("metric", ["quadratic_kappa", "class_distance", "within_one"])
def test_classes_without_an_order_have_no_distance(metric: str) -> None:
    names = ("ant", "bee", "cow")
    one, other = graded([0, 1, 2] * 20, names), graded([0, 1, 1] * 20, names)
    with pytest.raises(UsageError, match="cannot be compared by"):
        compare(one, other, metric=metric)
    assert compare(one, other, metric="kappa").metric == "kappa"


def test_images_of_several_classes_are_not_compared_as_those_of_one() -> None:
    grades = ("grade 1", "grade 2", "grade 3")
    one, other = graded([0, 1, 2] * 20, grades), graded([0, 1, 1] * 20, grades)
    both = [replace(each, truth=("grade 1; grade 2", *each.truth[1:])) for each in (one, other)]
    for metric in ("quadratic_kappa", "kappa"):
        with pytest.raises(UsageError, match="cannot be compared by"):
            compare(*both, metric=metric)
    assert compare(*both, metric="hamming_loss").metric == "hamming_loss"
    with pytest.raises(UsageError, match="cannot be compared by"):
        compare(one, other, metric="hamming_loss")


def test_holm_is_as_in_the_paper() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    three = compare(
        scores(wrong(200)), scores(wrong(200, *range(7))), scores(wrong(200, *range(9)))
    )
    assert len(three.pairs) == 3
    assert three.pairs[0].p_corrected > three.pairs[0].p_value
    assert any("Holm" in note for note in three.notes)


def test_what_differs_is_named_as_the_form_names_it() -> None:
    plans = ({"batch_size": 8, "head": {"kind": "linear"}}, {"batch_size": 16, "ema": 0.5})
    parts = {"train": {"images": 90, "groups": 9}}
    found = compared(
        {"a": scores(wrong(9)), "b": scores(wrong(9))},
        {
            "a": evaluation("a", plan=plans[0], parts=parts),
            "b": evaluation("b", plan=plans[1], parts=parts | {"train": {"images": 70}}),
        },
        "validation",
    )
    rows = {row[0]: row[1:] for row in found.fields}
    assert rows["Batch size"] == ("8 images", "16 images")
    assert rows["Weight averaging"] == ("0", "0.5")
    assert rows["Training images"] == ("90 (9 groups)", "70 (0 groups)")
    assert "New layers" not in rows


def test_one_run_and_a_silly_margin_are_refused() -> None:
    with pytest.raises(UsageError, match="one run only"):
        compare_runs([RunFolder(Path("a")), RunFolder(Path("a"))])
    with pytest.raises(UsageError, match="margin"):
        compare(scores(wrong(9)), scores(wrong(9)), margin=0)


def test_a_run_whose_final_test_is_closed_is_not_compared_on_it(tmp_path: Path) -> None:
    runs = [RunFolder(tmp_path / name) for name in ("a", "b")]
    with pytest.raises(BadInputError, match="was not opened"):
        compare_runs(runs, "test")
    with pytest.raises(BadInputError, match="not evaluated yet"):
        compare_runs(runs)

"""Results by subgroup, the worst mistakes, and curves over all thresholds."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from tlstudio.core.samples import Sample
from tlstudio.evaluation.answering import Answered
from tlstudio.evaluation.curves import curve_parts, operating
from tlstudio.evaluation.mistakes import mistakes_part
from tlstudio.evaluation.subgroups import binned, subgroup_tables
from tlstudio.metrics.answers import answers_of


def answered(chances: list[list[float]], truth: list[int], groups: list[int]) -> Answered:
    rows = np.arange(len(truth))
    answers = answers_of(np.array(truth), np.array(chances))
    return Answered(rows, np.array(groups), {}, {"this_run": answers})


def sample(number: int, group: str = "", **columns: str) -> Sample:
    return Sample(number, f"{number:03}.png", (), group=group, columns=columns)


@pytest.fixture
def many() -> tuple[Answered, list[Sample]]:
    """80 images; of those of scanner B a half is wrong."""
    truth = [n % 2 for n in range(80)]
    wrong = [n >= 40 and n % 4 in (0, 1) for n in range(80)]
    sure = [0.6 + n / 300 for n in range(80)]
    chances = [
        [p, 1 - p] if (t == 0) != w else [1 - p, p]
        for t, w, p in zip(truth, wrong, sure, strict=True)
    ]
    samples = [
        sample(n, f"p{n // 10}", scanner="A" if n < 40 else "B", age=str(20 + n), note=f"n{n}")
        for n in range(80)
    ]
    return answered(chances, truth, [n // 10 for n in range(80)]), samples


def test_a_table_for_each_fact_that_divides(many: tuple[Answered, list[Sample]]) -> None:
    tables = {table.title: table for table in subgroup_tables(*many, "accuracy")}
    assert set(tables) == {"Results by scanner", "Results by age", "Results by group"}
    assert {table.name for table in tables.values()} == {"subgroups"}
    scanner = tables["Results by scanner"]
    assert scanner.columns == (
        "scanner", "images", "groups", "accuracy", "accuracy low", "accuracy high",
    )  # fmt: skip
    (a, b) = scanner.rows
    assert a[:4] == ("A", 40, 4, 1.0)
    assert b[:4] == ("B", 40, 4, 0.5)
    assert [row[0] for row in tables["Results by age"].rows] == [
        "up to 46.3", "above 46.3, up to 72.7", "above 72.7",
    ]  # fmt: skip
    assert sum(int(row[1] or 0) for row in tables["Results by age"].rows) == 80
    assert len(tables["Results by group"].rows) == 8
    assert tables["Results by group"].columns[:3] == ("group", "images", "accuracy")


def test_where_nothing_belongs_together_no_groups_are_counted(
    many: tuple[Answered, list[Sample]],
) -> None:
    found, _ = many
    alone = [sample(n, scanner="AB"[n % 2]) for n in range(80)]
    (table,) = subgroup_tables(found, alone, "balanced_accuracy")
    assert table.columns[:3] == ("scanner", "images", "balanced accuracy")
    assert table.rows[0][:2] == ("A", 40)


def test_what_says_nothing_makes_no_table(many: tuple[Answered, list[Sample]]) -> None:
    found, _ = many
    bare = [sample(n, "", site="one", comment=f"c{n}") for n in range(80)]
    assert subgroup_tables(found, bare, "accuracy") == ()
    rare = [sample(n, "", stain="x" if n == 0 else "") for n in range(80)]
    assert subgroup_tables(found, rare, "accuracy") == ()


def test_missing_facts_are_a_row_of_their_own(many: tuple[Answered, list[Sample]]) -> None:
    found, _ = many
    told = [sample(n, "", sex="" if n < 10 else "fm"[n % 2]) for n in range(80)]
    (table,) = subgroup_tables(found, told, "balanced_accuracy")
    assert [row[0] for row in table.rows] == ["f", "m", "not told"]


def test_numbers_are_put_into_thirds_and_names_stay() -> None:
    assert binned(["a", "b", ""]) == ["a", "b", ""]
    assert binned(["1"] * 5) is None
    assert binned([str(n) for n in range(9)]) == [str(n) for n in range(9)]
    thirds = binned([*(str(n) for n in range(30)), ""])
    assert thirds is not None
    assert len(set(thirds)) == 4
    assert thirds[-1] == ""
    assert binned([f"word{n}" for n in range(30)]) is None


def test_the_surest_mistakes_come_first(many: tuple[Answered, list[Sample]]) -> None:
    part = mistakes_part(*many, ["cat", "dog"])
    assert part is not None
    assert part.name == "mistakes"
    assert len(part.keys) == len(part.captions) == 20
    assert part.keys[0] == "077.png"
    assert part.captions[0] == "dog → cat, 86\u00a0%"
    right = answered([[0.9, 0.1]] * 3, [0] * 3, [0, 1, 2])
    assert mistakes_part(right, [sample(n) for n in range(3)], ["cat", "dog"]) is None


def test_a_mistake_of_several_classes_names_them_all() -> None:
    answers = answers_of(
        np.array([[1, 1, 0], [0, 0, 0]]), np.array([[0.9, 0.8, 0.7], [0.1, 0.2, 0.3]]),
        multi_label=True,
    )  # fmt: skip
    found = Answered(np.arange(2), np.arange(2), {}, {"this_run": answers})
    part = mistakes_part(found, [sample(0), sample(1)], ["a", "b", "c"])
    assert part is not None
    assert part.captions == ("a; b → a; b; c, 70\u00a0%",)


@pytest.mark.parametrize("seed", range(5))
def test_areas_are_those_of_scikit_learn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth = rng.random(200) < 0.3
    scores = np.round(rng.random(200) * 0.6 + truth * 0.3, 2).astype(np.float64)
    found = operating(truth, scores)
    area = np.trapezoid(found.recall, found.false_positive_rate)
    steps = (np.diff(found.recall) * found.precision[1:]).sum()
    assert area == pytest.approx(roc_auc_score(truth, scores))
    assert steps == pytest.approx(average_precision_score(truth, scores))
    assert found.recall[0] == 0
    assert found.recall[-1] == found.false_positive_rate[-1] == 1
    assert (np.diff(found.thresholds) < 0).all()


def test_two_classes_have_one_line_and_more_have_one_each(
    many: tuple[Answered, list[Sample]],
) -> None:
    roc, trade = curve_parts(many[0], ["cat", "dog"])
    assert (roc.title, trade.title) == ("ROC curve", "Precision and recall")
    assert list(roc.lines) == list(trade.lines) == ["dog"]
    assert "AUROC): dog 0." in roc.note
    assert " to " in roc.note
    three = answered(
        [[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.4, 0.3, 0.3]], [0, 1, 2, 1],
        [0, 1, 2, 3],
    )  # fmt: skip
    assert list(curve_parts(three, ["a", "b", "c"])[0].lines) == ["a", "b", "c"]
    alone = answered([[0.8, 0.2]] * 6, [0] * 6, list(range(6)))
    assert curve_parts(alone, ["a", "b"]) == ()


def test_long_curves_are_thinned_and_keep_their_ends() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, 5000)
    p = rng.random(5000)
    found = answered([[1 - v, v] for v in p], truth.tolist(), list(range(5000)))
    (x, y) = curve_parts(found, ["a", "b"])[0].lines["b" if truth.mean() < 0.5 else "a"]
    assert len(x) <= 200
    assert (x[0], y[0], x[-1], y[-1]) == (0, 0, 1, 1)

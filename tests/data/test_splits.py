"""The split: stratified, whole groups, stable, and honest about what it could not do."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from tlstudio.core.errors import NewerVersionError, ProjectError, UsageError
from tlstudio.core.samples import SplitPart
from tlstudio.data.splits import SplitItem, SplitManifest, SplitSpec, make_split


def plates(
    n_plates: int = 24, classes: str = "abc", seed: int = 0, low: int = 5, high: int = 20
) -> list[SplitItem]:
    """Images on plates, every class on every plate, of uneven number."""
    rng = np.random.default_rng(seed)
    return [
        SplitItem(f"p{plate}/{name}/{i}", (name,), f"p{plate}")
        for plate in range(n_plates)
        for name in classes
        for i in range(int(rng.integers(low, high)))
    ]


def singles(counts: dict[str, int], part: SplitPart = "none", tag: str = "") -> list[SplitItem]:
    return [
        SplitItem(f"{tag}{name}/{i}", (name,), given=part)
        for name, n in counts.items()
        for i in range(n)
    ]


def by_part(items: Sequence[SplitItem], split: SplitManifest) -> dict[str, list[SplitItem]]:
    found: dict[str, list[SplitItem]] = {}
    for item in items:
        found.setdefault(split.parts[item.key], []).append(item)
    return found


def sides(
    items: Sequence[SplitItem], split: SplitManifest, of: Callable[[SplitItem], str]
) -> dict[str, set[str]]:
    """Parts in which each non-empty name is found."""
    found: dict[str, set[str]] = {}
    for item in items:
        if of(item):
            found.setdefault(of(item), set()).add(split.parts[item.key])
    return found


def test_groups_stay_whole_and_shares_come_out() -> None:
    items = plates()
    split = make_split(items, SplitSpec())
    assert all(len(parts) == 1 for parts in sides(items, split, lambda i: i.group).values())
    counts = split.counts()
    assert counts["validation"] == pytest.approx(0.2 * len(items), rel=0.15)
    assert counts["test"] == pytest.approx(0.2 * len(items), rel=0.15)
    assert split.warnings == ()
    for members in by_part(items, split).values():
        share = Counter(item.labels[0] for item in members)
        assert max(share.values()) < 1.5 * min(share.values())


def test_single_images_are_stratified_to_the_image() -> None:
    items = singles({"cat": 100, "dog": 50, "genet": 10})
    found = by_part(items, make_split(items, SplitSpec()))
    counts = {part: Counter(i.labels[0] for i in members) for part, members in found.items()}
    assert counts["test"] == {"cat": 20, "dog": 10, "genet": 2}
    assert counts["train"] == {"cat": 60, "dog": 30, "genet": 6}


def test_order_does_not_matter_and_the_seed_does() -> None:
    items = plates()
    shuffled = list(items)
    np.random.default_rng(1).shuffle(shuffled)
    one, two = make_split(items, SplitSpec()), make_split(shuffled, SplitSpec())
    assert one == two
    assert one.hash != make_split(items, SplitSpec(seed=1)).hash


def test_near_duplicates_stay_on_one_side_across_groups() -> None:
    items = plates(12)
    twins = {items[0].key, items[-1].key}
    items = [SplitItem(i.key, i.labels, i.group, "twin" if i.key in twins else "") for i in items]
    for seed in range(5):
        split = make_split(items, SplitSpec(seed=seed))
        assert len({split.parts[key] for key in twins}) == 1
        assert all(len(p) == 1 for p in sides(items, split, lambda i: i.group).values())


@pytest.mark.parametrize("folds", [3, 5])
def test_folds_are_at_least_as_even_as_those_of_scikit_learn(folds: int) -> None:
    ours, theirs = [], []
    for seed in range(6):
        items = sorted(plates(15, seed=seed, low=1, high=25), key=lambda item: item.key)
        split = make_split(items, SplitSpec(folds=folds, test=0, seed=seed))
        labels = np.array([item.labels[0] for item in items])
        groups = np.array([item.group for item in items])
        fold = np.array([split.folds[item.key] for item in items])
        assert set(fold) == set(range(folds))
        for group in set(groups):
            assert len(set(fold[groups == group])) == 1
        splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
        reference = np.zeros(len(items), dtype=int)
        for number, (_, held) in enumerate(splitter.split(labels, labels, groups)):
            reference[held] = number
        ours.append(_unevenness(labels, fold, folds))
        theirs.append(_unevenness(labels, reference, folds))
    assert np.mean(ours) <= np.mean(theirs)


def _unevenness(labels: NDArray[np.str_], fold: NDArray[np.int64], folds: int) -> float:
    """Deviation of class counts from equal shares, relative."""
    worst = 0.0
    for name in set(labels):
        counts = np.bincount(fold[labels == name], minlength=folds)
        worst += float((((counts - counts.mean()) / counts.mean()) ** 2).mean())
    return worst


def test_the_final_test_has_no_fold() -> None:
    items = plates()
    split = make_split(items, SplitSpec(folds=4))
    for key, part in split.parts.items():
        assert (key in split.folds) == (part != "test")


def test_given_folders_are_respected_and_only_the_missing_part_is_made() -> None:
    items = singles({"a": 40, "b": 40}, "train", "tr/") + singles(
        {"a": 10, "b": 10}, "validation", "va/"
    )
    split = make_split(items, SplitSpec())
    for item in items:
        if item.given == "validation":
            assert split.parts[item.key] == "validation"
        else:
            assert split.parts[item.key] in {"train", "test"}
    assert split.counts() == {"train": 64, "validation": 20, "test": 16}
    assert split.given == ("validation",)
    without = make_split(items, SplitSpec(test=0))
    assert without.counts() == {"train": 80, "validation": 20}


def test_a_given_test_gets_tuning_images_out_of_training() -> None:
    items = singles({"a": 50, "b": 50}, "train", "tr/") + singles({"a": 30, "b": 30}, "test", "te/")
    split = make_split(items, SplitSpec())
    assert split.counts() == {"train": 80, "validation": 20, "test": 60}
    assert {k for k, p in split.parts.items() if p == "test"} == {
        i.key for i in items if i.given == "test"
    }


def test_images_without_a_folder_follow_their_group_into_the_given_part() -> None:
    items = [
        SplitItem("known", ("a",), "patient 1", given="test"),
        SplitItem("new", ("a",), "patient 1"),
        *(SplitItem(f"x{i}", ("ab"[i % 2],), f"patient {i + 2}") for i in range(20)),
    ]
    split = make_split(items, SplitSpec())
    assert split.parts["new"] == "test"
    assert [key for key, part in split.parts.items() if part == "test"] == ["known", "new"]


def test_folders_that_divide_a_group_are_kept_and_said() -> None:
    items = [
        SplitItem("1", ("a",), "P", given="train"),
        SplitItem("2", ("b",), "P", given="validation"),
        *(SplitItem(f"x{i}", ("ab"[i % 2],), f"g{i}", given="train") for i in range(20)),
    ]
    split = make_split(items, SplitSpec(test=0))
    assert (split.parts["1"], split.parts["2"]) == ("train", "validation")
    assert any("both sides" in text for text in split.warnings)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_rare_class_always_has_a_training_image(count: int) -> None:
    for seed in range(10):
        items = [*plates(8, "ab", seed), *singles({"genet": count})]
        split = make_split(items, SplitSpec(seed=seed))
        parts = [split.parts[f"genet/{i}"] for i in range(count)]
        assert "train" in parts


def test_a_class_in_one_group_is_learnt_rather_than_tested() -> None:
    items = [*plates(6, "ab"), *(SplitItem(f"r{i}", ("rare",), "p0") for i in range(4))]
    for seed in range(5):
        split = make_split(items, SplitSpec(seed=seed))
        assert split.parts["r0"] == "train"
        assert any("'rare'" in text for text in split.warnings)


def test_too_few_groups_are_said() -> None:
    split = make_split(plates(2), SplitSpec())
    assert any("2 groups" in text and "Cross-validation" in text for text in split.warnings)
    assert split.counts()["train"] > 0


def test_one_group_for_everything_is_divided_with_a_warning() -> None:
    split = make_split(plates(1, low=20, high=21), SplitSpec())
    assert set(split.counts()) == {"train", "validation", "test"}
    assert any("one group (p0)" in text for text in split.warnings)


def test_near_duplicates_that_tie_all_plates_together_do_not_stop_the_split() -> None:
    items = [SplitItem(i.key, i.labels, i.group, "same") for i in plates(10)]
    split = make_split(items, SplitSpec())
    assert all(len(p) == 1 for p in sides(items, split, lambda i: i.group).values())
    assert any("Nearly identical" in text for text in split.warnings)


def test_lookalikes_may_be_divided_when_a_person_says_so_but_copies_never() -> None:
    items = [
        SplitItem(f"{p}/{i}", ("ab"[p % 2],), f"patient {p}", f"look{p % 2}", copies="c" * (p < 2))
        for p in range(20)
        for i in range(2)
    ]
    tied = make_split(items, SplitSpec())
    assert len({tied.parts[i.key] for i in items if i.labels == ("a",)}) == 1
    apart = make_split(items, SplitSpec(alike=False))
    assert {apart.parts[i.key] for i in items if i.labels == ("a",)} == {
        "train", "validation", "test"
    }  # fmt: skip
    assert len({apart.parts[i.key] for i in items if i.copies}) == 1
    assert SplitManifest.from_json(apart.to_json()) == apart


def test_a_split_of_before_lookalikes_could_be_chosen_is_still_valid() -> None:
    made = make_split(plates(6), SplitSpec())
    raw = json.loads(made.to_json())
    del raw["spec"]["alike"]
    assert SplitManifest.from_json(json.dumps(raw)) == made


def test_new_images_join_without_moving_old_ones() -> None:
    old = plates(12)
    before = make_split(old, SplitSpec(folds=3))
    items = old + [SplitItem(f"q{i.key}", i.labels, f"q{i.group}") for i in plates(12, seed=5)]
    items.append(SplitItem("late", ("a",), old[0].group))
    after = make_split(items, SplitSpec(folds=3), previous=before)
    assert all(after.parts[key] == part for key, part in before.parts.items())
    assert all(after.folds[key] == fold for key, fold in before.folds.items())
    assert after.parts["late"] == before.parts[old[0].key]
    assert after.counts()["test"] == pytest.approx(0.2 * len(items), rel=0.2)
    assert all(len(p) == 1 for p in sides(items, after, lambda i: i.group).values())


def test_a_part_given_by_folders_stays_as_it_is_when_more_is_imported() -> None:
    first = singles({"a": 20, "b": 20}, "train", "tr/") + singles({"a": 5, "b": 5}, "test", "te/")
    before = make_split(first, SplitSpec())
    second = [*first, *singles({"a": 30, "b": 30}, tag="new/")]
    after = make_split(second, SplitSpec(), previous=before)
    assert {k for k, p in after.parts.items() if p == "test"} == {
        k for k, p in before.parts.items() if p == "test"
    }


def test_several_labels_an_image_are_balanced_each() -> None:
    rng = np.random.default_rng(0)
    items = [
        SplitItem(
            str(i),
            tuple(n for n, p in zip("abc", (0.6, 0.3, 0.1), strict=True) if rng.random() < p),
        )
        for i in range(500)
    ]
    found = by_part(items, make_split(items, SplitSpec()))
    for name in "abc":
        total = sum(name in item.labels for item in items)
        held = sum(name in item.labels for item in found["test"])
        assert held == pytest.approx(0.2 * total, abs=2)


def test_it_survives_being_stored() -> None:
    split = make_split(plates(), SplitSpec(folds=3, seed=7))
    assert SplitManifest.from_json(split.to_json()) == split


def test_damage_and_newer_versions_are_told_apart() -> None:
    text = make_split(plates(), SplitSpec()).to_json()
    raw = json.loads(text)
    with pytest.raises(NewerVersionError):
        SplitManifest.from_json(json.dumps(raw | {"version": 99}))
    moved = raw | {"parts": dict.fromkeys(raw["parts"], "train")}
    for bad in (text[:-20], "[]", "null", json.dumps(moved), json.dumps(raw | {"parts": 3})):
        with pytest.raises(ProjectError):
            SplitManifest.from_json(bad)


def test_senseless_requests_are_refused() -> None:
    with pytest.raises(UsageError, match="too little"):
        make_split(plates(), SplitSpec(validation=0.6, test=0.4))
    with pytest.raises(UsageError, match="same key"):
        make_split([SplitItem("a", ("x",)), SplitItem("a", ("y",))], SplitSpec())


def test_nothing_to_divide_gives_an_empty_split() -> None:
    split = make_split([], SplitSpec(folds=5))
    assert split.parts == {}
    assert split.counts() == {}


def test_a_hundred_thousand_images_take_seconds() -> None:
    rng = np.random.default_rng(0)
    items = [
        SplitItem(str(i), (f"c{code}",)) for i, code in enumerate(rng.integers(0, 50, 100_000))
    ]
    began = time.process_time()
    split = make_split(items, SplitSpec())
    assert time.process_time() - began < 6
    assert split.counts()["train"] == pytest.approx(60_000, abs=10)
    assert split.counts()["test"] == pytest.approx(20_000, abs=10)


_NAMES = st.sampled_from(["", "g1", "g2", "g3", "g4", "g5"])
_ITEM = st.tuples(
    st.lists(st.sampled_from("abcd"), min_size=0, max_size=2, unique=True),
    _NAMES,
    st.sampled_from(["", "", "", "d1", "d2"]),
    st.sampled_from(["none", "none", "train", "validation", "test"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_ITEM, max_size=40), st.integers(0, 3), st.sampled_from([0, 3]))
def test_whatever_comes_every_item_gets_a_part_and_what_is_given_holds(
    raw: list[tuple[list[str], str, str, SplitPart]], seed: int, folds: int
) -> None:
    items = [
        SplitItem(f"k{n}", tuple(labels), group, cluster, part)
        for n, (labels, group, cluster, part) in enumerate(raw)
    ]
    split = make_split(items, SplitSpec(seed=seed, folds=folds))
    assert set(split.parts) == {item.key for item in items}
    assert set(split.parts.values()) <= {"train", "validation", "test"}
    for item in items:
        if item.given in {"validation", "test"}:
            assert split.parts[item.key] == item.given
    free = [item for item in items if item.given in {"none", "train"}]
    taught = {name for i in items if split.parts[i.key] == "train" for name in i.labels}
    given = {item.group for item in items if item.given in {"validation", "test"}}
    clusters = {item.cluster for item in items if item.given in {"validation", "test"}}
    loose = [i for i in free if not i.group and not i.cluster]
    assert {name for item in loose for name in item.labels} <= taught
    if not given - {""} and not clusters - {""} and len({i.group for i in items} - {""}) > 1:
        whole = sides(items, split, lambda item: item.group)
        assert all(len(parts) == 1 for parts in whole.values())

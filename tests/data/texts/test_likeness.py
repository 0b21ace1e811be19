"""Copies and near copies of texts, told by sketches."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import numpy as np
import pytest

from tests.texts import sentences
from tlstudio.data.duplicates import closest, limits_of, near_clusters
from tlstudio.data.texts.likeness import (
    NEAR,
    content_of,
    differing,
    likeness_of,
    near_pairs,
    normalised,
    sketches,
)


def test_capitals_spaces_and_signs_make_no_difference() -> None:
    one = likeness_of(["A Great film, really!"])
    assert one == likeness_of(["a  great FILM\nreally"])
    assert content_of(one) != content_of(likeness_of(["a great film, rarely!"]))
    assert normalised("Ｆｉｎｅ—it's “ok”") == "fine it s ok"


def test_texts_without_letters_are_like_their_copies_alone() -> None:
    marks = [likeness_of([text]) for text in ("!!!", "???", "😀", "!!!", "")]
    names = near_clusters(marks, [content_of(mark) for mark in marks])
    assert names[0] == names[3] != ""
    assert [names[1], names[2], names[4]] == ["", "", ""]
    assert not sketches(marks)[1].any()


def test_sketches_tell_how_alike_texts_are() -> None:
    rng = np.random.default_rng(3)
    words = [f"word{number}" for number in range(400)]
    for changed in (0, 2, 110):
        bits = []
        for _ in range(10):
            one = list(rng.choice(words, 120))
            other = list(one)
            other[:changed] = ["other"] * changed
            bits.append(
                int(differing(*sketches([likeness_of([" ".join(t)]) for t in (one, other)])[0]))
            )
        if changed == 0:
            assert max(bits) == 0
        elif changed == 2:
            assert np.mean(bits) <= NEAR
        else:
            assert min(bits) > NEAR


def test_near_copies_share_a_cluster_and_others_do_not() -> None:
    texts = sentences("positive", 200)
    long = (
        "The council met on Tuesday evening to discuss the new bridge over the river, which is due."
    )
    texts += [long, long.replace("Tuesday", "Wednesday"), f"{long} More follows."]
    marks = [likeness_of([text]) for text in texts]
    names = near_clusters(marks, [content_of(mark) for mark in marks])
    assert len(set(names[-3:])) == 1
    assert names[-1]
    assert names.count(names[-1]) == 3
    places, bits = closest(marks[-1:], marks[:-1])
    assert places[0] in (200, 201)
    assert bits[0] <= NEAR


def test_columns_count_together() -> None:
    same = "A man is playing a guitar on a stage in front of many people."
    one = likeness_of([same, "Someone makes music before an audience that listens to him closely."])
    other = likeness_of(
        [same, "Nobody is there, and the hall is dark and empty since last winter."]
    )
    assert near_clusters([one, other]) == ["", ""]


def test_a_large_bucket_of_like_texts_is_quick() -> None:
    rng = np.random.default_rng(0)
    words = np.repeat(rng.integers(0, 2**63, (1, 2), dtype=np.uint64), 20_000, axis=0)
    words[:, 1] ^= np.uint64(1) << rng.integers(0, 60, 20_000, dtype=np.uint64)
    began = time.process_time()
    assert sum(len(one) for one, _ in near_pairs(np.unique(words, axis=0))) > 0
    assert time.process_time() - began < 5


def test_what_is_found_among_news(real_data: Path) -> None:
    with (real_data / "ag_news" / "test.csv").open(newline="") as stream:
        texts = [row[1:] for row in csv.reader(stream)][:2000]
    marks = [likeness_of(text) for text in texts]
    names = near_clusters(marks, [content_of(mark) for mark in marks])
    pairs = [[texts[i] for i, name in enumerate(names) if name == one] for one in set(names) - {""}]
    assert 1 <= len(pairs) <= 20
    for some in pairs:
        pieces = [{normalised(" ".join(t))[i : i + 5] for i in range(150)} for t in some[:2]]
        assert len(pieces[0] & pieces[1]) / len(pieces[0] | pieces[1]) > 0.5


@pytest.mark.parametrize("mark", ["", "zz" * 24, "b5d2c3a4968f1e07", "0" * 48])
def test_what_is_no_sketch_is_passed_over(mark: str) -> None:
    assert near_clusters([mark, mark]) == ["", ""] or len(mark) == 16


def test_how_near_is_near_depends_on_what_is_compared() -> None:
    assert limits_of("b5d2c3a4968f1e07") == (4, 64)
    assert limits_of(likeness_of(["some words"])) == (NEAR, 128)

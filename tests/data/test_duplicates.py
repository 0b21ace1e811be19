"""Copies and near-copies are found without comparing every pair."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from tlstudio.data.duplicates import exact_clusters, near_clusters, near_pairs


def hexed(words: NDArray[np.uint64]) -> list[str]:
    return [f"{word:016x}" for word in words.tolist()]


def random_words(n: int, seed: int = 0) -> NDArray[np.uint64]:
    return np.random.default_rng(seed).integers(0, 2**64, n, dtype=np.uint64)


def found_pairs(words: NDArray[np.uint64], threshold: int) -> set[tuple[int, int]]:
    return {
        (min(pair), max(pair))
        for left, right in near_pairs(words, threshold)
        for pair in zip(left.tolist(), right.tolist(), strict=True)
    }


def test_equal_content_is_one_cluster_and_unknown_content_none() -> None:
    names = exact_clusters(["aa", "bb", "aa", "", "", "cc"])
    assert names[0] == names[2] != ""
    assert names[1] == names[3] == names[4] == names[5] == ""


def test_every_close_pair_is_found_and_no_other() -> None:
    rng = np.random.default_rng(0)
    words = np.unique(rng.integers(0, 2**13, 2000, dtype=np.uint64) * np.uint64((1 << 20) + 3))
    distance = np.bitwise_count(words[:, None] ^ words[None, :])
    for threshold in (0, 1, 4, 9):
        expected = set(zip(*map(list, np.nonzero(np.triu(distance <= threshold, 1))), strict=True))
        assert found_pairs(words, threshold) == {(int(a), int(b)) for a, b in expected}


def test_a_large_bucket_is_cut_without_losing_pairs() -> None:
    rng = np.random.default_rng(1)
    words = np.unique(random_words(9000) & np.uint64((1 << 51) - 1))
    words[17] = words[4711] ^ np.uint64(0b10110001)
    planted = {(17, 4711)}
    near = rng.integers(0, len(words), 20)
    for index in near.tolist():
        assert index not in {17, 4711}
    assert planted <= found_pairs(words, 4)


def test_likeness_is_carried_on() -> None:
    base = int(random_words(1)[0])
    chain = [base, base ^ 0b1111, base ^ 0b11111111, base ^ (0xFFF << 30)]
    names = near_clusters([f"{word:016x}" for word in chain], threshold=4)
    assert names[0] == names[1] == names[2] != ""
    assert names[3] == ""


def test_blank_images_are_not_alike() -> None:
    blank = ["8000000000000000", "8000000000000000", "0000000000000000", "ffffffffffffffff"]
    assert near_clusters(blank) == ["", "", "", ""]
    assert near_clusters(blank, ["s1", "s1", "s2", "s3"])[:2] == ["0", "0"]


def test_missing_and_foreign_hashes_are_passed_over() -> None:
    word = hexed(random_words(1))[0]
    assert near_clusters(["", "no hash", word + "0", word]) == ["", "", "", ""]
    assert near_clusters([]) == []


def test_a_hundred_thousand_images_take_seconds() -> None:
    words = random_words(100_000)
    words[1] = words[90_000] ^ np.uint64(0b101)
    began = time.process_time()
    names = near_clusters(hexed(words))
    assert time.process_time() - began < 5
    assert [index for index, name in enumerate(names) if name] == [1, 90_000]

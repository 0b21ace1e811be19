"""A million images: divided, and searched for near-duplicates.

python -m tests.benchmarks.bench_splits [--images 1000000]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from tlstudio.data.duplicates import near_clusters
from tlstudio.data.splits import SplitItem, SplitSpec, make_split


def measured(words: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    print(f"{words:<58} {time.perf_counter() - began:7.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=1_000_000)
    n = parser.parse_args().images
    rng = np.random.default_rng(0)
    classes = rng.integers(0, 100, n).tolist()
    alone = [SplitItem(f"{i:08d}", (f"c{code}",)) for i, code in enumerate(classes)]
    grouped = [SplitItem(i.key, i.labels, f"g{k // 200}") for k, i in enumerate(alone)]
    words = [f"{word:016x}" for word in rng.integers(0, 2**64, n, dtype=np.uint64).tolist()]
    cameras = [f"{0xABCD:04x}{word[4:]}" for word in words]
    print(f"{n:,} images, 100 classes")
    measured("split, independent images", lambda: make_split(alone, SplitSpec()))
    measured("split, groups of 200", lambda: make_split(grouped, SplitSpec()))
    measured("near-duplicates, 64 random bits", lambda: near_clusters(words))
    measured("near-duplicates, 16 of the bits always the same", lambda: near_clusters(cameras))


if __name__ == "__main__":
    main()

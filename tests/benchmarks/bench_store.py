"""A million samples: registering, opening, pages of filtered and sorted lists, one label.

    uv run python -m tests.benchmarks.bench_store [--count 1000000] [--folder FOLDER]

Prints what each takes, the file system with it.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil

from tlstudio.core.annotations import Labels
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore

_CLASSES = ("apoptotic", "interphase", "mitotic", "")


def samples(count: int) -> Iterator[Sample]:
    """As an importer of plate folders gives them."""
    for number in range(count):
        label = _CLASSES[number % 4]
        name = f"plate{number % 997:04d}/{label or 'new'}/well_{number:07d}.tif"
        yield Sample(
            0, name, (MediaRef("r1", name),), group=f"plate{number % 997:04d}",
            annotation=Labels(names=(label,)) if label else None,
        )  # fmt: skip


def file_system(path: Path) -> str:
    """Its kind."""
    parts = [p for p in psutil.disk_partitions(all=True) if path.is_relative_to(p.mountpoint)]
    return max(parts, key=lambda part: len(part.mountpoint)).fstype if parts else "unknown"


def pages(store: DatasetStore) -> dict[str, list[float]]:
    """Milliseconds of pages of every filter and sort, first ones and ones far behind."""
    filters = {
        "all": Where(),
        "class": Where(label="mitotic"),
        "not labelled": Where(label=""),
        "part": Where(split="none"),
        "group": Where(group="plate0500"),
        "annotator": Where(annotator="import"),
        "unreadable": Where(problem=True),
        "rare text": Where(text="well_0123456"),
        "common text": Where(text="plate"),
        "class and rare text": Where(label="mitotic", text="00123"),
    }
    orders = [
        Order(by, down) for by in ("name", "label", "group", "added") for down in (False, True)
    ]
    found: dict[str, list[float]] = {}
    for (name, where), order in itertools.product(filters.items(), orders):
        cursor = None
        for _ in range(3):
            begin = time.perf_counter()
            page = store.page(where, order, cursor, 100)
            took = (time.perf_counter() - begin) * 1e3
            found.setdefault(f"{name} by {order.by}{' down' * order.descending}", []).append(took)
            if page.next is None:
                break
            cursor = page.next
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as text:
        path = Path(text) / "dataset.sqlite"
        store = DatasetStore.create(path)
        begin = time.perf_counter()
        store.add(samples(args.count), annotator="import", source="benchmark")
        print(f"{args.count:,} samples on {file_system(path)}")
        print(f"registered in        {time.perf_counter() - begin:8.1f} s")
        store.close()
        print(f"size                 {path.stat().st_size / 1e6:8.0f} MB")
        begin = time.perf_counter()
        store = DatasetStore.open(path)
        store.page(Where(), Order(), None, 100)
        print(f"opened, first page   {(time.perf_counter() - begin) * 1e3:8.1f} ms")
        found = pages(store)
        every = np.array([value for values in found.values() for value in values])
        print(f"a page of 100, p95   {np.percentile(every, 95):8.1f} ms, worst {every.max():.1f}")
        for name, values in sorted(found.items(), key=lambda item: -max(item[1]))[:12]:
            print(f"  {name:34s} {max(values):8.1f} ms")
        times = []
        for number in range(300):
            begin = time.perf_counter()
            store.annotate([number * 3001 % args.count + 1], Labels(names=("x",)), annotator="a")
            times.append((time.perf_counter() - begin) * 1e3)
        print(f"one label, p50, p95  {np.percentile(times, 50):8.1f} ms, "
              f"{np.percentile(times, 95):.1f} ms")  # fmt: skip
        begin = time.perf_counter()
        store.classes()
        store.splits()
        print(f"counts, in passing   {(time.perf_counter() - begin) * 1e3:8.1f} ms")
        store.close()


if __name__ == "__main__":
    main()

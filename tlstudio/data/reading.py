"""The pass that reads every file once: hash, size, likeness, and why it cannot be used."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from tlstudio.core.events import EventKind
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.core.samples import MediaRef
from tlstudio.data.belonging import FileGroups
from tlstudio.data.media.read import Probe, probe
from tlstudio.data.store.rows import ContentFacts
from tlstudio.data.store.store import DatasetStore

_STAGE = "reading the files"
_BATCH = 256
_FLUSH_SECONDS = 2.0
_Place = tuple[int, int, MediaRef]


@dataclass(frozen=True)
class _Work:
    """The files of one sample that want reading."""

    sample: int
    places: tuple[int, ...]
    names: tuple[str, ...]
    files: tuple[Path, ...]


class Listening:
    """A reporter that passes everything on and counts what could not be matched."""

    def __init__(self, inner: Reporter) -> None:
        self._inner = inner
        self.unmatched = 0

    def emit(self, kind: EventKind, **data: Any) -> None:
        """Pass on."""
        self.unmatched += int(data.get("unmatched", 0) or 0)
        self._inner.emit(kind, **data)

    def progress(self, stage: str, done: int, total: int | None = None) -> None:
        """Pass on."""
        self._inner.progress(stage, done, total)

    def should_stop(self) -> bool:
        """Pass on."""
        return self._inner.should_stop()


def read_files(
    store: DatasetStore,
    reporter: Reporter,
    *,
    workers: int | None = None,
    again: bool = False,
    groups: FileGroups | None = None,
    read: Callable[[Path], Probe] = probe,
    most: int | None = None,
) -> int:
    """Read every file that was not read yet, in threads, and keep what they told.

    Memory is bounded by a window of files in flight; what was read is stored every few hundred
    files or two seconds, so that little is lost whatever happens.

    Args:
        store: The open dataset.
        reporter: Hears of progress; asked whether to stop.
        workers: Threads; None takes one a processor, 8 at most.
        again: Also look for files that changed since they were read (size or time).
        groups: Hears what files tell of groups; then samples without a group are read, too, and
            get theirs at the end.
        read: What reads a file.
        most: Read only so many samples, evenly over all; None reads every one.

    Returns:
        Number of samples read.

    Raises:
        Stopped: When the reporter said so, with everything read so far stored.
    """
    threads = workers or min(8, os.cpu_count() or 1)
    again = again or groups is not None
    total = None if again else sum(1 for _ in groupby(store.unread(), key=_sample_of))
    work = _grouped(_wanted(store, again=again, bare=groups is not None), store)
    if most is not None:
        step = max(1, -(-store.count() // most))
        work = islice(work, 0, None, step)
        total = None if total is None else -(-total // step)
    done = 0
    facts: list[ContentFacts] = []
    flushed = time.monotonic()
    with ThreadPoolExecutor(threads, thread_name_prefix="read") as pool:
        for item, probes in _in_order(pool, work, threads, read):
            facts.extend(_facts(item, probes))
            if groups is not None:
                groups.hear(item.sample, item.names[0], probes[0].facts)
            done += 1
            reporter.progress(_STAGE, done, total)
            stop = reporter.should_stop()
            if stop or len(facts) >= _BATCH or time.monotonic() - flushed > _FLUSH_SECONDS:
                store.set_content(facts)
                facts, flushed = [], time.monotonic()
            if stop:
                pool.shutdown(cancel_futures=True)
                raise Stopped
    if facts:
        store.set_content(facts)
    if groups is not None:
        store.fill_groups(groups.groups())
    return done


def _wanted(store: DatasetStore, *, again: bool, bare: bool) -> Iterator[_Place]:
    """Files never read, then those that changed, and with `bare` those without a group."""
    yield from store.unread()
    if again:
        roots = store.roots()
        for sample in store.iterate():
            lacking = bare and not sample.group and all(m.size >= 0 for m in sample.media)
            if lacking or any(_changed(roots, media) for media in sample.media):
                yield from ((sample.id, index, media) for index, media in enumerate(sample.media))


def _sample_of(place: _Place) -> int:
    return place[0]


def _changed(roots: dict[str, Path], media: MediaRef) -> bool:
    """Whether a file that is there is another one than was read; a missing one tells nothing."""
    folder = roots.get(media.root)
    if folder is None or media.size < 0:
        return False
    try:
        facts = folder.joinpath(*media.path.split("/")).stat()
    except OSError:
        return False
    return (facts.st_size, facts.st_mtime_ns) != (media.size, media.mtime_ns)


def _grouped(places: Iterator[_Place], store: DatasetStore) -> Iterator[_Work]:
    """Files by sample."""
    roots = store.roots()
    for sample, found in groupby(places, key=_sample_of):
        media = [(index, ref) for _, index, ref in found]
        yield _Work(
            sample,
            tuple(index for index, _ in media),
            tuple(ref.path for _, ref in media),
            tuple(roots[ref.root].joinpath(*ref.path.split("/")) for _, ref in media),
        )


def _in_order(
    pool: ThreadPoolExecutor, work: Iterator[_Work], threads: int, read: Callable[[Path], Probe]
) -> Iterator[tuple[_Work, list[Probe]]]:
    """Results in the order of the work, with few files in flight."""

    def read_all(item: _Work) -> list[Probe]:
        return [read(path) for path in item.files]

    window: deque[tuple[_Work, Future[list[Probe]]]] = deque()
    for item in work:
        window.append((item, pool.submit(read_all, item)))
        if len(window) >= 4 * threads:
            first, future = window.popleft()
            yield first, future.result()
    for item, future in window:
        yield item, future.result()


def _facts(work: _Work, probes: list[Probe]) -> Iterator[ContentFacts]:
    """Facts of a sample's files; when one of them is bad, the sample cannot be used."""
    problem = next((found.problem for found in probes if found.problem), "")
    if not problem and len({(found.width, found.height) for found in probes}) > 1:
        names = " and ".join(path.name for path in work.files[:2])
        problem = f"The channels {names} differ in width or height."
    for index, found in zip(work.places, probes, strict=True):
        yield ContentFacts(
            sample_id=work.sample,
            media_index=index,
            sha256=found.sha256,
            size=found.size,
            mtime_ns=found.mtime_ns,
            phash=found.phash,
            width=found.width,
            height=found.height,
            depth=found.depth,
            problem=problem,
        )

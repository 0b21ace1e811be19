"""What a folder or a table holds, before anything of it is written into a project."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from tlstudio.core.paths import cache_dir
from tlstudio.core.reporting import Stopped
from tlstudio.core.samples import Sample, SplitPart
from tlstudio.data.checks import findings
from tlstudio.data.importers.inside import taken_at
from tlstudio.data.importers.near import tables_near
from tlstudio.data.importers.protocol import Importer, LevelGuess
from tlstudio.data.importing import (
    TEXTS_A_FILE,
    ImportSummary,
    ensure_split,
    import_source,
    parse_options,
)
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.texts.keeping import TextSample
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import Count, Example, FolderGuess, ImportPreview, Level, Said
from tlstudio.jobs.beginning import choose_importer
from tlstudio.jobs.questions import GuessFolder, PreviewImport

_EXAMPLES = 4
_BEGINNING = 300
_LOOKED_AT = 50_000
_PHOTOS = 64
_BURST = 60.0
_PROBLEMS = 50
_GROUPS = 200
_STALE_SECONDS = 3600.0
_KEPT_SECONDS = 300.0


def answer_guess_folder(question: GuessFolder, listener: Listener) -> FolderGuess:
    """The importer's guess, with some images of every level.

    Raises:
        BadInputError: When the source is missing or holds no image.
        UsageError: When no importer fits, or an option makes no sense.
    """
    importer = choose_importer(question.source, question.importer, task=question.task)
    options = parse_options(importer.options, question.options)
    guess = importer.guess(question.source, options)
    base = question.source if question.source.is_dir() else question.source.parent
    # As it will arrive: plain JSON.
    details = json.loads(json.dumps(guess.details or {}))
    if question.source.is_dir() and importer.kind == "image":
        details["tables"] = tables_near(question.source)
    # Which column names the files may still have to be said.
    hopeless = details.get("matched", 1) == 0
    samples = iter(()) if hopeless else importer.scan(question.source, options, listener, root="")
    by_name, some = _examples(guess.levels, islice(samples, _LOOKED_AT), base, listener)
    seen = importer.kind == "image" and not hopeless
    details["bursts"] = seen and _in_bursts(importer, question.source, options, listener)
    levels = tuple(
        Level(
            depth=level.depth,
            role=level.role,
            names=level.names,
            count=level.count,
            why=level.why,
            examples=tuple(
                by_name[level.depth, name]
                for name in level.names[:_EXAMPLES]
                if (level.depth, name) in by_name
            ),
        )
        for level in guess.levels
    )
    return FolderGuess(
        importer=importer.id,
        title=importer.title,
        sentence=guess.sentence,
        images=int(details.get("images", details.get("matched", 0))),
        levels=levels,
        details=details,
        examples=some,
    )


def _in_bursts(importer: Importer, source: Path, options: Any, listener: Listener) -> bool:
    """Whether the first photos were taken in bursts: several within a minute, by their EXIF."""
    base = source if source.is_dir() else source.parent
    first = islice(importer.scan(source, options, listener, root=""), _PHOTOS)
    files = [base.joinpath(*sample.media[0].path.split("/")) for sample in first]
    taken = sorted(time for file in files if (time := taken_at(file)) is not None)
    near = sum(after - before <= _BURST for before, after in pairwise(taken))
    return len(taken) >= len(files) / 2 and near >= max(2, len(files) / 10)


def _examples(
    levels: tuple[LevelGuess, ...], samples: Iterator[Sample], base: Path, listener: Listener
) -> tuple[dict[tuple[int, str], Example], tuple[Example, ...]]:
    """An image for each of the first names of each level, and the first images of all."""
    wanted = {(level.depth, name) for level in levels for name in level.names[:_EXAMPLES]}
    found: dict[tuple[int, str], Example] = {}
    first: list[Example] = []
    for number, sample in enumerate(samples):
        if number % 256 == 0 and listener.should_stop():
            raise Stopped
        files = tuple(base.joinpath(*ref.path.split("/")) for ref in sample.media)
        texts = _beginnings(sample)
        folders = sample.key.split("/")[:-1] if texts else sample.media[0].path.split("/")[:-1]
        if len(first) < _EXAMPLES:
            first.append(Example(name=sample.key, files=files, texts=texts))
        for depth, name in enumerate(folders, start=1):
            if (depth, name) in wanted:
                wanted.remove((depth, name))
                found[depth, name] = Example(name=name, files=files, texts=texts)
        if not wanted and len(first) == _EXAMPLES:
            break
    return found, tuple(first)


def _beginnings(sample: Sample) -> tuple[str, ...]:
    texts = sample.texts if isinstance(sample, TextSample) else ()
    return tuple(text[:_BEGINNING] for text in texts)


def answer_preview_import(question: PreviewImport, listener: Listener) -> ImportPreview:
    """Import into a dataset that is thrown away, and count.

    Raises:
        BadInputError: When the source is missing or holds no image.
        UsageError: When no importer fits, or an option makes no sense.
        Stopped: When the question was cancelled or the desk closed.
    """
    importer = choose_importer(question.source, question.importer, task=question.task)
    spec = parse_options(SplitSpec, question.split)
    with _previews.take(_key(question, importer.id)) as trial, trial.open() as store:
        if trial.summary is None:
            trial.summary = import_source(
                store,
                question.source,
                importer.id,
                question.options,
                listener,
                most_read=question.most_read,
            )
            trial.notes = tuple(listener.notes)
        summary = trial.summary
        if listener.should_stop():
            raise Stopped
        labelled = any(store.classes().values())
        split = ensure_split(store, spec, again=True) if labelled else None
        groups = store.groups()
        return ImportPreview(
            importer=importer.id,
            found=summary.found,
            complete=importer.kind != "text" or summary.found < question.most_read * TEXTS_A_FILE,
            checked=sum(1 for row in store.light() if row.sha256 or row.problem),
            classes=store.classes(),
            groups=dict(islice(groups.items(), _GROUPS)),
            group_count=len(groups),
            unlabelled=store.count(Where(label="", problem=False)),
            duplicates=summary.duplicates,
            near_duplicates=summary.near_duplicates,
            unreadable=summary.unreadable,
            problems=summary.problems[:_PROBLEMS],
            unmatched=summary.unmatched,
            findings=tuple(
                Said(kind=f.kind, level=f.level, sentence=f.sentence, hint=f.hint)
                for f in findings(store)
            ),
            splits=_sizes(store) if split else {},
            split_warnings=split.warnings if split else (),
            notes=trial.notes,
        )


def _sizes(store: DatasetStore) -> dict[SplitPart, Count]:
    """Images and groups of each part; an image without a group counts as one."""
    images: Counter[SplitPart] = Counter()
    groups: dict[SplitPart, set[str]] = {}
    alone: Counter[SplitPart] = Counter()
    for row in store.light():
        if not row.labels or row.problem:
            continue
        images[row.split] += 1
        if row.group:
            groups.setdefault(row.split, set()).add(row.group)
        else:
            alone[row.split] += 1
    return {
        part: Count(images=count, groups=len(groups.get(part, ())) + alone[part])
        for part, count in images.items()
    }


def _key(question: PreviewImport, importer: str) -> str:
    """What a trial rests on: everything but the shares of the split."""
    told = question.model_copy(update={"importer": importer, "split": {}})
    return told.model_dump_json()


@dataclass
class _Trial:
    """A dataset that is thrown away; `summary` is set once everything was read."""

    key: str
    folder: Path
    made: float = field(default_factory=time.monotonic)
    summary: ImportSummary | None = None
    notes: tuple[str, ...] = ()

    def open(self) -> DatasetStore:
        path = self.folder / "dataset.sqlite"
        return DatasetStore.open(path) if path.exists() else DatasetStore.create(path)


class _Previews:
    """Keeps the last trial for a while: who changes the shares does not read the files again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: _Trial | None = None

    @contextmanager
    def take(self, key: str) -> Iterator[_Trial]:
        """The kept trial of this key, or a new one; kept afterwards when it was finished."""
        with self._lock:
            kept, self._kept = self._kept, None
        young = kept is not None and time.monotonic() - kept.made < _KEPT_SECONDS
        if kept is not None and not (kept.key == key and young):
            shutil.rmtree(kept.folder, ignore_errors=True)
            kept = None
        trial = kept or _Trial(key, _passing_folder())
        try:
            yield trial
        finally:
            with self._lock:
                if trial.summary is not None and self._kept is None:
                    self._kept = trial
                else:
                    shutil.rmtree(trial.folder, ignore_errors=True)

    def forget(self) -> None:
        """Delete what is kept."""
        with self._lock:
            if self._kept is not None:
                shutil.rmtree(self._kept.folder, ignore_errors=True)
            self._kept = None


_previews = _Previews()
atexit.register(_previews.forget)


def _passing_folder() -> Path:
    """A folder for the time of a question; those of killed ones are deleted."""
    home = cache_dir() / "previews"
    home.mkdir(parents=True, exist_ok=True)
    for old in home.iterdir():
        if time.time() - old.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(dir=home))

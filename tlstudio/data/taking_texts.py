"""Texts that a model answered into a dataset, without a label; what is there already stays."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tlstudio.core.errors import BadInputError
from tlstudio.core.files import atomic_path
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.core.samples import Sample
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import AddCounts, DatasetStore
from tlstudio.data.texts.keeping import TextSample, kept, text_sample
from tlstudio.data.texts.pack import FILE_NAME, TextPack, hash_of

_SOURCE = "predictions"
_BATCH = 500
_DIGITS = 8


@dataclass(frozen=True)
class GivenText:
    """One item on its way into a project.

    Attributes:
        name: As the table of predictions names it, `new.csv#12`.
        texts: One a column.
    """

    name: str
    texts: tuple[str, ...]


def write_given(given: Iterable[GivenText], target: Path) -> int:
    """Write items as JSON lines, streamed and atomic; returns how many.

    Raises:
        DiskFullError: When there is no room.
    """
    number = 0
    with atomic_path(target) as temporary, temporary.open("w", encoding="utf-8") as stream:
        for one in given:
            stream.write(json.dumps([one.name, *one.texts], ensure_ascii=True) + "\n")
            number += 1
    return number


def read_given(file: Path) -> Iterator[GivenText]:
    """Items that `write_given` wrote, streamed.

    Raises:
        BadInputError: When it is no such file.
    """
    try:
        with file.open(encoding="utf-8") as stream:
            for line in stream:
                name, *texts = map(str, json.loads(line))
                yield GivenText(name, tuple(texts))
    except (OSError, ValueError, TypeError) as error:
        raise BadInputError(
            f"The list of texts {file.name} cannot be read: {error}.", "Send them again."
        ) from error


def take_in_texts(store: DatasetStore, file: Path, reporter: Reporter) -> AddCounts:
    """Add texts that the dataset does not hold yet; they are kept with those of the project.

    No label, group or part of the split is given or changed. A text that the dataset holds under
    whatever name is not added again.

    Args:
        store: The open dataset.
        file: As `write_given` writes it.
        reporter: Hears of progress, asked whether to stop.

    Raises:
        BadInputError: When the items have other columns of texts than those of the dataset.
        Stopped: When the reporter said so; what was done is kept.
    """
    names = _columns(store)
    fresh = _Fresh(store, reporter)
    with TextPack.open(store.path.parent / FILE_NAME, write=True) as pack:
        samples = (_sample(one, names) for one in read_given(file))
        counts = store.add(kept(fresh.among(samples), pack), annotator="", source=_SOURCE)
    return AddCounts(counts.added, counts.updated, counts.unchanged + fresh.known)


def _columns(store: DatasetStore) -> tuple[str, ...] | None:
    """Names of the columns of texts, as the first item has them; None in an empty dataset."""
    page = store.page(Where(), Order("added"), None, 1)
    return next((tuple(ref.channel for ref in one.media) for one in page.samples), None)


def _sample(given: GivenText, names: Sequence[str] | None) -> TextSample:
    wanted = tuple(names) if names is not None else given.texts and ("",) * len(given.texts)
    if len(wanted) != len(given.texts):
        raise BadInputError(
            f"Items of this project have {len(wanted)} texts, and {given.name} has "
            f"{len(given.texts)}.",
            "Import the table in Data, where its columns are chosen.",
        )
    key = unicodedata.normalize("NFC", given.name)
    return text_sample(Sample(id=0, key=key, media=(), kind="text"), given.texts, wanted)


class _Fresh:
    """Passes on what the dataset does not hold.

    Attributes:
        known: How many it holds already.
    """

    def __init__(self, store: DatasetStore, reporter: Reporter) -> None:
        self.known = 0
        self._store, self._reporter = store, reporter
        self._contents: set[tuple[str, ...]] = set()
        self._keys: set[str] = set()

    def among(self, samples: Iterator[TextSample]) -> Iterator[TextSample]:
        """Those that are new, under names that are free.

        Raises:
            Stopped: When the reporter said so.
        """
        done = 0
        while some := list(islice(samples, _BATCH)):
            if self._reporter.should_stop():
                raise Stopped
            contents = [tuple(map(hash_of, one.texts)) for one in some]
            self._contents |= self._store.held_texts(contents)
            self._keys |= self._store.held_keys([one.key for one in some])
            for sample, content in zip(some, contents, strict=True):
                if content in self._contents:
                    self.known += 1
                    continue
                free = _renamed(sample, content[0]) if sample.key in self._keys else sample
                self._contents.add(content)
                self._keys.add(free.key)
                yield free
            done += len(some)
            self._reporter.progress("adding the texts", done)


def _renamed(sample: TextSample, content: str) -> TextSample:
    """Another text of the same name, from a table that was changed since, or another one."""
    return TextSample(**{**vars(sample), "key": f"{sample.key} ({content[:_DIGITS]})"})

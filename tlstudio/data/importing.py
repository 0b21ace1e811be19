"""The import of a source: register fast, read every file once, compare, divide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.fields import problem_in
from tlstudio.core.registry import discover
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.core.samples import MediaKind, Sample
from tlstudio.data.belonging import FileGroups
from tlstudio.data.checks import findings
from tlstudio.data.copying import Copier
from tlstudio.data.duplicates import exact_clusters, near_clusters
from tlstudio.data.importers.grouping import parse_grouping
from tlstudio.data.importers.protocol import Importer
from tlstudio.data.reading import Listening, read_files
from tlstudio.data.splits import SplitItem, SplitManifest, SplitSpec, make_split
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import AddCounts, DatasetStore
from tlstudio.data.texts.keeping import kept
from tlstudio.data.texts.pack import FILE_NAME, TextPack

Options = TypeVar("Options", bound=BaseModel)
_MOST_PROBLEMS = 1000
TEXTS_A_FILE = 25
"""So many texts are looked at where one file would be."""

_STAGES: dict[MediaKind, str] = {"text": "reading the texts"}
_OTHER = (
    "{count:,} rows of {name} hold another text than when they were first imported, or other "
    "columns were chosen. They are left as they were; to take them in, import the table under "
    "another name, or into a new project."
)
_IN_COUNTS = {"unreadable", "duplicates", "near-duplicates"}


@dataclass(frozen=True)
class ImportSummary:
    """What an import found, in numbers and sentences.

    Attributes:
        found: Items (images, texts) in the source.
        updated: Known items that gained a label, a group or a part which they lacked.
        duplicates: Items beyond the first of each content.
        near_duplicates: Items that are nearly like another one of different content.
        unreadable: Items of the whole dataset that cannot be used.
        unmatched: Rows without a file, and files without a row.
        problems: "path: reason" of unreadable items, the first thousand.
        findings: What should be said before training.
        noun: What an item is called.
    """

    found: int
    added: int
    updated: int
    unchanged: int
    duplicates: int
    near_duplicates: int
    unreadable: int
    unmatched: int
    problems: tuple[str, ...]
    findings: tuple[str, ...]
    noun: str = "image"

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def find_importer(ident: str) -> Importer:
    """The importer of that id.

    Raises:
        UsageError: When there is none; the known ones are named, and why others are broken.
    """
    return discover("tlstudio.data.importers", "IMPORTER", _importer_id).pick(ident, "importer")


def import_source(
    store: DatasetStore,
    source: Path,
    importer_id: str,
    options: dict[str, Any],
    reporter: Reporter,
    *,
    copy: bool = False,
    workers: int | None = None,
    annotator: str = "",
    most_read: int | None = None,
) -> ImportSummary:
    """Import a folder or a table.

    Paths are registered first; then files are read in threads, each once. Killed or stopped at
    any moment, the next import of the same source goes on where this one was. Files whose size or
    time changed are read again; nothing that a person edited is overwritten.

    Args:
        store: The open dataset.
        source: A folder, or a table beside its files.
        importer_id: File name of the importer ("folders").
        options: Its options as a dictionary.
        reporter: Hears of progress; asked whether to stop.
        copy: Copy files into the project's media folder instead of referring to them; texts are
            kept in the project in any case.
        workers: Reading threads; None takes one a processor, 8 at most.
        annotator: Who is named for the labels that come along.
        most_read: Read only so many files, evenly over the source, for a first look; of texts the
            first 25 times as many.

    Raises:
        BadInputError: When the source is missing or holds nothing that fits.
        UsageError: When the importer or an option is unknown.
        Stopped: When the reporter said so; what was done is kept.
    """
    if not source.exists():
        raise BadInputError(f"There is no file or folder {source}.", "Check the path.")
    importer = find_importer(importer_id)
    chosen = parse_options(importer.options, options)
    base = source if source.is_dir() else source.parent
    # Texts are kept in the project whatever was chosen.
    copier = (
        Copier(base, store.path.parent / "media") if copy and importer.kind == "image" else None
    )
    root = store.add_root(copier.folder if copier else base)
    listening = Listening(reporter)
    scanned = importer.scan(source, chosen, listening, root=root)
    if most_read is not None and importer.kind == "text":
        scanned = islice(scanned, most_read * TEXTS_A_FILE)
    counter = _Counter(reporter, importer.kind, copier.copy if copier else None)
    with _keeping(store, importer.kind) as keep:
        counts = store.add(
            counter.through(keep(_distinct(scanned, root))), annotator=annotator, source=str(source)
        )
    if not counter.found:
        raise BadInputError(
            f"There are no {importer.kind}s in {source.name!r}.",
            f"Choose the folder that holds the {importer.kind}s, or folders of {importer.kind}s.",
        )
    if counts.other:
        listening.emit("warning", text=_OTHER.format(count=counts.other, name=source.name))
    if importer.kind == "image":
        read_files(
            store,
            reporter,
            workers=workers,
            again=counts.unchanged + counts.updated > 0,
            groups=_file_groups(chosen),
            most=most_read,
        )
    return _summary(store, counter.found, counts, listening.unmatched)


@contextmanager
def _keeping(
    store: DatasetStore, kind: MediaKind
) -> Iterator[Callable[[Iterator[Sample]], Iterator[Sample]]]:
    """What samples pass through on their way into the store: texts are kept beside it."""
    if kind != "text":
        yield lambda samples: samples
        return
    with TextPack.open(store.path.parent / FILE_NAME, write=True) as pack:
        yield lambda samples: kept(samples, pack)


def ensure_split(
    store: DatasetStore, spec: SplitSpec, *, again: bool = False
) -> SplitManifest | None:
    """Put every labelled, readable image into a part; what has one keeps it.

    Args:
        store: The open dataset.
        spec: Shares and seed of a first split; later ones keep the first's unless `again`.
        again: Make the split anew.

    Returns:
        The split in force, None while nothing is labelled.
    """
    items = _split_items(store)
    current = store.split()
    if not items:
        return current
    if current and not again and {item.key for item in items} == set(current.parts):
        return _with_doubts(store, current, spec, again=False)
    keep = None if again else current
    made = make_split(items, keep.spec if keep else spec, previous=keep, noun=store.kind())
    store.save_split(made)
    return _with_doubts(store, made, spec, again=again and current is not None)


def _split_items(store: DatasetStore) -> list[SplitItem]:
    """Labelled, readable images with their near-duplicates; names that repeat are held once."""
    same: dict[Any, Any] = {}
    items: list[SplitItem] = []
    phashes: list[str] = []
    contents: list[str] = []
    for row in store.light():
        if row.labels and not row.problem:
            labels = same.setdefault(row.labels, row.labels)
            group = same.setdefault(row.group, row.group)
            given = same.setdefault(row.given, row.given)
            items.append(SplitItem(row.key, labels, group, "", given))
            phashes.append(row.phash)
            contents.append(row.sha256[:16])
    near, exact = near_clusters(phashes, contents), exact_clusters(contents)
    for index, (cluster, copies) in enumerate(zip(near, exact, strict=True)):
        if cluster:
            items[index] = replace(items[index], cluster=cluster, copies=copies)
    return items


def _with_doubts(
    store: DatasetStore, split: SplitManifest, wanted: SplitSpec, *, again: bool
) -> SplitManifest:
    """The split with what the person should know about how it came to be."""
    doubts = []
    ignored = [
        name
        for name in sorted(wanted.model_fields_set)
        if getattr(wanted, name) != getattr(split.spec, name)
    ]
    if ignored:
        doubts.append(
            f"The split in force stays as it is ({', '.join(ignored)} was not used): a part that "
            "a model has seen must not change. Making the split anew needs --resplit."
        )
    opened = len(store.openings())
    if again and opened:
        doubts.append(
            f"The final test had been opened {opened} time{'s' if opened > 1 else ''} before the "
            "split was made anew: images from it may now train a model."
        )
    return replace(split, warnings=(*split.warnings, *doubts))


def parse_options(model: type[Options], given: dict[str, Any]) -> Options:
    """Options of an importer or a split from plain data.

    Raises:
        UsageError: When one is unknown or not allowed; it is named.
    """
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise UsageError(
            f"The import option {problem_in(error)}.",
            f"Known options: {', '.join(model.model_fields)}.",
        ) from error


def _distinct(samples: Iterator[Sample], root: str) -> Iterator[Sample]:
    """Samples whose keys stay unique when several roots hold files of the same name.

    The project and the first root keep plain paths, which read best in tables.
    """
    prefix = "" if root in {"", "r1"} else f"{root}/"
    for sample in samples:
        plain = sample.key.startswith(prefix)
        yield sample if plain else replace(sample, key=prefix + sample.key)


def _file_groups(options: Any) -> FileGroups | None:
    """What listens for groups that stand inside files, when the options ask for those."""
    grouping = parse_grouping(getattr(options, "group_by", ""))
    return FileGroups(grouping) if grouping.needs_files else None


class _Counter:
    """Counts what passes, copies it when wanted, and ends the import when asked to."""

    def __init__(
        self, reporter: Reporter, kind: MediaKind, copy: Callable[[Sample], None] | None
    ) -> None:
        self.found = 0
        self._kind = kind
        self._reporter = reporter
        self._copy = copy

    def through(self, samples: Iterator[Sample]) -> Iterator[Sample]:
        """The samples, unchanged.

        Raises:
            Stopped: When the reporter says so; the batch at hand is not stored.
        """
        stage = "copying the files" if self._copy else _STAGES.get(self._kind, "looking for images")
        for sample in samples:
            if self.found % 64 == 0 and self._reporter.should_stop():
                raise Stopped
            if self._copy:
                self._copy(sample)
            self.found += 1
            self._reporter.progress(stage, self.found)
            yield sample


def _summary(store: DatasetStore, count: int, counts: AddCounts, unmatched: int) -> ImportSummary:
    said = findings(store)
    sizes = {finding.kind: int(finding.value or 0) for finding in said}
    problems: list[str] = []
    for sample in store.iterate(Where(problem=True)):
        if len(problems) == _MOST_PROBLEMS:
            break
        problems.append(f"{sample.key}: {sample.problem}")
    return ImportSummary(
        found=count,
        added=counts.added,
        updated=counts.updated,
        unchanged=count - counts.added - counts.updated,
        duplicates=sizes.get("duplicates", 0),
        near_duplicates=sizes.get("near-duplicates", 0),
        unreadable=sizes.get("unreadable", 0),
        unmatched=unmatched,
        problems=tuple(problems),
        findings=tuple(found.sentence for found in said if found.kind not in _IN_COUNTS),
        noun=store.kind(),
    )


def _importer_id(importer: Importer) -> str:
    return importer.id

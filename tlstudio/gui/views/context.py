"""What a view of a report part may use: the report, its answers, its images, and two wishes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from tlstudio.core.errors import ProjectError
from tlstudio.core.reports import EvaluationReport, Metric
from tlstudio.core.samples import Sample, SplitPart
from tlstudio.data.manifest import Manifest
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.session import Session
from tlstudio.project.evaluations import Evaluation, Scores
from tlstudio.project.runs import RunFolder

_SIGNS = 20_000


@dataclass(frozen=True)
class ImageItem:
    """An image of a report as it is found now.

    Attributes:
        id: In the dataset; 0 when it is no longer there.
        label: In force now.
        texts: Of a text item, each as far as a person would read; `columns` are their names.
    """

    key: str
    id: int = 0
    files: tuple[Path, ...] = ()
    content: str = ""
    label: str = ""
    group: str = ""
    texts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def there(self) -> bool:
        """Whether there is something to show."""
        return bool(self.files or any(self.texts))


@dataclass(frozen=True)
class ImageSet:
    """Images worth a look, with why; captions may be empty."""

    title: str
    keys: tuple[str, ...]
    captions: tuple[str, ...] = ()


class ImageBook:
    """Finds the images of a report by key, in the list that was frozen with the run.

    Reports name training and tuning images, too; those of the final test only their own report.
    The list may be long: a part of it is read when a key is not in those before it.
    """

    def __init__(self, path: Path, part: SplitPart) -> None:
        self._path = path
        self._left: list[SplitPart] = list(dict.fromkeys((part, "validation", "train")))
        self._manifest: Manifest | None = None
        self._rows: dict[str, int] = {}
        self._lock = threading.Lock()

    def find(self, keys: Sequence[str]) -> dict[str, Sample]:
        """The images as they were frozen; reads files, on any thread."""
        with self._lock:
            if self._manifest is None:
                self._manifest = Manifest.read(self._path)
            while self._left and not all(key in self._rows for key in keys):
                rows = self._manifest.rows(self._left.pop(0))
                frozen = self._manifest.stream(rows)
                self._rows |= {s.key: int(row) for s, row in zip(frozen, rows, strict=True)}
            wanted = [self._rows[key] for key in keys if key in self._rows]
            found = self._manifest.samples(np.array(wanted, np.int64))
        return {sample.key: sample for sample in found}

    @staticmethod
    def items(
        store: DatasetStore, keys: Sequence[str], found: Mapping[str, Sample]
    ) -> list[ImageItem]:
        """The images in the order of the keys; reads the dataset."""
        return [_item(store, key, found.get(key)) for key in keys]


def _item(store: DatasetStore, key: str, frozen: Sample | None) -> ImageItem:
    if frozen is None:
        return ImageItem(key)
    try:
        now = store.sample(frozen.id)
    except ProjectError:
        now = frozen
    known = now if now.key == key else frozen
    texts = store.listing().wholes(known, _SIGNS) if known.kind == "text" else ()
    files = () if texts else tuple(store.resolve(ref) for ref in known.media)
    columns = tuple(ref.channel for ref in known.media) if texts else ()
    content = "".join(ref.sha256 for ref in known.media)
    found = now.id if now.key == key else 0
    return ImageItem(key, found, files, content, known.label, known.group, texts, columns)


class ReportContext(QObject):
    """One evaluation as its views see it.

    Signals:
        images_wanted: An `ImageSet` to show beside the report.
        figure_wanted: A `Figure` to export.
        scratch_wanted: Train the same network from random weights, to compare.
    """

    images_wanted = Signal(object)
    figure_wanted = Signal(object)
    scratch_wanted = Signal()

    def __init__(
        self, session: Session, run: RunFolder, evaluation: Evaluation, scores: Scores | None
    ) -> None:
        super().__init__()
        self.session = session
        self.run = run
        self.evaluation = evaluation
        self.scores = scores
        part = evaluation.report.split
        self._book = ImageBook(run.manifest_path, "validation" if part == "folds" else part)

    @property
    def report(self) -> EvaluationReport:
        """What was found."""
        return self.evaluation.report

    @property
    def classes(self) -> tuple[str, ...]:
        """In the order of the report."""
        if self.scores is not None:
            return self.scores.classes
        return tuple(str(name) for name in self.report.facts.get("classes", ()))

    def fetch(
        self, keys: Sequence[str], owner: QObject, done: Callable[[list[ImageItem]], None]
    ) -> Ticket:
        """Find images: in the frozen list first, then on the thread that reads the dataset."""

        def look(found: dict[str, Sample]) -> None:
            self.session.read(
                lambda store: ImageBook.items(store, keys, found), owner=owner, done=take
            )

        def take(items: list[ImageItem]) -> None:
            if not ticket.cancelled:
                done(items)

        ticket = self.session.services.background.run(
            lambda: self._book.find(keys), owner=owner, done=look
        )
        return ticket

    def legend(self, what: str, metric: Metric | None = None) -> str:
        """What a paper writes below a figure: images, groups, how intervals were made."""
        report = self.report
        text = (
            self.session.nouns.tr(self, "%1 Based on %2 images")
            .replace("%1", what)
            .replace("%2", str(report.n))
        )
        if report.groups != report.n:
            text += self.tr(" from %1 groups").replace("%1", str(report.groups))
        part = (
            self.tr("final test")
            if report.split == "test"
            else self.session.nouns.tr(self, "tuning images")
        )
        if report.split == "folds":
            part = self.session.nouns.tr(self, "images of all folds")
        text += f" ({part})."
        if metric is not None and metric.method:
            text += " " + self.tr("Intervals: 95 %, %1.").replace("%1", metric.method)
        return text

"""What a view of a report part may use: the report, its answers, its images, and two wishes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tlstudio.core.errors import ProjectError
from tlstudio.core.reports import EvaluationReport, Metric
from tlstudio.core.samples import SplitPart
from tlstudio.data.manifest import Manifest
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.session import Session
from tlstudio.project.evaluations import Evaluation, Scores
from tlstudio.project.runs import RunFolder


@dataclass(frozen=True)
class ImageItem:
    """An image of a report as it is found now.

    Attributes:
        id: In the dataset; 0 when it is no longer there.
        label: In force now.
    """

    key: str
    id: int = 0
    files: tuple[Path, ...] = ()
    content: str = ""
    label: str = ""
    group: str = ""


@dataclass(frozen=True)
class ImageSet:
    """Images worth a look, with why; captions may be empty."""

    title: str
    keys: tuple[str, ...]
    captions: tuple[str, ...] = ()


class ImageBook:
    """Finds the images of a report by key, in the list that was frozen with the run.

    Reports name training and tuning images, too; those of the final test only their own report.
    """

    def __init__(self, path: Path, part: SplitPart) -> None:
        self._manifest = Manifest.read(path)
        self._rows: dict[str, int] = {}
        for one in dict.fromkeys(("train", "validation", part)):
            rows = self._manifest.rows(one)
            keys = (sample.key for sample in self._manifest.stream(rows))
            self._rows |= {key: int(row) for key, row in zip(keys, rows, strict=True)}

    def items(self, store: DatasetStore, keys: Sequence[str]) -> list[ImageItem]:
        """The images in the order of the keys; reads files and the dataset."""
        return [self._item(store, key) for key in keys]

    def _item(self, store: DatasetStore, key: str) -> ImageItem:
        row = self._rows.get(key)
        if row is None:
            return ImageItem(key)
        frozen = self._manifest[row]
        try:
            now = store.sample(frozen.id)
        except ProjectError:
            now = frozen
        known = now if now.key == key else frozen
        files = tuple(store.resolve(ref) for ref in known.media)
        content = "".join(ref.sha256 for ref in known.media)
        found = now.id if now.key == key else 0
        return ImageItem(key, found, files, content, known.label, known.group)


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
        self._book: ImageBook | None = None

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
        """Find images, on the thread that reads."""

        def work(store: DatasetStore) -> list[ImageItem]:
            if self._book is None:
                part = self.report.split
                known = "validation" if part == "folds" else part
                self._book = ImageBook(self.run.manifest_path, known)
            return self._book.items(store, keys)

        return self.session.read(work, owner=owner, done=done)

    def legend(self, what: str, metric: Metric | None = None) -> str:
        """What a paper writes below a figure: images, groups, how intervals were made."""
        report = self.report
        text = self.tr("%1 Based on %2 images").replace("%1", what).replace("%2", str(report.n))
        if report.groups != report.n:
            text += self.tr(" from %1 groups").replace("%1", str(report.groups))
        part = self.tr("final test") if report.split == "test" else self.tr("tuning images")
        if report.split == "folds":
            part = self.tr("images of all folds")
        text += f" ({part})."
        if metric is not None and metric.method:
            text += " " + self.tr("Intervals: 95 %, %1.").replace("%1", metric.method)
        return text

"""A map of similar images: a first look at once, better ones a moment later; lasso to relabel."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from tlstudio.core.errors import BadInputError, StudioError
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.evaluate.working import Working
from tlstudio.gui.views.context import ImageSet, ReportContext
from tlstudio.gui.views.figures import ScatterFigure
from tlstudio.gui.views.scatter import ScatterPlot
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import EmbeddingRequest
from tlstudio.jobs.supervisor import Job

Method = Literal["pca", "tsne", "umap"]
_NAMES: dict[Method, str] = {"pca": "PCA", "tsne": "t-SNE", "umap": "UMAP"}


@dataclass(frozen=True)
class Embedding:
    """Places of images on a map.

    Attributes:
        x: (N,) float32.
        y: (N,) float32.
        labels: (N) truth.
        answers: (N) what the model named.
    """

    keys: tuple[str, ...]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    labels: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def wrong(self) -> NDArray[np.bool_]:
        """(N,) where truth and answer differ."""
        pairs = zip(self.labels, self.answers, strict=True)
        return np.array([one != other for one, other in pairs], bool)


def read_embedding(path: Path) -> Embedding:
    """Read what the job wrote.

    Raises:
        BadInputError: When the file cannot be read.
    """
    try:
        with np.load(path, allow_pickle=False) as found:
            texts = {name: tuple(map(str, found[name])) for name in ("keys", "label", "prediction")}
            x, y = (np.asarray(found[name], np.float32) for name in ("x", "y"))
    except (OSError, ValueError, KeyError) as error:
        raise BadInputError("The map could not be read.", "Make it again.") from error
    return Embedding(texts["keys"], x, y, texts["label"], texts["prediction"])


def better_method() -> Method:
    """What shows neighbours best here; looks for a package and imports nothing."""
    return "umap" if importlib.util.find_spec("umap") is not None else "tsne"


class MapPage(QWidget):
    """PCA with the first look, neighbours a moment later; another choice behind "Advanced"."""

    def __init__(self, context: ReportContext) -> None:
        super().__init__()
        self._context = context
        self._embedding: Embedding | None = None
        self._better: Method = "tsne"
        self._steps: list[Method] = []
        self._asked: Ticket | None = None
        self._made_by = ""
        self.banner = Banner()
        self.working = Working()
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("How the map is made"))
        self.method.addItem(self.tr("Quick, then neighbours"), "")
        self.method.addItem(self.tr("Quick (PCA)"), "pca")
        self.method.addItem(self.tr("Neighbours (t-SNE)"), "tsne")
        self.method.currentIndexChanged.connect(lambda _: self.make_map())
        self.method.hide()
        self.advanced = make.button(self.tr("Advanced"), role="quiet")
        self.advanced.setCheckable(True)
        self.advanced.toggled.connect(self.method.setVisible)
        self.plot = ScatterPlot(context)
        self.plot.chosen.connect(self._chosen)
        self.figure_button = make.button(
            self.tr("Figure…"), self._export, role="quiet", icon_name="file-image"
        )
        self.figure_button.setEnabled(False)
        self.lasso = make.button(self.tr("Lasso"), role="quiet", icon_name="lasso")
        self.lasso.setToolTip(
            context.session.nouns.tr(self, "Draw around images to see and relabel them")
        )
        self.lasso.setCheckable(True)
        self.lasso.toggled.connect(self.plot.set_lasso)
        card, inside = make.frame("card")
        head = make.row(
            make.label(context.session.nouns.tr(self, "Similar images"), "heading"), None,
            self.method, self.advanced, self.lasso, self.figure_button,
        )  # fmt: skip
        inside.addLayout(head)
        words = context.session.nouns.tr(
            self,
            "Near points look alike to the model; a ring marks a mistake. Distances between far "
            "groups mean little.",
        )
        inside.addWidget(make.label(words, "muted", wrap=True))
        inside.addWidget(self.banner)
        inside.addWidget(self.working)
        inside.addWidget(self.plot, 1)
        self._left_out = make.label("", "caption")
        self._left_out.setToolTip(self.tr("They cannot be read, or there are too many for a map"))
        self._left_out.hide()
        inside.addWidget(self._left_out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        context.session.services.background.run(
            better_method, owner=self, done=self._begin, failed=self._failed
        )

    def _begin(self, better: Method) -> None:
        if better == "umap":
            self.method.addItem(self.tr("Neighbours (UMAP)"), "umap")
        self._better = better
        self.make_map()

    def make_map(self) -> None:
        """Make the map of the chosen method, or the quick one and then the better one."""
        if self._asked is not None:
            self._asked.cancel()
        chosen: Method | Literal[""] = self.method.currentData()
        self._steps = [chosen] if chosen else ["pca", self._better]
        self._next(skip=not chosen)

    def _next(self, *, skip: bool = False) -> None:
        """The next map: read where it was made before, else made.

        Args:
            skip: Whether a later one that is there already makes the first look needless.
        """
        if not self._steps or self.working.busy:
            return
        steps, folder = tuple(self._steps), self._context.run.evaluations_dir / "maps"
        part = self._context.report.split

        def look() -> tuple[Method, Embedding | None]:
            for method in reversed(steps) if skip else steps[:1]:
                path = folder / f"{part}-{method}.npz"
                if path.is_file():
                    return method, read_embedding(path)
            return steps[0], None

        def take(found: tuple[Method, Embedding | None]) -> None:
            method, embedding = found
            del self._steps[: self._steps.index(method) + 1]
            if embedding is None:
                self._make(method)
            else:
                self._show(method, embedding)

        def torn(_: StudioError) -> None:
            self._make(self._steps.pop(0))

        self._asked = self._context.session.services.background.run(
            look, owner=self, done=take, failed=torn
        )

    def _make(self, method: Method) -> None:
        """Start the job of a method."""
        context = self._context
        if context.session.read_only:
            words = self.tr("A map needs a place to write.")
            self.banner.say("warning", words, context.session.why_read_only)
            return
        self.banner.hide()
        report = context.report
        request = EmbeddingRequest(
            run=context.run.path.resolve(),
            cache=context.session.project.cache_dir.resolve(),
            part=report.split,
            method=method,
            openings=report.openings,
        )
        title = context.session.nouns.tr(self, "Making a map of similar images")
        if self._embedding is not None and method != "pca":
            title = self.tr("Making a map that shows neighbours better")
        item = context.session.services.centre.start(Job.scratch(request), title)
        self.method.setEnabled(False)
        item.ended.connect(self._made)
        self.working.follow(item, lambda result: self._read(method, result), self._failed)

    def _made(self, _: Outcome) -> None:
        self.method.setEnabled(True)

    def _read(self, method: Method, result: dict[str, Any]) -> None:
        path = Path(str(result.get("file", "")))
        self._asked = self._context.session.services.background.run(
            lambda: read_embedding(path),
            owner=self,
            done=lambda embedding: self._show(method, embedding),
            failed=self._failed,
        )

    def _show(self, method: Method, embedding: Embedding) -> None:
        left_out = max(0, self._context.report.n - len(embedding.keys))
        self._left_out.setText(
            self._context.session.nouns.tr(self, "%n image(s) are not on the map.", left_out)
        )
        self._left_out.setVisible(left_out > 0)
        self._made_by = _NAMES[method]
        self.show_map(embedding)
        self._next()

    def _failed(self, error: StudioError) -> None:
        again = (self.tr("Try again"), self.make_map)
        self.banner.show_error(error, (again,))

    def show_map(self, embedding: Embedding) -> None:
        """Show the points."""
        self._embedding = embedding
        self.figure_button.setEnabled(True)
        self.plot.show_figure(self.figure())

    def figure(self) -> ScatterFigure:
        """As it is shown."""
        found = self._embedding
        if found is None:
            raise BadInputError("There is no map yet.", "Wait for it.")
        classes = self._context.classes
        names = (*classes, *(n for n in dict.fromkeys(found.labels) if n not in classes))
        index = {name: code for code, name in enumerate(names)}
        legend = self._context.legend(
            self._context.session.nouns.tr(
                self, "Map of similar images (%1); rings mark mistakes."
            ).replace("%1", self._made_by or _NAMES["pca"])
        )
        return ScatterFigure(
            found.x,
            found.y,
            np.array([index[name] for name in found.labels], np.int64),
            found.wrong,
            found.keys,
            names,
            "map",
            legend,
            self.tr("mistake"),
        )

    def _export(self) -> None:
        self._context.figure_wanted.emit(self.figure())

    def _chosen(self, places: NDArray[np.int64]) -> None:
        if self._embedding is None or not len(places):
            return
        keys = tuple(self._embedding.keys[place] for place in places)
        self._context.images_wanted.emit(ImageSet(self.tr("Chosen on the map"), keys))

"""A map of similar images: a first look at once, better ones a moment later; lasso to relabel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from tlstudio.core.errors import BadInputError, StudioError
from tlstudio.gui.panels.evaluate.working import Working
from tlstudio.gui.views.context import ImageSet, ReportContext
from tlstudio.gui.views.figures import ScatterFigure
from tlstudio.gui.views.scatter import ScatterPlot
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs.requests import EmbeddingRequest
from tlstudio.jobs.supervisor import Job

Method = Literal["pca", "tsne", "umap"]


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


class MapPage(QWidget):
    """PCA with the first look; t-SNE and UMAP when they are asked for."""

    def __init__(self, context: ReportContext) -> None:
        super().__init__()
        self._context = context
        self._embedding: Embedding | None = None
        self.banner = Banner()
        self.working = Working()
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("How the map is made"))
        self.method.addItem(self.tr("Quick (PCA)"), "pca")
        self.method.addItem(self.tr("Neighbours (t-SNE)"), "tsne")
        self.method.addItem(self.tr("Neighbours (UMAP)"), "umap")
        self.method.currentIndexChanged.connect(lambda _: self.make_map())
        self.plot = ScatterPlot(context)
        self.plot.chosen.connect(self._chosen)
        self.figure_button = make.button(
            self.tr("Figure…"), self._export, role="quiet", icon_name="file-image"
        )
        self.figure_button.setEnabled(False)
        self.lasso = make.button(self.tr("Lasso"), role="quiet", icon_name="lasso")
        self.lasso.setToolTip(self.tr("Draw around images to see and relabel them"))
        self.lasso.setCheckable(True)
        self.lasso.toggled.connect(self.plot.set_lasso)
        card, inside = make.frame("card")
        head = make.row(
            make.label(self.tr("Similar images"), "heading"), None,
            self.method, self.lasso, self.figure_button,
        )  # fmt: skip
        inside.addLayout(head)
        words = self.tr(
            "Near points look alike to the model; a ring marks a mistake. Distances between far "
            "groups mean little."
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
        self.make_map()

    def make_map(self) -> None:
        """Start the job of the chosen method."""
        context = self._context
        if context.session.read_only:
            words = self.tr("A map needs a place to write.")
            self.banner.say("warning", words, context.session.why_read_only)
            return
        if self.working.busy:
            return
        self.banner.hide()
        report = context.report
        request = EmbeddingRequest(
            run=context.run.path.resolve(),
            cache=context.session.project.cache_dir.resolve(),
            part=report.split,
            method=self.method.currentData(),
            openings=report.openings,
        )
        title = self.tr("Making a map of similar images")
        item = context.session.services.centre.start(Job.scratch(request), title)
        self.method.setEnabled(False)
        item.ended.connect(lambda _: self.method.setEnabled(True))
        self.working.follow(item, self._read, self._failed)

    def _read(self, result: dict[str, Any]) -> None:
        path = Path(str(result.get("file", "")))
        left_out = int(result.get("left_out") or 0)
        self._left_out.setText(self.tr("%n image(s) are not on the map.", "", left_out))
        self._left_out.setVisible(left_out > 0)
        self._context.session.services.background.run(
            lambda: read_embedding(path), owner=self, done=self.show_map, failed=self._failed
        )

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
            self.tr("Map of similar images (%1); rings mark mistakes.").replace(
                "%1", self.method.currentText()
            )
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

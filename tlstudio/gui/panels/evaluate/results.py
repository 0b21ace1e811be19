"""One evaluation on the screen: the headline, pages of its parts, and images beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QSplitter, QTabWidget, QVBoxLayout, QWidget

from tlstudio.core.reports import Gallery
from tlstudio.gui.panels.evaluate.compare_page import ComparePage
from tlstudio.gui.panels.evaluate.headline import Headline, headline
from tlstudio.gui.panels.evaluate.images_pane import ImagesPane
from tlstudio.gui.panels.evaluate.map_page import MapPage
from tlstudio.gui.views.context import ImageSet, ReportContext
from tlstudio.gui.views.figure_dialog import FigureDialog
from tlstudio.gui.views.figures import Figure
from tlstudio.gui.views.view import view_of
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.words import percent
from tlstudio.project.evaluations import Scores

_WORST = 60
_LAID_OUT = 30
_LEAST_HEIGHT = 280


class ResultsView(QWidget):
    """Pages are built when they are first looked at."""

    def __init__(self, context: ReportContext, below: QWidget | None = None) -> None:
        super().__init__()
        self.context = context
        context.setParent(self)
        self.headline = headline(context.report)
        self.pane = ImagesPane(context)
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self._builders: list[Callable[[], QWidget] | None] = []
        self._below = below
        by_place: dict[str, list[Any]] = {}
        for part in (*context.report.parts, *context.evaluation.unknown):
            by_place.setdefault(view_of(part).place(part), []).append(part)
        gallery = self._worst(context.scores)
        if gallery is not None and not by_place.get("mistakes"):
            by_place["mistakes"] = [gallery]
        for place, title in self._titles().items():
            parts = by_place.get(place, [])
            if parts or place == "overview":
                self._add(title, self._page_of(parts, first=place == "overview"))
        self._add(self.tr("Map"), lambda: self._padded(MapPage(context)))
        self._add(
            self.tr("Runs side by side"),
            lambda: self._padded(
                ComparePage(context.session, context.report.split, context.run.name)
            ),
        )
        self.tabs.currentChanged.connect(self._build)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.addWidget(self.tabs)
        self.parts.addWidget(self.pane)
        self.parts.setStretchFactor(0, 1)
        self.parts.setStretchFactor(1, 0)
        self.tabs.setMinimumWidth(460)
        self.parts.setCollapsible(0, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts)
        # It takes what height there is; its pages scroll by themselves.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_LEAST_HEIGHT)
        context.images_wanted.connect(self._show_images)
        context.figure_wanted.connect(self._export)
        self._build(0)

    def _titles(self) -> dict[str, str]:
        return {
            "overview": self.tr("Overview"),
            "classes": self.tr("Classes"),
            "groups": self.tr("Subgroups"),
            "mistakes": self.tr("Mistakes"),
            "curves": self.tr("Curves"),
        }

    def _add(self, title: str, build: Callable[[], QWidget]) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        self._builders.append(build)
        self.tabs.addTab(page, title)

    def _build(self, index: int) -> None:
        """Fill a page with its first look."""
        build = self._builders[index]
        page = self.tabs.widget(index)
        layout = page.layout() if page is not None else None
        if build is not None and layout is not None:
            self._builders[index] = None
            layout.addWidget(build())

    def show_page(self, title: str) -> None:
        """Bring a page to the front by its title."""
        for index in range(self.tabs.count()):
            if self.tabs.tabText(index) == title:
                self.tabs.setCurrentIndex(index)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll the page that holds a widget down to it, once its new height is known."""
        area: QWidget | None = widget
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            found = area
            QTimer.singleShot(_LAID_OUT, area, lambda: found.ensureWidgetVisible(widget, 0, 24))

    def _page_of(self, parts: list[Any], *, first: bool) -> Callable[[], QWidget]:
        def build() -> QWidget:
            content = QWidget()
            layout = QVBoxLayout(content)
            layout.setContentsMargins(0, 14, 14, 14)
            layout.setSpacing(14)
            if first:
                layout.addWidget(HeadlineCard(self.headline))
            for part in parts:
                layout.addWidget(view_of(part).build(part, self.context))
            if first and self._below is not None:
                layout.addWidget(self._below)
            layout.addStretch(1)
            return make.scrolled(content)

        return build

    def _padded(self, inner: QWidget) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 14, 14, 14)
        layout.addWidget(inner)
        return make.scrolled(content)

    def _worst(self, scores: Scores | None) -> Gallery | None:
        """The mistakes that the model was surest of, where the report has no gallery."""
        if scores is None or bool(scores.right.all()):
            return None
        wrong = np.flatnonzero(~scores.right)
        sure = scores.certainty()
        order = wrong[np.argsort(-sure[wrong], kind="stable")][:_WORST]
        captions = tuple(
            f"{scores.truth[n] or '–'} → {scores.answers[n] or '–'}\n{percent(float(sure[n]))}"
            for n in order
        )
        title = self.tr("%n mistake(s), the surest first", "", len(wrong))
        return Gallery(title=title, keys=tuple(scores.keys[n] for n in order), captions=captions)

    def _show_images(self, images: ImageSet) -> None:
        if images.keys:
            self.pane.show_set(images)
        else:
            self.context.session.services.tell(self.tr("%1: no image.").replace("%1", images.title))

    def _export(self, figure: Figure) -> None:
        FigureDialog(figure, self.context.session.services, self).open()


class HeadlineCard(QWidget):
    """The result in one sentence."""

    def __init__(self, said: Headline) -> None:
        super().__init__()
        card, inside = make.frame("card", margins=18, spacing=6)
        self.sentence = make.label(said.sentence, "title", wrap=True)
        inside.addWidget(self.sentence)
        role = {"good": "good", "bad": "error"}.get(said.tone, "")
        self.beside = make.label(said.beside, role, wrap=True)
        if said.beside:
            inside.addWidget(self.beside)
        if said.why:
            inside.addWidget(make.label(said.why, "muted", wrap=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

"""One evaluation on the screen: the headline, pages of its parts, and images beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from tlstudio.core.certainty import Choices
from tlstudio.core.reports import EvaluationReport, Gallery
from tlstudio.core.samples import SplitPart
from tlstudio.core.words import whole_percent
from tlstudio.gui.panels.evaluate.choices_card import ChoicesCard, certainty_of
from tlstudio.gui.panels.evaluate.compare_page import ComparePage
from tlstudio.gui.panels.evaluate.crossval_page import CrossvalOffer, CrossvalPage, is_small
from tlstudio.gui.panels.evaluate.headline import Headline, headline
from tlstudio.gui.panels.evaluate.images_pane import ImagesPane
from tlstudio.gui.panels.evaluate.map_page import MapPage
from tlstudio.gui.theme import theme
from tlstudio.gui.views.context import ImageSet, ReportContext
from tlstudio.gui.views.figure_dialog import FigureDialog
from tlstudio.gui.views.figures import Figure
from tlstudio.gui.views.ladder import LadderView
from tlstudio.gui.views.view import place_of, view_of
from tlstudio.gui.widgets import make
from tlstudio.project.evaluations import Scores

_WORST = 60
_SUSPECTS = 20
_LAID_OUT = 30
_LEAST_HEIGHT = 280
_SIDE_BY_SIDE = 780
_NARROWEST = 490


class ResultsView(QWidget):
    """Pages are built when they are first looked at.

    Signals:
        choices_wanted: Other `Choices` of the model's certainty.
        folds_wanted: Cross-validate a recipe: plan, folds, nested.
    """

    choices_wanted = Signal(object)
    folds_wanted = Signal(object, int, bool)

    def __init__(self, context: ReportContext, below: QWidget | None = None) -> None:
        super().__init__()
        self.context = context
        context.setParent(self)
        self.headline = headline(context.report, context.session.nouns)
        self.doubts = self._doubts()
        self.pane = ImagesPane(context)
        self.fold_pane: ImagesPane | None = None
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self._builders: list[Callable[[], QWidget] | None] = []
        self._below = below
        by_place: dict[str, list[Any]] = {}
        for part in (*context.report.parts, *context.evaluation.unknown):
            by_place.setdefault(place_of(part), []).append(part)
        gallery = self._worst(context.scores)
        if gallery is not None and not by_place.get("mistakes"):
            by_place["mistakes"] = [gallery]
        for place, title in self._titles().items():
            parts = by_place.get(place, [])
            if parts or place == "overview":
                self._add(title, self._page_of(parts, place))
        self._add(self.tr("Map"), lambda: self._padded(MapPage(context)))
        self._add(
            self.tr("Runs side by side"),
            lambda: self._padded(
                ComparePage(context.session, part_of(context.report), context.run.name)
            ),
        )
        self.crossval: CrossvalPage | None = None
        if part_of(context.report) == "validation":
            self._add(self.tr("Cross-validation"), lambda: self._padded(self._folds()))
        self.tabs.currentChanged.connect(self._build)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.addWidget(self.tabs)
        self.parts.addWidget(self.pane)
        self.parts.setStretchFactor(0, 1)
        self.parts.setStretchFactor(1, 0)
        self.tabs.setMinimumWidth(round(_NARROWEST * theme.current().scale))
        self.parts.setCollapsible(0, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts)
        # It takes what height there is; its pages scroll by themselves.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_LEAST_HEIGHT)
        context.images_wanted.connect(lambda images: self._show_images(self.pane, images))
        context.figure_wanted.connect(self._export)
        self._build(0)

    def _titles(self) -> dict[str, str]:
        return {
            "overview": self.tr("Overview"),
            "classes": self.tr("Classes"),
            "groups": self.tr("Subgroups"),
            "mistakes": self.tr("Mistakes"),
            "certainty": self.tr("How sure"),
            "curves": self.tr("Curves"),
            "paper": self.tr("For a paper"),
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

    def _page_of(self, parts: list[Any], place: str) -> Callable[[], QWidget]:
        first = place == "overview"

        def build() -> QWidget:
            content = QWidget()
            layout = QVBoxLayout(content)
            layout.setContentsMargins(0, 14, 14, 14)
            layout.setSpacing(14)
            views = [view_of(part).build(part, self.context) for part in parts]
            if first:
                # The simpler methods stand beside the result, whatever else is told after it.
                ladder = next((view for view in views if isinstance(view, LadderView)), None)
                layout.addWidget(Beside(HeadlineCard(self.headline), ladder))
                views = [view for view in views if view is not ladder]
                if self.doubts is not None:
                    layout.addLayout(make.row(self.doubts, None))
                if is_small(self.context.report):
                    offer = CrossvalOffer(
                        self.context.report,
                        lambda: self.show_page(self.tr("Cross-validation")),
                        self.context.session.nouns,
                    )
                    layout.addWidget(offer)
                if ladder is not None and ladder.numbers is not None:
                    views.append(ladder.numbers)
            if place == "certainty":
                layout.addWidget(self._choices())
            for view in views:
                layout.addWidget(view)
            if first and self._below is not None:
                layout.addWidget(self._below)
            layout.addStretch(1)
            return make.scrolled(content)

        return build

    def _doubts(self) -> QPushButton | None:
        """One click to the labels that are most probably wrong; None where none is."""
        found = next(
            (p for p in self.context.report.parts if getattr(p, "name", "") == "suspects"), None
        )
        if not isinstance(found, Gallery):
            return None
        keys, captions = found.keys[:_SUSPECTS], found.captions[:_SUSPECTS]
        images = ImageSet(self.tr("Labels that are probably wrong"), keys, captions)
        return make.button(
            self.tr("Look at %n suspicious label(s)", "", len(keys)),
            lambda: self.context.images_wanted.emit(images),
            icon_name="tag",
            tip=self.context.session.nouns.tr(
                self,
                "Training and tuning images whose label does not fit what similar images are "
                "labelled (confident learning); correct them here.",
            ),
        )

    def _folds(self) -> CrossvalPage:
        """The recipe of this run judged over folds."""
        self.crossval = CrossvalPage(self.context, self.folds_wanted.emit)
        self.crossval.found.connect(self._take_folds)
        return self.crossval

    def _take_folds(self, context: ReportContext) -> None:
        """Images of a cross-validation are shown with its own answers."""
        if self.fold_pane is not None:
            self.fold_pane.hide()
            self.fold_pane.deleteLater()
            self.fold_pane = None
        context.images_wanted.connect(lambda images: self._show_of_folds(context, images))

    def _show_of_folds(self, context: ReportContext, images: ImageSet) -> None:
        if self.fold_pane is None:
            self.fold_pane = ImagesPane(context)
            self.parts.addWidget(self.fold_pane)
        self._show_images(self.fold_pane, images)

    def _choices(self) -> ChoicesCard:
        """What may be decided; a change scores the tuning images again."""
        session, report = self.context.session, self.context.report
        known = certainty_of(report)
        refusal = session.why_read_only if session.read_only else ""
        if report.split == "test":
            refusal = self.context.session.nouns.tr(
                self,
                "Decide on the tuning images, before the final test is opened: choices made after "
                "looking at it make its numbers too good.",
            )
        self.choices = ChoicesCard(
            tuple(report.facts.get("classes", ())),
            known.choices if known else Choices(),
            self.choices_wanted.emit,
            refusal,
            session.nouns,
        )
        return self.choices

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
            f"{scores.truth[n] or '–'} → {scores.answers[n] or '–'}\n{whole_percent(sure[n])}"
            for n in order.tolist()
        )
        title = self.tr("%n mistake(s), the surest first", "", len(wrong))
        return Gallery(title=title, keys=tuple(scores.keys[n] for n in order), captions=captions)

    def _show_images(self, pane: ImagesPane, images: ImageSet) -> None:
        if images.keys:
            for other in (self.pane, self.fold_pane):
                if other is not None and other is not pane:
                    other.hide()
            pane.show_set(images)
        else:
            self.context.session.services.tell(
                self.context.session.nouns.tr(self, "%1: no image.").replace("%1", images.title)
            )

    def _export(self, figure: Figure) -> None:
        FigureDialog(figure, self.context.session.services, self).open()


def part_of(report: EvaluationReport) -> SplitPart:
    """Which part of the split was scored; "none" for several folds of it."""
    return "none" if report.split == "folds" else report.split


class Beside(QWidget):
    """Two cards side by side, one below the other where there is no room."""

    def __init__(self, one: QWidget, other: QWidget | None) -> None:
        super().__init__()
        self._line = make.row(one, spacing=14)
        if other is not None:
            self._line.addWidget(other)
            self._line.setStretch(0, 2)
            self._line.setStretch(1, 3)
        self.setLayout(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where it has become narrow or wide."""
        super().resizeEvent(event)
        narrow = self.width() < _SIDE_BY_SIDE * theme.current().scale
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != way:
            self._line.setDirection(way)


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
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

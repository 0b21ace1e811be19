"""Cross-validation: what it is for, its button, and the newest result of the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.core.plans import Plan
from tlstudio.core.reports import EvaluationReport
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.facts import model_title
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.evaluate.headline import headline
from tlstudio.gui.panels.evaluate.words import preset_title
from tlstudio.gui.panels.evaluate.working import Working
from tlstudio.gui.session import Session
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.view import view_of
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs.preparing import begun_crossval, prepare_crossval
from tlstudio.jobs.requests import CrossvalRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.evaluations import Evaluation, Scores, read_evaluations, read_scores
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder
from tlstudio.training.presets import is_exact

FEW_GROUPS = 30
FEW_IMAGES = 100
_USUAL = 5


def is_small(report: EvaluationReport) -> bool:
    """Whether a result stands on so little that cross-validation says more."""
    if report.split != "validation":
        return False
    return report.groups < (FEW_GROUPS if report.groups < report.n else FEW_IMAGES)


@dataclass(frozen=True)
class _Prepared:
    """What is gone through, and whether a worker is at it already."""

    run: RunFolder
    request: CrossvalRequest
    at_work: bool = False


class CrossvalRunner(QObject):
    """Freezes a recipe, has a worker go through the folds, and says what it is at.

    One of the same recipe and images that was ended goes on; one that is at work is followed.

    Signals:
        ended: One has finished.
    """

    ended = Signal()

    def __init__(self, session: Session, parent: QWidget, banner: Banner, working: Working) -> None:
        super().__init__(parent)
        self._session = session
        self._banner = banner
        self.working = working

    def start(self, plan: Plan, folds: int, nested: bool) -> None:
        """Begin, unless one is at work."""
        if self.working.busy:
            return
        self._banner.hide()

        def prepare(project: Project, store: DatasetStore) -> _Prepared:
            begun = begun_crossval(project, store, plan=plan, folds=folds, nested=nested)
            if begun is None:
                made = prepare_crossval(project, store, plan=plan, folds=folds, nested=nested)
                return _Prepared(*made)
            request = CrossvalRequest(run=begun.path.resolve(), cache=project.cache_dir.resolve())
            return _Prepared(begun, request, begun.status().state in ("running", "paused"))

        def begin(prepared: _Prepared) -> None:
            item = self._item(prepared)
            self.working.follow(item, self._done, self._banner.show_error)

        self._session.prepare(prepare, owner=self, done=begin, failed=self._banner.show_error)

    def _item(self, prepared: _Prepared) -> JobItem:
        centre, request = self._session.services.centre, prepared.request
        known = next((i for i in centre.active("training") if i.folder == request.run), None)
        if known is not None:
            return known
        title = self.tr("Cross-validation")
        if prepared.at_work:
            return centre.attach(prepared.run, title)
        return centre.start(Job(request.run, request), title, queue="training")

    def _done(self, result: dict[str, Any]) -> None:
        del result
        self.ended.emit()


@dataclass(frozen=True)
class _Found:
    """The newest finished cross-validation, and the recipe of the run that is shown.

    Attributes:
        model: What people call the model of that cross-validation.
    """

    plan: Plan
    run: RunFolder | None = None
    evaluation: Evaluation | None = None
    scores: Scores | None = None
    model: str = ""


class CrossvalPage(QWidget):
    """What it estimates and what not, before and after.

    Args:
        context: Of the run whose recipe is judged.
        start: Begins one: recipe, folds, nested.

    Signals:
        found: The `ReportContext` of the result that is shown.
    """

    found = Signal(object)

    def __init__(self, context: ReportContext, start: Callable[[Plan, int, bool], None]) -> None:
        super().__init__()
        self._context = context
        self._start = start
        self._plan: Plan | None = None
        self.report: EvaluationReport | None = None
        self.folds = make.Number()
        self.folds.setRange(3, 50)
        self.folds.setValue(_USUAL)
        self.folds.setAccessibleName(self.tr("Number of folds"))
        self.nested = QCheckBox(self.tr("Nested: choose inside each fold"))
        self.nested.setToolTip(
            self.tr(
                "The strength of the penalty of the new layer is chosen within each fold alone, "
                "and the report shows how much the choice would flatter."
            )
        )
        self.begin = make.button(
            self.tr("Cross-validate this recipe"), self.start, icon_name="play"
        )
        self.begin.setEnabled(False)
        self.cost = make.label("", "muted", wrap=True)
        self._results = make.column(spacing=14)
        self._coming: Iterator[Any] = iter(())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self._card())
        layout.addLayout(self._results)
        layout.addStretch(1)
        self.refresh()

    def _card(self) -> QWidget:
        card, inside = make.frame("card")
        inside.addWidget(
            make.label(self._context.session.nouns.tr(self, "Every image answered once"), "heading")
        )
        words = self._context.session.nouns.tr(
            self,
            "The training and tuning images are dealt into folds; what belongs together stays in "
            "one. Each fold is answered by a model that saw none of it, so all of these images "
            "tell how good the recipe is, not the few tuning images alone. It says nothing about "
            "one model that you can use, and the final test takes no part.",
        )
        inside.addWidget(make.label(words, "", wrap=True))
        label = make.label(self.tr("Folds"), "muted")
        inside.addLayout(make.row(label, self.folds, self.nested, None, self.begin))
        inside.addWidget(self.cost)
        return card

    def start(self) -> None:
        """Begin with what is chosen."""
        if self._plan is not None:
            self._start(self._plan, self.folds.value(), self.nested.isChecked())

    def refresh(self) -> None:
        """Read what there is."""
        session, run = self._context.session, self._context.run
        project = session.project

        def read() -> _Found:
            plan = run.plan()
            for other in reversed(project.crossvals()):
                newest = read_evaluations(other).newest("folds")
                if newest is not None:
                    used = newest.report.facts.get("plan") or {}
                    model = model_title(str(used.get("backbone", "")))
                    return _Found(plan, other, newest, _scores(newest), model)
            return _Found(plan)

        session.services.background.run(read, owner=self, done=self._take)

    def _take(self, found: _Found) -> None:
        self._plan = found.plan
        session = self._context.session
        exact = is_exact(found.plan)
        self.nested.setEnabled(exact)
        self.begin.setEnabled(not session.read_only)
        self.begin.setToolTip(session.why_read_only)
        self.cost.setText(
            self.tr("Seconds to a few minutes: this recipe is solved exactly on cached features.")
            if exact
            else self.tr(
                "Each fold is a training of its own: about as many times as long as the training "
                "of this run as there are folds. What is finished is kept."
            )
        )
        make.clear(self._results)
        self._coming = iter(())
        if found.run is None or found.evaluation is None:
            return
        self.report = found.evaluation.report
        context = ReportContext(session, found.run, found.evaluation, found.scores)
        context.setParent(self)
        self.found.emit(context)
        context.figure_wanted.connect(self._context.figure_wanted)
        self._show(self.report, context, found.model)

    def _show(self, report: EvaluationReport, context: ReportContext, model: str) -> None:
        said = headline(report, context.session.nouns)
        card, inside = make.frame("card")
        inside.addWidget(make.label(said.sentence, "title", wrap=True))
        if said.beside:
            role = {"good": "good", "bad": "error"}.get(said.tone, "")
            inside.addWidget(make.label(said.beside, role, wrap=True))
        inside.addWidget(make.label(self._which(report, model), "muted", wrap=True))
        self._results.addWidget(card)
        self._coming = iter((*report.parts, *context.evaluation.unknown))
        self._show_next(self._coming, context)

    def _show_next(self, coming: Iterator[Any], context: ReportContext) -> None:
        """One part a turn of the event loop, which all of them would hold for too long."""
        if coming is not self._coming:
            return  # newer results came between
        part = next(coming, None)
        if part is not None:
            self._results.addWidget(view_of(part).build(part, context))
            QTimer.singleShot(0, self, lambda: self._show_next(coming, context))

    def _which(self, report: EvaluationReport, model: str) -> str:
        plan = report.facts.get("plan") or {}
        words = self.tr("%1 with %2 in %3 folds, %4.")
        values = (
            preset_title(str(plan.get("preset", ""))),
            model,
            str(report.facts.get("folds", "")),
            report.created[:16].replace("T", " "),
        )
        for number, value in enumerate(values, 1):
            words = words.replace(f"%{number}", value)
        return words


def _scores(evaluation: Evaluation) -> Scores | None:
    try:
        return read_scores(evaluation.folder)
    except StudioError:
        return None


class CrossvalOffer(QWidget):
    """Said by itself where a result stands on few images or groups."""

    def __init__(
        self, report: EvaluationReport, show: Callable[[], None], nouns: Nouns = IMAGES
    ) -> None:
        super().__init__()
        card, inside = make.frame("card")
        grouped = report.groups < report.n
        count = report.groups if grouped else report.n
        words = (
            nouns.tr(
                self,
                "This result stands on %n group(s) only. Cross-validation uses all training and "
                "tuning images, each answered by a model that saw nothing of its group.",
                count,
            )
            if grouped
            else nouns.tr(
                self,
                "This result stands on %n image(s) only. Cross-validation uses all training and "
                "tuning images, each answered by a model that had not seen it.",
                count,
            )
        )
        self.words = make.label(words, "warning", wrap=True)
        self.button = make.button(self.tr("Cross-validate…"), show)
        line = make.row(self.words, self.button, spacing=12)
        line.setStretch(0, 1)
        inside.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

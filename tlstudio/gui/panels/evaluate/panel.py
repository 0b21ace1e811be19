"""The evaluate panel: a run's results on the tuning images; the final test behind its button."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QComboBox, QMenu, QVBoxLayout, QWidget

from tlstudio.core.certainty import Choices
from tlstudio.core.errors import StudioError
from tlstudio.core.samples import SplitPart
from tlstudio.data.store.store import DatasetStore, Opening
from tlstudio.gui.facts import ProjectFacts, RunFacts
from tlstudio.gui.panels.evaluate.crossval_page import CrossvalRunner
from tlstudio.gui.panels.evaluate.final_test import FinalTestCard
from tlstudio.gui.panels.evaluate.loading import Loaded, load
from tlstudio.gui.panels.evaluate.report_saving import ReportSaving
from tlstudio.gui.panels.evaluate.results import ResultsView
from tlstudio.gui.panels.evaluate.words import run_title
from tlstudio.gui.panels.evaluate.working import Working
from tlstudio.gui.panels.panel import Panel
from tlstudio.gui.panels.train.trainings import Trainings
from tlstudio.gui.session import Session
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.preparing import open_final_test, validation_request
from tlstudio.jobs.requests import EvaluateRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.runs import RunFolder


class EvaluatePanel(Panel):
    """Opens on the newest run's tuning images and says so."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._runs: tuple[RunFacts, ...] = ()
        self._loaded: Loaded | None = None
        self._part: SplitPart = "validation"
        self._openings: tuple[Opening, ...] = ()
        self._known: tuple[object, ...] = ()
        self.results: ResultsView | None = None
        self.broken = Banner()
        self.old = Banner(closable=False)
        self.message = Banner()
        self.working = Working()
        self.folding = Working()
        self.crossval = CrossvalRunner(session, self, self.message, self.folding)
        self.crossval.ended.connect(self._crossvalidated)
        self.saving = ReportSaving(session, self, self.message, self.working)
        self.final = self._final_card()
        self._place = make.column(spacing=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 20, 14, 12)
        layout.setSpacing(10)
        layout.addLayout(self._head())
        for banner in (self.message, self.broken, self.old, self.working, self.folding):
            layout.addWidget(banner)
        layout.addLayout(self._place, 1)
        self._actions = self._make_actions()
        session.facts_changed.connect(self._take_facts)
        session.labels_changed.connect(self._look_for_changes)
        self._take_facts(session.facts)

    # The frame

    def _head(self) -> QVBoxLayout:
        self.title = make.label(self.tr("Evaluate"), "title")
        self.part_words = make.label("", "muted", wrap=True)
        self.runs = QComboBox()
        self.runs.setAccessibleName(self.tr("Run"))
        self.runs.setMinimumWidth(240)
        self.runs.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.runs.currentIndexChanged.connect(lambda _: self._choose())
        self.tuning = make.button(
            self.session.nouns.tr(self, "Tuning images"),
            lambda: self.show_part("validation"),
            role="quiet",
        )
        self.tuning.setToolTip(
            self.session.nouns.tr(self, "Images that chose the best pass (validation part)")
        )
        self.test = make.button(
            self.tr("Final test"), self._press_test, role="quiet", icon_name="lock-keyhole"
        )
        for button in (self.tuning, self.test):
            button.setCheckable(True)
        self.again = make.button(
            self.tr("Evaluate again"), self.evaluate, role="quiet", icon_name="refresh-cw"
        )
        self.report = make.button(self.tr("Report"), role="quiet", icon_name="file-text")
        menu = QMenu(self.report)
        menu.addAction(self.tr("Open the report in the browser"), self.open_report)
        menu.addAction(self.tr("Save it as PDF or web page…"), self.save_report)
        menu.addAction(self.tr("Open its folder"), self.open_folder)
        self.report.setMenu(menu)
        line = make.row(self.runs, self.tuning, self.test, None, self.again, self.report)
        line.setStretch(0, 3)
        line.setStretch(3, 1)
        return make.column(self.title, self.part_words, line, spacing=6)

    def _final_card(self) -> FinalTestCard:
        card = FinalTestCard(self.session.nouns)
        card.opened.connect(self.open_final)
        card.shown.connect(lambda: self.show_part("test"))
        return card

    def _make_actions(self) -> list[QAction]:
        entries = (
            (self.tr("Evaluate the run again"), "Ctrl+Shift+E", self.evaluate),
            (self.tr("Open the report in the browser"), "Ctrl+Shift+R", self.open_report),
            (self.tr("Save the report as PDF or web page"), "", self.save_report),
            (self.tr("Open the report's folder"), "", self.open_folder),
            (
                self.session.nouns.tr(self, "Show results on the tuning images"),
                "",
                partial(self.show_part, "validation"),
            ),
            (self.tr("Ask to open the final test"), "", self.ask_final),
        )
        made = []
        for words, keys, act in entries:
            action = QAction(words, self)
            if keys:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda *_, act=act: act())
            self.addAction(action)
            made.append(action)
        return made

    def actions_for_palette(self) -> list[QAction]:
        """What can be done with the run that is shown."""
        shown = self.results is not None
        for action in self._actions:
            action.setEnabled(shown)
        return self._actions

    def entered(self) -> None:
        """Look again at what there is."""
        self.session.refresh()

    def next_sentence(self) -> str:
        """What to do here."""
        return self.tr("Read the sentence, look at the mistakes, then open the final test once.")

    # Runs

    def _take_facts(self, facts: ProjectFacts) -> None:
        """A run came, ended, was deleted, or was evaluated."""
        runs = tuple(reversed(facts.model_runs))
        known = tuple((run.name, run.evaluations, run.measuring) for run in runs)
        if known == self._known and (runs or self._place.count()):
            return
        before = self.run.name if self.run is not None else ""
        newest_before = self._runs[0].name if self._runs else ""
        self._known, self._runs = known, runs
        self.runs.blockSignals(True)
        self.runs.clear()
        for run in runs:
            self.runs.addItem(run_title(run), run.name)
        names = [run.name for run in runs]
        # A run that has just ended is what the person comes to see.
        stays = before in names and before != newest_before
        self.runs.setCurrentIndex(names.index(before) if stays else 0)
        self.runs.blockSignals(False)
        self._choose()

    @property
    def run(self) -> RunFacts | None:
        """The run that is shown."""
        name = self.runs.currentData()
        return next((run for run in self._runs if run.name == name), None)

    def show_run(self, name: str) -> None:
        """Choose a run by its name."""
        self.runs.setCurrentIndex(self.runs.findData(name))

    def _choose(self) -> None:
        """Read the chosen run."""
        run = self.run
        self.runs.setToolTip(self.runs.currentText())
        if run is None:
            self._loaded = None
            self._show_empty()
            return
        if self._loaded is None or self._loaded.run.name != run.name:
            self._part = "validation"
        self.services.background.run(
            lambda: load(run.folder), owner=self, done=self._take, failed=self.message.show_error
        )

    def _take(self, loaded: Loaded) -> None:
        run = self.run
        if run is None or run.name != loaded.run.name:
            return
        self._loaded = loaded
        if loaded.problems:
            self.broken.say(
                "warning",
                loaded.problems[0],
                self._more_problems(len(loaded.problems) - 1),
                ((self.tr("Evaluate again"), self.evaluate),),
            )
        else:
            self.broken.hide()
        self.show_part(self._part if self._part in loaded.newest else "validation")

    def _more_problems(self, more: int) -> str:
        words = self.tr("Evaluating again writes it anew; nothing else is changed.")
        return (
            words if more < 1 else self.tr("%n more file(s) are damaged.", "", more) + " " + words
        )

    # What is shown

    def show_part(self, part: SplitPart) -> None:
        """Show the results on one part of the split."""
        loaded = self._loaded
        if loaded is None:
            return
        self._part = part
        evaluation = loaded.newest.get(part)
        self.tuning.setChecked(part == "validation")
        self.test.setChecked(part == "test")
        self.tuning.setVisible("test" in loaded.newest)
        self.test.setVisible(evaluation is not None)
        self.runs.setVisible(True)
        self.again.setVisible(part == "validation" and evaluation is not None)
        self.report.setVisible(evaluation is not None)
        if evaluation is None:
            self._show_unscored()
            return
        page = self.results.tabs.tabText(self.results.tabs.currentIndex()) if self.results else ""
        context = ReportContext(self.session, loaded.run, evaluation, loaded.scores.get(part))
        self.final.setParent(None)
        view = ResultsView(context, self.final)
        view.choices_wanted.connect(self.evaluate_with)
        view.folds_wanted.connect(self.crossval.start)
        context.scratch_wanted.connect(self._train_from_scratch)
        self._put(view)
        self.results = view
        view.show_page(page)
        self._say_part(evaluation.report.n, evaluation.report.groups, evaluation.report.openings)
        self._look_for_changes()
        self._read_final()

    def _say_part(self, images: int, groups: int, openings: int) -> None:
        count = self.session.nouns.tr(self, "%n image(s)", images)
        if groups != images:
            count += " " + self.tr("from %n group(s)", "", groups)
        if self._part == "test":
            text = self.tr("Results on the final test: %1. Opened %n time(s).", "", openings)
        else:
            text = self.session.nouns.tr(
                self, "Results on your tuning images: %1. The final test is not shown here."
            )
        self.part_words.setText(text.replace("%1", count))

    def _put(self, widget: QWidget) -> None:
        """Replace what is shown; the card of the final test outlives the page that it lies on."""
        self.results = None
        make.clear(self._place)
        self._place.addWidget(widget, 1)

    def _show_empty(self) -> None:
        for widget in (self.runs, self.tuning, self.test, self.again, self.report):
            widget.hide()
        self.old.hide()
        self.broken.hide()
        self.part_words.setText("")
        go = make.button(
            self.tr("Go to Train"), lambda: self.session.go.emit("train"), role="primary"
        )
        words = self.tr(
            "When a model has been trained, you see here how good it is, and where not."
        )
        self.final.setParent(None)
        self._put(make.invitation("target", self.tr("No trained model yet"), words, go))

    def _show_unscored(self) -> None:
        self.part_words.setText("")
        self.old.hide()
        self.final.setParent(None)
        run = self.run
        if run is not None and run.measuring:
            go = make.button(
                self.tr("Look at the training"), lambda: self.session.go.emit("train"), role=""
            )
            words = self.tr("The results appear here by themselves in a moment.")
            title = self.session.nouns.tr(self, "Trained. Measuring it on the tuning images …")
            self._put(make.invitation("loader-circle", title, words, go))
            return
        go = make.button(self.tr("Evaluate now"), self.evaluate, role="primary", icon_name="play")
        go.setEnabled(not self.session.read_only)
        go.setToolTip(self.session.why_read_only)
        words = self.session.nouns.tr(
            self, "Score this run on your tuning images; the final test stays locked."
        )
        self._put(make.invitation("target", self.tr("This run was not evaluated yet"), words, go))

    # Evaluating

    def evaluate(self) -> None:
        """Score the run on the tuning images, with the choices of before."""
        self.evaluate_with(None)

    def evaluate_with(self, choices: Choices | None) -> None:
        """Score the run on the tuning images, with other choices of its certainty."""
        run = self.run
        if run is None or self.working.busy:
            return
        if self.session.read_only:
            self.message.say("warning", self.session.why_read_only)
            return
        request = validation_request(self.session.project, run.folder)
        request = request.model_copy(update={"choices": choices})
        self._start(request, self.tr("Evaluating %1").replace("%1", run_title(run)))

    def _start(self, request: EvaluateRequest, title: str) -> None:
        self.message.hide()
        self.again.setEnabled(False)
        item = self.services.centre.start(Job.scratch(request), title)
        item.ended.connect(self._evaluated)
        self.working.follow(item, lambda _: None, self.message.show_error)

    def _evaluated(self, _: Outcome) -> None:
        self.again.setEnabled(True)
        self.session.refresh()
        self._choose()

    def _crossvalidated(self) -> None:
        """Its result is there."""
        if self.results is not None and self.results.crossval is not None:
            self.results.crossval.refresh()
        else:
            self.services.tell(self.tr("The cross-validation is finished; it has its own page."))

    def _train_from_scratch(self) -> None:
        """The same network from random weights; the results of this run then name it, too."""
        run = self.run
        if run is None:
            return
        Trainings.of(self.session).from_scratch(run.name, self.message.show_error)
        self.message.say(
            "info",
            self.tr("The training from scratch is in the queue."),
            self.tr("When it has ended, this run is scored again beside it."),
            ((self.tr("Look at it"), lambda: self.session.go.emit("train")),),
        )

    def _press_test(self) -> None:
        """Its result where there is one, else the question."""
        if self._loaded is not None and "test" in self._loaded.newest:
            self.show_part("test")
        else:
            self.test.setChecked(False)
            self.ask_final()

    def ask_final(self) -> None:
        """Bring the question in sight."""
        if self.results is not None:
            self.results.tabs.setCurrentIndex(0)
            self.final.ask()
            self.results.bring_into_sight(self.final)

    def _read_final(self) -> None:
        """How the final test of this run stands."""
        self.session.read(lambda store: store.openings(), owner=self, done=self._show_final)

    def _show_final(self, openings: tuple[Opening, ...]) -> None:
        loaded = self._loaded
        if loaded is None:
            return
        self._openings = openings
        evaluation = loaded.newest.get("validation") or loaded.newest.get("test")
        parts = evaluation.report.facts.get("parts", {}) if evaluation is not None else {}
        counts = parts.get("test", {}) if isinstance(parts, dict) else {}
        self.final.show_state(
            int(counts.get("images", 0)),
            int(counts.get("groups", 0)),
            openings,
            has_result="test" in loaded.newest and self._part != "test",
            read_only=self.session.why_read_only if self.session.read_only else "",
        )

    def open_final(self) -> None:
        """Count the opening, then score the run on the final test."""
        run = self.run
        if run is None or self.working.busy:
            return
        folder: RunFolder = run.folder

        def begin(request: EvaluateRequest) -> None:
            self._part = "test"
            self._start(request, self.tr("Scoring the final test"))

        def failed(error: StudioError) -> None:
            self.message.show_error(error)
            self._read_final()

        self.session.prepare(
            lambda project, store: open_final_test(project, store, folder, why="window"),
            owner=self,
            done=begin,
            failed=failed,
        )

    # Old numbers

    def _look_for_changes(self) -> None:
        """Whether labels, groups or parts are others than when the run began."""
        if self.results is None:
            return
        wanted = self.results.context.report.dataset

        def work(store: DatasetStore) -> bool:
            return bool(wanted) and store.fingerprint() != wanted

        self.session.read(work, owner=self.results, done=self._say_old)

    def _say_old(self, old: bool) -> None:
        if not old:
            self.old.hide()
            return
        self.old.say(
            "warning",
            self.session.nouns.tr(
                self, "These numbers are old: labels or images have changed since this training."
            ),
            self.tr("Train again to learn from the new labels and to score on them."),
            ((self.tr("Go to Train"), lambda: self.session.go.emit("train")),),
        )

    # Files

    def open_report(self) -> None:
        """The page in the browser."""
        self._open_file("report.html")

    def save_report(self) -> None:
        """As a file to print and send."""
        if self.run is not None and self.results is not None:
            self.saving.ask(self.run.folder, self._part)

    def open_folder(self) -> None:
        """Where report and answers lie."""
        self._open_file("")

    def _open_file(self, name: str) -> None:
        if self.results is None:
            return
        path: Path = self.results.context.evaluation.folder / name
        self.services.background.run(
            path.exists, owner=self, done=lambda there: self._opened(path, there=there)
        )

    def _opened(self, path: Path, *, there: bool) -> None:
        if not there or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = self.tr("%1 could not be opened.").replace("%1", path.name)
            self.message.say("warning", words, str(path))

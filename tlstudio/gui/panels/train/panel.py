"""The train panel: before, while, and after; the project's trainings beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame

from tlstudio.core.plans import Plan
from tlstudio.gui.facts import ProjectFacts
from tlstudio.gui.panels.panel import Panel
from tlstudio.gui.panels.train.run_view import RunView
from tlstudio.gui.panels.train.runs_list import RunsList
from tlstudio.gui.panels.train.start_view import StartView
from tlstudio.gui.panels.train.summaries import RunSummary, Summaries
from tlstudio.gui.panels.train.trainings import Trainings
from tlstudio.gui.session import Session
from tlstudio.gui.theme import theme
from tlstudio.gui.widgets import make

_SIDE = 268


class TrainPanel(Panel):
    """Shows the start page, or the run that was chosen in the list."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.trainings = Trainings.of(session)
        self.start = StartView(session)
        self.view = RunView(session, self.trainings)
        self.runs = RunsList(self.trainings)
        self._summaries = Summaries()
        self._begun: list[str] = []
        self._wanted = ""
        self._first = True
        self.stack = make.Pages()
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.view)
        self._new = make.button(self.tr("New training"), self.show_start, icon_name="plus", role="")
        self._side = QFrame()
        self._fit_side()
        theme.current().changed.connect(self._fit_side)
        title = make.label(self.tr("Trainings"), "heading")
        side = make.column(title, self._new, self.runs, spacing=10)
        side.setContentsMargins(4, 24, 24, 20)
        self._side.setLayout(side)
        self._side.hide()
        whole = make.row(self.stack, self._side, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.start.start.connect(self._start)
        self.view.again.connect(self._again)
        self.view.discarded.connect(self._discarded)
        self.runs.chosen.connect(self._chosen)
        self.trainings.begun.connect(self._show_begun)
        session.facts_changed.connect(self._read_runs)
        self._actions = self._make_actions()
        self._read_runs(session.facts)

    def _fit_side(self) -> None:
        """Wider with larger text."""
        self._side.setFixedWidth(round(_SIDE * (0.5 + 0.5 * theme.current().scale)))

    def entered(self) -> None:
        """Look again at what can be trained."""
        self.start.refresh()
        self.session.refresh()

    def show_start(self) -> None:
        """The page before a training."""
        self._wanted = ""
        self.runs.choose("")
        self.stack.setCurrentWidget(self.start)

    def show_run(self, name: str) -> None:
        """A run; when it is not in the list yet, as soon as it is."""
        self._wanted = name
        self.runs.choose(name)

    def actions_for_palette(self) -> list[QAction]:
        """Start, new, pause, stop."""
        running = self.view.isVisible()
        start, new, pause, stop = self._actions
        start.setEnabled(self.start.isVisible() and self.start.button.isEnabled())
        pause.setEnabled(running and self.view.bar.pause.isVisible())
        stop.setEnabled(running and self.view.bar.stop.isVisible())
        del new
        return self._actions

    def next_sentence(self) -> str:
        """What to do here."""
        return self.tr("Start the training; you may go on labelling meanwhile.")

    def _make_actions(self) -> list[QAction]:
        entries = (
            (self.tr("Start the training"), "Ctrl+Return", self.start.press_start),
            (self.tr("New training"), "Ctrl+N", self.show_start),
            (self.tr("Pause or go on with the training"), "Ctrl+Space", self.view.bar.press_pause),
            (self.tr("Stop the training and keep the best"), "", self.view.bar.press_stop),
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

    # Runs

    def _start(self, plans: tuple[Plan, ...]) -> None:
        self._begun = []
        self.view.estimate = self.start.seconds(plans[0])
        self.trainings.start(plans, self.start.show_error)

    def _show_begun(self, name: str) -> None:
        self._begun.append(name)
        if len(self._begun) == 1 or self.trainings.item(name) is None:
            self.show_run(name)

    def _read_runs(self, facts: ProjectFacts) -> None:
        runs = facts.runs
        self.services.background.run(
            lambda: self._summaries.read(runs), owner=self, done=self._take
        )

    def _take(self, runs: tuple[RunSummary, ...]) -> None:
        self.runs.runs.set_runs(runs)
        self._side.setVisible(bool(runs))
        if self._first:
            self._first = False
            self._wanted = self._wanted or self._worth_a_look(runs)
        if self._wanted:
            self.runs.choose(self._wanted)
        for run in runs:
            self.view.show_summary(run)

    def _worth_a_look(self, runs: tuple[RunSummary, ...]) -> str:
        """What to show first: the run at work, or the newest when it was ended in the middle."""
        running = self.trainings.running()
        if running:
            return running
        return runs[0].name if runs and runs[0].state == "died" else ""

    def _chosen(self, run: RunSummary) -> None:
        self._wanted = run.name
        if self.view.name != run.name:
            self.view.show_run(run.folder)
        self.view.show_summary(run)
        self.stack.setCurrentWidget(self.view)

    def _again(self, plan: Plan) -> None:
        self.show_start()
        self.start.take_plan(plan)

    def _discarded(self, name: str) -> None:
        self.show_start()
        self.start.message.say(
            "info",
            self.tr("The training is deleted."),
            "",
            ((self.tr("Bring it back"), lambda: self._bring_back(name)),),
        )

    def _bring_back(self, name: str) -> None:
        self.start.message.hide()
        self.trainings.bring_back(name, self.start.message.show_error)
        self.show_run(name)

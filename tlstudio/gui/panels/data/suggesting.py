"""Suggested labels: asked of the newest model, told in a line above the images."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.core.samples import SplitPart
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.facts import ProjectFacts, RunFacts
from tlstudio.gui.panels.data.importing.running import progress_words
from tlstudio.gui.panels.evaluate.words import run_short
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import SuggestRequest
from tlstudio.jobs.supervisor import Job

_FILE = "suggestions.sqlite"


@dataclass(frozen=True)
class SuggestionFacts:
    """What is attached, and how much of it is still to be done.

    Attributes:
        run: Whose suggestions they are; "" when none are attached.
        suggested: Images without a label that have a suggestion.
        aside: Of those set aside how many wait for a label.
        doubtful: Labelled images of which the model says something else.
        bare: Images without a label.
    """

    run: str = ""
    suggested: int = 0
    aside: int = 0
    doubtful: int = 0
    bare: int = 0


def attach(store: DatasetStore, file: Path | None) -> SuggestionFacts:
    """Attach a file where there is one, else nothing, and count.

    Raises:
        ProjectError: When the file is damaged.
    """
    there = file is not None and file.is_file()
    store.attach_suggestions(file if there else None)
    return counted(store, file.parent.name if there and file is not None else "")


def counted(store: DatasetStore, run: str) -> SuggestionFacts:
    """Count what is attached; the locked final test is left out."""
    without: SplitPart | None = None if store.openings() else "test"
    bare = Where(label="", answer="answered", problem=False, without=without)
    if not run:
        return SuggestionFacts(bare=store.count(bare))
    aside = Where(label="", answer="answered", aside=True, problem=False)
    suggested = Where(label="", answer="answered", suggested=True, problem=False)
    return SuggestionFacts(
        run=run,
        suggested=store.count(suggested),
        aside=store.count(aside),
        doubtful=store.count(Where(disagrees=True, without=without)),
        bare=store.count(bare),
    )


class SuggestionBar(QWidget):
    """Hidden without a model; starts the work, attaches its result, says what it is good for.

    Signals:
        attached: The new `SuggestionFacts`; the images should be read again.
        first_wanted: Show the images that were set aside, to be labelled unseen.
        useful_wanted: Show the images whose label would teach the model most.
        doubtful_wanted: Show labelled images of which the model says something else.
    """

    attached = Signal(object)
    first_wanted = Signal()
    useful_wanted = Signal()
    doubtful_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._nouns = session.nouns
        self._services = session.services
        self._run: RunFacts | None = None
        self._item: JobItem | None = None
        self._problem = ""
        self.facts = SuggestionFacts()
        self._sentence = make.label("", wrap=True)
        self._sentence.setToolTip(self.tr("The term of the field: pre-labels, active learning."))
        self._bar = QProgressBar()
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        self.start_button = make.button("", self.start, icon_name="sparkles")
        self.first = make.button(self.tr("Label these first"), self.first_wanted.emit)
        self.useful = make.button(self.tr("Most useful first"), self.useful_wanted.emit)
        self.doubtful = make.button("", self.doubtful_wanted.emit)
        self.stop = make.button(self.tr("Stop"), self._stop)
        self._buttons: tuple[QWidget, ...] = (
            *(self._bar, self.stop, self.first, self.useful, self.doubtful),
            self.start_button,
        )
        frame = QFrame()
        frame.setProperty("role", "info")
        line = QHBoxLayout(frame)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(make.IconLabel("sparkles", 18, "accent"))
        line.addWidget(self._sentence, 1)
        for widget in self._buttons:
            line.addWidget(widget)
        self.setLayout(make.column(frame))
        self.hide()
        session.facts_changed.connect(self._facts)
        session.labels_changed.connect(self._recount)
        session.suggestions_changed.connect(self._again)
        self._facts(session.facts)

    @property
    def text(self) -> str:
        """What it says."""
        return self._sentence.text()

    # Which run

    def _facts(self, facts: ProjectFacts) -> None:
        newest = facts.model_runs[-1] if facts.model_runs else None
        old = self._run.name if self._run else ""
        self._run = newest
        if newest is not None and newest.name != old and self._item is None:
            self._attach(newest)
        self._show()

    def _attach(self, run: RunFacts) -> None:
        file = run.folder.path / _FILE
        self._session.read(
            lambda store: attach(store, file), owner=self, done=self._take, failed=self._failed
        )

    def _again(self) -> None:
        if self._run is not None and self._item is None:
            self._attach(self._run)

    def _take(self, facts: SuggestionFacts) -> None:
        self.facts = facts
        self._show()
        self.attached.emit(facts)

    def _failed(self, error: StudioError) -> None:
        self._problem = str(error)
        self._show()

    def _recount(self) -> None:
        if self._run is None or self._item is not None:
            return
        name = self.facts.run
        self._session.read(
            lambda store: counted(store, name), owner=self, done=self._counted, failed=self._failed
        )

    def _counted(self, facts: SuggestionFacts) -> None:
        if facts.run == self.facts.run:
            self.facts = facts
            self._show()

    # The work

    def start(self) -> None:
        """Ask the newest model about every image outside the final test."""
        run = self._run
        if run is None or self._item is not None:
            return
        self._problem = ""
        # Where a file that is open cannot be replaced, it must be let go first.
        self._session.read(
            lambda store: store.attach_suggestions(None),
            owner=self,
            done=lambda _: self._begin(run),
            failed=self._failed,
        )

    def _begin(self, run: RunFacts) -> None:
        project = self._session.project
        request = SuggestRequest(
            project=project.folder.resolve(),
            run=run.folder.path.resolve(),
            cache=project.cache_dir.resolve(),
        )
        item = self._services.centre.start(Job.scratch(request), self.tr("Suggesting labels"))
        self._item = item
        item.changed.connect(self._show)
        item.ended.connect(lambda outcome: self._ended(outcome, run))
        self._show()

    def _stop(self) -> None:
        if self._item is not None:
            self._item.stop()

    def _ended(self, outcome: Outcome, run: RunFacts) -> None:
        self._item = None
        self._problem = str(outcome.error) if outcome.error is not None else ""
        # After a stop or an error the older suggestions are there as before.
        self._attach(run)
        self._show()

    # What is shown

    def _show(self) -> None:
        run, item, facts = self._run, self._item, self.facts
        if run is None:
            self.hide()
            return
        if self.parentWidget() is not None:  # else it would open a window of its own
            self.show()
        working = item is not None
        for widget in self._buttons:
            widget.setVisible(False)
        self.start_button.setVisible(not working)
        self.start_button.setEnabled(not self._session.read_only)
        self.start_button.setToolTip(self._session.why_read_only)
        if item is not None:
            self._sentence.setText(f"{item.title}: {progress_words(item)}")
            fraction = item.fraction
            with QSignalBlocker(self._bar):
                self._bar.setRange(0, 0 if fraction is None else 1000)
                self._bar.setValue(round((fraction or 0) * 1000))
            self._bar.show()
            self.stop.show()
        elif self._problem:
            self._sentence.setText(self._problem)
            self.start_button.setText(self.tr("Try again"))
        elif facts.run != run.name:
            self._sentence.setText(self._offer(run))
            self.start_button.setText(self.tr("Suggest labels"))
        else:
            self._sentence.setText(self._result())
            self.start_button.setText(self.tr("Suggest anew"))
            self.first.setVisible(facts.aside > 0)
            self.useful.setVisible(facts.aside == 0 and facts.suggested > 0)
            self.doubtful.setVisible(facts.doubtful > 0)
            self.doubtful.setText(self.tr("%n doubtful label(s)", "", facts.doubtful))

    def _offer(self, run: RunFacts) -> str:
        if self.facts.bare:
            text = self._nouns.tr(
                self, "The model %1 can suggest labels for %n image(s).", self.facts.bare
            )
        else:
            text = self.tr("The model %1 can show which labels it doubts.")
        return text.replace("%1", run_short(run))

    def _result(self) -> str:
        facts = self.facts
        if not facts.suggested and not facts.aside:
            return self._nouns.tr(
                self, "Every image has a label; the model was asked about each of them."
            )
        text = self._nouns.tr(self, "Suggested labels for %n image(s)", facts.suggested)
        if facts.aside:
            text += "; " + self.tr(
                "%n set aside to measure them honestly, label these first", "", facts.aside
            )
        return f"{text}."

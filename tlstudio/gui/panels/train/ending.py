"""How a run ended, in words, with the ways on: results, resume, again with changes, delete."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tlstudio.core.errors import StudioError
from tlstudio.core.plans import Plan
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.panels.train.record import RunRecord
from tlstudio.gui.panels.train.summaries import RunSummary
from tlstudio.gui.panels.train.trainings import Trainings
from tlstudio.gui.panels.train.words import result_sentence
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs.outcome import Outcome
from tlstudio.project.runs import RunFolder

State = Literal["working", "unknown", "new", "finished", "stopped", "failed", "died"]
_STATES: dict[str, State] = {
    "new": "new",
    "finished": "finished",
    "stopped": "stopped",
    "failed": "failed",
    "died": "died",
}
_GENTLER = 0.3


class Ending(QWidget):
    """Says nothing while the run works.

    Signals:
        again: A `Plan` to be changed and trained.
        discarded: Name of a run that was deleted.
    """

    again = Signal(object)
    discarded = Signal(str)

    def __init__(self, session: Session, trainings: Trainings) -> None:
        super().__init__()
        self._session = session
        self._trainings = trainings
        self._run: RunFolder | None = None
        self._item: JobItem | None = None
        self._record: RunRecord | None = None
        self._summary: RunSummary | None = None
        self._told: object = None
        self.banner = Banner(closable=False)
        self.problem = Banner()
        self.results = make.button(
            self.tr("See results"), self._results, role="primary", icon_name="target"
        )
        self.resume = make.button("", self.press_resume, role="primary", icon_name="play")
        self.repeat = make.button(
            self.tr("Train again with changes"), self._repeat, icon_name="sliders-horizontal"
        )
        self.delete = make.button(
            self.tr("Delete"), self._ask_delete, role="quiet", icon_name="trash-2"
        )
        self._buttons = QWidget()
        self._buttons.setLayout(make.row(self.results, self.resume, self.repeat, None, self.delete))
        self.setLayout(make.column(self.problem, self.banner, self._buttons, spacing=10))
        self.hide()

    @property
    def state(self) -> State:
        """How the run stands, as far as this widget knows."""
        item = self._item
        if item is not None and item.active:
            # The results are there a moment before the worker has gone.
            return "finished" if self._record is not None and self._record.result else "working"
        # One that was taken out of the queue stands as it stood before.
        if item is not None and item.began and item.outcome is not None:
            return item.outcome.state
        known = self._summary.state if self._summary is not None else "running"
        return _STATES.get(known, "unknown")

    def show_run(self, run: RunFolder) -> None:
        """Another run."""
        self._run, self._item, self._record, self._summary = run, None, None, None
        self._told = None
        self.problem.hide()
        self._refresh()

    def show_item(self, item: JobItem | None) -> None:
        """Its job in this window."""
        self._item = item
        self._refresh()

    def show_record(self, record: RunRecord | None, summary: RunSummary | None) -> None:
        """What it said."""
        self._record, self._summary = record, summary
        self._refresh()

    def show_problem(self, error: StudioError) -> None:
        """Something about this run could not be done."""
        self.problem.show_error(error)
        self.show()

    def _refresh(self) -> None:
        state = self.state
        ended = state not in ("working", "unknown")
        self.setVisible(ended or not self.problem.isHidden())
        self._buttons.setVisible(ended)
        result = dict(self._record.result) if self._record is not None else {}
        active = self._item is not None and self._item.active
        told = (
            *(state, self._passes(), bool(result), self._record is None),
            *(self._run, id(self._item), active),
        )
        if told == self._told:
            return
        self._told = told
        may = not self._session.read_only
        self.results.setVisible(state == "finished")
        self.resume.setVisible(may and state in ("new", "stopped", "failed", "died"))
        self.resume.setText(self._resume_words())
        self.repeat.setVisible(may and self._record is not None)
        self.delete.setVisible(may and not active)
        if ended:
            self._say(state)
        else:
            self.banner.hide()

    def _passes(self) -> int:
        if self._record is not None:
            return len(self._record.passes)
        return self._summary.passes if self._summary is not None else 0

    def _resume_words(self) -> str:
        if self.state == "new" or self._passes() == 0:
            return self.tr("Start it") if self.state == "new" else self.tr("Resume")
        return self.tr("Resume from pass %1").replace("%1", str(self._passes() + 1))

    def _say(self, state: State) -> None:
        outcome = self._item.outcome if self._item is not None else None
        if state == "finished":
            result = self._record.result if self._record is not None else {}
            sentence = result_sentence(result, self._session.nouns) or self.tr(
                "The training is done."
            )
            evaluation = result.get("evaluation")
            verdict = str(evaluation.get("verdict", "")) if isinstance(evaluation, dict) else ""
            self.banner.say("good", sentence, verdict)
        elif state == "stopped":
            self.banner.say(
                "info",
                self.tr("Stopped after pass %1.").replace("%1", str(self._passes())),
                self.tr("The best network so far is kept; the training can go on."),
            )
        elif state == "new":
            self.banner.say("info", self.tr("This training was prepared and not begun."))
        else:
            self._say_error(state, outcome)

    def _say_error(self, state: State, outcome: Outcome | None) -> None:
        """The cause in words, with what helps against it."""
        heard = self._record.failure if self._record is not None else None
        if outcome is not None and outcome.error is not None:
            error = outcome.error
        elif state == "failed":
            error = heard or StudioError(self.tr("The training failed."))
        else:
            error = StudioError(
                self.tr("The training was ended in the middle."),
                self.tr("What was saved is safe: it goes on from its last checkpoint."),
            )
        if error.kind == "diverged":
            gentler = (self.tr("Try smaller steps"), self._gentler)
            self.banner.show_error(error, (gentler,))
        elif error.kind == "device-missing":
            words = self.tr("Train on the processor")
            self.banner.show_error(error, ((words, self._on_processor),))
        elif error.kind == "out-of-memory":
            self.banner.show_error(error, ((self.tr("Change the recipe"), self._repeat),))
        else:
            self.banner.show_error(error)

    # The ways on

    def press_resume(self) -> None:
        """Go on from the last checkpoint."""
        if self._run is not None:
            self.problem.hide()
            self._trainings.resume(self._run.name, self.show_problem)

    def _results(self) -> None:
        self._session.refresh()
        self._session.go.emit("evaluate")

    def _repeat(self) -> None:
        if self._record is not None:
            self.again.emit(self._record.plan)

    def _on_processor(self) -> None:
        """The same recipe without the device that is gone."""
        if self._record is not None:
            self.again.emit(self._record.plan.model_copy(update={"device": "cpu"}))

    def _gentler(self) -> None:
        """The same recipe with a third of the learning rates."""
        if self._record is None:
            return
        plan: Plan = self._record.plan
        phases = tuple(
            phase.model_copy(update={"lr": phase.lr * _GENTLER}) for phase in plan.phases
        )
        self.again.emit(plan.model_copy(update={"phases": phases}))

    def _ask_delete(self) -> None:
        if self._run is None:
            return
        self.problem.say(
            "warning",
            self.tr("Delete this training with its model and its results?"),
            self._session.nouns.tr(
                self, "Images and labels stay. You can bring it back until the cache is emptied."
            ),
            (
                (self.tr("Delete"), self.press_delete),
                (self.tr("Keep it"), self.problem.hide),
            ),
        )

    def press_delete(self) -> None:
        """Delete the run that is shown."""
        if self._run is not None:
            name = self._run.name
            self._trainings.discard(name, lambda: self.discarded.emit(name), self.show_problem)

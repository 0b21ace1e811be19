"""Predicted items into the project: without a label, with the model's answer as a suggestion."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tlstudio.data.unseen import Unseen, final_test_files
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.panels.deploy.chosen import Chosen, chosen_of
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.predicting.panel import PredictionPanel
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import SuggestRequest, TakeInRequest
from tlstudio.jobs.supervisor import Job


class SendBack(QObject):
    """Asks, adds the files, then has the run suggest labels for all that have none.

    Signals:
        done: Everything is in the project, with suggested labels.
    """

    done = Signal()

    def __init__(self, session: Session, panel: PredictionPanel, banner: Banner) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._banner = banner
        self.item: JobItem | None = None

    def ask(self) -> None:
        """Say exactly what will happen, with the button that lets it happen."""
        table, numbers = self._panel.predictor.table, self._panel.wanted_rows()
        self._session.services.background.run(
            lambda: chosen_of(table, numbers),
            owner=self,
            done=self._say,
            failed=self._banner.show_error,
        )

    def _say(self, chosen: Chosen) -> None:
        if not chosen.number:
            self._banner.say(
                "info",
                self._session.nouns.tr(self, "None of these images has an answer to send back."),
            )
            return
        self._banner.say(
            "info",
            self._session.nouns.tr(self, "Add %n image(s) to this project?", chosen.number),
            self._session.nouns.tr(
                self,
                "The files stay where they are. They come without a label: in Data the newest "
                "model's answer stands beside each as a suggestion to accept or correct, and only "
                "then it counts. A few are set aside to be labelled unseen. Images that the "
                "project holds already are not changed; those of the final test, and copies of "
                "them, are left out.",
            ),
            (
                (self.tr("Add them"), lambda: self.send(chosen)),
                (self.tr("Not now"), self._banner.hide),
            ),
        )

    def send(self, chosen: Chosen) -> None:
        """Add the files or texts."""
        if self.item is not None:
            return
        project = self._session.project

        def begin(found: tuple[TakeInRequest, int]) -> None:
            request, number = found
            if not number:
                self._banner.say("info", self.tr("All of these belong to the final test."))
                return
            title = self._session.nouns.tr(self, "Adding %n image(s)", number)
            item = self._session.services.centre.start(Job.scratch(request), title)
            self.item = item
            self._banner.say("info", self._session.nouns.tr(self, "The images are being added…"))
            item.ended.connect(self._added)

        def choose(unseen: Unseen) -> None:
            # Copies are found by their content, which is read: not on the dataset's thread.
            self._session.services.background.run(
                lambda: chosen.request(project, unseen),
                owner=self,
                done=begin,
                failed=self._banner.show_error,
            )

        # Also when it was opened: a copy of it must never come to be trained on.
        self._session.read(
            final_test_files, owner=self, done=choose, failed=self._banner.show_error
        )

    def _added(self, outcome: Outcome) -> None:
        self.item = None
        self._changed()
        if not self._went_well(outcome):
            return
        added, known = int(outcome.result["added"]), int(outcome.result["known"])
        said = self._session.nouns.tr(self, "%n image(s) are added.", added)
        if known:
            said += " " + self.tr("%n were there already and stay as they are.", "", known)
        self._suggest(said)

    def _suggest(self, said: str) -> None:
        """Ask the newest model, whose suggestions Data shows, about all that has no label."""
        runs, project = self._session.facts.model_runs, self._session.project
        if not runs:
            return
        request = SuggestRequest(
            project=project.folder.resolve(),
            run=runs[-1].folder.path.resolve(),
            cache=project.cache_dir.resolve(),
        )
        self._banner.say("info", said, self.tr("The model looks at what has no label…"))

        def begin(_: object) -> None:
            centre = self._session.services.centre
            item = centre.start(Job.scratch(request), self.tr("Suggesting labels"))
            self.item = item
            item.ended.connect(lambda outcome: self._suggested(said, outcome))

        # Where a file that is open cannot be replaced, it must be let go first.
        self._session.read(
            lambda store: store.attach_suggestions(None),
            owner=self,
            done=begin,
            failed=self._banner.show_error,
        )

    def _suggested(self, said: str, outcome: Outcome) -> None:
        self.item = None
        self._session.suggestions_changed.emit()
        if not self._went_well(outcome):
            return
        self._banner.say(
            "good",
            said,
            self.tr("In Data, accept or correct the labels that the model suggests."),
            ((self.tr("Go to Data"), lambda: self._session.go.emit("data")),),
        )
        self.done.emit()

    def _went_well(self, outcome: Outcome) -> bool:
        if outcome.error is not None:
            self._banner.show_error(outcome.error)
        elif outcome.state != "finished":
            self._banner.say("info", self.tr("Stopped. What was added so far stays."))
        return outcome.error is None and outcome.state == "finished"

    def _changed(self) -> None:
        self._session.labels_changed.emit()
        self._session.refresh()

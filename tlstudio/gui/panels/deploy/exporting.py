"""One format on a card: what it is for, its export at work, its proof."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.panels.deploy.contents import FormatContents
from tlstudio.gui.panels.deploy.format_options import FormatOptions
from tlstudio.gui.panels.deploy.records import (
    Proof,
    proof_of,
    remember_elsewhere,
    require_room,
)
from tlstudio.gui.panels.deploy.words import proof_sentence, quality_sentence
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import below, make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.words import breakable, duration, size
from tlstudio.jobs.answers import Format
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import ExportRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.runs import RunFolder


class FormatCard(QFrame):
    """Exports the run that it was given last.

    Signals:
        wanted: The button was pressed; whoever knows where to answers with `export`.
        written: The file of an export that is proven and in place.
    """

    wanted = Signal()
    written = Signal(object)

    def __init__(self, session: Session, form: Format) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self.form = form
        self.item: JobItem | None = None
        self.banner = Banner()
        self.title = make.label(form.title, "heading")
        self.purpose = make.label(below.option(form.purpose), "muted", wrap=True)
        self.save = make.button(
            self.tr("Save as %1").replace("%1", form.title), self.wanted.emit, icon_name="save"
        )
        self.options = FormatOptions(form.options, form.title)
        self.cancel = make.button(self.tr("Cancel"), self._cancel, role="quiet", icon_name="x")
        self.stage = make.label("", "caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self.proof = make.label("", wrap=True)
        self.proof.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.quality = make.label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        head = make.row(
            make.column(self.title, self.purpose, spacing=2), self.cancel, self.save, spacing=12
        )
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self.options)
        layout.addWidget(FormatContents(form))
        layout.addWidget(self.stage)
        layout.addWidget(self.bar)
        layout.addWidget(self.banner)
        self._proven = QWidget()
        line = make.row(
            make.IconLabel("shield-check", 18, "good"),
            make.column(self.proof, self.quality, spacing=0),
        )
        line.setStretch(1, 1)
        self._proven.setLayout(line)
        layout.addWidget(self._proven)
        self._show_busy(busy=False)
        self.show_proof(None)

    def show_proof(self, proof: Proof | None) -> None:
        """Of an export of the run that is chosen; None shows none."""
        self._proven.setVisible(proof is not None)
        if proof is not None:
            self.proof.setText(proof_sentence(proof))
            self.quality.setText(quality_sentence(proof))

    def export(
        self, run: RunFolder, folder: Path, then: Callable[[Path], object] | None = None
    ) -> None:
        """Write the model of a run into a folder and prove it.

        Args:
            run: A run with a model.
            folder: Where to.
            then: Called with the file when it is there.
        """
        if self.item is not None or not self.options.valid():
            return
        self.banner.hide()
        self._show_busy(busy=True)
        self.stage.setText(self.tr("Beginning…"))

        def count(store: DatasetStore) -> int:
            require_room(folder)
            return sum(opening.run == run.name for opening in store.openings())

        self._session.read(
            count,
            owner=self,
            done=lambda openings: self._start(run, folder, openings, then),
            failed=self._fail,
        )

    def _start(
        self,
        run: RunFolder,
        folder: Path,
        openings: int,
        then: Callable[[Path], object] | None,
    ) -> None:
        target = folder / f"{run.name}{self.form.suffix}"
        request = ExportRequest(
            run=run.path.resolve(),
            format=self.form.id,
            target=target,
            options=self.options.values,
            openings=openings,
        )
        title = self.tr("Saving the model as %1").replace("%1", self.form.title)
        item = self._session.services.centre.start(Job.scratch(request), title)
        self.item = item
        item.changed.connect(self._progress)
        item.ended.connect(lambda outcome: self._ended(outcome, target, then))

    def _progress(self) -> None:
        item = self.item
        if item is None:
            return
        said = self.tr("Waiting for other work to end…")
        if item.state != "waiting":
            said = self.tr("Comparing it with the trained model…")
            if item.stage.startswith("writing") or not item.stage:
                said = self.tr("Writing the file…")
            if item.eta:
                said += " " + self.tr("%1 left").replace("%1", duration(item.eta))
        self.stage.setText(said)
        fraction = None if item.stage.startswith("writing") else item.fraction
        self.bar.setRange(0, 0 if fraction is None else 1000)
        self.bar.setValue(round(1000 * (fraction or 0)))

    def _ended(self, outcome: Outcome, target: Path, then: Callable[[Path], object] | None) -> None:
        self.item = None
        self._show_busy(busy=False)
        if outcome.error is not None:
            self.banner.show_error(outcome.error)
            return
        if outcome.state != "finished":
            self.banner.say("info", self.tr("Cancelled. Nothing was written."))
            return
        self.show_proof(proof_of(outcome.result))
        said = self.tr("%1 is saved, %2.").replace("%1", target.name)
        said = said.replace("%2", size(float(outcome.result.get("size", 0))))
        self.banner.say("good", said, breakable(str(target.parent)))
        self._remember(target, Path(str(outcome.result["proof"])))
        if then is not None:
            then(target)

    def _remember(self, target: Path, proof: Path) -> None:
        """A file elsewhere is listed among the project's exports, if that may be changed."""
        exports = self._session.project.exports_dir

        def keep() -> None:
            if target.parent.resolve() != exports.resolve() and not self._session.read_only:
                remember_elsewhere(exports, proof, target)

        self._session.services.background.run(
            keep, owner=self, done=lambda _: self.written.emit(target), failed=self._fail
        )

    def _cancel(self) -> None:
        if self.item is not None:
            self.item.stop()

    def _fail(self, error: StudioError) -> None:
        self._show_busy(busy=False)
        self.banner.show_error(error)

    def _show_busy(self, *, busy: bool) -> None:
        self.save.setVisible(not busy)
        self.options.setEnabled(not busy)
        for widget in (self.cancel, self.stage, self.bar):
            widget.setVisible(busy)

"""Save the model for others: formats with their proof, report and model together."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tlstudio.core.errors import StudioError
from tlstudio.gui.facts import RunFacts
from tlstudio.gui.panels.deploy import words
from tlstudio.gui.panels.deploy.exporting import FormatCard
from tlstudio.gui.panels.deploy.records import (
    ExportRecord,
    Exports,
    Shown,
    read_exports,
    report_shows,
    share,
)
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.words import breakable, size
from tlstudio.jobs import questions as ask
from tlstudio.jobs.answers import FormatList
from tlstudio.tasks.specs import task_specs

_ROWS = 6


class SharePage(QWidget):
    """Saves the run that is chosen above it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._run: RunFacts | None = None
        self._asked = False
        self.folder: Path | None = None if session.read_only else session.project.exports_dir
        self.exports = Exports()
        self.cards: dict[str, FormatCard] = {}
        self.banner = Banner()
        self.share_banner = Banner()
        self.formats = QVBoxLayout()
        self.formats.setSpacing(12)
        self.loading = make.label(self.tr("Looking for the formats…"), "muted")
        self.formats.addWidget(self.loading)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.banner)
        self.together = self._together()
        column.addWidget(self.together)
        column.addLayout(self._where())
        column.addLayout(self.formats)
        column.addWidget(make.label(self.tr("Saved so far"), "heading"))
        self.none_yet = make.label(self.tr("Nothing yet: save the model above."), "muted")
        column.addWidget(self.none_yet)
        column.addWidget(self._past())
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(make.scrolled(content))

    # Parts

    def _together(self) -> QFrame:
        frame, inside = make.frame("card")
        self.share_button = make.button(
            self.tr("Save report and model to share…"),
            self.choose_and_share,
            role="primary",
            icon_name="share-2",
        )
        texts = make.column(
            make.label(self.tr("For a colleague or a paper"), "heading"),
            make.label(
                self.tr(
                    "Puts the report and the model with its proof into one new folder. A colleague "
                    "opens the model with “Use a model I was given”, without a project."
                ),
                "muted",
                wrap=True,
            ),
            spacing=2,
        )
        line = make.row(texts, self.share_button, spacing=16)
        line.setStretch(0, 1)
        inside.addLayout(line)
        inside.addWidget(self.share_banner)
        return frame

    def _where(self) -> QVBoxLayout:
        self.where = make.label("", "muted", wrap=True)
        change = make.button(self.tr("Change…"), self.choose_folder, role="link")
        change.setAccessibleName(self.tr("Change the folder of exports"))
        self.open_button = make.button(
            self.tr("Open the folder"), self.open_folder, role="quiet", icon_name="folder-open"
        )
        self._show_folder()
        line = make.row(self.where, change, self.open_button)
        line.setStretch(0, 1)
        return make.column(make.label(self.tr("Save the model"), "heading"), line, spacing=2)

    def _past(self) -> QTableWidget:
        table = QTableWidget(0, 5)
        table.setAccessibleName(self.tr("Exports so far"))
        table.setHorizontalHeaderLabels(
            [
                self.tr("File"),
                self.tr("Saved"),
                self.tr("Run"),
                self.tr("Size"),
                self.tr("Proof"),
            ]
        )
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        table.itemActivated.connect(lambda item: self._open(item.row()))
        self.past = table
        return table

    # The run

    def set_run(self, run: RunFacts | None) -> None:
        """Save the model of this run."""
        self._run = run
        self.share_banner.hide()
        for card in self.cards.values():
            card.banner.hide()
        self._show_state()

    def entered(self) -> None:
        """Read what is there; the formats are asked for once."""
        self.refresh()
        if not self._asked:
            self._asked = True
            self._session.services.ask_models(
                ask.Formats(), owner=self, done=self._take_formats, failed=self._no_formats
            )

    def _take_formats(self, found: FormatList) -> None:
        make.clear(self.formats)
        spec = task_specs().get(self._session.project.config.task)
        offered = found.formats if spec is None or spec.exporters else ()
        if not offered:
            self.formats.addWidget(make.label(self._none_words(), "info", wrap=True))
        self.together.setVisible(bool(offered))
        for form in offered:
            card = FormatCard(self._session, form)
            card.wanted.connect(lambda card=card: self._export(card))
            card.written.connect(lambda _: self._written())
            self.cards[form.id] = card
            self.formats.addWidget(card)
        if found.broken:
            some = ", ".join(name.rpartition(".")[2] for name in found.broken)
            self.banner.say(
                "warning",
                self.tr("Some formats cannot be used here: %1.").replace("%1", some),
                "; ".join(found.broken.values()),
            )
        self._show_state()

    def _none_words(self) -> str:
        return self.tr(
            "A model that reads texts cannot be saved as a file of its own yet: its answers would "
            "have to be proven outside of this program first. It works here and on the command "
            "line; a copy of the whole project works on other computers."
        )

    def _no_formats(self, error: StudioError) -> None:
        self._asked = False
        self.banner.show_error(error)

    def refresh(self) -> None:
        """Read the exports as they are now."""
        folder = self._session.project.exports_dir
        self._session.services.background.run(
            lambda: read_exports(folder),
            owner=self,
            done=self._take_exports,
            failed=self.banner.show_error,
        )

    def _take_exports(self, exports: Exports) -> None:
        self.exports = exports
        if exports.damaged:
            self.banner.say(
                "warning",
                self.tr("%n proof(s) cannot be read.", "", len(exports.damaged)),
                ", ".join(exports.damaged[:5]),
            )
        self.past.setRowCount(len(exports.found))
        for place, record in enumerate(exports.found):
            for column, text in enumerate(self._cells(record)):
                item = QTableWidgetItem(text)
                item.setToolTip(str(record.file) if column == 0 else text)
                self.past.setItem(place, column, item)
        self.past.resizeRowsToContents()
        self.past.setVisible(bool(exports.found))
        self.none_yet.setVisible(not exports.found)
        height = sum(self.past.rowHeight(row) for row in range(min(_ROWS, self.past.rowCount())))
        self.past.setFixedHeight(height + self.past.horizontalHeader().sizeHint().height() + 8)
        self._show_state()

    def _cells(self, record: ExportRecord) -> tuple[str, ...]:
        made = QDateTime.fromSecsSinceEpoch(int(record.made)).toString("yyyy-MM-dd HH:mm")
        proof = "" if record.proof is None else words.proof_sentence(record.proof)
        if not record.present:
            proof = self.tr("The file is no longer there.")
        return record.file.name, made, record.run, size(record.size), proof

    def _show_state(self) -> None:
        ready = self._run is not None
        self.share_button.setEnabled(ready)
        name = self._run.name if self._run is not None else ""
        for card in self.cards.values():
            card.save.setEnabled(ready)
            newest = self.exports.of(name)
            mine = newest is not None and newest.format == card.form.id
            card.show_proof(newest.proof if mine and newest is not None else None)

    # Where to

    def _show_folder(self) -> None:
        if self.folder is None:
            text = self.tr("The project cannot be changed: choose a folder for the model.")
        else:
            text = self.tr("into %1").replace("%1", breakable(str(self.folder)))
        self.where.setText(text)
        self.open_button.setEnabled(self.folder is not None)

    def choose_folder(self) -> bool:
        """Ask where exports go; whether one was chosen."""
        start = str(self.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for the model"), start)
        if chosen:
            self.folder = Path(chosen)
            self._show_folder()
        return bool(chosen)

    def open_folder(self) -> None:
        """Show the files."""
        if self.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.exports.found):
            folder = self.exports.found[row].file.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # Acts

    def export_first(self) -> None:
        """Save in the first format; for the command palette."""
        if self.cards:
            self._export(next(iter(self.cards.values())))

    def _export(self, card: FormatCard) -> None:
        if self._run is None or (self.folder is None and not self.choose_folder()):
            return
        if self.folder is not None:
            card.export(self._run.folder, self.folder)

    def _written(self) -> None:
        self.refresh()
        self._session.refresh()

    def choose_and_share(self) -> None:
        """Ask where to, then share."""
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Where the new folder with report and model goes")
        )
        if chosen:
            self.share_into(Path(chosen))

    def share_into(self, folder: Path) -> None:
        """Say what the report shows before anything is copied; nothing to say goes on at once."""
        run = self._run
        if run is None:
            return
        self.share_banner.hide()

        def look(shown: Shown) -> None:
            if not shown.images and not shown.count:
                self._share(run, folder)
                return
            said = []
            if shown.images:
                said.append(
                    self._session.nouns.tr(
                        self,
                        "It shows images: names may be burned into them. Look before you share.",
                    )
                )
            if shown.count:
                some = ", ".join(shown.names)
                text = self._session.nouns.tr(
                    self, "It names %n image(s), patients, plates or the like: %1", shown.count
                )
                said.append(text.replace("%1", some) + ("…" if shown.count > 5 else "."))
            self.share_banner.say(
                "warning",
                self.tr("The report tells more than the model does."),
                " ".join(said),
                (
                    (self.tr("Look at the report"), lambda: self._look_at_report(run)),
                    (self.tr("Share it as it is"), lambda: self._share(run, folder)),
                ),
            )

        self._session.services.background.run(
            lambda: report_shows(run.folder),
            owner=self,
            done=look,
            failed=self.share_banner.show_error,
        )

    def _look_at_report(self, run: RunFacts) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.folder.report_path)))

    def _share(self, run: RunFacts, folder: Path) -> None:
        """Copy; a run that was never exported is exported first."""
        record = self.exports.of(run.name)
        if record is not None:
            self._copy(run, record, folder)
            return
        card = next(iter(self.cards.values()), None)
        place = self.folder or folder
        if card is None:
            return
        self.share_banner.say("info", self.tr("The model is saved and proven first…"))

        def then(file: Path) -> None:
            made = ExportRecord(file, run.name, card.form.id, 0, 0.0, None)
            self._copy(run, made, folder)

        card.export(run.folder, place, then)

    def _copy(self, run: RunFacts, record: ExportRecord, folder: Path) -> None:
        card = self.cards.get(record.format)
        form = card.form if card is not None else None
        text = words.readme(record.file.name, run.name, record.proof, form)

        def done(target: Path) -> None:
            self.share_banner.say(
                "good",
                self.tr("Report, model and proof are in %1.").replace("%1", target.name),
                breakable(str(target)),
                (
                    (
                        self.tr("Open the folder"),
                        lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))),
                    ),
                ),
            )

        self._session.services.background.run(
            lambda: share(run.folder, record, folder, text),
            owner=self,
            done=done,
            failed=self.share_banner.show_error,
        )

"""The import assistant: two questions, a summary, and then the import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.core.fields import OptionField
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.home.starts import SAMPLE, table_filter
from tlstudio.gui.panels.data.importing.advanced import fields_of
from tlstudio.gui.panels.data.importing.choice import (
    Choice,
    first_belongs,
    folders_name_classes,
    table_found,
)
from tlstudio.gui.panels.data.importing.meaning import MeaningPage
from tlstudio.gui.panels.data.importing.nouns import counted
from tlstudio.gui.panels.data.importing.running import DatasetJob, RunningPage
from tlstudio.gui.panels.data.importing.steps import StepMarks
from tlstudio.gui.panels.data.importing.summary import SummaryPage
from tlstudio.gui.panels.data.importing.text_table import usual_names
from tlstudio.gui.panels.data.importing.together import TogetherPage
from tlstudio.gui.panels.data.showing import showing_of
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.thumbnail import Thumbnails
from tlstudio.gui.widgets.words import count
from tlstudio.jobs.answers import FolderGuess, ImportPreview
from tlstudio.jobs.beginning import annotator_name
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import ImportRequest, SampleRequest

PageName = Literal["meaning", "together", "summary", "running"]
_ORDER: tuple[PageName, ...] = ("meaning", "together", "summary", "running")


class ImportAssistant(QWidget):
    """Asks with good guesses, so that pressing the primary button three times is enough.

    Args:
        session: The open project.
        source: Folder or table; `SAMPLE` draws the sample images and imports them unasked.
        group_by: Proposed answer to "which images belong together".
        only: What of a folder, one a line; "" for all of it.
        classes: Usual names of classes that a table gives as numbers.

    Signals:
        finished: The images are in the project.
        cancelled: The person does not want to import, or stopped it.
    """

    finished = Signal()
    cancelled = Signal()

    def __init__(
        self,
        session: Session,
        source: str,
        group_by: str = "",
        only: str = "",
        classes: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._session = session
        self._nouns = session.nouns
        self._services = session.services
        self._hint = group_by
        self._classes = tuple(classes)
        self._folder_dropped = ""
        self._refused = False
        self._guess: FolderGuess | None = None
        self._asked: Ticket | None = None
        self._looking: Ticket | None = None
        self._preview: ImportPreview | None = None
        self._preview_of = ""
        self._job: DatasetJob | None = None
        self.choice = Choice(Path(source), session.project.config.task)
        self.banner = Banner(closable=False)
        self.meaning = MeaningPage(Thumbnails.of(session), session.nouns, classes)
        self.together = TogetherPage(session.nouns)
        showing = showing_of(session)
        self.summary = SummaryPage(
            first=session.facts.images == 0, nouns=session.nouns, kept=showing.kept
        )
        self.running = RunningPage()
        self.meaning.changed.connect(self._roles_changed)
        self.meaning.asked.connect(self._ask_anew)
        self.meaning.table_wanted.connect(self._use_table)
        self.meaning.table_refused.connect(self._refuse_table)
        self.together.changed.connect(self._belongs_changed)
        self.summary.shares_changed.connect(self._shares_changed)
        self._build()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.cancel)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.begin(source, {"only": only} if only else None)

    def _build(self) -> None:
        self._source = make.label("", "muted")
        self.marks = StepMarks(
            (self.tr("Meaning"), self.tr("Belongs together"), self.tr("Summary and import"))
        )
        self.pages = QStackedWidget()
        for page in (self.meaning, self.together, self.summary, self.running):
            self.pages.addWidget(make.scrolled(page))
        self.back = make.button(self.tr("Back"), self.go_back, icon_name="arrow-left")
        self.stop = make.button(self.tr("Cancel"), self.cancel, role="quiet")
        self.next = make.button("", self.go_on, role="primary")
        footer = QFrame()
        footer.setProperty("role", "footer")
        line = QHBoxLayout(footer)
        line.setContentsMargins(24, 12, 24, 12)
        for item in (self.back, self.stop):
            line.addWidget(item)
        line.addStretch(1)
        line.addWidget(self.next)
        head = make.row(self.marks, None, self._source, spacing=12)
        inner = make.column(head, self.banner, self.pages, spacing=14)
        inner.setContentsMargins(24, 20, 24, 0)
        inner.setStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(inner, 1)
        layout.addWidget(footer)

    # Begin

    def begin(
        self, source: str, further: Mapping[str, Any] | None = None, folder: str = ""
    ) -> None:
        """Start anew with a source.

        Args:
            source: Folder or table.
            further: Options of its importer.
            folder: The folder that was dropped, where the source is a table found near it.
        """
        self._drop_questions()
        self._guess = self._preview = None
        self._preview_of = ""
        self._folder_dropped = folder
        self.choice = Choice(Path(source), self.choice.task, further=further or {})
        self._source.setText(Path(source).name)
        self._source.setToolTip(source)
        self.banner.hide()
        self._show("meaning")
        if self._session.read_only:
            self.banner.say(
                "warning",
                self.tr("Nothing can be imported into a project that cannot be changed."),
                self._session.why_read_only,
            )
            self.pages.hide()
        elif source == SAMPLE:
            self._source.setText("")
            self.marks.hide()
            self._start(SampleRequest(project=self._folder, annotator=self._annotator))
        else:
            self._ask(self._take_guess)

    @property
    def _folder(self) -> Path:
        return self._session.project.folder.resolve()

    @property
    def _annotator(self) -> str:
        return self._services.settings.annotator or annotator_name()

    def _ask(self, take: Any) -> None:
        """Ask how the source is understood, and which options its importer has."""
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self._services.ask_pictures(
            self.choice.guess_question(), owner=self, done=take, failed=self._no_guess
        )

    def _take_guess(self, guess: FolderGuess) -> None:
        self._guess = guess
        whole = not self.choice.further.get("only")
        if whole and table_found(guess) and not self._refused and not folders_name_classes(guess):
            self._use_table()
            return
        names = usual_names(guess.details, self._classes)
        if names and not self.choice.further.get("class_names"):
            self.choice = replace(
                self.choice, further={**self.choice.further, "class_names": names}
            )
            self._ask(self._take_guess)
            return
        self.choice = replace(
            self.choice,
            importer=guess.importer,
            roles=tuple(level.role for level in guess.levels),
            belongs=first_belongs(guess, self._hint),
        )
        self._services.background.run(
            lambda: fields_of(guess.importer), owner=self, done=self._show_guess
        )

    def _use_table(self) -> None:
        """The labels are in a table near the folder; its other images come along."""
        found = table_found(self._guess) if self._guess is not None else None
        if found is not None:
            further = {"files": found["files"], "rest": True}
            self.begin(found["path"], further, folder=str(self.choice.source))

    def _refuse_table(self) -> None:
        self._refused = True
        self.begin(self._folder_dropped)

    def _show_near(self) -> None:
        if self._folder_dropped:
            self.meaning.show_near(self.choice.source.name, used=True)
        else:
            found = table_found(self._guess) if self._guess is not None else None
            self.meaning.show_near(Path(found["path"]).name if found else "", used=False)

    def _show_guess(self, fields: tuple[OptionField, ...]) -> None:
        if self._guess is None:
            return
        self.pages.show()
        self.banner.hide()
        choice = self.choice
        self.meaning.show_guess(self._guess, choice.roles, fields, choice.further, choice.belongs)
        self._show_near()
        self._show_together()
        self._update()
        self.next.setFocus()
        if self._guess.images:
            self._look()

    def _no_guess(self, error: StudioError) -> None:
        self._guess = None
        self.pages.setVisible(self.meaning.filled)
        self.banner.show_error(
            error,
            (
                (self._other_words(), self.choose_source),
                (self.tr("Try again"), lambda: self._ask(self._take_guess)),
            ),
        )
        self._update()

    def _other_words(self) -> str:
        if showing_of(self._session).sources[0] == "table":
            return self.tr("Choose another table…")
        return self.tr("Choose another folder…")

    def choose_source(self) -> None:
        """Ask for another source."""
        if showing_of(self._session).sources[0] == "table":
            chosen, _ = QFileDialog.getOpenFileName(
                self, self.tr("The table"), "", table_filter(self._nouns.modality)
            )
        else:
            chosen = QFileDialog.getExistingDirectory(
                self, self._nouns.tr(self, "The folder of your images")
            )
        if chosen:
            self._refused = False
            self.begin(chosen)

    # Answers

    def _roles_changed(self) -> None:
        roles = self.meaning.roles
        had = "group" in self.choice.roles
        has = "group" in roles
        belongs = self.choice.belongs
        if has and not had and belongs == "none":
            belongs = ""
        elif belongs.startswith("folder:") or (not has and belongs == ""):
            belongs = "" if has else "none"
        self.choice = replace(self.choice, roles=roles, belongs=belongs)
        self._show_together()

    def _ask_anew(self) -> None:
        self.choice = replace(
            self.choice, columns=self.meaning.chosen_columns, further=self.meaning.chosen_further
        )
        if self.meaning.belongs is not None:
            self.choice = replace(self.choice, belongs=self.meaning.belongs)
        self._ask(self._take_new_guess)

    def _take_new_guess(self, guess: FolderGuess) -> None:
        """A guess with other columns or options; answers that still make sense are kept."""
        before, self._guess = self._guess, guess
        old, belongs = self.choice.roles, self.choice.belongs
        roles = tuple(level.role for level in guess.levels)
        if self.meaning.belongs is None and (before is None or not before.images):
            belongs = first_belongs(guess, self._hint)
        self.choice = replace(
            self.choice, roles=old if len(old) == len(roles) else roles, belongs=belongs
        )
        self._services.background.run(
            lambda: fields_of(guess.importer), owner=self, done=self._show_guess
        )

    def _show_together(self) -> None:
        if self._guess is not None:
            self.together.show_guess(self._guess, self.choice.roles, self.choice.belongs)
            self.choice = replace(self.choice, belongs=self.together.belongs)

    def _belongs_changed(self) -> None:
        self.choice = replace(self.choice, belongs=self.together.belongs)

    def _shares_changed(self) -> None:
        self.choice = replace(self.choice, split=self.summary.shares.values())
        self._look()

    # Looking before anything is written

    def _look(self) -> None:
        """Make a preview of what is chosen now, unless it is there or under way."""
        question = self.choice.preview_question()
        key = question.model_dump_json()
        if key == self._preview_of or self._guess is None:
            return
        if self._looking is not None:
            self._looking.cancel()
        self._preview, self._preview_of = None, key
        self.summary.wait()
        self._looking = self._services.ask_pictures(
            question,
            owner=self,
            done=self._take_preview,
            failed=self._no_preview,
            heard=self.summary.show_progress,
        )
        self._update()

    def _take_preview(self, preview: ImportPreview) -> None:
        self._preview = preview
        self._looking = None
        self.summary.show_preview(preview, self.choice.word, self._found())
        self._update()

    def _found(self) -> int:
        """How many there are, also where the preview ended before the source."""
        if self._preview is not None and self._preview.complete:
            return self._preview.found
        return self._guess.images if self._guess is not None else 0

    def _no_preview(self, error: StudioError) -> None:
        self._preview_of = ""
        self._looking = None
        self.summary.fail()
        if self.page == "summary":
            self.banner.show_error(error, ((self.tr("Try again"), self._look),))
        self._update()

    # Steps

    @property
    def page(self) -> PageName:
        """What is shown."""
        return _ORDER[self.pages.currentIndex()]

    def go_on(self) -> None:
        """The primary button."""
        page = self.page
        if page == "summary":
            self.import_now()
        elif self._guess is not None and page != "running":
            self.banner.hide()
            self._show("together" if page == "meaning" else "summary")
            if page == "together":
                self._look()

    def go_back(self) -> None:
        """One page back; every answer stays as it is."""
        if self.page in ("together", "summary"):
            self.banner.hide()
            self._show(_ORDER[_ORDER.index(self.page) - 1])

    def cancel(self) -> None:
        """Stop the import where it runs, else leave."""
        if self._job is not None and self._job.item.active:
            self._job.item.stop()
            return
        self._drop_questions()
        self.cancelled.emit()

    def _drop_questions(self) -> None:
        for ticket in (self._asked, self._looking):
            if ticket is not None:
                ticket.cancel()
        self._asked = self._looking = None

    def _show(self, page: PageName) -> None:
        self.pages.setCurrentIndex(_ORDER.index(page))
        self.marks.set_current(min(2, _ORDER.index(page)))
        self._update()
        if self.next.isVisible():
            self.next.setFocus()

    def _update(self) -> None:
        """Buttons as they are now."""
        page, known = self.page, self._guess is not None
        self.back.setVisible(page in ("together", "summary"))
        self.next.setVisible(page != "running")
        self.stop.setText(self.tr("Stop the import") if page == "running" else self.tr("Cancel"))
        text, enabled = self.tr("Next"), self._guess is not None and self._guess.images > 0
        if page == "meaning":
            self.meaning.setVisible(known or bool(self.meaning.cards))
        elif page == "summary":
            images = self._found()
            if self._preview is not None:
                images -= self._preview.unreadable
            text = self._nouns.tr(self, "Import %1 images").replace("%1", count(images))
            enabled = self._preview is not None and self.summary.shares.valid
        self.next.setText(text)
        self.next.setEnabled(enabled and not self._session.read_only)

    # The import

    def import_now(self) -> None:
        """Write what was summed up into the project."""
        if self._preview is not None:
            self.choice = replace(self.choice, copy_files=self.summary.copy_files)
            self._start(self.choice.request(self._folder, self._annotator))

    def _start(self, request: ImportRequest | SampleRequest) -> None:
        self._drop_questions()
        title = self._nouns.tr(self, "Importing the sample images")
        if isinstance(request, ImportRequest):
            title = self.tr("Importing %1").replace("%1", self.choice.source.name)
        self.banner.hide()
        self._job = DatasetJob(self._session, request, title)
        self._job.ended.connect(self._ended)
        self.running.follow(self._job.item)
        self._show("running")

    def _ended(self, outcome: Outcome) -> None:
        self._job = None
        if outcome.error is not None:
            again = (self.tr("Try again"), self._again)
            other = (self._other_words(), self.choose_source)
            self._show("summary" if self._preview is not None else "meaning")
            self.banner.show_error(outcome.error, (again, other))
        elif outcome.state == "stopped":
            self.cancelled.emit()
        else:
            self._services.tell(self._result(outcome.result))
            self._session.saved.emit(self.tr("import"))
            self.finished.emit()

    def _again(self) -> None:
        if self._preview is not None:
            self.import_now()
        else:
            self.begin(SAMPLE)

    def _result(self, result: dict[str, Any]) -> str:
        """As in: 360 images are in the project: 24 plates, 3 classes, 31 images appear twice."""
        words = [self.tr("%n class(es)", "", len(result.get("classes", {})))]
        if result.get("groups"):
            names = tuple(self._preview.groups) if self._preview is not None else ()
            words.insert(0, counted(int(result["groups"]), names, self.choice.word))
        if result.get("duplicates"):
            words.append(
                self._nouns.tr(self, "%n image(s) appear twice", int(result["duplicates"]))
            )
        if result.get("unreadable"):
            words.append(
                self._nouns.tr(self, "%n image(s) cannot be read", int(result["unreadable"]))
            )
        added = self._nouns.tr(self, "%n image(s) are in the project", int(result.get("added", 0)))
        if not result.get("added"):
            added = self._nouns.tr(self, "All of these images were in the project already")
        return f"{added}: {', '.join(words)}."

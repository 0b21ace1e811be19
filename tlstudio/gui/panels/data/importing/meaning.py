"""First question: what the folders mean, or what the columns of the table are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from tlstudio.core.fields import OptionField
from tlstudio.data.importers.protocol import Role
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.data.importing.advanced import FurtherOptions
from tlstudio.gui.panels.data.importing.levels import ExampleRow, LevelCard
from tlstudio.gui.panels.data.importing.text_table import EncodingRow, TextTable
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.thumbnail import Thumbnails
from tlstudio.gui.widgets.words import count
from tlstudio.jobs.answers import FolderGuess

_COLUMNS = (("path", "path_column"), ("label", "label_column"), ("split", "split_column"))
_LISTED = 6


class MeaningPage(QWidget):
    """Is filled anew with every guess.

    Signals:
        changed: Another answer was given; roles of levels, which need no new guess.
        asked: Something that needs a new guess: a column, an option behind "Advanced".
        table_wanted: Take the labels from the table that was found near the folder.
        table_refused: Do not take them from the table that was found.
    """

    changed = Signal()
    asked = Signal()
    table_wanted = Signal()
    table_refused = Signal()

    def __init__(
        self, thumbnails: Thumbnails, nouns: Nouns = IMAGES, classes: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._nouns = nouns
        self._classes = tuple(classes)
        self.texts: TextTable | None = None
        self.encoding: EncodingRow | None = None
        self._thumbnails = thumbnails
        self.cards: list[LevelCard] = []
        self.columns: dict[str, QComboBox] = {}
        self.further = FurtherOptions()
        self.further.changed.connect(self.asked)
        self._title = make.label("", "title", wrap=True)
        self._sentence = make.label("", "muted", wrap=True)
        self._warning = make.label("", "warning", wrap=True)
        self._near = make.label("", wrap=True)
        self._use = make.button(self.tr("Take the labels from it"), self.table_wanted.emit)
        self._refuse = make.button(
            self.tr("Do not use the table"), self.table_refused.emit, role="link"
        )
        self._note, inside = make.frame("info", margins=12)
        line = make.row(self._near, self._use, self._refuse, spacing=12)
        line.setStretch(0, 1)
        inside.addLayout(line)
        self.rest = QCheckBox()
        self.rest.toggled.connect(lambda _: self.asked.emit())
        self._table_warning = ""
        self._body = make.column(spacing=12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(make.column(self._title, self._sentence, spacing=4))
        layout.addWidget(self._note)
        layout.addLayout(self._body)
        layout.addWidget(self._warning)
        layout.addWidget(self.further)
        layout.addStretch(1)

    def show_guess(
        self,
        guess: FolderGuess,
        roles: tuple[Role, ...],
        fields: tuple[OptionField, ...],
        given: Mapping[str, Any] | None = None,
        belongs: str = "",
    ) -> None:
        """Show a guess with the answers given so far.

        Args:
            guess: What the source seems to be.
            roles: Of its levels.
            fields: Options of the importer for "Advanced".
            given: Options that are set already.
            belongs: What belongs together, as of `Choice.belongs`.
        """
        self.rest.setParent(None)
        make.clear(self._body)
        self.cards, self.columns = [], {}
        self.texts = self.encoding = None
        self.further.show_fields(fields)
        self.further.set_values(given or {})
        with QSignalBlocker(self.rest):
            self.rest.setChecked(bool((given or {}).get("rest")))
        if guess.importer == "table":
            self._show_table(guess)
        elif guess.importer == "text_table":
            self._show_texts(guess, str((given or {}).get("encoding", "")), belongs)
        else:
            self._show_levels(guess, roles)
            self._show_encoding(guess, str((given or {}).get("encoding", "")))
        self._warn()

    def show_near(self, table: str, *, used: bool) -> None:
        """Say that a table was found near the folder; "" for none.

        Args:
            table: Its name.
            used: Whether the labels are taken from it.
        """
        words = (
            self._nouns.tr(self, "The table %1 was found with the images: the labels come from it.")
            if used
            else self._nouns.tr(self, "The table %1 lies with the images and names them.")
        )
        self._near.setText(words.replace("%1", table))
        self._use.setVisible(not used)
        self._refuse.setVisible(used)
        self._note.setVisible(bool(table))

    @property
    def chosen_further(self) -> dict[str, Any]:
        """Options beside columns and levels."""
        found = dict(self.further.values)
        if self.columns and self.rest.isChecked():
            found["rest"] = True
        if self.encoding is not None:
            found["encoding"] = self.encoding.chosen
        if self.texts is not None:
            found["class_names"] = self.texts.class_names
        return found

    @property
    def belongs(self) -> str | None:
        """See `Choice.belongs`; None where the columns do not say."""
        return None if self.texts is None else self.texts.belongs

    @property
    def filled(self) -> bool:
        """Whether there is something to answer."""
        return bool(self.cards or self.columns or self.texts or self.encoding)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Of the levels, from the top."""
        return tuple(card.role for card in self.cards)

    @property
    def chosen_columns(self) -> dict[str, str]:
        """Option of the table's importer → column."""
        if self.texts is not None:
            return self.texts.columns
        return {name: str(box.currentData() or "") for name, box in self.columns.items()}

    def _show_levels(self, guess: FolderGuess, roles: tuple[Role, ...]) -> None:
        images = self._nouns.tr(self, "%n image(s) were found.", guess.images)
        if not guess.levels:
            self._title.setText(self._nouns.tr(self, "The images come without labels"))
            more = self.tr("There are no folders inside that could name classes: you label here.")
            self._sentence.setText(f"{images} {more}")
            self._body.addWidget(ExampleRow(guess.examples, self._thumbnails))
            return
        self._title.setText(self.tr("What do the folders mean?"))
        more = self.tr("The answers below are guesses from names and counts.")
        self._sentence.setText(f"{images} {more}")
        for level, role in zip(guess.levels, roles, strict=True):
            card = LevelCard(level, self._thumbnails, self._nouns)
            card.choose(role)
            card.changed.connect(self._role_changed)
            self.cards.append(card)
            self._body.addWidget(card)

    def _role_changed(self) -> None:
        self._warn()
        self.changed.emit()

    def _warn(self) -> None:
        classes = sum(role == "class" for role in self.roles)
        text = ""
        if self.columns or self.texts is not None:
            text = self._table_warning
        elif self.cards and not classes:
            text = self._nouns.tr(self, "No level is a class: the images come without labels.")
        elif classes > 1:
            text = self.tr("Several levels are classes: the deepest one is taken.")
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    # Tables

    def _show_table(self, guess: FolderGuess) -> None:
        details = guess.details
        files, matched = int(details.get("files", 0)), int(details.get("files_matched", 0))
        self._title.setText(self.tr("What are the columns of the table?"))
        how = {
            "path": self.tr("by their paths"),
            "name": self.tr("by the names of the files"),
            "stem": self.tr("by the names without their endings"),
            "patient": self.tr("by the PatientID inside the DICOM files"),
        }.get(str(details.get("how", "")), "")
        sentence = self._nouns.tr(self, "%1 of %2 images matched a row of the table, %3.")
        if not matched:
            sentence = self._nouns.tr(self, "None of %2 images matched a row of the table.")
        sentence = sentence.replace("%1", count(matched)).replace("%2", count(files))
        self._sentence.setText(sentence.replace("%3", how))
        self._table_warning = ""
        if not matched:
            self._table_warning = self._nouns.tr(
                self,
                "Choose the column that holds the files' names, or the patients of DICOM files. "
                "The table must lie beside the images, or in the folder above them.",
            )
        elif not details.get("columns", {}).get("label"):
            self._table_warning = self._nouns.tr(
                self, "No column is the label: the images come without labels."
            )
        card, inside = make.frame("card")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(2, 1)
        words = (self.tr("Names the files"), self.tr("Label"), self.tr("Part of the split"))
        for line, ((role, option), text) in enumerate(zip(_COLUMNS, words, strict=True)):
            box = self._column_box(guess, role, text)
            self.columns[option] = box
            grid.addWidget(make.label(text, "strong"), line, 0)
            grid.addWidget(box, line, 1)
        inside.addLayout(grid)
        self._body.addWidget(card)
        if guess.examples:
            self._body.addWidget(ExampleRow(guess.examples, self._thumbnails))
        if not matched:
            return
        lost = [str(value) for value in details.get("rows_without_file", ())]
        spare = [str(value) for value in details.get("files_without_row", ())]
        counts = list(details.get("unmatched", (len(lost), len(spare))))
        if lost:
            title = self._nouns.tr(self, "%n row(s) have no image:", int(counts[0]))
            self._body.addWidget(_names(title, lost, int(counts[0])))
        if spare:
            number = int(counts[1])
            title = (
                self._nouns.tr(self, "%n image(s) have no row and come without a label:", number)
                if self.rest.isChecked()
                else self._nouns.tr(self, "%n image(s) have no row and are left out:", number)
            )
            self.rest.setText(self.tr("Bring them in as well, to label them here"))
            self._body.addWidget(_names(title, spare, number, self.rest))
            self.rest.show()

    def _show_texts(self, guess: FolderGuess, encoding: str, belongs: str) -> None:
        self._title.setText(self.tr("What are the columns of the table?"))
        rows = self.tr("%n row(s) were found.", "", guess.images)
        more = self.tr("The answers below are guesses from names and contents.")
        self._sentence.setText(f"{rows} {more}")
        self._table_warning = ""
        if not guess.details.get("columns", {}).get("label"):
            self._table_warning = self._nouns.tr(
                self, "No column is the label: the images come without labels."
            )
        self.texts = TextTable(guess, belongs, encoding, self._classes)
        self.texts.asked.connect(self.asked)
        self.encoding = self.texts.encoding
        self._body.addWidget(self.texts)

    def _show_encoding(self, guess: FolderGuess, given: str) -> None:
        """Of folders of texts."""
        if found := str(guess.details.get("encoding") or ""):
            self.encoding = EncodingRow(found, given)
            self.encoding.changed.connect(self.asked)
            self._body.addWidget(self.encoding)

    def _column_box(self, guess: FolderGuess, role: str, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMinimumWidth(220)
        if role != "path":
            box.addItem(self.tr("no column"), "-")
        for header in guess.details.get("headers", ()):
            box.addItem(str(header), str(header))
        found = str(guess.details.get("columns", {}).get(role, ""))
        box.setCurrentIndex(max(0, box.findData(found)))
        box.activated.connect(lambda _: self.asked.emit())
        return box


def _names(title: str, names: list[str], total: int, *more: QWidget) -> QWidget:
    box, inside = make.frame("inset", margins=12, spacing=4)
    inside.addWidget(make.label(title, "strong", wrap=True))
    shown = ", ".join(names[:_LISTED]) + (" …" if total > _LISTED else "")
    inside.addWidget(make.label(shown, "muted", wrap=True, tip="\n".join(names[:40])))
    for widget in more:
        inside.addWidget(widget)
    return box

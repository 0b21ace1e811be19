"""First question: what the folders mean, or what the columns of the table are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from tlstudio.core.fields import OptionField
from tlstudio.data.importers.protocol import Role
from tlstudio.gui.panels.data.importing.advanced import FurtherOptions
from tlstudio.gui.panels.data.importing.levels import ExampleRow, LevelCard
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.thumbnail import Thumbnails
from tlstudio.jobs.answers import FolderGuess

_COLUMNS = (("path", "path_column"), ("label", "label_column"), ("split", "split_column"))
_LISTED = 6


class MeaningPage(QWidget):
    """Is filled anew with every guess.

    Signals:
        changed: Another answer was given; roles of levels, which need no new guess.
        asked: Something that needs a new guess: a column, an option behind "Advanced".
    """

    changed = Signal()
    asked = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self.cards: list[LevelCard] = []
        self.columns: dict[str, QComboBox] = {}
        self.further = FurtherOptions()
        self.further.changed.connect(self.asked)
        self._title = make.label("", "title", wrap=True)
        self._sentence = make.label("", "muted", wrap=True)
        self._warning = make.label("", "warning", wrap=True)
        self._body = make.column(spacing=12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(make.column(self._title, self._sentence, spacing=4))
        layout.addLayout(self._body)
        layout.addWidget(self._warning)
        layout.addWidget(self.further)
        layout.addStretch(1)

    def show_guess(
        self, guess: FolderGuess, roles: tuple[Role, ...], fields: tuple[OptionField, ...]
    ) -> None:
        """Show a guess with the answers given so far.

        Args:
            guess: What the source seems to be.
            roles: Of its levels.
            fields: Options of the importer for "Advanced".
        """
        make.clear(self._body)
        self.cards, self.columns = [], {}
        if guess.importer == "table":
            self._show_table(guess)
        else:
            self._show_levels(guess, roles)
        self.further.show_fields(fields)
        self._warn()

    @property
    def roles(self) -> tuple[Role, ...]:
        """Of the levels, from the top."""
        return tuple(card.role for card in self.cards)

    @property
    def chosen_columns(self) -> dict[str, str]:
        """Option of the table's importer → column."""
        return {name: str(box.currentData() or "") for name, box in self.columns.items()}

    def _show_levels(self, guess: FolderGuess, roles: tuple[Role, ...]) -> None:
        images = self.tr("%n image(s) were found.", "", guess.images)
        if not guess.levels:
            self._title.setText(self.tr("The images come without labels"))
            more = self.tr("There are no folders inside that could name classes: you label here.")
            self._sentence.setText(f"{images} {more}")
            self._body.addWidget(ExampleRow(guess.examples, self._thumbnails))
            return
        self._title.setText(self.tr("What do the folders mean?"))
        more = self.tr("The answers below are guesses from names and counts.")
        self._sentence.setText(f"{images} {more}")
        for level, role in zip(guess.levels, roles, strict=True):
            card = LevelCard(level, self._thumbnails)
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
        if self.cards and not classes:
            text = self.tr("No level is a class: the images come without labels.")
        elif classes > 1:
            text = self.tr("Several levels are classes: the deepest one is taken.")
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    # Tables

    def _show_table(self, guess: FolderGuess) -> None:
        details = guess.details
        rows, matched = int(details.get("rows", 0)), int(details.get("matched", 0))
        self._title.setText(self.tr("What are the columns of the table?"))
        how = {
            "path": self.tr("by their paths"),
            "name": self.tr("by the names of the files"),
            "stem": self.tr("by the names without their endings"),
            "patient": self.tr("by the PatientID inside the DICOM files"),
        }.get(str(details.get("how", "")), "")
        self._sentence.setText(
            self.tr("%1 of %2 rows matched their images, %3.")
            .replace("%1", str(matched))
            .replace("%2", str(rows))
            .replace("%3", how)
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
        self._body.addWidget(ExampleRow(guess.examples, self._thumbnails))
        lost = [str(value) for value in details.get("rows_without_file", ())]
        spare = [str(value) for value in details.get("files_without_row", ())]
        counts = list(details.get("unmatched", (len(lost), len(spare))))
        if lost:
            title = self.tr("%n row(s) have no image:", "", int(counts[0]))
            self._body.addWidget(_names(title, lost, int(counts[0])))
        if spare:
            title = self.tr("%n image(s) have no row and are left out:", "", int(counts[1]))
            self._body.addWidget(_names(title, spare, int(counts[1])))

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


def _names(title: str, names: list[str], total: int) -> QWidget:
    box, inside = make.frame("inset", margins=12, spacing=4)
    inside.addWidget(make.label(title, "strong", wrap=True))
    shown = ", ".join(names[:_LISTED]) + (" …" if total > _LISTED else "")
    inside.addWidget(make.label(shown, "muted", wrap=True, tip="\n".join(names[:40])))
    return box

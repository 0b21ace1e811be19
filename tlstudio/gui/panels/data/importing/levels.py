"""What each folder level means: a card a level, with some of its images and four answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QWidget

from tlstudio.data.importers.protocol import Role
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.data.importing.nouns import counted
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.thumbnail import ThumbnailLabel, Thumbnails
from tlstudio.jobs.answers import Example, Level

_ROLES: tuple[Role, ...] = ("class", "group", "split", "nothing")
_SIDE = 72
_NAMES = 4
_SIGNS = 90


class ExampleRow(QWidget):
    """Some items with their names below."""

    def __init__(self, examples: Sequence[Example], thumbnails: Thumbnails) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for example in examples:
            if example.texts:
                line.addWidget(_beginning(example), 1)
                continue
            picture = ThumbnailLabel(thumbnails, _SIDE)
            picture.show_files(example.files, name=example.name)
            short = example.name.rpartition("/")[2]
            caption = make.label(_short(short), "caption", tip=example.name)
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            line.addLayout(make.column(picture, caption, spacing=2))
        if not any(example.texts for example in examples):
            line.addStretch(1)


def _beginning(example: Example) -> QWidget:
    """A text is shown by how it begins."""
    card, inside = make.frame("inset", margins=10, spacing=4)
    whole = "\n".join(filter(None, example.texts))
    short = " ".join(whole.split())
    cut = short if len(short) <= _SIGNS else f"{short[:_SIGNS].rstrip()} …"
    words = make.label(cut, wrap=True, tip=whole)
    words.setMinimumWidth(120)
    inside.addWidget(words)
    name = example.name.rpartition("/")[2]
    inside.addWidget(make.label(_short(name, 20), "caption", tip=example.name))
    inside.addStretch(1)
    return card


def _short(name: str, most: int = 12) -> str:
    return name if len(name) <= most else f"{name[: most // 2]}…{name[-most // 2 + 1 :]}"


class LevelCard(QFrame):
    """One level.

    Signals:
        changed: Another role was chosen.
    """

    changed = Signal()

    def __init__(self, level: Level, thumbnails: Thumbnails, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self._nouns = nouns
        self.setProperty("role", "card")
        self.level = level
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        answers = make.row(spacing=6)
        for index, (role, text, tip) in enumerate(self._answers()):
            button = make.button(text, tip=tip)
            button.setCheckable(True)
            button.setChecked(role == level.role)
            button.setAccessibleName(
                self.tr("Level %1: %2").replace("%1", str(level.depth)).replace("%2", text)
            )
            self._group.addButton(button, index)
            answers.addWidget(button)
        answers.addStretch(1)
        self._group.idClicked.connect(lambda _: self._said())
        names = ", ".join(level.names[:_NAMES]) + (" …" if level.count > _NAMES else "")
        self._title = make.label("", "strong", wrap=True, tip=level.why)
        words = make.column(
            make.label(self.tr("Folder level %1").replace("%1", str(level.depth)), "caption"),
            self._title,
            make.label(names, "muted", wrap=True),
            6,
            answers,
            spacing=2,
        )
        line = make.row(words, ExampleRow(level.examples, thumbnails), spacing=24)
        line.setStretch(0, 1)
        line.setContentsMargins(16, 14, 16, 14)
        self.setLayout(line)
        self._show_title()

    @property
    def role(self) -> Role:
        """What it means, as chosen now."""
        return _ROLES[max(0, self._group.checkedId())]

    def choose(self, role: Role) -> None:
        """Show a choice without saying so."""
        self._group.button(_ROLES.index(role)).setChecked(True)
        self._show_title()

    def press(self, role: Role) -> None:
        """As if its button was pressed."""
        self._group.button(_ROLES.index(role)).click()

    def _said(self) -> None:
        self._show_title()
        self.changed.emit()

    def _show_title(self) -> None:
        level = self.level
        guessed = self.role == level.role
        folders = self.tr("%n folder(s)", "", level.count)
        if self.role == "group":
            kind = counted(2, level.names).partition(" ")[2]
            words = self.tr("%1 look like %2") if guessed else self.tr("%1 are %2")
            text = words.replace("%2", kind)
        elif self.role == "class":
            text = self.tr("%1 look like classes") if guessed else self.tr("%1 are classes")
        elif self.role == "split":
            text = self.tr("%1 name the parts of the division")
        else:
            text = self.tr("%1 without a meaning")
        self._title.setText(text.replace("%1", folders))

    def _answers(self) -> tuple[tuple[Role, str, str], ...]:
        return (
            (
                "class",
                self.tr("Class"),
                self._nouns.tr(self, "The folder's name is the label of its images."),
            ),
            (
                "group",
                self.tr("Belongs together"),
                self.tr("A plate, a patient, a camera: kept on one side of the split (group)."),
            ),
            (
                "split",
                self.tr("Part"),
                self._nouns.tr(
                    self, "Named train, val or test: the images are divided as the folders say."
                ),
            ),
            ("nothing", self.tr("Nothing"), self.tr("The folder's name is not used.")),
        )

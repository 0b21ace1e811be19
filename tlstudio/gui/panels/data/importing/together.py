"""Second question: which images belong together, so that they stay on one side of the split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tlstudio.data.importers.protocol import Role
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.data.importing.nouns import counted, noun
from tlstudio.gui.widgets import make
from tlstudio.jobs.answers import FolderGuess, Level

_PAUSE = 400
_SECONDS = 60
_PATTERN = r"^([^_\W]+)"
_SHOWN = 4
# Texts are not taken by a camera, and rows have no names.
_ANSWERS = {"text_table": (), "text_files": ("name",)}


class TogetherPage(QWidget):
    """One answer of a few; the one that fits the source best is chosen already.

    Signals:
        changed: Another answer was given.
    """

    changed = Signal()

    def __init__(self, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self._nouns = nouns
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self._examples: tuple[str, ...] = ()
        self._column = QComboBox()
        self._column.setAccessibleName(self.tr("Column of what belongs together"))
        self._column.activated.connect(lambda _: self._press("column"))
        self._seconds = make.Number()
        self._seconds.setRange(1, 86_400)
        self._seconds.setValue(_SECONDS)
        self._seconds.setSuffix(self.tr(" s"))
        self._seconds.setAccessibleName(self.tr("Longest pause within a burst"))
        self._seconds.valueChanged.connect(lambda _: self._press("burst"))
        self._pattern = QLineEdit(_PATTERN)
        self._pattern.setAccessibleName(self.tr("Pattern on the name"))
        self._pattern.textEdited.connect(lambda _: self._press("name"))
        self._effect = make.label("", "caption", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)
        self._group.idClicked.connect(lambda _: self._said())
        self._rows = make.column(spacing=8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        title = make.label(
            self._nouns.tr(self, "Which images belong together?"), "title", wrap=True
        )
        title.setToolTip(self.tr("The term of the field: group."))
        why = make.label(
            self._nouns.tr(
                self,
                "Images of one plate, patient or camera resemble each other. They are kept on one "
                "side, so that the results hold for new plates, patients or cameras.",
            ),
            "muted",
            wrap=True,
        )
        layout.addLayout(make.column(title, why, spacing=4))
        layout.addLayout(self._rows)
        layout.addStretch(1)

    def show_guess(self, guess: FolderGuess, roles: tuple[Role, ...], belongs: str) -> None:
        """Show the answers that a source allows.

        Args:
            guess: Of the source.
            roles: Of its levels, as chosen.
            belongs: The answer chosen so far; see `Choice.belongs`.
        """
        for widget in (self._column, self._seconds, self._pattern, self._effect):
            widget.setParent(None)
        for button in self._group.buttons():
            self._group.removeButton(button)
        make.clear(self._rows)
        self._keys = []
        self._examples = tuple(_stem(example.name) for example in guess.examples)
        if guess.importer in ("table", "text_table"):
            self._table_rows(guess)
        else:
            self._folder_rows(guess.levels, roles)
        answers = _ANSWERS.get(guess.importer, ("patient", "burst", "name"))
        if "patient" in answers:
            self._add(
                "patient",
                self.tr("The same patient"),
                self.tr("Read from the PatientID inside DICOM files."),
            )
        if "burst" in answers:
            self._add(
                "burst",
                self.tr("Photos of one burst"),
                self.tr("Taken one after the other with no longer pause than"),
                self._seconds,
            )
        if "name" in answers:
            self._add("name", self.tr("A pattern on the name"), "", self._pattern, self._effect)
        self._add(
            "none",
            self._nouns.tr(self, "Nothing: every image is independent"),
            self._nouns.tr(
                self, "Only if no two images show the same plate, patient, animal or place."
            ),
        )
        self._take(belongs)
        self._show_effect()

    def _folder_rows(self, levels: Sequence[Level], roles: tuple[Role, ...]) -> None:
        groups = [level for level, role in zip(levels, roles, strict=True) if role == "group"]
        if groups:
            names = groups[-1].names
            text = self.tr("The same %1").replace(
                "%1", " / ".join(noun(level.names) for level in groups)
            )
            shown = ", ".join(names[:_SHOWN]) + (" …" if groups[-1].count > _SHOWN else "")
            self._add("", text, f"{counted(groups[-1].count, names)}: {shown}")
        for level, role in zip(levels, roles, strict=True):
            if role == "nothing":
                text = self.tr("The same folder of level %1").replace("%1", str(level.depth))
                shown = ", ".join(level.names[:_SHOWN]) + (" …" if level.count > _SHOWN else "")
                self._add(f"folder:{level.depth}", text, shown)

    def _table_rows(self, guess: FolderGuess) -> None:
        texts = guess.details.get("columns", {}).get("text", ())
        headers = [str(name) for name in guess.details.get("headers", ()) if name not in texts]
        found = str(guess.details.get("columns", {}).get("group", ""))
        with QSignalBlocker(self._column):
            self._column.clear()
            self._column.addItems(headers)
            self._column.setCurrentText(found)
        self._add("column", self.tr("The same value of a column"), "", self._column)

    def _add(self, key: str, text: str, caption: str, *more: QWidget) -> None:
        card, inside = make.frame("card", margins=12, spacing=4)
        button = QRadioButton(text)
        button.setAccessibleDescription(caption)
        self._group.addButton(button, len(self._keys))
        self._keys.append(key)
        line = make.row(button, spacing=12)
        if caption:
            line.addWidget(make.label(caption, "muted", wrap=not more), 0 if more else 1)
        for widget in more:
            line.addWidget(widget, 1 if widget is self._pattern or widget is self._effect else 0)
        if self._pattern not in more and (more or not caption):
            line.addStretch(1)
        inside.addLayout(line)
        self._rows.addWidget(card)
        for widget in more:
            widget.show()

    # The answer

    @property
    def belongs(self) -> str:
        """See `Choice.belongs`."""
        index = self._group.checkedId()
        key = self._keys[index] if 0 <= index < len(self._keys) else "none"
        if key == "column":
            return f"column:{self._column.currentText()}"
        if key == "burst":
            return f"burst:{self._seconds.value()}"
        if key == "name":
            pattern = self._pattern.text()
            return f"name:{pattern}" if pattern and not _fault(pattern) else "none"
        return key

    def choose(self, key: str) -> None:
        """Press the answer of that key: "", patient, burst, name, column, folder:N or none."""
        self._group.button(self._keys.index(key)).click()

    def _take(self, belongs: str) -> None:
        kind, _, rest = belongs.partition(":")
        key = kind if kind in ("column", "burst", "name") else belongs
        with QSignalBlocker(self._seconds), QSignalBlocker(self._column):
            if kind == "burst" and rest.isdecimal():
                self._seconds.setValue(int(rest))
            elif kind == "name" and rest:
                self._pattern.setText(rest)
            elif kind == "column":
                self._column.setCurrentText(rest)
        if key == "" and "" not in self._keys:
            key = "column" if "column" in self._keys else "none"
        key = key if key in self._keys else "none"
        self._group.button(self._keys.index(key)).setChecked(True)

    def _press(self, key: str) -> None:
        """Whoever changes what belongs to an answer means that answer."""
        self._group.button(self._keys.index(key)).setChecked(True)
        self._show_effect()
        self._pause.start()

    def _said(self) -> None:
        self._show_effect()
        self.changed.emit()

    def _show_effect(self) -> None:
        """What the pattern makes of the first names, or why it is none."""
        pattern = self._pattern.text()
        fault = _fault(pattern)
        make.set_property(self._pattern, "invalid", "true" if fault else "false")
        make.set_role(self._effect, "error" if fault else "caption")
        if fault:
            self._effect.setText(self.tr("This is no pattern: %1").replace("%1", fault))
            return
        pairs = [f"{name} → {_matched(pattern, name) or '–'}" for name in self._examples[:2]]
        self._effect.setText("   ".join(pairs))


def _fault(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return ""


def _matched(pattern: str, name: str) -> str:
    found = re.search(pattern, name)
    if found is None:
        return ""
    return found[1] or "" if found.groups() else found[0]


def _stem(name: str) -> str:
    return Path(name).name

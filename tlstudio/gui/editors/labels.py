"""Classes for images: by key, by name, by a click, by a drop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QInputDialog, QLineEdit, QMenu, QVBoxLayout

from tlstudio.core.annotations import Answer
from tlstudio.gui.editors.annotator_bar import AnnotatorBar
from tlstudio.gui.editors.class_list import ClassList
from tlstudio.gui.editors.protocol import Editor
from tlstudio.gui.panels.data.labelling import Labelling, Steps
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.widgets import make

_KEYS = 9


class LabelsEditor(Editor):
    """One class an image, or several; see `Editor`."""

    def __init__(self, labelling: Labelling) -> None:
        super().__init__(labelling)
        self._nouns = labelling.session.nouns
        self.annotator = AnnotatorBar(labelling)
        self.annotator.settled.connect(self._to_images)
        self.list = ClassList(self._nouns)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a class, also a new one"))
        self.field.setToolTip(
            self._nouns.tr(self, "Enter gives the selected images this class (key L)")
        )
        self.field.setAccessibleName(self._nouns.tr(self, "Class for the selected images"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(120)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        self._hint = make.label("", "caption", wrap=True)
        self.several = QCheckBox(self._nouns.tr(self, "Several classes an image"))
        self.several.setToolTip(
            self._nouns.tr(
                self,
                "Giving a class adds it to those that an image has, or takes it away (multi-label)",
            )
        )
        self._undo = make.tool("undo-2", self.tr("Undo"), labelling.undo)
        self._redo = make.tool("redo-2", self.tr("Redo"), labelling.redo)
        self._heading = make.label(self.tr("Classes"), "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(make.row(self._heading, None, self._undo, self._redo, spacing=2))
        layout.addWidget(self.field)
        layout.addWidget(self._hint)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.several)
        layout.addLayout(self._answers())
        layout.addWidget(self.annotator)
        self.list.pressed_class.connect(self.give)
        self.list.dropped_on.connect(self._dropped)
        self.list.customContextMenuRequested.connect(self._menu)
        labelling.steps_changed.connect(self._show_steps)
        self._actions = self._make_actions()
        self._show_steps(labelling.steps)
        self._typed("")
        if labelling.session.read_only:
            self._forbid(labelling.session.why_read_only)

    def _answers(self) -> QGridLayout:
        answers: tuple[tuple[Answer, str, str, str, str], ...] = (
            ("unsure", self.tr("Unsure"), "U", "circle-help", self.tr("I cannot tell")),
            ("skip", self.tr("Skip"), "S", "skip-forward", self.tr("Not now, or not usable")),
            (
                "empty",
                self.tr("Empty"),
                "E",
                "circle-dashed",
                self.tr("Nothing to see, or none of the classes"),
            ),
            ("answered", self.tr("Clear"), "Del", "x", self.tr("Take the label away")),
        )
        grid = QGridLayout()
        grid.setSpacing(2)
        self._answer_buttons = []
        for place, (name, words, key, icon_name, tip) in enumerate(answers):
            made = make.button(
                words, partial(self._answer, name), role="quiet", icon_name=icon_name
            )
            made.setToolTip(f"{tip} ({key})")
            grid.addWidget(made, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
            self._answer_buttons.append(made)
        grid.setColumnStretch(2, 1)
        return grid

    def _forbid(self, why: str) -> None:
        for part in (self.field, self.several, self._undo, self._redo, *self._answer_buttons):
            part.setEnabled(False)
            part.setToolTip(why)
        for action in self._actions:
            action.setEnabled(False)

    # Actions

    def _make_actions(self) -> list[QAction]:
        made = []
        for number in range(1, _KEYS + 1):
            action = QAction(self.tr("Label as class %1").replace("%1", str(number)), self)
            action.setShortcut(str(number))
            action.triggered.connect(lambda *_, place=number - 1: self._by_key(place))
            made.append(action)
        acts: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (self.tr("Label: type a class"), "L", self.type_class),
            (self.tr("Label: unsure"), "U", partial(self._answer, "unsure")),
            (self.tr("Label: skip"), "S", partial(self._answer, "skip")),
            (self.tr("Label: none of the classes"), "E", partial(self._answer, "empty")),
            (self.tr("Label: take it away"), "Del", partial(self._answer, "answered")),
            (self._nouns.tr(self, "Several classes an image"), "M", self.several.toggle),
            (self.tr("Undo"), "Ctrl+Z", self.labelling.undo),
            (self.tr("Redo"), "Ctrl+Shift+Z", self.labelling.redo),
        )
        for words, key, act in acts:
            action = QAction(words, self)
            action.setShortcut(key)
            action.triggered.connect(lambda *_, act=act: act())
            made.append(action)
        for action in made:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return made

    def actions_for_images(self) -> list[QAction]:
        """1…9, L, U, S, E, Del, M, undo and redo."""
        return self._actions

    def set_classes(self, counts: dict[str, int]) -> None:
        """Class → number of images."""
        self.list.classes.set_classes(counts)
        for row, action in zip(self.list.classes.all, self._actions[:_KEYS], strict=False):
            action.setText(self.tr("Label as %1").replace("%1", row.name))
        present = len(counts)
        for place, action in enumerate(self._actions[:_KEYS]):
            action.setVisible(place < present)
        self._typed(self.field.text())

    # Giving

    def give(self, name: str) -> None:
        """Give the selected images a class."""
        if not self.labelling.ids():
            self._hint.setText(
                self._nouns.tr(self, "Select images first, then choose their class.")
            )
            self._hint.show()
            return
        if self.several.isChecked():
            self.labelling.toggle(name)
        else:
            self.labelling.label((name,))
            self.answered.emit()

    def _dropped(self, name: str) -> None:
        if self.several.isChecked():
            self.labelling.toggle(name)
        else:
            self.labelling.label((name,))

    def _by_key(self, place: int) -> None:
        if place < len(self.list.classes.all):
            self.give(self.list.classes.all[place].name)

    def _answer(self, answer: Answer) -> None:
        if self.labelling.ids():
            self.labelling.answer(answer)
            if answer != "answered":
                self.answered.emit()

    # Typing

    def type_class(self) -> None:
        """Put the keyboard into the box where a class is typed."""
        self.field.setFocus()
        self.field.selectAll()

    def _typed(self, text: str) -> None:
        self.list.classes.set_filter(text)
        text, rows = text.strip(), self.list.classes.rows
        if not text:
            words = "" if self.list.classes.all else self.tr("Type the name of your first class.")
        elif rows:
            words = self.tr("Enter: %1").replace("%1", self._meant(text))
        else:
            words = self.tr("Enter makes the new class “%1”.").replace("%1", text)
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def _meant(self, text: str) -> str:
        rows = self.list.classes.rows
        exact = [row.name for row in rows if row.name.casefold() == text.casefold()]
        return exact[0] if exact else rows[0].name if rows else text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter gives, Shift+Enter makes a new class in any case, Escape goes back."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() != QEvent.Type.KeyPress:
                return False
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                text = self.field.text().strip()
                new = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                if text:
                    self._give_typed(text if new else self._meant(text))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.field.clear()
                self._to_images()
                return True
        return super().eventFilter(watched, event)

    def _give_typed(self, name: str) -> None:
        if not self.labelling.ids():
            self._hint.setText(self._nouns.tr(self, "Select images first, then press Enter here."))
            return
        self.field.clear()
        self._to_images()
        self.give(name)

    def _to_images(self) -> None:
        self.images_wanted.emit()

    # The class itself

    def _menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        if not index.isValid():
            return
        name = self.list.classes.rows[index.row()].name
        menu = self.menu_of(name)
        menu.popup(self.list.viewport().mapToGlobal(point))

    def menu_of(self, name: str) -> QMenu:
        """What can be done with a class."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        show = menu.addAction(icon("list-filter"), self.tr("Show only “%1”").replace("%1", name))
        show.triggered.connect(lambda *_: self.show_class.emit(name))
        rename = menu.addAction(icon("pencil"), self.tr("Rename…"))
        rename.triggered.connect(lambda *_: self._rename(name))
        merge = menu.addMenu(self.tr("Merge into"))
        for row in self.list.classes.all:
            if row.name != name:
                other = merge.addAction(row.name)
                other.triggered.connect(lambda *_, new=row.name: self.labelling.rename(name, new))
        allowed = not self.labelling.session.read_only
        rename.setEnabled(allowed)
        merge.setEnabled(allowed and len(self.list.classes.all) > 1)
        return menu

    def _rename(self, name: str) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Rename a class"))
        dialog.setLabelText(
            self.tr("New name of “%1”. The name of another class merges the two.").replace(
                "%1", name
            )
        )
        dialog.setTextValue(name)
        dialog.textValueSelected.connect(lambda new: self.labelling.rename(name, new))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # Undo

    def _show_steps(self, steps: Steps) -> None:
        allowed = not self.labelling.session.read_only
        pairs = (
            (self._undo, steps.undo, self.tr("Undo: %1"), self.tr("Nothing to undo"), "Ctrl+Z"),
            (
                self._redo,
                steps.redo,
                self.tr("Redo: %1"),
                self.tr("Nothing to redo"),
                "Ctrl+Shift+Z",
            ),
        )
        for (button, what, words, nothing, keys), action in zip(
            pairs, self._actions[-2:], strict=True
        ):
            text = words.replace("%1", what) if what else nothing
            button.setEnabled(allowed and bool(what))
            button.setToolTip(f"{text} ({keys})" if what else nothing)
            button.setAccessibleName(text)
            action.setEnabled(allowed and bool(what))
            action.setText(text)

"""Options of an importer that few people need, made from what it declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tlstudio.core.fields import OptionField, options_of
from tlstudio.gui.widgets import below, make
from tlstudio.gui.widgets.option_editor import OptionEditor
from tlstudio.jobs.beginning import importers

# These have their own questions in the assistant.
_ASKED = {
    "levels", "group_by", "path_column", "label_column", "split_column", "rest", "text_columns",
    "class_names", "encoding",
}  # fmt: skip
_PAUSE = 500


def fields_of(importer: str) -> tuple[OptionField, ...]:
    """What an importer declares beyond the assistant's questions.

    It imports the importer, so it is nothing for the window's thread.
    """
    found = options_of(importers()[importer].options)
    return tuple(field for field in found if field.path not in _ASKED)


class FurtherOptions(QWidget):
    """Closed until it is opened or something in it was set.

    Signals:
        changed: Something was changed and the typing has paused.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._editors: dict[str, OptionEditor] = {}
        self._opener = make.button(
            self.tr("Advanced"), self._toggle, role="quiet", icon_name="chevron-right"
        )
        self._opener.setCheckable(True)
        self._box, inside = make.frame("card")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setColumnStretch(0, 1)
        inside.addLayout(self._grid)
        self._box.hide()
        self.setLayout(make.column(make.row(self._opener, None), self._box))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)

    def show_fields(self, fields: tuple[OptionField, ...]) -> None:
        """Show the options of an importer; those that are shown already keep their values."""
        self.setVisible(bool(fields))
        if tuple(self._editors) == tuple(field.path for field in fields):
            return
        make.clear(self._grid)
        self._editors = {}
        for line, field in enumerate(fields):
            editor = OptionEditor(field, width=240)
            editor.set_value(field.default)
            editor.changed.connect(self._pause.start)
            self._editors[field.path] = editor
            words = make.column(
                make.label(below.option(field.label), "strong"),
                make.label(below.option(field.help), "caption", wrap=True),
                spacing=2,
            )
            self._grid.addLayout(words, line, 0)
            self._grid.addWidget(editor, line, 1, Qt.AlignmentFlag.AlignTop)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values that were chosen elsewhere, without saying so."""
        for path, editor in self._editors.items():
            with QSignalBlocker(editor):
                editor.set_value(values.get(path, editor.field.default))

    def editor(self, path: str) -> OptionEditor:
        """The editor of an option."""
        return self._editors[path]

    @property
    def values(self) -> Mapping[str, Any]:
        """Option → value, those at their default left out."""
        found = {path: (editor.value(), editor.field) for path, editor in self._editors.items()}
        return {path: value for path, (value, field) in found.items() if value != field.default}

    def _toggle(self) -> None:
        self._box.setVisible(self._opener.isChecked())

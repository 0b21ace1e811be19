"""The editor of one declared option: a field for numbers and texts, a tick, or a list."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from tlstudio.core.fields import OptionField
from tlstudio.gui.widgets import below, make

_WIDTH = 128
_WORDY = 1.7


class OptionEditor(QWidget):
    """Shows and changes one value; what cannot be a value is kept as the text that was typed.

    Args:
        field: The declared option.
        width: Of the field in pixels, at least; 0 lets it grow.

    Signals:
        changed: The person changed it.
    """

    changed = Signal()

    def __init__(self, field: OptionField, *, width: int = _WIDTH) -> None:
        super().__init__()
        self.field = field
        self._edit: QLineEdit | None = None
        self._box: QCheckBox | None = None
        self._list: QComboBox | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        if field.type == "bool":
            self._box = QCheckBox()
            self._box.toggled.connect(lambda _: self.changed.emit())
        elif field.type == "choice":
            self._list = QComboBox()
            # In full where the field is too narrow for a long choice.
            self._list.currentTextChanged.connect(self._list.setToolTip)
            if field.optional:
                self._list.addItem(self.tr("automatic"), None)
            for choice, words in zip(field.choices, field.words, strict=True):
                self._list.addItem(below.option(words), choice)
            self._list.currentIndexChanged.connect(lambda _: self.changed.emit())
            # The wheel scrolls the page, also when it passes over a list.
            self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._list.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        else:
            self._edit = QLineEdit()
            if field.optional:
                self._edit.setPlaceholderText(self.tr("automatic"))
            if field.type != "text":
                self._edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._edit.textEdited.connect(lambda _: self.changed.emit())
        line.addWidget(self.focus_widget)
        if width and self._edit is not None:
            self._edit.setFixedWidth(width)
        elif width and self._list is not None:
            # Choices are words: as wide as they are, within reason.
            self._list.setMinimumWidth(width)
            self._list.setMaximumWidth(max(width, round(width * _WORDY)))
        if field.unit:
            line.addWidget(make.label(below.option(field.unit), "caption"))
        self.focus_widget.setAccessibleName(below.option(field.label))
        self.focus_widget.setAccessibleDescription(below.option(field.help))
        self.setFocusProxy(self.focus_widget)

    @property
    def focus_widget(self) -> QWidget:
        """The widget that takes the keys."""
        found = self._edit or self._list or self._box
        if found is None:
            raise TypeError(f"no editor for {self.field.path}")
        return found

    def value(self) -> object:
        """The value; the text where it is none."""
        if self._box is not None:
            return self._box.isChecked()
        if self._list is not None:
            return self._list.currentData()
        if self._edit is None:
            return None
        text = self._edit.text().strip()
        if not text and self.field.optional:
            return None
        return _number(text, self.field.type)

    def set_value(self, value: object) -> None:
        """Show a value; says nothing."""
        if self._box is not None:
            with QSignalBlocker(self._box):
                self._box.setChecked(bool(value))
        elif self._list is not None:
            with QSignalBlocker(self._list):
                self._list.setCurrentIndex(max(0, self._list.findData(value)))
        elif self._edit is not None:
            text = "" if value is None else value_word(value)
            if self._edit.text() != text:
                self._edit.setText(text)

    def set_invalid(self, invalid: bool) -> None:
        """Draw it as refused."""
        make.set_property(self.focus_widget, "invalid", "true" if invalid else "false")


def _number(text: str, kind: str) -> object:
    try:
        if kind == "int":
            return int(text)
        if kind == "float":
            return float(text.replace(",", ".") if text.count(",") == 1 else text)
    except ValueError:
        pass
    return text


def value_word(value: object) -> str:
    """A value as one types it."""
    return f"{value:g}" if isinstance(value, float) else str(value)

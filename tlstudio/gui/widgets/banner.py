"""A sentence with its hint and its way out, in the place that it concerns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.gui.widgets import make

Tone = Literal["info", "good", "warning", "error"]
_ICONS = {"info": "info", "good": "circle-check", "warning": "triangle-alert", "error": "circle-x"}
_ROLES = {"info": "accent", "good": "good", "warning": "warning", "error": "bad"}


class Banner(QFrame):
    """Hidden until it is told something; `show_error` and `say` replace what it said before."""

    def __init__(self, *, closable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone: Tone = "info"
        self._icon = make.IconLabel("info", 20, "accent")
        self._sentence = make.label("", "strong", wrap=True)
        self._hint = make.label("", "", wrap=True)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(6)
        self._close = make.tool("x", self.tr("Close"), self.hide)
        if not closable:  # to show it before it has a parent would open a window of its own
            self._close.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 8, 10)
        layout.setSpacing(12)
        layout.addWidget(self._icon)
        texts = make.column(self._sentence, self._hint, spacing=2)
        layout.addLayout(texts, 1)
        layout.addLayout(self._actions)
        layout.addWidget(self._close)
        self.setAccessibleName(self.tr("Message"))
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, "" when hidden."""
        return "" if self.isHidden() else f"{self._sentence.text()} {self._hint.text()}".strip()

    def say(
        self,
        tone: Tone,
        sentence: str,
        hint: str = "",
        actions: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        """Show a sentence.

        Args:
            tone: Its colour and icon.
            sentence: What is so.
            hint: What to do; may be empty.
            actions: (text, function) of buttons behind it.
        """
        self.tone = tone
        make.set_role(self, tone)
        self._icon.set(_ICONS[tone], _ROLES[tone])
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        make.clear(self._actions)
        for text, act in actions:
            self._actions.addWidget(make.button(text, act))
        self.show()

    def show_error(
        self, error: StudioError, actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    ) -> None:
        """Show an error with "Copy details"."""
        hint = error.hint
        if hint.startswith("Traceback"):
            hint = self.tr("Copy the details and send them to whoever looks after the program.")
        details = f"{error.kind}: {error.message}\n{error.hint}"
        copy = (self.tr("Copy details"), lambda: QGuiApplication.clipboard().setText(details))
        self.say("error", error.message, hint, (*actions, copy))

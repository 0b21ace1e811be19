"""Findings of the checks as sentences, each with its hint and what one can do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtWidgets import QFrame, QWidget

from tlstudio.gui.widgets import make

_ICONS = {"error": "circle-x", "warning": "triangle-alert", "note": "info", "good": "circle-check"}
_ROLES = {"error": "bad", "warning": "warning", "note": "accent", "good": "good"}
Act = tuple[str, Callable[[], object]]


class Told(Protocol):
    """What a finding and an answer of the desk have in common."""

    @property
    def level(self) -> str:
        """note, warning or error."""

    @property
    def sentence(self) -> str:
        """What is so."""

    @property
    def hint(self) -> str:
        """What to do; may be empty."""


class FindingList(QWidget):
    """A column of sentences; empty ones are hidden."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._column = make.column(spacing=8)
        self.setLayout(self._column)
        self.sentences: tuple[str, ...] = ()

    def show_findings(
        self, found: Iterable[Told], act: Callable[[Told], Act | None] = lambda _: None
    ) -> None:
        """Show findings in their order.

        Args:
            found: The findings.
            act: Text and function of a link behind a finding, None for none.
        """
        make.clear(self._column)
        said = []
        for finding in found:
            self._column.addWidget(_line(finding, act(finding)))
            said.append(finding.sentence)
        self.sentences = tuple(said)
        self.setVisible(bool(said))


def _line(finding: Told, act: Act | None) -> QFrame:
    box, inside = make.frame("inset", margins=12, spacing=4)
    icon = make.IconLabel(_ICONS[finding.level], 18, _ROLES[finding.level])
    texts = make.column(make.label(finding.sentence, wrap=True), spacing=2)
    if finding.hint:
        texts.addWidget(make.label(finding.hint, "muted", wrap=True))
    line = make.row(icon, texts, spacing=12)
    line.setStretch(1, 1)
    if act is not None:
        line.addWidget(make.button(act[0], act[1], role="link"))
    inside.addLayout(line)
    return box

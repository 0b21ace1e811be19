"""The program's test of itself: a sentence in its colour, and the numbers behind "Advanced"."""

from __future__ import annotations

from tlstudio.core.reports import Check
from tlstudio.gui.views.card import Card
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.view import PartView
from tlstudio.gui.widgets import make


class CheckView(Card):
    """Red where it failed."""

    def __init__(self, part: Check, context: ReportContext) -> None:
        super().__init__(part.title, context)
        role = {None: "muted", True: "good", False: "error"}[part.passed]
        self.sentence = make.label(part.sentence, role, wrap=True)
        self.inside.addWidget(self.sentence)
        lines = [self._line(part.columns, row) for row in part.rows]
        self.numbers = make.label("\n".join([*lines, part.note]).strip(), "caption", wrap=True)
        self.numbers.hide()
        self.advanced = make.button(
            self.tr("Advanced"), self._toggle, role="quiet", icon_name="sliders-horizontal"
        )
        self.advanced.setCheckable(True)
        if part.rows:
            self.inside.addLayout(make.row(self.advanced, None))
        self.inside.addWidget(self.numbers)

    def _toggle(self) -> None:
        self.numbers.setVisible(self.advanced.isChecked())

    @staticmethod
    def _line(columns: tuple[str, ...], row: tuple[str | float | int | None, ...]) -> str:
        cells = [f"{value:.2f}" if isinstance(value, float) else str(value) for value in row]
        return ", ".join(f"{name}: {cell}" for name, cell in zip(columns, cells, strict=True))


VIEW = PartView("check", lambda _: "mistakes", CheckView)

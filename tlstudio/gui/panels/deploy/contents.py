"""What a format holds and what it does not: two lists, made from what the format declares."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tlstudio.gui.widgets import below, make
from tlstudio.jobs.answers import Format


class FormatContents(QWidget):
    """Closed until somebody wants to know."""

    def __init__(self, form: Format) -> None:
        super().__init__()
        self.opener = make.button(
            self.tr("What it holds, and what it does not"),
            self._toggle,
            role="quiet",
            icon_name="shield-check",
        )
        self.opener.setAccessibleDescription(form.title)
        self.opener.setCheckable(True)
        self.lists = QWidget()
        line = make.row(spacing=12)
        for title, items, sign, role in (
            (self.tr("Included"), form.included, "circle-check", "good"),
            (self.tr("Not included"), form.not_included, "shield-check", "accent"),
        ):
            frame, inside = make.frame("inset", margins=14, spacing=4)
            inside.addWidget(make.label(title, "strong"))
            for item in items:
                text = make.label(below.option(item), "", wrap=True)
                row = make.row(make.IconLabel(sign, 16, role), text)
                row.setStretch(1, 1)
                inside.addLayout(row)
            inside.addStretch(1)
            line.addWidget(frame, 1)
        self.lists.setLayout(line)
        self.lists.hide()
        self.setLayout(make.column(make.row(self.opener, None), self.lists))

    def _toggle(self) -> None:
        self.lists.setVisible(self.opener.isChecked())

"""What can be chosen of a format, made from what its exporter declares; closed until wanted."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from tlstudio.core.fields import OptionField
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.option_form import OptionForm, Section, field_problems


class FormatOptions(QWidget):
    """Hidden for a format without options."""

    def __init__(self, fields: tuple[OptionField, ...], title: str) -> None:
        super().__init__()
        self._fields = fields
        self.opener = make.button(
            self.tr("Advanced"), self._toggle, role="quiet", icon_name="sliders-horizontal"
        )
        self.opener.setAccessibleDescription(title)
        self.opener.setCheckable(True)
        self.form = OptionForm((Section(self.tr("Options of %1").replace("%1", title), fields),))
        defaults = {field.path: field.default for field in fields}
        self.form.set_values(defaults, defaults)
        self.form.changed.connect(self._check)
        self.form.hide()
        self.setLayout(make.column(make.row(self.opener, None), self.form))
        if not fields:
            self.hide()

    @property
    def values(self) -> dict[str, Any]:
        """What differs from the defaults."""
        return self.form.changes()

    def valid(self) -> bool:
        """Whether every value can be one; what cannot is marked and brought in sight."""
        problems = self._check()
        if problems:
            self.opener.setChecked(True)
            self._toggle()
            self.form.editor(next(iter(problems))).setFocus()
        return not problems

    def _check(self) -> dict[str, str]:
        problems = field_problems(self._fields, self.form.values())
        self.form.show_problems(problems)
        return problems

    def _toggle(self) -> None:
        self.form.setVisible(self.opener.isChecked())

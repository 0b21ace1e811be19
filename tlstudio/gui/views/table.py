"""A table of the report: results by class, by subgroup, whatever comes."""

from __future__ import annotations

from tlstudio.core.reports import Table
from tlstudio.gui.views.card import Card
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.table_view import ReportTable
from tlstudio.gui.views.view import PartView, Place
from tlstudio.gui.widgets import below, make

_FEW = 5
_COUNTS = ("images", "texts")


class TableView(Card):
    """Sortable; classes of very few images get words in place of numbers."""

    def __init__(self, part: Table, context: ReportContext) -> None:
        super().__init__(part.title, context)
        few: frozenset[int] = frozenset()
        place = next((n for n, name in enumerate(part.columns) if name in _COUNTS), None)
        if place is not None:
            counts = [row[place] for row in part.rows]
            few = frozenset(
                n for n, count in enumerate(counts) if isinstance(count, int) and count < _FEW
            )
        self.table = ReportTable(part.columns, part.rows, part.title, few)
        copy = make.button(self.tr("Copy"), self.table.copy, role="quiet", icon_name="copy")
        copy.setToolTip(self.tr("Copy the table to paste it into a spreadsheet"))
        self.buttons.addWidget(copy)
        self.inside.addWidget(self.table)
        if part.note:
            self.inside.addWidget(make.label(below.report(part.note), "caption", wrap=True))


def _place(part: Table) -> Place:
    return "classes" if part.columns[:1] == ("class",) else "groups"


VIEW = PartView("table", _place, TableView)

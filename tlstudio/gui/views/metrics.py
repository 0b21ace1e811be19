"""The headline table: every number with its interval and how that was made."""

from __future__ import annotations

from tlstudio.core.reports import Metrics
from tlstudio.gui.views.card import Card
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.table_view import ReportTable
from tlstudio.gui.views.view import PartView
from tlstudio.gui.widgets import below, make


class MetricsView(Card):
    """A table; the metric of the headline first."""

    def __init__(self, part: Metrics, context: ReportContext) -> None:
        super().__init__(part.title, context)
        columns = [self.tr("metric"), self.tr("value"), "", "", self.tr("better is")]
        columns[2:4] = [f"{columns[1]} low", f"{columns[1]} high"]
        rows = [
            (
                below.report(metric.label),
                metric.value,
                metric.low,
                metric.high,
                self.tr("higher") if metric.higher_is_better else self.tr("lower"),
            )
            for metric in part.metrics
        ]
        self.table = ReportTable(columns, rows, part.title)
        copy = make.button(self.tr("Copy"), self.table.copy, role="quiet", icon_name="copy")
        copy.setToolTip(self.tr("Copy the table to paste it into a spreadsheet"))
        self.buttons.addWidget(copy)
        self.inside.addWidget(self.table)
        methods = dict.fromkeys(metric.method for metric in part.metrics if metric.method)
        if methods:
            text = self.tr("95 % intervals: %1.").replace("%1", "; ".join(methods))
            self.inside.addWidget(make.label(text, "caption", wrap=True))


VIEW = PartView("metrics", lambda _: "overview", MetricsView)

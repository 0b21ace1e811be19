"""Is it better than simpler methods? Bars on one axis, differences, and the verdict in words."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QPushButton

from tlstudio.core.reports import Ladder, Metric, Rung
from tlstudio.gui.views.card import Card
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.figure_widget import FigureWidget
from tlstudio.gui.views.figures import IntervalFigure, IntervalRow
from tlstudio.gui.views.table_view import ReportTable
from tlstudio.gui.views.view import PartView
from tlstudio.gui.widgets import below, make

_TIME = re.compile(r"\((about [^)]*)\)")


def headline_metric(rung: Rung) -> Metric | None:
    """The number that methods are compared by."""
    return next((metric for metric in rung.metrics if metric.headline), None)


class LadderView(Card):
    """The verdict is red where the simpler method serves as well.

    Attributes:
        numbers: The differences, on a card of their own for whoever lays out the page.
    """

    def __init__(self, part: Ladder, context: ReportContext) -> None:
        super().__init__(part.title, context)
        self._part = part
        self.verdict = make.label(part.verdict, "strong" if part.beaten else "error", wrap=True)
        self.inside.addWidget(self.verdict)
        figure = self.figure()
        self.inside.addWidget(FigureWidget(figure, below.report(part.title)))
        tests = [rung for rung in part.rungs if rung.difference is not None]
        self.table: ReportTable | None = None
        self.numbers: Card | None = None
        if tests:
            name = self.tr("this run is better by")
            columns = [self.tr("method"), name, f"{name} low", f"{name} high", "p", self.tr("test")]
            rows = [
                (
                    below.report(rung.label),
                    rung.difference.value if rung.difference else None,
                    rung.difference.low if rung.difference else None,
                    rung.difference.high if rung.difference else None,
                    _p_value(rung.p_value),
                    rung.test,
                )
                for rung in tests
            ]
            self.table = ReportTable(columns, rows, part.title)
            self.numbers = Card(self.tr("How much better, in numbers"), context)
            copy = make.button(self.tr("Copy"), self.table.copy, role="quiet", icon_name="copy")
            self.numbers.buttons.addWidget(copy)
            self.numbers.inside.addWidget(self.table)
        self.scratch: QPushButton | None = None
        if part.offer:
            self._offer(part.offer)
        if figure.rows:
            self.add_export(self.figure)

    def _offer(self, offer: str) -> None:
        """What was not tried never runs unasked."""
        session = self.context.session
        time = _TIME.search(offer)
        words = self.tr("Train from scratch to compare")
        self.scratch = make.button(
            f"{words} ({time[1]})" if time else words,
            self.context.scratch_wanted.emit,
            role="quiet",
            icon_name="play",
            tip=self.context.session.nouns.tr(
                self,
                "Trains the same network from random weights on the same images, to see what the "
                "pretraining is worth. It waits its turn behind other trainings.",
            ),
        )
        self.scratch.setEnabled(not session.read_only)
        self.inside.addLayout(make.row(self.scratch, None))

    def figure(self) -> IntervalFigure:
        """The bars."""
        pairs = [(rung, headline_metric(rung)) for rung in self._part.rungs]
        found = [(rung, metric) for rung, metric in pairs if metric is not None]
        rows = tuple(
            IntervalRow(below.report(rung.label), m.value, m.low, m.high, rung.name == "this_run")
            for rung, m in found
        )
        label = below.report(found[-1][1].label) if found else ""
        legend = self.context.legend(
            self.context.session.nouns.tr(
                self, "%1 of the run and of simpler methods on the same images."
            ).replace("%1", label),
            found[-1][1] if found else None,
        )
        return IntervalFigure(rows, label, "comparison", legend, tuple(row.label for row in rows))


def _p_value(value: float | None) -> str | None:
    if value is None:
        return None
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


VIEW = PartView("ladder", lambda _: "overview", LadderView)

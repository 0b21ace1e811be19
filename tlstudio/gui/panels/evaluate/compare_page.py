"""Runs side by side: their numbers with intervals, and what differs in their recipes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tlstudio.core.reports import Metric, Metrics
from tlstudio.core.samples import SplitPart
from tlstudio.gui.panels.evaluate.loading import Compared, load_all
from tlstudio.gui.panels.evaluate.words import run_short, run_title
from tlstudio.gui.session import Session
from tlstudio.gui.views.table_view import Cell, ReportTable
from tlstudio.gui.widgets import below, make

_LIST_HEIGHT = 150


class ComparePage(QWidget):
    """Only runs that were scored on the same part are offered."""

    def __init__(self, session: Session, part: SplitPart, current: str) -> None:
        super().__init__()
        self._session = session
        self._part = part
        self._current = current
        self._found: tuple[Compared, ...] = ()
        self.runs = QListWidget()
        self.runs.setAccessibleName(self.tr("Runs to compare"))
        self.runs.itemChanged.connect(lambda _: self._show())
        self.said = make.label("", "muted", wrap=True)
        self.metrics: ReportTable | None = None
        self.plans: ReportTable | None = None
        card, inside = make.frame("card")
        part_words = self.tr("final test") if part == "test" else self.tr("tuning images")
        title = self.tr("Runs side by side, on the %1").replace("%1", part_words)
        inside.addWidget(make.label(title, "heading"))
        inside.addWidget(make.label(self.tr("Choose two runs or more."), "muted"))
        inside.addWidget(self.runs)
        inside.addWidget(self.said)
        self._tables = make.column(spacing=12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(card)
        layout.addLayout(self._tables)
        layout.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Read what can be compared."""
        runs = self._session.facts.model_runs
        part = self._part
        self._session.services.background.run(
            lambda: load_all(runs, part), owner=self, done=self._take
        )

    def _take(self, found: tuple[Compared, ...]) -> None:
        self._found = found
        self.runs.blockSignals(True)
        self.runs.clear()
        others = [one for one in found if one.run.name != self._current]
        chosen = {self._current, *(one.run.name for one in others[:1])}
        for one in found:
            item = QListWidgetItem(run_title(one.run))
            on = Qt.CheckState.Checked if one.run.name in chosen else Qt.CheckState.Unchecked
            item.setCheckState(on)
            self.runs.addItem(item)
        self.runs.blockSignals(False)
        line = max(1, self.runs.sizeHintForRow(0))
        self.runs.setFixedHeight(min(_LIST_HEIGHT, line * max(1, len(found)) + 10))
        self._show()

    def _show(self) -> None:
        checked = Qt.CheckState.Checked
        chosen = [
            one
            for row, one in enumerate(self._found)
            if self.runs.item(row).checkState() == checked
        ]
        make.clear(self._tables)
        self.metrics = self.plans = None
        if len(chosen) < 2:
            self.said.setText(
                self.tr("There is one run only; train another one to compare.")
                if len(self._found) < 2
                else self.tr("Choose one more run.")
            )
            return
        sets = {one.evaluation.report.dataset for one in chosen}
        self.said.setText(
            self.tr("These runs were scored on different labels or images: compare with care.")
            if len(sets) > 1
            else self.tr(
                "All were scored on the same images. Where intervals overlap widely, the "
                "difference may be chance."
            )
        )
        make.set_role(self.said, "warning" if len(sets) > 1 else "muted")
        self.metrics = self._table(self.tr("Results"), *metric_rows(chosen))
        self.plans = self._table(self.tr("What differs in the recipes"), *plan_rows(chosen))

    def _table(self, title: str, columns: list[str], rows: list[list[Cell]]) -> ReportTable:
        card, inside = make.frame("card")
        table = ReportTable(columns, rows, title)
        copy = make.button(self.tr("Copy"), table.copy, role="quiet", icon_name="copy")
        inside.addLayout(make.row(make.label(title, "heading"), None, copy))
        inside.addWidget(table)
        if not rows:
            inside.addWidget(make.label(self.tr("Nothing: the recipes are the same."), "muted"))
            table.hide()
        self._tables.addWidget(card)
        return table


def metric_rows(chosen: list[Compared]) -> tuple[list[str], list[list[Cell]]]:
    """One row a metric, for each run its value and the ends of its interval."""
    columns = ["metric"]
    for one in chosen:
        name = run_short(one.run)
        columns += [name, f"{name} low", f"{name} high"]
    names: dict[str, str] = {}
    tables: list[dict[str, Metric]] = []
    for one in chosen:
        parts = one.evaluation.report.parts
        metrics = [m for part in parts if isinstance(part, Metrics) for m in part.metrics]
        tables.append({metric.name: metric for metric in metrics})
        names |= {
            metric.name: below.report(metric.label)
            for metric in metrics
            if metric.name not in names
        }
    rows: list[list[Cell]] = []
    for name, label in names.items():
        row: list[Cell] = [label]
        for table in tables:
            metric = table.get(name)
            row += [metric.value, metric.low, metric.high] if metric else [None, None, None]
        rows.append(row)
    return columns, rows


def plan_rows(chosen: list[Compared]) -> tuple[list[str], list[list[Cell]]]:
    """Fields of the recipe that are not the same in all runs."""
    flat = [_flat(one.evaluation.report.facts.get("plan", {})) for one in chosen]
    paths = dict.fromkeys(path for table in flat for path in table)
    rows: list[list[Cell]] = []
    for path in paths:
        values = [table.get(path) for table in flat]
        if len(set(values)) > 1:
            rows.append([path, *values])
    return ["field", *(run_short(one.run) for one in chosen)], rows


def _flat(value: Any, path: str = "") -> dict[str, str]:
    if isinstance(value, dict):
        pairs = ((f"{path}.{key}".strip("."), inner) for key, inner in value.items())
    elif isinstance(value, list | tuple):
        pairs = ((f"{path} {place}", inner) for place, inner in enumerate(value, 1))
    else:
        return {path: str(value)}
    return {key: text for name, inner in pairs for key, text in _flat(inner, name).items()}

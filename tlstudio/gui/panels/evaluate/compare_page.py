"""Runs side by side: which is better, by how much, and what differs in their making."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tlstudio.core.comparing import MARGIN, Pair
from tlstudio.core.comparing import Compared as Result
from tlstudio.core.errors import StudioError
from tlstudio.core.samples import SplitPart
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.evaluate.loading import Compared, load_all
from tlstudio.gui.panels.evaluate.words import run_short, run_title
from tlstudio.gui.session import Session
from tlstudio.gui.views.table_view import Cell, ReportTable
from tlstudio.gui.widgets import below, make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs.answers import RunsCompared
from tlstudio.jobs.questions import Compare

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
        self.verdicts: list[str] = []
        self.pairs: ReportTable | None = None
        self.metrics: ReportTable | None = None
        self.plans: ReportTable | None = None
        self._ticket: Ticket | None = None
        self.message = Banner()
        self.margin = make.Decimal()
        self.margin.setRange(0.5, 50)
        self.margin.setSingleStep(0.5)
        self.margin.setDecimals(1)
        self.margin.setValue(MARGIN * 100)
        self.margin.setSuffix(self.tr(" points"))
        self.margin.setKeyboardTracking(False)
        self.margin.setAccessibleName(self.tr("Differences below this are practically none"))
        self.margin.setToolTip(self.tr("Margin of equivalence, in points of 100"))
        self.margin.valueChanged.connect(lambda _: self._show())
        card, inside = make.frame("card")
        part_words = (
            self.tr("final test") if part == "test" else session.nouns.tr(self, "tuning images")
        )
        title = self.tr("Runs side by side, on the %1").replace("%1", part_words)
        inside.addWidget(make.label(title, "heading"))
        inside.addWidget(make.label(self.tr("Choose two runs or more."), "muted"))
        inside.addWidget(self.runs)
        words = make.label(self.tr("Differences below this are practically none"), "muted")
        inside.addLayout(make.row(words, self.margin, None))
        inside.addWidget(self.said)
        inside.addWidget(self.message)
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
        if self._ticket is not None:
            self._ticket.cancel()
        make.clear(self._tables)
        self.verdicts = []
        self.pairs = self.metrics = self.plans = None
        self.message.hide()
        if len(chosen) < 2:
            self.said.show()
            self.said.setText(
                self.tr("There is one run only; train another one to compare.")
                if len(self._found) < 2
                else self.tr("Choose one more run.")
            )
            return
        self.said.setText(self.tr("Comparing …"))
        self.said.show()
        question = Compare(
            runs=tuple(one.run.folder.path for one in chosen),
            part=self._part,
            margin=self.margin.value() / 100,
        )
        self._ticket = self._session.services.ask_models(
            question, owner=self, done=self._compared, failed=self._failed
        )

    def _failed(self, error: StudioError) -> None:
        self.said.hide()
        self.message.show_error(error)

    def _compared(self, answer: RunsCompared) -> None:
        found = answer.compared
        self.said.hide()
        names = {one.run.name: run_short(one.run) for one in self._found}
        self.verdicts = [verdict(pair, names, self._session.nouns) for pair in found.pairs]
        card, inside = make.frame("card")
        for words, pair in zip(self.verdicts, found.pairs, strict=True):
            role = "muted" if pair.said == "unknown" else "strong"
            inside.addWidget(make.label(words, role, wrap=True))
        inside.addWidget(make.label(self._on(found), "muted", wrap=True))
        self._tables.addWidget(card)
        self.pairs = self._table(self.tr("Differences, in numbers"), *pair_rows(found, names))
        self.metrics = self._table(self.tr("Results"), *metric_rows(found, names))
        title = self.tr("What differs in recipe and data")
        self.plans = self._table(title, *field_rows(found, names))

    def _on(self, found: Result) -> str:
        """Which images, and what to be careful about."""
        said = [
            self._session.nouns.tr(self, "On %n image(s) that all of them have answered.", found.n)
        ]
        if found.left_out:
            said.append(
                self.tr(
                    "%n other(s) were answered by some runs only, or have another label now.",
                    "",
                    found.left_out,
                )
            )
        if len(found.pairs) > 1:
            said.append(
                self.tr("P-values are corrected for %n comparison(s) (Holm).", "", len(found.pairs))
            )
        if found.part == "validation":
            said.append(
                self._session.nouns.tr(self, "These images also chose the best pass of each run.")
            )
        return " ".join(said)

    def _table(self, title: str, columns: list[str], rows: list[list[Cell]]) -> ReportTable:
        card, inside = make.frame("card")
        table = ReportTable(columns, rows, title)
        copy = make.button(self.tr("Copy"), table.copy, role="quiet", icon_name="copy")
        inside.addLayout(make.row(make.label(title, "heading"), None, copy))
        inside.addWidget(table)
        if not rows:
            inside.addWidget(make.label(self.tr("Nothing: they are the same."), "muted"))
            table.hide()
        self._tables.addWidget(card)
        return table


def verdict(pair: Pair, names: dict[str, str], nouns: Nouns = IMAGES) -> str:
    """What the first of two runs is beside the second, in a sentence."""
    one = pair.difference
    if one.low is None or one.high is None:
        template = nouns.said("comparing", "Too few images to tell %1 from %2.")
    else:
        template = {
            "same": _tr("%1 and %2 are practically the same: %3 by %4 (95 %: %5 to %6)."),
            "better": _tr("%1 is better than %2: %3 by %4 (95 %: %5 to %6)."),
            "unknown": _tr(
                "It cannot be told whether %1 or %2 is better: %3 by %4 (95 %: %5 to %6)."
            ),
        }["better" if pair.said == "worse" else pair.said]
    ends = (one.value, one.low or 0.0, one.high or 0.0)
    first, second = pair.first, pair.second
    if pair.said == "worse":
        # The better one stands first.
        first, second, ends = second, first, (-ends[0], -ends[2], -ends[1])
    values = (
        names.get(first, first),
        names.get(second, second),
        below.report(one.label),
        *(f"{value:+.3f}" for value in ends),
    )
    # From the last on, and names last: a name may hold a sign of the template.
    for number in (6, 5, 4, 3, 2, 1):
        template = template.replace(f"%{number}", values[number - 1])
    return template


def pair_rows(found: Result, names: dict[str, str]) -> tuple[list[str], list[list[Cell]]]:
    """One row a pair and metric; the tests are of the deciding metric."""
    columns = [
        *("first", "second", "metric", "difference", "difference low", "difference high"),
        *("p", "p corrected", "test"),
    ]
    rows: list[list[Cell]] = []
    for pair in found.pairs:
        for place, metric in enumerate(pair.differences):
            tests: list[Cell] = [None, None, ""]
            if place == 0:
                tests = [_p_value(pair.p_value), _p_value(pair.p_corrected), pair.test]
            numbers = (metric.value, metric.low, metric.high)
            both = (names.get(pair.first, pair.first), names.get(pair.second, pair.second))
            rows.append([*both, below.report(metric.label), *numbers, *tests])
    return [below.report(column) for column in columns], rows


def metric_rows(found: Result, names: dict[str, str]) -> tuple[list[str], list[list[Cell]]]:
    """One row a metric, for each run its value and the ends of its interval."""
    columns = [below.report("metric")]
    for run in found.runs:
        name = names.get(run.name, run.name)
        columns += [name, f"{name} low", f"{name} high"]
    labels = {metric.name: metric.label for run in found.runs for metric in run.metrics}
    rows: list[list[Cell]] = []
    for name, label in labels.items():
        row: list[Cell] = [below.report(label)]
        for run in found.runs:
            metric = next((one for one in run.metrics if one.name == name), None)
            row += [metric.value, metric.low, metric.high] if metric else [None, None, None]
        rows.append(row)
    return columns, rows


def field_rows(found: Result, names: dict[str, str]) -> tuple[list[str], list[list[Cell]]]:
    """What differs in recipe, model and data."""
    columns = ["", *(names.get(run.name, run.name) for run in found.runs)]
    return columns, [[_field(row[0]), *row[1:]] for row in found.fields]


def _field(name: str) -> str:
    """A declared option is called as in its form."""
    others = {
        "Removed from": _tr("Removed from"),
        "Trained weights": _tr("Trained weights"),
        "Stages": _tr("Stages"),
        "trained": _tr("trained"),
        "Data (fingerprint)": _tr("Data (fingerprint)"),
        "Frozen list (SHA-256)": _tr("Frozen list (SHA-256)"),
        "Classes": _tr("Classes"),
        "Training images": _tr("Training images"),
        "Tuning images": _tr("Tuning images"),
        "Final test images": _tr("Final test images"),
        "Training texts": _tr("Training texts"),
        "Tuning texts": _tr("Tuning texts"),
        "Final test texts": _tr("Final test texts"),
        "Version of the program": _tr("Version of the program"),
    }
    lead, colon, label = name.rpartition(": ")
    words = others.get(label) or below.option(label)
    number = lead.removeprefix("Stage ")
    return _tr("Stage %1: %2").replace("%1", number).replace("%2", words) if colon else words


def _p_value(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("comparing", text)

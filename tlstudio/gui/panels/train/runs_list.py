"""The project's trainings as a list, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tlstudio.core.words import whole_percent
from tlstudio.gui.panels.train.summaries import RunSummary
from tlstudio.gui.panels.train.trainings import Trainings
from tlstudio.gui.panels.train.words import state_word
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.icons import pixmap
from tlstudio.gui.widgets.words import duration

Index = QModelIndex | QPersistentModelIndex
_ICONS = {
    "new": ("circle-dashed", "muted"),
    "waiting": ("clock", "muted"),
    "running": ("loader-circle", "warm"),
    "stopping": ("loader-circle", "warm"),
    "paused": ("circle-pause", "warm"),
    "finished": ("circle-check", "good"),
    "stopped": ("circle-stop", "muted"),
    "failed": ("circle-x", "bad"),
    "died": ("circle-alert", "bad"),
}
_SUMMARY = int(Qt.ItemDataRole.UserRole)


class RunsModel(QAbstractListModel):
    """Summaries, with the state of those that this window follows."""

    def __init__(self, trainings: Trainings) -> None:
        super().__init__()
        self._trainings = trainings
        self._runs: tuple[RunSummary, ...] = ()

    def set_runs(self, runs: Sequence[RunSummary]) -> None:
        """Other runs, or new facts of them."""
        if [r.name for r in runs] == [r.name for r in self._runs]:
            self._runs = tuple(runs)
            self.refresh()
            return
        self.beginResetModel()
        self._runs = tuple(runs)
        self.endResetModel()

    def refresh(self) -> None:
        """Some state changed."""
        if self._runs:
            self.dataChanged.emit(self.index(0), self.index(len(self._runs) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Runs."""
        return 0 if parent is not None and parent.isValid() else len(self._runs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The summary, and words for screen readers."""
        if not index.isValid():
            return None
        run = self._runs[index.row()]
        if role == _SUMMARY:
            return run
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return run.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return " · ".join(part for part in (run.model, self.words(run), run.date) if part)
        return None

    def state(self, run: RunSummary) -> str:
        """How it stands now."""
        item = self._trainings.last(run.name)
        if item is not None and item.active:
            return item.state
        if item is not None and item.began and item.outcome is not None:
            return item.outcome.state
        return run.state

    def words(self, run: RunSummary) -> str:
        """State, best value, duration."""
        state = self.state(run)
        special = {"waiting": self._turn(run), "stopping": self.tr("stopping")}
        parts = [special.get(state) or state_word(state)]  # type: ignore[arg-type]
        if run.best is not None:
            parts.append(whole_percent(run.best))
        if run.worked and state not in ("running", "paused", "waiting", "stopping"):
            parts.append(duration(run.worked))
        return " · ".join(parts)

    def _turn(self, run: RunSummary) -> str:
        waiting = self._trainings.waiting()
        place = waiting.index(run.name) + 1 if run.name in waiting else 1
        return self.tr("waits, number %1 in the queue").replace("%1", str(place))

    def row_of(self, name: str) -> int:
        """Its place, -1 when it is not there."""
        return next((i for i, run in enumerate(self._runs) if run.name == name), -1)

    def at(self, row: int) -> RunSummary | None:
        """The run of a row."""
        return self._runs[row] if 0 <= row < len(self._runs) else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: RunsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Three lines of text."""
        del index
        return QSize(120, option.fontMetrics.height() * 3 + 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """State, title, facts."""
        run = self._model.at(index.row())
        if run is None:
            return
        colours = theme.colours()
        painter.save()
        area: QRect = option.rect.adjusted(4, 3, -4, -3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if chosen else colours.raised))
            painter.drawRoundedRect(area, 7, 7)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 7, 7)
        name, role = _ICONS[self._model.state(run)]
        line = option.fontMetrics.height() + 3
        top = area.top() + 6
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(area.left() + 10, top + 2, pixmap(name, 16, role, ratio))
        left, width = area.left() + 34, area.width() - 42
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * 0.88)
        rows = (
            (run.title, bold, colours.text),
            (self._model.words(run), option.font, colours.muted),
            (" · ".join(p for p in (run.date, run.model) if p), small, colours.muted),
        )
        for place, (text, font, colour) in enumerate(rows):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            spot = QRect(left, top + place * line, width, line)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class RunsList(QListView):
    """Emits `chosen` with a run's summary when another one is current.

    Signals:
        chosen: A `RunSummary`.
    """

    chosen = Signal(object)

    def __init__(self, trainings: Trainings) -> None:
        super().__init__()
        self.runs = RunsModel(trainings)
        self.setModel(self.runs)
        self.setItemDelegate(_Delegate(self.runs, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Trainings of this project"))
        self.selectionModel().currentChanged.connect(self._current)
        trainings.changed.connect(self.runs.refresh)
        theme.current().changed.connect(self.viewport().update)

    def choose(self, name: str) -> None:
        """Make a run current; none for a name that is not there."""
        row = self.runs.row_of(name)
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != row:
            self.setCurrentIndex(self.runs.index(row))

    def _current(self, current: QModelIndex) -> None:
        run = self.runs.at(current.row())
        if run is not None:
            self.chosen.emit(run)

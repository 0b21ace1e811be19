"""What was taken for what; a cell that is clicked shows its images."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tlstudio.core.cells import tab_separated
from tlstudio.core.reports import Confusion
from tlstudio.gui.nouns import Nouns
from tlstudio.gui.theme import theme
from tlstudio.gui.views.card import Card
from tlstudio.gui.views.context import ImageSet, ReportContext
from tlstudio.gui.views.figures import MatrixFigure
from tlstudio.gui.views.paper import mix
from tlstudio.gui.views.view import PartView
from tlstudio.gui.widgets import below, make

_Index = QModelIndex | QPersistentModelIndex
_CELL = 56
_MOST_HEIGHT = 560
_AROUND = 8


class ConfusionView(Card):
    """Rows are the truth; counts, or shares of the row."""

    def __init__(self, part: Confusion, context: ReportContext) -> None:
        super().__init__(part.title, context)
        self._part = part
        self.grid = _Grid(part, context.session.nouns)
        self.grid.setAccessibleName(below.report(part.title))
        # A click arrives with `clicked`, Enter with `keyPressEvent`: styles that activate with
        # one click would show the images twice.
        self.grid.clicked.connect(self.show_cell)
        self.percent = make.button(self.tr("Percent"), role="quiet")
        self.percent.setToolTip(self.tr("Shares of each row in place of counts"))
        self.percent.setCheckable(True)
        self.percent.toggled.connect(self.grid.show_percent)
        self.buttons.addWidget(self.percent)
        copy = make.button(self.tr("Copy"), self.grid.copy, role="quiet", icon_name="copy")
        self.buttons.addWidget(copy)
        self.add_export(self.figure)
        words = self.context.session.nouns.tr(
            self, "Rows are the truth, columns the answer. Choose a cell to see its images."
        )
        self.inside.addWidget(make.label(words, "muted", wrap=True))
        self.inside.addLayout(make.row(self.grid, None))

    def show_cell(self, index: _Index) -> None:
        """Show the images of a cell."""
        scores = self.context.scores
        if scores is None or not index.isValid():
            return
        truth, answer = self._part.classes[index.row()], self._part.classes[index.column()]
        pairs = zip(scores.keys, scores.truth, scores.answers, strict=True)
        keys = tuple(key for key, true, said in pairs if true == truth and said == answer)
        words = self.tr("%1, named %2") if truth != answer else self.tr("%1, rightly named")
        title = words.replace("%1", truth).replace("%2", answer)
        self.context.images_wanted.emit(ImageSet(title, keys))

    def figure(self) -> MatrixFigure:
        """As it is shown."""
        return MatrixFigure(
            self._part.classes,
            self._part.counts,
            self.tr("truth"),
            self.tr("answer"),
            self.percent.isChecked(),
            "confusion",
            self.context.legend(self.tr("Truth (rows) against answer (columns).")),
        )


class _Model(QAbstractTableModel):
    def __init__(self, part: Confusion, nouns: Nouns) -> None:
        super().__init__()
        self._part, self._nouns = part, nouns
        self.percent = False

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Classes."""
        return 0 if parent.isValid() else len(self._part.classes)

    columnCount = rowCount  # noqa: N815 - Qt's own name

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Count or share, on a ground by its share of the row."""
        counts = self._part.counts[index.row()]
        value, total = counts[index.column()], sum(counts) or 1
        right = index.row() == index.column()
        colours = theme.colours()
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{100 * value / total:.0f} %" if self.percent else str(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.BackgroundRole and value:
            base = colours.good if right else colours.bad
            return QColor(mix(base, colours.surface, 0.08 + 0.5 * value / total))
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colours.text if value else colours.muted)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            truth, answer = self._part.classes[index.row()], self._part.classes[index.column()]
            words = self._nouns.tr(self, "%1 of %2 images of %3 were named %4")
            for number, text in enumerate((str(value), str(sum(counts)), truth, answer), 1):
                words = words.replace(f"%{number}", text)
            return words
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Class names."""
        del orientation
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._part.classes[section]
        return None


class _Grid(QTableView):
    """Arrows move, Enter shows the images, Ctrl+C copies all."""

    def __init__(self, part: Confusion, nouns: Nouns) -> None:
        super().__init__()
        self._part = part
        self._table = _Model(part, nouns)
        self.setModel(self._table)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        theme.current().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Cells wide enough for their names, the grid as large as its cells."""
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(n) for n in self._part.classes), default=0)
        side = round(_CELL * theme.current().scale)
        many = len(self._part.classes) > 12
        wide = round(side * 0.8) if many else min(130, max(side, longest + 24))
        high = round(side * 0.62) if many else round(side * 0.8)
        self.horizontalHeader().setDefaultSectionSize(wide)
        self.verticalHeader().setDefaultSectionSize(high)
        self.verticalHeader().setFixedWidth(min(200, longest + 30))
        self.horizontalHeader().setFixedHeight(metrics.height() + 16)
        count = len(self._part.classes)
        # The style sheet gives it a border and a padding of its own.
        around = 2 * self.frameWidth() + _AROUND
        self.setMaximumWidth(self.verticalHeader().width() + wide * count + around)
        self.setMinimumWidth(min(self.maximumWidth(), 320))
        height = self.horizontalHeader().height() + high * count + around
        self.setFixedHeight(min(_MOST_HEIGHT, height))
        self.viewport().update()

    def sizeHint(self) -> Any:
        """All of it."""
        hint = super().sizeHint()
        hint.setWidth(self.maximumWidth())
        return hint

    def show_percent(self, percent: bool) -> None:
        """Counts, or shares of the row."""
        self._table.percent = percent
        self.viewport().update()

    def copy(self) -> None:
        """To the clipboard."""
        rows = [["truth \\ answer", *self._part.classes]]
        pairs = zip(self._part.classes, self._part.counts, strict=True)
        text = tab_separated([*rows, *([name, *counts] for name, counts in pairs)])
        QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


VIEW = PartView("confusion", lambda _: "classes", ConfusionView)

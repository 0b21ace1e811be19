"""All models: search and filters above, the list at the left, details at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from tlstudio.gui.nouns import Nouns
from tlstudio.gui.panels.model.details import Details
from tlstudio.gui.panels.model.listing import (
    ENTRY,
    FAMILY,
    HERE,
    LICENCE,
    NAME,
    QUALITY,
    SIZE,
    SPEED,
    CardsFilter,
    CardsModel,
    QualityDelegate,
    Wanted,
)
from tlstudio.gui.panels.model.names import family
from tlstudio.gui.panels.model.shelf import Entry, Shelf
from tlstudio.gui.panels.model.speed import Speed
from tlstudio.gui.widgets import make


class BrowsingPage(QWidget):
    """The list of all models.

    Signals:
        back: To the recommended ones.
        use: Id of the model to take.
        add: A model from a file is wanted.
        unpack: Models from a USB stick are wanted.
        pack: Id of a model for a USB stick, "" for none in particular.
    """

    back = Signal()
    use = Signal(str)
    add = Signal()
    unpack = Signal()
    pack = Signal(str)

    def __init__(self, speed: Speed, details: Details, nouns: Nouns) -> None:
        super().__init__()
        self._nouns = nouns
        self.details = details
        self.cards = CardsModel(speed, nouns, self)
        self.filter = CardsFilter(speed, self)
        self.filter.setSourceModel(self.cards)
        self.view = _View()
        self.view.setModel(self.filter)
        self.view.setItemDelegateForColumn(QUALITY, QualityDelegate(self.view))
        self.view.setColumnHidden(FAMILY, True)
        self.view.horizontalHeader().moveSection(HERE, 0)
        self.view.sortByColumn(HERE, Qt.SortOrder.AscendingOrder)
        self.view.selectionModel().currentRowChanged.connect(self._selected)
        self.view.taken.connect(self._taken)
        self._soon = QTimer(self, singleShot=True, interval=80)
        self._soon.timeout.connect(self._apply)
        self.found = make.label("", "caption")
        self._empty = make.invitation(
            "search",
            self.tr("No model is like that."),
            "",
            make.button(self.tr("Show all models"), self.clear_filters),
        )
        self._empty.hide()
        left = QWidget()
        column = make.column(self.view, self._empty, self.found, spacing=6)
        column.setStretch(0, 1)
        left.setLayout(column)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(10)
        splitter.addWidget(left)
        splitter.addWidget(details)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([690, 310])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._bar())
        layout.addLayout(self._filters())
        layout.addWidget(splitter, 1)

    def _bar(self) -> QVBoxLayout:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search models"))
        self.search.setAccessibleName(self.tr("Search models"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._soon.start())
        line = make.row(
            make.button(
                self.tr("Recommended"), self.back.emit, role="quiet", icon_name="arrow-left"
            ),
            self.search,
            make.button(self.tr("Add from a file…"), self.add.emit, icon_name="plus"),
            make.tool("usb", self.tr("Prepare a USB stick…"), lambda: self.pack.emit("")),
            make.tool("package-open", self.tr("Take models from a USB stick…"), self.unpack.emit),
        )
        line.setStretch(1, 1)
        return make.column(line)

    def _filters(self) -> QVBoxLayout:
        self.family = self._combo(self.tr("Family"))
        self.largest = self._combo(self.tr("Size"))
        for words, largest in (
            (self.tr("Any size"), 0),
            (self.tr("Up to 25 MB"), 25_000_000),
            (self.tr("Up to 100 MB"), 100_000_000),
            (self.tr("Up to 500 MB"), 500_000_000),
        ):
            self.largest.addItem(words, largest)
        self.speed = self._combo(self.tr("Speed on this computer"))
        for words, least in (
            (self.tr("Any speed"), 0.0),
            (self._nouns.tr(self, "100 images a second"), 100.0),
            (self._nouns.tr(self, "30 images a second"), 30.0),
            (self._nouns.tr(self, "5 images a second"), 5.0),
        ):
            self.speed.addItem(words, least)
        self.licence = self._combo(self.tr("Licence"))
        self.here = QCheckBox(self.tr("On this computer"))
        self.here.toggled.connect(lambda _: self._soon.start())
        line = make.row(self.family, self.largest, self.speed, self.licence, self.here, None)
        return make.column(line)

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setMinimumContentsLength(9)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.currentIndexChanged.connect(lambda _: self._soon.start())
        return made

    # What is shown

    def show_shelf(self, shelf: Shelf) -> None:
        """List what there is; what was selected stays selected."""
        selected = self.details.entry.ident if self.details.entry else ""
        self.cards.set_shelf(shelf)
        families = sorted({family(entry.card) for entry in shelf.entries}, key=str.lower)
        self._refill(self.family, [(self.tr("Any family"), ""), *((f, f) for f in families)])
        licences = sorted({entry.card.licence for entry in shelf.entries})
        first = [(self.tr("Any licence"), ""), (self.tr("For any use"), "any use")]
        self._refill(self.licence, [*first, *((name, name) for name in licences)])
        self.view.fit_columns()
        self._apply()
        self.select(selected)

    def _refill(self, combo: QComboBox, items: list[tuple[str, str]]) -> None:
        chosen = combo.currentData()
        combo.blockSignals(True)
        combo.clear()
        for words, value in items:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(chosen)) if chosen else 0)
        combo.blockSignals(False)

    def _apply(self) -> None:
        self.filter.want(
            Wanted(
                words=tuple(self.search.text().lower().split()),
                family=self.family.currentData() or "",
                largest=self.largest.currentData() or 0,
                fastest=self.speed.currentData() or 0.0,
                licence=self.licence.currentData() or "",
                here=self.here.isChecked(),
            )
        )
        shown, whole = self.filter.rowCount(), self.cards.rowCount()
        text = self.tr("%1 of %2 models")
        self.found.setText(text.replace("%1", str(shown)).replace("%2", str(whole)))
        self._empty.setVisible(not shown and bool(whole))
        self.view.setVisible(bool(shown) or not whole)

    def clear_filters(self) -> None:
        """Every model again."""
        self.search.clear()
        self.here.setChecked(False)
        for combo in (self.family, self.largest, self.speed, self.licence):
            combo.setCurrentIndex(0)
        self._apply()

    def select(self, ident: str) -> None:
        """Go to a model, past the filters when they hide it."""
        for again in (False, True):
            for row in range(self.filter.rowCount()):
                index = self.filter.index(row, NAME)
                if index.data(ENTRY).ident == ident:
                    self.view.setCurrentIndex(index)
                    self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
                    self.details.show_entry(index.data(ENTRY))
                    return
            if not again and ident:
                self.clear_filters()
        if self.filter.rowCount() and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.filter.index(0, NAME))

    def _selected(self, index: QModelIndex, _: QModelIndex) -> None:
        entry = index.data(ENTRY) if index.isValid() else None
        self.details.show_entry(entry if isinstance(entry, Entry) else None)

    def _taken(self) -> None:
        entry = self.details.entry
        if entry is not None and entry.here:
            self.use.emit(entry.ident)


class _View(QTableView):
    """The table; Enter and a double click take the model.

    Signals:
        taken: The current model is wanted.
    """

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Models"))
        self.setSortingEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(32)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda _: self.taken.emit())

    def fit_columns(self) -> None:
        """As wide as what they hold; the last takes the rest."""
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 2))
        self.resizeColumnToContents(NAME)
        header = self.horizontalHeader()
        char = self.fontMetrics().averageCharWidth()
        header.resizeSection(NAME, min(header.sectionSize(NAME), char * 28))
        header.resizeSection(QUALITY, char * 12 + 66)
        header.resizeSection(LICENCE, char * 12)
        header.resizeSection(SPEED, char * 9)
        header.resizeSection(SIZE, char * 9)
        header.resizeSection(HERE, 36)
        header.setStretchLastSection(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the model."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)

"""Which images are listed, and in which order: one line of choices."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QMenu,
    QWidget,
    QWidgetAction,
)

from tlstudio.core.samples import SplitPart
from tlstudio.data.store.query import Order, OrderBy, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.data.words import part_words
from tlstudio.gui.widgets import make

_PATIENCE = 250
_LISTED = 2000
_ARRIVAL = "arrival"


@dataclass(frozen=True)
class Choices:
    """What there is to choose from.

    Attributes:
        annotators: The first some thousand, as of the groups.
    """

    classes: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    parts: tuple[SplitPart, ...] = ()


def read_choices(store: DatasetStore) -> Choices:
    """Ask the dataset for all but the classes, which the session knows; a few index steps."""
    listing = store.listing()
    parts: list[SplitPart] = ["train", "validation"]
    if store.openings():
        parts.append("test")
    divided = any(listing.ids(Where(split=part), Order(), None, 1).ids for part in parts)
    return Choices(
        annotators=listing.values("annotator", _LISTED),
        groups=listing.values("grp", _LISTED),
        parts=tuple(parts) if divided else (),
    )


class FilterBar(QWidget):
    """A search field, a state, and behind "Filter" class, part, annotator and group.

    Signals:
        changed: The new `Where` and `Order`.
    """

    changed = Signal(object, object)

    def __init__(self, nouns: Nouns = IMAGES, first: OrderBy = "name") -> None:
        super().__init__()
        self._nouns = nouns
        self._choices = Choices()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self._nouns.tr(self, "Find by name"))
        self.search.setAccessibleName(self._nouns.tr(self, "Find by name"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(110)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._emit)
        self.search.textChanged.connect(lambda _: self._patience.start())
        self.state = self._combo(self._nouns.tr(self, "Which images"))
        for words, value in (
            (self._nouns.tr(self, "All images"), ""),
            (self.tr("Not labelled"), "unlabelled"),
            (self.tr("Unsure"), "unsure"),
            (self.tr("Skipped"), "skip"),
            (self.tr("Empty: none of the classes"), "empty"),
            (self.tr("Unreadable"), "unreadable"),
        ):
            self.state.addItem(words, value)
        self._plain_states = self.state.count()
        self.sort = self._combo(self.tr("Order"))
        orders = [
            (self.tr("By name"), "name"),
            (self.tr("Newest first"), "added"),
            (self.tr("By class"), "label"),
            (self.tr("By group"), "group"),
        ]
        if first == "added":
            orders.insert(0, (self.tr("As they came"), _ARRIVAL))
        for words, order in orders:
            self.sort.addItem(words, order)
        self._plain_orders = self.sort.count()
        self.label = self._combo(self.tr("Class"))
        self.part = self._combo(self.tr("Part of the split"))
        self.annotator = self._combo(self.tr("Labelled by"))
        self.group = self._combo(self.tr("Belongs to"))
        self.group.setEditable(True)
        self.group.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.group.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._more = make.button(self.tr("Filter"), icon_name="list-filter")
        self._more.setMenu(self._make_menu())
        self._clear = make.button(self.tr("Show all"), self.clear, role="link")
        self._clear.hide()
        line = make.row(self.search, self.state, self._more, self.sort, self._clear)
        line.setStretch(0, 1)
        self.search.setMaximumWidth(260)
        self.setLayout(line)
        self.set_choices(Choices())
        for combo in (self.state, self.sort, self.label, self.part, self.annotator, self.group):
            combo.currentIndexChanged.connect(lambda _: self._emit())

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return made

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(12, 10, 12, 10)
        pairs = (
            (self.tr("Class"), self.label),
            (self.tr("Part"), self.part),
            (self.tr("Labelled by"), self.annotator),
            (self.tr("Belongs to"), self.group),
        )
        for row, (words, combo) in enumerate(pairs):
            combo.setMinimumWidth(200)
            grid.addWidget(make.label(words, "muted"), row, 0)
            grid.addWidget(combo, row, 1)
        action = QWidgetAction(menu)
        action.setDefaultWidget(inside)
        menu.addAction(action)
        return menu

    def set_choices(self, choices: Choices) -> None:
        """Fill the lists, keeping what is chosen."""
        self._choices = choices
        anything = self.tr("any")
        parts = [(part_words(part), part) for part in choices.parts]
        self._fill(self.label, [(anything, None), *((n, n) for n in choices.classes)])
        self._fill(self.part, [(anything, None), *parts])
        self._fill(self.annotator, [(anything, None), *((n, n) for n in choices.annotators)])
        self._fill(self.group, [(anything, None), *((n, n) for n in choices.groups)])
        for combo in (self.label, self.part, self.annotator, self.group):
            combo.setEnabled(combo.count() > 1)

    def set_classes(self, names: tuple[str, ...]) -> None:
        """Another list of classes, known before the rest is."""
        self.set_choices(replace(self._choices, classes=names))

    def _fill(self, combo: QComboBox, entries: list[tuple[str, str | None]]) -> None:
        chosen = combo.currentData()
        combo.blockSignals(True)
        combo.clear()
        for words, value in entries:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.blockSignals(False)

    def set_suggestions(self, attached: bool) -> None:
        """Offer what only a model's suggestions can answer, or take it away."""
        if attached == (self.state.count() > self._plain_states):
            return
        if attached:
            self.state.addItem(self.tr("Model disagrees"), "disagrees")
            self.state.addItem(self.tr("With a suggestion"), "suggested")
            self.state.addItem(self.tr("Label these first"), "aside")
            self.sort.addItem(self.tr("Most useful first"), "uncertainty")
            return
        for combo, plain in ((self.state, self._plain_states), (self.sort, self._plain_orders)):
            while combo.count() > plain:
                combo.removeItem(combo.count() - 1)

    def choose(self, combo: QComboBox, value: object) -> None:
        """Choose an entry from outside."""
        place = combo.findData(value)
        if place >= 0:
            combo.setCurrentIndex(place)

    def show_state(self, state: str, order: str = "") -> None:
        """List one kind alone, in some order; "" takes the usual one."""
        self.clear()
        self.choose(self.sort, order or self.sort.itemData(0))
        self.choose(self.state, state)

    def show_class(self, name: str) -> None:
        """List one class alone."""
        self.clear()
        self.choose(self.label, name)

    def clear(self) -> None:
        """List all."""
        for part in (self.search, self.state, self.label, self.part, self.annotator, self.group):
            part.blockSignals(True)
            if isinstance(part, QLineEdit):
                part.clear()
            else:
                part.setCurrentIndex(0)
            part.blockSignals(False)
        self._emit()

    @property
    def where(self) -> Where:
        """The filter."""
        state = self.state.currentData()
        unlabelled = state in ("unlabelled", "suggested", "aside")
        answers = {"unsure": "unsure", "skip": "skip", "empty": "empty"}
        return Where(
            split=self.part.currentData(),
            label="" if unlabelled else self.label.currentData(),
            group=self.group.currentData(),
            annotator=self.annotator.currentData(),
            text=self.search.text().strip() or None,
            problem=True if state == "unreadable" else False if unlabelled else None,
            answer="answered" if unlabelled else answers.get(state),  # type: ignore[arg-type]
            suggested=True if state == "suggested" else None,
            aside=state == "aside",
            disagrees=state == "disagrees",
        )

    @property
    def order(self) -> Order:
        """The order."""
        chosen = self.sort.currentData()
        if chosen == _ARRIVAL:
            return Order("added")
        by: OrderBy = chosen
        return Order(by, by == "added")

    def _emit(self) -> None:
        self._patience.stop()
        where = self.where
        hidden = sum(
            combo.currentIndex() > 0
            for combo in (self.label, self.part, self.annotator, self.group)
        )
        words = self.tr("Filter")
        self._more.setText(f"{words} ({hidden})" if hidden else words)
        self._clear.setVisible(where != Where())
        self.changed.emit(where, self.order)

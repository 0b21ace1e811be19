"""Every choice of the picture as ordinary fields, for keyboard, screen reader and exact values."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from tlstudio.core.cards import BackboneCard
from tlstudio.core.fields import OptionField, options_of
from tlstudio.core.plans import Head
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.model.head_cards import HeadCard
from tlstudio.gui.widgets import below, make
from tlstudio.jobs.drafts import Draft


class Choices(QWidget):
    """Emits `edited` with fields of the draft that were changed by hand.

    Signals:
        edited: Field of `Draft` → new value.
    """

    edited = Signal(object)

    def __init__(self, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self._nouns = nouns
        self._draft = Draft()
        self._fields = {field.path: field for field in options_of(Head)}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 12, 12)
        layout.setSpacing(8)
        self.cut = make.combo(self.tr("Last layer that stays"), self._cut_chosen)
        self.freeze = make.combo(self.tr("Kept as it is, up to"), self._freeze_chosen)
        self.automatic = QCheckBox(self.tr("Let the recipe decide what learns"))
        self.automatic.setToolTip(
            self.tr(
                "Quick keeps every layer as it is; Standard and Thorough then let the upper "
                "layers learn, too (fine-tuning)."
            )
        )
        self.automatic.clicked.connect(self._automatic_clicked)
        self.heading_remove = make.label(self.tr("2  Remove the last layers"), "heading")
        self.heading_add = make.label(self.tr("3  Add new layers"), "heading")
        layout.addWidget(self.heading_remove)
        layout.addLayout(make.field(self.tr("Last layer that stays"), self.cut))
        layout.addSpacing(6)
        layout.addWidget(self.heading_add)
        self._add_heads(layout)
        layout.addSpacing(6)
        layout.addWidget(make.label(self.tr("What is kept as it is"), "heading"))
        layout.addWidget(self.automatic)
        layout.addLayout(make.field(self.tr("Kept as it is, up to"), self.freeze))
        layout.addStretch(1)

    # Building

    def _add_heads(self, layout: QVBoxLayout) -> None:
        self.linear = HeadCard(
            "linear",
            self.tr("One linear layer"),
            self._nouns.tr(self, "Few images: the safe choice"),
        )
        self.mlp = HeadCard(
            "mlp",
            self.tr("A small network"),
            self._nouns.tr(self, "Many images: bends more (MLP)"),
        )
        for card in (self.linear, self.mlp):
            card.pressed.connect(lambda card=card: self.choose_head(card.kind))
        layout.addLayout(make.row(self.linear, self.mlp))
        hidden, dropout, norm = (self._fields[name] for name in ("hidden", "dropout", "norm"))
        self.hidden = make.Number()
        self.hidden.setRange(round(hidden.minimum or 2), round(hidden.maximum or 8192))
        self.hidden.setSingleStep(32)
        self.hidden.setKeyboardTracking(False)
        self.hidden.valueChanged.connect(lambda value: self._head("hidden", value))
        self.dropout = make.Decimal()
        self.dropout.setRange(dropout.minimum or 0.0, dropout.maximum or 0.95)
        self.dropout.setSingleStep(0.05)
        self.dropout.setKeyboardTracking(False)
        self.dropout.valueChanged.connect(lambda value: self._head("dropout", round(value, 4)))
        self.norm = QCheckBox(below.option(norm.label))
        self.norm.setToolTip(below.option(norm.help))
        self.norm.toggled.connect(lambda on: self._head("norm", on))
        self._mlp_only: list[QWidget] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for place, (field, widget) in enumerate(((hidden, self.hidden), (dropout, self.dropout))):
            words = self._caption(field, widget)
            self._mlp_only += [words, widget]
            grid.addWidget(words, 0, place)
            grid.addWidget(widget, 1, place)
        layout.addLayout(grid)
        layout.addWidget(self.norm)
        self.outputs = make.label("", "muted", wrap=True)
        layout.addWidget(self.outputs)

    def _caption(self, field: OptionField, widget: QWidget) -> QLabel:
        explained = below.option(field.help)
        widget.setToolTip(explained)
        widget.setAccessibleName(below.option(field.label))
        return make.label(below.option(field.label), "caption", tip=explained)

    # Showing

    def show_draft(
        self, draft: Draft, card: BackboneCard, classes: tuple[str, ...], cut: int, freeze: int
    ) -> None:
        """Bring every field up to date, without a word to anybody.

        Args:
            draft: What was chosen.
            card: The model.
            classes: Of the project.
            cut: Where the line is.
            freeze: Likewise.
        """
        self._draft = draft
        head = Head.model_validate(draft.head)
        blockers = [QSignalBlocker(w) for w in (self.hidden, self.dropout, self.norm)]
        names = [f"{place}  {name}" for place, name in enumerate(card.blocks, 1)]
        self._fill(self.cut, [(name, place) for place, name in enumerate(names, 1)], cut)
        kept = [(self.tr("nothing: every layer learns"), 0)]
        kept += [(name, place) for place, name in enumerate(names[:cut], 1)]
        self._fill(self.freeze, kept, freeze)
        self.automatic.setChecked(draft.freeze_to is None)
        self.linear.set_selected(head.kind == "linear")
        self.mlp.set_selected(head.kind == "mlp")
        self.hidden.setValue(head.hidden)
        self.dropout.setValue(head.dropout)
        self.norm.setChecked(head.norm)
        for widget in self._mlp_only:
            widget.setVisible(head.kind == "mlp")
        count = self.tr("One output for each of your %n classes", "", len(classes))
        self.outputs.setText(f"{count}: {', '.join(classes)}." if classes else self._no_classes())
        blockers.clear()

    def _no_classes(self) -> str:
        return self._nouns.tr(self, "One output for each class, as soon as images are labelled.")

    def _fill(self, combo: QComboBox, items: list[Any], current: object) -> None:
        if [(combo.itemText(i), combo.itemData(i)) for i in range(combo.count())] != items:
            combo.clear()
            for words, value in items:
                combo.addItem(words, value)
        values = [value for _, value in items]
        combo.setCurrentIndex(values.index(current) if current in values else 0)

    # Hearing

    def choose_head(self, kind: str) -> None:
        """Other new last layers."""
        self._head("kind", kind)

    def _head(self, name: str, value: object) -> None:
        head = dict(self._draft.head) | {name: value}
        if value == self._fields[name].default:
            del head[name]
        self.edited.emit({"head": head})

    def _cut_chosen(self) -> None:
        place, last = self.cut.currentData(), self.cut.count()
        self.edited.emit({"cut": None if place == last else place})

    def _freeze_chosen(self) -> None:
        self.edited.emit({"freeze_to": self.freeze.currentData()})

    def _automatic_clicked(self) -> None:
        fixed = None if self.automatic.isChecked() else self.freeze.currentData()
        self.edited.emit({"freeze_to": fixed})

    def focus_on(self, step: int) -> None:
        """Go to the first field of a step."""
        target: QWidget = self.cut if step == 2 else self.linear
        target.setFocus(Qt.FocusReason.OtherFocusReason)

"""How images become the model's input: size, channels, brightness and what of them is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from tlstudio.core.cards import BackboneCard
from tlstudio.gui.panels.data.importing.nouns import noun
from tlstudio.gui.widgets import make
from tlstudio.jobs.drafts import Draft

_SIZES = (64, 96, 128, 160, 192, 224, 256, 299, 320, 384, 448, 512)
Items = Sequence[tuple[str, object]]


class InputChoices(QWidget):
    """Emits `edited` with fields of the draft that were changed by hand.

    Signals:
        edited: Field of `Draft` → new value.
    """

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._draft = Draft()
        self.image_size = make.combo(
            self.tr("Image size"), lambda: self._direct("size", self.image_size.currentData())
        )
        self.channels = make.combo(
            self.tr("Channels"), lambda: self._direct("channels", self.channels.currentData())
        )
        self.brightness = make.combo(
            self.tr("Brightness"),
            lambda: self._further("brightness", self.brightness.currentData()),
        )
        self.fit = make.combo(
            self.tr("What is taken of an image"),
            lambda: self._further("fit", self.fit.currentData()),
        )
        self.black = self._value(self.tr("Becomes black"), "low")
        self.white = self._value(self.tr("Becomes white"), "high")
        self._fixed = QWidget()
        self._fixed.setLayout(
            make.row(
                *(make.field(w.accessibleName(), w) for w in (self.black, self.white)), spacing=10
            )
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        for place, widget in enumerate((self.brightness, self.fit, self.image_size, self.channels)):
            grid.addLayout(make.field(widget.accessibleName(), widget), place // 2, place % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        whole = make.column(grid, self._fixed)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)

    def show_draft(self, draft: Draft, card: BackboneCard, groups: Sequence[str]) -> None:
        """Bring every field up to date, without a word to anybody.

        Args:
            draft: What was chosen.
            card: The model.
            groups: Some names of what belongs together; none without such groups.
        """
        self._draft = draft
        own = self.tr("the model's own: %1 px").replace("%1", str(card.input.size))
        sizes: list[tuple[str, object]] = [(own, None)]
        if not card.input.fixed_size:
            least = max(32, card.input.min_size)
            wanted = {*_SIZES, draft.size or 0}
            sizes += [(f"{side} px", side) for side in sorted(wanted) if side >= least]
        self._fill(self.image_size, sizes, draft.size)
        self.image_size.setEnabled(not card.input.fixed_size)
        self.image_size.setToolTip(
            self.tr("This model takes images of its own size alone.")
            if card.input.fixed_size
            else self.tr("Larger shows smaller things and takes longer.")
        )
        usual = self.tr("the model's own: %1").replace("%1", str(card.input.channels))
        channels: list[tuple[str, object]] = [(usual, None), (self.tr("1 (grey)"), 1)]
        channels += [(str(count), count) for count in (2, 3, 4, 5, 6, 8, draft.channels or 2)]
        self._fill(self.channels, list(dict.fromkeys(channels)), draft.channels)
        self.channels.setToolTip(
            self.tr("Other than its own: the first layer is adapted to your channels.")
        )
        self._show_further(groups)

    def _show_further(self, groups: Sequence[str]) -> None:
        chosen = self._draft.input
        brightness: list[tuple[str, object]] = [
            (self.tr("all images alike"), None),
            (self.tr("each image its own"), "image"),
        ]
        if groups or chosen.get("brightness") == "group":
            each = self.tr("each %1 its own").replace("%1", noun(groups))
            brightness.append((each, "group"))
        brightness.append((self.tr("fixed values"), "fixed"))
        self._fill(self.brightness, brightness, chosen.get("brightness"))
        self.brightness.setToolTip(
            self.tr(
                "Which values become black and white. Each image its own erases differences in "
                "intensity: not for phenotypes that are brighter or darker."
            )
        )
        fits: list[tuple[str, object]] = [
            (self.tr("the middle"), None),
            (self.tr("all of it, with a border"), "letterbox"),
            (self.tr("all of it, stretched"), "stretch"),
        ]
        self._fill(self.fit, fits, chosen.get("fit"))
        self.fit.setToolTip(
            self.tr("The middle cuts borders and time stamps off; things there are not seen.")
        )
        self._fixed.setVisible(chosen.get("brightness") == "fixed")
        for edit, name in ((self.black, "low"), (self.white, "high")):
            if not edit.hasFocus():
                edit.setText("" if chosen.get(name) is None else f"{chosen[name]:g}")

    # Building

    def _value(self, name: str, field: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(self.tr("from the training images"))
        made.editingFinished.connect(lambda: self._number(made, field))
        return made

    def _fill(self, combo: QComboBox, items: Items, current: object) -> None:
        if [(combo.itemText(i), combo.itemData(i)) for i in range(combo.count())] != list(items):
            combo.clear()
            for words, value in items:
                combo.addItem(words, value)
        values = [value for _, value in items]
        combo.setCurrentIndex(values.index(current) if current in values else 0)

    # Hearing

    def _direct(self, name: str, value: object) -> None:
        self.edited.emit({name: value})

    def _further(self, name: str, value: object) -> None:
        chosen = {key: kept for key, kept in self._draft.input.items() if key != name}
        if value is not None:
            chosen[name] = value
        if chosen.get("brightness") != "fixed":
            chosen = {key: kept for key, kept in chosen.items() if key not in ("low", "high")}
        self.edited.emit({"input": chosen})

    def _number(self, edit: QLineEdit, name: str) -> None:
        text = edit.text().strip().replace(",", ".")
        try:
            value = float(text) if text else None
        except ValueError:
            value = self._draft.input.get(name)
            edit.setText("" if value is None else f"{value:g}")
            return
        if value != self._draft.input.get(name):
            self._further(name, value)

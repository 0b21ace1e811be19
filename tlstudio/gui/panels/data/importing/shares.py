"""How large the tuning images and the final test shall be, from the declared options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from tlstudio.core.fields import OptionField, options_of
from tlstudio.data.splits import SplitSpec
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.widgets import below, make

_PAUSE = 500
_MOST = 90


class ShareEditor(QWidget):
    """Shares in percent, the seed, and whether to cross-validate.

    Signals:
        changed: Another value, once the typing has paused.
    """

    changed = Signal()

    def __init__(self, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self._nouns = nouns
        self._fields = {field.path: field for field in options_of(SplitSpec)}
        self._validation = self._percent("validation")
        self._test = self._percent("test")
        self._seed = make.Number()
        self._seed.setRange(0, 2**31 - 1)
        self._folds = make.Number()
        self._folds.setRange(2, 50)
        self._folds.setValue(5)
        self._kind = QComboBox()
        self._kind.addItem(self.tr("One division (hold-out)"), False)
        self._kind.addItem(self.tr("Several divisions (cross-validation)"), True)
        self.alike = QCheckBox(below.option(self._fields["alike"].label))
        self.alike.setToolTip(below.option(self._fields["alike"].help))
        self._problem = make.label("", "error", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        lines: tuple[tuple[str, str, QWidget], ...] = (
            ("validation", self._nouns.tr(self, "Tuning images"), self._validation),
            ("test", self.tr("Final test"), self._test),
            ("folds", self.tr("How"), self._kind),
            ("folds", self.tr("Number of divisions"), self._folds),
            ("seed", self.tr("Seed of the split"), self._seed),
        )
        self._labels: dict[QWidget, QWidget] = {}
        for line, (path, text, editor) in enumerate(lines):
            tip = below.option(self._fields[path].help)
            label = make.label(text, tip=tip)
            label.setBuddy(editor)
            editor.setToolTip(tip)
            editor.setAccessibleName(text)
            self._labels[editor] = label
            grid.addWidget(label, line, 0)
            grid.addWidget(editor, line, 1)
        self.setLayout(make.column(grid, self.alike, self._problem))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)
        for box in (self._validation, self._test, self._seed, self._folds):
            box.valueChanged.connect(lambda _: self._edited())
        self._kind.currentIndexChanged.connect(lambda _: self._edited())
        self.alike.toggled.connect(lambda _: self._edited())
        self.show_values({})

    @property
    def valid(self) -> bool:
        """Whether enough is left to train."""
        return self._validation.value() + self._test.value() <= _MOST

    def values(self) -> dict[str, Any]:
        """Fields of a `SplitSpec` that differ from its defaults."""
        wanted: dict[str, Any] = {
            "validation": self._validation.value() / 100,
            "test": self._test.value() / 100,
            "seed": self._seed.value(),
            "folds": self._folds.value() if self._kind.currentData() else 0,
            "alike": self.alike.isChecked(),
        }
        return {name: v for name, v in wanted.items() if v != self._fields[name].default}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show values; says nothing."""
        spec = SplitSpec.model_validate(dict(values))
        boxes = (self._validation, self._test, self._seed, self._folds, self._kind, self.alike)
        blockers = [QSignalBlocker(box) for box in boxes]
        self._validation.setValue(round(spec.validation * 100))
        self._test.setValue(round(spec.test * 100))
        self._seed.setValue(spec.seed)
        self.alike.setChecked(spec.alike)
        self._kind.setCurrentIndex(int(spec.folds >= 2))
        if spec.folds >= 2:
            self._folds.setValue(spec.folds)
        del blockers
        self._refresh()

    def set_share(self, path: str, percent: int) -> None:
        """As if a share was typed."""
        {"validation": self._validation, "test": self._test}[path].setValue(percent)

    def _edited(self) -> None:
        self._refresh()
        if self.valid:
            self._pause.start()

    def _refresh(self) -> None:
        several = bool(self._kind.currentData())
        self._folds.setVisible(several)
        self._labels[self._folds].setVisible(several)
        text = "" if self.valid else self.tr("Together they may take 90 % at most.")
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _percent(self, path: str) -> make.Number:
        field: OptionField = self._fields[path]
        box = make.Number()
        low, high = field.minimum or 0, field.maximum or 1
        box.setRange(round(low * 100), round(high * 100))
        box.setSuffix(" %")
        return box

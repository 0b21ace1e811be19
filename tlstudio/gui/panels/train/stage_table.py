"""The stages of a recipe as a table: what learns in each, how often, how fast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from tlstudio.core.cards import BackboneCard
from tlstudio.core.fields import OptionField, options_of
from tlstudio.core.plans import Phase
from tlstudio.gui.widgets import below, make
from tlstudio.gui.widgets.option_editor import OptionEditor

_FIELDS = {field.path: field for field in options_of(Phase)}
_FIRST = ("epochs", "lr")
_WIDTH = 92
_SECOND = ("schedule", "solver", "warmup", "layer_decay")
_GROWS = ("schedule", "solver")


class StageTable(QWidget):
    """One card a stage, in the order in which they are trained.

    Signals:
        changed: The person changed something.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._card: BackboneCard | None = None
        self._cut: int | None = None
        self._list = make.column(spacing=8)
        self._problem = make.label("", "error", wrap=True)
        add = make.button(self.tr("Add a stage"), self._add, role="link", icon_name="plus")
        add.setToolTip(self.tr("A stage (phase) trains some layers with a rate of its own."))
        foot = make.row(add, None)
        self.setLayout(make.column(self._list, self._problem, foot))
        self._problem.hide()

    def set_stages(
        self, phases: Sequence[Mapping[str, Any]], card: BackboneCard, cut: int | None
    ) -> None:
        """Show stages.

        Args:
            phases: Each as fields of `Phase`.
            card: Of the model, for the names of its blocks.
            cut: Boundary behind its last kept block; None keeps all.
        """
        self._card, self._cut = card, cut
        self._build([dict(phase) for phase in phases])

    def values(self) -> tuple[dict[str, Any], ...]:
        """Each stage as fields of `Phase`; a text where it is no number yet."""
        return tuple(row.values() for row in self._rows)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong; keys are "phases.<row>.<field>"."""
        sentences = []
        for index, row in enumerate(self._rows):
            for name, editor in row.editors.items():
                sentence = problems.get(f"phases.{index}.{name}", "")
                editor.set_invalid(bool(sentence))
                if sentence:
                    label = below.option(_FIELDS[name].label)
                    sentences.append(f"{row.name.text()}, {label}: {sentence}")
        self._problem.setText("\n".join(sentences))
        self._problem.setVisible(bool(sentences))

    def _build(self, phases: list[dict[str, Any]]) -> None:
        for row in self._rows:
            row.frame.hide()
            row.frame.deleteLater()
        self._rows = []
        for phase in phases:
            row = _Row(self, phase, self._boundaries())
            row.remove_button.setVisible(len(phases) > 1)
            row.remove_button.clicked.connect(lambda *_, row=row: self._remove(row))
            self._list.addWidget(row.frame)
            self._rows.append(row)

    def _boundaries(self) -> list[tuple[str, int | None]]:
        blocks = self._card.blocks if self._card is not None else ()
        kept = blocks[: self._cut] if self._cut is not None else blocks
        found: list[tuple[str, int | None]] = [(self.tr("new layers only"), None)]
        for index in range(len(kept) - 1, 0, -1):
            text = self.tr("from block %1: %2").replace("%1", str(index + 1))
            found.append((text.replace("%2", kept[index]), index))
        return [*found, (self.tr("all blocks"), 0)]

    def _add(self) -> None:
        phases = list(self.values())
        last = dict(phases[-1]) if phases else Phase().model_dump()
        last |= {"name": self.tr("stage %1").replace("%1", str(len(phases) + 1))}
        self._build([*phases, last])
        self._rows[-1].name.setFocus()
        self.changed.emit()

    def _remove(self, gone: _Row) -> None:
        self._build([row.values() for row in self._rows if row is not gone])
        self.changed.emit()


class _Row:
    def __init__(
        self, table: StageTable, phase: dict[str, Any], boundaries: list[tuple[str, int | None]]
    ) -> None:
        self._phase = phase
        self.name = QLineEdit(str(phase.get("name", "")))
        self.name.setMinimumWidth(110)
        self.name.setAccessibleName(_tr("Name of the stage"))
        self.name.textEdited.connect(lambda _: table.changed.emit())
        self._from = QComboBox()
        self._from.currentTextChanged.connect(self._from.setToolTip)
        self._from.setMinimumWidth(150)
        self._from.setAccessibleName(_tr("What learns in %1").replace("%1", self.name.text()))
        self._from.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._from.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        chosen = phase.get("unfreeze_from")
        for text, boundary in boundaries:
            self._from.addItem(text, boundary)
            if boundary == chosen:
                self._from.setCurrentIndex(self._from.count() - 1)
        self._from.currentIndexChanged.connect(lambda _: table.changed.emit())
        self.editors: dict[str, OptionEditor] = {}
        for path, field in _FIELDS.items():
            width = 0 if path in _GROWS else _WIDTH
            editor = OptionEditor(_without_unit(field), width=width)
            editor.set_value(phase.get(path, field.default))
            editor.changed.connect(table.changed)
            self.editors[path] = editor
        self.remove_button = make.tool("trash-2", _tr("Remove this stage"))

        self.frame, inside = make.frame("inset", margins=12)
        inside.addLayout(self._grid())

    def _grid(self) -> QGridLayout:
        """Two lines, so that every column has room at every width and in every language."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setRowMinimumHeight(2, 8)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        explained = _tr("Layers from here on learn; those below are kept as they are (frozen).")
        first = [(_tr("Stage"), "", self.name), (_tr("What learns"), explained, self._from)]
        first += [self._captioned(path) for path in _FIRST]
        second = [self._captioned(path) for path in _SECOND]
        for line, cells in ((0, first), (3, second)):
            for column, (words, tip, widget) in enumerate(cells):
                grid.addWidget(make.label(words, "caption", tip=tip), line, column)
                grid.addWidget(widget, line + 1, column)
        grid.addWidget(self.remove_button, 1, len(first))
        return grid

    def _captioned(self, path: str) -> tuple[str, str, QWidget]:
        field = _FIELDS[path]
        return below.option(field.label), below.option(field.help), self.editors[path]

    def values(self) -> dict[str, Any]:
        fields = {path: editor.value() for path, editor in self.editors.items()}
        chosen = {"name": self.name.text(), "unfreeze_from": self._from.currentData()}
        return self._phase | fields | chosen


def _tr(text: str) -> str:
    return QCoreApplication.translate("stage_table", text)


def _without_unit(field: OptionField) -> OptionField:
    """The caption says it."""
    return OptionField(**vars(field) | {"unit": ""})

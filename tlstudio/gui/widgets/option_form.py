"""A form made from declared options: help, ranges, conditions, and what the model says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tlstudio.core.fields import OptionField
from tlstudio.gui.widgets import below, make
from tlstudio.gui.widgets.option_editor import OptionEditor

Values = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """Some options under a heading."""

    title: str
    fields: tuple[OptionField, ...]


class OptionForm(QWidget):
    """Sections of options in two columns; changed ones are marked and can be set back one by one.

    Signals:
        changed: The person changed something.
    """

    changed = Signal()

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self._cells: dict[str, _Cell] = {}
        self._grids: list[tuple[QGridLayout, tuple[_Cell, ...]]] = []
        self._reference: Values = {}
        column = make.column(spacing=14)
        for section in sections:
            box, inside = make.frame("card", spacing=10)
            inside.addWidget(make.label(section.title, "heading"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(28)
            grid.setVerticalSpacing(12)
            for side in (0, 1):
                grid.setColumnStretch(side, 1)
            for field in section.fields:
                cell = _Cell(field)
                cell.editor.changed.connect(self._edited)
                self._cells[field.path] = cell
            self._grids.append((grid, tuple(self._cells[f.path] for f in section.fields)))
            inside.addLayout(grid)
            column.addWidget(box)
        self.setLayout(column)

    @property
    def paths(self) -> tuple[str, ...]:
        """Of its options."""
        return tuple(self._cells)

    def editor(self, path: str) -> OptionEditor:
        """The editor of an option."""
        return self._cells[path].editor

    def values(self) -> Values:
        """Path → value; a text where it is no number yet."""
        return {path: cell.editor.value() for path, cell in self._cells.items()}

    def set_values(self, values: Mapping[str, Any], reference: Mapping[str, Any]) -> None:
        """Show values.

        Args:
            values: Path → value.
            reference: Those of the preset; what differs is marked.
        """
        self._reference = dict(reference)
        for path, cell in self._cells.items():
            cell.editor.set_value(values.get(path, cell.editor.field.default))
        self._refresh()

    def changes(self) -> Values:
        """What differs from the reference."""
        now = self.values()
        return {path: now[path] for path in now if now[path] != self._reference.get(path)}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Path → sentence, below the option that it is about."""
        for path, cell in self._cells.items():
            cell.set_problem(problems.get(path, ""))

    def _edited(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        now = self.values()
        for path, cell in self._cells.items():
            cell.set_reference(self._reference.get(path), now[path])
        for grid, cells in self._grids:
            self._place(grid, cells, now)

    def _place(self, grid: QGridLayout, cells: tuple[_Cell, ...], now: Values) -> None:
        """Put the options that matter side by side, without gaps for those that do not."""
        shown = [cell for cell in cells if matters(cell.editor.field, now)]
        for cell in cells:
            cell.setVisible(cell in shown)
        for place, cell in enumerate(shown):
            row, column = divmod(place, 2)
            there = grid.itemAtPosition(row, column)
            if there is None or there.widget() is not cell:
                grid.removeWidget(cell)
                grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)


class _Cell(QWidget):
    """Label, editor, help and problem of one option."""

    def __init__(self, field: OptionField) -> None:
        super().__init__()
        self.editor = OptionEditor(field)
        words = below.option(field.label)
        explained = below.option(field.help)
        label = make.label(words, "strong", tip=explained)
        label.setBuddy(self.editor.focus_widget)
        self._mark = make.label(self.tr("changed"), "badge", tip="")
        self._back = make.tool("undo-2", self.tr("Back to the preset"), self._set_back)
        self._problem = make.label("", "error", wrap=True)
        head = make.row(label, self._mark, None, self._back, self.editor, spacing=6)
        caption = make.label(explained, "caption", wrap=True)
        self.setLayout(make.column(head, caption, self._problem, spacing=2))
        self.editor.setToolTip(explained)
        self._reference: object = None
        self.set_problem("")

    def set_reference(self, reference: object, value: object) -> None:
        """Mark it when it differs."""
        self._reference = reference
        differs = value != reference
        self._mark.setVisible(differs)
        self._back.setVisible(differs)

    def set_problem(self, sentence: str) -> None:
        """Show what is wrong with it; "" when nothing is."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.editor.set_invalid(bool(sentence))

    def _set_back(self) -> None:
        self.editor.set_value(self._reference)
        self.editor.changed.emit()


def matters(field: OptionField, values: Mapping[str, Any]) -> bool:
    """Whether an option has any effect beside the others.

    `when` names an option in the same group that must be true or set, "name=value" one that must
    have that value.
    """
    if not field.when:
        return True
    name, _, wanted = field.when.partition("=")
    found = values.get(field.path.rpartition(".")[0] + "." + name if "." in field.path else name)
    return str(found) == wanted if wanted else bool(found)


def problems_of(
    model: type[BaseModel], raw: Mapping[str, Any], units: Callable[[str], str] = lambda _: ""
) -> dict[str, str]:
    """What the model refuses, as dotted path → sentence; empty when all is well.

    Args:
        model: To validate with.
        raw: Nested values.
        units: Unit of a path's number, for the sentence.
    """
    try:
        model.model_validate(dict(raw))
    except ValidationError as error:
        found: dict[str, str] = {}
        for problem in error.errors():
            path = ".".join(str(part) for part in problem["loc"])
            found.setdefault(path, _sentence(problem["type"], problem, units(path)))
        return found
    return {}


def field_problems(fields: Sequence[OptionField], values: Mapping[str, Any]) -> dict[str, str]:
    """Likewise for declared options whose model is not at hand: types and ranges alone."""
    found: dict[str, str] = {}
    for field in fields:
        value = values[field.path]
        if field.type not in ("int", "float") or (value is None and field.optional):
            continue
        if not isinstance(value, int | float):
            found[field.path] = _sentence(field.type, {}, field.unit)
        elif field.minimum is not None and value < field.minimum:
            found[field.path] = _sentence(
                "greater_than_equal", {"ctx": {"ge": field.minimum}}, field.unit
            )
        elif field.maximum is not None and value > field.maximum:
            found[field.path] = _sentence(
                "less_than_equal", {"ctx": {"le": field.maximum}}, field.unit
            )
    return found


def _sentence(kind: str, problem: Any, unit: str) -> str:
    limits = problem.get("ctx") or {}
    unit = f" {unit}" if unit else ""
    if kind == "greater_than_equal":
        return _tr("At least %1.").replace("%1", f"{limits['ge']:g}{unit}")
    if kind == "less_than_equal":
        return _tr("At most %1.").replace("%1", f"{limits['le']:,g}{unit}".replace(",", "\u202f"))
    if kind.startswith("int"):
        return _tr("A whole number, please.")
    if kind.startswith(("float", "finite")):
        return _tr("A number, please.")
    return str(problem["msg"]).rstrip(".") + "."


def _tr(text: str) -> str:
    return QCoreApplication.translate("option_form", text)


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Dotted paths as dictionaries in dictionaries."""
    found: dict[str, Any] = {}
    for path, value in values.items():
        *folders, name = path.split(".")
        place = found
        for folder in folders:
            place = place.setdefault(folder, {})
        place[name] = value
    return found


def flat(values: Mapping[str, Any], prefix: str = "") -> Values:
    """The reverse of `nested`; lists are values."""
    found: Values = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = value
    return found

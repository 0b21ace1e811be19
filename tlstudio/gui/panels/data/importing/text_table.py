"""What the columns of a table of texts are, in which encoding it is, how its classes are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QWidget

from tlstudio.gui.widgets import make
from tlstudio.jobs.answers import FolderGuess

_MOST_COLUMNS = 40
_EXAMPLES = 3
_SHOWN = 80
_MOST_NAMES = 20
_ENCODINGS = (
    "utf-8", "utf-16", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "mac_roman", "gb18030",
    "shift_jis", "euc_kr",
)  # fmt: skip


class EncodingRow(QWidget):
    """In which encoding a source is, as found out or as said.

    Signals:
        changed: Another one was chosen.
    """

    changed = Signal()

    def __init__(self, found: str, given: str) -> None:
        super().__init__()
        self._box = make.combo(self.tr("Encoding of the signs"), self.changed.emit)
        self._box.setMinimumWidth(220)
        self._box.addItem(
            self.tr("found: %1").replace("%1", _title(found)) if not given else self.tr("find out"),
            "",
        )
        for name in dict.fromkeys((*([given] if given else []), *_ENCODINGS)):
            self._box.addItem(_title(name), name)
        self._box.setCurrentIndex(max(0, self._box.findData(given)))
        hint = make.label(
            self.tr("Choose another one where accents or umlauts look wrong below."),
            "caption",
            wrap=True,
        )
        line = make.row(make.label(self.tr("Encoding"), "strong"), self._box, hint, spacing=16)
        line.setStretch(2, 1)
        self.setLayout(line)

    @property
    def chosen(self) -> str:
        """The one that a person chose, "" to find out."""
        return str(self._box.currentData() or "")

    def choose(self, name: str) -> None:
        """As if it was picked."""
        self._box.setCurrentIndex(self._box.findData(name))
        self._box.activated.emit(self._box.currentIndex())


def _title(name: str) -> str:
    return name.upper().replace("_", "-").removesuffix("-SIG").replace("CP12", "WINDOWS-12")


class TextTable(QWidget):
    """A line for each column with what it is and how it begins; guesses first.

    Signals:
        asked: Another answer was given, which needs a new guess.
    """

    asked = Signal()

    def __init__(
        self, guess: FolderGuess, belongs: str, encoding: str, usual: Sequence[str]
    ) -> None:
        super().__init__()
        details = guess.details
        self._headers = [str(name) for name in details.get("headers", ())]
        self._boxes: list[QComboBox] = []
        self._names: list[QLineEdit] = []
        self._named = bool(details.get("named_by"))
        self.encoding: EncodingRow | None = None
        parts: list[QWidget] = []
        if details.get("encoding"):
            self.encoding = EncodingRow(str(details["encoding"]), encoding)
            self.encoding.changed.connect(self.asked)
            parts.append(self.encoding)
        parts.append(self._columns(details, belongs))
        codes = _codes(details.get("labels", ()))
        if codes:
            parts.append(self._class_names(codes, details, usual))
        self.setLayout(make.column(*parts, spacing=12))

    # What is chosen

    @property
    def columns(self) -> dict[str, str]:
        """Option of the importer → columns."""
        return {
            "text_columns": ",".join(self._of("text")),
            "label_column": next(iter(self._of("label")), "-"),
            "split_column": next(iter(self._of("split")), "-"),
        }

    @property
    def belongs(self) -> str:
        """See `Choice.belongs`."""
        return next((f"column:{name}" for name in self._of("group")), "none")

    @property
    def class_names(self) -> str:
        """Names of classes that are numbers, with commas between; "" where they have none."""
        names = [field.text().replace(",", " ").strip() for field in self._names]
        if names and all(names):
            return ",".join(names)
        return "-" if self._named and self._names else ""

    def _of(self, role: str) -> list[str]:
        pairs = zip(self._headers, self._boxes, strict=False)
        return [name for name, box in pairs if box.currentData() == role]

    def choose(self, column: str, role: str) -> None:
        """As if a role was picked."""
        box = self._boxes[self._headers.index(column)]
        box.setCurrentIndex(box.findData(role))
        box.activated.emit(box.currentIndex())

    def name_classes(self, names: Sequence[str]) -> None:
        """As if names were typed."""
        for field, name in zip(self._names, names, strict=True):
            field.setText(name)
        self._names[-1].editingFinished.emit()

    # Parts

    def _roles(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Text"), "text"),
            (self.tr("Label"), "label"),
            (self.tr("Belongs together"), "group"),
            (self.tr("Part of the split"), "split"),
            (self.tr("Nothing"), ""),
        )

    def _columns(self, details: dict[str, Any], belongs: str) -> QFrame:
        card, inside = make.frame("card")
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(2, 1)
        for place, words in enumerate(
            (self.tr("Column"), self.tr("What it is"), self.tr("Begins"))
        ):
            grid.addWidget(make.label(words, "caption"), 0, place)
        roles = self._guessed(details, belongs)
        rows = [list(map(str, row)) for row in details.get("cells", ())]
        for place, name in enumerate(self._headers[:_MOST_COLUMNS]):
            box = make.combo(self.tr("What %1 is").replace("%1", name), self.asked.emit)
            for words, role in self._roles():
                box.addItem(words, role)
            box.setMinimumWidth(190)
            box.setCurrentIndex(max(0, box.findData(roles.get(name, ""))))
            box.activated.connect(lambda _, box=box: self._only(box))
            self._boxes.append(box)
            cells = [row[place] for row in rows[:_EXAMPLES] if place < len(row)]
            shown = "\n".join(_short(cell) for cell in cells)
            title = make.label(name, "strong", wrap=True)
            title.setMinimumWidth(110)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(title, place + 1, 0, top)
            grid.addWidget(box, place + 1, 1, top)
            grid.addWidget(
                make.label(shown, "muted", wrap=True, tip="\n\n".join(cells)), place + 1, 2
            )
        inside.addLayout(grid)
        more = len(self._headers) - _MOST_COLUMNS
        if more > 0:
            inside.addWidget(
                make.label(self.tr("%n further column(s) are not used.", "", more), "muted")
            )
        return card

    def _guessed(self, details: dict[str, Any], belongs: str) -> dict[str, str]:
        found = details.get("columns", {})
        roles = {str(name): "text" for name in found.get("text", ())}
        kind, _, column = belongs.partition(":")
        group = column if kind == "column" else "" if belongs else str(found.get("group", ""))
        for role, name in (
            ("label", found.get("label")), ("split", found.get("split")), ("group", group),
        ):  # fmt: skip
            if name:
                roles.setdefault(str(name), role)
        return roles

    def _only(self, chosen: QComboBox) -> None:
        """Of labels, groups and parts there is one column each."""
        if chosen.currentData() in ("label", "group", "split"):
            for box in self._boxes:
                if box is not chosen and box.currentData() == chosen.currentData():
                    box.setCurrentIndex(box.findData(""))

    def _class_names(
        self, codes: list[int], details: dict[str, Any], usual: Sequence[str]
    ) -> QFrame:
        card, inside = make.frame("card")
        inside.addWidget(make.label(self.tr("What are the classes called?"), "heading"))
        words = self.tr("The table numbers them. Without names they keep their numbers.")
        by = str(details.get("named_by") or "")
        if by and by != "as said":
            words = self.tr("Their names were found in %1.").replace("%1", by)
        inside.addWidget(make.label(words, "muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(2, 1)
        names = {str(code): str(name) for code, name in (details.get("names") or {}).items()}
        for place, code in enumerate(codes):
            field = QLineEdit(names.get(str(code), ""))
            field.setAccessibleName(self.tr("Name of class %1").replace("%1", str(code)))
            field.setPlaceholderText(usual[place] if len(usual) == len(codes) else "")
            field.setMaxLength(120)
            field.setMinimumWidth(220)
            field.editingFinished.connect(self._name_typed)
            self._names.append(field)
            grid.addWidget(make.label(str(code), "strong"), place, 0)
            grid.addWidget(field, place, 1)
        self._said = self.class_names
        inside.addLayout(grid)
        return card

    def _name_typed(self) -> None:
        if self.class_names != self._said:
            self._said = self.class_names
            self.asked.emit()


def _codes(labels: Sequence[object]) -> list[int]:
    """Numbers of all classes, as the importer counts them; none where labels are names."""
    told = [str(label).strip() for label in labels]
    if not told or not all(one.isdecimal() and one.isascii() and len(one) < 4 for one in told):
        return []
    found = {int(one) for one in told}
    first = 0 if 0 in found else 1
    codes = list(range(first, max(found) + 1))
    return codes if 2 <= len(codes) <= _MOST_NAMES else []


def usual_names(details: dict[str, Any], usual: Sequence[str]) -> str:
    """The option that gives numbered classes their usual names, "" where that makes no sense."""
    fit = len(_codes(details.get("labels", ()))) == len(usual) and not details.get("names")
    return ",".join(usual) if fit and usual else ""


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()} …"

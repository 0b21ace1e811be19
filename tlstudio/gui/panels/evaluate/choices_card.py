"""What a person decides about the model's certainty: length of lists, and what errors cost."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from tlstudio.core.certainty import Certainty, Choices
from tlstudio.core.reports import EvaluationReport
from tlstudio.core.words import whole_percent
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.widgets import make

_COVERAGES = (0.8, 0.9, 0.95, 0.99)
_MOST_CLASSES = 30
_COLUMNS = 3


def certainty_of(report: EvaluationReport) -> Certainty | None:
    """The certainty that a report was made with; None where it tells of none."""
    raw = report.facts.get("certainty")
    try:
        return Certainty.model_validate(raw) if isinstance(raw, dict) else None
    except ValidationError:
        return None


class ChoicesCard(QWidget):
    """Asks for both and says what they do.

    Args:
        classes: Names, in the model's order.
        choices: In force.
        apply: Gets other choices when the person wants them.
        refusal: Why nothing can be changed; "" when it can.
    """

    def __init__(
        self,
        classes: tuple[str, ...],
        choices: Choices,
        apply: Callable[[Choices], None],
        refusal: str = "",
        nouns: Nouns = IMAGES,
    ) -> None:
        super().__init__()
        self._nouns = nouns
        self._apply_choices = apply
        self._before = choices
        card, inside = make.frame("card", margins=18, spacing=10)
        inside.addWidget(make.label(self.tr("What you decide"), "heading"))
        self.coverage = QComboBox()
        self.coverage.setAccessibleName(self.tr("How often a short list holds the truth"))
        for value in sorted({*_COVERAGES, choices.coverage}):
            self.coverage.addItem(whole_percent(value), value)
        self.coverage.setCurrentIndex(self.coverage.findData(choices.coverage))
        lists = make.label(
            self.tr("A short list of classes is to hold the truth in"),
            tip=self.tr(
                "Coverage of the conformal prediction sets. More often means longer lists."
            ),
        )
        lists.setBuddy(self.coverage)
        inside.addLayout(make.row(lists, self.coverage, self._of_similar(), None))
        self.costs: dict[str, make.Decimal] = {}
        if len(classes) <= _MOST_CLASSES:
            inside.addWidget(
                make.label(
                    self.tr(
                        "Is it worse to miss one class than to name it wrongly? Say how many "
                        "times. The model then names that class from a smaller probability on."
                    ),
                    "muted",
                    wrap=True,
                )
            )
            inside.addLayout(self._grid(classes, choices))
        self.apply = make.button(self.tr("Apply and evaluate again"), self._press, role="primary")
        self.apply.setEnabled(False)
        inside.addLayout(make.row(self.apply, None))
        if refusal:
            inside.addWidget(make.label(refusal, "muted", wrap=True))
        for widget in (self.coverage, *self.costs.values()):
            widget.setEnabled(not refusal)
        self.coverage.currentIndexChanged.connect(self._look)
        for box in self.costs.values():
            box.valueChanged.connect(self._look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def _of_similar(self) -> QWidget:
        return make.label(self._nouns.tr(self, "of similar images."))

    def _grid(self, classes: tuple[str, ...], choices: Choices) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, name in enumerate(classes):
            box = make.Decimal()
            box.setRange(0.1, 100.0)
            box.setDecimals(1)
            box.setSuffix(self.tr(" times"))
            box.setValue(choices.costs.get(name, 1.0))
            box.setAccessibleName(self.tr("Cost of missing %1").replace("%1", name))
            words = make.label(self.tr("Missing %1").replace("%1", name))
            words.setBuddy(box)
            line, column = divmod(place, _COLUMNS)
            grid.addWidget(words, line, 2 * column)
            grid.addWidget(box, line, 2 * column + 1)
            self.costs[name] = box
        grid.setColumnStretch(2 * _COLUMNS, 1)
        return grid

    def choices(self) -> Choices:
        """As they stand in the form."""
        kept = {n: c for n, c in self._before.costs.items() if n not in self.costs}
        shown = {name: round(box.value(), 1) for name, box in self.costs.items()}
        return Choices(coverage=self.coverage.currentData(), costs=kept | shown)

    def _look(self) -> None:
        self.apply.setEnabled(self.choices() != self._before)

    def _press(self) -> None:
        self.apply.setEnabled(False)
        self._apply_choices(self.choices())

"""The whole recipe behind "Advanced": the stages, every declared field, files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tlstudio.core import files
from tlstudio.core.cards import BackboneCard, Modality
from tlstudio.core.errors import BadInputError
from tlstudio.core.fields import OptionField, options_of
from tlstudio.core.plans import Plan, from_toml, to_toml
from tlstudio.gui.nouns import of_texts
from tlstudio.gui.panels.train.stage_table import StageTable
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.option_form import OptionForm, Section, flat, nested, problems_of

# Texts are learned as they are, and are never seen as pixels; how long the longest may be is chosen
# with the model.
_LEFT_OUT: dict[Modality, tuple[str, ...]] = {
    "text": ("augmentation.", "input.", "batch_norm", "engine")
}
_COMPUTING = ("precision", "device", "engine", "threads", "seed")


class RecipeForm(QWidget):
    """Shows a plan and gives the one that it was changed to.

    Its many fields are made when they are first looked at; until then it is the plan alone.

    Signals:
        changed: Something was changed, by hand, from a file, or set back.
        loaded: A `Plan` came from a file.
    """

    changed = Signal()
    loaded = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._base = Plan()
        self._reference = Plan()
        self._problems: dict[str, str] = {}
        self._card: BackboneCard | None = None
        self._built = False
        self.banner = Banner()
        self._units = {field.path: field.unit for field in options_of(Plan)}
        self._reset = make.button(
            self.tr("Back to the preset"), self._set_back, role="quiet", icon_name="undo-2"
        )
        bar = make.row(
            make.button(
                self.tr("Open a recipe…"), self._ask_open, role="quiet", icon_name="folder-open"
            ),
            make.button(
                self.tr("Save this recipe…"), self._ask_save, role="quiet", icon_name="save"
            ),
            None,
            self._reset,
        )
        self._column = make.column(bar, self.banner, spacing=14)
        self.setLayout(self._column)

    def build(self) -> None:
        """Make the fields."""
        if self._built:
            return
        self._built = True
        self._stages, self._form = StageTable(), OptionForm(self._sections(self._left_out()))
        box, inside = make.frame("card", spacing=10)
        inside.addWidget(
            make.label(self.tr("Stages"), "heading", tip=self.tr("Phases, one after another."))
        )
        inside.addWidget(self._stages)
        self._column.addWidget(box)
        self._column.addWidget(self._form)
        self._form.changed.connect(self._edited)
        self._stages.changed.connect(self._edited)
        self._fill()

    @property
    def stages(self) -> StageTable:
        """The table of stages."""
        self.build()
        return self._stages

    @property
    def form(self) -> OptionForm:
        """Every other field."""
        self.build()
        return self._form

    def set_plan(self, plan: Plan, reference: Plan, card: BackboneCard) -> None:
        """Show a plan.

        Args:
            plan: What it says now.
            reference: What it says without changes.
            card: Of its model.
        """
        self._base, self._reference, self._card = plan, reference, card
        if self._built:
            self._fill()
        else:
            self._problems = {}

    def _fill(self) -> None:
        if self._card is None:
            return
        raw = self._base.model_dump()
        self._form.set_values(flat(raw), flat(self._reference.model_dump()))
        self._stages.set_stages(raw["phases"], self._card, self._base.cut)
        self._check()

    def plan(self) -> Plan | None:
        """The plan; None while something in it is wrong."""
        return None if self._problems else Plan.model_validate(self._raw())

    def differences(self) -> int:
        """How many fields and stages are not those of the reference."""
        if not self._built and self._base == self._reference:
            return 0
        wanted = [phase.model_dump() for phase in self._reference.phases]
        now = list(self.stages.values())
        changed = sum(a != b for a, b in zip(now, wanted, strict=False))
        return len(self.form.changes()) + changed + abs(len(now) - len(wanted))

    @property
    def problems(self) -> dict[str, str]:
        """Path → sentence."""
        return self._problems

    def open_recipe(self, path: Path) -> None:
        """Read a plan from a file and show it."""

        def take(plan: Plan) -> None:
            self.banner.hide()
            self.loaded.emit(plan)

        self._services.background.run(
            lambda: _read(path),
            owner=self,
            done=take,
            failed=self.banner.show_error,
        )

    def save_recipe(self, path: Path) -> None:
        """Write the plan as it is now into a file."""
        plan = self.plan()
        if plan is None:
            self.banner.say("warning", self.tr("Mend what is marked, then save."))
            return
        sentence = self.tr("The recipe is saved as %1.").replace("%1", path.name)
        self._services.background.run(
            lambda: files.write_text(path, to_toml(plan)),
            owner=self,
            done=lambda _: self.banner.say("good", sentence),
            failed=self.banner.show_error,
        )

    def _left_out(self) -> tuple[str, ...]:
        """Beginnings of the fields that say nothing to a model of this modality."""
        return _LEFT_OUT.get(self._card.modality, ()) if self._card is not None else ()

    def _said(self, field: OptionField) -> OptionField:
        """As it is said of the model's modality."""
        if self._card is None or self._card.modality != "text":
            return field
        label, explained, unit = map(of_texts, (field.label, field.help, field.unit))
        return replace(field, label=label, help=explained, unit=unit)

    def _sections(self, left_out: tuple[str, ...]) -> tuple[Section, ...]:
        fields = [
            self._said(f)
            for f in options_of(Plan)
            if f.advanced and not f.path.startswith(left_out or "-")
        ]

        def under(prefix: str) -> tuple[OptionField, ...]:
            return tuple(f for f in fields if f.path.startswith(prefix))

        plain = tuple(f for f in fields if "." not in f.path)
        sections = (
            Section(
                self.tr("Learning"),
                (*(f for f in plain if f.path not in _COMPUTING), *under("optimizer.")),
            ),
            Section(self.tr("Variations of the training images"), under("augmentation.")),
            Section(self.tr("New last layers"), under("head.")),
            Section(self.tr("What the model sees"), under("input.")),
            Section(self.tr("Computing"), tuple(f for f in plain if f.path in _COMPUTING)),
        )
        return tuple(section for section in sections if section.fields)

    def _raw(self) -> dict[str, Any]:
        if not self._built:
            return self._base.model_dump()
        raw = nested(flat(self._base.model_dump()) | self._form.values())
        return raw | {"phases": self._stages.values()}

    def _edited(self) -> None:
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        self._problems = problems_of(Plan, self._raw(), lambda path: self._units.get(path, ""))
        self._form.show_problems(self._problems)
        self._stages.show_problems(self._problems)
        self._reset.setEnabled(self.differences() > 0)

    def _set_back(self) -> None:
        self.loaded.emit(self._reference)

    def _ask_open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a recipe"), "", self.tr("Recipes (*.toml)")
        )
        if name:
            self.open_recipe(Path(name))

    def _ask_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save this recipe"), "recipe.toml", self.tr("Recipes (*.toml)")
        )
        if name:
            self.save_recipe(Path(name).with_suffix(".toml"))


def _read(path: Path) -> Plan:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path.name} cannot be read as a recipe.") from error
    return from_toml(text, path.name)

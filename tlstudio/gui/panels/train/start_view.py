"""Before a training: three presets, what they will take, the recipe behind them, one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.core.plans import Plan
from tlstudio.core.tasks import TaskSpec
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.model.names import display_name
from tlstudio.gui.panels.train.offers import (
    Obstacle,
    Offers,
    modes_to_choose,
    obstacle,
    read_offers,
)
from tlstudio.gui.panels.train.preset_cards import RECOMMENDED, PresetCards
from tlstudio.gui.panels.train.recipe_form import RecipeForm
from tlstudio.gui.panels.train.words import device_word, mode_words, preset_word
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs.answers import Estimated
from tlstudio.jobs.questions import Estimate
from tlstudio.models.catalogue.catalogue import card
from tlstudio.tasks.specs import task_specs

_MOST_SEEDS = 20


class StartView(QWidget):
    """Gathers a plan; whoever listens starts it.

    Signals:
        start: A tuple of plans, one for each seed.
    """

    start = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._offers: Offers | None = None
        self._preset = RECOMMENDED
        self._plan: Plan | None = None
        self._own: Plan | None = None
        self._estimates: list[tuple[Estimate, Estimated]] = []
        self._asked: Ticket | None = None
        self.banner = Banner(closable=False)
        self.message = Banner()
        self.presets = PresetCards()
        self.recipe = RecipeForm(session.services)
        self._model = make.label("", "muted")
        self._model.hide()
        self._built_in = make.label(
            self.tr("This model is built in for trying out; a larger one usually answers better."),
            "caption",
            wrap=True,
        )
        self._built_in.hide()
        self._other = make.button(
            self.tr("Choose another model"), lambda: session.go.emit("model"), role="link"
        )
        self._device = make.label("", "caption", wrap=True)
        self._device.hide()
        self._modes = QVBoxLayout()
        self._advanced = make.button(
            self.tr("Advanced"), self._toggle, role="quiet", icon_name="sliders-horizontal"
        )
        self._advanced.setCheckable(True)
        self._seeds = make.Number()
        self._seeds.setRange(1, _MOST_SEEDS)
        self._seeds.setAccessibleName(self.tr("How many trainings with different seeds"))
        self._seeds.valueChanged.connect(lambda _: self._words())
        self.button = make.button("", self._start, role="primary", icon_name="play")
        self._build()
        self.presets.chosen.connect(self.choose)
        self.recipe.changed.connect(self._edited)
        self.recipe.loaded.connect(self._take_recipe)
        session.facts_changed.connect(lambda _: self.refresh())
        self._words()

    def _build(self) -> None:
        head = make.column(
            make.label(self.tr("Train"), "title"),
            make.row(self._model, self._other, None, spacing=6),
            self._built_in,
            spacing=2,
        )
        seeds = make.row(
            make.label(
                self.tr("Trainings with different seeds, one after another"),
                tip=self.tr("Repeats show how much chance there is in the result."),
            ),
            self._seeds,
            None,
        )
        self._hidden = QWidget()
        inner = make.column(seeds, self.recipe, spacing=14)
        self._hidden.setLayout(inner)
        self._hidden.hide()
        content = QWidget()
        column = make.column(
            head, self.banner, self.message, self.presets, self._device, self._modes,
            self._hidden, None, spacing=14,
        )  # fmt: skip
        column.setContentsMargins(28, 24, 28, 20)
        content.setLayout(column)
        foot = make.row(self._advanced, None, self.button)
        foot.setContentsMargins(28, 10, 28, 14)
        whole = make.column(make.scrolled(content), make.rule(), foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._show_modes(task_specs()[self._session.project.config.task])

    # What can be trained

    def refresh(self) -> None:
        """Look again at what there is to train with."""
        session = self._session
        found = obstacle(session.facts, session.why_read_only, session.nouns)
        self._show_obstacle(found)
        if found is not None and not session.read_only:
            self._offers = None
            self._words()
            return
        draft = session.facts.draft
        session.read(
            lambda store: read_offers(store, draft, session.project.config.task),
            owner=self,
            done=self._take,
            failed=self._no_offers,
        )

    def _take(self, offers: Offers) -> None:
        if self._offers == offers:
            return
        self._offers = offers
        if not self._session.read_only:
            self.banner.hide()
        self._built_in.setVisible(offers.card.origin == "embedded")
        name = display_name(offers.card)
        self._model.setText(self.tr("Pretrained model: %1").replace("%1", name))
        self._model.show()
        edited = self._plan is not None and self.recipe.differences() > 0
        same = self._plan is not None and self._plan.backbone == offers.card.id
        if self._own is None and not (edited and same):
            self._shown(self._preset)
        self._ask()

    def _no_offers(self, error: StudioError) -> None:
        self._offers = None
        self._show_obstacle(Obstacle(error.message, error.hint, "model", self.tr("Choose a model")))
        self._words()

    def _show_obstacle(self, found: Obstacle | None) -> None:
        if found is None:
            self.banner.hide()
            return
        step = found.step
        go = ((found.button, lambda: self._session.go.emit(step)),) if step else ()
        self.banner.say("warning", found.sentence, found.hint, go)

    def _ask(self) -> None:
        """Ask for the times, unless they are known for this model and these images."""
        if self._offers is None:
            return
        question = self._offers.question()
        known = self._known(question)
        if known is not None:
            self._show_times(known)
            return
        if self._asked is not None:
            self._asked.cancel()
        self.presets.set_times(None)

        def take(answer: Estimated) -> None:
            self._estimates.append((question, answer))
            self._show_times(answer)

        self._asked = self._session.services.ask_models(
            question, owner=self, done=take, failed=self._no_times
        )

    def _known(self, question: Estimate) -> Estimated | None:
        return next((answer for asked, answer in self._estimates if asked == question), None)

    def _no_times(self, error: StudioError) -> None:
        self.presets.set_times({}, error.message)

    def _show_times(self, answer: Estimated) -> None:
        self.presets.set_times(answer.seconds, answer.words)
        words = self.tr(
            "Timed here on %1, with nothing else to do: other programs make it longer, early "
            "stopping shorter."
        )
        self._device.setText(words.replace("%1", device_word(answer.device)))
        self._device.setToolTip(answer.words)
        self._device.show()

    def seconds(self, plan: Plan) -> float | None:
        """How long a plan will take, None when it is none of the presets as estimated."""
        for question, answer in self._estimates:
            for name, known in question.plans.items():
                if known.model_copy(update={"seed": plan.seed, "device": plan.device}) == plan:
                    return answer.seconds.get(name)
        return None

    # The recipe

    def choose(self, preset: str) -> None:
        """Take a preset as it is; what was changed by hand can be brought back."""
        put_aside = self._plan if self.recipe.differences() or self._own is not None else None
        self._shown(preset)
        if put_aside is not None:
            self.message.say(
                "info",
                self.tr("Your changes to the recipe are put aside."),
                "",
                ((self.tr("Bring them back"), lambda: self._bring_back(put_aside)),),
            )

    def _bring_back(self, plan: Plan) -> None:
        self.message.hide()
        self._take_recipe(plan)

    def _shown(self, preset: str) -> None:
        self._preset, self._own = preset, None
        if self._offers is not None:
            self._fill(self._offers.plans[preset])
        self._words()

    def take_plan(self, plan: Plan) -> None:
        """Show a recipe of one's own, from a run or a file."""
        self._advanced.setChecked(True)
        self._toggle()
        self._take_recipe(plan)

    def _take_recipe(self, plan: Plan) -> None:
        offered = self._offers.plans if self._offers is not None else {}
        if offered.get(plan.preset) == plan:
            self._shown(plan.preset)
            return
        self._own = plan
        self._fill(plan)
        self._words()

    def _fill(self, plan: Plan) -> None:
        try:
            found = card(plan.backbone)
        except StudioError as error:
            self.message.show_error(error)
            return
        offered = self._offers.plans.get(plan.preset) if self._offers is not None else None
        own = offered is None or offered.backbone != plan.backbone
        self.recipe.set_plan(plan, plan if own or offered is None else offered, found)
        self._plan = self.recipe.plan()

    def _edited(self) -> None:
        self._plan = self.recipe.plan()
        self._words()

    def _toggle(self) -> None:
        if self._advanced.isChecked():
            self.recipe.build()
        self._hidden.setVisible(self._advanced.isChecked())

    def _show_modes(self, spec: TaskSpec) -> None:
        """Say how the model will learn; a choice only where there is one."""
        for mode in modes_to_choose(spec):
            title, sentence, term = mode_words(mode, self._session.nouns)
            box, inside = make.frame("inset", margins=12, spacing=2)
            name = make.label(title, "strong", tip=sentence)
            inside.addLayout(make.row(make.IconLabel("tags", 16, "accent"), name, None, spacing=8))
            inside.addWidget(make.label(sentence, "muted", wrap=True))
            inside.addWidget(make.label(term, "caption"))
            self._modes.addWidget(box)
        if "inductive" in spec.modes and "inductive" not in modes_to_choose(spec):
            title, _, term = mode_words("inductive", self._session.nouns)
            text = self.tr("“%1” (%2) is measured beside every training, for comparison.")
            text = text.replace("%1", title).replace("%2", term)
            self._modes.addWidget(make.label(text, "caption", wrap=True))

    def _words(self) -> None:
        """Words and state of the button, and which card is chosen."""
        own = self._own is not None
        self.presets.choose("" if own and self._own_base() is None else self._preset_shown())
        changed = self.recipe.differences() if self._plan is not None else 0
        word = self._preset_shown()
        text = self.tr("Start this recipe") if not word else self.tr("Start %1")
        text = text.replace("%1", preset_word(word))
        if word and changed:
            text = self.tr("Start %1, changed").replace("%1", preset_word(word))
        if self._seeds.value() > 1:
            text += self.tr(" (%n times)", "", self._seeds.value())
        self.button.setText(text)
        ready = self._offers is not None and not self._session.read_only
        wrong = bool(self.recipe.problems)
        self.button.setEnabled(ready and not wrong and self._plan is not None)
        self.button.setToolTip(
            self.tr("Something in the recipe is marked as wrong.")
            if wrong
            else self.tr("Ctrl+Return")
        )

    def _own_base(self) -> str | None:
        """The preset that an own recipe began as, when it is for the model that is chosen."""
        if self._own is None or self._offers is None:
            return None
        offered = self._offers.plans.get(self._own.preset)
        same = offered is not None and offered.backbone == self._own.backbone
        return self._own.preset if same else None

    def _preset_shown(self) -> str:
        return (self._own_base() or "") if self._own is not None else self._preset

    def _start(self) -> None:
        plan = self._plan
        if plan is None or not self.button.isEnabled():
            return
        self.message.hide()
        seeds = range(plan.seed, plan.seed + self._seeds.value())
        self.start.emit(tuple(plan.model_copy(update={"seed": seed}) for seed in seeds))

    def press_start(self) -> None:
        """As a click on the button would."""
        self._start()

    def show_error(self, error: StudioError) -> None:
        """Show why no training could be begun."""
        self.message.show_error(error)
        self.message.setFocus(Qt.FocusReason.OtherFocusReason)

"""What can be trained now, and what prevents it; read off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from tlstudio.core.cards import BackboneCard
from tlstudio.core.plans import Mode, Plan
from tlstudio.core.tasks import TaskSpec
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.facts import ProjectFacts, StepName
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.train.words import PRESETS
from tlstudio.jobs.drafts import Draft
from tlstudio.jobs.preparing import facts_of, make_plan, some_texts
from tlstudio.jobs.questions import Estimate
from tlstudio.models.catalogue.catalogue import card
from tlstudio.training.presets import TRAINED_MODES, DatasetFacts

_SAMPLED = 8


@dataclass(frozen=True)
class Offers:
    """The presets for this model and these images.

    Attributes:
        plans: Preset → plan.
        samples: Files of some images, to time their reading.
        texts: Of some samples, by whose length the time is reckoned.
    """

    plans: dict[str, Plan]
    card: BackboneCard
    facts: DatasetFacts
    n_validation: int
    samples: tuple[tuple[Path, ...], ...]
    texts: tuple[tuple[str, ...], ...] = ()

    def question(self) -> Estimate:
        """How long they will take."""
        return Estimate(
            backbone=self.card.id,
            plans=self.plans,
            n_train=self.facts.n_train,
            n_validation=self.n_validation,
            samples=self.samples,
            texts=self.texts,
        )


def read_offers(store: DatasetStore, draft: Draft, task: str) -> Offers:
    """Make the plans of all presets.

    Raises:
        BadInputError: When the weights are not on this computer.
        UsageError: When the draft does not fit its model any more.
    """
    plans = {
        name: make_plan(store, preset=name, saved=draft, given={}, task=task) for name in PRESETS
    }
    texts = some_texts(store)
    some = store.page(Where(split="train", problem=False), Order(), None, _SAMPLED)
    return Offers(
        plans=plans,
        card=card(plans["quick"].backbone),
        facts=facts_of(store),
        n_validation=store.splits().get("validation", 0),
        samples=tuple(
            tuple(store.resolve(ref) for ref in s.media) for s in some.samples if s.kind == "image"
        ),
        texts=texts,
    )


def modes_to_choose(spec: TaskSpec) -> tuple[Mode, ...]:
    """Modes of transfer that fit the task and that the trainer can do."""
    return tuple(mode for mode in spec.modes if mode in TRAINED_MODES)


@dataclass(frozen=True)
class Obstacle:
    """Why no training can begin.

    Attributes:
        step: Where the way out is; None when it is not inside the project.
        button: Words of the button that goes there.
    """

    sentence: str
    hint: str
    step: StepName | None = None
    button: str = ""


def obstacle(facts: ProjectFacts, why_read_only: str, nouns: Nouns = IMAGES) -> Obstacle | None:
    """The first thing that prevents a training; None when nothing does."""
    if why_read_only:
        return Obstacle(
            _tr("Nothing can be trained here, because nothing can be saved here."),
            f"{why_read_only} {_tr('Save a copy to train in it.')}",
        )
    classes = {name: count for name, count in facts.classes.items() if count}
    if facts.images == 0:
        return Obstacle(
            nouns.said("train", "There are no images yet."),
            nouns.said("train", "Bring a folder of images, then train."),
            "data",
            nouns.said("train", "Import images"),
        )
    if not classes:
        return Obstacle(
            nouns.said("train", "No image has a label yet."),
            nouns.said("train", "Label some images of each class, then train."),
            "data",
            nouns.said("train", "Label images"),
        )
    if len(classes) == 1:
        name = next(iter(classes))
        return Obstacle(
            nouns.said("train", "All labelled images are of one class, %1.").replace(
                "%1", f"“{name}”"
            ),
            nouns.said("train", "A model tells classes apart: label images of a second one."),
            "data",
            nouns.said("train", "Label images"),
        )
    if not (facts.splits.get("train") and facts.splits.get("validation")):
        return Obstacle(
            nouns.said("train", "The images are not divided into training and tuning images."),
            nouns.said("train", "Divide them, or add more images of each class."),
            "data",
            nouns.said("train", "Divide the images"),
        )
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("train", text)

"""Presets fill a plan from the model and the size of the dataset; torch-free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.plans import Augmentation, Head, Mode, Phase, Plan, Preset, parse_plan

TRAINED_MODES: tuple[Mode, ...] = ("transductive",)
"""Modes of transfer that take gradient steps, as far as there is a trainer for them."""

_UNBALANCED = 2.0
_BATCH = 32
_SCRATCH_STEPS = 1500
_AVERAGED = {"quick": 0.0, "balanced": 0.98, "best": 0.99}


@dataclass(frozen=True)
class DatasetFacts:
    """What a preset needs to know.

    Attributes:
        n_train: Labelled training images.
        classes: Number of classes.
        imbalance: Images of the largest class for one of the smallest.
        deep_images: Whether any image has more than 8 bits.
    """

    n_train: int
    classes: int
    imbalance: float = 1.0
    deep_images: bool = False


def preset_plan(preset: str, card: BackboneCard, facts: DatasetFacts) -> Plan:
    """The plan of a preset.

    Quick trains the new layers alone, on cached features. Balanced then trains the upper third of
    the blocks with smaller rates, Best the upper third and then all of them, longer and with
    averaged weights. Small datasets get more passes, so that the number of steps is alike.

    Raises:
        UsageError: When there is no such preset.
    """
    if preset not in ("quick", "balanced", "best"):
        raise UsageError(f"There is no preset {preset!r}.", "Presets: quick, balanced, best.")
    blocks = len(card.blocks)
    upper = max(1, blocks - max(3, -(-blocks // 3)))
    steps = -(-max(1, facts.n_train) // _BATCH)
    phases: tuple[Phase, ...] = (Phase(name="new layers", epochs=20, lr=3e-3),)
    if preset == "balanced":
        phases += (_tuning("upper blocks", upper, _epochs(150, steps, 6, 15), 5e-4),)
    elif preset == "best":
        phases += (
            _tuning("upper blocks", upper, _epochs(150, steps, 8, 15), 5e-4),
            _tuning("all blocks", 0, _epochs(300, steps, 12, 30), 2e-4),
        )
    tunes = len(phases) > 1
    if card.modality == "text":
        phases = _for_texts(phases, steps)
    return Plan(
        preset=cast(Preset, preset),
        backbone=card.id,
        head=Head(),
        phases=phases,
        augmentation=_augmentation(card, facts, tunes=tunes),
        batch_size=_BATCH,
        # Hard targets make a small fine-tuned network overconfident, so that no later pass could
        # beat the first by its log-loss, however many more images it gets right.
        label_smoothing=0.1 if tunes else 0.0,
        class_weights=facts.imbalance >= _UNBALANCED,
        ema=_AVERAGED[preset],
        early_stopping=5 if preset == "best" else 0,
    )


def _augmentation(card: BackboneCard, facts: DatasetFacts, *, tunes: bool) -> Augmentation:
    if card.modality == "text":
        return Augmentation(set="none")
    kind: Literal["microscopy", "photo"] = "microscopy" if facts.deep_images else "photo"
    return Augmentation(set=kind, mixup=0.2 if tunes else 0.0)


def _for_texts(phases: tuple[Phase, ...], steps: int) -> tuple[Phase, ...]:
    """The stages of a text encoder: its layers forget at rates that suit networks of images."""
    tuned = ((2e-4, _epochs(600, steps, 3, 15)), (1e-4, _epochs(900, steps, 4, 20)))
    changed = (
        phase.model_copy(update={"lr": rate, "epochs": epochs})
        for phase, (rate, epochs) in zip(phases[1:], tuned, strict=False)
    )
    return phases[0], *changed


def check_suits(plan: Plan, card: BackboneCard) -> None:
    """Refuse what a recipe asks for and the model's modality does not have.

    Raises:
        UsageError: When texts are to be augmented like images.
    """
    if card.modality != "text":
        return
    wanted = plan.augmentation
    if wanted.set != "none" or wanted.mixup or wanted.cutmix or (wanted.views or 1) > 1:
        raise UsageError(
            "Augmentation, mixup and CutMix change images; texts are learned as they are.",
            "Leave these options out, or set them to none and 0.",
        )


def scratch_plan(plan: Plan, n_train: int) -> Plan:
    """The same network from random weights, all of it trained, long enough to come to something.

    Args:
        plan: Of the run that it is compared with.
        n_train: Training images.
    """
    passes = _epochs(_SCRATCH_STEPS, -(-max(1, n_train) // plan.batch_size), 30, 120)
    phase = Phase(name="everything from scratch", unfreeze_from=0, epochs=passes, lr=1e-3)
    return plan.model_copy(
        update={
            "preset": "custom",
            "weights": "random",
            "phases": (phase,),
            # Nothing is known of the images yet, so the statistics are learned, too.
            "batch_norm": "learn",
            "early_stopping": 0,
            "ema": 0.0,
        }
    )


def is_exact(plan: Plan) -> bool:
    """Whether a recipe is one linear layer, solved exactly on features of the model as it is."""
    return (
        plan.head.kind == "linear"
        and plan.weights == "pretrained"
        and all(phase.unfreeze_from is None and phase.solver != "steps" for phase in plan.phases)
    )


def check_nested(plan: Plan) -> None:
    """Refuse to nest what has nothing to choose inside.

    Raises:
        UsageError: When the recipe is no exact linear layer.
    """
    if not is_exact(plan):
        raise UsageError(
            "Nested cross-validation chooses the strength of the penalty of a linear layer; this "
            "recipe trains by steps and has none.",
            "Take --preset quick, or leave --nested out.",
        )


def _epochs(steps: int, a_pass: int, least: int, most: int) -> int:
    """Passes that make about so many steps: few images need more passes."""
    return min(most, max(least, -(-steps // a_pass)))


def _tuning(name: str, unfreeze_from: int, epochs: int, lr: float) -> Phase:
    return Phase(name=name, unfreeze_from=unfreeze_from, epochs=epochs, lr=lr, layer_decay=0.8)


def apply_overrides(plan: Plan, texts: Mapping[str, str]) -> Plan:
    """A plan with some fields replaced by texts, as the command line gives them.

    Args:
        plan: To start from.
        texts: Dotted path → text; "phases.1.lr" names a stage's field, "unfreeze_from" that of
            every stage that unfreezes blocks. "auto" and "none" mean an automatic value.

    Raises:
        UsageError: When a field is unknown or the text is no value of it.
    """
    raw: dict[str, Any] = plan.model_dump()
    raw["phases"] = [dict(phase) for phase in raw["phases"]]
    for path, text in texts.items():
        value = None if text.lower() in ("auto", "none") and _optional(path) else text
        if path == "unfreeze_from":
            for phase in raw["phases"]:
                if phase["unfreeze_from"] is not None:
                    phase["unfreeze_from"] = value
            continue
        _set(raw, path, value)
    try:
        return parse_plan(raw, "made from the options")
    except BadInputError as error:
        raise UsageError(error.message, error.hint) from error


def _optional(path: str) -> bool:
    last = path.rpartition(".")[2]
    return last in ("size", "low", "high", "channels", "threads", "cut", "unfreeze_from")


def _set(raw: dict[str, Any], path: str, value: object) -> None:
    place: Any = raw
    *folders, name = path.split(".")
    try:
        for folder in folders:
            place = place[int(folder)] if folder.isdecimal() else place[folder]
    except (KeyError, IndexError) as error:
        raise UsageError(f"A plan has no field {path!r}.") from error
    if name not in place:
        raise UsageError(f"A plan has no field {path!r}.")
    place[name] = value

"""The words of the train panel for what code calls otherwise."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tlstudio.core.plans import Mode
from tlstudio.core.words import whole_percent
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.project.runs import RunFolder
from tlstudio.project.runs import State as RunState

PRESETS = ("quick", "balanced", "best")


def _tr(text: str) -> str:
    return QCoreApplication.translate("train", text)


def preset_word(preset: str) -> str:
    """What a preset is called on the screen."""
    return {
        "quick": _tr("Quick"),
        "balanced": _tr("Standard"),
        "best": _tr("Thorough"),
    }.get(preset, _tr("Own recipe"))


def preset_sentence(preset: str) -> str:
    """What it does."""
    return {
        "quick": _tr("Trains the new last layers only; the pretrained model is kept as it is."),
        "balanced": _tr("New last layers first, then the upper blocks with smaller rates."),
        "best": _tr("New last layers, the upper blocks, then all blocks; longer, and averaged."),
    }[preset]


def mode_words(mode: Mode, nouns: Nouns = IMAGES) -> tuple[str, str, str]:
    """A mode of transfer: what it is called, what it means, the field's term."""
    return {
        "inductive": (
            _tr("Use as it is"),
            nouns.said(
                "train", "Nothing is learned; images are compared by what the model knows already."
            ),
            "inductive",
        ),
        "transductive": (
            _tr("Adapt with my labels"),
            nouns.said("train", "The model learns your classes from the images that you labelled."),
            "transductive",
        ),
        "unsupervised": (
            nouns.said("train", "Learn from unlabelled images first"),
            nouns.said(
                "train", "The model gets used to your kind of images before it sees labels."
            ),
            "unsupervised",
        ),
    }[mode]


def state_word(state: RunState) -> str:
    """How a run stands."""
    return {
        "new": _tr("not begun"),
        "running": _tr("running"),
        "paused": _tr("paused"),
        "finished": _tr("finished"),
        "stopped": _tr("stopped"),
        "failed": _tr("failed"),
        "died": _tr("ended in the middle"),
    }[state]


def metric_word(name: str) -> str:
    """A quick metric."""
    return {
        "accuracy": _tr("Accuracy"),
        "balanced_accuracy": _tr("Balanced accuracy"),
    }.get(name, name.replace("_", " ").capitalize())


def stage_word(name: str) -> str:
    """What the worker is at between passes."""
    return {
        "computing features": _tr("Computing what the kept layers see"),
        "decoding images": _tr("Reading the images"),
        "reading headers": _tr("Reading the images"),
        "reading texts": _tr("Reading the texts"),
    }.get(name, name.capitalize() or _tr("Starting"))


def run_title(run: RunFolder, preset: str) -> str:
    """A run's name without the time at its begin, as a person reads it."""
    stamp, _, rest = run.name.partition("-")
    rest = rest.partition("-")[2] if stamp.isdecimal() else run.name
    words = rest.replace("-", " ").strip()
    if not words or words in PRESETS or words == "custom":
        return preset_word(words or preset)
    return words[0].upper() + words[1:]


def device_word(device: str) -> str:
    """Where something is computed; devices are told apart by their number."""
    kind, _, number = device.partition(":")
    word = {"cpu": _tr("the processor"), "cuda": _tr("the GPU"), "mps": _tr("the GPU")}.get(kind)
    return device if word is None else f"{word} {number}" if number not in ("", "0") else word


def run_date(run: RunFolder) -> str:
    """When a run was made, from its name: 25.11. 14:02, or "" when it is named otherwise."""
    day, _, rest = run.name.partition("-")
    time = rest[:6]
    if len(day) != 8 or not day.isdecimal() or not time.isdecimal() or len(time) != 6:
        return ""
    return f"{day[:4]}-{day[4:6]}-{day[6:]} {time[:2]}:{time[2:4]}"


def result_sentence(result: dict[str, object], nouns: Nouns = IMAGES) -> str:
    """A sentence from the evaluation that ends a training; "" when there is none."""
    evaluation = result.get("evaluation")
    if not isinstance(evaluation, dict):
        return ""
    name = str(evaluation.get("headline", "accuracy"))
    metric = evaluation.get("metrics", {}).get(name)
    if not isinstance(metric, dict) or metric.get("value") is None:
        return ""
    value = whole_percent(float(metric["value"]))
    if metric.get("low") is None or metric.get("high") is None:
        text = nouns.said("train", "%1 on %3 tuning images: %2.")
    else:
        text = nouns.said(
            "train", "%1 on %3 tuning images: %2 (between %4 and %5 with 95 % confidence)."
        )
        text = text.replace("%4", whole_percent(float(metric["low"])))
        text = text.replace("%5", whole_percent(float(metric["high"])))
    text = text.replace("%1", metric_word(name)).replace("%2", value)
    return text.replace("%3", str(evaluation.get("n", "")))

"""Where a model looked, by the method that was asked for, and whether such a map means anything."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import TypeVar

from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import seen_box, to_canvas
from tlstudio.data.texts.recipe import image_recipe
from tlstudio.evaluation.explaining.explain import explain, input_of
from tlstudio.evaluation.explaining.randomised import check
from tlstudio.evaluation.usable import UsableModel
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answering.models import LOCK, MODELS
from tlstudio.jobs.answers import Heat, MapChecked
from tlstudio.jobs.preparing import model_path
from tlstudio.jobs.questions import CheckMap, Heatmap

_KEPT = 64
_STEPS = 4
_DRAWS = 3
_EXPORTED = "An exported file answers, but does not show where it looked: use the run."
A = TypeVar("A", Heat, MapChecked)
_Key = tuple[str, tuple[int, ...]]
_HEATS: OrderedDict[_Key, Heat] = OrderedDict()
_CHECKS: OrderedDict[_Key, MapChecked] = OrderedDict()


def answer_heatmap(question: Heatmap, listener: Listener) -> Heat:
    """Where a class is seen in an image.

    Raises:
        BadInputError: When the model or the image cannot be used.
        UsageError: When the model has no such class.
    """
    del listener
    with LOCK:
        model = MODELS.open(question.model)
        key = _key(question)
        if key not in _HEATS:
            _keep(_HEATS, key, _heat(model, question))
        return _HEATS[key]


def _heat(model: UsableModel, question: Heatmap) -> Heat:
    recipe = image_recipe(model.recipe, "Heat-maps")
    picture = read_picture(question.files, shorter=recipe.canvas)
    canvas = to_canvas(picture, recipe, question.group)
    chances = model.answer(canvas[None])[0].labels.probabilities
    label = question.label or max(chances, key=chances.__getitem__)
    code = _code(model, label)
    if model.network is None:
        box = seen_box(recipe, *picture.size)
        return Heat(box=box, label=label, probability=chances[label], words=_EXPORTED)
    found = explain(
        model.network,
        recipe,
        picture,
        method=question.method,
        code=code,
        group=question.group,
    )
    return Heat(
        pixels=found.values,
        box=found.box,
        label=label,
        probability=chances[label],
        words=found.words,
    )


def answer_check_map(question: CheckMap, listener: Listener) -> MapChecked:
    """Compare the map with those of the model after it lost what it learned, step by step.

    Raises:
        BadInputError: When the model or the image cannot be used.
        UsageError: When the model has no such class.
        Stopped: When nobody waits any more.
    """
    with LOCK:
        model = MODELS.open(question.model)
        key = _key(question)
        if key not in _CHECKS:
            _keep(_CHECKS, key, _checked(model, question, listener))
        return _CHECKS[key]


def _checked(model: UsableModel, question: CheckMap, listener: Listener) -> MapChecked:
    if model.network is None:
        raise BadInputError(_EXPORTED)
    code = _code(model, question.label) if question.label else None
    recipe = image_recipe(model.recipe, "Heat-maps")
    picture = read_picture(question.files, shorter=recipe.canvas)
    images = input_of(model.network, recipe, picture, question.group)
    found = check(
        model.network,
        [images],
        question.method,
        codes=[code],
        steps=_STEPS,
        draws=_DRAWS,
        reporter=listener,
    )
    stages = tuple((stage.name, stage.rank, stage.structure) for stage in found.stages)
    return MapChecked(passed=found.passed, words=found.words, stages=stages)


def _code(model: UsableModel, label: str) -> int:
    if label not in model.classes:
        raise UsageError(
            f"The model has no class {label!r}.", f"It knows: {', '.join(model.classes)}."
        )
    return model.classes.index(label)


def _key(question: Heatmap | CheckMap) -> _Key:
    """The question, and when the model and the image were changed last."""
    path = model_path(question.model)
    stated: Path = path / "model.json" if path.is_dir() else path
    times = [one.stat().st_mtime_ns for one in (stated, *question.files) if one.is_file()]
    return question.model_dump_json(), tuple(times)


def _keep(kept: OrderedDict[_Key, A], key: _Key, found: A) -> None:
    kept[key] = found
    while len(kept) > _KEPT:
        kept.popitem(last=False)

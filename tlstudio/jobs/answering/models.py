"""Trained models that stay in memory, and their answers to some images."""

from __future__ import annotations

import threading
from collections import OrderedDict
from itertools import islice
from pathlib import Path

from tlstudio.core.errors import UsageError
from tlstudio.core.reporting import Stopped
from tlstudio.data.texts.recipe import TextRecipe, image_recipe
from tlstudio.evaluation.usable import Answer, UsableModel, open_model
from tlstudio.features.decode import Item, decode_batch
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import FileAnswer, Files, Predictions
from tlstudio.jobs.preparing import model_path
from tlstudio.jobs.questions import Predict

_KEPT = 2
_BATCH = 16


class Models:
    """The models used last, by path and time of change."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._models: OrderedDict[tuple[Path, int], UsableModel] = OrderedDict()

    def open(self, given: Path) -> UsableModel:
        """A model, from memory or from the disk.

        Raises:
            BadInputError: When it cannot be used.
        """
        path = model_path(given)
        stated = path / "model.json" if path.is_dir() else path
        key = (path.resolve(), stated.stat().st_mtime_ns)
        if key not in self._models:
            self._models[key] = open_model(path)
            while len(self._models) > self._kept:
                self._models.popitem(last=False)
        self._models.move_to_end(key)
        return self._models[key]


MODELS = Models()
# One computation at a time: several would only share the same processors and memory.
LOCK = threading.Lock()


def answer_predict(question: Predict, listener: Listener) -> Predictions:
    """A model's answer to every image; what cannot be read is told with it.

    Raises:
        BadInputError: When the model cannot be used.
        UsageError: When there are groups, but not one for each image.
        Stopped: When nobody waits any more.
    """
    if question.groups and len(question.groups) != len(question.items):
        raise UsageError("There is not one group for each image.")
    groups = question.groups or ("",) * len(question.items)
    with LOCK:
        model = MODELS.open(question.model)
        answers: list[FileAnswer] = _of_texts(model, question.texts)
        items = enumerate(zip(question.items, groups, strict=True))
        while some := list(islice(items, _BATCH)):
            if listener.should_stop():
                raise Stopped
            answers += _answers(model, [(place, (files, group)) for place, (files, group) in some])
    return Predictions(classes=model.classes, multi_label=model.multi_label, answers=tuple(answers))


def _of_texts(model: UsableModel, texts: tuple[tuple[str, ...], ...]) -> list[FileAnswer]:
    if not texts:
        return []
    if not isinstance(model.recipe, TextRecipe):
        raise UsageError("This model reads images, not texts.", "Give image files or folders.")
    if any(len(columns) != model.recipe.columns for columns in texts):
        raise UsageError(
            f"This model reads {model.recipe.columns} texts of each item.",
            "Drop a table with a column for each.",
        )
    return [_answer((), one, "") for one in model.answer(texts)]


def _answers(model: UsableModel, items: list[tuple[int, Item]]) -> list[FileAnswer]:
    batch = decode_batch(items, image_recipe(model.recipe, "Answers to image files"))
    found = model.answer(batch.canvases) if len(batch.rows) else []
    by_place = {int(place): answer for place, answer in zip(batch.rows, found, strict=True)}
    return [
        _answer(tuple(files), by_place.get(place), batch.failures.get(place, ""))
        for place, (files, _) in items
    ]


def _answer(files: Files, got: Answer | None, problem: str) -> FileAnswer:
    if got is None:
        return FileAnswer(files=files, problem=problem)
    names, chances = got.labels.names, got.labels.probabilities
    return FileAnswer(
        files=files,
        names=names,
        probabilities=chances,
        probability=min((chances[name] for name in names), default=None),
        short_list=got.short_list,
        distance=got.distance,
    )

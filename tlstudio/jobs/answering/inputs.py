"""What a model will see of an image, and how that is made, in words."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tlstudio.core import files
from tlstudio.core.errors import BadInputError, StudioError
from tlstudio.core.plans import InputPlan
from tlstudio.core.samples import Sample
from tlstudio.data.display import coloured
from tlstudio.data.media.picture import Picture
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import Recipe, fit_recipe, limits, seen, seen_box, to_canvas
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import Input
from tlstudio.jobs.preparing import DEFAULT_BACKBONE
from tlstudio.jobs.questions import ModelInput
from tlstudio.models.catalogue.catalogue import card

_FITTED_ON = 48
_TRIED = 4 * _FITTED_ON
_SECONDS = 3.0
_REMEMBERED = 32


def answer_model_input(question: ModelInput, listener: Listener) -> Input:
    """The input of a trained model, or of one that would be trained with this plan.

    Raises:
        BadInputError: When the image or the model cannot be read.
    """
    del listener
    if question.model is not None:
        recipe = recipe_of(question.model)
    else:
        recipe = _fitted(
            question.project,
            question.backbone or DEFAULT_BACKBONE,
            question.input.model_dump_json(),
            age_of(question.project),
        )
    picture = read_picture(question.files, shorter=recipe.canvas)
    pixels = seen(to_canvas(picture, recipe, question.group), recipe)
    if pixels.dtype == np.uint16:
        pixels = (pixels >> 8).astype(np.uint8)
    return Input(
        pixels=np.ascontiguousarray(coloured(pixels)),
        size=recipe.size,
        box=seen_box(recipe, *picture.size),
        words=words_of(recipe, picture, question.group),
    )


def recipe_of(model: Path) -> Recipe:
    """The recipe of a model folder or an exported file, without loading its weights.

    Raises:
        BadInputError: When it is no model.
    """
    if model.is_file():
        from tlstudio.evaluation.onnx_file import OnnxModel

        return OnnxModel(model).info.recipe
    try:
        return Recipe.model_validate(files.read_json(model / "model.json")["recipe"])
    except (KeyError, TypeError, ValueError, StudioError) as error:
        raise BadInputError(f"The folder {model} holds no model.") from error


def age_of(project: Path | None) -> int:
    """Changes when the dataset does, at most once a minute."""
    if project is None:
        return 0
    try:
        return int((project / "dataset.sqlite").stat().st_mtime // 60)
    except OSError:
        return 0


@functools.lru_cache(maxsize=_REMEMBERED)
def _fitted(project: Path | None, backbone: str, plan: str, age: int) -> Recipe:
    """The recipe of a plan, fitted on some training images of a project."""
    del age
    chosen = InputPlan.model_validate_json(plan)
    pictures = list(_pictures(project)) if project is not None else []
    return fit_recipe(chosen, card(backbone).input, pictures)


def _pictures(project: Path) -> Iterator[tuple[Picture, str]]:
    """Some readable training images, spread over the dataset; bounded in number and time."""
    end = time.monotonic() + _SECONDS
    given = 0
    with DatasetStore.open(project / "dataset.sqlite", read_only=True) as store:
        for sample in _spread(store):
            paths = [store.resolve(ref) for ref in sample.media]
            try:
                yield read_picture(paths, shorter=64), sample.group
            except StudioError:
                continue
            given += 1
            if given == _FITTED_ON or time.monotonic() > end:
                return


def _spread(store: DatasetStore) -> Iterator[Sample]:
    """Usable samples at even distances: of the training part once there is one."""
    newest = store.page(Where(), Order("added", descending=True), None, 1).samples
    if not newest:
        return
    split = store.page(Where(split="train"), Order("name"), None, 1).samples
    ids = np.unique(np.linspace(1, newest[0].id, min(_TRIED, newest[0].id)).astype(int))
    # Shuffled, so that an end before the last one favours no part of the dataset.
    for ident in np.random.default_rng(0).permutation(ids):
        try:
            sample = store.sample(int(ident))
        except StudioError:
            continue
        if not sample.problem and (not split or sample.split == "train"):
            yield sample


def words_of(recipe: Recipe, picture: Picture, group: str = "") -> tuple[str, ...]:
    """The recipe, in sentences that name this image's own numbers."""
    return (
        _shape(recipe, picture),
        *_channels(recipe, picture),
        _brightness(recipe, picture, group),
    )


def _shape(recipe: Recipe, picture: Picture) -> str:
    width, height = picture.size
    _, _, wide, high = seen_box(recipe, width, height)
    side = f"{recipe.size} × {recipe.size} pixels"
    scale = recipe.size / wide
    becomes = f"100 pixels of the original become {100 * scale:.0f}."
    if recipe.fit == "letterbox":
        return f"The whole image, {width} × {height}, becomes {side} with a border; {becomes}"
    if recipe.fit == "stretch":
        return f"The whole image, {width} × {height}, is stretched to {side}."
    if round(wide) == width and round(high) == height:
        return f"The whole image, {width} × {height}, becomes {side}; {becomes}"
    return (
        f"The middle {wide:.0f} × {high:.0f} of {width} × {height} becomes {side}; {becomes} "
        "What lies outside is not seen."
    )


def _channels(recipe: Recipe, picture: Picture) -> tuple[str, ...]:
    have, want = picture.pixels.shape[2], recipe.channels
    if have == want:
        return ()
    if have == 1:
        return (f"The one channel is given {want} times, since the model expects {want}.",)
    if want == 1 and have == 3:
        return ("Colours become grey.",)
    if have > want:
        names = ", ".join(picture.channels[:want])
        return (f"Only the first {want} of {have} channels are seen ({names}).",)
    return (f"{want - have} of the model's {want} channels stay black.",)


def _brightness(recipe: Recipe, picture: Picture, group: str) -> str:
    low, high = limits(picture, recipe, group)
    if recipe.brightness == "format" or (recipe.brightness == "depth" and picture.depth <= 8):
        return "Brightness stays as it is."
    span = f"Values from {_short(low)} to {_short(high)} become black to white"
    if recipe.brightness == "image":
        return f"{span}: the range of this image alone, so differences in intensity are lost."
    if recipe.brightness == "group":
        whose = f"of {group}" if group in recipe.group_ranges else "of all training images"
        return f"{span}: the range {whose}."
    if recipe.brightness == "range":
        return f"{span}, in every image alike."
    return f"{span}: the range of the training images, in every image alike."


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.4g}"

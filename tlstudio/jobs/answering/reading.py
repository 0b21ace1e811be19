"""How far a model reads a text, and where the rest is cut off; no torch."""

from __future__ import annotations

import functools
from pathlib import Path

from numpy.typing import ArrayLike

from tlstudio.core import files
from tlstudio.core.errors import BadInputError, StudioError, UsageError
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.texts.recipe import TextRecipe, fit_text_recipe, read_recipe
from tlstudio.jobs.answering.inputs import age_of
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import TextRead
from tlstudio.jobs.preparing import embedded, some_texts
from tlstudio.jobs.questions import ReadText
from tlstudio.models.catalogue.catalogue import card, tokenizer_file
from tlstudio.models.tokenizer import FILE, Tokenizer

_FITTED_ON = 500
_REMEMBERED = 16


def answer_read_text(question: ReadText, listener: Listener) -> TextRead:
    """What a trained model reads of a text, or one that would be trained with this choice.

    Raises:
        BadInputError: When the model or its tokenizer cannot be read.
        UsageError: When the model reads no texts, or fewer tokens than were chosen.
    """
    del listener
    if question.model is not None:
        recipe = _recipe(question.model)
        tokenizer = _tokenizer(question.model / FILE)
    else:
        chosen = card(question.backbone or embedded("text"))
        path = tokenizer_file(chosen)
        age = age_of(question.project)
        recipe = _fitted(question.project, chosen.id, question.longest, age)
        tokenizer = _tokenizer(path)
    kept, tokens = tokenizer.kept(question.texts, recipe.length)
    return TextRead(kept=kept, tokens=tokens, length=recipe.length, cut_share=recipe.cut_share)


def _recipe(model: Path) -> TextRecipe:
    try:
        found = read_recipe(files.read_json(model / "model.json")["recipe"])
    except (KeyError, TypeError, ValueError, StudioError) as error:
        raise BadInputError(f"The folder {model} holds no model.") from error
    if not isinstance(found, TextRecipe):
        raise UsageError("This model reads images, not texts.")
    return found


@functools.lru_cache(maxsize=2)
def _tokenizer(path: Path) -> Tokenizer:
    return Tokenizer(path)


@functools.lru_cache(maxsize=_REMEMBERED)
def _fitted(project: Path | None, backbone: str, longest: int | None, age: int) -> TextRecipe:
    """The recipe of a choice, fitted on some training texts of a project."""
    del age
    chosen = card(backbone)
    if chosen.text is None:
        raise UsageError(f"The model {chosen.id} reads no texts.")
    texts: tuple[tuple[str, ...], ...] = ()
    if project is not None:
        with DatasetStore.open(project / "dataset.sqlite", read_only=True) as store:
            texts = some_texts(store, _FITTED_ON)
    counts: ArrayLike = []
    if texts:
        counts = _tokenizer(tokenizer_file(chosen)).counts(texts, chosen.text.longest)
    names = ("",) * (len(texts[0]) if texts else 1)
    return fit_text_recipe(chosen.text, counts, names=names, longest=longest)

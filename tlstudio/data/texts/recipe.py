"""The canonical recipe from texts to a network's tokens, stored with every model."""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike
from pydantic import BaseModel, ConfigDict, Field

from tlstudio.core.cards import TextInput
from tlstudio.core.errors import UsageError
from tlstudio.data.preprocess import Recipe

TEXT_RECIPE_VERSION = 1
# Nearly every text is read whole, and a few endless ones do not make all others slow.
_USUAL = 98
_STEP = 16


class TextRecipe(BaseModel):
    """Everything between the texts of a sample and the tokens that a network reads.

    Several columns are read as a pair: the first, then the others joined by a blank. What is
    longer than `length` loses the end of its longer side.

    Attributes:
        length: Tokens that are read at most, the network's own marks included.
        columns: Texts of each sample.
        names: What their columns were called; "" for the only one.
        tokenizer: SHA-256 of `tokenizer.json`.
        pooling: What stands for a text behind the last block.
        cut_share: Share of the training texts that were longer when the recipe was made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["text"] = "text"
    version: int = TEXT_RECIPE_VERSION
    length: int = Field(ge=8)
    columns: int = Field(ge=1)
    names: tuple[str, ...] = ()
    tokenizer: str
    pooling: Literal["cls", "mean"]
    cut_share: float = 0.0

    @property
    def key(self) -> str:
        """A short hash of all that features depend on, for caches."""
        said = self.model_dump_json(exclude={"cut_share", "names"})
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def size(self) -> int:
        """Of an input, as a side is of an image: the tokens of the longest."""
        return self.length

    @property
    def channels(self) -> None:
        """Texts have none."""
        return


AnyRecipe = Recipe | TextRecipe


def fit_text_recipe(
    card: TextInput, counts: ArrayLike, *, names: tuple[str, ...], longest: int | None = None
) -> TextRecipe:
    """Settle the recipe on token counts of training texts.

    Args:
        card: How the pretrained network reads.
        counts: (N,) tokens of each text with the network's marks, none cut off.
        names: Of the columns; one text of each sample for each of them.
        longest: What the person chose; None takes it from the counts.

    Raises:
        UsageError: When more was chosen than the network reads.
    """
    known = np.asarray(counts)
    if longest is not None and longest > card.longest:
        raise UsageError(
            f"This model reads {card.longest} tokens at most, not {longest}.",
            "Choose fewer, or another model.",
        )
    usual = float(np.percentile(known, _USUAL)) if known.size else _STEP
    rounded = max(_STEP, _STEP * int(np.ceil(usual / _STEP)))
    length = longest or min(rounded, card.longest)
    share = float((known > length).mean()) if known.size else 0.0
    return TextRecipe(
        length=length,
        columns=len(names),
        names=names,
        tokenizer=card.tokenizer,
        pooling=card.pooling,
        cut_share=round(share, 6),
    )


def read_recipe(raw: Any) -> AnyRecipe:
    """A recipe of either kind from plain data.

    Raises:
        ValidationError: When it is none.
    """
    is_text = isinstance(raw, dict) and raw.get("kind") == "text"
    return TextRecipe.model_validate(raw) if is_text else Recipe.model_validate(raw)


def image_recipe(recipe: AnyRecipe, what: str) -> Recipe:
    """The recipe of an image model, for what exists for images alone.

    Args:
        recipe: Of a model.
        what: What was asked for ("Heat-maps").

    Raises:
        UsageError: When the model reads texts.
    """
    if isinstance(recipe, Recipe):
        return recipe
    raise UsageError(f"{what} are made for models of images; this one reads texts.")

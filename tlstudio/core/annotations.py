"""What a person draws or types, and what a model answers: one family for both."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

AnnotationKind = Literal["labels", "boxes", "mask", "text", "numbers", "rating"]
Answer = Literal["answered", "unsure", "skip", "empty"]


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Labels(_Noun):
    """One class name, or several for multi-label tasks.

    `probabilities` is filled on predictions: class name → probability in [0, 1].
    """

    kind: Literal["labels"] = "labels"
    names: tuple[str, ...]
    probabilities: dict[str, float] = Field(default_factory=dict)


class Box(_Noun):
    """A box in pixels of the image as stored, origin at the top left, with its class."""

    x: float
    y: float
    width: float
    height: float
    label: str
    score: float | None = None


class Boxes(_Noun):
    """All boxes of an image; an empty tuple means "nothing there"."""

    kind: Literal["boxes"] = "boxes"
    boxes: tuple[Box, ...] = ()


class Polygon(_Noun):
    """One outline in pixels: x0, y0, x1, y1 and so on."""

    label: str
    points: tuple[float, ...]


class Mask(_Noun):
    """A segmentation: outlines, or the content hash of a raster kept beside the dataset."""

    kind: Literal["mask"] = "mask"
    polygons: tuple[Polygon, ...] = ()
    raster: str = ""


class Text(_Noun):
    """A translation, transcript or free answer."""

    kind: Literal["text"] = "text"
    text: str


class Numbers(_Noun):
    """Named quantities in the units that the task states."""

    kind: Literal["numbers"] = "numbers"
    values: dict[str, float]


class Rating(_Noun):
    """A person's rating of an item."""

    kind: Literal["rating"] = "rating"
    user: str
    value: float


Annotation = Annotated[Labels | Boxes | Mask | Text | Numbers | Rating, Field(discriminator="kind")]
_ADAPTER: TypeAdapter[Labels | Boxes | Mask | Text | Numbers | Rating] = TypeAdapter(Annotation)


def dump(annotation: Annotation) -> str:
    """Compact JSON of an annotation."""
    return annotation.model_dump_json(exclude_defaults=False)


def load(text: str) -> Labels | Boxes | Mask | Text | Numbers | Rating:
    """Read what `dump` wrote.

    Raises:
        pydantic.ValidationError: When the text is no annotation.
    """
    return _ADAPTER.validate_json(text)

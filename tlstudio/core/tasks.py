"""What a task is, without the code that computes it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from tlstudio.core.annotations import AnnotationKind
from tlstudio.core.cards import Modality
from tlstudio.core.plans import Mode
from tlstudio.core.words import IMAGE, Noun


class TaskSpec(BaseModel):
    """The torch-free part of a task: what lists, forms and importers need.

    Attributes:
        id: Folder name with dashes ("image-classification").
        annotation: What a person makes for each item.
        noun: What an item is called.
        importers: Ids of importers that fit, the usual one first.
        exporters: Ids of exporters that fit.
        headline: Metric shown first when classes are balanced.
        headline_unbalanced: Metric shown first when they are not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    sentence: str
    modality: Modality
    annotation: AnnotationKind
    noun: Noun = IMAGE
    modes: tuple[Mode, ...] = ("transductive",)
    importers: tuple[str, ...]
    exporters: tuple[str, ...] = ()
    headline: str
    headline_unbalanced: str

"""What predictions are made with and shown by: asked here alone, by the modality of the items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tlstudio.data.importers.rows import SUFFIXES_OF_ROWS
from tlstudio.data.media.suffixes import SUFFIXES
from tlstudio.gui.nouns import Nouns
from tlstudio.gui.services import Services
from tlstudio.gui.widgets.predicting.answer import AnswerDetail
from tlstudio.gui.widgets.predicting.detail import PredictionDetail
from tlstudio.gui.widgets.predicting.predictor import Guard, Predictor
from tlstudio.gui.widgets.predicting.text_detail import TextDetail
from tlstudio.gui.widgets.predicting.text_predictor import TextPredictor
from tlstudio.gui.widgets.predicting.typing_card import TypingCard


@dataclass(frozen=True)
class Kind:
    """Parts of a prediction panel.

    Attributes:
        detail: One answer, large.
        typing: Where an item can be typed; None where none can.
        suffixes: Of files that are proposed.
        icon: Of what is dropped, and `file_icon` of its files.
    """

    predictor: type[Predictor]
    detail: Callable[[Services, Nouns], AnswerDetail]
    typing: Callable[[Services, Nouns, Guard | None], TypingCard] | None
    suffixes: frozenset[str]
    icon: str
    file_icon: str


def kind_of(nouns: Nouns) -> Kind:
    """The parts for a modality."""
    if nouns.modality == "text":
        return Kind(
            TextPredictor, TextDetail, TypingCard, frozenset(SUFFIXES_OF_ROWS), "file-text",
            "file-text",
        )  # fmt: skip
    return Kind(Predictor, PredictionDetail, None, frozenset(SUFFIXES), "images", "file-image")

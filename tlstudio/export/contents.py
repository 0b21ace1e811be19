"""What a file for others holds and what it does not: each format names pieces, lists follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tlstudio.core.certainty import Certainty

# In the order in which a person reads them.
_PIECES = {
    "weights": "Weights of the model",
    "classes": "Class names",
    "preprocessing": "Preprocessing: size, channels, brightness",
    "origin": "Name of the run and of the pretrained model, its licence",
    "made": "Day of the export and version of the program",
    "certainty": "Calibration of the probabilities, short lists, and what mistakes cost",
    "familiarity": "What training images are like: the mean of their features in each class, and "
    "the common spread",
    "licence": "Text of the licence of the pretrained weights",
    "card": "A model card: numbers of images and of groups, results with their intervals",
    "program": "A program that predicts without this one (predict.py)",
}
_NEVER = (
    "Images",
    "Patient ids, plates and other names of what belongs together",
    "File names and paths",
    "Labels, and names of those who labelled",
)


@dataclass(frozen=True)
class Contents:
    """Two lists of sentences."""

    included: tuple[str, ...]
    not_included: tuple[str, ...]


def contents_of(pieces: tuple[str, ...], certainty: Certainty | Literal["any"] | None) -> Contents:
    """The two lists of a format.

    Args:
        pieces: That the format holds.
        certainty: Of the model; "any" says what the format can hold of some model.

    Raises:
        KeyError: When a format names a piece that nobody knows.
    """
    held = {piece: _PIECES[piece] for piece in pieces}
    if certainty != "any":
        known = {
            "certainty": certainty is not None,
            "familiarity": certainty is not None and certainty.unlike is not None,
        }
        held = {piece: words for piece, words in held.items() if known.get(piece, True)}
    return Contents(
        included=tuple(words for piece, words in _PIECES.items() if piece in held),
        not_included=(
            *_NEVER,
            *(words for piece, words in _PIECES.items() if piece not in held),
        ),
    )

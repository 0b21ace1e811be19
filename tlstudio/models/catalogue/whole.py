"""Whether a card's weights are on this computer whole; costs no torch."""

from __future__ import annotations

from pathlib import Path

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import BadInputError
from tlstudio.core.files import sha256

_ROUNDED = 4096


def verify(card: BackboneCard, path: Path) -> None:
    """Check the size and the hash that the card states.

    Raises:
        BadInputError: When the file is missing, cut short, or its content is another.
    """
    source = card.weights
    mend = f"Delete {path} and fetch or unpack them again."
    try:
        have = path.stat().st_size
    except OSError as error:
        if card.origin == "embedded":
            raise BadInputError(
                f"The weights of {card.id}, which come with the program, are missing.",
                "Install the program again, with everything that it depends on.",
            ) from error
        raise BadInputError(
            f"The weights of {card.id} are not on this computer.",
            f"Bring them with 'tlstudio models fetch {card.id}' or 'tlstudio models unpack FILE'.",
        ) from error
    # Published sizes are rounded to thousandths of a megabyte.
    if have < source.size - _ROUNDED:
        raise BadInputError(
            f"The weights of {card.id} are incomplete: {have / 1e6:.1f} of "
            f"{source.size / 1e6:.1f} MB.",
            mend,
        )
    if not source.sha256 and not source.sha256_prefix:
        return
    digest = sha256(path)
    if (source.sha256 and digest != source.sha256) or not digest.startswith(source.sha256_prefix):
        raise BadInputError(
            f"The weights of {card.id} are not what they should be (their SHA-256 differs).", mend
        )

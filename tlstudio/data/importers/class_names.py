"""Names for classes that a table gives as numbers: line n of a file names class n."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from tlstudio.core.errors import BadInputError
from tlstudio.data.texts.encodings import encoding_of

_BESIDE = ("classes.txt", "labels.txt", "class_names.txt")
_NUMBER = re.compile(r"\d{1,9}")
_MOST_BYTES = 1 << 20


def name_list(source: Path, given: str) -> tuple[tuple[str, ...], str]:
    """Names of the classes in order, and where they are from; empty when there are none.

    Args:
        source: The table; a file `classes.txt` beside it is used unasked.
        given: Names with commas between, or a file, seen from the table's folder; "-" for none.

    Raises:
        BadInputError: When the file is missing or empty.
    """
    if given == "-":
        return (), ""
    if "," in given:
        return tuple(_name(part) for part in given.split(",") if part.strip()), "as said"
    for name in [given] if given else _BESIDE:
        place = source.parent / name
        if place.is_file() and place != source and place.stat().st_size <= _MOST_BYTES:
            with encoding_of(place).open(place) as stream:
                names = tuple(_name(line) for line in stream.read().splitlines() if line.strip())
            if names:
                return names, place.name
    if given:
        raise BadInputError(
            f"There are no class names in {given!r}.",
            "Give a file whose line n names class n, or the names with commas between.",
        )
    return (), ""


def numbered(names: tuple[str, ...], labels: Iterable[str], *, asked: bool) -> dict[str, str]:
    """Label as the table has it → name; empty where the labels are no such numbers.

    Numbers begin with 0 when there is a 0 among the labels, else with 1.

    Args:
        names: In order.
        labels: As they are in the table.
        asked: Whether a person wants these names.

    Raises:
        BadInputError: When they are wanted and do not fit.
    """
    told = {label.strip() for label in labels} - {""}
    wrong = sorted(label for label in told if not _NUMBER.fullmatch(label))
    first = 0 if any(int(label) == 0 for label in told - set(wrong)) else 1
    wrong += sorted(one for one in told - set(wrong) if int(one) - first >= len(names))
    if wrong and asked:
        raise BadInputError(
            f"The class {wrong[0]!r} has no name: {len(names)} names are given.",
            "Line n of the file names class n.",
        )
    if wrong or not names:
        return {}
    return {label: names[int(label) - first] for label in told}


def _name(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())

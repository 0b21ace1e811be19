"""What the columns of a table are, told by their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from tlstudio.core.errors import BadInputError

NO_COLUMN = "-"
# In the order of preference; spaces, signs, accents and capitals make no difference.
_NAMES = {
    "path": (
        "path", "file", "filename", "filepath", "image", "imagepath", "imagefile", "imagename",
        "img", "photo", "picture", "name", "datei", "dateiname", "pfad", "bild", "bilddatei",
        "foto", "id", "imageid", "patientid", "patient", "subjectid", "caseid", "patientenid",
        "patientennummer", "patnr",
    ),
    "label": (
        "label", "labels", "class", "classname", "diagnosis", "category", "phenotype", "species",
        "target", "annotation", "finding", "klasse", "diagnose", "kategorie", "phänotyp", "art",
        "spezies", "befund",
    ),
    "split": ("split", "part", "set", "subset", "foldname", "teil", "partition"),
    "group": (
        "group", "patient", "patientid", "subject", "subjectid", "case", "caseid", "plate",
        "plateid", "camera", "cameraid", "site", "siteid", "slide", "slideid", "animal",
        "animalid", "gruppe", "patientenid", "patientennummer", "patnr", "platte", "kamera",
        "standort", "tier",
    ),
}  # fmt: skip


def usual(role: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Columns that are called as such a column usually is, the best name first."""
    known = {_plain(column): column for column in reversed(columns)}
    found = (known.get(_plain(word)) for word in _NAMES[role])
    return tuple(dict.fromkeys(column for column in found if column))


def named(given: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    """Role → column, for what was named by a person; "" where none is wanted.

    Args:
        given: Role → name, `NO_COLUMN` for none, "" where nothing was said.
        columns: Of the table.

    Raises:
        BadInputError: When the table has no such column.
    """
    lower = {column.lower().strip(): column for column in columns}
    found: dict[str, str] = {}
    for role, name in given.items():
        if name == NO_COLUMN:
            found[role] = ""
        elif name and name.lower().strip() not in lower:
            raise BadInputError(
                f"The table has no column {name!r}.", f"It has: {', '.join(columns)}."
            )
        elif name:
            found[role] = lower[name.lower().strip()]
    return found


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if sign.isalnum())

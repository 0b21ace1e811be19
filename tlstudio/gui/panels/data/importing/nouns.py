"""What folders seem to be called, in the singular and in the plural, as a person would say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from tlstudio.data.confounding import group_noun

_ID = re.compile(r"[\s_-]*(id|nr|no|number)$")


def _tr(text: str) -> str:
    return QCoreApplication.translate("nouns", text)


def noun(names: Sequence[str]) -> str:
    """`plate` for plate01, plate02 …; `group` where the names tell nothing."""
    return _known().get(group_noun(names), (_tr("group"), ""))[0]


def counted(number: int, names: Sequence[str], word: str = "") -> str:
    """`24 plates`, `1 group`.

    Args:
        number: How many.
        names: Some of their names.
        word: What they are said to be ("patient"); used where it is known.
    """
    known = _known()
    said = _ID.sub("", word.strip().lower())
    found = known.get(said, known.get(group_noun(names)))
    one, many = found or (_tr("group"), _tr("groups"))
    return f"{number:,} {one if number == 1 else many}".replace(",", "\u202f")


def _known() -> dict[str, tuple[str, str]]:
    return {
        "plate": (_tr("plate"), _tr("plates")),
        "patient": (_tr("patient"), _tr("patients")),
        "patienten": (_tr("patient"), _tr("patients")),
        "burst": (_tr("burst"), _tr("bursts")),
        "pat": (_tr("patient"), _tr("patients")),
        "subject": (_tr("subject"), _tr("subjects")),
        "sub": (_tr("subject"), _tr("subjects")),
        "subj": (_tr("subject"), _tr("subjects")),
        "case": (_tr("case"), _tr("cases")),
        "camera": (_tr("camera"), _tr("cameras")),
        "cam": (_tr("camera"), _tr("cameras")),
        "site": (_tr("site"), _tr("sites")),
        "slide": (_tr("slide"), _tr("slides")),
        "mouse": (_tr("mouse"), _tr("mice")),
        "animal": (_tr("animal"), _tr("animals")),
        "donor": (_tr("donor"), _tr("donors")),
        "experiment": (_tr("experiment"), _tr("experiments")),
        "exp": (_tr("experiment"), _tr("experiments")),
        "batch": (_tr("batch"), _tr("batches")),
        "day": (_tr("day"), _tr("days")),
        "week": (_tr("week"), _tr("weeks")),
        "run": (_tr("run"), _tr("runs")),
        "session": (_tr("session"), _tr("sessions")),
        "well": (_tr("well"), _tr("wells")),
    }

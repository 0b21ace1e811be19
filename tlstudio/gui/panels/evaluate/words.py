"""Names of runs as a person reads them."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QDateTime

from tlstudio.gui.facts import RunFacts

_NAME = re.compile(r"(\d{8}-\d{6})-(.*)")


def preset_title(preset: str) -> str:
    """Quick, Standard, Thorough."""
    return {
        "quick": _tr("Quick"),
        "balanced": _tr("Standard"),
        "best": _tr("Thorough"),
    }.get(preset, preset)


def run_title(run: RunFacts) -> str:
    """Its name, model, preset and time."""
    found = _NAME.fullmatch(run.name)
    preset = preset_title(run.preset)
    if found is None:
        return " · ".join(filter(None, (run.name, run.model, preset)))
    moment = QDateTime.fromString(found[1], "yyyyMMdd-HHmmss").toString("d MMM yyyy, HH:mm")
    title = "" if found[2] in (run.preset, preset) else found[2]
    return " · ".join(filter(None, (title, run.model, preset, moment)))


def run_short(run: RunFacts) -> str:
    """Its preset or own name, and its time, for the head of a column."""
    found = _NAME.fullmatch(run.name)
    if found is None:
        return run.name
    moment = QDateTime.fromString(found[1], "yyyyMMdd-HHmmss").toString("d MMM, HH:mm:ss")
    title = preset_title(run.preset) if found[2] == run.preset else found[2]
    return f"{title} · {moment}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("runs", text)

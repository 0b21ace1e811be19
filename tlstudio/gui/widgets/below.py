"""Words that are declared below the window, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def option(text: str) -> str:
    """Label, help, choice or unit of a declared option."""
    return QCoreApplication.translate("options", text)


def stage(text: str) -> str:
    """What a job is at, or the name that a recipe gave to its stage."""
    return QCoreApplication.translate("stages", text)


def report(text: str) -> str:
    """Title, column or name of a number in a report."""
    return QCoreApplication.translate("report", text)

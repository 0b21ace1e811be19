"""Cohen's kappa in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import whole_percent
from tlstudio.data.kappa import Kappa
from tlstudio.gui.nouns import IMAGES, Nouns

_FEW = 50


def _tr(text: str) -> str:
    return QCoreApplication.translate("kappa", text)


def kappa_sentence(kappa: Kappa | None, nouns: Nouns = IMAGES) -> str:
    """As in: Good agreement: kappa 0.72 (95 % interval 0.60 to 0.84). 88 of 96 images alike."""
    if kappa is None:
        return nouns.said("kappa", "There is no image yet that both have answered.")
    text = nouns.said("kappa", "%1: kappa %2 (95 % interval %3 to %4). %5 of %6 images alike (%7).")
    values = (
        *(_grade(kappa.value), f"{kappa.value:.2f}", f"{kappa.low:.2f}", f"{kappa.high:.2f}"),
        *(str(kappa.agreed), str(kappa.n), whole_percent(kappa.agreed / kappa.n)),
    )
    for place, value in enumerate(values, 1):
        text = text.replace(f"%{place}", value, 1)
    return text


def kappa_hint(kappa: Kappa | None, nouns: Nouns = IMAGES) -> str:
    """What to do about it; "" when nothing is to be done."""
    if kappa is None:
        return ""
    if kappa.n < _FEW:
        return nouns.said(
            "kappa",
            "Few images were read twice: read more, until the interval is narrow enough.",
        )
    if kappa.value < 0.6:
        return _tr("Talk about what the classes mean before you train: the model will copy doubts.")
    return ""


def _grade(value: float) -> str:
    """Words of Altman 1991, Practical Statistics for Medical Research."""
    for limit, words in (
        (0.2, _tr("Poor agreement")),
        (0.4, _tr("Fair agreement")),
        (0.6, _tr("Moderate agreement")),
        (0.8, _tr("Good agreement")),
    ):
        if value <= limit:
            return words
    return _tr("Very good agreement")

"""Recipes for trainings under the window."""

from __future__ import annotations

from tests.runs import small_plan
from tlstudio.core.plans import Augmentation, Phase, Plan


def long_plan(passes: int) -> Plan:
    """One exact stage, then many small passes."""
    phases = (
        Phase(name="new layers"),
        Phase(name="upper blocks", unfreeze_from=5, epochs=passes, lr=1e-3),
    )
    return small_plan(phases=phases, augmentation=Augmentation(set="none", views=1))

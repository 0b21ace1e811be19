"""The panel of the step."""

from __future__ import annotations

from tlstudio.gui.panels.panel import Panel


class TrainPanel(Panel):
    """Start, watch and steer trainings."""

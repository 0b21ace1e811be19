"""The panel of the step."""

from __future__ import annotations

from tlstudio.gui.panels.panel import Panel


class DeployPanel(Panel):
    """Use the model and share it."""

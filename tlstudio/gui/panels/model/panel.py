"""The panel of the step."""

from __future__ import annotations

from tlstudio.gui.panels.panel import Panel


class ModelPanel(Panel):
    """Choose a pretrained model and its layers."""

"""The panel of the step."""

from __future__ import annotations

from tlstudio.gui.panels.panel import Panel


class DataPanel(Panel):
    """Import, look at and label images."""

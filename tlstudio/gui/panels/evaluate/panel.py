"""The panel of the step."""

from __future__ import annotations

from tlstudio.gui.panels.panel import Panel


class EvaluatePanel(Panel):
    """Results, with the final test behind its own button."""

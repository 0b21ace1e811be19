"""What a panel is, and which there are; each is built when it is first entered."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tlstudio.gui.facts import StepName
from tlstudio.gui.session import Session


class Panel(QWidget):
    """One step of the rail.

    Args:
        session: The open project; panels talk to each other through it alone.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.services = session.services

    def entered(self) -> None:
        """Called whenever the panel comes to the front."""

    def actions_for_palette(self) -> list[QAction]:
        """What the command palette and F1 list for it; shortcuts included."""
        return []

    def accept_drop(self, paths: list[str]) -> bool:
        """Take files or folders that were dropped on the window; False when they mean nothing."""
        del paths
        return False

    def begin_import(
        self, source: str, group_by: str = "", only: str = "", classes: Sequence[str] = ()
    ) -> None:
        """Begin to import; of the data panel.

        Args:
            source: Folder or table, or `SAMPLE` for the images that the program draws.
            group_by: Proposed answer to "which images belong together".
            only: What of a folder, one a line; "" for all of it.
            classes: Usual names of classes that a table gives as numbers.
        """
        del source, group_by, only, classes

    def next_sentence(self) -> str:
        """What to do next here, in one sentence."""
        return ""


@dataclass(frozen=True)
class PanelInfo:
    """One place of the rail.

    Attributes:
        steps: The steps of transfer learning that are taken there, by number.
    """

    name: StepName
    icon: str
    module: str
    cls: str
    steps: tuple[int, ...] = ()

    def build(self, session: Session) -> Panel:
        """Import and make it."""
        made = getattr(importlib.import_module(self.module), self.cls)(session)
        if not isinstance(made, Panel):
            raise TypeError(f"{self.cls} is no panel")
        return made


PANELS = (
    PanelInfo("data", "images", "tlstudio.gui.panels.data.panel", "DataPanel"),
    PanelInfo("model", "layers", "tlstudio.gui.panels.model.panel", "ModelPanel", (1, 2, 3)),
    PanelInfo("train", "activity", "tlstudio.gui.panels.train.panel", "TrainPanel", (4, 5)),
    PanelInfo("evaluate", "target", "tlstudio.gui.panels.evaluate.panel", "EvaluatePanel", (6,)),
    PanelInfo("deploy", "rocket", "tlstudio.gui.panels.deploy.panel", "DeployPanel", (6,)),
)

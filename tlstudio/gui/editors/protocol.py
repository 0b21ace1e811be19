"""What an editor of annotations is, and which there are; each is built for the kind it edits."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tlstudio.core.annotations import AnnotationKind
from tlstudio.gui.panels.data.labelling import Labelling


class Editor(QWidget):
    """Stands beside the images and says what they show.

    Args:
        labelling: Saves what is said of the selected images.

    Signals:
        show_class: Name of a class whose images the person wants to see.
        images_wanted: The keyboard goes back to the images.
        answered: One answer was given by hand; the viewer goes on to the next image.
    """

    show_class = Signal(str)
    images_wanted = Signal()
    answered = Signal()

    def __init__(self, labelling: Labelling) -> None:
        super().__init__()
        self.labelling = labelling

    def actions_for_images(self) -> list[QAction]:
        """Shortcuts that work while images have the keyboard."""
        return []

    def set_classes(self, counts: dict[str, int]) -> None:
        """Class → number of images."""


@dataclass(frozen=True)
class EditorInfo:
    """Where an editor is."""

    module: str
    cls: str


EDITORS: dict[AnnotationKind, EditorInfo] = {
    "labels": EditorInfo("tlstudio.gui.editors.labels", "LabelsEditor"),
}


def make_editor(kind: AnnotationKind, labelling: Labelling) -> Editor:
    """The editor of a kind of annotation.

    Raises:
        KeyError: When there is none.
    """
    info = EDITORS[kind]
    made = getattr(importlib.import_module(info.module), info.cls)(labelling)
    if not isinstance(made, Editor):
        raise TypeError(f"{info.cls} is no editor")
    return made

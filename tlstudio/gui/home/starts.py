"""What a new project can begin with; every card here works."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

SAMPLE = "sample"
"""A source that stands for the images that the program draws itself."""
TABLES = (".csv", ".tsv", ".xlsx")


@dataclass(frozen=True)
class NewProject:
    """A wish for a new project.

    Attributes:
        name: Title; its folder is named after it.
        parent: Folder in which it is made.
        task: Task id.
        source: Folder or table to import, "" to begin empty.
        group_by: Proposed answer to "which images belong together".
        sample: Draw the sample images into it.
    """

    name: str
    parent: str
    task: str = "image-classification"
    source: str = ""
    group_by: str = ""
    sample: bool = False


@dataclass(frozen=True)
class Start:
    """One card.

    Attributes:
        group_by: What such images usually belong together by.
    """

    icon: str
    tone: str
    title: str
    sentence: str
    group_by: str = ""


def starts() -> tuple[Start, ...]:
    """The cards, images first."""
    tr = QCoreApplication.translate
    return (
        Start(
            "microscope",
            "cool",
            tr("starts", "Microscopy"),
            tr("starts", "Cells, tissues, phenotypes; 8 or 16 bit, plates kept together."),
        ),
        Start(
            "heart-pulse",
            "bad",
            tr("starts", "Medical images"),
            tr(
                "starts",
                "X-ray, CT, MR slices, a table of diagnoses; patients kept together.",
            ),
            "patient",
        ),
        Start(
            "camera",
            "good",
            tr("starts", "Camera traps"),
            tr("starts", "Many photos, few labels, rare species; bursts kept together."),
            "burst",
        ),
        Start(
            "image",
            "accent",
            tr("starts", "Any other photos"),
            tr("starts", "Folders named after classes, or images that you label here."),
        ),
    )


def dropped(paths: list[str]) -> list[str]:
    """The dropped paths; a folder dropped with one table beside it stands for both.

    The table is found again from the folder.
    """
    tables = [path for path in paths if Path(path).suffix.lower() in TABLES]
    others = [path for path in paths if path not in tables]
    if len(others) == 1 and len(tables) == 1 and Path(tables[0]).parent == Path(others[0]).parent:
        return others
    return paths

"""What a new project can begin with; every card here works."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from tlstudio.data.media.suffixes import SUFFIXES

_NAMED = 4
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
        only: What of the source to import, one a line; "" for all of it.
        note: A sentence to be told when it is open.
    """

    name: str
    parent: str
    task: str = "image-classification"
    source: str = ""
    group_by: str = ""
    sample: bool = False
    only: str = ""
    note: str = ""


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
    found = [Path(path) for path in paths]
    tables = [path for path in found if path.suffix.lower() in TABLES]
    others = [path for path in found if path.suffix.lower() not in TABLES]
    if len(others) == 1 and len(tables) == 1 and tables[0].parent == others[0].parent:
        return [str(others[0])]
    return paths


@dataclass(frozen=True)
class Together:
    """Several dropped things as one source.

    Attributes:
        source: The folder that holds them.
        only: Which of its files and folders, one a line; "" for all.
        words: What is taken and what is not; "" when that needs no words.
    """

    source: str
    only: str = ""
    words: str = ""


def together(paths: list[str]) -> Together | None:
    """Folders and images that were dropped together, or one table; None when there are none."""
    found = [Path(path) for path in paths]
    good = [path for path in found if path.suffix.lower() in SUFFIXES or path.is_dir()]
    table = not good
    if table:
        good = [path for path in found if path.suffix.lower() in (*TABLES, ".txt")][:1]
    if not good:
        return None
    try:
        home = Path(os.path.commonpath([path.parent for path in good]))
    except ValueError:  # of two drives
        home = Path(good[0].anchor)
    if home == home.parent:
        good = good[:1]  # a whole drive is no folder of images
        home = good[0].parent
    taken = set(good)
    left = [path.name for path in found if path not in taken]
    tr, words = QCoreApplication.translate, []
    if len(good) > 1:
        words.append(tr("starts", "%n dropped things are imported together.", "", len(good)))
    if left:
        names = ", ".join(left[:_NAMED]) + (" …" if len(left) > _NAMED else "")
        said = tr("starts", "Left out: %1. Only folders and images are taken together.")
        words.append(said.replace("%1", names))
    if table or (len(good) == 1 and good[0].is_dir()):
        return Together(str(good[0]), "", " ".join(words))
    only = "\n".join(path.relative_to(home).as_posix() for path in good)
    return Together(str(home), only, " ".join(words))

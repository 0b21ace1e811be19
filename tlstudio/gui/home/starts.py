"""What a new project can begin with; every card here works."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tlstudio.data.media.suffixes import SUFFIXES

if TYPE_CHECKING:
    from tlstudio.core.cards import Modality

_NAMED = 4
USUAL_TASK = "image-classification"
TEXTS = "text-classification"
SAMPLE = "sample"
"""A source that stands for the images that the program draws itself."""
TABLES = (".csv", ".tsv", ".xlsx")
_TABLES_OF_TEXTS = (*TABLES, ".jsonl", ".ndjson")
_TEXTS = {".txt", ".text", ".md"}


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
        classes: Usual names of classes that a table gives as numbers.
    """

    name: str
    parent: str
    task: str = USUAL_TASK
    source: str = ""
    group_by: str = ""
    sample: bool = False
    only: str = ""
    note: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Start:
    """One card.

    Attributes:
        group_by: What such images usually belong together by.
        task: Id of its task.
        classes: What such items are usually told apart by.
    """

    icon: str
    tone: str
    title: str
    sentence: str
    group_by: str = ""
    task: str = USUAL_TASK
    classes: tuple[str, ...] = ()


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
        Start(
            "message-square-text",
            "cool",
            tr("starts", "Text: topics, categories"),
            tr("starts", "News, letters, findings in words; a table, or a folder of texts."),
            task=TEXTS,
        ),
        Start(
            "star",
            "warm",
            tr("starts", "Sentiment: reviews, comments"),
            tr("starts", "Are people content? Texts told apart as negative and positive."),
            task=TEXTS,
            classes=(tr("starts", "negative"), tr("starts", "positive")),
        ),
    )


def table_filter(modality: Modality) -> str:
    """Which tables a file dialog shows."""
    ends = (*_TABLES_OF_TEXTS, ".txt") if modality == "text" else (*TABLES, ".txt")
    said = QCoreApplication.translate("starts", "Tables (%1)")
    return said.replace("%1", " ".join(f"*{end}" for end in ends))


def dropped(paths: list[str], modality: Modality = "image") -> list[str]:
    """The dropped paths; a folder of images dropped with one table beside it stands for both.

    The table is found again from the folder.
    """
    if modality != "image":
        return paths
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


def names_images(paths: list[str]) -> bool:
    """Whether images are among what was dropped, so that nothing need be looked into."""
    return any(Path(path).suffix.lower() in SUFFIXES for path in paths)


def together(paths: list[str], modality: Modality = "image") -> Together | None:
    """Folders and images that were dropped together, or one table; None when there are none.

    Args:
        paths: What was dropped.
        modality: What is wanted; of texts, several files are taken where images would be.
    """
    found = [Path(path) for path in paths]
    suffixes = _TEXTS if modality == "text" and len(found) > 1 else SUFFIXES
    good = [path for path in found if path.suffix.lower() in suffixes or path.is_dir()]
    table = not good
    if table:
        good = [path for path in found if path.suffix.lower() in (*_TABLES_OF_TEXTS, ".txt")][:1]
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

"""What the items of a project are called: sentences written of images are said of texts, too."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QObject

from tlstudio.core.cards import Modality

_OF_TEXTS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"^Drop a folder or a table anywhere in this window\. Folders may stand for classes, "
            r"plates or patients",
            "Drop a table or a folder of text files anywhere in this window. Columns and folders "
            "may stand for classes, authors or threads",
        ),
        (r"^More images from a folder", "More texts from a table"),
        (r"^Drop a folder of images here", "Drop a table of texts here"),
        (r"^Look at what the model sees, then start", "Start"),
        (r"^Find by name", "Find words"),
        (r"^Find an image by name", "Find words in the texts"),
        (r"^As pictures", "As a list"),
        (r"^Pictures or table", "List or table"),
        (r"^Size of the thumbnails", "Lines of each text"),
        (r"^See it large", "Read it whole"),
        (r"^What does it show", "What does it say"),
        (r"\b([Cc])annot be read", r"\1annot be used"),
        (r"\bplate, patient or camera", "author, thread or document"),
        (r"\bplates, patients or cameras", "authors, threads or documents"),
        (r"\bshow the same plate, patient, animal or place", "are of one author or thread"),
        (
            r"has seen many images and knows edges, textures and parts",
            "has read many texts and knows words and what they mean together",
        ),
        (r"^What it sees", "What it reads"),
        (r"\bto see it large\.", "to read it."),
        (
            r"It shows images: names may be burned into them\. Look",
            "It shows texts, which may tell names. Read",
        ),
        (r"^Drop image files, or a folder", "Drop a table, text files, or a folder"),
        (r"A folder may hold thousands of images", "A table may have millions of rows"),
        (r"^The files stay where they are", "The source stays as it is"),
        (r"\bsee it large, with where the model looked", "read it whole"),
        (r"\ba folder of images, then train", "a table of texts, then train"),
        (r"^Drop images or folders here", "Drop tables or text files here"),
        (r"^Choose images…", "Choose tables or texts…"),
        (r"\blook yourself", "read it yourself"),
        (r"\bthey look alike", "they are alike"),
        (r"\blook alike to the model", "are alike to the model"),
        (r"Looking at the image", "Reading the text"),
        (r"could not be looked at", "could not be read"),
        (r"were looked at so far", "were read so far"),
        (r"\blook nearly the same", "are nearly the same"),
        (r"its file stays", "the source stays as it is"),
        (r"\(files stay\)", "(the source stays)"),
        (r"\b([Aa])n image\b", r"\1 text"),
        (r"\bimage", "text"),
        (r"\bImage", "Text"),
    )
)


def of_texts(sentence: str) -> str:
    """An English sentence about images as it is said of texts; both forms are translated."""
    for pattern, words in _OF_TEXTS:
        sentence = pattern.sub(words, sentence)
    return sentence


class Nouns:
    """Translates sentences about images, or what they become for another kind of items.

    Args:
        modality: Of the task.
    """

    def __init__(self, modality: Modality = "image") -> None:
        self.modality = modality

    def tr(self, owner: QObject, sentence: str, n: int = -1) -> str:
        """As `owner.tr`.

        Args:
            owner: Whose class is the context of the translation.
            sentence: English, about images.
            n: For `%n`.
        """
        return owner.tr(self._meant(sentence), "", n)

    def said(self, context: str, sentence: str, n: int = -1) -> str:
        """As `QCoreApplication.translate`; see `tr`."""
        return QCoreApplication.translate(context, self._meant(sentence), None, n)

    def _meant(self, sentence: str) -> str:
        return of_texts(sentence) if self.modality == "text" else sentence


IMAGES = Nouns()

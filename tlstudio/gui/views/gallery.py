"""Images worth a look: the worst mistakes, and whatever a report picks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex

from tlstudio.core.reports import Gallery
from tlstudio.gui.views.card import Card
from tlstudio.gui.views.context import ImageSet, ReportContext
from tlstudio.gui.views.items import item_list
from tlstudio.gui.views.view import PartView
from tlstudio.gui.widgets import make

_HEIGHT = 420


class GalleryView(Card):
    """Thumbnails with captions; one that is clicked is shown large beside the report."""

    def __init__(self, part: Gallery, context: ReportContext) -> None:
        super().__init__(part.title, context)
        self._set = ImageSet(part.title, part.keys, part.captions)
        words = context.session.nouns.tr(
            self, "Choose an image to see it large, with where the model looked."
        )
        self.inside.addWidget(make.label(words, "muted", wrap=True))
        if part.note:
            self.inside.addWidget(make.label(part.note, "caption", wrap=True))
        self.list = item_list(context, part.title)
        self.list.setMinimumHeight(_HEIGHT)
        self.list.show_set(self._set)
        self.list.clicked.connect(self._show)
        self.list.activated.connect(self._show)
        self.inside.addWidget(self.list)

    def _show(self, index: QModelIndex) -> None:
        row = index.row()
        order = [row, *(place for place in range(len(self._set.keys)) if place != row)]
        captions = self._set.captions
        chosen = ImageSet(
            self._set.title,
            tuple(self._set.keys[place] for place in order),
            tuple(captions[place] for place in order) if captions else (),
        )
        self.context.images_wanted.emit(chosen)


VIEW = PartView("gallery", lambda _: "mistakes", GalleryView)

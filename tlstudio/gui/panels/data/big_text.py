"""One text of the dataset after the other to be read, and texts beside each other."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from tlstudio.data.store.listing import Listed
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.data.showing import LargeItem
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.text_pane import TextPane
from tlstudio.gui.widgets.words import count

_MOST = 100_000
_SMALL = 280


class BigText(LargeItem):
    """All columns of a text; of one that nobody reads to its end the beginning.

    Attributes:
        searched: Words to mark.
    """

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[str, str] | None = None
        self._asked: Ticket | None = None
        self.searched = ""
        self.pane = TextPane(name)
        self.setFocusProxy(self.pane)
        self._cut = make.label("", "caption", wrap=True)
        self._cut.setContentsMargins(12, 0, 12, 8)
        self._cut.hide()
        layout = make.column(self.pane, self._cut, spacing=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    @property
    def ready(self) -> bool:
        """Whether the text is there."""
        return self.pane.has_text

    def show_item(self, listed: Listed, following: Listed | None = None) -> None:
        """See `LargeItem`; a text comes at once, so the next one need not be fetched before."""
        del following
        key = (listed.content or listed.sample.key, self.searched)
        if key == self._shown:
            return
        if self._asked is not None:
            self._asked.cancel()
        self._shown = key
        sample = listed.sample
        self._asked = self._session.read(
            lambda store: store.listing().wholes(sample, _MOST + 1),
            owner=self,
            done=lambda texts: self._take(listed, texts),
        )

    def _take(self, listed: Listed, texts: tuple[str, ...]) -> None:
        long = any(len(text) > _MOST for text in texts)
        words = self.tr("The text is longer: its first %1 signs are shown.")
        self._cut.setText(words.replace("%1", count(_MOST)))
        self._cut.setVisible(long)
        if any(text.strip() for text in texts):
            names = [media.channel for media in listed.sample.media]
            self.pane.show_texts(names, [text[:_MOST] for text in texts], self.searched)
        else:
            self.pane.say(listed.sample.problem or self.tr("The text is empty."))


class SmallText(QFrame):
    """How a text begins, for comparing some."""

    def __init__(self, session: Session, listed: Listed, side: int) -> None:
        super().__init__()
        del session
        self.setProperty("role", "inset")
        text = "\n".join(filter(None, listed.texts)) or listed.sample.problem
        shown = text[:_SMALL].rstrip() + " …" * (len(text) > _SMALL)
        words = make.label(shown, wrap=True, tip=text)
        layout = make.column(words)
        layout.setContentsMargins(10, 8, 10, 8)
        self.setLayout(layout)
        self.setFixedWidth(side)

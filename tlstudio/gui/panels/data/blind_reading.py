"""A second reading without the first label in sight: one image after the other, saved at once."""

from __future__ import annotations

import random
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from tlstudio.core.annotations import Answer, Labels
from tlstudio.core.samples import SplitPart
from tlstudio.data.store.listing import Listed
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.data.class_buttons import ClassButtons
from tlstudio.gui.panels.data.showing import make_large
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make

_MOST = 50_000
_SIDE = 260


def images_to_read(store: DatasetStore, reader: str) -> list[int]:
    """Labelled images that a reader has not read, in an order that tells nothing.

    The final test is left out while it is locked.
    """
    part: SplitPart | None = None if store.openings() else "test"
    where = Where(unread_by=reader, problem=False, without=part)
    ids = list(store.listing().ids(where, Order("added"), None, _MOST).ids)
    random.Random(reader).shuffle(ids)
    return ids


class BlindReading(QWidget):
    """Shows the image alone; neither its name nor its label could tell what the first reader said.

    Signals:
        done: Everything was read, or the person stops.
    """

    done = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._nouns = session.nouns
        self._reader = ""
        self._ids: list[int] = []
        self._place = 0
        self._known: dict[int, Listed] = {}
        self.large = make_large(session, self._nouns.tr(self, "Image to read"))
        self.classes = ClassButtons(self)
        self.classes.chosen.connect(self.answer)
        self.classes.answered.connect(lambda word: self.answer("", word))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._count = make.label("", "muted")
        self._saved = make.label("", "caption")
        self.undo = make.button(self.tr("Back one"), self.go_back, icon_name="undo-2")
        stop = make.button(self.tr("Stop reading"), self.done.emit)
        side = QWidget()
        side.setMinimumWidth(_SIDE)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        title = make.label(self._nouns.tr(self, "What does it show?"), "title", wrap=True)
        title.setToolTip(self.tr("A blind second reading: labels given before are hidden."))
        side.setLayout(
            make.column(
                title, self._count, self._progress, 8, self.classes, None, self._saved,
                make.row(self.undo, stop),
            )
        )  # fmt: skip
        line = make.row(self.large, side, spacing=16)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 0, 0, 16)
        self.setLayout(line)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.done.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back = QShortcut(QKeySequence(Qt.Key.Key_Backspace), self, self.go_back)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def current(self) -> int:
        """Id of the image in front, 0 when there is none."""
        return self._ids[self._place] if self._place < len(self._ids) else 0

    def begin(self, reader: str, ids: Sequence[int], classes: Sequence[str]) -> None:
        """Read these images as that reader."""
        self._reader, self._ids, self._place = reader, list(ids), 0
        self._known.clear()
        self.classes.show_classes(classes)
        self._saved.setText("")
        self._show()
        self.large.setFocus()

    def answer(self, name: str, answer: Answer = "answered") -> None:
        """Keep an answer and go on; it is on disk before it is called saved."""
        ident = self.current
        if not ident:
            return
        labels = Labels(names=(name,)) if name else None
        words = self.tr("second reading")
        ticket = self._session.write(
            lambda store: store.set_reading([ident], labels, annotator=self._reader, answer=answer),
            owner=self,
            done=lambda _: self._saved.setText(self.tr("Saved: %1").replace("%1", name or answer)),
            words=words,
        )
        if ticket is None:
            return
        self._place += 1
        if self.current:
            self._show()
        else:
            self.done.emit()

    def go_back(self) -> None:
        """Look at the image before once more; a new answer replaces the old one."""
        if self._place:
            self._place -= 1
            self._saved.setText("")
            self._show()

    def _show(self) -> None:
        self._count.setText(
            self.tr("%1 of %2")
            .replace("%1", str(self._place + 1))
            .replace("%2", str(len(self._ids)))
        )
        self._progress.setRange(0, max(1, len(self._ids)))
        self._progress.setValue(self._place)
        self.undo.setEnabled(self._place > 0)
        wanted = self._ids[self._place : self._place + 2]
        missing = [ident for ident in wanted if ident not in self._known]
        if not missing:
            self._draw()
            return
        self._session.read(
            lambda store: store.listing().samples(missing), owner=self, done=self._take
        )

    def _take(self, found: dict[int, Listed]) -> None:
        self._known |= found
        self._draw()

    def _draw(self) -> None:
        ids = self._ids[self._place : self._place + 2]
        shown = [self._known[ident] for ident in ids if ident in self._known]
        if shown and shown[0].sample.id == self.current:
            self.large.show_item(shown[0], shown[1] if len(shown) > 1 else None)

"""Disagreements of readers, one by one: who said what, and what shall hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.core.annotations import Answer, Labels
from tlstudio.core.samples import AnyAnnotation
from tlstudio.data.store.agreement import Disagreement, Reading
from tlstudio.data.store.listing import Listed
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.data.class_buttons import ClassButtons
from tlstudio.gui.panels.data.showing import make_large
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make

_PAGE = 200
_SIDE = 300


def said(annotation: AnyAnnotation | None, answer: Answer) -> str:
    """What somebody said, in a word or two."""
    if answer != "answered":
        return answer
    return " · ".join(annotation.names) if isinstance(annotation, Labels) else "–"


def open_disagreements(store: DatasetStore) -> list[Disagreement]:
    """The first that wait; those of the final test only once it was opened."""
    found = store.disagreements(limit=_PAGE)
    locked = not store.openings()
    return [one for one in found if not (locked and one.sample.split == "test")]


class Resolving(QWidget):
    """An image, its readings as buttons, and every other class below.

    Signals:
        done: None is left, or the person has done enough.
    """

    done = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._nouns = session.nouns
        self._annotator = ""
        self._open: list[Disagreement] = []
        self._place = 0
        self._total = 0
        self._known: dict[int, Listed] = {}
        self.large = make_large(session, self._nouns.tr(self, "Image that readers disagree on"))
        self._count = make.label("", "muted", wrap=True)
        self._name = make.label("", "caption", wrap=True)
        self._readings = make.column(spacing=6)
        self.classes = ClassButtons(self)
        self.classes.chosen.connect(lambda name: self.settle(Labels(names=(name,)), "answered"))
        self.classes.answered.connect(self._answered)
        self.undo = make.button(self.tr("Undo"), self.take_back, icon_name="undo-2")
        self._resolved: list[Disagreement] = []
        stop = make.button(self.tr("Enough for now"), self.done.emit)
        side = QWidget()
        side.setMinimumWidth(_SIDE)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        side.setLayout(
            make.column(
                make.label(self.tr("Which answer holds?"), "title", wrap=True), self._count,
                self._readings, make.rule(), make.label(self.tr("Another answer"), "caption"),
                self.classes, None, self._name, make.row(self.undo, stop),
            )
        )  # fmt: skip
        line = make.row(self.large, side, spacing=16)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 0, 0, 16)
        self.setLayout(line)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.done.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def current(self) -> Disagreement | None:
        """The one in front."""
        return self._open[self._place] if self._place < len(self._open) else None

    def begin(self, annotator: str, found: Sequence[Disagreement], classes: Sequence[str]) -> None:
        """Resolve these, in the name of whoever decides."""
        self._annotator = annotator
        self._open, self._place, self._total = list(found), 0, len(found)
        self._resolved = []
        self.classes.show_classes(classes)
        self._show()
        self.large.setFocus()

    def settle(self, annotation: AnyAnnotation | None, answer: Answer) -> None:
        """Put an answer in force and go on; what each reader said is kept."""
        one = self.current
        if one is None:
            return
        ticket = self._session.write(
            lambda store: store.resolve_disagreement(
                one.sample.id, annotation, annotator=self._annotator, answer=answer
            ),
            owner=self,
            words=self.tr("disagreement resolved"),
        )
        if ticket is not None:
            self._resolved.append(one)
            self._next()

    def take_back(self) -> None:
        """Undo the last decision and look at its image again."""
        if not self._resolved:
            return
        one = self._resolved.pop()

        def back(_: str | None) -> None:
            self._place = self._open.index(one)
            self._show()

        self._session.write(
            lambda store: store.undo(), owner=self, done=back, words=self.tr("undone")
        )

    def _answered(self, word: str) -> None:
        if word == "skip":
            self._next()
        else:
            self.settle(None, "unsure")

    def _next(self) -> None:
        self._place += 1
        if self.current is None:
            self.done.emit()
        else:
            self._show()

    def _show(self) -> None:
        one = self.current
        if one is None:
            return
        self.undo.setEnabled(bool(self._resolved))
        self._count.setText(
            self.tr("%1 of %2").replace("%1", str(self._place + 1)).replace("%2", str(self._total))
        )
        self._name.setText(one.sample.key)
        make.clear(self._readings)
        for reading in one.readings:
            if reading.answer != "skip":
                self._readings.addWidget(self._reading_button(reading))
        wanted = [item.sample.id for item in self._open[self._place : self._place + 2]]
        self._session.read(
            lambda store: store.listing().samples(wanted), owner=self, done=self._draw
        )

    def _reading_button(self, reading: Reading) -> QWidget:
        text = f"{reading.annotator}: {said(reading.annotation, reading.answer)}"
        return make.button(
            text,
            lambda: self.settle(reading.annotation, reading.answer),
            icon_name="user-round",
            tip=self.tr("Read blindly") if reading.blind else self.tr("The first label"),
        )

    def _draw(self, found: dict[int, Listed]) -> None:
        one = self.current
        if one is None or one.sample.id not in found:
            return
        others = [item for ident, item in found.items() if ident != one.sample.id]
        self.large.show_item(found[one.sample.id], others[0] if others else None)

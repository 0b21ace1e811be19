"""Images that are the same, or nearly: side by side, to remove or to leave."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from tlstudio.data.store.listing import Listed
from tlstudio.gui.panels.data.bars import part_word
from tlstudio.gui.panels.data.division import Alike
from tlstudio.gui.panels.data.showing import make_small
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make

_SIDE = 240
_COLUMNS = 4


class AlikeView(QWidget):
    """One set after the other.

    Signals:
        done: The person has seen enough, or all of them.
    """

    done = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._nouns = session.nouns
        self._sets: tuple[Alike, ...] = ()
        self._place = 0
        self._locked = True
        self._shown: tuple[int, ...] = ()
        self._title = make.label("", "title", wrap=True)
        self._sentence = make.label("", "muted", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        back = make.button(self.tr("Back"), self.done.emit, icon_name="arrow-left")
        before = make.tool("chevron-left", self.tr("The set before"), lambda: self._go(-1))
        self._leave = make.button(
            self.tr("Leave them as they are"), lambda: self._go(1), role="primary"
        )
        self._leave.setToolTip(self.tr("They stay on one side of the division anyway."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.setSpacing(12)
        layout.addLayout(make.column(self._title, self._sentence, spacing=4))
        layout.addLayout(self._grid)
        layout.addStretch(1)
        layout.addLayout(make.row(back, None, before, self._leave))
        for key, step in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, -1)):
            shortcut = QShortcut(QKeySequence(key), self, lambda step=step: self._go(step))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def shown(self) -> tuple[int, ...]:
        """Ids of the set in front."""
        return self._shown

    def show_sets(self, sets: tuple[Alike, ...], *, locked: bool) -> None:
        """Begin with the first set.

        Args:
            sets: What to look at.
            locked: Whether images of the final test stay hidden.
        """
        self._sets, self._locked, self._place = sets, locked, 0
        self._read()

    def remove(self, ident: int) -> None:
        """Take one out of the dataset; its file stays, and undo brings it back."""
        self._session.write(
            lambda store: store.remove([ident]),
            owner=self,
            done=lambda _: self._removed(ident),
            words=self.tr("one copy removed"),
        )

    def _removed(self, ident: int) -> None:
        alike = self._sets[self._place]
        left = tuple(other for other in alike.ids if other != ident)
        changed = Alike(alike.kind, left, alike.total - 1)
        self._sets = (*self._sets[: self._place], changed, *self._sets[self._place + 1 :])
        if len(left) > 1:
            self._read()
        else:
            self._go(1)

    def _go(self, step: int) -> None:
        place = self._place + step
        if place >= len(self._sets):
            self.done.emit()
        elif place >= 0:
            self._place = place
            self._read()

    def _read(self) -> None:
        ids = self._sets[self._place].ids
        self._session.read(
            lambda store: store.listing().samples(ids),
            owner=self,
            done=self._show,
        )

    def _show(self, found: dict[int, Listed]) -> None:
        alike = self._sets[self._place]
        title = (
            self._nouns.tr(self, "These %1 images are the same")
            if alike.kind == "exact"
            else self._nouns.tr(self, "These %1 images look nearly the same")
        )
        self._title.setText(title.replace("%1", str(alike.total)))
        self._sentence.setText(
            self._nouns.tr(
                self, "%1 of %2. Removing takes an image out of the project; its file stays."
            )
            .replace("%1", str(self._place + 1))
            .replace("%2", str(len(self._sets)))
        )
        make.clear(self._grid)
        for index, one in enumerate(found[ident] for ident in alike.ids if ident in found):
            row, column = divmod(index, _COLUMNS)
            self._grid.addWidget(self._card(one), row, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(_COLUMNS, 1)
        self._shown = alike.ids

    def _card(self, one: Listed) -> QFrame:
        sample = one.sample
        card, inside = make.frame("card", margins=12, spacing=4)
        hidden = self._locked and sample.split == "test"
        if hidden:
            lock = make.IconLabel("lock", 40, "muted")
            lock.setFixedSize(_SIDE, _SIDE)
            lock.setAlignment(Qt.AlignmentFlag.AlignCenter)
            lock.setToolTip(
                self._nouns.tr(self, "Images of the final test are not shown before it was opened.")
            )
            inside.addWidget(lock)
        else:
            inside.addWidget(make_small(self._session, one, _SIDE))
        name = make.label(sample.key, "strong", wrap=True, tip=sample.key)
        name.setMaximumWidth(_SIDE)
        facts = [part_word(sample.split, self._nouns), sample.group]
        if not hidden:
            facts.insert(0, sample.label or self.tr("no label"))
        line = make.label(" · ".join(fact for fact in facts if fact), "muted", wrap=True)
        line.setMaximumWidth(_SIDE)
        inside.addWidget(name)
        inside.addWidget(line)
        remove = make.button(
            self.tr("Remove this one"), lambda: self.remove(sample.id), icon_name="trash-2"
        )
        remove.setEnabled(not self._session.read_only and not hidden)
        inside.addWidget(remove)
        return card

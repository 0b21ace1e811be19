"""One text, whole and in large type, with what else is known of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from tlstudio.core.samples import Sample
from tlstudio.data.store.listing import Listed
from tlstudio.gui.panels.data.big_text import BigText
from tlstudio.gui.panels.data.showing import ItemViewer
from tlstudio.gui.panels.data.words import part_words, tooltip_of
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.words import breakable
from tlstudio.gui.widgets.words import size as size_words

_NAME_WIDTH = 240
_MOST_FACTS = 24


class Reader(ItemViewer):
    """Left and right go to the text before and to the next one; up and down scroll a long one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.text = BigText(session, self.tr("Text"))
        self.setFocusProxy(self.text)
        back = make.tool("arrow-left", self.tr("Back to all texts"), self.closed.emit)
        back.setToolTip(self.tr("Back to all texts (Escape)"))
        self._name = make.label("", "heading")
        self._place = make.label("", "muted")
        before = make.tool("chevron-left", self.tr("Previous text"), lambda: self.moved.emit(-1))
        after = make.tool("chevron-right", self.tr("Next text"), lambda: self.moved.emit(1))
        self.info = make.tool("info", self.tr("Facts of the row"), checkable=True)
        self.info.toggled.connect(lambda _: self._show_facts())
        top = make.row(back, self._name, self._place, None, self.info, before, after)
        self._facts, inside = make.frame("inset", margins=10)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(4)
        inside.addLayout(self._grid)
        inside.addStretch(1)
        self._facts.setFixedWidth(240)
        self._facts.hide()
        self._listed: Listed | None = None
        card, inside = make.frame("card", margins=0)
        inside.addWidget(self.text)
        body = QHBoxLayout()
        body.setSpacing(8)
        body.addWidget(card, 1)
        body.addWidget(self._facts)
        layout = make.column(top, body)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_item(self, listed: Listed, position: int, count: int, find: str = "") -> None:
        """See `ItemViewer`."""
        self._listed = listed
        middle = Qt.TextElideMode.ElideMiddle
        name = listed.sample.key
        self._name.setText(self._name.fontMetrics().elidedText(name, middle, _NAME_WIDTH))
        self._name.setToolTip(tooltip_of(listed.sample))
        words = self.tr("%1 of %2").replace("%1", f"{position + 1:,}")
        self._place.setText(words.replace("%2", f"{count:,}"))
        self.text.pane.setAccessibleName(tooltip_of(listed.sample, ". "))
        self.text.searched = find
        self.text.show_item(listed)
        self._show_facts()

    def _show_facts(self) -> None:
        listed = self._listed
        make.clear(self._grid)
        facts = [] if listed is None else self._facts_of(listed.sample)
        for row, (name, value) in enumerate([pair for pair in facts if pair[1]][:_MOST_FACTS]):
            self._grid.addWidget(
                make.label(name, "muted", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop
            )
            self._grid.addWidget(make.label(value, wrap=True), row, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._facts.setVisible(self.info.isChecked())

    def _facts_of(self, sample: Sample) -> list[tuple[str, str]]:
        size = sum(media.size for media in sample.media)
        return [
            (self.tr("Row or file"), breakable(sample.key)),
            (self.tr("Size"), size_words(size)),
            (self.tr("Belongs to"), sample.group),
            (self.tr("Part"), part_words(sample.split)),
            (self.tr("Problem"), sample.problem),
            *sample.columns.items(),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Page keys turn over, Escape goes back."""
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageUp: -1,
        }
        if key in steps and not event.modifiers():
            self.moved.emit(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            event.ignore()

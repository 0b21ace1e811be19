"""The final test behind its own button: asked for in place, counted, and warned of afterwards."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from tlstudio.data.store.store import Opening
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.widgets import make


class FinalTestCard(QFrame):
    """Says what is locked away and how often it was opened.

    Signals:
        opened: The person wants it, having read what that means.
        shown: The person wants to see the result that is there.
    """

    opened = Signal()
    shown = Signal()

    def __init__(self, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self._nouns = nouns
        self.setProperty("role", "card")
        self._openings: tuple[Opening, ...] = ()
        self._read_only = ""
        self.title = make.label("", "heading", wrap=True)
        self.words = make.label("", "muted", wrap=True)
        self.open = make.button(self.tr("Open the final test…"), self.ask, icon_name="lock-keyhole")
        self.see = make.button(self.tr("See its result"), self.shown.emit, icon_name="eye")
        self.question = make.label("", "strong", wrap=True)
        self.meaning = make.label("", wrap=True)
        self.agree = QCheckBox(
            self.tr("I know that its numbers become too good, and the report will say so.")
        )
        self.agree.toggled.connect(lambda _: self._allow())
        self.yes = make.button(
            self.tr("Open it now"), self._confirm, role="primary", icon_name="lock-open"
        )
        self.no = make.button(self.tr("Not now"), self._box_away)
        self._box, inside = make.frame("warning", margins=14)
        inside.addWidget(self.question)
        inside.addWidget(self.meaning)
        inside.addWidget(self.agree)
        inside.addLayout(make.row(self.yes, self.no, None))
        self._box.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        icon = make.IconLabel("lock-keyhole", 26, "accent")
        texts = make.column(self.title, self.words, spacing=2)
        line = make.row(icon, texts, self.see, self.open, spacing=14)
        line.setStretch(1, 1)
        layout.addLayout(line)
        layout.addWidget(self._box)

    def show_state(
        self,
        images: int,
        groups: int,
        openings: tuple[Opening, ...],
        *,
        has_result: bool,
        read_only: str = "",
    ) -> None:
        """Show how it stands.

        Args:
            images: In the final test of this run; 0 when there is none.
            groups: Different ones among them; as many as images when they are independent.
            openings: So far, of any run.
            has_result: Whether this run was scored on it.
            read_only: Why it cannot be opened.
        """
        if openings != self._openings or not images or read_only:
            self._box.hide()
        self._openings, self._read_only = openings, read_only
        count = self._nouns.tr(self, "%n image(s)", images)
        if groups and groups != images:
            count = self.tr("%n group(s)", "", groups) + ", " + count
        if not openings:
            text = self.tr("Final test: %1 never used. Open once.").replace("%1", count)
            words = self.tr("Open it when you have stopped changing things: it is what you report.")
        else:
            text = self.tr("Final test: %1, opened %n time(s).", "", len(openings))
            text = text.replace("%1", count)
            words = self._history()
        if images == 0:
            text = self.tr("This project has no final test.")
            words = self._nouns.tr(self, "Set images aside when you import, then train again.")
        self.title.setText(text)
        self.words.setText(words)
        self.see.setVisible(has_result)
        self.open.setVisible(images > 0)
        self.open.setEnabled(not read_only)
        self.open.setToolTip(read_only)
        self.open.setText(
            self.tr("Open it again…") if openings else self.tr("Open the final test…")
        )

    def _history(self) -> str:
        last = self._openings[-1]
        moment = QDateTime.fromSecsSinceEpoch(int(last.time))
        time = moment.toString("yyyy-MM-dd HH:mm")
        words = self.tr("Last opened on %1 for the run %2.")
        return words.replace("%1", time).replace("%2", last.run)

    def ask(self) -> None:
        """Ask in place, before anything is counted."""
        if self._read_only:
            return
        if self._openings:
            self.question.setText(
                self.tr("It was opened %n time(s) already. Open it again?", "", len(self._openings))
            )
            self.meaning.setText(
                self._nouns.tr(
                    self,
                    "Whoever chooses after looking chooses what fits these very images: the "
                    "numbers become too good. Better bring new images.",
                )
            )
        else:
            self.question.setText(self.tr("Open the final test now?"))
            self.meaning.setText(
                self.tr(
                    "It gives the honest number because nothing was chosen by it. That works once: "
                    "the opening is counted and stands in the report."
                )
            )
        self.agree.setChecked(False)
        self.agree.setVisible(bool(self._openings))
        self._allow()
        self._box.show()
        (self.agree if self._openings else self.no).setFocus()

    @property
    def asking(self) -> bool:
        """Whether the question is on the screen."""
        return not self._box.isHidden()

    def _allow(self) -> None:
        self.yes.setEnabled(not self._openings or self.agree.isChecked())

    def _confirm(self) -> None:
        self._box.hide()
        self.open.setEnabled(False)
        self.opened.emit()

    def _box_away(self) -> None:
        self._box.hide()

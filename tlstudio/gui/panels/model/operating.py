"""The page of a chosen model: its layers as a picture, the same choices as fields, the table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QProgressBar, QSplitter, QTabWidget, QVBoxLayout, QWidget

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import StudioError
from tlstudio.core.surgery import SurgeryTable
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.model.before_after import LayersTable
from tlstudio.gui.panels.model.choices import Choices
from tlstudio.gui.panels.model.drafting import DraftKeeper
from tlstudio.gui.panels.model.names import display_name, number
from tlstudio.gui.panels.model.picture import StackPicture
from tlstudio.gui.panels.model.reading import ReadsPage
from tlstudio.gui.panels.model.seeing import SeesPage
from tlstudio.gui.panels.model.stack import Stack, before_it_is_known, restated
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs import questions as ask
from tlstudio.jobs.answers import Operated
from tlstudio.jobs.drafts import Draft

Actions = tuple[tuple[str, Callable[[], object]], ...]
_PATIENCE = 40


class OperatingPage(QWidget):
    """Shows the keeper's draft and changes it.

    Signals:
        another: The person wants another model.
        described: The `SurgeryTable` that is shown, each time it was counted anew.
    """

    another = Signal()
    described = Signal(object)

    def __init__(self, session: Session, keeper: DraftKeeper) -> None:
        super().__init__()
        self._session, self._keeper = session, keeper
        self.card: BackboneCard | None = None
        self.table: SurgeryTable | None = None
        self._ticket: Ticket | None = None
        self._wanted = Draft()
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._soon.timeout.connect(self._ask)
        self.banner = Banner()
        self.picture = StackPicture(session.nouns)
        self.picture.moved.connect(self._moved)
        self.picture.chosen.connect(self._lines_chosen)
        self.choices = Choices(session.nouns)
        self.picture.head_dropped.connect(self.choices.choose_head)
        self.choices.edited.connect(self._edited)
        self.sees = self._input_page()
        self.sees.edited.connect(self._edited)
        self.layers = LayersTable()
        self._make_actions()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.banner)
        layout.addWidget(self._splitter(), 1)
        keeper.changed.connect(lambda _: self.show_draft())
        session.facts_changed.connect(lambda _: self._classes_changed())
        self._classes = self.class_names()

    def _splitter(self) -> QSplitter:
        frame, inside = make.frame("card", margins=4, spacing=0)
        inside.addWidget(self.picture)
        side = QWidget()
        self.title = make.label("", "heading", wrap=True)
        change = make.button(self.tr("Another model…"), self.another.emit, role="link")
        head = make.row(self.title, change)
        head.setStretch(0, 1)
        self.totals = make.label("", "strong", wrap=True)
        self.share = QProgressBar()
        self.share.setRange(0, 1000)
        self.share.setTextVisible(False)
        self.share.setAccessibleName(self.tr("Share of parameters that learn"))
        self.note = make.label("", "caption", wrap=True)
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(make.scrolled(self.sees), self._session.nouns.tr(self, "What it sees"))
        self._choices_tab = self.tabs.addTab(make.scrolled(self.choices), self.tr("Layers"))
        self.tabs.addTab(self.layers, self.tr("Before and after"))
        self.undo_button = make.tool("undo-2", self.tr("Undo"), self._keeper.undo)
        self.redo_button = make.tool("redo-2", self.tr("Redo"), self._keeper.redo)
        self.back = make.button(self.tr("Back to recommended"), self.reset, role="link")
        self.go = make.button(
            self.tr("Looks right → Train"), lambda: self._session.go.emit("train"), role="primary"
        )
        foot = make.row(self.undo_button, self.redo_button, None, self.go, spacing=4)
        words = make.row(self.note, self.back)
        words.setStretch(0, 1)
        column = make.column(head, self.totals, self.share, words, self.tabs, foot)
        column.setStretch(4, 1)
        column.setContentsMargins(14, 0, 0, 0)
        side.setLayout(column)
        made = QSplitter()
        made.setChildrenCollapsible(False)
        made.addWidget(frame)
        made.addWidget(side)
        made.setStretchFactor(0, 5)
        made.setStretchFactor(1, 4)
        made.setSizes([560, 450])
        return made

    def _input_page(self) -> SeesPage | ReadsPage:
        """What becomes of an item before the first layer, by what the items are."""
        is_text = self._session.nouns.modality == "text"
        return ReadsPage(self._session) if is_text else SeesPage(self._session)

    def _make_actions(self) -> None:
        pairs = (
            (self.tr("Undo the last change of the layers"), "Ctrl+Z", self._keeper.undo),
            (self.tr("Redo the change of the layers"), "Ctrl+Shift+Z", self._keeper.redo),
            (self.tr("Back to the recommended layers"), "Ctrl+Shift+R", self.reset),
            (self.tr("Looks right: go on to training"), "Ctrl+Return", self._go_on),
        )
        for words, keys, act in pairs:
            action = QAction(words, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda *_, act=act: act())
            self.addAction(action)

    def _go_on(self) -> None:
        if self.card is not None:
            self._session.go.emit("train")

    # What is shown

    def class_names(self) -> tuple[str, ...]:
        """Classes that have labelled images."""
        return tuple(name for name, count in self._session.facts.classes.items() if count)

    def set_card(self, card: BackboneCard) -> None:
        """Show a model."""
        if self.card is None or self.card.id != card.id:
            self.table = None
        self.card = card
        self.banner.hide()
        self.title.setText(display_name(card))
        self.show_draft()

    def lines(self, draft: Draft) -> tuple[int, int]:
        """Cut and freeze line of a draft as numbers."""
        blocks = len(self.card.blocks) if self.card else 0
        cut = blocks if draft.cut is None else max(1, min(draft.cut, blocks))
        return cut, cut if draft.freeze_to is None else max(0, min(draft.freeze_to, cut))

    def show_draft(self) -> None:
        """Bring picture, fields and table to the keeper's draft."""
        draft, card = self._keeper.draft, self.card
        if card is None or draft.backbone != card.id:
            return
        cut, freeze = self.lines(draft)
        if self.table is None:
            self.picture.set_stack(Stack(blocks=before_it_is_known(card)))
        self.picture.follow = draft.freeze_to is None
        self.picture.set_lines(cut, freeze, animate=self.table is not None)
        self.choices.show_draft(draft, card, self.class_names(), cut, freeze)
        self.sees.show_draft(draft, card)
        self._show_note(draft)
        self.undo_button.setEnabled(self._keeper.can_undo)
        self.redo_button.setEnabled(self._keeper.can_redo)
        plain = Draft(backbone=draft.backbone, input=draft.input)
        self.back.setEnabled(draft != plain and not self._session.read_only)
        self.picture.set_locked(self._session.read_only)
        self.choices.setEnabled(not self._session.read_only)
        self.sees.choices.setEnabled(not self._session.read_only)
        if self.table is not None:
            self._show_table(restated(self.table, cut, freeze), counted=False)
        self._want(draft)

    def _show_note(self, draft: Draft) -> None:
        if draft.freeze_to is None:
            self.note.setText(
                self.tr(
                    "First the new layers learn alone; Standard and Thorough then let the upper "
                    "layers learn, too."
                )
            )
        else:
            self.note.setText(
                self.tr("What lies below the blue line stays as it is in every stage.")
            )

    def _show_table(self, table: SurgeryTable, *, counted: bool) -> None:
        self.table = table
        self.layers.set_table(table)
        self.picture.set_stack(
            Stack(
                blocks=table.before[:-1],
                old=table.before[-1] if table.before[-1].parameters else None,
                new=tuple(row for row in table.after if row.index < 0),
                classes=self.class_names(),
                input_words=self._input_words(table.input_shape),
            )
        )
        text = self.tr("%1 of %2 parameters learn")
        text = text.replace("%1", number(table.trainable)).replace("%2", number(table.total_after))
        self.totals.setText(text)
        self.totals.setToolTip(
            self.tr("Before: %1 parameters, with the old output layers.").replace(
                "%1", number(table.total_before)
            )
        )
        share = table.trainable / max(1, table.total_after)
        self.share.setValue(max(4, round(1000 * share)))
        if counted:
            self.described.emit(table)

    def _input_words(self, shape: tuple[int, ...]) -> str:
        if len(shape) == 1:
            return self.tr("Input: %1 tokens at most").replace("%1", str(shape[0]))
        words = self.tr("Input: %1 × %1 pixels, channels: %2").replace("%2", str(shape[0]))
        return words.replace("%1", str(shape[1]))

    # Asking the model desk

    def _want(self, draft: Draft) -> None:
        self._wanted = draft
        self._soon.start()

    def _ask(self) -> None:
        draft = self._wanted
        if self._ticket is not None:
            self._ticket.cancel()
        if self.table is None:
            self.totals.setText(self.tr("Looking at its layers…"))
        cut, freeze = self.lines(draft)
        question = ask.Surgery(
            backbone=draft.backbone,
            cut=cut,
            head=draft.head,
            classes=max(2, len(self.class_names())),
            channels=draft.channels,
            size=draft.size,
            freeze_to=freeze,
        )
        self._ticket = self._session.services.ask_models(
            question, owner=self, done=self._answered, failed=self._refused
        )

    def _answered(self, answer: Operated) -> None:
        if self.card is not None and answer.table.backbone == self.card.id:
            self.banner.hide()
            self._show_table(answer.table, counted=True)

    def _refused(self, error: StudioError) -> None:
        draft = self._keeper.draft
        actions: Actions = ()
        if draft.size is not None and "cannot take" in error.message:
            own = (self.tr("Use its own size"), lambda: self._edited({"size": None}))
            actions = (own,)
        self.banner.show_error(error, actions)
        if self.table is None:
            self.totals.setText("")

    def _classes_changed(self) -> None:
        if self._classes != self.class_names():
            self._classes = self.class_names()
            self.show_draft()

    # Changes

    def _moved(self, cut: int, freeze: int) -> None:
        """While a line is on its way: the states at once, the exact numbers a moment later."""
        if self.table is not None:
            self._show_table(restated(self.table, cut, freeze), counted=False)
        self._want(self._with_lines(cut, freeze))

    def _lines_chosen(self, cut: int, freeze: int) -> None:
        self._keeper.set(self._with_lines(cut, freeze))

    def _with_lines(self, cut: int, freeze: int) -> Draft:
        blocks = len(self.card.blocks) if self.card else 0
        return self._keeper.draft.model_copy(
            update={
                "cut": None if cut == blocks else cut,
                "freeze_to": None if self.picture.follow else freeze,
            }
        )

    def _edited(self, changes: dict[str, object]) -> None:
        draft = self._keeper.draft.model_copy(update=changes)
        if draft.freeze_to is not None:
            cut, _ = self.lines(draft)
            draft = draft.model_copy(update={"freeze_to": min(draft.freeze_to, cut)})
        self._keeper.set(draft)

    def reset(self) -> None:
        """Only the old output layers go, one linear layer comes, the recipe decides the rest."""
        draft = self._keeper.draft
        self._keeper.set(Draft(backbone=draft.backbone, input=draft.input))

    def focus_on(self, step: int) -> None:
        """Go to where a step of transfer learning is taken."""
        if step == 2:
            self.picture.reveal("cut")
            self.picture.cut_handle.setFocus()
        else:
            self.tabs.setCurrentIndex(self._choices_tab)
            self.choices.focus_on(step)

"""All items: filters above, grid, table or one item in the middle, the editor at the side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent
from PySide6.QtWidgets import QFrame, QMenu, QSlider, QVBoxLayout, QWidget

from tlstudio.core.cells import tab_separated
from tlstudio.data.store.listing import Listed, Locked
from tlstudio.data.store.query import Order, Where
from tlstudio.gui.editors.protocol import make_editor
from tlstudio.gui.facts import ProjectFacts
from tlstudio.gui.panels.data.filters import Choices, FilterBar, read_choices
from tlstudio.gui.panels.data.items import Items
from tlstudio.gui.panels.data.labelling import Labelling
from tlstudio.gui.panels.data.selection import Selection
from tlstudio.gui.panels.data.showing import Act, make_many, make_viewer, showing_of
from tlstudio.gui.panels.data.suggesting import SuggestionBar, SuggestionFacts
from tlstudio.gui.panels.data.table import ItemsTable
from tlstudio.gui.session import Session
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.widgets import make
from tlstudio.tasks.specs import task_specs

_MOST_COPIED = 100_000
_PATIENCE = 300
_SIDE = 206


class ImagesView(QWidget):
    """Builds the parts and lets them know of each other."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._nouns = session.nouns
        self.items = Items(session, self)
        self.selection = Selection(self)
        self.items.restarted.connect(self._restarted)
        self.items.grew.connect(lambda: self.selection.grow(len(self.items)))
        self.labelling = Labelling(session, self.selected_ids, self)
        self.filters = FilterBar(session.nouns, showing_of(session).order)
        self.grid = make_many(self.items, self.selection)
        self.table = ItemsTable(self.items, self.selection)
        self.viewer = make_viewer(session)
        kind = task_specs()[session.project.config.task].annotation
        self.editor = make_editor(kind, self.labelling)
        self.suggestions = SuggestionBar(session)
        self.stack = make.Pages()
        for page in (self.grid, self.table, self.viewer):
            self.stack.addWidget(page)
        self._nothing = make.label("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self._nothing)
        self._tools = self._make_tools()
        self._count = make.label("", "caption")
        self._lock = make.label("", "caption")
        self._stale = make.button(
            self.tr("Labels changed: list again"), self.list_again, role="link"
        )
        self._stale.setToolTip(
            self._nouns.tr(self, "Images stay where they are while you label (F5)")
        )
        self._stale.hide()
        foot = make.row(self._count, self._stale, None, self._lock)
        middle = make.column(self.stack, foot, spacing=6)
        middle.setStretch(0, 1)
        self.side = self._make_side()
        body = make.row(middle, self.side, spacing=16)
        body.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 12)
        layout.setSpacing(12)
        layout.addWidget(self.suggestions)
        layout.addWidget(self._tools)
        layout.addLayout(body, 1)
        self._choices_soon = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._choices_soon.timeout.connect(self._read_choices)
        self._connect()
        self._facts(session.facts)
        self.items.show(self.filters.where, self.filters.order)

    def _make_side(self) -> QFrame:
        side, inside = make.frame("card", margins=12)
        inside.addWidget(self.editor)
        side.setFixedWidth(max(250, round(_SIDE * theme.current().scale)))
        return side

    def _make_tools(self) -> QWidget:
        made = QWidget()
        self.sides = QSlider(Qt.Orientation.Horizontal)
        self.sides.setRange(0, len(self.grid.sizes) - 1)
        self.sides.setValue(self.grid.sizes.index(self.grid.side))
        self.sides.setPageStep(1)
        self.sides.setMinimumSize(60, 24)
        self.sides.setMaximumWidth(110)
        self.sides.setAccessibleName(self._nouns.tr(self, "Size of the thumbnails"))
        self.sides.setToolTip(self._nouns.tr(self, "Size of the thumbnails"))
        self.as_grid = make.tool("grid-2x2", self._nouns.tr(self, "As pictures"), checkable=True)
        self.as_table = make.tool("table-2", self.tr("As a table"), checkable=True)
        self.as_grid.setChecked(True)
        self.as_grid.setAutoExclusive(True)
        self.as_table.setAutoExclusive(True)
        line = make.row(self.filters, None, self.sides, self.as_grid, self.as_table, spacing=6)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made

    def _connect(self) -> None:
        self.filters.changed.connect(self._list)
        self.sides.valueChanged.connect(lambda place: self.grid.set_side(self.grid.sizes[place]))
        self.as_table.toggled.connect(lambda _: self.show_list())
        self.grid.opened.connect(self.open_image)
        self.grid.entered.connect(self._entered)
        self.table.opened.connect(self.open_image)
        self.table.copy_wanted.connect(self.copy_rows)
        for view in (self.grid, self.table):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(partial(self._menu, view))
        self.viewer.closed.connect(self.show_list)
        self.viewer.moved.connect(self.turn)
        self.editor.show_class.connect(self.filters.show_class)
        self.editor.images_wanted.connect(self._to_images)
        self.editor.answered.connect(self._answered)
        self.suggestions.attached.connect(self._attached)
        show = self.filters.show_state
        self.suggestions.first_wanted.connect(lambda: show("aside"))
        self.suggestions.useful_wanted.connect(lambda: show("suggested", "uncertainty"))
        self.suggestions.doubtful_wanted.connect(lambda: show("disagrees", "uncertainty"))
        self.labelling.saved.connect(lambda _: self._labels_saved())
        self.items.changed.connect(lambda _: self._show_current())
        self.items.grew.connect(self._show_count)
        self.items.locked_changed.connect(self._show_lock)
        self.selection.changed.connect(self._show_count)
        self.session.facts_changed.connect(self._facts)
        self.session.labels_changed.connect(self._labels_changed)
        self._actions = self._make_actions()
        for action in (*self._actions, *self.editor.actions_for_images()):
            self.addAction(action)

    def _make_actions(self) -> list[QAction]:
        made = []
        acts: tuple[Act, ...] = (
            (self._nouns.tr(self, "Find an image by name"), "Ctrl+F", self.filters.search.setFocus),
            (self.tr("List again"), "F5", self.list_again),
            (self.tr("Accept the suggested labels"), "Space", self.accept_suggestions),
            (self.tr("Copy rows for a spreadsheet"), "Ctrl+C", self.copy_rows),
            (self._nouns.tr(self, "Pictures or table"), "T", self._swap),
            *(
                (words, key, partial(self._in_viewer, act))
                for words, key, act in self.viewer.acts()
            ),
        )
        for words, key, act in acts:
            action = QAction(words, self)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda *_, act=act: act())
            made.append(action)
        return made

    def all_actions(self) -> list[QAction]:
        """For the command palette and F1."""
        return [*self._actions, *self.editor.actions_for_images()]

    # What is selected

    def selected_ids(self) -> list[int]:
        """Ids of what a label would be given to."""
        if self.stack.currentWidget() is self.viewer:
            current = self.selection.current
            return [self.items.ids[current]] if 0 <= current < len(self.items) else []
        return [self.items.ids[position] for position in self.selection.positions()]

    # The list

    def _list(self, where: Where, order: Order) -> None:
        self._stale.hide()
        if self.stack.currentWidget() is self.viewer:
            self.show_list()
        self.items.show(where, order)

    def list_again(self) -> None:
        """Apply filter and order to the labels as they are now."""
        self._stale.hide()
        self.items.restart()

    def _restarted(self, again: bool) -> None:
        current = self.selection.current
        self.selection.restart(len(self.items))
        if again and 0 <= current < len(self.items):
            self.selection.move(current)
        empty = not len(self.items)
        if empty:
            self._nothing.setText(
                self._nouns.tr(self, "No image is like that. Show all of them again above.")
            )
            self.stack.setCurrentWidget(self._nothing)
        elif self.stack.currentWidget() is self._nothing:
            self.show_list()
        self._show_count()
        self._show_current()

    def show_list(self) -> None:
        """Grid or table, as chosen."""
        page = self.table if self.as_table.isChecked() else self.grid
        if not len(self.items):
            self.stack.setCurrentWidget(self._nothing)
            return
        self.stack.setCurrentWidget(page)
        self._tools.setVisible(True)
        if page is self.grid:
            self.grid.reveal(self.selection.current)
        page.setFocus()

    def _to_images(self) -> None:
        viewing = self.stack.currentWidget() is self.viewer
        (self.viewer if viewing else self.stack.currentWidget() or self).setFocus()

    def _swap(self) -> None:
        (self.as_grid if self.as_table.isChecked() else self.as_table).setChecked(True)

    def _show_count(self) -> None:
        words = self._nouns.tr(self, "%n images", len(self.items))
        if not self.items.complete:
            words = self.tr("%1 …").replace("%1", words)
        if self.selection.count:
            words += " · " + self.tr("%n selected", "", self.selection.count)
        self._count.setText(words)

    def _show_lock(self, locked: Locked) -> None:
        if not locked.images:
            self._lock.setText("")
            return
        if locked.groups:
            groups = self.tr("%n groups", "", locked.groups)
            words = self.tr("%1, %2 are kept for the final test (locked)").replace("%1", groups)
        else:
            words = self.tr("%2 are kept for the final test (locked)")
        self._lock.setText(words.replace("%2", self._nouns.tr(self, "%n images", locked.images)))
        self._lock.setToolTip(
            self.tr(
                "They are not shown until the final test was opened, so that nobody adapts to them."
            )
        )

    def _labels_changed(self) -> None:
        where, order = self.items.where, self.items.order
        depends = (
            where.disagrees
            or where.suggested is not None
            or where.label is not None
            or where.answer is not None
            or order.by == "label"
        )
        self._stale.setVisible(depends or where.annotator is not None)
        self._choices_soon.start()

    def _attached(self, facts: SuggestionFacts) -> None:
        self.filters.set_suggestions(bool(facts.run))
        where, order = self.items.where, self.items.order
        if where.disagrees or where.suggested or where.aside or order.by == "uncertainty":
            self.items.restart()
        else:
            self.items.read_again()

    def _facts(self, facts: ProjectFacts) -> None:
        self.editor.set_classes(facts.classes)
        names = list(facts.classes)
        self.grid.set_classes(names)
        self.table.rows.set_classes(names)
        self.filters.set_classes(tuple(names))
        self._choices_soon.start()

    def _read_choices(self) -> None:
        def take(found: Choices) -> None:
            classes = tuple(self.session.facts.classes)
            self.filters.set_choices(replace(found, classes=classes))

        self.session.read(read_choices, owner=self, done=take)

    # One image

    def open_image(self, position: int) -> None:
        """Show one large."""
        if not 0 <= position < len(self.items):
            return
        if self.selection.current != position or position not in self.selection:
            self.selection.only(position)
        self._tools.setVisible(False)
        self.stack.setCurrentWidget(self.viewer)
        self.viewer.setFocus()
        self.items.need(position - 2, position + 3)
        self._show_current()

    def turn(self, step: int) -> None:
        """Go on to another image."""
        target = self.selection.current + step
        if 0 <= target < len(self.items):
            self.open_image(target)

    def _show_current(self) -> None:
        if self.stack.currentWidget() is not self.viewer:
            return
        current = self.selection.current
        if not 0 <= current < len(self.items):
            self.show_list()
        elif (listed := self.items.at(current)) is not None:
            find = self.items.where.text or ""
            self.viewer.show_item(listed, current, len(self.items), find)

    def _in_viewer(self, act: Callable[[], object]) -> None:
        if self.stack.currentWidget() is not self.viewer:
            self.open_image(max(0, self.selection.current))
        act()

    # Labels

    def _answered(self) -> None:
        """By hand and for one image: the next one comes when it is saved."""
        self._goes_on = self.stack.currentWidget() is self.viewer

    _goes_on = False

    def _labels_saved(self) -> None:
        if self._goes_on:
            self._goes_on = False
            self.turn(1)

    def _entered(self, position: int) -> None:
        if not self.accept_suggestions():
            self.open_image(position)

    def accept_suggestions(self) -> bool:
        """Take over what is suggested for the selected images; False when nothing is."""
        if self.stack.currentWidget() is self.viewer:
            positions = [self.selection.current]
        else:
            positions = [int(position) for position in self.selection.positions()]
        found = {}
        for position in positions:
            if 0 <= position < len(self.items):
                suggested = self.items.suggested(position)
                if suggested is not None:
                    found[self.items.ids[position]] = suggested.label
        if found:
            self._answered()
            self.labelling.accept(found)
        return bool(found)

    # Rows

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, as a spreadsheet takes them."""
        ids = self.selected_ids()[:_MOST_COPIED]
        rows = self.table.rows
        if not ids:
            return

        def take(found: dict[int, Listed]) -> None:
            cells = [rows.cells(found[ident]) for ident in ids if ident in found]
            QGuiApplication.clipboard().setText(tab_separated([rows.headings(), *cells]))
            self.session.services.tell(self.tr("%n rows are on the clipboard.", "", len(cells)))

        self.session.read(lambda store: store.listing().samples(ids), owner=self, done=take)

    def _menu(self, view: QWidget, point: QPoint) -> None:
        if self.selection.count:
            self.menu_of_images().popup(view.mapToGlobal(point))

    def menu_of_images(self) -> QMenu:
        """What can be done with the selected images."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        large = menu.addAction(icon("maximize"), self._nouns.tr(self, "See it large"))
        large.triggered.connect(lambda *_: self.open_image(max(0, self.selection.current)))
        labels = menu.addMenu(self.tr("Label as"))
        labels.setEnabled(not self.session.read_only)
        for name in list(self.session.facts.classes)[:30]:
            action = labels.addAction(name)
            action.triggered.connect(lambda *_, name=name: self.labelling.label((name,)))
        copy = menu.addAction(icon("copy"), self.tr("Copy rows for a spreadsheet"))
        copy.triggered.connect(lambda *_: self.copy_rows())
        menu.addSeparator()
        words = self._nouns.tr(self, "Take out of the project (files stay)")
        remove = menu.addAction(icon("trash-2"), words)
        remove.setEnabled(not self.session.read_only)
        remove.triggered.connect(lambda *_: self._remove())
        return menu

    def _remove(self) -> None:
        ids = self.selected_ids()
        words = self._nouns.tr(self, "%n images taken out", len(ids))
        self.session.write(lambda store: store.remove(ids), owner=self, words=words)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is waited for by somebody who has left."""
        self._goes_on = False
        super().hideEvent(event)

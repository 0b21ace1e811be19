"""Data: import, see, label; split and checks; agreement."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton, QTabBar, QVBoxLayout, QWidget

from tlstudio.gui.facts import ProjectFacts
from tlstudio.gui.home.starts import dropped, table_filter, together
from tlstudio.gui.panels.data.images_view import ImagesView
from tlstudio.gui.panels.data.showing import showing_of
from tlstudio.gui.panels.panel import Panel
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner

_TABS = (
    ("tlstudio.gui.panels.data.split", "SplitView"),
    ("tlstudio.gui.panels.data.agreement", "AgreementView"),
)


class DataPanel(Panel):
    """An invitation while there are no images; then three tabs; the assistant in front of them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._nouns = session.nouns
        self._showing = showing_of(session)
        self.banner = Banner()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("Views of the data"))
        for title in (
            self._nouns.tr(self, "Images"),
            self.tr("Split and checks"),
            self.tr("Agreement"),
        ):
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(self._show_tab)
        # The chosen one is bold and so wider than it was.
        self.tabs.currentChanged.connect(lambda _: self.tabs.updateGeometry())
        self._import = make.button(self.tr("Import…"), self.browse, icon_name="folder-input")
        self._import.setToolTip(self._nouns.tr(self, "More images from a folder"))
        self.next = make.button(
            self.tr("Choose model"), lambda: session.go.emit("model"), role="primary",
            icon_name="arrow-right",
        )  # fmt: skip
        self._head = QWidget()
        line = make.row(self.tabs, None, self._import, self.next)
        line.setContentsMargins(24, 14, 24, 0)
        self._head.setLayout(line)
        self.pages = make.Pages()
        self._views: dict[int, QWidget] = {}
        self.assistant: QWidget | None = None
        self._invitation = self._make_invitation()
        self.pages.addWidget(self._invitation)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._head)
        banner = make.column(self.banner)
        banner.setContentsMargins(24, 0, 24, 0)
        layout.addLayout(banner)
        layout.addWidget(self.pages, 1)
        session.facts_changed.connect(self._facts)
        self._facts(session.facts)

    def _make_invitation(self) -> QWidget:
        made = QWidget()
        box, inside = make.frame("drop", margins=36, spacing=12)
        picture = make.IconLabel(self._showing.icon, 48, "accent")
        words = make.label(self._nouns.tr(self, "Bring your images in"), "title")
        how = make.label(
            self._nouns.tr(
                self,
                "Drop a folder or a table anywhere in this window. Folders may stand for classes, "
                "plates or patients: you will be asked. The originals are never changed.",
            ),
            "muted", wrap=True,
        )  # fmt: skip
        how.setFixedWidth(440)
        how.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._first, second = (
            self._source_button(source, role)
            for source, role in zip(self._showing.sources, ("primary", "quiet"), strict=True)
        )
        for part in (self._first, second):
            part.setEnabled(not self.session.read_only)
            part.setToolTip(self.session.why_read_only)
        for row in (picture, words, how):
            inside.addLayout(make.row(None, row, None))
        inside.addLayout(make.row(None, self._first, second, None))
        outer = QVBoxLayout(made)
        outer.setContentsMargins(28, 28, 28, 28)
        outer.addStretch(1)
        outer.addLayout(make.row(None, box, None))
        outer.addStretch(2)
        return made

    def _source_button(self, source: str, role: str) -> QPushButton:
        if source == "table":
            words, act, icon = self.tr("Import a table…"), self.browse_table, "file-spreadsheet"
        else:
            words, act, icon = self.tr("Import a folder…"), self.browse_folder, "folder-input"
        return make.button(words, act, role=role, icon_name=icon)

    # What is in front

    @property
    def images(self) -> ImagesView | None:
        """The images, once they were shown."""
        found = self._views.get(0)
        return found if isinstance(found, ImagesView) else None

    def _facts(self, facts: ProjectFacts) -> None:
        self.next.setEnabled(facts.trainable)
        self.next.setToolTip(
            "" if facts.trainable else self._nouns.tr(self, "Label images of two classes first")
        )
        self._import.setEnabled(not self.session.read_only)
        self._arrange()

    def _arrange(self) -> None:
        """Assistant, invitation or tabs."""
        empty = self.session.facts.images == 0
        self._head.setVisible(self.assistant is None and not empty)
        if self.assistant is not None:
            self.pages.setCurrentWidget(self.assistant)
        elif empty:
            self.pages.setCurrentWidget(self._invitation)
        else:
            self._show_tab(self.tabs.currentIndex())

    def _show_tab(self, place: int) -> None:
        if place not in self._views:
            view = ImagesView(self.session) if place == 0 else self._build(*_TABS[place - 1])
            self._views[place] = view
            self.pages.addWidget(view)
        self.pages.setCurrentWidget(self._views[place])

    def _build(self, module: str, cls: str) -> QWidget:
        made = getattr(importlib.import_module(module), cls)(self.session)
        if not isinstance(made, QWidget):
            raise TypeError(f"{cls} is no view")
        return made

    def actions_for_palette(self) -> list[QAction]:
        """Import, and what the images offer."""
        folder = QAction(self.tr("Import a folder…"), self)
        folder.triggered.connect(lambda *_: self.browse_folder())
        table = QAction(self.tr("Import a table…"), self)
        table.triggered.connect(lambda *_: self.browse_table())
        for action in (folder, table):
            action.setEnabled(not self.session.read_only)
        images = self.images
        return [folder, table, *(images.all_actions() if images is not None else [])]

    def next_sentence(self) -> str:
        """What to do next here."""
        facts = self.session.facts
        if not facts.images:
            return self._nouns.tr(self, "Drop a folder of images here, or import one.")
        if not facts.trainable:
            return self._nouns.tr(self, "Label images of at least two classes.")
        return self.tr("Correct labels where they are wrong, then choose a model.")

    # Import

    def browse(self) -> None:
        """Choose what such items usually come in."""
        table = self._showing.sources[0] == "table"
        (self.browse_table if table else self.browse_folder)()

    def browse_folder(self) -> None:
        """Choose a folder to import."""
        dialog = QFileDialog(self, self._nouns.tr(self, "Folder of images"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._browse(dialog)

    def browse_table(self) -> None:
        """Choose a table to import."""
        dialog = QFileDialog(self, self._nouns.tr(self, "Table of images"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(table_filter(self._nouns.modality))
        self._browse(dialog)

    def _browse(self, dialog: QFileDialog) -> None:
        dialog.fileSelected.connect(self.begin_import)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def begin_import(
        self, source: str, group_by: str = "", only: str = "", classes: Sequence[str] = ()
    ) -> None:
        """Put the assistant in front."""
        if self.session.read_only:
            self.banner.say(
                "warning", self.tr("Nothing can be imported here."), self.session.why_read_only
            )
            return
        if self.assistant is not None:
            self.banner.say("info", self.tr("Finish this import first, then drop the next one."))
            return
        from tlstudio.gui.panels.data.importing.assistant import ImportAssistant

        self.banner.hide()
        made = ImportAssistant(self.session, source, group_by, only, classes)
        made.finished.connect(self._import_ended)
        made.cancelled.connect(self._import_ended)
        self.assistant = made
        self.pages.addWidget(made)
        self._arrange()
        made.setFocus()

    def _import_ended(self) -> None:
        made, self.assistant = self.assistant, None
        if made is not None:
            self.pages.removeWidget(made)
            made.deleteLater()
        self.session.refresh()
        self._arrange()

    def accept_drop(self, paths: list[str]) -> bool:
        """A folder or a table begins the assistant."""
        if not paths:
            return False
        modality = self._nouns.modality
        if (found := together(dropped(paths, modality), modality)) is not None:
            busy = self.assistant is not None
            self.begin_import(found.source, only=found.only)
            if found.words and not busy and self.assistant is not None:
                self.banner.say("info", found.words)
        else:
            self.banner.say(
                "info",
                self._nouns.tr(self, "Drop the folder that holds the images, or a table."),
                self._nouns.tr(
                    self, "Single images can be dropped under “Deploy” to see predictions."
                ),
            )
        return True

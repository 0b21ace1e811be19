"""Files that cannot be used, each with its reason and a way to its folder."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.data.division import Unreadable
from tlstudio.gui.widgets import make

_LINES = 6


class UnreadableList(QWidget):
    """Hidden while every file can be read.

    Signals:
        place_wanted: The path of a file whose folder shall be shown.
    """

    place_wanted = Signal(object)

    def __init__(self, nouns: Nouns = IMAGES) -> None:
        super().__init__()
        self._nouns = nouns
        self._files: tuple[Unreadable, ...] = ()
        self._title = make.label("", "heading", wrap=True)
        self._button = make.button(
            self.tr("Show in folder"), self._open_current, icon_name="folder-open"
        )
        self._button.setEnabled(False)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([self.tr("File"), self.tr("Why it cannot be used")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(self.tr("Files that cannot be used"))
        self.tree.itemActivated.connect(lambda item, _: self._open(item))
        self.tree.currentItemChanged.connect(lambda item, _: self._button.setEnabled(bool(item)))
        card, inside = make.frame("card")
        inside.addWidget(self._title)
        inside.addWidget(self.tree)
        inside.addLayout(make.row(self._button, None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self.hide()

    def show_files(self, files: tuple[Unreadable, ...], total: int) -> None:
        """Show files; of very many only the first are listed, `total` says how many there are."""
        self.setVisible(bool(files))
        if files == self._files:
            return
        self._files = files
        self._title.setText(
            self._nouns.tr(self, "%n image(s) cannot be used and are left out", total)
        )
        self.tree.clear()
        for place, file in enumerate(files):
            item = QTreeWidgetItem([file.key, file.problem])
            item.setToolTip(0, str(file.path))
            item.setToolTip(1, file.problem)
            item.setData(0, 0x0100, place)
            self.tree.addTopLevelItem(item)
        self.tree.setColumnWidth(0, 280)
        height = self.tree.fontMetrics().height() + 14
        self.tree.setFixedHeight(height * (min(_LINES, len(files)) + 1) + 12)

    def _open_current(self) -> None:
        if (item := self.tree.currentItem()) is not None:
            self._open(item)

    def _open(self, item: QTreeWidgetItem) -> None:
        self.place_wanted.emit(self._files[item.data(0, 0x0100)].path)
